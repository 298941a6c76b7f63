"""Stage 4 of 4, export: an Edition for e-books -> an EPUB 3 file.

Every document is made by the layout and stored as it is: ebooklib's own pages
lose attributes and empty chapters (EbookLib 0.20), its packaging is sound.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ebooklib import epub

from anthology.edition import Edition, Region, Section
from anthology.export.epub.documents import documents
from anthology.export.epub.fonts import font_rules, subset_fonts
from anthology.export.epub.kepub import to_kepub
from anthology.export.epub.metadata import describe
from anthology.export.epub.writer import FixedWriter
from anthology.labels import direction
from anthology.model import Folios
from anthology.workshop import Workshop

_TYPES = {
    "xhtml": "application/xhtml+xml",
    "css": "text/css",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "gif": "image/gif",
    "webp": "image/webp",
    "otf": "font/otf",
    "ttf": "font/ttf",
    "woff": "font/woff",
    "woff2": "font/woff2",
}

__all__ = ["documents", "to_epub", "to_kepub"]


def to_epub(
    edition: Edition, folios: Folios, cover: bytes, texts: Sequence[str] | None = None
) -> bytes:
    """The e-book; ``folios`` are those of the print edition, or empty; ``cover`` is a JPEG.

    ``texts`` are the documents of its sections, where they are filled already.
    """
    book = edition.book
    package = epub.EpubBook()
    package.FOLDER_NAME = "EPUB"
    package.metadata.clear()
    package.prefixes = []
    describe(package, book, folios)
    package.add_metadata(None, "meta", "", {"name": "cover", "content": "cover-image"})
    _add(package, "cover-image", "images/cover.jpg", cover, "cover-image")
    _add(package, "css", "css/book.css", edition.css().encode())
    _add(package, "css-extras", "css/extras.css", edition.extras().encode())
    nav = _add(package, "nav", "nav.xhtml", edition.navigation(folios).encode(), "nav")
    package.spine = []
    texts = texts or documents(edition, folios, Workshop())
    for section, text in zip(edition.sections, texts, strict=True):
        content = text.encode()
        properties = "svg" if b"<svg" in content else ""
        item = _add(package, section.id, section.file, content, properties)
        package.spine.append(item)
        if section.id == "imprint":
            package.spine.append(nav)
    _add_images(package, edition)
    if edition.embed_fonts:
        _add_fonts(package, edition)
    _add_ncx(package, edition)
    modified = book.modified or dt.datetime(2000, 1, 1)
    return FixedWriter(package, modified).to_bytes()


def _add(
    package: epub.EpubBook, uid: str, name: str, content: bytes, properties: str = ""
) -> epub.EpubItem:
    media_type = _TYPES[name.rpartition(".")[2]]
    item = epub.EpubItem(uid=uid, file_name=name, media_type=media_type, content=content)
    item.properties = properties.split()
    package.add_item(item)
    return item


def _add_fonts(package: epub.EpubBook, edition: Edition) -> None:
    """The theme's faces and the sheet that uses them, apart: a reader may pass it over."""
    _add(package, "css-fonts", "css/fonts.css", font_rules(edition.theme).encode())
    documents = [i.content for i in package.items if i.media_type == _TYPES["xhtml"]]
    for number, (name, content) in enumerate(subset_fonts(edition.theme, documents), start=1):
        _add(package, f"font-{number}", name, content)


def _add_images(package: epub.EpubBook, edition: Edition) -> None:
    assets = {a.id: a for article in edition.book.articles for a in article.assets}
    for asset in sorted(assets.values(), key=lambda a: a.id):
        _add(package, f"image-{asset.id}", f"images/{asset.file}", asset.data)


def _add_ncx(package: epub.EpubBook, edition: Edition) -> None:
    """The contents for readers older than EPUB 3, and the guide for Kindle's tools."""
    toc: list[object] = []
    for section in (s for s in edition.sections if s.level):
        link = epub.Link(section.file, section.title, f"ncx-{section.id}")
        if section.part:
            toc.append((epub.Section(section.title, section.file), []))
        elif section.level > 1 and toc and isinstance(toc[-1], tuple):
            toc[-1][1].append(link)
        else:
            toc.append(link)
    package.toc = toc
    package.title = edition.book.title
    package.uid = edition.book.identifier
    package.add_item(epub.EpubNcx(uid="ncx"))
    first = next(s for s in edition.sections if s.region is Region.BODY)
    package.guide = [
        {"type": "cover", "title": _title(edition, "cover"), "href": "text/cover.xhtml"},
        {"type": "toc", "title": edition.book.title, "href": "nav.xhtml"},
        {"type": "text", "title": first.title, "href": first.file},
    ]
    if direction(edition.book.language) == "rtl":
        package.set_direction("rtl")


def _title(edition: Edition, section_id: str) -> str:
    found: Section = next(s for s in edition.sections if s.id == section_id)
    return found.title
