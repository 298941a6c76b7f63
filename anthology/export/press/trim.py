"""The boxes of every page, bleed and crop marks.

A page of the book begins at (0, 0) and ends at its trim; whatever lies outside is bleed,
and outside that the marks. Files begin at (0, 0) too, for tools that expect it, so all
that stands on a page is moved by the margin round it.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name

from anthology.printing import Printing

PT_PER_MM = 72 / 25.4
_MARK_PT = 17.0  # length of a crop mark
_GAP_PT = 6.0  # from the bleed, or from the trim where there is none


def trim(pdf: pikepdf.Pdf, trim_mm: tuple[float, float], printing: Printing) -> None:
    """Give every page its boxes and, if asked, its marks.

    Pages that are larger than the trim already (the cover) hold their bleed.
    """
    width, height = (mm * PT_PER_MM for mm in trim_mm)
    bleed = printing.bleed_mm * PT_PER_MM
    margin = bleed + printing.slug_mm * PT_PER_MM
    moved: dict[tuple[int, int], tuple[float, float]] = {}
    for page in pdf.pages:
        own = (float(page.obj.MediaBox[2]) - width) / 2  # bleed that the page has itself
        shift = margin - own
        moved[page.obj.objgen] = (shift, shift)
        _shift_page(pdf, page, shift)
        page.obj.MediaBox = _box(0, 0, width + 2 * margin, height + 2 * margin)
        page.obj.BleedBox = _box(
            margin - bleed, margin - bleed, width + 2 * bleed, height + 2 * bleed
        )
        page.obj.TrimBox = _box(margin, margin, width, height)
        for other in ("/CropBox", "/ArtBox"):
            if other in page.obj:
                del page.obj[other]
        if printing.crop_marks:
            ink = "1 1 1 1 K" if printing.press else "0 G"
            marks = crop_marks(margin, bleed, width, height, ink)
            page.contents_add(pdf.make_stream(marks))
    _shift_destinations(pdf, moved)


def _box(left: float, bottom: float, width: float, height: float) -> Array:
    return Array([round(v, 4) for v in (left, bottom, left + width, bottom + height)])


def _shift_page(pdf: pikepdf.Pdf, page: pikepdf.Page, shift: float) -> None:
    """Move the content and the links of a page up and to the right."""
    if not shift:
        return
    page.contents_add(
        pdf.make_stream(f"q 1 0 0 1 {shift:.4f} {shift:.4f} cm".encode()), prepend=True
    )
    page.contents_add(pdf.make_stream(b"Q"))
    for annotation in page.obj.get("/Annots", Array()):
        annotation.Rect = Array([float(v) + shift for v in annotation.Rect])
        if "/QuadPoints" in annotation:
            annotation.QuadPoints = Array([float(v) + shift for v in annotation.QuadPoints])


def _shift_destinations(
    pdf: pikepdf.Pdf, moved: dict[tuple[int, int], tuple[float, float]]
) -> None:
    """Move what links, bookmarks and figures name as places on the pages."""
    for target in _destinations(pdf):
        dx, dy = moved.get(target[0].objgen, (0.0, 0.0))
        if target[1] == Name.XYZ:
            target[2] = float(target[2]) + dx
            target[3] = float(target[3]) + dy
    for element in pdf.objects:
        if isinstance(element, Dictionary) and element.get("/S") == "/Figure":
            dx, dy = moved.get(element.Pg.objgen, (0.0, 0.0))
            box = [float(v) for v in element.A.BBox]
            element.A.BBox = Array([v + (dy if i % 2 else dx) for i, v in enumerate(box)])


def _destinations(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    names = pdf.Root.get("/Names", Dictionary()).get("/Dests", Dictionary()).get("/Names", Array())
    yield from (names[at] for at in range(1, len(names), 2))
    waiting = [pdf.Root.get("/Outlines", Dictionary())]
    while waiting:
        item = waiting.pop()
        waiting += [item[key] for key in ("/First", "/Next") if key in item]
        if isinstance(item.get("/Dest"), Array):
            yield item.Dest


def crop_marks(margin: float, bleed: float, width: float, height: float, ink: str) -> bytes:
    """Operators for eight lines outside the bleed that show where to cut, as an artifact."""
    near = max(bleed, 0) + _GAP_PT
    far = min(near + _MARK_PT, margin)
    lines = []
    for x in (margin, margin + width):
        for edge, way in ((margin, -1), (margin + height, 1)):
            lines.append((x, edge + way * near, x, edge + way * far))
    for y in (margin, margin + height):
        for edge, way in ((margin, -1), (margin + width, 1)):
            lines.append((edge + way * near, y, edge + way * far, y))
    drawn = " ".join(f"{a:.3f} {b:.3f} m {c:.3f} {d:.3f} l S" for a, b, c, d in lines)
    return f"/Artifact <</Type /Page>> BDC q 0.25 w {ink} {drawn} Q EMC".encode()
