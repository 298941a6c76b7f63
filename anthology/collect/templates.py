"""Stage 1 of 4, collect: the template tags of site generators (Liquid, Nunjucks, Hugo)."""

from __future__ import annotations

import html
import re

from anthology.collect.outside_code import outside_code

_COMMENT = re.compile(r"\{%-?\s*comment\b.*?\{%-?\s*endcomment\s*-?%\}", re.DOTALL)
_RAW = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}")
_QUOTED = re.compile(r"\{\{-?\s*(['\"])(?P<text>[^'\"{}]*)\1[^{}]*\}\}")
_TAG = re.compile(
    r"\{%-?\s*(?P<name>/?\w+)[^{}]*?-?%\}|\{\{[<%]\s*(?P<short>/?[\w-]+).*?[>%]\}\}", re.DOTALL
)
# Images that a tag brings: {% image "a.jpg" "Words" %}, {{< figure src="a.jpg" alt="Words" >}}.
_IMAGE = re.compile(
    r"\{%-?\s*(?:image|img|picture|figure)\w*\s+([\"'])(?P<src>[^\"'<>\n]+\.\w{3,4})\1(?P<more>[^%]*)%\}",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"\{\{[<%]\s*(?:figure|image|img|picture)\s(?P<more>[^{}]*?)/?\s*[>%]\}\}", re.IGNORECASE
)
_FIELD = re.compile(r"([\w-]+)\s*=\s*\"([^\"]*)\"|([\w-]+)\s*=\s*'([^']*)'")
_VALUE = re.compile(r"\{\{-?\s*(?P<name>[\w.]+)[^{}]*\}\}")


def without_templates(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without template tags, code left alone, and the names of what was taken out.

    Words between an opening and a closing tag stay; so does a quoted value: ``{{ "/a" | url }}``.
    """
    if "{{" not in text and "{%" not in text:
        return text, ()
    names: list[str] = []

    def note(match: re.Match[str]) -> str:
        name = match["name"] or match.groupdict().get("short") or ""
        names.append(name.lstrip("/").removeprefix("end"))
        return ""

    def plain(part: str) -> str:
        part = _RAW.sub("", _COMMENT.sub("", part))
        part = _FIGURE.sub(_figure, _IMAGE.sub(_image, part))
        part = _QUOTED.sub(lambda match: match["text"], part)
        return _VALUE.sub(note, _TAG.sub(note, part))

    return outside_code(text, plain), tuple(sorted(dict.fromkeys(filter(None, names))))


def _image(match: re.Match[str]) -> str:
    """The image of a tag; of several words in quotes the last are its own."""
    words = [text for pair in re.findall(r"\"([^\"]*)\"|'([^']*)'", match["more"]) for text in pair]
    told = [each for each in words if each]
    return image(match["src"], told[-1] if told else "")


def _figure(match: re.Match[str]) -> str:
    """The figure of a shortcode; nothing where it has no address."""
    fields = fields_in(match["more"])
    source = fields.get("src") or fields.get("link", "")
    if not source:
        return match[0]
    below = " ".join(filter(None, (fields.get("title"), fields.get("caption"))))
    caption = f"<figcaption>{html.escape(below)}</figcaption>" if below else ""
    return f"\n<figure>{image(source, fields.get('alt', ''))}{caption}</figure>\n"


def fields_in(tag: str) -> dict[str, str]:
    """The fields of a tag whose values are in quotes."""
    return {f[0] or f[2]: f[1] or f[3] for f in _FIELD.findall(tag)}


def image(source: str, words: str) -> str:
    """The markup of an image."""
    return f'<img src="{html.escape(source)}" alt="{html.escape(words)}">'
