"""The cover as a picture, for e-books: the print cover, drawn at 1600 by 2560 pixels."""

from __future__ import annotations

from io import BytesIO

import pypdfium2

from anthology.edition import Edition
from anthology.export.pdf.chunk import Job, Renderer
from anthology.model import Folios

COVER_SIZE = "125x200mm"  # the proportions that bookshops ask for, 1 : 1.6
_WIDTH_PX = 1600


def cover_jpeg(edition: Edition) -> bytes:
    """The cover of an edition laid out at ``COVER_SIZE``, as a JPEG."""
    section = next(s for s in edition.sections if s.id == "cover")
    renderer = Renderer(edition.page.css() + edition.css(), edition.theme.faces)
    chunk = renderer.render(Job(section.id, edition.html(section, Folios())))
    document = pypdfium2.PdfDocument(chunk.pdf)
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
