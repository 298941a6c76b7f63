"""What the package says of the book: Dublin Core, accessibility, the printed twin.

Source: EPUB 3.3 section 5.5; EPUB Accessibility 1.1 section 2; schema.org's accessibility terms.
"""

from __future__ import annotations

from enum import Enum

from ebooklib import epub

from anthology.model import BlockKind, Book, Folios

_ALWAYS = (
    "tableOfContents",
    "readingOrder",
    "structuralNavigation",
    "displayTransformability",
    "ARIA",
)

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CONFORMS_TO = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"


def describe(package: epub.EpubBook, book: Book, folios: Folios) -> None:
    """Put the book's metadata into the package. Only what is true of this book is claimed."""
    package.set_identifier(book.identifier)
    package.set_language(book.language)
    _titles(package, book)
    _people(package, book)
    _series(package, book)
    for name, value in (
        ("identifier", f"urn:isbn:{book.isbn.replace('-', '')}" if book.isbn else ""),
        ("publisher", book.publisher),
        ("rights", book.rights),
        ("description", book.description),
        ("date", book.modified.date().isoformat() if book.modified else ""),
    ):
        if value:
            package.add_metadata("DC", name, value)
    if folios.starts:
        source = f"{book.identifier}#print"
        package.add_metadata("DC", "source", source, {"id": "print"})
        _meta(package, "pageBreakSource", source)
        _meta(package, "source-of", "pagination", refines="#print")
    else:
        _meta(package, "pageBreakSource", "none")
    _conformance(package, book.certified_by)
    _accessibility(package, bool(folios.starts), bool(book.people), _pictures(book), _hazard(book))


class _Pictures(Enum):
    """What can be said of the book's pictures; the cover, which only repeats the title, aside."""

    NONE = "none"
    DESCRIBED = "described"
    BARE = "bare"  # at least one has no alternative text


def _pictures(book: Book) -> _Pictures:
    blocks = (b for article in book.articles for top in article.blocks for b in top.leaves())
    described = [bool(b.text.strip()) for b in blocks if b.kind is BlockKind.IMAGE]
    if not described:
        return _Pictures.NONE
    return _Pictures.DESCRIBED if all(described) else _Pictures.BARE


def _hazard(book: Book) -> str:
    """A picture that may move may flash: nothing here looks at its frames."""
    types = {asset.media_type for article in book.articles for asset in article.assets}
    return "unknown" if types & {"image/gif", "image/webp", "image/svg+xml"} else "none"


def _titles(package: epub.EpubBook, book: Book) -> None:
    package.add_metadata("DC", "title", book.title, {"id": "title"})
    _meta(package, "title-type", "main", refines="#title")
    if book.subtitle:
        package.add_metadata("DC", "title", book.subtitle, {"id": "subtitle"})
        _meta(package, "title-type", "subtitle", refines="#subtitle")


def _series(package: epub.EpubBook, book: Book) -> None:
    """The series and the place in it, in EPUB's terms and in those of Calibre and KOReader."""
    volume = book.volume
    if volume is None:
        return
    package.add_metadata(
        None, "meta", volume.series, {"property": "belongs-to-collection", "id": "series"}
    )
    _meta(package, "collection-type", "series", refines="#series")
    _meta(package, "group-position", str(volume.number), refines="#series")
    _meta(package, "dcterms:identifier", volume.series_identifier, refines="#series")
    for name, value in (("series", volume.series), ("series_index", str(volume.number))):
        package.add_metadata(None, "meta", "", {"name": f"calibre:{name}", "content": value})


def _people(package: epub.EpubBook, book: Book) -> None:
    """The editor as creator, the authors of the articles as contributors, in order of the book."""
    if book.editor:
        package.add_metadata("DC", "creator", book.editor, {"id": "editor"})
        _meta(package, "role", "edt", refines="#editor", scheme="marc:relators")
    authors = dict.fromkeys(name for article in book.articles for name in article.authors)
    for number, name in enumerate(list(authors)[:50], start=1):
        package.add_metadata("DC", "contributor", name, {"id": f"author-{number}"})
        _meta(package, "role", "aut", refines=f"#author-{number}", scheme="marc:relators")


def _conformance(package: epub.EpubBook, certified_by: str) -> None:
    """The claim of whoever judged the book. Source: EPUB Accessibility 1.1 sections 3.5, 3.6."""
    if not certified_by:
        return
    package.add_metadata(
        None, "meta", _CONFORMS_TO, {"property": "dcterms:conformsTo", "id": "conformance"}
    )
    _meta(package, "a11y:certifiedBy", certified_by, refines="#conformance")


def _accessibility(
    package: epub.EpubBook, has_pages: bool, has_people: bool, pictures: _Pictures, hazard: str
) -> None:
    """What readers with a disability need to know. Conformance is claimed apart."""
    features = list(_ALWAYS)
    features += ["pageNavigation", "pageBreakMarkers"] if has_pages else []
    features += ["index"] if has_people else []
    features += ["alternativeText"] if pictures is _Pictures.DESCRIBED else []
    _meta(package, "schema:accessMode", "textual")
    if pictures is not _Pictures.NONE:
        _meta(package, "schema:accessMode", "visual")
    bare = pictures is _Pictures.BARE
    if pictures is not _Pictures.NONE:
        _meta(package, "schema:accessModeSufficient", "textual,visual")
    if not bare:
        _meta(package, "schema:accessModeSufficient", "textual")
    for feature in features:
        _meta(package, "schema:accessibilityFeature", feature)
    _meta(package, "schema:accessibilityHazard", hazard)
    summary = "Text with headings, a table of contents and a reading order"
    summary += ", page numbers of the print edition" if has_pages else ""
    summary += ", a who’s who linked both ways" if has_people else ""
    summary += "; some pictures have no description" if bare else ""
    _meta(package, "schema:accessibilitySummary", summary + ".", **{_LANG: "en"})


def _meta(package: epub.EpubBook, name: str, value: str, **more: str) -> None:
    """A meta element; ``more`` are further attributes."""
    package.add_metadata(None, "meta", value, {"property": name, **more})
