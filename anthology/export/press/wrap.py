"""The outside cover of a bound book: back, spine and front on one sheet."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, String

from anthology.edition import Edition, Wrap
from anthology.engine import engine
from anthology.export.pdf.pieces import Job
from anthology.export.pdf.rendering import Style, render
from anthology.export.press.archive import to_archive
from anthology.export.press.inks import Inks
from anthology.export.press.offset import to_press
from anthology.export.press.saving import saved
from anthology.export.press.trim import trim
from anthology.workshop import Workshop


def cover_wrap(edition: Edition, pages: int, shop: Workshop) -> bytes:
    """The sheet for a book of so many pages, trimmed to its outside edges."""
    printing, page = edition.printing, edition.page
    wrap = Wrap.of(page, pages, printing)
    style = Style(page.css() + wrap.css() + edition.css(), edition.theme.faces)
    job = Job("wrap", edition.wrap(wrap))
    (chunk,) = shop.map(render, style, [job], needs=engine(edition.theme.faces))
    with pikepdf.open(BytesIO(chunk.pdf)) as pdf:
        _describe(pdf, edition)
        trim(pdf, (wrap.trim_width_mm, page.height_mm), wrap.printing)
        if printing.archive:
            to_archive(pdf)
        if printing.press:
            to_press(pdf, edition.book, Inks.of(printing.profile))
        return saved(pdf, printing)


def _describe(pdf: pikepdf.Pdf, edition: Edition) -> None:
    book = edition.book
    tree = pdf.Root.StructTreeRoot
    for key in ("/Figures", "/IDTree"):  # for the merge of a book's chunks
        if key in tree:
            del tree[key]
    pdf.Root.Lang = String(book.language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    for sheet in pdf.pages:
        sheet.obj.Tabs = Name.S
    with pdf.open_metadata(set_pikepdf_as_editor=False) as data:
        data.register_xml_namespace("http://www.aiim.org/pdfua/ns/id/", "pdfuaid")
        data["pdfuaid:part"] = "1"
        data["dc:title"] = book.title
        data["dc:language"] = {book.language}
        data["xmp:CreatorTool"] = f"Anthology {edition.version}"
        data["pdf:Producer"] = "WeasyPrint, pikepdf"
        if book.modified:
            stamp = book.modified.strftime("%Y-%m-%dT%H:%M:%SZ")
            data["xmp:CreateDate"] = data["xmp:ModifyDate"] = stamp
