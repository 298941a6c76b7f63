"""Where every chunk's pages fall in the book, and the folio that each page bears."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from anthology.export.pdf.pieces import Chunk, TextStart
from anthology.model import Article, Folios, PageStart, Position


@dataclass(frozen=True, slots=True)
class Place:
    """What pagination needs to know of a section."""

    id: str
    region: str  # cover | front | body | back
    recto: bool
    article: Article | None
    piece_of: str = ""  # the section of which it is a later piece


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the book: a page of a chunk, or a blank."""

    section_id: str  # empty for a blank page
    page: int  # page of the chunk, from 0
    folio: str  # its label, whether printed or not


def paginate(places: tuple[Place, ...], chunks: Mapping[str, Chunk]) -> tuple[Sheet, ...]:
    """The pages in order; sections without a chunk yet are passed over.

    The front matter is numbered in roman figures, the body begins again at 1 on
    a right-hand page. A cover takes two pages, its own and a blank one.
    """
    sheets: list[Sheet] = []
    number = 0
    region = ""
    for place in places:
        chunk = chunks.get(place.id)
        if chunk is None:
            continue
        restart = place.region != region and place.region in ("front", "body")
        if (restart or place.recto) and len(sheets) % 2:
            sheets.append(Sheet("", 0, _label(region, number + 1)))
            number += 1
        if restart:
            number = 0
        region = place.region
        for page in range(chunk.pages):
            number += 1
            sheets.append(Sheet(place.id, page, _label(region, number)))
    return tuple(sheets)


def folios(
    sheets: tuple[Sheet, ...], places: tuple[Place, ...], chunks: Mapping[str, Chunk]
) -> Folios:
    """The printed label of every page and of every anchor."""
    first = {s.section_id: at for at, s in reversed(list(enumerate(sheets))) if s.section_id}
    anchors = {
        anchor.id: sheets[first[chunk.id] + anchor.page].folio
        for chunk in chunks.values()
        if chunk.id in first
        for anchor in chunk.anchors
    }
    starts = tuple(_page_starts(sheets, chunks, places))
    return Folios(starts, anchors)


def _page_starts(
    sheets: tuple[Sheet, ...],
    chunks: Mapping[str, Chunk],
    places: tuple[Place, ...],
) -> Iterator[PageStart]:
    articles = {place.id: place.article for place in places}
    pieces = dict(_pieces(places, chunks))
    for at, sheet in enumerate(sheets):
        if not sheet.section_id or not sheet.folio:
            continue
        start = chunks[sheet.section_id].starts[sheet.page]
        section_id = start.article if start.article in articles else sheet.section_id
        position = _position(start, articles[section_id])
        if section_id in pieces:
            section_id, first = pieces[section_id]
            position = replace(position, leaf=first + max(0, position.leaf))
        yield PageStart(sheet.folio, at + 1, section_id, position)


def _pieces(
    places: tuple[Place, ...], chunks: Mapping[str, Chunk]
) -> Iterator[tuple[str, tuple[str, int]]]:
    """The later pieces of sections: of which one, and the number of its leaves before them."""
    leaves = 0
    for place in places:
        if place.piece_of:
            yield place.id, (place.piece_of, leaves)
        else:
            leaves = 0
        leaves += chunks[place.id].leaves if place.id in chunks else 0


def _position(start: TextStart, article: Article | None) -> Position:
    if start.leaf < 0:
        return Position()
    if article is None:
        return Position(start.leaf, start.letters)
    text = article.leaves()[start.leaf].text
    return Position(start.leaf, after_letters(text, start.letters))


@lru_cache(maxsize=16_384)  # asked for again as page numbers become known
def after_letters(text: str, count: int) -> int:
    """The offset at which a page begins that has ``count`` letters and digits before it.

    Marks that belong to the last letter, and what stands before the next space, stay behind.

    >>> after_letters("One. (Two)", 3)
    5
    """
    if not count:
        return 0
    seen = 0
    at = 0
    for at, char in enumerate(text):  # noqa: B007 -- the place is what is wanted
        seen += char.isalnum()
        if seen == count:
            break
    at += 1
    gap = at
    while gap < len(text) and not text[gap].isalnum():
        gap += 1
    spaces = [i for i in range(at, gap) if text[i].isspace()]
    if spaces:
        return spaces[-1] + 1
    while at < gap and unicodedata.category(text[at]).startswith(("M", "P")):
        at += 1
    return at


def _label(region: str, number: int) -> str:
    if region == "cover":
        return ""
    return roman(number) if region == "front" else str(number)


def roman(number: int) -> str:
    """Lower-case roman numeral of a number from 1.

    >>> [roman(n) for n in (1, 4, 9, 14, 40, 90)]
    ['i', 'iv', 'ix', 'xiv', 'xl', 'xc']
    """
    figures = (
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
        (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    )  # fmt: skip
    label = ""
    for value, figure in figures:
        while number >= value:
            label += figure
            number -= value
    return label
