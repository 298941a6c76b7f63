"""What markup needs to know of a block before it is written: headings in order, a table's parts."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from anthology.model import Block, BlockKind

_NAME_CHARS = 40  # a longer cell says something, and names no row
_MOST_COLUMNS = 24  # of a table in print: four millimetres each on A5


class Outline:
    """The levels of an article's headings, so that none is skipped: WCAG asks, so does PDF/UA.

    >>> outline = Outline()
    >>> [outline.level(given) for given in (4, 4, 2, 3, 6, 2)]
    [2, 2, 2, 3, 4, 2]
    """

    def __init__(self) -> None:
        self._open: list[int] = []

    def level(self, given: int) -> int:
        """The level from 2 to 6 of the next heading, which its source has at ``given``."""
        while self._open and self._open[-1] >= given:
            self._open.pop()
        self._open.append(given)
        return min(1 + len(self._open), 6)


def rows_of(table: Block) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The first rows of a table that hold headings only, and the others; never all in the first."""
    rows = [b for b in table.children if b.kind is BlockKind.ROW]
    heads = tuple(takewhile(_holds_headings_only, rows))
    heads = () if len(heads) == len(rows) else heads
    return heads, tuple(rows[len(heads) :])


def is_too_wide(table: Block) -> bool:
    """Whether no page can hold its columns: their words would be broken into letters."""
    rows = (b for b in table.children if b.kind is BlockKind.ROW)
    return any(sum(cell.columns for cell in row.children) > _MOST_COLUMNS for row in rows)


def as_list(table: Block) -> Block:
    """The table as a list of its rows, the same leaves in the same order."""
    items = tuple(
        replace(
            b, kind=BlockKind.ITEM, children=tuple(c for cell in b.children for c in cell.children)
        )
        if b.kind is BlockKind.ROW
        else Block(BlockKind.ITEM, children=(replace(b, kind=BlockKind.CELL_TEXT),))
        for b in table.children
    )
    return replace(table, kind=BlockKind.LIST, level=0, children=items)


def with_headings(table: Block) -> Block:
    """The table; where its source has no headings, those of its rows if the first column has such.

    That is so where each row begins with a few words of its own, none of them a number. Readers
    who hear a table are told the heading with each cell. Source: WCAG 2.2, 1.3.1; technique H63.
    """
    rows = [b for b in table.children if b.kind is BlockKind.ROW]
    firsts = [row.children[0] for row in rows]
    if len(rows) < 2 or any(cell.level == 1 for row in rows for cell in row.children):
        return table
    names = [" ".join(leaf.text.strip() for leaf in cell.leaves()) for cell in firsts]
    alone = all(len(row.children) > 1 and row.children[0].rows == 1 for row in rows)
    if not alone or len(set(names)) < len(names) or not all(map(_is_name, names)):
        return table
    named = {
        id(row): replace(row, children=(replace(first, level=1), *row.children[1:]))
        for row, first in zip(rows, firsts, strict=True)
    }
    return replace(table, children=tuple(named.get(id(b), b) for b in table.children))


def _is_name(text: str) -> bool:
    return len(text) <= _NAME_CHARS and any(map(str.isalpha, text))


def _holds_headings_only(row: Block) -> bool:
    return all(cell.level == 1 for cell in row.children)
