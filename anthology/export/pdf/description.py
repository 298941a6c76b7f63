"""What a finished book says of itself: language, title, how it is shown, metadata."""

from __future__ import annotations

from typing import Any

import pikepdf
import pydyf

from anthology.edition import Edition


def description(edition: Edition, right_to_left: bool) -> dict[str, Any]:
    """The entries of the catalogue."""
    shown = {"DisplayDocTitle": "true"} | ({"Direction": "/R2L"} if right_to_left else {})
    return {
        "Lang": pydyf.String(edition.book.language),
        "MarkInfo": pydyf.Dictionary({"Marked": "true"}),
        "ViewerPreferences": pydyf.Dictionary(shown),
        "PageLayout": "/TwoPageRight",
    }


def metadata(edition: Edition) -> tuple[bytes, dict[str, Any]]:
    """The packet of metadata, as XMP, and the entries that say the same to old readers."""
    book = edition.book
    pdf = pikepdf.new()
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
    info = {key[1:]: pydyf.String(str(value)) for key, value in pdf.docinfo.items()}
    return bytes(pdf.Root.Metadata.read_bytes()), info
