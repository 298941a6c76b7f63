"""Stage 3 of 4, lay out: a Book and a Theme -> an Edition for one medium.

An edition is a list of sections, each with the template that fills it. Sections
whose text contains page numbers are filled again and again as the Folios become
known; an article's page never depends on them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any, Self

from jinja2 import TemplateError
from markupsafe import Markup

from anthology.edition import Medium, Page, Section, Wrap
from anthology.errors import ConfigError
from anthology.labels import direction, labels
from anthology.layout.cover import cover_art
from anthology.layout.environment import environment
from anthology.layout.foreign import refuse_foreign
from anthology.layout.keys import article_key, own_templates
from anthology.layout.markup import Setting, lang_attributes, opening_breaks, render
from anthology.layout.matter import Matter
from anthology.layout.navigation import contents, landmarks, pages
from anthology.layout.page import make_page
from anthology.layout.paged import Paged
from anthology.layout.pages import mark_pages, number_leaves
from anthology.layout.running_on import join_documents
from anthology.layout.typography import typeset
from anthology.model import Book, Folios, PageStart
from anthology.printing import Printing
from anthology.theme import Theme

_TEXTS = ("article", "introduction")  # their leaves are numbered by the markup


@dataclass(frozen=True)
class FilledEdition:
    """A book laid out for one medium; ``html`` gives a section's document."""

    medium: Medium
    book: Book
    theme: Theme
    page: Page
    sections: tuple[Section, ...]
    version: str
    printing: Printing = field(default_factory=Printing)
    popups: str = "glossref"  # or noteref: what a first mention is to e-readers
    links: str = "none"  # print: where the addresses of links stand: notes, end or none
    embed_fonts: bool = False  # e-books: whether the theme's fonts come along

    def __getstate__(self) -> dict[str, object]:
        """Itself, for another process, without what it has looked up."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def html(self, section: Section, folios: Folios) -> str:
        """The section's document, with page numbers as far as ``folios`` has them."""
        run = self.run(section)
        if len(run) > 1:
            return self.fill(run, folios)
        if self.medium is Medium.EBOOK and section.id in self._divided:
            filled = self._paged(folios).people(section.id)
        else:
            filled = self._fill(section, folios)
        if section.template in _TEXTS:
            return filled
        if self.medium is Medium.PRINT:
            return number_leaves(filled)
        starts = self._paged(folios).of_file(section.file)
        first = self._paged(folios).first_leaf.get(section.id, 0) if starts else 0
        return mark_pages(filled, starts, first) if starts else filled

    def fill(self, run: tuple[Section, ...], folios: Folios) -> str:
        """The document of articles that run on from the first one in print."""
        documents = [self._fill(each, folios) for each in run]
        return join_documents(documents) if len(run) > 1 else documents[0]

    def key(self, section: Section, folios: Folios) -> bytes:
        """All that the section's document depends on; nothing where that cannot be said."""
        if not self.own_templates:
            return b""
        printed = self.medium is Medium.PRINT
        keys = [
            article_key(
                self, each, () if printed else self._starts(each.id, folios), self.own_templates
            )
            for each in (section, *self.run(section)[1:])
        ]
        return b"".join(keys) if all(keys) else b""

    def lean(self) -> Self:
        """As much of the edition as fills an article that has a key."""
        bare = replace(self.book, parts=(), people=(), introduction=())
        return replace(self, book=bare, sections=())

    def furniture(self, heads: tuple[str, ...], kind: str) -> str:
        """A document with one head a page, to be laid over others; ``kind``: verso or folio."""
        return self._render("furniture", heads=heads, kind=kind)

    def wrap(self, wrap: Wrap) -> str:
        """The document of the outside cover."""
        matter = Matter(self.book, self.sections, Folios(), self.page, self.theme, self.version)
        return self._render("wrap", matter=matter, wrap=wrap)

    def css(self) -> str:
        """The style sheet of the medium, the theme's own rules last."""
        sheets = ["book.css", f"{self.medium}.css"]
        if self.medium is Medium.PRINT:
            sheets += ["wrap.css"] * self.printing.cover_wrap
            sheets += ["large-print.css"] * self.printing.large_print
            sheets += ["two-column.css"] * self.printing.two_column
        return "".join(self.theme.text(sheet) for sheet in sheets)

    def run(self, section: Section) -> tuple[Section, ...]:
        """The section and those that run on from it in print."""
        return self._runs.get(section.id, (section,))

    def page_for(self, pages: int) -> Page:
        """The printed page of a book of so many: a thick one swallows more of its inner margin."""
        return make_page(self.printing.size, self.theme.page, self.printing, pages)

    def on(self, page: Page) -> Self:
        """The same edition on another page."""
        return replace(self, page=page)

    def extras(self) -> str:
        """An e-book's second style sheet: what old readers would stumble over."""
        return self.theme.text("extras.css")

    def navigation(self, folios: Folios) -> str:
        """An e-book's navigation document: contents, landmarks, the pages of the print edition."""
        filled = self._render(
            "nav",
            toc=contents(self),
            landmarks=tuple(landmarks(self)),
            pages=tuple(pages(self, folios)),
        )
        return mark_pages(filled, self._starts("contents", folios))

    def page_file(self, start: PageStart, folios: Folios) -> str:
        """The document of an e-book in which a printed page begins; "" where there is none."""
        if start.section_id == "contents":
            return "nav.xhtml"
        # an e-book has no half title: its page begins with the title page too
        place = "title-page" if start.section_id == "half-title" else start.section_id
        if place == "whos-who":
            leaves = self._paged(folios).first_leaf
            first = {n: i for i, n in leaves.items() if n <= start.position.leaf}
            place = first[max(first)] if first else place
        return self._section_files.get(place, "")

    def href(self, anchor: str) -> str:
        """The address of an id: ``xref:id`` in print, where the merge resolves it, else a file."""
        if self.medium is Medium.PRINT:
            return f"xref:{anchor}"
        return f"{self._files.get(anchor.split('.')[0], '')}#{anchor}"

    def describe(self, anchor: str) -> str:
        """What a link to the id leads to, in words: a name or a title."""
        return self._descriptions.get(anchor) or self._descriptions.get(anchor.split(".")[0], "")

    def _fill(self, section: Section, folios: Folios) -> str:
        return self._render(
            section.template,
            section=section,
            matter=Matter(self.book, self.sections, folios, self.page, self.theme, self.version),
            body=self._body(section, folios),
            breaks=self._breaks(section, folios),
        )

    def _render(self, name: str, **values: Any) -> str:  # Any: whatever templates may name
        """The template of that name, filled.

        Raises:
            ConfigError: it is missing or wrong, or reaches for what no template may have.
        """
        where = f"theme {self.theme.name}: {name}.html.j2"
        try:
            template = environment(self.theme).get_template(f"{name}.html.j2")
            filled = template.render(**self._shared, **values)
        except TemplateError as error:
            told = f"{error.message or type(error).__name__}; mend the template"
            raise ConfigError(f"{where}: {told}") from error
        if self.medium is Medium.EBOOK:
            refuse_foreign(where, filled)
        return filled

    def _body(self, section: Section, folios: Folios) -> Markup:
        if section.article is None:
            return Markup("")
        starts = self._starts(section.id, folios)
        ebook = self.medium is Medium.EBOOK
        setting = Setting(
            href=self.href,
            asset=lambda a: f"../images/{a.file}" if ebook else f"asset:{a.id}",
            ebook=ebook,
            breaks=starts if ebook else (),
            popups=self.popups,
            links=self.links,
            see=lambda anchor: self._see(anchor, folios),
        )
        return render(section.article, setting)

    def _see(self, anchor: str, folios: Folios) -> str:
        """Where an id stands in print; while that is not known, with figures that take its room."""
        if self.medium is Medium.EBOOK:
            return ""
        page = folios.anchors.get(anchor, "00")
        return labels(self.book.language)["see_page"].format(page=page)

    def _breaks(self, section: Section, folios: Folios) -> Markup:
        if self.medium is Medium.PRINT or section.template not in _TEXTS:
            return Markup("")
        return opening_breaks(self._starts(section.id, folios))

    def _starts(self, section_id: str, folios: Folios) -> tuple[PageStart, ...]:
        return self._paged(folios).starts.get(section_id, ())

    def _paged(self, folios: Folios) -> Paged:
        """What is looked up for the folios asked for last."""
        if id(folios) not in self._looked_up:
            self._looked_up.clear()
            self._looked_up[id(folios)] = Paged(folios, self._divided, self._fill, self.page_file)
        return self._looked_up[id(folios)]

    @cached_property
    def _looked_up(self) -> dict[int, Paged]:
        return {}

    @cached_property
    def _divided(self) -> Mapping[str, Section]:
        """The files of a who's who that has several; those of print are one."""
        files = {s.id: s for s in self.sections if s.template == "whos-who"}
        return files if len(files) > 1 else {}

    @cached_property
    def own_templates(self) -> tuple[str, ...]:
        """The texts of the templates that fill an article, if they come with the program."""
        return own_templates(self.theme)

    @cached_property
    def _section_files(self) -> Mapping[str, str]:
        return {s.id: s.file for s in self.sections}

    @cached_property
    def _runs(self) -> Mapping[str, tuple[Section, ...]]:
        runs: dict[str, tuple[Section, ...]] = {}
        leader = ""
        for section in self.sections:
            leader = leader if section.follows else section.id
            runs[leader] = (*runs.get(leader, ()), section)
        return runs

    @cached_property
    def _files(self) -> Mapping[str, str]:
        files = {s.id: s.file.removeprefix("text/") for s in self.sections}
        files |= {p.id: files[s.id] for s in self.sections for p in s.people}
        return files

    @cached_property
    def _descriptions(self) -> Mapping[str, str]:
        found = {s.id: s.title for s in self.sections}
        return found | {p.id: p.name.display for p in self.book.people}

    @cached_property
    def _shared(self) -> dict[str, Any]:  # Any: whatever templates may name
        language = self.book.language
        return {
            "book": self.book,
            "label": labels(language),
            "layout": f"{self.medium}.html.j2",
            "ebook": self.medium is Medium.EBOOK,
            "popups": self.popups,
            "sheets": ("book", "extras", "fonts") if self.embed_fonts else ("book", "extras"),
            "direction": direction(language),
            "href": self.href,
            "lang": lambda tag: lang_attributes(tag, language),
            "lang_back": lambda tag: lang_attributes(language, tag),
            "typeset": typeset,
            "art": cover_art(self.book, self.theme),
            "page": self.page,
        }
