"""Stage 1 of 4, collect: CommonMark, made into blocks."""

from __future__ import annotations

from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from anthology.model import Block, BlockKind, Span, SpanKind

_CONTAINERS = {
    "blockquote": BlockKind.QUOTE,
    "bullet_list": BlockKind.LIST,
    "ordered_list": BlockKind.LIST,
    "list_item": BlockKind.ITEM,
}
_SPANS = {"em": SpanKind.EMPHASIS, "strong": SpanKind.STRONG, "s": SpanKind.DELETED}


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text; a heading's level is one more than written."""
    tokens = MarkdownIt("commonmark", {"maxNesting": 60}).parse(text)
    return _blocks(SyntaxTreeNode(tokens).children)


def _blocks(nodes: list[SyntaxTreeNode]) -> tuple[Block, ...]:
    return tuple(block for node in nodes for block in [_block(node)] if block)


def _block(node: SyntaxTreeNode) -> Block | None:
    if node.type in _CONTAINERS:
        level = int(node.type == "ordered_list")
        return Block(_CONTAINERS[node.type], children=_blocks(node.children), level=level)
    if node.type in ("fence", "code_block"):
        return Block(BlockKind.CODE, node.content.rstrip("\n"))
    if node.type == "html_block":
        return Block(BlockKind.PARAGRAPH, node.content.strip())
    if node.type == "hr":
        return Block(BlockKind.RULE)
    if node.type == "heading":
        return _leaf(BlockKind.HEADING, node, level=min(int(node.tag[1]) + 1, 6))
    return _leaf(BlockKind.PARAGRAPH, node) if node.type == "paragraph" else None


def _leaf(kind: BlockKind, node: SyntaxTreeNode, level: int = 0) -> Block:
    line = _Line()
    for inline in node.children:
        for token in inline.children:
            line.take(token)
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
        elif node.type == "hardbreak":
            self._add("\n")
            self.spans.append(Span(self.length, self.length, SpanKind.BREAK))
        elif node.type == "code_inline":
            self._add(node.content)
            self.spans.append(Span(start, self.length, SpanKind.CODE))
        elif node.type == "image":
            self._add(node.content)
        elif node.children:
            for child in node.children:
                self.take(child)
            self._span(node, start)
        else:
            self._add(node.content)

    def _span(self, node: SyntaxTreeNode, start: int) -> None:
        if node.type in _SPANS:
            self.spans.append(Span(start, self.length, _SPANS[node.type]))
        elif node.type == "link":
            target = str(node.attrs.get("href", ""))
            if target.startswith(("http://", "https://", "mailto:")):
                self.spans.append(Span(start, self.length, SpanKind.LINK, target))

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)
