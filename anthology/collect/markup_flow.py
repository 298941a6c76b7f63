"""Stage 1 of 4, collect: elements walked in order, their words put into leaves."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from anthology.collect.file_links import file_link
from anthology.collect.markup_containers import TAKERS
from anthology.collect.markup_images import addresses, alternative, is_inline, is_tracker
from anthology.collect.markup_language import language_of, passage_language
from anthology.collect.markup_line import Line
from anthology.collect.markup_notes import Notes
from anthology.collect.markup_shapes import framed, prefixed
from anthology.collect.markup_tree import Node
from anthology.collect.web_addresses import web_address
from anthology.model import Block, BlockKind, SpanKind

_INLINE = {
    "em": SpanKind.EMPHASIS, "i": SpanKind.EMPHASIS, "cite": SpanKind.EMPHASIS,
    "dfn": SpanKind.EMPHASIS, "var": SpanKind.EMPHASIS, "strong": SpanKind.STRONG,
    "b": SpanKind.STRONG, "code": SpanKind.CODE, "kbd": SpanKind.CODE, "samp": SpanKind.CODE,
    "tt": SpanKind.CODE, "del": SpanKind.DELETED, "s": SpanKind.DELETED,
    "strike": SpanKind.DELETED, "sub": SpanKind.SUBSCRIPT, "sup": SpanKind.SUPERSCRIPT,
}  # fmt: skip
_STYLES = (
    (re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.I), SpanKind.EMPHASIS),
    (re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I), SpanKind.STRONG),
    (re.compile(r"font-variant[\w-]*\s*:[^;]*small-caps", re.I), SpanKind.SMALL_CAPS),
)

_TO_ITSELF = ("¶", "#", "§", "🔗", "⚓", "⚓︎")  # a heading's link to itself


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for the whole text."""

    base: str
    notes: Notes
    language: str


@dataclass(slots=True)
class _Open:
    """An inline element whose end has not come yet."""

    kind: SpanKind
    target: str
    start: int


