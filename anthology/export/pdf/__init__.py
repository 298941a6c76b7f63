"""Stage 4 of 4, export: an Edition for print -> a PDF and its Folios.

Sections are rendered apart and merged. The articles come first, because their
pages depend on nothing; the matter after them and then the matter before them
are filled with the page numbers found so far, as literal text.
"""

from __future__ import annotations

from dataclasses import dataclass

from anthology.edition import Edition, Region, Section
from anthology.export.pdf.chunk import Chunk, Job
from anthology.export.pdf.merge import Furniture, Merge
from anthology.export.pdf.missing import missing_glyphs
from anthology.export.pdf.plan import Place, Sheet, folios, paginate
from anthology.export.pdf.pool import RenderPool
from anthology.model import Article, Folios
from anthology.progress import Progress, Stage
from anthology.report import Report

_FIGURES = "0123456789ivxlcdm"


@dataclass(frozen=True, slots=True)
class PrintedBook:
    """The PDF, and what only it knows."""

    pdf: bytes
    folios: Folios
    pages: int


def to_pdf(edition: Edition, report: Report, progress: Progress, jobs: int = 1) -> PrintedBook:
    """The print edition, laid out in ``jobs`` processes; their number changes no byte.

    A character that no font has is reported (A401) and stands as a box, not lost.

    Raises:
        OSError: Pango or HarfBuzz is not installed.
    """
    css = edition.page.css() + edition.css()
    with RenderPool(css, edition.theme.faces, jobs) as pool:
        return _Press(edition, report, progress, pool).print()


class _Press:
    """One run: the renderers, and the chunks made so far."""

    def __init__(
        self, edition: Edition, report: Report, progress: Progress, pool: RenderPool
    ) -> None:
        self.edition = edition
        self.report = report
        self.progress = progress
        self.pool = pool
        self.chunks: dict[str, Chunk] = {}
        self.places = tuple(Place(s.id, s.region, s.recto, s.article) for s in edition.sections)

    def print(self) -> PrintedBook:
        sections = self.edition.sections
        known = Folios()
        with self.progress.stage("Laying out the pages", total=len(sections)) as steps:
            for regions in ((Region.BODY,), (Region.BACK,), (Region.COVER, Region.FRONT)):
                self._render([s for s in sections if s.region in regions], known, steps)
                known = self._folios()
            known = self._settle(known)
        with self.progress.stage("Binding the print edition"):
            sheets = paginate(self.places, self.chunks)
            furniture = self._furniture()
            pdf = Merge(self.edition, sheets, self.chunks, furniture, self.pool.files).run()
        self._report_missing()
        return PrintedBook(pdf, known, len(sheets))

    def _settle(self, known: Folios) -> Folios:
        """Render the contents again while the numbers that they print change."""
        contents = [s for s in self.edition.sections if s.id == "contents"]
        for _ in range(4):
            self._render(contents, known)
            found = self._folios()
            if found == known:
                break
            known = found
        return known

    def _render(self, sections: list[Section], known: Folios, steps: Stage | None = None) -> None:
        jobs = [
            Job(s.id, self.edition.html(s, known), s.article.assets if s.article else ())
            for s in sections
        ]
        for chunk in self.pool.map(jobs):
            self.chunks[chunk.id] = chunk
            if steps:
                steps.advance()

    def _folios(self) -> Folios:
        return folios(paginate(self.places, self.chunks), self.places, self.chunks)

    def _furniture(self) -> Furniture:
        heads = tuple(dict.fromkeys(s.verso_head for s in self.edition.sections if s.verso_head))
        versos = Job("heads", self.edition.furniture(heads, "verso"))
        figures = Job("figures", self.edition.furniture((_FIGURES,), "folio"))
        drawn = tuple(self.pool.map([versos, figures]))
        return Furniture(drawn[0], heads, drawn[1], self.edition.page.type_pt * 0.95)

    def _report_missing(self) -> None:
        """A notice for every article; for the matter only if no article has the character."""
        told: set[str] = set()
        for chunk in self.chunks.values():  # the articles come first
            new = tuple(c for c in chunk.missing if c not in told)
            article = self._article(chunk.id)
            for sentence in missing_glyphs(chunk.missing if article else new):
                place = article.origin.path if article else chunk.id
                self.report.add("A401", place, sentence)
            told.update(chunk.missing)

    def _article(self, section_id: str) -> Article | None:
        return next(s.article for s in self.edition.sections if s.id == section_id)


__all__ = ["PrintedBook", "Sheet", "to_pdf"]
