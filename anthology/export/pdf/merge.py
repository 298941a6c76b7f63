"""Chunks -> one PDF: pages, shared fonts, furniture, links, outline, labels, tags, metadata."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pydyf

from anthology.edition import Edition, Region, Section
from anthology.export.pdf.cutting import entries_of
from anthology.export.pdf.description import description, metadata
from anthology.export.pdf.file import File, filled, name_tree, reference
from anthology.export.pdf.font_files import FontFiles
from anthology.export.pdf.fonts import FontUnion
from anthology.export.pdf.furniture import Figures, folio_span_pt, head_shift_pt, overlay
from anthology.export.pdf.navigation import Bookmark, page_labels, write_bookmarks
from anthology.export.pdf.pieces import Body, Chunk, Furniture
from anthology.export.pdf.plan import Sheet
from anthology.export.pdf.tags import Tree
from anthology.labels import direction

_PT_PER_MM = 72 / 25.4
_OPEN_TO = 12  # articles of a part whose bookmarks are shown at once


@dataclass(slots=True)
class _Taken:
    """A chunk that is in the file."""

    chunk: Chunk
    body: Body
    first: int  # its first page in the book, from 0
    numbers: tuple[int, ...]  # of the block's objects
    fonts: dict[str, bytes]  # its resources: what stands for each font
    resources: int = 0  # what all its pages share
    forms: dict[str, int] = field(default_factory=dict)  # heads, by the names that pages call

    @property
    def areas(self) -> tuple[int, ...]:
        """The numbers of the areas of its links, and then of the attributes of its figures."""
        return self.numbers[1 + len(self.body.pages) :]


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
        self.first = {
            s.section_id: at for at, s in enumerate(sheets) if s.section_id and not s.page
        }
        self.chunks = [chunks[name] for name in self.first]
        self.figures = Figures.of(furniture.figures.fonts, furniture.size_pt)
        self.file = File()
        self.tree = Tree(self.file.reserve())
        self.parent = self.file.reserve()  # of the pages
        self.pages = self.file.reserve(len(sheets))
        self.fonts = FontUnion(files)
        self.frames: dict[bytes, int] = {}  # what is drawn before and after pages
        self.heads: dict[tuple[str, int], int] = {}
        self.leading: dict[str, bytes] = {}  # the entries of links, by where they lead
        self.head_of = {
            each.id: (section.id, number)
            for section in edition.sections
            if not section.follows
            for number, each in enumerate(edition.run(section))
        }

    def run(self) -> bytes:
        """The book. Same input, same bytes."""
        extra = [self.furniture.versos, self.furniture.figures]
        self.fonts.plan(self.chunks + extra)
        self.fonts.build(self.file)
        figures = self._take_in(self.furniture.figures)
        self.folio_font = figures.fonts[self.figures.font]
        self._take_in(self.furniture.versos)
        for chunk in self.chunks:
            self._bind(self._take_in(chunk))
        packet, info = metadata(self.edition)
        said = self.file.add_as_is(packet, b"/Type /Metadata/Subtype /XML")
        catalogue = {
            "Type": "/Catalog",
            "Pages": reference(self._page_tree()),
            "Names": pydyf.Dictionary({"Dests": reference(self._destinations())}),
            "Outlines": reference(self._outline()),
            "PageMode": "/UseOutlines",
            "PageLabels": page_labels([sheet.folio for sheet in self.sheets]),
            "StructTreeRoot": reference(self.tree.write(self.file, len(self.sheets))),
            "Metadata": reference(said),
        }
        return self.file.finish(catalogue | description(self.edition, self.right_to_left), info)

    def _take_in(self, chunk: Chunk) -> _Taken:
        """Put the chunk's objects into the file, and its heads as forms."""
        body = chunk.body
        assert body is not None  # of all that is made to be merged
        count = len(body.links) + len(body.figures)
        own = self.file.reserve(count)
        first = self.first.get(chunk.id, 0)
        pages = (self.pages + first + number for number in range(len(body.pages)))
        given = (self.tree.document, *pages, *range(own, own + count))
        numbers = self.file.take_in(body.block, given)
        fonts = self.fonts.resources(chunk, self.file)
        taken = _Taken(chunk, body, first, numbers, fonts)
        entries = {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": pydyf.Array([0, 0, *self._size_pt()]),
            "Resources": _resources(fonts, filled(body.resources, numbers)),
        }
        for number, drawn in enumerate(body.heads):
            self.heads[chunk.id, number] = self.file.add_stream(drawn, entries)
        return taken

    def _bind(self, taken: _Taken) -> None:
        """Write the chunk's pages, their links and figures, and what all of them share."""
        taken.resources = self.file.reserve()
        areas = self._write_links(taken)
        self._write_figures(taken)
        folio = False
        for page in range(taken.chunk.pages):
            folio |= self._write_page(taken, page, areas.get(page, []))
        fonts = taken.fonts | ({"Folio": self.folio_font} if folio else {})
        heads = {name: reference(number) for name, number in sorted(taken.forms.items())}
        forms = filled(taken.body.forms, taken.numbers) + pydyf.Dictionary(heads).data[2:-2]
        shared = filled(taken.body.resources, taken.numbers)
        shared += b"/XObject <<%b>>" % forms if forms else b""
        self.file.add(_resources(fonts, shared), taken.resources)
        self.tree.kids += [taken.numbers[kid] for kid in taken.body.kids]
        self.tree.ids |= {name: taken.numbers[number] for name, number in taken.body.ids}

    def _write_page(self, taken: _Taken, page: int, areas: list[bytes]) -> bool:
        """Write a page, shifted if it is a left-hand one; whether it bears a folio.

        Head and folio are drawn over it, the areas of its links are named in it.
        """
        at = taken.first + page
        sheet, loose = self.sheets[at], taken.body.pages[page]
        section = self.sections[sheet.section_id]
        shift = self._shift(at)
        move = b"1 0 0 1 %.4f 0 cm" % shift if shift else b""
        drawn = self._head(section, at, taken)
        folio = bool(section.folio and sheet.folio)
        if folio:
            width = self.figures.width_pt(sheet.folio)
            span = folio_span_pt(self.edition.page, self._left_hand(at), width)
            baseline = self.edition.page.foot_mm * _PT_PER_MM
            drawn.append(self.figures.draw(sheet.folio, *span, baseline))
        over = b"Q\n" + overlay([move, *drawn] if move else drawn) if drawn else b"Q"
        before = self._frame(b"q " + move if move else b"q")
        streams = (before, taken.numbers[loose.content], self._frame(over))
        self.file.add(
            b"<<%b/Parent %d 0 R/Resources %d 0 R/Contents [%b]/StructParents %d/Tabs /S%b>>"
            % (
                loose.entries,
                self.parent,
                taken.resources,
                b" ".join(map(reference, streams)),
                at,
                b"/Annots [%b]" % b" ".join(areas) if areas else b"",
            ),
            self.pages + at,
        )
        self.tree.pages.append((at, taken.numbers[loose.parents]))
        return folio

    def _frame(self, drawn: bytes) -> int:
        """A stream of what is drawn before or after the content of pages; equal ones are one."""
        if drawn not in self.frames:
            self.frames[drawn] = self.file.add_stream(drawn)
        return self.frames[drawn]

    def _shift(self, at: int) -> float:
        """How far to the right the content of a page is moved; pages are counted from 0."""
        section = self.sections.get(self.sheets[at].section_id)
        if section is not None and section.region is Region.COVER:
            return 0.0
        left = self._left_hand(at)
        return self.edition.page.mirror_pt - self.binding_pt if left else self.binding_pt

    def _head(self, section: Section, at: int, taken: _Taken) -> list[bytes]:
        """What draws the running head of a page."""
        start = taken.chunk.starts[self.sheets[at].page]
        opener = (start.leaf < 0 and start.article) or (not start.page and not section.piece_of)
        if opener or not section.recto_head:
            return []
        if at % 2:
            number = self.furniture.heads.index(section.verso_head)
            name, key = f"Head{number}", (self.furniture.versos.id, number)
        else:
            key = self.head_of.get(start.article, (section.id, 0))
            name = f"Recto{key[1]}"
        taken.forms[name] = self.heads[key]  # one table serves all pages
        rise = head_shift_pt(self.edition.page)
        return [f"q 1 0 0 1 0 {rise:.3f} cm /{name} Do Q".encode()]

    def _left_hand(self, at: int) -> bool:
        """Whether the page lies to the left of the spine: every second, as the book is read."""
        return (at % 2 == 1) != self.right_to_left

    def _write_links(self, taken: _Taken) -> dict[int, list[bytes]]:
        """Write the areas of the chunk's links; those of each of its pages."""
        found: dict[int, list[bytes]] = {}
        for link, number in zip(taken.body.links, taken.areas, strict=False):
            box = _shifted(link.area, self._shift(taken.first + link.page))
            leads = self._leading_to(link.anchor) if link.anchor else b""
            parent = len(self.sheets) + len(self.tree.links)
            told = (link.entries, leads, box, parent)
            self.file.add(b"<<%b%b/Rect %b/StructParent %d>>" % told, number)
            self.tree.links.append(taken.numbers[link.parent])
            found.setdefault(link.page, []).append(reference(number))
        return found

    def _leading_to(self, anchor: str) -> bytes:
        """The entries of a link to a place in the book; made once for all that lead there."""
        if anchor not in self.leading:
            told = pydyf.String(self.edition.describe(anchor) or anchor)
            self.leading[anchor] = entries_of({"Dest": pydyf.String(anchor), "Contents": told})
        return self.leading[anchor]

    def _write_figures(self, taken: _Taken) -> None:
        own = taken.areas[len(taken.body.links) :]
        for figure, number in zip(taken.body.figures, own, strict=False):
            box = _shifted(figure.box, self._shift(taken.first + figure.page))
            self.file.add(b"<<%b/BBox %b>>" % (figure.entries, box), number)

    def _size_pt(self) -> tuple[float, float]:
        page = self.edition.page
        return page.width_mm * _PT_PER_MM, page.height_mm * _PT_PER_MM

    def _page_tree(self) -> int:
        """The list of the pages, and those that are blank."""
        size = pydyf.Array([0, 0, *self._size_pt()])
        blank = {"Type": "/Page", "Parent": reference(self.parent), "MediaBox": size}
        for at, sheet in enumerate(self.sheets):
            if not sheet.section_id:
                self.file.add(blank | {"Resources": pydyf.Dictionary()}, self.pages + at)
        kids = pydyf.Array(reference(self.pages + at) for at in range(len(self.sheets)))
        return self.file.add({"Type": "/Pages", "Count": len(kids), "Kids": kids}, self.parent)

    def _destinations(self) -> int:
        found: dict[str, pydyf.Array] = {}
        for chunk in self.chunks:
            for anchor in chunk.anchors:
                at = self.first[chunk.id] + anchor.page
                found.setdefault(anchor.id, self._at(at, anchor.x + self._shift(at), anchor.y))
        return self.file.add(name_tree(found))

    def _at(self, page: int, left: float, top: float) -> pydyf.Array:
        return pydyf.Array([reference(self.pages + page), "/XYZ", left, top, 0])

    def _outline(self) -> int:
        marks: list[Bookmark] = []
        part: Bookmark | None = None
        for section in self.edition.sections:
            place = self._beginning(section)
            if place is None or not section.level:
                continue
            mark = Bookmark(section.title, self._at(place[0], 0, place[1]))
            if section.part:
                part = mark
                mark.closed = len(section.part.articles) > _OPEN_TO
            above = part if section.level > 1 and not section.part else None
            above = marks[-1] if section.piece_of else above
            (above.kids if above else marks).append(mark)
        return write_bookmarks(self.file, marks)

    def _beginning(self, section: Section) -> tuple[int, float] | None:
        """Page and height at which a section begins: the top, but of one that runs on."""
        leader = self.head_of.get(section.id, (section.id, 0))[0]
        if leader == section.id:
            at = self.first.get(section.id)
            return None if at is None else (at, self._size_pt()[1])
        anchors = next(c.anchors for c in self.chunks if c.id == leader)
        anchor = next(a for a in anchors if a.id == section.id)
        return self.first[leader] + anchor.page, anchor.y


def _shifted(box: tuple[float, float, float, float], shift: float) -> bytes:
    x, y, other_x, other_y = box
    return b"[%.3f %.3f %.3f %.3f]" % (x + shift, y, other_x + shift, other_y)


def _resources(fonts: Mapping[str, bytes], others: bytes) -> bytes:
    return b"<</Font %b%b>>" % (pydyf.Dictionary(fonts).data, others)
