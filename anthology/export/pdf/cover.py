"""The cover as a picture, for e-books: the print cover, drawn at 1600 by 2560 pixels."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from anthology.edition import Edition
from anthology.engine import engine
from anthology.export.pdf.pieces import Job
from anthology.export.pdf.rendering import Style, render
from anthology.model import Folios
from anthology.workshop import Workshop

COVER_SIZE = "125x200mm"  # the proportions that bookshops ask for, 1 : 1.6
_WIDTH_PX = 1600
_DRAWING_S = 0.5  # loading WeasyPrint is most of it


def begin_cover(edition: Edition, shop: Workshop) -> Callable[[], bytes]:
    """Have the cover of an edition made at ``COVER_SIZE`` drawn: what is returned gives a JPEG."""
    section = next(s for s in edition.sections if s.id == "cover")
    style = Style(edition.page.css() + edition.css(), edition.theme.faces)
    job = Job(section.id, edition.html(section, Folios()))
    needs = engine(edition.theme.faces)
    return shop.begin(draw, style, job, _DRAWING_S, needs)


def draw(style: Style, job: Job) -> bytes:
    """The first page of the job's document, as a JPEG."""
    import pypdfium2  # noqa: PLC0415 - seldom needed: the picture is kept

    document = pypdfium2.PdfDocument(render(style, job).pdf)
    try:
        page = document[0]
        picture = page.render(scale=_WIDTH_PX / page.get_width()).to_pil()
    finally:
        document.close()
    data = BytesIO()
    picture.convert("RGB").resize((_WIDTH_PX, _WIDTH_PX * 8 // 5)).save(
        data, "JPEG", quality=88, optimize=True
    )
    return data.getvalue()
