"""Stage 1 of 4, collect: the members of tables and lists, and whether a table only lays out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anthology.collect.markup_tree import Node

_COLUMNS = ("colgroup", "col")
_GROUPS = ("thead", "tbody", "tfoot")
_MOST_SPAN = 100
_LONG = 500  # characters: a cell that holds a text, not a value
_GUTTER = re.compile(r"gutter|linenos|line-?num|lnum", re.IGNORECASE)


def rows(table: Node) -> tuple[Node, ...]:
    """The table's own rows, in order, its foot last."""
    own: list[Node] = []
    feet: list[Node] = []
    for child in table:
        if child.tag == "tr":
            own.append(child)
        elif child.tag in _GROUPS:
            (feet if child.tag == "tfoot" else own).extend(c for c in child if c.tag == "tr")
    return (*own, *feet)


def cells(row: Node) -> tuple[Node, ...]:
    """The cells of a row, without the line numbers of a listing."""
    found = tuple(child for child in row if child.tag in ("td", "th"))
    code = any(cell.find(".//pre") is not None for cell in found)
    return tuple(c for c in found if not (code and _GUTTER.search(c.get("class", ""))))


def members(node: Node) -> Iterator[Node | str]:
    """The children of an element, and the loose text between them."""
    if node.text and node.text.strip():
        yield node.text
    for child in node:
        if isinstance(child.tag, str):
            yield child
        if child.tail and child.tail.strip():
            yield child.tail


def loose(table: Node) -> Iterator[Node | str]:
    """What stands in a table outside its cells; a browser shows it before the table."""
    groups = [table, *(child for child in table if child.tag in _GROUPS)]
    for group in groups:
        for piece in members(group):
            if isinstance(piece, str) or piece.tag not in (*_GROUPS, "tr", "caption", *_COLUMNS):
                yield piece
        for row in (child for child in group if child.tag == "tr"):
            for piece in members(row):
                if isinstance(piece, str) or piece.tag not in ("td", "th"):
                    yield piece


def span(cell: Node, name: str, most: int = _MOST_SPAN) -> int:
    """A ``colspan`` or ``rowspan``, at least 1."""
    match = re.match(r"\s*(\d{1,6})", cell.get(name, ""))
    return min(max(int(match[1]), 1), most) if match else 1


def is_layout(table: Node) -> bool:
    """Whether the table puts parts of a page in place and says nothing by its rows."""
    if table.get("role") in ("presentation", "none"):
        return True
    own = rows(table)
    wide = max((len(cells(row)) for row in own), default=0)
    if wide < 2 and len(own) < 2:
        return True
    if table.find(".//table") is not None:
        return True
    if table.find("caption") is not None or table.find("thead") is not None:
        return False
    every = [cell for row in own for cell in cells(row)]
    if any(cell.tag == "th" for cell in every):
        return wide < 2
    return wide < 2 or any(_is_text(cell) for cell in every)


def _is_text(cell: Node) -> bool:
    """Whether a cell holds what is a text of its own: headings, several paragraphs, listings."""
    if any(next(cell.iter(tag), None) is not None for tag in ("h1", "h2", "h3", "pre", "figure")):
        return True
    return len(" ".join("".join(cell.itertext()).split())) > _LONG


def in_order(table: Node) -> Iterator[Node]:
    """The caption and the cells of a table that lays out a page."""
    for child in table:
        if child.tag == "caption":
            yield child
    for row in rows(table):
        yield from cells(row)
