"""The finished print edition, made ready for a printer, an archive or a stapler.

Everything here takes the PDF that ``export/pdf`` made and changes or rearranges its
pages; the book read on a screen does not pay for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import pikepdf

from anthology.edition import Page
from anthology.export.pdf import Pages, lay_pages
from anthology.export.press.archive import to_archive
from anthology.export.press.booklet import booklet
from anthology.export.press.inks import Inks
from anthology.export.press.offset import to_press
from anthology.export.press.saving import saved
from anthology.export.press.trim import trim
from anthology.export.press.wrap import cover_wrap
from anthology.labels import direction
from anthology.model import Book, Folios
from anthology.printing import Printing, parse_size
from anthology.progress import Progress

__all__ = ["Printed", "finish", "fold", "lay_pages", "to_print"]


@dataclass(frozen=True, slots=True)
class Printed:
    """The print edition in its way to print."""

    pdf: bytes
    folios: Folios
    beside: tuple[tuple[str, bytes], ...]  # further files: (booklet or cover, content)


def to_print(pages: Pages, progress: Progress) -> Printed:
    """The pages as they are bound, and the booklet and the cover where they are asked for.

    Raises:
        ConfigError: the ICC profile of the press cannot be used.
    """
    edition = pages.edition
    printing, book = edition.printing, edition.book
    made = pages.bind()
    beside: list[tuple[str, bytes]] = []
    if printing.booklet:
        with progress.stage("Folding the booklet"):
            beside.append(("booklet", fold(made.pdf, printing, book.language)))
    if printing.cover_wrap:
        with progress.stage("Drawing the cover"):
            beside.append(("cover", cover_wrap(edition, made.pages, pages.shop)))
    return Printed(finish(made.pdf, book, made.page, printing), made.folios, tuple(beside))


def finish(content: bytes, book: Book, page: Page, printing: Printing) -> bytes:
    """The PDF as its way to print wants it; the bytes as they are where nothing is asked.

    Raises:
        ConfigError: the ICC profile of the press cannot be used.
    """
    if not (printing.archive or printing.press or printing.bleed_mm or printing.crop_marks):
        return content
    with pikepdf.open(BytesIO(content)) as pdf:
        trim(pdf, (page.width_mm, page.height_mm), printing)
        if printing.archive:
            to_archive(pdf)
        if printing.press:
            to_press(pdf, book, Inks.of(printing.profile))
        return saved(pdf, printing)


def fold(content: bytes, printing: Printing, language: str) -> bytes:
    """The sheets of a booklet of the PDF's pages."""
    paper = parse_size(printing.sheet) if printing.sheet else None
    with pikepdf.open(BytesIO(content)) as book:
        return saved(booklet(book, paper, printing, direction(language) == "rtl"), printing)
