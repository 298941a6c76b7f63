"""What a finished book says of itself: language, title, how it is shown, metadata."""

from __future__ import annotations

import pikepdf
from pikepdf import Dictionary, Name, String

from anthology.edition import Edition


def describe(pdf: pikepdf.Pdf, edition: Edition, right_to_left: bool) -> None:
    """Enter it into the catalogue and the metadata."""
    book = edition.book
    pdf.Root.Lang = String(book.language)
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if right_to_left:
        pdf.Root.ViewerPreferences.Direction = Name.R2L
    pdf.Root.PageLayout = Name.TwoPageRight
    with pdf.open_metadata(set_pikepdf_as_editor=False) as data:
        data.register_xml_namespace("http://www.aiim.org/pdfua/ns/id/", "pdfuaid")
        data["pdfuaid:part"] = "1"
        data["dc:title"] = book.title + (f": {book.subtitle}" if book.subtitle else "")
        data["dc:language"] = {book.language}
        data["dc:identifier"] = book.identifier
        if book.editor:
            data["dc:creator"] = [book.editor]
        if book.description:
            data["dc:description"] = book.description
        if book.rights:
            data["dc:rights"] = book.rights
        data["xmp:CreatorTool"] = f"Anthology {edition.version}"
        data["pdf:Producer"] = "WeasyPrint, pikepdf"
        if book.modified:
            stamp = book.modified.strftime("%Y-%m-%dT%H:%M:%SZ")
            data["xmp:CreateDate"] = data["xmp:ModifyDate"] = stamp
