"""Stage 1 of 4, collect: CommonMark with tables, notes and definitions, made into blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from anthology.collect.lines import paragraphs_of
from anthology.model import Block, BlockKind, Span, SpanKind

_MOST_NESTING = 60
_CONTAINERS = {
    "blockquote": BlockKind.QUOTE,
    "bullet_list": BlockKind.LIST,
    "ordered_list": BlockKind.LIST,
    "list_item": BlockKind.ITEM,
    "table": BlockKind.TABLE,
    "tr": BlockKind.ROW,
    "dl": BlockKind.DEFINITIONS,
    "dd": BlockKind.DEFINITION,
}
_TRANSPARENT = ("thead", "tbody", "footnote_block")
_SPANS = {"em": SpanKind.EMPHASIS, "strong": SpanKind.STRONG, "s": SpanKind.DELETED}


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text; a heading's level is one more than written.

    Notes come last, with the ids that the references in the text point at. What is nested
    deeper than anybody writes becomes paragraphs.
    """
    from mdit_py_plugins.deflist import deflist_plugin  # noqa: PLC0415 - 0.1 s, seldom needed
    from mdit_py_plugins.footnote import footnote_plugin  # noqa: PLC0415 - as above

    parser = MarkdownIt("commonmark", {"maxNesting": _MOST_NESTING})
    parser.enable(["table", "strikethrough"]).use(footnote_plugin).use(deflist_plugin)
    tokens = parser.parse(text)
    if any(token.level >= _MOST_NESTING - 2 for token in tokens):  # what lies deeper is not there
        plain = re.sub(r"(?m)^[\s>]*(?:[-*+]\s+)*", "", text)
        return tuple(Block(BlockKind.PARAGRAPH, each) for each in paragraphs_of(plain).texts)
    return _blocks(SyntaxTreeNode(tokens).children)


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> tuple[Block, ...]:
    found: list[Block] = []
    for node in nodes:
        if node.type in _TRANSPARENT:
            found += _blocks(node.children)
        elif node.type == "html_block":
            found += [Block(BlockKind.PARAGRAPH, text) for text in _html_texts(node.content)]
        elif block := _block(node):
            found.append(block)
    return tuple(found)


def _block(node: SyntaxTreeNode) -> Block | None:
    if node.type in _CONTAINERS:
        level = int(node.type == "ordered_list")
        return Block(_CONTAINERS[node.type], children=_blocks(node.children), level=level)
    if node.type in ("fence", "code_block"):
        return Block(BlockKind.CODE, node.content.rstrip("\n"))
    if node.type in ("th", "td"):
        text = _leaf(BlockKind.CELL_TEXT, node)
        return Block(BlockKind.CELL, children=(text,), level=int(node.type == "th"))
    if node.type == "footnote":
        return _note(node)
    if node.type == "heading":
        return _leaf(BlockKind.HEADING, node, level=min(int(node.tag[1]) + 1, 6))
    leaves = {"paragraph": BlockKind.PARAGRAPH, "dt": BlockKind.TERM, "hr": BlockKind.RULE}
    leaf = _leaf(leaves[node.type], node) if node.type in leaves else None
    return leaf if leaf and (leaf.text.strip() or leaf.kind is BlockKind.RULE) else None


def _note(node: SyntaxTreeNode) -> Block:
    """A note, its number before its first words."""
    number = f"{node.meta['id'] + 1}. "
    children = _blocks(node.children) or (Block(BlockKind.PARAGRAPH),)
    first = children[0]
    if not first.children:
        spans = (
            replace(span, start=span.start + len(number), end=span.end + len(number))
            for span in first.spans
        )
        children = (replace(first, text=number + first.text, spans=tuple(spans)), *children[1:])
    return Block(BlockKind.NOTE, children=children, id=f"note-{node.meta['id'] + 1}")


def _html_texts(content: str) -> list[str]:
    """The texts of a piece of HTML between Markdown blocks, a paragraph each."""
    from lxml import html  # noqa: PLC0415 - seldom needed

    try:
        root = html.fragment_fromstring(content, create_parent="div")
    except (ValueError, html.etree.ParserError):
        return []
    html.etree.strip_elements(
        root, "script", "style", "iframe", html.etree.Comment, with_tail=False
    )
    lines = (" ".join(line.split()) for line in root.text_content().split("\n"))
    return [line for line in lines if line]


def _leaf(kind: BlockKind, node: SyntaxTreeNode, level: int = 0) -> Block:
    line = _Line()
    for inline in node.children:
        for each in inline.children:
            line.take(each)
    return Block(kind, "".join(line.parts), tuple(line.spans), level=level)


@dataclass(slots=True)
class _Line:
    """The text of a leaf while it is put together, with its spans."""

    parts: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    length: int = 0

    def take(self, node: SyntaxTreeNode) -> None:
        start = self.length
        if node.type == "softbreak":
            self._add(" ")
        elif node.type == "hardbreak" or (
            node.type == "html_inline" and node.content.lower().startswith("<br")
        ):
            self._add("\n")
            self.spans.append(Span(self.length, self.length, SpanKind.BREAK))
        elif node.type == "code_inline":
            self._add(node.content)
            self.spans.append(Span(start, self.length, SpanKind.CODE))
        elif node.type == "footnote_ref":
            number = str(node.meta["id"] + 1)
            self._add(number)
            self.spans.append(Span(start, self.length, SpanKind.SUPERSCRIPT))
            self.spans.append(Span(start, self.length, SpanKind.NOTE, f"note-{number}"))
        elif node.type not in ("html_inline", "footnote_anchor"):
            self._take_words(node, start)

    def _take_words(self, node: SyntaxTreeNode, start: int) -> None:
        for child in node.children:
            self.take(child)
        if not node.children:
            self._add(node.content)
        if node.type in _SPANS:
            self.spans.append(Span(start, self.length, _SPANS[node.type]))
        elif node.type == "link":
            target = str(node.attrs.get("href", ""))
            if target.startswith(("http://", "https://", "mailto:")):
                self.spans.append(Span(start, self.length, SpanKind.LINK, target))

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)
