"""Blocks and spans -> markup. The only place where an article's text meets angle brackets.

Text is escaped once, here; only known kinds of span and block become elements,
so nothing that an article says can become markup. No character is lost: the
text of the result is the text of the leaves (tested with random spans).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from anthology.labels import direction
from anthology.layout.typography import typeset
from anthology.model import Article, Asset, Block, BlockKind, PageStart, Position, Span, SpanKind

_TAGS = {
    SpanKind.EMPHASIS: ("<em>", "</em>"),
    SpanKind.STRONG: ("<strong>", "</strong>"),
    SpanKind.SMALL_CAPS: ('<span class="small-caps">', "</span>"),
    SpanKind.CODE: ("<code>", "</code>"),
    SpanKind.DELETED: ("<del>", "</del>"),
    SpanKind.SUBSCRIPT: ("<sub>", "</sub>"),
    SpanKind.SUPERSCRIPT: ("<sup>", "</sup>"),
}
_ANCHORS = {SpanKind.LINK, SpanKind.NOTE, SpanKind.PERSON}


@dataclass(frozen=True, slots=True)
class Setting:
    """What one medium makes of an article: where links lead, and what stands in the text."""

    href: Callable[[str], str]  # id -> address
    asset: Callable[[Asset], str] = lambda asset: asset.id
    ebook: bool = False
    breaks: tuple[PageStart, ...] = ()  # printed pages that begin in this article
    labels: Mapping[str, str] = field(default_factory=dict)


def lang_attributes(language: str, outer: str = "") -> Markup:
    """``lang``, ``xml:lang`` and, where it differs from the outer one, ``dir``."""
    if not language or language == outer:
        return Markup("")
    turn = direction(language) != direction(outer or "en")
    found = Markup(' lang="{0}" xml:lang="{0}"').format(language)
    return found + (Markup(' dir="{}"').format(direction(language)) if turn else Markup(""))


def render(article: Article, setting: Setting) -> Markup:
    """The article's blocks as XHTML, without its title; ``data-leaf`` counts the leaves."""
    return _Renderer(article, setting).blocks(article.blocks)


def page_break(start: PageStart) -> Markup:
    """The marker of a printed page, as EPUB's page list wants it."""
    return Markup(
        '<span epub:type="pagebreak" role="doc-pagebreak" id="page-{0}" aria-label="{0}"></span>'
    ).format(start.folio)


class _Renderer:
    """Walks an article once; ``leaf`` counts the leaves as ``Article.leaves`` does."""

    def __init__(self, article: Article, setting: Setting) -> None:
        self.article = article
        self.setting = setting
        self.leaf = 0
        self.assets = {asset.id: asset for asset in article.assets}
        self.breaks: dict[int, list[PageStart]] = {}
        for start in setting.breaks:
            self.breaks.setdefault(start.position.leaf, []).append(start)

    def blocks(self, blocks: tuple[Block, ...]) -> Markup:
        return Markup("\n").join(self.block(block) for block in blocks)

    def block(self, block: Block) -> Markup:
        number = self.leaf
        self.leaf += not block.children
        if block.kind in _CONTAINERS:
            return self.container(block)
        if block.kind is BlockKind.RULE:
            return self.before(number) + Markup("<hr/>")
        if block.kind is BlockKind.IMAGE:
            return self.before(number) + self.image(block)
        open_tag, close_tag = self.element(block)
        attributes = self.identity(block) + lang_attributes(block.language, self.article.language)
        if not self.setting.ebook:
            attributes += Markup(' data-leaf="{}"').format(number)
        text = self.text(block, number)
        return Markup("<{}{}>").format(Markup(open_tag), attributes) + text + Markup(close_tag)

    def identity(self, block: Block) -> Markup:
        if not block.id:
            return Markup("")
        return Markup(' id="{}"').format(f"{self.article.id}.{block.id}")

    def before(self, number: int) -> Markup:
        """Page markers that stand before a leaf without text."""
        return Markup("").join(page_break(start) for start in self.breaks.get(number, ()))

    def element(self, block: Block) -> tuple[str, str]:
        if block.kind is BlockKind.HEADING:
            level = min(max(block.level, 2), 6)
            return f"h{level}", f"</h{level}>"
        if block.kind is BlockKind.CODE:
            return "pre", "</pre>"
        return _LEAVES[block.kind]

    def container(self, block: Block) -> Markup:
        tag, attributes = _CONTAINERS[block.kind]
        if block.kind is BlockKind.LIST and block.level == 1:
            tag = "ol"
        if block.kind is BlockKind.CELL and block.level == 1:
            tag, attributes = "th", ' scope="col"'
        extra = Markup(attributes) + self.identity(block)
        if block.columns > 1:
            extra += Markup(' colspan="{}"').format(block.columns)
        if block.rows > 1:
            extra += Markup(' rowspan="{}"').format(block.rows)
        extra += lang_attributes(block.language, self.article.language)
        inner = self.blocks(block.children)
        return Markup("<{0}{1}>{2}</{0}>").format(Markup(tag), extra, inner)

    def image(self, block: Block) -> Markup:
        asset = self.assets.get(block.target)
        if asset is None:  # its notice was given when it was read; the words remain
            return Markup('<p class="missing-image">{}</p>').format(block.text)
        source = self.setting.asset(asset)
        return Markup('<img src="{}" alt="{}"/>').format(source, block.text)

    def text(self, block: Block, number: int) -> Markup:
        literal = block.kind is BlockKind.CODE
        language = block.language or self.article.language
        text = block.text if literal else typeset(block.text, language)
        points = [(s.position.offset, page_break(s)) for s in self.breaks.get(number, ())]
        points += [(s.start, Markup("<br/>")) for s in block.spans if s.kind is SpanKind.BREAK]
        spans = [s for s in block.spans if s.kind is not SpanKind.BREAK and s.end > s.start]
        return weave(text, spans, points, self.tags)

    def tags(self, span: Span) -> tuple[Markup, Markup]:
        if span.kind in _TAGS:
            open_tag, close_tag = _TAGS[span.kind]
            return Markup(open_tag), Markup(close_tag)
        if span.kind is SpanKind.LANGUAGE:
            attributes = lang_attributes(span.target, self.article.language)
            return Markup("<span{}>").format(attributes), Markup("</span>")
        return self.anchor(span), Markup("</a>")

    def anchor(self, span: Span) -> Markup:
        if span.kind is SpanKind.PERSON:
            role = ' epub:type="glossref" role="doc-glossref"' if self.setting.ebook else ""
            return Markup('<a class="person" id="{}" href="{}"{}>').format(
                f"{self.article.id}.{span.target}", self.setting.href(span.target), Markup(role)
            )
        if span.kind is SpanKind.NOTE:
            role = ' epub:type="noteref" role="doc-noteref"' if self.setting.ebook else ""
            target = f"{self.article.id}.{span.target}"
            return Markup('<a class="noteref" href="{}"{}>').format(
                self.setting.href(target), Markup(role)
            )
        internal = span.target.startswith("#")
        address = self.setting.href(span.target[1:]) if internal else span.target
        return Markup('<a href="{}">').format(address)


