"""A PDF's text as a reader of the printed page would take it in, without its furniture."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from ctypes import create_string_buffer
from functools import cached_property, lru_cache
from itertools import accumulate

import pikepdf
import pypdfium2
from pypdfium2.raw import FPDF_VIEWERREF_GetName

from anthology.check.letters import Flat, reduce
from anthology.check.page_digests import page_digests
from anthology.check.stream_text import must_be_read_as_drawn, stream_text
from anthology.workshop import Workshop

_READING_S = 0.0025  # for a page, about
_HEAVY = 48 * 1024 * 1024  # bytes; what is larger is handed over without its pictures
FURNITURE_POINTS = 46  # the outer strips, at top and bottom, hold running heads and folios


def pdf_text(content: bytes, shop: Workshop | None = None) -> Flat:
    """The PDF's reduced text, with the page of every named destination as its start.

    Costs about 2.6 ms a page; a page whose content and fonts were read before is known.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        keys, places = page_digests(pdf), destinations(pdf)
    shop = shop or Workshop()
    read = without_pictures(content) if len(content) > _HEAVY else content
    work = shop.map(page_text, read, range(len(keys)), keys=keys, cost_s=_READING_S, heavy=True)
    pages = list(work)
    _opened.cache_clear()
    offsets = [0, *accumulate(map(len, pages))]
    return Flat(
        text="".join(pages),
        starts={name: offsets[page] for name, page in places.items()},
        ends={name: offsets[page + 1] for name, page in places.items()},
        breaks=tuple(offsets[1:]),
    )


def without_pictures(content: bytes) -> bytes:
    """The PDF with pictures of one grey dot: every process that reads its text holds a copy."""
    lean = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image":
                for key in set(each.keys()) - {"/Type", "/Subtype", "/Length"}:
                    del each[key]
                each.write(b"\x80")
                each.Width = each.Height = 1
                each.BitsPerComponent = 8
                each.ColorSpace = pikepdf.Name.DeviceGray
        pdf.save(lean, static_id=True)  # the same bytes for the same book
    return lean.getvalue()


def destinations(pdf: pikepdf.Pdf) -> Mapping[str, int]:
    """The physical page, from 0, of every named destination."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    found = {}
    for name, target in named_destinations(pdf):
        if (page := _page_of(target)) in numbers:
            found[name] = numbers[page]
    return found


def named_destinations(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Object]]:
    """Every name with what it stands for. Source: ISO 32000-2, 12.3.2.4."""
    names = pdf.Root.get("/Names", pikepdf.Dictionary())
    if tree := names.get("/Dests"):
        yield from pikepdf.NameTree(tree).items()
    for key, target in pdf.Root.get("/Dests", pikepdf.Dictionary()).items():
        yield key.removeprefix("/"), target


def _page_of(target: pikepdf.Object) -> tuple[int, int] | None:
    if isinstance(target, pikepdf.Dictionary):
        target = target.get("/D", pikepdf.Array())
    if not isinstance(target, pikepdf.Array) or not len(target):
        return None
    page = target[0]
    return page.objgen if isinstance(page, pikepdf.Dictionary) else None


def page_text(content: bytes, number: int) -> str:
    """The reduced text of a page, counted from 0."""
    opened = _opened(content)
    page = opened.drawn[number]
    text = page.get_textpage()
    left, bottom, right, top = page.get_trimbox()
    drawn = text.get_text_bounded(left, bottom + FURNITURE_POINTS, right, top - FURNITURE_POINTS)
    text.close()
    if must_be_read_as_drawn(drawn):
        drawn = stream_text(opened.written.pages[number], opened.fonts) or drawn
    page.close()
    return reduce(drawn)


class _Opened:
    """A PDF as both libraries read it, and the tables of its fonts read so far."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self.drawn = pypdfium2.PdfDocument(content)
        self.fonts: dict[tuple[int, int], Mapping[int, str]] = {}
        if _is_read_from_the_right(self.drawn):
            self.drawn = pypdfium2.PdfDocument(_without_direction(self.written))

    @cached_property
    def written(self) -> pikepdf.Pdf:
        """The PDF in the library that shows how it is written; few need it, it holds much."""
        return pikepdf.open(io.BytesIO(self._content))


_opened = lru_cache(maxsize=1)(_Opened)


def _is_read_from_the_right(pdf: pypdfium2.PdfDocument) -> bool:
    """Whether the PDF says that all of it is.

    PDFium would take all its lines for such, and turn the words of Latin ones about
    (``CPDF_TextPage``, ``IsDirectionR2L``); without, it looks at the letters.
    """
    said = create_string_buffer(4)
    FPDF_VIEWERREF_GetName(pdf, b"Direction", said, len(said))
    return said.value == b"R2L"


def _without_direction(pdf: pikepdf.Pdf) -> bytes:
    """The PDF without saying in which direction it is read."""
    del pdf.Root.ViewerPreferences.Direction
    changed = io.BytesIO()
    pdf.save(changed)
    return changed.getvalue()
