"""ebooklib's writer, made to give the same bytes for the same book.

ebooklib stamps the clock into every entry of the archive; this writer stamps the
book's own date. Everything else is left to ebooklib.
"""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO
from typing import Any

from ebooklib import epub
from lxml import etree


class _DatedZip(zipfile.ZipFile):
    """An archive whose entries all bear one date."""

    stamp = (1980, 1, 1, 0, 0, 0)

    def writestr(
        self, name: Any, data: Any, compress_type: Any = None, level: Any = None
    ) -> None:  # Any: as zipfile's
        info = zipfile.ZipInfo(str(name), self.stamp)
        info.compress_type = zipfile.ZIP_DEFLATED if compress_type is None else compress_type
        info.external_attr = 0o644 << 16
        super().writestr(info, data, compresslevel=level or 6)


class FixedWriter(epub.EpubWriter):  # type: ignore[misc]  # ebooklib is untyped
    """Writes a book to memory; ``to_bytes`` gives the file."""

    def __init__(self, book: epub.EpubBook, modified: dt.datetime) -> None:
        options = {"epub3_pages": False, "mtime": modified, "epub2_guide": True}
        super().__init__("", book, options)
        self._stamp = max(modified.replace(tzinfo=None), dt.datetime(1980, 1, 1)).timetuple()[:6]

    def _write_opf_metadata(self, root: etree._Element) -> None:
        """ebooklib's metadata, in the book's language: readers may speak the title aloud."""
        language = self.book.get_metadata("DC", "language")[0][0]
        root.set("{http://www.w3.org/XML/1998/namespace}lang", language)
        super()._write_opf_metadata(root)

    def to_bytes(self) -> bytes:
        """The EPUB: ``mimetype`` first and stored, then container, package, items."""
        data = BytesIO()
        self.out = _DatedZip(data, "w")
        self.out.stamp = self._stamp
        self.out.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        self._write_container()
        self._write_opf()
        self._write_items()
        self.out.close()
        return data.getvalue()
