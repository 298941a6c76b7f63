"""Stage 1 of 4, collect: elements that stand apart: lists, tables, quotations, figures, verse."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from anthology.collect.markup_line import Line
from anthology.collect.markup_shapes import figure, joined, pairs
from anthology.collect.markup_tables import cells, in_order, is_layout, loose, members, rows, span
from anthology.collect.markup_tree import Node
from anthology.model import Block, BlockKind

if TYPE_CHECKING:
    from anthology.collect.markup_flow import Flow

_APART = (
    "address", "article", "aside", "body", "caption", "center", "dd", "details", "dialog", "div",
    "fieldset", "footer", "form", "header", "hgroup", "html", "li", "main", "nav", "section",
    "tbody", "td", "tfoot", "th", "thead", "tr",
)  # fmt: skip
_LEAVES = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "legend", "figcaption", "dt")
_LISTED = ("ul", "ol", "menu", "dir")
_LITERAL = ("pre", "listing", "xmp", "plaintext")
_POEM = re.compile(r"(?:^|[\s_-])(?:poem|verse|stanza|poetry|lyrics)(?:$|[\s_-])", re.IGNORECASE)
_CAPTION = re.compile(r"caption|\bcredit", re.IGNORECASE)
_FRAME = re.compile(r"caption|thumb|figure|image|photo", re.IGNORECASE)
_FRAME_CHARS = 500
_DEEPEST = 12  # containers within each other; what lies deeper is not set apart


def take_apart(flow: Flow, node: Node) -> None:
    """An element that only stands apart from what is around it, or a figure under another name."""
    if flow.line.literal:
        if flow.line.length and flow.line.last != "\n":
            flow.line.break_line()
        flow.inside(node)
        return
    if not flow.in_figure and _is_frame(node):
        take_figure(flow, node)
        return
    kind, outer = flow.kind, flow.poem
    flow.flush()
    flow.poem = flow.poem or bool(_POEM.search(node.get("class", "")))
    if flow.in_figure and _is_caption(node):
        flow.kind = BlockKind.CAPTION
    flow.inside(node)
    flow.flush()
    flow.kind, flow.poem = kind, outer


def take_leaf(flow: Flow, node: Node) -> None:
    """A paragraph, heading or caption."""
    kind, level, outer = flow.kind, flow.level, flow.poem
    flow.flush()
    flow.poem = flow.poem or bool(_POEM.search(node.get("class", "")))
    if re.fullmatch(r"h[1-6]", node.tag):
        flow.kind, flow.level = BlockKind.HEADING, min(int(node.tag[1]) + 1, 6)
    elif flow.in_figure and (node.tag == "figcaption" or _is_caption(node)):
        flow.kind = BlockKind.CAPTION
    flow.inside(node)
    flow.flush()
    flow.kind, flow.level, flow.poem = kind, level, outer


def _is_caption(node: Node) -> bool:
    return bool(_CAPTION.search(node.get("class", "")))


def take_literal(flow: Flow, node: Node) -> None:
    """A listing, or a poem whose white space counts."""
    if flow.line.literal:
        flow.inside(node)
        return
    kind = flow.kind
    flow.flush()
    poem = flow.poem or _POEM.search(node.get("class", ""))
    flow.kind, flow.line = (BlockKind.VERSE if poem else BlockKind.CODE), Line(literal=True)
    flow.inside(node)
    flow.flush()
    flow.kind, flow.line = kind, Line()


def take_rule(flow: Flow, node: Node) -> None:
    """A break in the text; notes need none before them."""
    flow.flush()
    if not flow.last_is_rule() and "footnotes" not in node.get("class", ""):
        flow.out.append(Block(BlockKind.RULE))


def _contain(flow: Flow, kind: BlockKind, children: tuple[Block, ...], level: int = 0) -> None:
    """Add a container, or, in one that lies too deep or cannot hold it, what it holds."""
    if not children:
        return
    if flow.depth >= _DEEPEST:
        flow.out += children
    else:
        flow.out.append(Block(kind, children=children, level=level))


def take_quote(flow: Flow, node: Node) -> None:
    """A quotation."""
    flow.flush()
    _contain(flow, BlockKind.QUOTE, flow.inner(node))


def take_list(flow: Flow, node: Node) -> None:
    """A list; items that are notes become notes, where they stand."""
    flow.flush()
    items: list[Block] = []
    level = int(node.tag == "ol")
    number = _first_number(node)

    def end() -> None:
        if flow.depth >= _DEEPEST:
            flow.out.extend(block for item in items for block in item.children)
        else:
            before = len(flow.out)
            _contain(flow, BlockKind.LIST, tuple(items), level)
            if number != 1:
                flow.out[before:] = [replace(b, start=number) for b in flow.out[before:]]
        items.clear()

    for piece in members(node):
        if piece in flow.context.notes.bodies:
            end()
            flow.out.append(flow.note(piece))
            continue
        children = _piece(flow, piece)
        if children and not isinstance(piece, str) and piece.tag in _LISTED and items:
            items[-1] = Block(BlockKind.ITEM, children=(*items[-1].children, *children))
        elif children:
            items.append(Block(BlockKind.ITEM, children=children))
    end()


def _first_number(node: Node) -> int:
    """The number of the first item of an ordered list, where it is not 1 and can be printed."""
    first = next(iter(node), None)
    said = node.get("start") or (first.get("value", "") if first is not None else "")
    found = re.fullmatch(r"\s*(-?\d{1,6})\s*", said)
    return int(found[1]) if found and node.tag == "ol" and node.get("reversed") is None else 1


def _piece(flow: Flow, piece: Node | str) -> tuple[Block, ...]:
    """The blocks of an item, or of what stands between items and is none."""
    if isinstance(piece, str) or piece.tag in ("li", "dt", "dd"):
        return flow.inner(piece)
    return flow.whole(piece)


def take_definitions(flow: Flow, node: Node) -> None:
    """Terms and their definitions."""
    flow.flush()
    found: list[Block] = []
    for piece in _entries(node):
        if piece in flow.context.notes.bodies:
            found.append(flow.note(piece))
            continue
        children = _piece(flow, piece)
        if not isinstance(piece, str) and piece.tag == "dt":
            term = joined(children, BlockKind.TERM)
            found += [term] if term else []
        elif children:
            found.append(Block(BlockKind.DEFINITION, children=children))
    if any(block.kind is BlockKind.NOTE for block in found) or flow.depth >= _DEEPEST:
        opened = (b.children if b.kind is BlockKind.DEFINITION else (b,) for b in found)
        flow.out.extend(block for blocks in opened for block in blocks)
    else:
        flow.out.extend(pairs(found))


def _entries(node: Node) -> Iterator[Node | str]:
    """The terms and definitions of a list, those in its groups too."""
    for piece in members(node):
        if not isinstance(piece, str) and piece.tag == "div":
            yield from members(piece)
        else:
            yield piece


def take_figure(flow: Flow, node: Node) -> None:
    """A picture, listing or table with its caption."""
    flow.flush()
    if flow.depth >= _DEEPEST:
        flow.inside(node)
        return
    flow.out.extend(figure(flow.inner(node, in_figure=True)))


def _is_frame(node: Node) -> bool:
    """Whether an element holds one image and words that are called its caption."""
    if node.tag not in ("div", "section", "aside") or not _FRAME.search(node.get("class", "")):
        return False
    if len(list(node.iter("img"))) != 1 or node.find(".//figure") is not None:
        return False
    captions = [each for each in node.iter() if each is not node and _is_caption(each)]
    words = sum(map(len, node.itertext()))
    return bool(captions) and words < _FRAME_CHARS


def take_table(flow: Flow, node: Node) -> None:
    """A table; of one that only lays out a page, what its cells hold."""
    flow.flush()
    for piece in loose(node):
        flow.out += flow.inner(piece) if isinstance(piece, str) else flow.whole(piece)
    if is_layout(node) or flow.depth >= _DEEPEST:
        for cell in in_order(node):
            take_apart(flow, cell)
        return
    every = rows(node)
    found: list[Block] = []
    for number, row in enumerate(every):
        made = tuple(_cell(flow, cell, len(every) - number) for cell in cells(row))
        if made:
            found.append(Block(BlockKind.ROW, children=made))
    head = node.find("caption")
    caption = joined(flow.inner(head), BlockKind.CAPTION) if head is not None else None
    words = any(leaf.text.strip() or leaf.target for row in found for leaf in row.leaves())
    _contain(flow, BlockKind.TABLE, (*([caption] if caption else []), *found) if words else ())


def _cell(flow: Flow, node: Node, rows_left: int) -> Block:
    children = flow.inner(node)
    if not children:
        children = (Block(BlockKind.CELL_TEXT),)
    elif len(children) == 1 and children[0].kind is BlockKind.PARAGRAPH:
        only = children[0]
        children = (Block(BlockKind.CELL_TEXT, only.text, only.spans, language=only.language),)
    return Block(
        BlockKind.CELL,
        children=children,
        level=int(node.tag == "th"),
        columns=span(node, "colspan"),
        rows=span(node, "rowspan", rows_left),
    )


TAKERS: Mapping[str, Callable[[Flow, Node], None]] = {
    **dict.fromkeys(_APART, take_apart),
    **dict.fromkeys(_LEAVES, take_leaf),
    **dict.fromkeys(_LITERAL, take_literal),
    **dict.fromkeys(_LISTED, take_list),
    "hr": take_rule,
    "blockquote": take_quote,
    "dl": take_definitions,
    "figure": take_figure,
    "table": take_table,
}
