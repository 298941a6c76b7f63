"""Blocks and spans -> markup. The only place where an article's text meets angle brackets.

Text is escaped once, here; only known kinds of span and block become elements,
so nothing that an article says can become markup. No character is lost: the
text of the result is the text of the leaves (tested with random spans).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from anthology.labels import direction
from anthology.layout.addresses import Links
from anthology.layout.note_marks import unsaid_mark
from anthology.layout.outline import Outline
from anthology.layout.tables import (
    as_list,
    classes_of,
    is_too_wide,
    letters_unbroken,
    rows_of,
    with_headings,
)
from anthology.layout.typography import FILLER, set_in_place
from anthology.layout.weave import apart, weave
from anthology.model import Article, Asset, Block, BlockKind, PageStart, Position, Span, SpanKind

_LONG_WORD = re.compile(  # scripts that write without spaces break lines by their own rules
    r"[^\s\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ud7ff\uf900-\uffef\U00020000-\U0003ffff]{400,}"
)
_PIECE = 12  # letters between its breaks: less than a line may lack
_NOTHING = Markup("")
_TAGS = {
    SpanKind.EMPHASIS: ("<em>", "</em>"),
    SpanKind.STRONG: ("<strong>", "</strong>"),
    SpanKind.SMALL_CAPS: ('<span class="small-caps">', "</span>"),
    SpanKind.CODE: ("<code>", "</code>"),
    SpanKind.DELETED: ("<del>", "</del>"),
    SpanKind.SUBSCRIPT: ("<sub>", "</sub>"),
    SpanKind.SUPERSCRIPT: ("<sup>", "</sup>"),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What one medium makes of an article: where links lead, and what stands in the text."""

    href: Callable[[str], str]  # id -> address
    asset: Callable[[Asset], str] = lambda asset: asset.id
    ebook: bool = False
    breaks: tuple[PageStart, ...] = ()  # printed pages that begin in this article
    popups: str = "glossref"  # the EPUB type of first mentions
    links: str = "none"  # print: where their addresses stand, as in the option
    see: Callable[[str], str] = lambda anchor: ""  # print: where in the book the id is, in words


def lang_attributes(language: str, outer: str = "") -> Markup:
    """``lang``, ``xml:lang`` and, where it differs from the outer one, ``dir``."""
    if not language or language == outer:
        return _NOTHING
    turn = direction(language) != direction(outer or "en")
    found = Markup(' lang="{0}" xml:lang="{0}"').format(language)
    return found + (Markup(' dir="{}"').format(direction(language)) if turn else Markup(""))


