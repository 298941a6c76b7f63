"""Which sections a book has in each medium, and in which order (after Chicago's)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from anthology.edition import Medium, Region, Section
from anthology.labels import labels
from anthology.layout.edition import FilledEdition
from anthology.layout.page import make_page
from anthology.layout.people_files import people_files, printed_pieces, span
from anthology.layout.running_on import run_on
from anthology.layout.typography import typeset
from anthology.model import Article, Book, Origin
from anthology.printing import Printing
from anthology.theme import Theme

_HEAD_CHARS = 58  # what the measure holds in the running head's size


def lay_out(
    book: Book,
    theme: Theme,
    medium: Medium,
    printing: Printing | str,
    version: str,
) -> FilledEdition:
    """The edition of the book for one medium; a size of page is enough to say how it is printed.

    Raises:
        ConfigError: the page size is not known, or the theme lacks a file.
    """
    if isinstance(printing, str):
        printing = Printing(size=printing)
    page = make_page(printing.size, theme.page, printing)
    sections = tuple(_sections(book, medium, printing))
    return FilledEdition(medium, book, theme, page, sections, version, printing)


def _sections(book: Book, medium: Medium, printing: Printing) -> Iterator[Section]:
    words = labels(book.language)
    printed = medium is Medium.PRINT
    if not printed or printing.has_cover:
        yield Section("cover", "cover", words["cover"], Region.COVER, True, level=0, folio=False)
    if printed:
        yield _bare("half-title", words["half_title"])
    yield _bare("title-page", words["title_page"])
    yield Section("imprint", "imprint", words["imprint"], Region.FRONT, level=0, folio=False)
    if printed:
        yield _matter("contents", words, book, Region.FRONT)
    if book.introduction:
        section = _matter("introduction", words, book, Region.FRONT)
        yield replace(section, article=_introduction(section.title, book))
    if book.volume and book.volume.is_index:
        yield from _index(book, words)
    else:
        yield from _articles(book, words, printing.openers if printed else "page", printed)
    yield Section(
        "colophon", "colophon", words["colophon"], Region.BACK, not printed, level=0, folio=False
    )


def _articles(
    book: Book, words: Mapping[str, str], openers: str, printed: bool
) -> Iterator[Section]:
    """The articles and what tells of them."""
    yield from _body(book, openers)
    if len({a.date.iso for a in book.articles if a.date}) > 1:
        yield _matter("chronology", words, book, Region.BACK)
    if book.people:
        yield from _people(book, words, printed)
    yield _matter("sources", words, book, Region.BACK, recto=False)


def _index(book: Book, words: Mapping[str, str]) -> Iterator[Section]:
    """A chronology of each volume, then the people of all: apart, for they may be many."""
    for number, part in enumerate(book.parts):
        title = f"{words['chronology']}: {typeset(part.title, book.language)}"
        yield _titled(part.id, "volume-chronology", title, book, Region.BODY, recto=number == 0)
    files = people_files(book.people, book.articles) if book.people else ()
    for number, people in enumerate(files, start=1):
        title = words["whos_who"] + (f": {span(people)}" if len(files) > 1 else "")
        section = _titled(f"index-{number}", "index", title, book, Region.BODY, recto=number == 1)
        yield replace(section, people=people)


def _introduction(title: str, book: Book) -> Article:
    """The editor's introduction, as the article that the markup knows how to set."""
    return Article(
        "introduction", Origin("introduction"), title, book.introduction, language=book.language
    )


def _body(book: Book, openers: str) -> Iterator[Section]:
    divided = len(book.parts) > 1
    for part in book.parts:
        title = typeset(part.title, book.language)
        if divided:
            yield Section(part.id, "part", title, Region.BODY, recto=True, folio=False, part=part)
        head = title if divided else typeset(book.title, book.language)
        articles = (
            _article(a, head, 2 if divided else 1, recto=openers == "spread" or place == 0)
            for place, a in enumerate(part.articles)
        )
        yield from run_on(articles) if openers == "run-on" else articles


def _article(article: Article, verso: str, level: int, recto: bool) -> Section:
    title = typeset(article.title, article.language)
    return Section(
        article.id,
        "article",
        title,
        Region.BODY,
        recto=recto,
        level=level,
        verso_head=shorten(verso),
        recto_head=shorten(title),
        article=article,
    )


def _people(book: Book, words: Mapping[str, str], printed: bool) -> Iterator[Section]:
    """The who's who: as many sections as its size asks for, in print pieces of one."""
    whole = _matter("whos-who", words, book, Region.BACK)
    divide = printed_pieces if printed else people_files
    for number, people in enumerate(pieces := divide(book.people, book.articles), start=1):
        title = f"{whole.title}: {span(people)}"
        section = replace(whole, people=people)
        if printed and len(pieces) > 1:
            section = replace(section, recto_head=shorten(title))
        if number > 1:
            name, of = f"whos-who-{number}", "whos-who" if printed else ""
            section = replace(section, id=name, title=title, recto=not printed, piece_of=of)
        yield section


def _bare(name: str, title: str) -> Section:
    return Section(name, name, title, Region.FRONT, True, level=0, folio=False)


def _matter(
    name: str, words: Mapping[str, str], book: Book, region: Region, recto: bool = True
) -> Section:
    return _titled(name, name, words[name.replace("-", "_")], book, region, recto)


def _titled(  # noqa: PLR0913, PLR0917 - what a section is made of
    name: str, template: str, title: str, book: Book, region: Region, recto: bool
) -> Section:
    head = shorten(typeset(book.title, book.language))
    return Section(name, template, title, region, recto, 1, head, shorten(title))


def shorten(title: str) -> str:
    """The title as a running head holds it: cut between words, with an ellipsis.

    >>> shorten("Short")
    'Short'
    """
    if len(title) <= _HEAD_CHARS:
        return title
    cut = title[:_HEAD_CHARS]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:–—-") + "…"
