"""What markup needs to know of a table before it is written: its parts, its headings, its width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from anthology.model import Block, BlockKind

_NAME_CHARS = 40  # a longer cell says something, and names no row
_MOST_COLUMNS = 24  # of a table in print: four millimetres each on A5
_LINE_CHARS = 48  # that a line of a table holds on every page size, in its smaller type
_GAP_CHARS = 2  # between two columns
_UNBROKEN = (40, 30, 24, 18, 14)
_NUMBER = re.compile(r"[-−+±$€£]?\s?\d[\d.,\s\u202f]*(?:%|‰)?")  # set to the right


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
    names = [_words(cell) for cell in firsts]
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


def letters_unbroken(table: Block) -> int:
    """How long a word of the table may be that is not broken, so that its columns fit a page.

    0 where even short words have to be.
    """
    longest: dict[int, int] = {}
    for row in table.children:
        for column, cell in _columns(row):
            longest[column] = max(longest.get(column, 0), _longest_word(cell))
    for most in _UNBROKEN:
        if sum(min(letters, most) + _GAP_CHARS for letters in longest.values()) <= _LINE_CHARS:
            return most
    return 0


def _columns(row: Block) -> Iterator[tuple[int, Block]]:
    """The cells of one column, with its number; a cell over several can be as wide as it likes."""
    column = 0
    for cell in row.children if row.kind is BlockKind.ROW else ():
        if cell.columns == 1:
            yield column, cell
        column += cell.columns


def _longest_word(cell: Block) -> int:
    """Letters of the longest word; a word may be broken at its hyphens."""
    return max((len(word) for word in _words(cell).replace("-", "- ").split()), default=0)


def classes_of(cell: Block, unbroken: int) -> str:
    """What the style sheet must know of a cell: a number, words that are not to be broken."""
    number = "number" if _NUMBER.fullmatch(_words(cell)) else ""
    whole = "whole" if _longest_word(cell) <= unbroken else ""
    return f"{number} {whole}".strip()


def _words(block: Block) -> str:
    return " ".join(leaf.text.strip() for leaf in block.leaves())
