"""Stage 4 of 4, export: an Edition for print -> a PDF and its Folios.

Sections are rendered apart and merged. The articles come first, because their
pages depend on nothing; the matter after them and then the matter before them
are filled with the page numbers found so far, as literal text.
"""

from __future__ import annotations

from dataclasses import dataclass

from anthology.edition import Edition, Region, Section
from anthology.export.pdf.chunk import Chunk, Job, Renderer
from anthology.export.pdf.merge import Furniture, Merge
from anthology.export.pdf.plan import Place, Sheet, folios, paginate
from anthology.model import Folios
from anthology.progress import Progress
from anthology.report import Report

_FIGURES = "0123456789ivxlcdm"


@dataclass(frozen=True, slots=True)
class PrintedBook:
    """The PDF, and what only it knows."""

    pdf: bytes
    folios: Folios
    pages: int


def to_pdf(edition: Edition, report: Report, progress: Progress) -> PrintedBook:
    """The print edition. A character that no font has is reported (A401), not lost.

    Raises:
        OSError: Pango or HarfBuzz is not installed.
    """
    return _Press(edition, report, progress).print()


class _Press:
    """One run: the renderer, and the chunks made so far."""

    def __init__(self, edition: Edition, report: Report, progress: Progress) -> None:
        self.edition = edition
        self.report = report
        self.progress = progress
        self.renderer = Renderer(edition.page.css() + edition.css(), edition.theme.faces)
        self.chunks: dict[str, Chunk] = {}
        self.places = tuple(Place(s.id, s.region, s.recto, s.article) for s in edition.sections)

    def print(self) -> PrintedBook:
        sections = self.edition.sections
        known = Folios()
        stage = self.progress.stage("Laying out the pages", total=len(sections))
        with stage as steps:
            for regions in ((Region.BODY,), (Region.BACK,), (Region.COVER, Region.FRONT)):
                for section in (s for s in sections if s.region in regions):
                    self._render(section, known)
                    steps.advance()
                known = self._folios()
            known = self._settle(known)
        with self.progress.stage("Binding the print edition"):
            sheets = paginate(self.places, self.chunks)
            merge = Merge(self.edition, sheets, self.chunks, self._furniture(), self.renderer.files)
            pdf = merge.run()
        self._report_missing()
        return PrintedBook(pdf, known, len(sheets))

    def _settle(self, known: Folios) -> Folios:
        """Render again what prints numbers that have changed, until none has."""
        numbered = [s for s in self.edition.sections if s.id in ("contents", "whos-who")]
        for _ in range(4):
            for section in numbered:
                self._render(section, known)
            found = self._folios()
            if found == known:
                return found
            known = found
        return known

    def _render(self, section: Section, known: Folios) -> None:
        assets = section.article.assets if section.article else ()
        job = Job(section.id, self.edition.html(section, known), assets)
        self.chunks[section.id] = self.renderer.render(job)

    def _folios(self) -> Folios:
        return folios(paginate(self.places, self.chunks), self.places, self.chunks)

    def _furniture(self) -> Furniture:
        heads = tuple(dict.fromkeys(s.verso_head for s in self.edition.sections if s.verso_head))
        versos = self.renderer.render(Job("heads", self.edition.furniture(heads, "verso")))
        figures = self.renderer.render(Job("figures", self.edition.furniture((_FIGURES,), "folio")))
        return Furniture(versos, heads, figures, self.edition.page.type_pt * 0.95)

    def _report_missing(self) -> None:
        for chunk in self.chunks.values():
            if chunk.missing:
                shown = " ".join(f"{c} (U+{ord(c):04X})" for c in chunk.missing[:5])
                self.report.add(
                    "A401",
                    self._place(chunk.id),
                    f"no font has {shown}; install a Noto font for the script",
                )

    def _place(self, section_id: str) -> str:
        article = next(s.article for s in self.edition.sections if s.id == section_id)
        return article.origin.path if article else section_id


__all__ = ["PrintedBook", "Sheet", "to_pdf"]
