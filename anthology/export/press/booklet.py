"""A booklet to print at home: two pages on each side of a sheet, in the order of folding.

A saddle-stitched booklet is one signature of all its sheets; a thicker book has
signatures of a few, folded each by itself and stacked. Inner sheets of a signature
stick out at the fore edge when they are folded; creep moves their pages towards the
fold, so that margins are even after the edge is trimmed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, Name, String

from anthology.printing import Printing

_PT_PER_MM = 72 / 25.4
_THICKNESS_MM = 0.1  # of a sheet of office paper, 80 g
PAGES_OF_A_SHEET = 4


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet: the pages on it, from 0; None is a blank."""

    left: int | None
    right: int | None
    depth: int  # 0 for the outermost sheet of its signature


def impose(pages: int, signature: int = 0, right_to_left: bool = False) -> Iterator[Side]:
    """The sides in order of printing: front and back of each sheet, outermost first.

    ``signature`` is the number of sheets folded together; 0 is all of them.

    >>> [(s.left, s.right) for s in impose(8)]
    [(7, 0), (1, 6), (5, 2), (3, 4)]
    """
    sheets = -(-pages // PAGES_OF_A_SHEET)
    size = min(signature, sheets) if signature else sheets
    for first_sheet in range(0, sheets, max(size, 1)):
        own = min(size, sheets - first_sheet)
        start, count = first_sheet * PAGES_OF_A_SHEET, own * PAGES_OF_A_SHEET
        for depth in range(own):
            front = (count - 1 - 2 * depth, 2 * depth)
            back = (2 * depth + 1, count - 2 - 2 * depth)
            for left, right in (front, back):
                pair = [n if n < pages else None for n in (start + left, start + right)]
                one, other = reversed(pair) if right_to_left else pair
                yield Side(one, other, depth)


def booklet(
    book: pikepdf.Pdf, paper_mm: tuple[float, float] | None, printing: Printing, right_to_left: bool
) -> pikepdf.Pdf:
    """The sheets of a booklet of the book's pages.

    ``paper_mm`` is the size of the paper, either way up; None is two pages beside each
    other. Over the long edge of landscape paper a printer turns the back upside down: it is
    drawn so that it stands upright then.
    """
    made = pikepdf.new()
    made.Root.Lang = String(str(book.Root.Lang))  # older libraries take no other book's
    made.Root.ViewerPreferences = _preferences(printing)
    forms = [made.copy_foreign(page.as_form_xobject()) for page in book.pages]
    width, height = (float(v) for v in list(book.pages[0].trimbox)[2:])
    sheet = (2 * width, height)
    if paper_mm:
        sheet = tuple(sorted((mm * _PT_PER_MM for mm in paper_mm), reverse=True))  # type: ignore[assignment]  # two
    scale = min(sheet[0] / (2 * width), sheet[1] / height)
    sides = impose(len(forms), printing.signature, right_to_left)
    for number, side in enumerate(sides):
        page = made.add_blank_page(page_size=sheet)
        creep = side.depth * _THICKNESS_MM * _PT_PER_MM
        drawn = []
        resources = Dictionary()
        for name, at, left in (("/L", side.left, True), ("/R", side.right, False)):
            if at is None:
                continue
            resources[name] = forms[at]
            x = sheet[0] / 2 + (creep - width * scale if left else -creep)
            y = (sheet[1] - height * scale) / 2
            clip = f"0 0 {width:.3f} {height:.3f} re W n"
            drawn.append(f"q {scale:.5f} 0 0 {scale:.5f} {x:.3f} {y:.3f} cm {clip} {name} Do Q")
        turned = printing.duplex == "long" and number % 2 == 1
        start = f"q -1 0 0 -1 {sheet[0]:.3f} {sheet[1]:.3f} cm" if turned else "q"
        page.obj.Resources = Dictionary(XObject=resources)
        page.obj.Contents = made.make_stream("\n".join([start, *drawn, "Q"]).encode())
    _describe(made, book)
    return made


def _preferences(printing: Printing) -> Dictionary:
    """Tell the print dialogue how the paper is turned, and not to shrink the pages."""
    edge = Name.DuplexFlipLongEdge if printing.duplex == "long" else Name.DuplexFlipShortEdge
    return Dictionary(DisplayDocTitle=True, Duplex=edge, PrintScaling=Name("/None"))


def _describe(made: pikepdf.Pdf, book: pikepdf.Pdf) -> None:
    metadata = made.make_stream(
        book.Root.Metadata.read_bytes().replace(
            b'<pdfuaid:part xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">1</pdfuaid:part>', b""
        )  # sheets are not read, but folded
    )
    metadata.Type = Name.Metadata
    metadata.Subtype = Name.XML
    made.Root.Metadata = metadata
    title = book.docinfo.get("/Title")
    if title is not None:
        made.docinfo["/Title"] = str(title)


__all__ = ["Side", "booklet", "impose"]
