"""Stage 1 of 4, collect: what a reader marked in a Kindle ("My Clippings.txt"), an article a book.

Each clipping is a heading line with book and author, a line that says where and when, and words:
the book's, which are set as a quotation, or the reader's own. Kindles write in their own language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from anthology.collect import notices
from anthology.collect.dates import find_date
from anthology.collect.decode import NotTextError, decode
from anthology.collect.draft import Draft, Source, WrittenDate
from anthology.collect.language import detect_language
from anthology.collect.text import names_of, text_of
from anthology.config import Config
from anthology.model import Block, BlockKind, Origin
from anthology.report import Report

_BORDER = re.compile(r"^={10}[ \t]*$", re.MULTILINE)
_HAS_BORDER = re.compile(rb"\n={10}[ \t]*(?:\r?\n|\Z)")
_MARK = re.compile(r"\s*-\s+")
_YEAR = re.compile(r"\d{2}")
_BOOK = re.compile(r"(?P<title>.+?)\((?P<author>[^()]*(?:\([^()]*\)[^()]*)*)\)")
_NOTE = re.compile(r"\b(?:note|notiz|nota|notitie)\b|メモ|笔记|заметка", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Clipping:
    """What was marked: of which book, where in it, when, and the words."""

    book: str
    where: str
    when: str
    words: str


def are_clippings(data: bytes) -> bool:
    """Whether a file is one of clippings: all between its borders is one, or is empty."""
    if not _HAS_BORDER.search(data):
        return False
    try:
        text = decode(data).text
    except NotTextError:
        return False
    pieces = [piece for piece in _BORDER.split(text) if piece.strip()]
    return bool(pieces) and all(map(_clipping, pieces))


def read_clippings(source: Source, config: Config, report: Report) -> Iterator[Draft]:
    """An article for each book, in the order in which they were begun; bookmarks hold no words."""
    text = text_of(source, report) or ""
    found = [clipping for piece in _BORDER.split(text) if (clipping := _clipping(piece))]
    books: dict[str, list[_Clipping]] = {}
    for clipping in filter(lambda each: each.words, found):
        books.setdefault(clipping.book, []).append(clipping)
    bookmarks = sum(not clipping.words for clipping in found)
    notices.tell_beside({"bookmarks": bookmarks}, source.place, report)
    for number, (book, clippings) in enumerate(books.items(), 1):
        yield _draft(number, book, clippings, source, config)


def _clipping(piece: str) -> _Clipping | None:
    lines = piece.strip().split("\n")
    place = _place(lines[1]) if len(lines) > 1 else None
    if place is None:
        return None
    words = "\n".join(lines[2:]).strip()
    return _Clipping(lines[0].strip(), *place, words)


def _place(line: str) -> tuple[str, str] | None:
    """Where and when, as the line "- Page 12 | Location 180 | Added on May 5, 2019" says."""
    mark = _MARK.match(line)
    *where, when = line[mark.end() :].split("|") if mark else [""]
    is_one = 1 <= len(where) <= 2 and any(map(str.isdecimal, where[0])) and _YEAR.search(when)
    return (" ".join(", ".join(where).split()), when.strip()) if is_one else None


def _draft(
    number: int, book: str, clippings: Sequence[_Clipping], source: Source, config: Config
) -> Draft:
    match = _BOOK.fullmatch(book)
    words = " ".join(each.words for each in clippings)
    language = detect_language(words, config.language) or "en"
    dates = (find_date(each.when, language) for each in clippings)
    first = min((found.date.day.isoformat() for found in dates if found), default="")
    return Draft(
        origin=Origin(source.path, number),
        place=f"{source.place}:{number}",
        blocks=tuple(block for each in clippings for block in _blocks(each)),
        title=match["title"].rstrip() if match else book,
        dates=(WrittenDate(first, "header"),) if first else (),
        language=language,
        authors=names_of(_given_first(match["author"])) if match else (),
    )


def _blocks(clipping: _Clipping) -> Iterator[Block]:
    paragraphs = tuple(
        Block(BlockKind.PARAGRAPH, " ".join(each.split()))
        for each in clipping.words.split("\n")
        if each.strip()
    )
    if _NOTE.search(clipping.where):
        yield from paragraphs
    else:
        yield Block(BlockKind.QUOTE, children=paragraphs)
    yield Block(BlockKind.PARAGRAPH, clipping.where)


def _given_first(author: str) -> str:
    """ "Harkaway, Nick" as it is said."""
    family, comma, given = author.partition(", ")
    alone = comma and "," not in given and ";" not in author and " " not in family.strip()
    return f"{given} {family}" if alone else author
