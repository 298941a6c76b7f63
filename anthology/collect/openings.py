"""Stage 1 of 4, collect: what stands before the text proper: title, dateline, author.

Only the title and subtitle are taken out of the text, word for word; every other line is
kept as a block, even when it is also understood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from anthology.collect.dates import FoundDate, find_date, read_date
from anthology.collect.lines import Paragraphs
from anthology.collect.titles import split_headline
from anthology.collect.unspaced import is_unspaced
from anthology.model import BlockKind

_TITLE_CHARS = 200
_LINE_CHARS = 120  # of a dateline or an author's line
_HEAD_LINES = 8
_PROSE_CHARS = 200  # a title stands over a text, and a text has a paragraph this long
_AUTHOR = re.compile(r"(?:authors?|by|byline|written by)\s*[:：]\s*(\S.*)", re.IGNORECASE)
_BY = re.compile(
    r"(?:By|BY|Von|Par|Por|Di|De)\s+((?:[^\W\d_][\w.'’-]*\s*(?:and |y |et |und )?){2,8})"
)
_PRINTED_IN = re.compile(r"(?:For|From) the [A-Z]")  # "For the Independent Journal."
_PROSE_END = re.compile(r"[.!?…;,:。！？؟۔।][\"'”’»)\]]*$")


@dataclass(slots=True)
class Opening:
    """The head of a text, and its body."""

    title: str = ""
    subtitle: str = ""
    leading: list[tuple[BlockKind, str]] = field(default_factory=list)  # lines kept, in order
    dates: list[str] = field(default_factory=list)  # as written
    authors: list[str] = field(default_factory=list)
    body: tuple[str, ...] = ()


def read_opening(paragraphs: Paragraphs, language: str, *, titled: bool) -> Opening:
    """What the paragraphs of a text open with. ``titled``: the header gives the title."""
    texts = paragraphs.texts
    opening = Opening()
    at = 0
    if len(texts) == 1 and not titled:
        texts = _take_headline(opening, texts[0], language)
    elif not titled:
        at = _take_title(opening, texts, language)
        if at and not paragraphs.line_each and not opening.leading and _is_subtitle(texts, at):
            opening.subtitle, at = texts[at], at + 1
    while at < min(len(texts) - 1, _HEAD_LINES) and _take_line(opening, texts[at], language):
        at += 1
    opening.body = tuple(texts[at:])
    if opening.body and not opening.dates:
        found = read_date(opening.body[0][:80], language)
        if found and _is_set_off(opening.body[0], found):
            opening.dates.append(opening.body[0][: found.end])
    return opening


def _take_headline(opening: Opening, text: str, language: str) -> tuple[str, ...]:
    """Tell a headline and dateline from the blob that opens with them; the rest."""
    parts = split_headline(text, language)
    if not parts:
        return (text,)
    headline, dateline, rest = parts
    opening.title = headline
    if dateline:
        opening.leading.append((BlockKind.DATELINE, dateline))
        opening.dates.append(dateline)
    return (rest,) if rest else ()


def _take_title(opening: Opening, texts: Sequence[str], language: str) -> int:
    """Take the title, and a date that follows it in its line; how many paragraphs they were."""
    if not _is_followed_by_text(texts[1:12]):
        return 0
    first = texts[0]
    if len(first) > _TITLE_CHARS:
        return 0
    found = find_date(first, language)
    if found and found.start > 12 and not first[found.end :].strip(" ."):
        opening.title = first[: found.start].rstrip(" .,–—-")
        opening.leading.append((BlockKind.DATELINE, first[found.start :]))
        opening.dates.append(first[found.start :])
        return 1
    if not _is_title(first) and not (first.isupper() and len(first.split()) > 3):
        return 0
    opening.title = re.sub(r"(?<=\w{4})\.$", "", first)
    return 1


def _is_followed_by_text(texts: Sequence[str]) -> bool:
    """Whether the paragraphs are those of a text and not of a list or a poem."""
    sentences = sum(bool(re.search(r"[.!?。！？؟۔।][\"'”’»)\]]*$", text)) for text in texts)
    return any(map(_is_long, texts)) or sentences * 2 > len(texts)


def _is_long(text: str) -> bool:
    """Whether it is as long as prose; scripts without spaces need fewer letters, Thai no stops."""
    return len(text) > _PROSE_CHARS or (len(text) > _PROSE_CHARS // 2 and is_unspaced(text))


def _is_title(line: str) -> bool:
    """Whether a line can be a title: short, no sentence, no date, no greeting, and legible."""
    words = re.findall(r"\w+", line)
    return (
        len(line) <= _TITLE_CHARS
        and line[0] not in "([<"
        and not _PROSE_END.search(line)
        and sum(_is_legible(word) for word in words) * 2 >= len(words) > 0
        and not _AUTHOR.fullmatch(line)
        and not _BY.match(line)
        and not read_date(line, "")
    )


def _is_legible(word: str) -> bool:
    """Whether it may be a word or number, and no scrap of a badly scanned page."""
    return len(word) > 2 or word.isdigit() or not word.isascii()


def _is_subtitle(texts: Sequence[str], at: int) -> bool:
    """Whether the short line under a title belongs to it."""
    return (
        at < len(texts) - 1
        and len(texts[at]) <= _LINE_CHARS
        and texts[at][0].isupper()
        and _is_title(texts[at])
    )


def _take_line(opening: Opening, line: str, language: str) -> bool:
    """Keep a line before the text that names the author, the date or the paper; whether it does."""
    if len(line) > _LINE_CHARS:
        return False
    author = _AUTHOR.fullmatch(line) or _BY.match(line)
    if author and not re.search(r"[a-z]{4,}\.$", line):
        opening.authors.append(author[1].rstrip(" ,."))
        opening.leading.append((BlockKind.PARAGRAPH, line))
        return True
    if find_date(line, language):
        opening.dates.append(line)
    elif not (_PRINTED_IN.match(line) and opening.title):
        return False
    opening.leading.append((BlockKind.DATELINE, line))
    return True


def _is_set_off(text: str, found: FoundDate) -> bool:
    """Whether a date at the start is no part of the sentence: "22 mai 2012. - ..."."""
    after = text[found.end :].lstrip()
    return text[:1] == "[" or not after or after[0] in ".-–—:|("
