"""Chunks -> one PDF: pages, shared fonts, furniture, links, outline, labels, tags, metadata."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from anthology.edition import Edition, Region, Section
from anthology.export.pdf import tags
from anthology.export.pdf.description import describe
from anthology.export.pdf.font_files import FontFiles
from anthology.export.pdf.fonts import FontUnion
from anthology.export.pdf.furniture import Figures, folio_span_pt, head_form, head_shift_pt, overlay
from anthology.export.pdf.pieces import Chunk, Furniture
from anthology.export.pdf.plan import Sheet
from anthology.labels import direction

_PT_PER_MM = 72 / 25.4
_SCHEME = "xref:"


class Merge:
    """One merge; ``run`` gives the PDF's bytes."""

    def __init__(
        self,
        edition: Edition,
        sheets: tuple[Sheet, ...],
        chunks: Mapping[str, Chunk],
        furniture: Furniture,
        files: FontFiles,
    ) -> None:
        self.edition = edition
        bound = edition.page_for(len(sheets))
        self.binding_pt = (bound.inner_mm - edition.page.inner_mm) * _PT_PER_MM
        self.sheets = sheets
        self.furniture = furniture
        self.sections = {s.id: s for s in edition.sections}
        self.right_to_left = direction(edition.book.language) == "rtl"
        order = dict.fromkeys(s.section_id for s in sheets if s.section_id)
        self.chunks = [chunks[i] for i in order]
        self.starts = {c.id: c.starts for c in self.chunks}
        self.extra = [furniture.versos, furniture.figures]
        self.fonts = FontUnion(files)
        self.pdf = pikepdf.new()
        self.sources: dict[str, pikepdf.Pdf] = {}
        self.page_of: dict[tuple[str, int], int] = {}
        self.pages: tuple[pikepdf.Page, ...] = ()  # to ask the library for one takes long
        self.forms: dict[tuple[str, int], pikepdf.Object] = {}
        self.head_of = {
            each.id: (section.id, number)
            for section in edition.sections
            if not section.follows
            for number, each in enumerate(edition.run(section))
        }

    def run(self) -> bytes:
        """The book. Same input, same bytes."""
        self._open()
        self._collect_pages()
        self._share_fonts()
        self._finish_pages()
        self._name_destinations()
        self._outline()
        self._labels()
        tags.merge(self.pdf, self.chunks, self.sources, self.page_of, self._shift)
        describe(self.pdf, self.edition, self.right_to_left)
        out = BytesIO()
        self.pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
            min_version="1.7",
        )
        return out.getvalue()

    def _open(self) -> None:
        for chunk in self.chunks + self.extra:
            source = pikepdf.open(BytesIO(chunk.pdf))
            tags.drop_heads(source, chunk.heads)
            self.sources[chunk.id] = source

    def _collect_pages(self) -> None:
        size = (self.edition.page.width_mm * _PT_PER_MM, self.edition.page.height_mm * _PT_PER_MM)
        heads = {chunk.id: chunk.heads for chunk in self.chunks}
        for at, sheet in enumerate(self.sheets):
            if not sheet.section_id:
                self.pdf.add_blank_page(page_size=size)
                continue
            source = self.sources[sheet.section_id]
            self.pdf.pages.append(source.pages[heads[sheet.section_id] + sheet.page])
            self.page_of[sheet.section_id, sheet.page] = at
        self.pages = tuple(self.pdf.pages)

    def _share_fonts(self) -> None:
        everything = self.chunks + self.extra
        self.fonts.plan(everything)
        samples: dict[str, pikepdf.Object] = {}
        own: dict[str, dict[str, pikepdf.Object]] = {}
        for chunk in everything:
            fonts = self.sources[chunk.id].pages[0].obj.Resources.get("/Font", Dictionary())
            for use in chunk.fonts:
                if self.fonts.shares(use):
                    samples.setdefault(use.hash, fonts[f"/{use.hash}"])
                else:
                    kept = self.pdf.copy_foreign(fonts[f"/{use.hash}"])
                    own.setdefault(chunk.id, {})[use.hash] = kept
        self.fonts.build(self.pdf, samples)
        for chunk in everything:
            shared = self.fonts.resources(chunk, own.get(chunk.id, {}))
            self._give_fonts(chunk, self.pdf.make_indirect(shared))

    def _give_fonts(self, chunk: Chunk, fonts: pikepdf.Object) -> None:
        """Put the fonts into the resources of the chunk's pages, and make its heads into forms."""
        for page in range(chunk.pages):
            self._page(chunk.id, page).obj.Resources.Font = fonts
        for head in range(chunk.heads):
            source = self.sources[chunk.id].pages[head]
            resources = Dictionary(Font=fonts)
            state = source.obj.Resources.get("/ExtGState")
            if state is not None:
                resources.ExtGState = self.pdf.copy_foreign(
                    self.sources[chunk.id].make_indirect(state)
                )
            self.forms[chunk.id, head] = head_form(self.pdf, source, resources)
        if chunk is self.furniture.figures:
            self.figure_fonts = fonts

    def _page(self, section_id: str, page: int) -> pikepdf.Page:
        return self.pages[self.page_of[section_id, page]]

    def _finish_pages(self) -> None:
        """Shift left-hand pages, lay heads and folios over, resolve the links."""
        figures = Figures.of(self.furniture.figures.fonts, self.furniture.size_pt)
        versos = {text: at for at, text in enumerate(self.furniture.heads)}
        for at, sheet in enumerate(self.sheets):
            if not sheet.section_id:
                continue
            section = self.sections[sheet.section_id]
            page = self.pages[at]
            shift = self._shift(at)
            drawn = self._head(section, sheet, at % 2 == 1, versos, page)
            if section.folio and sheet.folio:
                fonts = page.obj.Resources.Font
                fonts["/Folio"] = self.figure_fonts[f"/{figures.font}"]
                baseline = self.edition.page.foot_mm * _PT_PER_MM
                left = self._left_hand(at)
                span = folio_span_pt(self.edition.page, left, figures.width_pt(sheet.folio))
                drawn.append(figures.draw(sheet.folio, *span, baseline))
            self._compose(page, shift, drawn)
            self._links(page, shift)

    def _shift(self, at: int) -> float:
        """How far to the right the content of a page is moved; pages are counted from 0."""
        section = self.sections.get(self.sheets[at].section_id)
        covered = section is not None and section.region is Region.COVER
        if covered:
            return 0.0
        left = self._left_hand(at)
        return self.edition.page.mirror_pt - self.binding_pt if left else self.binding_pt

    def _head(
        self,
        section: Section,
        sheet: Sheet,
        verso: bool,
        versos: Mapping[str, int],
        page: pikepdf.Page,
    ) -> list[bytes]:
        start = self.starts[section.id][sheet.page]
        opener = start.leaf < 0 and start.article
        if sheet.page == 0 or not section.recto_head or opener:
            return []
        recto = self.head_of.get(start.article, (section.id, 0))
        key = (self.furniture.versos.id, versos[section.verso_head]) if verso else recto
        resources = page.obj.Resources
        if "/XObject" not in resources:
            resources.XObject = Dictionary()
        name = f"/Head{key[1]}" if verso else f"/Recto{key[1]}"  # one table serves all pages
        resources.XObject[name] = self.forms[key]
        rise = head_shift_pt(self.edition.page)
        return [f"q 1 0 0 1 0 {rise:.3f} cm {name} Do Q".encode()]

    def _left_hand(self, at: int) -> bool:
        """Whether the page lies to the left of the spine: every second, as the book is read."""
        return (at % 2 == 1) != self.right_to_left

    def _compose(self, page: pikepdf.Page, shift: float, drawn: list[bytes]) -> None:
        contents = page.obj.Contents
        before = f"q 1 0 0 1 {shift:.4f} 0 cm".encode() if shift else b"q"
        streams = [self.pdf.make_stream(before), contents, self.pdf.make_stream(b"Q")]
        if drawn:
            move = [f"1 0 0 1 {shift:.4f} 0 cm".encode()] if shift else []
            streams.append(overlay(self.pdf, move + drawn))
        page.obj.Contents = Array(streams)

    def _links(self, page: pikepdf.Page, shift: float) -> None:
        for annotation in page.obj.get("/Annots", Array()):
            rect = [float(v) for v in annotation.Rect]
            annotation.Rect = Array([v + (0 if i % 2 else shift) for i, v in enumerate(rect)])
            action = annotation.get("/A")
            address = str(action.get("/URI", "")) if action is not None else ""
            if address.startswith(_SCHEME):
                anchor = address.removeprefix(_SCHEME)
                del annotation["/A"]
                annotation.Dest = String(anchor)
                annotation.Contents = String(self.edition.describe(anchor) or anchor)

    def _name_destinations(self) -> None:
        destinations: dict[str, Array] = {}
        for chunk in self.chunks:
            for anchor in chunk.anchors:
                at = self.page_of[chunk.id, anchor.page]
                target = [self.pages[at].obj, Name.XYZ, anchor.x + self._shift(at), anchor.y, 0]
                destinations.setdefault(anchor.id, Array(target))
        names = Array()
        for anchor_id in sorted(destinations, key=lambda name: name.encode()):
            names.append(String(anchor_id))
            names.append(destinations[anchor_id])
        tree = self.pdf.make_indirect(Dictionary(Names=names))
        self.pdf.Root.Names = Dictionary(Dests=tree)

    def _outline(self) -> None:
        with self.pdf.open_outline() as outline:
            parent = None
            for section in self.edition.sections:
                place = self._beginning(section)
                if place is None or not section.level:
                    continue
                at, top = place
                item = pikepdf.OutlineItem(section.title, at, "XYZ", left=0, top=top)
                if section.part:
                    parent = item
                    item.is_closed = len(section.part.articles) > 12
                    outline.root.append(item)
                elif section.level > 1 and parent is not None:
                    parent.children.append(item)
                else:
                    outline.root.append(item)
        self.pdf.Root.PageMode = Name.UseOutlines

    def _beginning(self, section: Section) -> tuple[int, float] | None:
        """Page and height at which a section begins: the top, but of one that runs on."""
        leader = self.head_of.get(section.id, (section.id, 0))[0]
        if leader == section.id:
            at = self.page_of.get((section.id, 0))
            return None if at is None else (at, float(self.pages[at].obj.MediaBox[3]))
        anchors = next(c.anchors for c in self.chunks if c.id == leader)
        anchor = next(a for a in anchors if a.id == section.id)
        return self.page_of[leader, anchor.page], anchor.y

    def _labels(self) -> None:
        """Page labels: nothing for the cover, roman in the front, arabic from the first article."""
        ranges = Array()
        kind = None
        for at, sheet in enumerate(self.sheets):
            found = "n" if not sheet.folio else "D" if sheet.folio.isdecimal() else "r"
            if found == kind:
                continue
            kind = found
            style = Dictionary() if found == "n" else Dictionary(S=Name(f"/{found}"), St=1)
            ranges.append(at)
            ranges.append(style)
        self.pdf.Root.PageLabels = Dictionary(Nums=ranges)
