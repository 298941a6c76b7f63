"""Stage 4 of 4, export: an Edition for print -> a PDF and its Folios.

Sections are rendered apart and merged. The articles come first, because their
pages depend on nothing; the matter after them and then the matter before them
are filled with the page numbers found so far, as literal text.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace

from anthology.edition import Edition, Page, Region, Section
from anthology.engine import engine
from anthology.export.pdf.font_files import FontFiles
from anthology.export.pdf.missing import missing_glyphs
from anthology.export.pdf.pieces import Chunk, Furniture, Job, Run
from anthology.export.pdf.plan import Place, Sheet, folios, paginate
from anthology.export.pdf.rendering import Filler, Style, fill_and_render, key_of
from anthology.model import Folios
from anthology.progress import Progress
from anthology.report import Report
from anthology.workshop import Workshop

_ROUNDS = 4  # until page numbers that depend on each other agree; two are enough as a rule
_LOADING_S = 0.5  # of WeasyPrint, about
_LAYING_S = 13e-6  # for a letter of a section, about
_FIGURES = "0123456789ivxlcdm"
_OVERLAYS = ("heads", "figures")


@dataclass(frozen=True, slots=True)
class PrintedBook:
    """The PDF, and what only it knows."""

    pdf: bytes
    folios: Folios
    pages: int
    page: Page  # as it is bound: its inner margin depends on the number of pages


def to_pdf(
    edition: Edition, report: Report, progress: Progress, shop: Workshop | None = None
) -> PrintedBook:
    """The print edition, laid out and bound.

    Raises:
        OSError: Pango or HarfBuzz is not installed.
    """
    return lay_pages(edition, report, progress, shop or Workshop()).bind()


def lay_pages(edition: Edition, report: Report, progress: Progress, shop: Workshop) -> Pages:
    """The print edition, laid out in the processes of ``shop``; their number changes no byte.

    Raises:
        OSError: Pango or HarfBuzz is not installed.
    """
    pages = Pages(edition, report, progress, shop)
    while (page := pages.lay()) is not None:
        pages = Pages(edition.on(page), report, progress, shop)
    return pages


class Pages:
    """The pages of a print edition, laid out as chunks.

    A character that no font has is reported (A401) and stands as a box, not lost.
    """

    def __init__(
        self, edition: Edition, report: Report, progress: Progress, shop: Workshop
    ) -> None:
        self.edition = edition
        self.report = report
        self.progress = progress
        self.shop = shop
        self.style = Style(edition.page.css() + edition.css(), edition.theme.faces)
        self.filler = Filler.of(edition)
        self.needs = f"{engine(edition.theme.faces)} {self.style.digest}"
        self.keys: dict[str, bytes] = {}  # of the articles that are filled where they are rendered
        self.chunks: dict[str, Chunk] = {}
        self.overlays: dict[str, Chunk] = {}
        self.folios = Folios()
        self.page = edition.page
        self.filled: dict[str, str] = {}  # the text of the matter's chunks
        self.referring = {section.id for section in edition.sections if section.refers}
        self.places = tuple(
            Place(s.id, s.region, s.recto, s.article, s.piece_of) for s in edition.sections
        )

    def lay(self) -> Page | None:
        """Lay out all pages; the page to lay them out on again where so many want another."""
        sections = [s for s in self.edition.sections if not s.follows]
        with self.shop.stage(self.progress, "Laying out the pages"):
            known = self._lay(sections, Folios())
            if self.referring:
                again = [s for s in sections if s.region is not Region.BODY or self._refers(s)]
                known = self._lay_again(again, known)
            self.folios = self._settle(known)
        wanted = self.edition.page_for(len(paginate(self.places, self.chunks)))
        if wanted.measure_mm < self.edition.page.measure_mm - 0.01:
            return wanted
        self.page = wanted
        return None

    def _lay(self, sections: list[Section], known: Folios) -> Folios:
        """Lay the sections out, the articles first; the pages of all that is laid out so far.

        What stands in front is laid out with them, but for the contents: little of it, if any,
        prints a number, and then it is laid out again in its turn.
        """
        early = [s for s in sections if s.region is not Region.BACK and s.id != "contents"]
        back = [s for s in sections if s.region is Region.BACK]
        front = [s for s in sections if s.region in (Region.COVER, Region.FRONT)]
        for each in (early, back, front):
            self._render(each, known)
            known = self._folios()
        return known

    def _lay_again(self, sections: list[Section], known: Folios) -> Folios:
        """Lay out what prints the pages of articles while these change."""
        for _ in range(_ROUNDS):
            found = self._lay(sections, known)
            if found == known:
                break
            known = found
        return known

    def _refers(self, section: Section) -> bool:
        """Whether the section, or one that runs on from it, prints the page of another."""
        return any(each.id in self.referring for each in self.edition.run(section))

    def bind(self) -> PrintedBook:
        """Make one file of all, once: the pages of the chunks are let go."""
        from anthology.export.pdf.merge import Merge  # noqa: PLC0415 - loads the PDF library

        with self.shop.stage(self.progress, "Binding the print edition"):
            sheets = paginate(self.places, self.chunks)
            furniture = self._furniture()
            files = FontFiles(self.edition.theme.faces)
            pdf = Merge(self.edition, sheets, self.chunks, furniture, files).run()
        self.chunks = {each.id: replace(each, pdf=b"") for each in self.chunks.values()}
        self._report_missing()
        return PrintedBook(pdf, self.folios, len(sheets), self.page)

    def _settle(self, known: Folios) -> Folios:
        """Render the contents again while the numbers that they print change."""
        contents = [s for s in self.edition.sections if s.id == "contents"]
        for _ in range(_ROUNDS):
            self._render(contents, known)
            found = self._folios()
            if found == known:
                break
            known = found
        return known

    def _render(self, sections: list[Section], known: Folios) -> None:
        """Make the sections' chunks, but those whose text is what it was."""
        work: list[Job | Run] = [] if self.overlays else self._overlays()
        for section in sections:
            key = b"" if section.id in self.filled else self.edition.key(section, known)
            if key:
                self.keys[section.id] = key
                work.append(Run(section.id, self.edition.run(section)))
                continue
            html = self.edition.html(section, known)
            if self.filled.get(section.id) != html:
                kept = section.template != "article" or self._refers(section)
                self.filled[section.id] = html if kept else ""
                run = self.edition.run(section)
                assets = [a for s in run if s.article for a in s.article.assets]
                work.append(Job(section.id, html, tuple(assets), merged=True))
        self._take(work)

    def _take(self, work: list[Job | Run]) -> None:
        """Have the chunks made, or recalled."""
        if self.chunks:  # few are left when the articles are laid out: the longest first
            work = sorted(work, key=_letters, reverse=True)
        each_s = _LAYING_S * sum(map(_letters, work)) / max(1, len(work))
        first_s = 0 if "weasyprint" in sys.modules else _LOADING_S
        keys = [self.keys.get(each.id) or key_of(each) for each in work]
        shared = (self.style, self.filler)
        rendered = self.shop.map(
            fill_and_render, shared, work, self.needs, keys, each_s, first_s=first_s
        )
        for chunk in rendered:
            made = self.overlays if chunk.id in _OVERLAYS else self.chunks
            made[chunk.id] = chunk

    def _folios(self) -> Folios:
        return folios(paginate(self.places, self.chunks), self.places, self.chunks)

    def _overlays(self) -> list[Job | Run]:
        """The jobs of what is laid over pages."""
        texts = (self._heads(), "verso"), ((_FIGURES,), "folio")
        return [
            Job(name, self.edition.furniture(*each), merged=True)
            for name, each in zip(_OVERLAYS, texts, strict=True)
        ]

    def _heads(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(s.verso_head for s in self.edition.sections if s.verso_head))

    def _furniture(self) -> Furniture:
        heads, figures = (self.overlays[name] for name in _OVERLAYS)
        return Furniture(heads, self._heads(), figures, self.edition.page.type_pt * 0.95)

    def _report_missing(self) -> None:
        """A notice for every article; for the matter only if no article has the character."""
        told: set[str] = set()
        made = [s for s in self.edition.sections if s.id in self.chunks]
        for section in sorted(made, key=lambda section: section.article is None):
            chunk, article = self.chunks[section.id], section.article
            new = tuple(c for c in chunk.missing if c not in told)
            for sentence in missing_glyphs(chunk.missing if article else new):
                place = article.origin.path if article else chunk.id
                self.report.add("A401", place, sentence)
            told.update(chunk.missing)


def _letters(work: Job | Run) -> int:
    if isinstance(work, Job):
        return len(work.html)
    return sum(len(f.text) for s in work.sections if s.article for f in s.article.leaves())


__all__ = ["Pages", "PrintedBook", "Sheet", "lay_pages", "to_pdf"]
