"""Stage 1 of 4, collect: what stands before the text proper: title, dateline, author.

Only the title and subtitle are taken out of the text, word for word; every other line is
kept as a block, even when it is also understood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from anthology.collect.dates import FoundDate, find_date, read_date
from anthology.model import BlockKind

_TITLE_CHARS = 200
_HEAD_LINES = 8
_AUTHOR = re.compile(r"(?:authors?|by|byline|written by)\s*[:：]\s*(\S.*)", re.IGNORECASE)
_BY = re.compile(r"By ((?:[A-Z][\w.'’-]*\s*(?:and |, )?){2,8})$")
_PROSE_END = re.compile(r"[.!?…;,:。！？][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Opening:
    """The head of a text, and its body."""

    title: str
    subtitle: str
    leading: tuple[tuple[BlockKind, str], ...]  # lines kept, in order
    dates: tuple[str, ...]  # as written
    authors: tuple[str, ...]
    body: tuple[str, ...]


def read_opening(paragraphs: Sequence[str], language: str, *, titled: bool) -> Opening:
    """What the paragraphs of a text open with. ``titled``: the header gives the title."""
    title, subtitle, dates = "", "", list[str]()
    leading: list[tuple[BlockKind, str]] = []
    authors: list[str] = []
    at = 0
    if not titled and paragraphs:
        title, dateline, at = _title(paragraphs, language)
        if dateline:
            leading.append((BlockKind.DATELINE, dateline))
            dates.append(dateline)
        if at and not dateline and at < len(paragraphs) - 1 and _is_title(paragraphs[at]):
            subtitle, at = paragraphs[at], at + 1
    while at < min(len(paragraphs) - 1, _HEAD_LINES):
        line = paragraphs[at]
        author = _AUTHOR.fullmatch(line) or _BY.fullmatch(line)
        date = find_date(line, language) if len(line) < 120 else None
        if author:
            authors.append(author[1])
            leading.append((BlockKind.PARAGRAPH, line))
        elif date or (title and len(line) < 80 and re.match(r"(?:For|From) the ", line)):
            leading.append((BlockKind.DATELINE, line))
            dates += [line] if date else []
        else:
            break
        at += 1
    body = tuple(paragraphs[at:])
    if body and not dates:
        found = read_date(body[0][:80], language)
        if found and _stands_alone(body[0], found):
            dates.append(body[0][: found.end])
    return Opening(title, subtitle, tuple(leading), tuple(dates), tuple(authors), body)


def _title(paragraphs: Sequence[str], language: str) -> tuple[str, str, int]:
    """The title, the date that follows it in the same line, and how many paragraphs they take."""
    first = paragraphs[0]
    if len(paragraphs) == 1:
        return "", "", 0
    if len(first) <= _TITLE_CHARS:
        found = find_date(first, language)
        if found and found.start > 12 and not first[found.end :].strip(" ."):
            return first[: found.start].strip(), first[found.start :].strip(), 1
        if _is_title(first) or (first.isupper() and len(first.split()) > 3):
            return first, "", 1
    return "", "", 0


def _is_title(line: str) -> bool:
    """Whether a line can be a title: short, no sentence, no date, no greeting."""
    return (
        len(line) <= _TITLE_CHARS
        and not _PROSE_END.search(line)
        and any(map(str.isalpha, line))
        and not _AUTHOR.fullmatch(line)
        and not read_date(line, "")
    )


def _stands_alone(text: str, found: FoundDate) -> bool:
    """Whether the date is set off from what follows: "22 mai 2012. - ...", "[2015-01-04]"."""
    after = text[found.end :].lstrip()
    return text[:1] == "[" or not after or after[0] in ".-–—:|("
