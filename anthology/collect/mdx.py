"""Stage 1 of 4, collect: the parts of MDX files that only a program can show (.mdx).

Source: MDX 2: imports and exports stand at the head of a block, components have capitals, what
stands in braces is an expression.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

from anthology.collect.outside_code import outside_code
from anthology.collect.templates import fields_in, image

_MODULE = re.compile(r"(?:\A|(?<=\n\n))(?:import|export)\b[^\n]*(?:\n(?!\n)[^\n]*)*")
_STATEMENT = re.compile(
    r"^(?:import\s.*?from\s+[\"'][^\"'\n]+[\"'];?|import\s+[\"'][^\"'\n]+[\"'];?)[ \t]*$",
    re.M | re.S,
)
_COMMENT = re.compile(r"\{\s*/\*.*?\*/\s*\}", re.DOTALL)
_TEXT = re.compile(r"\{\s*([\"'`])(?P<text>[^\"'`{}]*)\1\s*\}")
_ATTRIBUTES = r"(?:[^<>{}\"']|\"[^\"]*\"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\})*"
_COMPONENT = re.compile(rf"<(?P<end>/?)(?P<name>[A-Z][\w.]*+){_ATTRIBUTES}>|</?>")
_EXPRESSION = re.compile(r"(?<!\\)\{[^{}\n]*(?:\{[^{}\n]*\}[^{}\n]*)*\}")
_FIELD = re.compile(r"^\s*[\"']?(\w+)[\"']?\s*:\s*([\"'`])(.*?)\2\s*,?\s*$", re.MULTILINE)
_IMAGE = re.compile(rf"<(?:Image|Img)\b(?P<more>{_ATTRIBUTES})/?>")
_TAG = re.compile(rf"<[a-z][\w-]*+{_ATTRIBUTES}>")
_LOOKS = re.compile(r"\s(?:style|className|key)=\{(?:[^{}]|\{[^{}]*\})*\}")


@dataclass(frozen=True, slots=True)
class Prose:
    """A file's Markdown, what its exports say of it, and the names of what was taken out."""

    text: str
    values: Mapping[str, object]
    names: tuple[str, ...]


def prose_of(text: str) -> Prose:
    """The Markdown of a file of MDX; listings are left alone, words between tags stay."""
    values: dict[str, object] = {}
    names: dict[str, None] = {}

    def module(match: re.Match[str]) -> str:
        values.update({found[1]: found[3] for found in _FIELD.finditer(match[0])})
        return ""

    def component(match: re.Match[str]) -> str:
        if match["name"] and not match["end"]:
            names[match["name"]] = None
        return ""

    def expression(match: re.Match[str]) -> str:
        names[match[0] if len(match[0]) < 40 else "an expression"] = None
        return ""

    def plain(part: str) -> str:
        part = _MODULE.sub(module, _STATEMENT.sub("", part))
        part = _TEXT.sub(lambda match: match["text"], _COMMENT.sub("", part))
        part = _COMPONENT.sub(component, _IMAGE.sub(_image, part))
        part = _TAG.sub(lambda match: _LOOKS.sub("", match[0]), part)
        return _EXPRESSION.sub(expression, part)

    return Prose(outside_code(text, plain), values, tuple(names))


def _image(match: re.Match[str]) -> str:
    """The image of a component whose address is written out."""
    fields = {name: html.unescape(value) for name, value in fields_in(match["more"]).items()}
    return image(fields["src"], fields.get("alt", "")) if "src" in fields else match[0]