_LEAVES = {
    BlockKind.PARAGRAPH: ("p", "</p>"),
    BlockKind.DATELINE: ('p class="dateline"', "</p>"),
    BlockKind.SPEAKER: ('p class="speaker"', "</p>"),
    BlockKind.VERSE: ('p class="verse"', "</p>"),
    BlockKind.CAPTION: ("figcaption", "</figcaption>"),
    BlockKind.TERM: ("dt", "</dt>"),
    BlockKind.CELL_TEXT: ('span class="cell"', "</span>"),
}
_CONTAINERS = {
    BlockKind.QUOTE: ("blockquote", ""),
    BlockKind.LIST: ("ul", ""),
    BlockKind.ITEM: ("li", ""),
    BlockKind.DEFINITIONS: ("dl", ""),
    BlockKind.DEFINITION: ("dd", ""),
    BlockKind.FIGURE: ("figure", ""),
    BlockKind.TABLE: ("table", ""),
    BlockKind.ROW: ("tr", ""),
    BlockKind.CELL: ("td", ""),
    BlockKind.NOTE: ("aside", ' class="note"'),
}


def weave(
    text: str,
    spans: list[Span],
    points: list[tuple[int, Markup]],
    tags: Callable[[Span], tuple[Markup, Markup]],
) -> Markup:
    """``text`` escaped, with elements round its spans and ``points`` put in at their offsets.

    Spans that overlap are cut where they cross; a link inside a link gives way to the outer one.
    """
    spans = _without_nested_anchors(sorted(spans, key=lambda s: (s.start, -s.end, s.kind)))
    cuts = {0, len(text)} | {offset for offset, _ in points}
    cuts |= {edge for s in spans for edge in (s.start, s.end)}
    edges = sorted(cut for cut in cuts if 0 <= cut <= len(text))
    marks: dict[int, list[Markup]] = {}
    for offset, mark in points:
        marks.setdefault(min(max(offset, 0), len(text)), []).append(mark)
    out: list[str] = []
    stack: list[Span] = []
    opened: set[Span] = set()
    for at, following in zip(edges, [*edges[1:], None], strict=True):
        active = [s for s in spans if s.start <= at < s.end]
        keep = 0
        while keep < min(len(stack), len(active)) and stack[keep] == active[keep]:
            keep += 1
        out.extend(tags(s)[1] for s in reversed(stack[keep:]))
        out.extend(marks.get(at, ()))
        for span in active[keep:]:
            out.append(_reopened(tags(span)[0]) if span in opened else tags(span)[0])
            opened.add(span)
        stack = active
        if following is not None:
            out.append(escape(text[at:following]))
    return Markup("").join(out)


def _without_nested_anchors(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    end = -1
    for span in spans:
        if span.kind in _ANCHORS:
            if span.start < end:
                continue
            end = span.end
        kept.append(span)
    return kept


def _reopened(tag: Markup) -> Markup:
    """The tag without its id: an element cut in two may carry it once."""
    before, found, after = str(tag).partition(' id="')
    return Markup(before + after.partition('"')[2]) if found else tag


def opening_breaks(starts: tuple[PageStart, ...]) -> Markup:
    """The markers of pages that begin with the article itself, to stand before its title."""
    opening = [s for s in starts if s.position < Position(0, 0)]
    return Markup("").join(page_break(start) for start in opening)
