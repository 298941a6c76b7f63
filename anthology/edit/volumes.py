"""A long book as a numbered series, each volume a whole book; its people are those of the series.

Articles are dealt out in order, so that adding later ones changes no earlier volume's text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from anthology.config import Config
from anthology.edit.identity import identifier, newest
from anthology.edit.parts import PERIODS, by_period, make_parts
from anthology.edit.people import beside, introduction_in
from anthology.edit.titles import dates_of, file_stem
from anthology.labels import labels
from anthology.model import Article, Block, Book, Person, SpanKind
from anthology.report import Level, Report
from anthology.series import Volume


def split(book: Book, config: Config, report: Report) -> tuple[Book, ...]:
    """The volumes of the book, in order; the book alone where they would not be several.

    ``config.split`` is month, year, the most articles of a volume, or empty. A person of the book
    is in the who's who of each volume that names them, under one id everywhere.
    """
    runs = _runs(book, config)
    if len(runs) < 2:
        return (book,)
    if book.isbn:
        message = f"the ISBN {book.isbn} names one book: none of the {len(runs)} volumes bears it"
        report.add("A320", "", message, Level.INFO)
    people = _people(book, runs)
    return tuple(
        _volume(
            book,
            config,
            Volume(book.title, book.identifier, number, len(runs), period),
            articles,
            named,
        )
        for number, ((period, articles), named) in enumerate(
            zip(runs, people, strict=True), start=1
        )
    )


def stem_of(book: Book) -> str:
    """The name of the book's files without suffix; the volumes of a series sort by number.

    >>> stem_of(Book("Tides, Volume 2", "en", (), (), "", volume=Volume("Tides", "", 2, 12)))
    'tides-02'
    """
    if book.volume is None:
        return file_stem(book.title)
    if book.volume.is_index:
        return f"{file_stem(book.volume.series)}-index"
    width = max(2, len(str(book.volume.of)))
    return f"{file_stem(book.volume.series)}-{book.volume.number:0{width}}"


def _runs(book: Book, config: Config) -> list[tuple[str, tuple[Article, ...]]]:
    """The volumes' subtitles and articles; periods in order of date whatever the parts are."""
    articles, wanted = book.articles, config.split
    if not wanted:
        return [("", articles)]
    if wanted in PERIODS:
        if config.parts not in ("auto", "none", *PERIODS):
            dated = sorted(filter(_day, articles), key=_day, reverse=config.reverse)
            articles = (*dated, *(a for a in articles if not a.date))
        return [(p.title, p.articles) for p in by_period(articles, wanted, book.language)]
    size = int(wanted)
    runs = [articles[at : at + size] for at in range(0, len(articles), size)]
    return [(dates_of(run, book.language), run) for run in runs]


def _day(article: Article) -> str:
    return article.date.iso if article.date else ""


def _volume(
    book: Book,
    config: Config,
    volume: Volume,
    articles: tuple[Article, ...],
    people: tuple[Person, ...],
) -> Book:
    title = labels(book.language)["volume"].format(title=book.title, number=volume.number)
    alone = tuple(_without_links_out(articles))
    return replace(
        book,
        title=title,
        subtitle=", ".join(filter(None, (config.subtitle, volume.period))),
        parts=make_parts(alone, config.parts, book.language),
        people=people,
        identifier=identifier(title, "", alone),
        isbn="",
        introduction=book.introduction if volume.number == 1 else (),
        modified=config.timestamp or newest(alone),
        volume=volume,
        since=book.since.within({a.id for a in alone}) if book.since else None,
    )


def _people(
    book: Book, runs: Sequence[tuple[str, Sequence[Article]]]
) -> Iterator[tuple[Person, ...]]:
    """For each volume the people whom it names, in the order of the index."""
    number_of = {a.id: number for number, (_, run) in enumerate(runs, start=1) for a in run}
    named: list[list[tuple[Person, tuple[int, ...]]]] = [[] for _ in runs]
    for person in book.people:
        numbers = tuple(sorted({number_of[i] for i in person.article_ids()}))
        for number in numbers:
            named[number - 1].append((person, tuple(n for n in numbers if n != number)))
    for (_, run), here in zip(runs, named, strict=True):
        articles = {a.id: a for a in run}
        yield beside([_as_in(articles, person, others) for person, others in here])


def _as_in(articles: Mapping[str, Article], person: Person, others: tuple[int, ...]) -> Person:
    """The person as these articles tell of them; a role from elsewhere where they tell none."""
    mentions = tuple(m for m in person.mentions if m.article_id in articles)
    roles = tuple(r for r in person.roles if r.article_id in articles) or person.roles
    introduction = person.introduction
    if introduction and introduction.article_id not in articles:
        introduction = introduction_in(articles, mentions)
    return replace(
        person, mentions=mentions, roles=roles, introduction=introduction, other_volumes=others
    )


def _without_links_out(articles: Sequence[Article]) -> Iterator[Article]:
    """The articles with the words of links to articles of other volumes, and no link."""
    here = {a.id for a in articles}
    for article in articles:
        yield replace(article, blocks=tuple(_linked_within(b, here) for b in article.blocks))


def _linked_within(block: Block, here: set[str]) -> Block:
    if block.children:
        return replace(block, children=tuple(_linked_within(c, here) for c in block.children))
    kept = tuple(
        s
        for s in block.spans
        if not (s.kind is SpanKind.LINK and s.target.startswith("#"))
        or s.target[1:].partition(".")[0] in here
    )
    return block if kept == block.spans else replace(block, spans=kept)
