"""What the e-book's navigation document lists: contents, landmarks, printed pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from markupsafe import Markup

from anthology.edition import Edition, Region, Section
from anthology.labels import labels
from anthology.layout.markup import lang_attributes
from anthology.layout.news import news_of
from anthology.model import Folios


@dataclass(slots=True)
class Entry:
    """A line of the contents, with those under it."""

    section: Section
    title: str
    lang: Markup
    news: str  # of an article: new | changed; else empty
    children: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place that reading systems offer by its kind."""

    type: str
    file: str
    title: str


@dataclass(frozen=True, slots=True)
class PageLink:
    """A printed page and where it begins in the e-book."""

    folio: str
    address: str


def contents(edition: Edition) -> list[Entry]:
    """Parts with their articles under them, and the matter, in order of the book."""
    found: list[Entry] = []
    under: Entry | None = None
    news = news_of(edition.book.since)
    for section in (s for s in edition.sections if s.level):
        language = section.article.language if section.article else edition.book.language
        entry = Entry(
            section,
            section.title,
            lang_attributes(language, edition.book.language),
            news.get(section.id, ""),
        )
        if section.level > 1 and under is not None:
            under.children.append(entry)
            continue
        under = entry if section.part else None
        found.append(entry)
    return found


def landmarks(edition: Edition) -> Iterator[Landmark]:
    """One of each kind: cover, title page, contents, first article, who's who."""
    words = labels(edition.book.language)
    files = {s.id: s.file for s in edition.sections}
    yield Landmark("cover", files["cover"], words["cover"])
    yield Landmark("titlepage", files["title-page"], words["title_page"])
    yield Landmark("toc", "nav.xhtml#toc", words["contents"])
    body = next(s for s in edition.sections if s.region is Region.BODY)
    yield Landmark("bodymatter", body.file, words["body"])
    if "index-1" in files:
        yield Landmark("index", files["index-1"], words["whos_who"])
    if "whos-who" in files:
        yield Landmark("glossary", files["whos-who"], words["whos_who"])


def pages(edition: Edition, folios: Folios) -> Iterator[PageLink]:
    """The printed pages that have a marker in the e-book, in order."""
    for start in folios.starts:
        if file := edition.page_file(start, folios):
            yield PageLink(start.folio, f"{file}#page-{start.folio}")
