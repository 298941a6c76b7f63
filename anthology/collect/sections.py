"""Stage 1 of 4, collect: several articles in one Markdown file, each under a heading of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from anthology.collect.fields import Facts, facts_of
from anthology.model import Block, BlockKind

_FIELD = re.compile(r"([A-Z][A-Za-z ]{1,20}):\s+(\S.*)")
_PROPERTIES = re.compile(
    r"(?P<head>\s*#[ \t]+[^\n]+\n\s*\n)"
    r"(?P<lines>(?:[A-Z][\w ()/-]{0,30}:[ \t]+\S[^\n]*\n)+)(?=\s*\n)"
)
_DATES = ("published", "date", "posted")


@dataclass(frozen=True, slots=True)
class Section:
    """The blocks of an article, its heading first, and the fields that stood under it."""

    blocks: tuple[Block, ...]
    fields: tuple[tuple[str, str], ...] = ()


def dated_sections(blocks: Sequence[Block]) -> tuple[Section, ...]:
    """The articles, where every first heading has a line such as "Published: 2023-07-20" under it.

    Otherwise all blocks as one.
    """
    starts = [
        number
        for number, block in enumerate(blocks)
        if block.kind is BlockKind.HEADING and block.level == 2
    ]
    if len(starts) < 2 or starts[0] != 0:
        return (Section(tuple(blocks)),)
    pieces = [
        _section(blocks[start:end])
        for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True)
    ]
    dated = all(any(name.lower() in _DATES for name, _ in piece.fields) for piece in pieces)
    return tuple(pieces) if dated else (Section(tuple(blocks)),)


def _section(blocks: Sequence[Block]) -> Section:
    """A heading and what follows it, the lines of fields apart."""
    fields: list[tuple[str, str]] = []
    rest = list(blocks[1:])
    while rest and rest[0].kind is BlockKind.PARAGRAPH:
        match = _FIELD.fullmatch(rest[0].text)
        if not match:
            break
        fields.append((match[1], match[2]))
        rest.pop(0)
    return Section((blocks[0], *rest), tuple(fields))


def properties_of(text: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """The lines "Created: July 5, 2023" right under the title, as Notion has them, and the text.

    Lines that tell of nothing that an article has stay in the text, each a paragraph.
    """
    match = _PROPERTIES.match(text)
    if match is None:
        return (), text
    pairs = [line.split(":", 1) for line in match["lines"].splitlines()]
    fields = tuple((name.strip(), value.strip()) for name, value in pairs)
    facts = facts_of(dict(fields))
    if not facts.dates and not facts.tags:
        return (), text
    told = tuple(pair for pair in fields if facts_of(dict([pair])) != Facts())
    rest = "\n\n".join(f"{name}: {value}" for name, value in fields if (name, value) not in told)
    return told, f"{match['head']}{rest}\n\n{text[match.end() :]}"