def render(article: Article, setting: Setting) -> Markup:
    """The article's blocks as XHTML, without its title; ``data-leaf`` counts the leaves."""
    renderer = _Renderer(article, setting)
    return renderer.blocks(article.blocks) + renderer.links.listed(renderer.leaf - 1)


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
        self.outline = Outline()
        self.scope = "row"  # of headings in the row of a table
        self.unbroken = 0  # letters of the words of a table that are not broken
        self.references: dict[str, str] = {}  # of notes: id -> words of the first reference
        self.fresh: dict[str, int] = {}  # notes first referred to in this leaf: id -> offset
        self.back = _NOTHING  # from a note to its reference, to stand before its text
        self.mark = _NOTHING  # of a note, to hang before its first line
        self.links = Links("none" if setting.ebook else setting.links, setting.see)
        self.assets = {asset.id: asset for asset in article.assets}
        self.breaks: dict[int, list[PageStart]] = {}
        for start in setting.breaks:
            self.breaks.setdefault(start.position.leaf, []).append(start)

    def blocks(self, blocks: tuple[Block, ...]) -> Markup:
        return Markup("\n".join(map(self.block, blocks)))

    def block(self, block: Block) -> Markup:
        number = self.leaf
        self.leaf += not block.children
        if block.kind in _CONTAINERS:
            return self.container(block)
        if block.kind is BlockKind.RULE:
            return self.before(number) + Markup("<hr/>")
        if block.kind is BlockKind.IMAGE:
            named = (self.landing(s) for s in block.spans if s.kind is SpanKind.PERSON)
            return self.before(number) + Markup("").join(named) + self.image(block, number)
        open_tag, close_tag = self.element(block)
        language = lang_attributes(block.language, self.article.language)
        attributes = f"{self.identity(block)}{language}{self.leaf_of(number)}{self.mark}"
        self.mark = _NOTHING
        return Markup(f"<{open_tag}{attributes}>{self.text(block, number)}{close_tag}")

    def identity(self, block: Block) -> Markup:
        if not block.id:
            return _NOTHING
        return Markup(' id="{}"').format(f"{self.article.id}.{block.id}")

    def leaf_of(self, number: int) -> Markup:
        """Which leaf it is, in print: the pages are told apart by what stands on them first."""
        return _NOTHING if self.setting.ebook else Markup(' data-leaf="{}"').format(number)

    def before(self, number: int) -> Markup:
        """Page markers that stand before a leaf without text."""
        return Markup("").join(page_break(start) for start in self.breaks.get(number, ()))

    def element(self, block: Block) -> tuple[str, str]:
        if block.kind is BlockKind.HEADING:
            level = self.outline.level(block.level)
            return f"h{level}", f"</h{level}>"
        if block.kind is BlockKind.CODE:
            turned = direction(block.language or self.article.language) == "rtl"
            return ('pre dir="ltr"' if turned else "pre"), "</pre>"
        return _LEAVES[block.kind]

    def container(self, block: Block) -> Markup:
        if block.kind is BlockKind.NOTE and self.setting.ebook:
            return self.note(block)
        if block.kind is BlockKind.TABLE and not self.setting.ebook and is_too_wide(block):
            block = as_list(block)
        tag, attributes = _CONTAINERS[block.kind]
        if block.kind is BlockKind.LIST and block.level == 1:
            tag = "ol"
        named = any(leaf.text.strip() or leaf.target for leaf in block.leaves())
        if block.kind is BlockKind.CELL and block.level == 1 and named:
            tag, attributes = "th", f' scope="{self.scope}"'
        extra = Markup(attributes) + self.identity(block)
        if block.kind is BlockKind.NOTE and (mark := unsaid_mark(block, self.references)):
            self.mark = Markup(' data-mark="{}"').format(mark)
            extra += self.mark
        if block.kind is BlockKind.CELL and (classes := classes_of(block, self.unbroken)):
            extra += Markup(' class="{}"').format(classes)
        if block.start != 1:
            extra += Markup(' start="{}"').format(block.start)
        if block.columns > 1:
            extra += Markup(' colspan="{}"').format(block.columns)
        if block.rows > 1:
            extra += Markup(' rowspan="{}"').format(block.rows)
        extra += lang_attributes(block.language, self.article.language)
        table = block.kind is BlockKind.TABLE
        inner = self.rows(with_headings(block)) if table else self.blocks(block.children)
        return Markup("<{0}{1}>{2}</{0}>").format(Markup(tag), extra, inner)

    def rows(self, table: Block) -> Markup:
        """What stands in a table: its caption, the rows of headings, the others."""
        self.unbroken = 0 if self.setting.ebook else letters_unbroken(table)
        captions = [b for b in table.children if b.kind is BlockKind.CAPTION]
        written = "\n".join(self.block(caption) for caption in captions)
        out = Markup(
            written.replace("<figcaption", "<caption").replace("</figcaption", "</caption")
        )
        for tag, scope, rows in zip(
            ("thead", "tbody"), ("col", "row"), rows_of(table), strict=True
        ):
            if rows:
                self.scope = scope
                out += Markup("<{0}>{1}</{0}>").format(Markup(tag), self.blocks(rows))
        return out

    def note(self, note: Block) -> Markup:
        """A note where readers may show it as a pop-up; it begins with the way back."""
        extra = self.identity(note) + lang_attributes(note.language, self.article.language)
        if words := self.references.get(note.id):
            shown = words if unsaid_mark(note, self.references) else "^"
            self.back = Markup('<a class="back" href="#{}" role="doc-backlink">{}</a> ').format(
                f"{self.article.id}.{note.id}.ref", shown
            )
        return Markup(
            '<div class="note" epub:type="footnote" role="doc-footnote"{}>{}</div>'
        ).format(extra, self.blocks(note.children))

    def image(self, block: Block, number: int) -> Markup:
        leaf = self.leaf_of(number)
        asset = self.assets.get(block.target)
        if asset is None:  # its notice was given when it was read; the words remain
            return Markup('<p class="missing-image"{}>{}</p>').format(leaf, block.text)
        source = self.setting.asset(asset)
        words = block.text.strip()
        role = Markup("" if words else ' role="presentation"')  # decoration, as far as is known
        return Markup('<img src="{}" alt="{}"{}{}/>').format(source, words, role, leaf)

    def text(self, block: Block, number: int) -> Markup:
        literal = block.kind is BlockKind.CODE
        language = block.language or self.article.language
        text = block.text if literal else set_in_place(block.text, language)
        points = [(s.position.offset, page_break(s)) for s in self.breaks.get(number, ())]
        points += [(s.start, Markup("<br/>")) for s in block.spans if s.kind is SpanKind.BREAK]
        filled = (s for s in block.spans if s.kind is not SpanKind.BREAK and s.end > s.start)
        spans, nested = apart(filled)
        points += [(s.start, self.landing(s)) for s in nested if s.kind is SpanKind.PERSON]
        points += [(s.end, self.links.mark(s, text)) for s in spans if s.kind is SpanKind.LINK]
        if not self.setting.ebook:
            points += [(at, Markup("<wbr/>")) for at in _breaks_of_words(text)]
        back, self.back = self.back, _NOTHING
        self.refer(spans, text)
        return back + weave(text, spans, points, self.tags).replace(FILLER, "")

    def landing(self, span: Span) -> Markup:
        """Where the who's who leads back to, when the mention itself is inside another link."""
        return Markup('<span id="{}"></span>').format(f"{self.article.id}.{span.target}")

    def refer(self, spans: list[Span], text: str) -> None:
        """Remember the first reference to each note, to which the note leads back."""
        self.fresh = {}
        for span in spans:
            if span.kind is SpanKind.NOTE and span.target not in self.references:
                self.references[span.target] = text[span.start : span.end]
                self.fresh[span.target] = span.start

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
            kind = Markup(' epub:type="{0}" role="doc-{0}"').format(self.setting.popups)
            role = kind if self.setting.ebook else ""
            return Markup('<a class="person" id="{}" href="{}"{}>').format(
                f"{self.article.id}.{span.target}", self.setting.href(span.target), Markup(role)
            )
        if span.kind is SpanKind.NOTE:
            role = ' epub:type="noteref" role="doc-noteref"' if self.setting.ebook else ""
            target = f"{self.article.id}.{span.target}"
            first = self.fresh.get(span.target) == span.start
            identity = Markup(' id="{}.ref"').format(target) if first else Markup("")
            return Markup('<a class="noteref"{} href="{}"{}>').format(
                identity, self.setting.href(target), Markup(role)
            )
        internal = span.target.startswith("#")
        address = self.setting.href(span.target[1:]) if internal else span.target
        return Markup('<a href="{}">').format(address)


def _breaks_of_words(text: str) -> Iterator[int]:
    """Where words of hundreds of letters may be broken: the engine takes quadratic time to see."""
    for word in _LONG_WORD.finditer(text):
        yield from range(word.start() + _PIECE, word.end(), _PIECE)


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


def opening_breaks(starts: tuple[PageStart, ...]) -> Markup:
    """The markers of pages that begin with the article itself, to stand before its title."""
    opening = [s for s in starts if s.position < Position(0, 0)]
    return Markup("").join(page_break(start) for start in opening)
