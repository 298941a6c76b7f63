"""A finished page's lines, each with the paragraph, heading or item that it belongs to.

PDFium gives what is drawn where, the structure tree what it is. Furniture (artifacts and forms)
is left out. Lines of PDFs without a structure tree have no block.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

_BLOCKS = {"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "LI", "LBody", "TD", "TH", "Caption",
           "BlockQuote", "Note", "Title"}  # fmt: skip
_SAME_LINE = 0.4  # of the type size: figures raised or lowered less than this stay in their line
_DEPTH = 64
_ITALIC = 1 << 6  # of a font's flags: ISO 32000-2, table 121


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text. Lengths in points from the page's lower left corner."""

    text: str
    left: float  # of the ink
    right: float
    baseline: float
    size: float
    role: str = ""  # of its block in the structure tree: P, H2, LBody ...
    block: tuple[int, int] = (0, 0)  # the block's object, the same for its other lines
    labelled: bool = False  # begins with a list's bullet or number
    slanted: bool = False  # ends in italics, whose ink hangs over


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """One page as it is read."""

    number: int  # from 1
    width: float
    height: float
    lines: tuple[Line, ...]  # in reading order
    pictures: tuple[float, ...] = ()  # the lower edge of each


@dataclass(slots=True)
class _Piece:
    """What one operator shows."""

    mcid: int
    text: str
    left: float
    right: float
    baseline: float
    size: float
    slanted: bool


def printed_pages(content: bytes) -> Iterator[PrintedPage]:
    """The pages in order; none where PDFium cannot open the file. Costs about 5 ms a page."""
    try:
        pypdfium2.PdfDocument(content).close()
    except pypdfium2.PdfiumError:
        return
    with pypdfium2.PdfDocument(content) as document, pikepdf.open(io.BytesIO(content)) as pdf:
        parents = _parents(pdf)
        for number in range(len(document)):
            page = document[number]
            width, height = page.get_size()
            key = int(pdf.pages[number].obj.get("/StructParents", -1))
            lines = tuple(_lines(list(_pieces(page)), parents.get(key)))
            yield PrintedPage(number + 1, width, height, lines, tuple(_pictures(page)))
            page.close()


def _parents(pdf: pikepdf.Pdf) -> Mapping[int, pikepdf.Object]:
    """For each page's key, the structure element of each of its marked contents."""
    root = pdf.Root.get("/StructTreeRoot")
    if root is None or "/ParentTree" not in root:
        return {}
    tree = pikepdf.NumberTree(root.ParentTree)
    return {key: value for key, value in tree.items() if isinstance(value, pikepdf.Array)}


def _pieces(page: Any) -> Iterator[_Piece]:  # Any: pypdfium2 is untyped
    text_page = page.get_textpage()
    for piece in _drawn(page, pdfium.FPDF_PAGEOBJ_TEXT):
        found = _piece(piece, text_page)
        if found.text.strip():
            yield found
    text_page.close()


def _pictures(page: Any) -> Iterator[float]:  # Any: pypdfium2 is untyped
    for piece in _drawn(page, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
        yield _edges(piece)[1]


def _drawn(page: Any, *kinds: int) -> Iterator[Any]:  # Any: pypdfium2 is untyped
    """What is drawn of these kinds, but artifacts."""
    for at in range(pdfium.FPDFPage_CountObjects(page)):
        piece = pdfium.FPDFPage_GetObject(page, at)
        if pdfium.FPDFPageObj_GetType(piece) in kinds and not _artifact(piece):
            yield piece


def _edges(piece: Any) -> list[float]:
    """Left, lower, right and upper edge of the ink."""
    edges = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(piece, *edges)
    return [edge.value for edge in edges]


def _artifact(piece: Any) -> bool:
    name, size = (ctypes.c_ushort * 16)(), ctypes.c_ulong()
    for at in range(pdfium.FPDFPageObj_CountMarks(piece)):
        mark = pdfium.FPDFPageObj_GetMark(piece, at)
        named = pdfium.FPDFPageObjMark_GetName(mark, name, 32, size)
        if named and _decode(name, size.value) == "Artifact":
            return True
    return False


def _piece(piece: Any, text_page: Any) -> _Piece:
    length = pdfium.FPDFTextObj_GetText(piece, text_page, None, 0)
    text = (ctypes.c_ushort * (length // 2 + 1))()
    pdfium.FPDFTextObj_GetText(piece, text_page, text, length)
    left, _, right, _ = _edges(piece)
    matrix, size = pdfium.FS_MATRIX(), ctypes.c_float()
    pdfium.FPDFPageObj_GetMatrix(piece, matrix)
    pdfium.FPDFTextObj_GetFontSize(piece, size)
    flags = pdfium.FPDFFont_GetFlags(pdfium.FPDFTextObj_GetFont(piece))
    return _Piece(
        mcid=pdfium.FPDFPageObj_GetMarkedContentID(piece),
        text=_decode(text, length).replace("\x02", "-"),  # PDFium's mark of a divided word
        left=left,
        right=right,
        baseline=matrix.f,
        size=size.value * (matrix.b**2 + matrix.d**2) ** 0.5,
        slanted=bool(flags & _ITALIC),
    )


def _decode(text: Any, size_bytes: int) -> str:
    """PDFium's UTF-16, which ends with a zero."""
    return bytes(text)[: max(0, size_bytes - 2)].decode("utf-16-le", "replace")


def _lines(pieces: list[_Piece], parents: pikepdf.Object | None) -> Iterator[Line]:
    """The pieces joined to lines, block by block in the order of the structure."""
    blocks: dict[tuple[int, int], list[_Piece]] = {}
    roles: dict[tuple[int, int], str] = {}
    labels: list[float] = []
    for piece in pieces:
        role, block, label = _block(parents, piece.mcid)
        if label:
            labels.append(piece.baseline)
            continue
        roles[block] = role
        blocks.setdefault(block, []).append(piece)
    for block, found in blocks.items():
        rows: list[list[_Piece]] = []
        for piece in found:
            last = rows[-1][0] if rows else None
            if last and abs(last.baseline - piece.baseline) < _SAME_LINE * last.size:
                rows[-1].append(piece)
            else:
                rows.append([piece])
        for at, row in enumerate(rows):
            labelled = not at and any(abs(row[0].baseline - y) < 1 for y in labels)
            yield _line(row, roles[block], block, labelled)


def _line(row: list[_Piece], role: str, block: tuple[int, int], labelled: bool) -> Line:
    return Line(
        text="".join(piece.text for piece in row).strip(),
        left=min(piece.left for piece in row),
        right=max(piece.right for piece in row),
        baseline=row[0].baseline,
        size=max(piece.size for piece in row),
        role=role,
        block=block,
        labelled=labelled,
        slanted=max(row, key=lambda piece: piece.right).slanted,
    )


def _block(parents: pikepdf.Object | None, mcid: int) -> tuple[str, tuple[int, int], bool]:
    """Role and object of the block round a marked content, and whether it is a list's label."""
    if parents is None or not 0 <= mcid < len(parents):
        return "", (0, 0), False
    element: pikepdf.Object | None = parents[mcid]
    for _ in range(_DEPTH):
        if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
            break
        role = str(element.S)[1:]
        if role == "Lbl":
            return role, element.objgen, True
        if role in _BLOCKS:
            return role, element.objgen, False
        element = element.get("/P")
    return "", (0, 0), False
