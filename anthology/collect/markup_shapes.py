"""Stage 1 of 4, collect: blocks put into the shapes that books know: figures, pairs, captions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from anthology.model import Block, BlockKind, Span, SpanKind

_FRAMED = (BlockKind.IMAGE, BlockKind.CODE, BlockKind.TABLE, BlockKind.QUOTE, BlockKind.VERSE)


def joined(blocks: Iterable[Block], kind: BlockKind) -> Block | None:
    """One leaf with the texts of all, a line each; None without any."""
    text, spans = "", list[Span]()
    language = ""
    for leaf in (leaf for block in blocks for leaf in block.leaves()):
        if leaf.kind is BlockKind.IMAGE or not leaf.text.strip():
            continue
        if text:
            text += "\n"
            spans.append(Span(len(text), len(text), SpanKind.BREAK))
        spans += [replace(s, start=s.start + len(text), end=s.end + len(text)) for s in leaf.spans]
        text += leaf.text
        language = leaf.language
    return Block(kind, text, tuple(spans), language=language) if text else None


def figure(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """A figure with what it shows and one caption; what shows nothing stays as it is."""
    captions = [block for block in blocks if block.kind is BlockKind.CAPTION]
    inner = [block for block in _opened(blocks) if block.kind is not BlockKind.CAPTION]
    if not any(block.kind in _FRAMED for block in inner):
        return tuple(
            replace(block, kind=BlockKind.PARAGRAPH) if block.kind is BlockKind.CAPTION else block
            for block in blocks
        )
    if not captions and inner[-1].kind is BlockKind.PARAGRAPH and len(inner) > 1:
        captions, inner = [inner[-1]], inner[:-1]
    caption = joined(captions, BlockKind.CAPTION)
    return (Block(BlockKind.FIGURE, children=(*inner, *([caption] if caption else []))),)


def _opened(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, figures without captions given up for what they show."""
    for block in blocks:
        if block.kind is BlockKind.FIGURE:
            yield from block.children
        else:
            yield block


def framed(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, with a figure round every image that stands alone."""
    for block in blocks:
        alone = block.kind is BlockKind.IMAGE
        yield Block(BlockKind.FIGURE, children=(block,)) if alone else block


def pairs(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Terms with their definitions; anything else in between is a definition."""
    found: list[Block] = []
    for block in blocks:
        known = block.kind in (BlockKind.TERM, BlockKind.DEFINITION)
        found.append(block if known else Block(BlockKind.DEFINITION, children=(block,)))
    terms = [block.kind is BlockKind.TERM for block in found]
    if not terms or not terms[0] or terms[-1]:  # a term must come first, a definition last
        opened = (b.children if b.kind is BlockKind.DEFINITION else (b,) for b in found)
        return tuple(_as_paragraph(block) for blocks_ in opened for block in blocks_)
    return (Block(BlockKind.DEFINITIONS, children=tuple(found)),)


def _as_paragraph(block: Block) -> Block:
    return replace(block, kind=BlockKind.PARAGRAPH) if block.kind is BlockKind.TERM else block


def prefixed(block: Block, words: str) -> Block:
    """The block with words before the text of its first leaf."""
    if block.children:
        first, *rest = block.children
        return replace(block, children=(prefixed(first, words), *rest))
    spans = (replace(s, start=s.start + len(words), end=s.end + len(words)) for s in block.spans)
    return replace(block, text=words + block.text, spans=tuple(spans))


def tidy(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks without rules at either end, or two in a row."""
    found: list[Block] = []
    for block in blocks:
        if block.kind is BlockKind.RULE and (not found or found[-1].kind is BlockKind.RULE):
            continue
        found.append(block)
    while found and found[-1].kind is BlockKind.RULE:
        found.pop()
    return tuple(found)
