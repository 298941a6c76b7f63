"""What markup needs to know of a block before it is written: headings in order, a table's parts."""

from __future__ import annotations

from itertools import takewhile

from anthology.model import Block, BlockKind


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


def _holds_headings_only(row: Block) -> bool:
    return all(cell.level == 1 for cell in row.children)
