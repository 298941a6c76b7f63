"""Stage 1 of 4, collect: the template tags of site generators (Liquid, Nunjucks, Hugo)."""

from __future__ import annotations

import re

_CODE = re.compile(
    r"(^(?P<fence>```+|~~~+).*?^(?P=fence)[^\n]*$|`[^`\n]+`)", re.DOTALL | re.MULTILINE
)
_COMMENT = re.compile(r"\{%-?\s*comment\b.*?\{%-?\s*endcomment\s*-?%\}", re.DOTALL)
_RAW = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}")
_QUOTED = re.compile(r"\{\{-?\s*(['\"])(?P<text>[^'\"{}]*)\1[^{}]*\}\}")
_TAG = re.compile(
    r"\{%-?\s*(?P<name>/?\w+)[^{}]*?-?%\}|\{\{[<%]\s*(?P<short>/?[\w-]+).*?[>%]\}\}", re.DOTALL
)
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

    parts = _CODE.split(text)
    kept: list[str] = []
    for number, part in enumerate(parts):
        if number % 3 == 1:
            kept.append(part)
        elif number % 3 == 0:
            plain = _RAW.sub("", _COMMENT.sub("", part))
            plain = _QUOTED.sub(lambda match: match["text"], plain)
            kept.append(_VALUE.sub(note, _TAG.sub(note, plain)))
    return "".join(kept), tuple(sorted(dict.fromkeys(filter(None, names))))
