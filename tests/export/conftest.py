"""A book of five articles, made by hand, and its two editions."""

import datetime as dt
from dataclasses import dataclass, replace

import pytest

from anthology.edit.links import link_first_mentions
from anthology.edit.parts import make_parts
from anthology.edition import Edition, Medium
from anthology.export.epub import to_epub
from anthology.export.pdf import PrintedBook, to_pdf
from anthology.export.pdf.cover import COVER_SIZE, begin_cover
from anthology.layout import lay_out
from anthology.model import (
    Article,
    ArticleDate,
    Block,
    BlockKind,
    Book,
    Mention,
    Name,
    Origin,
    Person,
    Role,
)
from anthology.progress import SilentProgress
from anthology.report import Report
from anthology.theme import load_theme
from anthology.workshop import Workshop

_SENTENCE = "The river rose by the mill where Ada Quill had measured it for forty years, "
_PERSON = "p-quill-ada"


@dataclass(frozen=True)
class Sample:
    """A book, laid out and made."""

    book: Book
    print_edition: Edition
    printed: PrintedBook
    ebook_edition: Edition
    epub: bytes


def _article(number: int) -> Article:
    text = "".join(f"{_SENTENCE}day {number}.{n}, and wrote it down. " for n in range(14 * number))
    paragraphs = [text[i : i + 600].strip() for i in range(0, len(text), 600)]
    return Article(
        f"a-{number}",
        Origin(f"{number}.txt"),
        f"High water, day {number}",
        tuple(Block(BlockKind.PARAGRAPH, p) for p in paragraphs),
        date=ArticleDate(dt.date(2021 + number % 2, number, 10 + number)),
        authors=("B. Weir",),
        source="The Mill Post",
    )


def make_book() -> Book:
    """Five articles of one to five pages, all naming one person."""
    articles = sorted((_article(n) for n in range(1, 6)), key=lambda a: a.date.day)  # type: ignore[union-attr]  # all have dates
    mentions = tuple(
        Mention(a.id, number, at, at + 9, "Ada Quill")
        for a in articles
        for number, leaf in enumerate(a.leaves())
        for at in range(len(leaf.text))
        if leaf.text.startswith("Ada Quill", at)
    )
    name = Name("Ada Quill", "Quill, Ada", family="Quill", given="Ada")
    role = Role("gauge keeper", articles[0].id, articles[0].date)
    people = (Person(_PERSON, name, mentions, aliases=("Miss Quill",), roles=(role,)),)
    return Book(
        title="High Water",
        subtitle="Five days",
        language="en",
        parts=make_parts(link_first_mentions(articles, people), "year", "en"),
        people=people,
        identifier="urn:uuid:00000000-0000-5000-8000-000000000000",
        introduction=(Block(BlockKind.PARAGRAPH, "Why these days."),),
        modified=dt.datetime(2022, 6, 1, tzinfo=dt.UTC),
    )


def make_sample(book: Book | None = None, popups: str = "glossref") -> Sample:
    """A book in both editions, from nothing; the five articles if none is given."""
    book = book or make_book()
    theme, report = load_theme("classic"), Report()
    printing = lay_out(book, theme, Medium.PRINT, "A5", "0")
    printed = to_pdf(printing, report, SilentProgress())
    ebook = replace(lay_out(book, theme, Medium.EBOOK, "A5", "0"), popups=popups)
    cover = begin_cover(lay_out(book, theme, Medium.PRINT, COVER_SIZE, "0"), Workshop())()
    assert list(report) == []
    return Sample(book, printing, printed, ebook, to_epub(ebook, printed.folios, cover))


@pytest.fixture(scope="session")
def sample() -> Sample:
    """Made once."""
    return make_sample()