@dataclass(slots=True)
class Flow:
    """Walks elements and puts what they say into ``out``, a leaf after the other."""

    context: Context
    language: str
    depth: int = 0
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    poem: bool = False
    in_figure: bool = False
    line: Line = field(default_factory=Line)
    open: list[_Open] = field(default_factory=list)
    out: list[Block] = field(default_factory=list)
    images: list[Block] = field(default_factory=list)

    def of(self, node: Node) -> tuple[Block, ...]:
        """The blocks of what the element holds."""
        self.inside(node)
        return self.end()

    def end(self) -> tuple[Block, ...]:
        """The blocks so far."""
        self.flush()
        return tuple(self.out if self.in_figure else framed(self.out))

    def inner(self, piece: Node | str, *, in_figure: bool = False) -> tuple[Block, ...]:
        """The blocks of what an element holds, or of loose text, set apart from what is here."""
        flow = self.apart(in_figure=in_figure)
        if not isinstance(piece, str):
            return flow.of(piece)
        flow.line.add(piece)
        return flow.end()

    def whole(self, node: Node) -> tuple[Block, ...]:
        """The blocks of an element with itself, set apart from what is here."""
        flow = self.apart()
        flow.take(node)
        return flow.end()

    def apart(self, *, in_figure: bool = False) -> Flow:
        """A flow one deeper, in the inline elements that are open here."""
        return replace(
            self, depth=self.depth + 1, line=Line(), kind=BlockKind.PARAGRAPH, level=0, out=[],
            open=[_Open(each.kind, each.target, 0) for each in self.open], images=[],
            in_figure=in_figure,
        )  # fmt: skip

    def flush(self) -> None:
        """End the leaf."""
        for each in self.open:
            self.line.mark(each.start, each.kind, each.target)
            each.start = 0
        kind = BlockKind.VERSE if self.poem and self.kind is BlockKind.PARAGRAPH else self.kind
        leaf = self.line.leaf(kind, self.level, self.leaf_language())
        self.line = Line(literal=self.line.literal)
        if leaf and not (leaf.kind is BlockKind.RULE and self.last_is_rule()):
            self.out.append(leaf)
        self.out += self.images
        self.images = []

    def leaf_language(self) -> str:
        """The language of the leaf where it is not that of the article."""
        guessed = passage_language("".join(self.line.parts), self.language)
        return guessed if guessed != self.context.language else ""

    def last_is_rule(self) -> bool:
        """Whether the last block is a rule."""
        return bool(self.out) and self.out[-1].kind is BlockKind.RULE

    def inside(self, node: Node) -> None:
        """What an element holds."""
        self.line.add(node.text)
        for child in node:
            self.take(child)
            self.line.add(child.tail)

    def take(self, node: Node) -> None:
        """One element; what it is decides its name."""
        outer, own = self.language, language_of(node)
        self.language = own or outer
        if node in self.context.notes.backlinks or not isinstance(node.tag, str):
            pass
        elif node in self.context.notes.bodies:
            self.flush()
            self.out.append(self.note(node))
        elif node in self.context.notes.references:
            self.reference(node)
        elif node.tag in TAKERS:
            TAKERS[node.tag](self, node)
        elif own and own != outer:
            self.within(node, SpanKind.LANGUAGE, own)
        else:
            self._take_inline(node)
        self.language = outer

    def _take_inline(self, node: Node) -> None:
        tag = node.tag
        if tag in ("img", "picture", "svg", "amp-img"):
            self._take_image(node)
        elif tag == "br":
            self._take_break()
        elif tag == "q":
            self.line.add("“")
            self.inside(node)
            self.line.add("”")
        elif tag == "a":
            self._take_link(node)
        elif tag == "rt" and node.getparent().find("rp") is None:
            self.line.add("(")
            self.inside(node)
            self.line.add(")")
        elif tag in _INLINE and not (tag == "code" and self.line.literal):
            self.within(node, _INLINE[tag])
        elif tag in ("annotation", "annotation-xml"):
            return  # the source of a formula
        else:
            kinds = [kind for style, kind in _STYLES if style.search(node.get("style", ""))]
            self.within(node, kinds[0]) if kinds else self.inside(node)

    def within(self, node: Node, kind: SpanKind, target: str = "") -> None:
        """An inline element; its span goes on in every leaf that ends inside it."""
        if any(each.kind is kind and each.target == target for each in self.open):
            self._walk_on(node, kind)
            return
        opened = _Open(kind, target, self.line.length)
        self.open.append(opened)
        self._walk_on(node, kind)
        self.open.remove(opened)
        self.line.mark(opened.start, kind, target)

    def _walk_on(self, node: Node, kind: SpanKind) -> None:
        if kind is SpanKind.LANGUAGE:
            self._take_inline(node)
        else:
            self.inside(node)

    def _take_link(self, node: Node) -> None:
        if self.kind is BlockKind.HEADING and "".join(node.itertext()).strip() in _TO_ITSELF:
            return
        address, base = node.get("href", ""), self.context.base
        target = web_address(address, base) or file_link(address, base)
        if target and not any(each.kind is SpanKind.LINK for each in self.open):
            self.within(node, SpanKind.LINK, target)
        else:
            self.inside(node)

    def _take_break(self) -> None:
        twice = self.line.last == "\n" and self.line.length > 0
        if twice and self.kind is BlockKind.PARAGRAPH and not (self.line.literal or self.poem):
            self.flush()
        elif self.line.length or self.line.literal:
            self.line.break_line()

    def _take_image(self, node: Node) -> None:
        words, found = alternative(node), addresses(node)
        if is_inline(node) or not found:
            self.line.add(words)
            return
        if is_tracker(node):
            return
        image = Block(BlockKind.IMAGE, words, target="\n".join(found))
        if self.line.length:
            self.images.append(image)
        else:
            self.out.append(image)

    def reference(self, node: Node) -> None:
        """The sign of a note."""
        name, start = self.context.notes.references[node], self.line.length
        self.line.add(" ".join("".join(node.itertext()).split()).strip("[]"))
        if not any(each.kind is SpanKind.SUPERSCRIPT for each in self.open):
            self.line.mark(start, SpanKind.SUPERSCRIPT)
        self.line.mark(start, SpanKind.NOTE, name)

    def note(self, node: Node) -> Block:
        """A note, its sign before its first words."""
        name, sign = self.context.notes.bodies[node]
        children = self.inner(node) or (Block(BlockKind.PARAGRAPH),)
        block = Block(BlockKind.NOTE, children=children, id=name)
        first = next(block.leaves()).text.lstrip("[( ")
        return block if first.startswith(sign) and sign else prefixed(block, f"{sign}. ")
