"""An article with every kind of block, and a small book of it: what pictures are made of."""

import datetime as dt
from dataclasses import replace

from anthology.edit.parts import make_parts
from anthology.model import (
    Article,
    ArticleDate,
    Block,
    BlockKind,
    Book,
    Origin,
    Span,
    SpanKind,
)

_P = BlockKind.PARAGRAPH
_TEXT = (
    "The gauge at the mill stands where it was set in 1874, on a pier of the old bridge, and "
    "whoever keeps it reads it at seven in the morning and at seven in the evening. In flood the "
    "keeper reads it every hour, by lantern if need be, and writes the figure in a book that is "
    "chained to the wall of the mill house. "
)


def _leaf(kind: BlockKind, text: str, **more: object) -> Block:
    return Block(kind, text, **more)  # type: ignore[arg-type]  # any field of a block


_MARKS = {
    "*": SpanKind.EMPHASIS,
    "_": SpanKind.STRONG,
    "~": SpanKind.SUBSCRIPT,
    "^": SpanKind.SUPERSCRIPT,
    "`": SpanKind.CODE,
    "#": SpanKind.NOTE,
}


def _marked(source: str) -> Block:
    """A paragraph with its spans between pairs of marks."""
    text, spans, opened = "", [], {}
    for char in source:
        if char not in _MARKS:
            text += char
        elif char in opened:
            start, kind = opened.pop(char), _MARKS[char]
            spans.append(Span(start, len(text), kind, "n1" if kind is SpanKind.NOTE else ""))
            if kind is SpanKind.NOTE:
                spans.append(Span(start, len(text), SpanKind.SUPERSCRIPT))
        else:
            opened[char] = len(text)
    return Block(_P, text, tuple(spans))


def _item(text: str, *children: Block) -> Block:
    return Block(BlockKind.ITEM, children=(_leaf(_P, text), *children))


def _row(*cells: str, head: int = 0) -> Block:
    return Block(
        BlockKind.ROW,
        children=tuple(
            Block(BlockKind.CELL, level=head, children=(_leaf(BlockKind.CELL_TEXT, cell),))
            for cell in cells
        ),
    )


_BLOCKS = (
    _leaf(BlockKind.DATELINE, "At the mill, 3 March 1921"),
    _leaf(_P, _TEXT * 2),
    _marked(
        "Some words are *stressed*, some are _strong_, H~2~O and m^2^ have figures below and "
        "above, and `gauge.read()` is code. A note stands here.#1#"
    ),
    _leaf(BlockKind.HEADING, "The keepers", level=2),
    _leaf(_P, _TEXT),
    Block(
        BlockKind.QUOTE,
        children=(_leaf(_P, "Write what you see, not what you expect. " * 3), _leaf(_P, "Always.")),
    ),
    _leaf(_P, "Three kept it longest:"),
    Block(
        BlockKind.LIST,
        children=(
            _item("Ada Quill, for forty years;"),
            _item(
                "her sons,",
                Block(BlockKind.LIST, children=(_item("Peter,"), _item("and Paul;"))),
            ),
            _item("B. Weir, who wrote this and is still at it in the rain and in the dark."),
        ),
    ),
    _leaf(BlockKind.HEADING, "Heights in metres", level=3),
    Block(
        BlockKind.TABLE,
        children=(
            _leaf(BlockKind.CAPTION, "High water at the mill"),
            _row("Year", "Day", "Height", head=1),
            _row("1890", "24 November", "4.91"),
            _row("1909", "5 February", "5.17"),
            _row("1921", "3 March", "3.06"),
        ),
    ),
    _leaf(_P, _TEXT),
    _leaf(
        BlockKind.VERSE,
        "The river is old,\nthe river is slow,\n   and nobody told\nit where it should go.",
    ),
    _leaf(BlockKind.RULE, ""),
    _leaf(BlockKind.SPEAKER, "The miller"),
    _leaf(
        _P, "“It comes up to the second step,” he said, “and then it stops. It always has.” " * 2
    ),
    _leaf(BlockKind.HEADING, "How to read it", level=4),
    Block(
        BlockKind.LIST,
        level=1,
        children=(
            _item("Hold the lantern low."),
            _item("Read the figure."),
            _item("Write it down."),
        ),
    ),
    _leaf(
        BlockKind.CODE,
        "def level(mark: int) -> float:\n    return mark * 0.05 + 1.2  # metres above datum",
    ),
    Block(
        BlockKind.DEFINITIONS,
        children=(
            _leaf(BlockKind.TERM, "Datum"),
            Block(
                BlockKind.DEFINITION,
                children=(_leaf(_P, "The height that all others are measured from."),),
            ),
            _leaf(BlockKind.TERM, "Freshet"),
            Block(
                BlockKind.DEFINITION,
                children=(_leaf(_P, "A flood of melting snow or heavy rain."),),
            ),
        ),
    ),
    _leaf(_P, _TEXT),
    Block(BlockKind.NOTE, id="n1", children=(_leaf(_P, "So says the book on the wall."),)),
)


def specimen(number: int = 1, title: str = "The gauge at the old mill") -> Article:
    """The article; ``number`` tells one from another."""
    return Article(
        f"a-{number}",
        Origin(f"{number}.txt"),
        title,
        _BLOCKS,
        date=ArticleDate(dt.date(1921, 3, number)),
        authors=("B. Weir",),
        source="The Mill Post",
        language="en",
    )


def plain(number: int, title: str) -> Article:
    """An article of paragraphs alone."""
    blocks = tuple(_leaf(_P, _TEXT * 2) for _ in range(4))
    return replace(
        specimen(number, title), blocks=blocks, date=ArticleDate(dt.date(1921, 4, number))
    )


def specimen_book() -> Book:
    """A book in two parts: the specimen and two articles of text."""
    articles = (specimen(), plain(2, "Low water"), plain(3, "A winter without ice on the river"))
    return Book(
        title="The River Book",
        subtitle="Notes from the mill",
        language="en",
        parts=make_parts(articles, "month", "en"),
        people=(),
        identifier="urn:uuid:00000000-0000-5000-8000-000000000001",
        editor="M. Reyes",
        modified=dt.datetime(2022, 6, 1, tzinfo=dt.UTC),
    )
