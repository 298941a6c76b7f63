"""What the matter round the articles says: contents, chronology, who's who, sources, colophon.

Templates call these and do nothing but print: every sorting, counting and
wording is done here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from unicodedata import east_asian_width

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal

from anthology.edition import Page, Section
from anthology.labels import labels, locale_of, say_date, say_month, say_range
from anthology.layout.alphabet import index_letters, join_folios
from anthology.layout.cumulative import Locators
from anthology.layout.entries import Entries, Entry
from anthology.layout.news import news_of, told
from anthology.layout.typography import typeset
from anthology.model import (
    Article,
    BlockKind,
    Book,
    Excerpt,
    Folios,
    Person,
)
from anthology.theme import Theme

_ON_THE_BACK = 6  # titles named on the cover
_LETTERS_FROM = 40  # fewer people than this stand in one list without letters
_LONG_TITLE = 72  # letters, of which ideographs take the place of two
_STOPS = (".", "!", "?", "…", "”", '"', "»", "。", "！", "？", "؟", "।")


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """One line of the contents."""

    anchor: str
    title: str
    date: str
    kind: str  # part | article | matter
    news: str = ""  # of an article: new | changed


@dataclass(frozen=True, slots=True)
class Day:
    """One line of the chronology: the articles of one date."""

    date: str
    articles: tuple[Article, ...]


@dataclass(frozen=True)
class Matter:
    """Everything that templates ask for, given what is known of the pages so far."""

    book: Book
    sections: tuple[Section, ...]
    folios: Folios
    page: Page
    theme: Theme
    version: str

    def folio(self, anchor: str) -> str:
        """The printed page of an id, or nothing while it is not known."""
        return self.folios.anchors.get(anchor, "")

    def contents(self) -> Iterator[ContentsLine]:
        """What the contents list, in order of the book."""
        news = news_of(self.book.since)
        for section in self.sections:
            if section.level and section.id != "contents" and not section.piece_of:
                article = section.article if section.template == "article" else None
                kind = "part" if section.part else "article" if article else "matter"
                date = self.when(article) if article else ""
                said = news.get(section.id, "")
                yield ContentsLine(section.id, section.title, date, kind, said)

    def dates(self) -> str:
        """The span of the articles' dates in words; empty when none has a date."""
        days = [a.date.day for a in self.book.articles if a.date]
        return say_range(min(days), max(days), self.book.language) if days else ""

    def byline(self, article: Article) -> str:
        """Who wrote the article, as a line under its title."""
        if not article.authors:
            return ""
        names = format_list(article.authors, locale=self._locale)
        return labels(self.book.language)["by"].format(names=names)

    def when(self, article: Article) -> str:
        """The article's date in its book's language; the time is left to the sources."""
        return say_date(article.date, self.book.language) if article.date else ""

    def chronology(
        self, articles: Sequence[Article] | None = None
    ) -> Iterator[tuple[str, tuple[Day, ...]]]:
        """Months with their days, of the book or of these, oldest first; not the undated ones."""
        chosen = self.book.articles if articles is None else articles
        dated = [(a.date, a) for a in chosen if a.date]
        dated.sort(key=lambda pair: (pair[0].day, pair[0].iso))
        language = self.book.language
        for month, found in groupby(dated, key=lambda pair: say_month(pair[0].day, language)):
            days = groupby(found, key=lambda pair: say_date(pair[0], language))
            yield month, tuple(Day(date, tuple(a for _, a in pairs)) for date, pairs in days)

    def volume(self, section: Section) -> Sequence[Article]:
        """The articles of the volume whose chronology the section is."""
        return next(part.articles for part in self.book.parts if part.id == section.id)

    @cached_property
    def locators(self) -> Locators:
        """Where the volumes of a series have everything."""
        return Locators(self.book)

    def named_in(self, article: Article) -> str:
        """The people whom an article names most, for the chronology; at most four."""
        counts = self._counts.get(article.id, [])
        most = sorted(counts, key=lambda c: (-c[0], c[1].name.sort_as))[:4]
        return "; ".join(p.name.display for _, p in most)

    def letters(
        self, people: tuple[Person, ...] | None = None
    ) -> Iterator[tuple[str, tuple[Entry, ...]]]:
        """The who's who, or these of its people, by initial; without letters when it is short."""
        people = self.book.people if people is None else people
        if len(self.book.people) < _LETTERS_FROM:
            yield "", tuple(map(self.entry, people))
            return
        pairs = zip(index_letters(people), people, strict=True)
        for letter, found in groupby(pairs, key=lambda pair: pair[0]):
            yield letter, tuple(self.entry(person) for _, person in found)

    def continues(self, people: tuple[Person, ...]) -> bool:
        """Whether the first of these people stands under the letter of the one before."""
        at = next((n for n, p in enumerate(self.book.people) if p.id == people[0].id), 0)
        letters = index_letters(self.book.people[: at + 1])
        return len(letters) > 1 and letters[-1] == letters[-2]

    def entry(self, person: Person) -> Entry:
        """All that the who's who says of a person."""
        return self._entries.entry(person)

    def other_volumes(self, person: Person) -> str:
        """Which other volumes of the series name the person, in words."""
        numbers = join_folios(map(str, person.other_volumes))
        one = len(person.other_volumes) == 1
        words = labels(self.book.language)["also_in_volume" if one else "also_in_volumes"]
        return words.format(numbers=numbers)

    def count(self, number: int) -> str:
        """A number as the language writes it."""
        return str(format_decimal(number, locale=self._locale))

    def counted(self, articles: Sequence[Article]) -> str:
        """``1 article``, ``17 articles``."""
        words = labels(self.book.language)
        if len(articles) == 1:
            return words["articles_one"]
        return words["articles_many"].format(count=self.count(len(articles)))

    def articles_counted(self) -> str:
        """How many articles the book has, in words."""
        return self.counted(self.book.articles)

    def has_initial(self, article: Article) -> bool:
        """Whether the text opens with a capital and a paragraph long enough to set it large."""
        first = next(iter(article.blocks), None)
        if first is None or first.kind is not BlockKind.PARAGRAPH:
            return False
        return len(first.text) > 150 and first.text[0].isupper()

    def is_long(self, title: str) -> bool:
        """Whether a title takes more than two lines of its size on a page of one column."""
        wide = sum(east_asian_width(char) in "WF" for char in title)
        return len(title) + wide > _LONG_TITLE

    def language_of(self, article_id: str) -> str:
        """The language of an article, for an excerpt from it."""
        return self._articles[article_id].language

    def excerpt(self, excerpt: Excerpt) -> str:
        """The exact words, with an ellipsis where they leave off in mid-sentence."""
        language = self.language_of(excerpt.article_id)
        leaf = self._articles[excerpt.article_id].leaves()[excerpt.leaf].text
        before = leaf[: excerpt.start].rstrip()
        opening = "… " if before and before[-1] not in _STOPS else ""
        closing = "" if excerpt.text.rstrip()[-1:] in _STOPS else " …"
        return opening + typeset(excerpt.text, language) + closing

    def first_articles(self) -> tuple[Article, ...]:
        """Those that the back of the cover names."""
        return self.book.articles[:_ON_THE_BACK]

    def any_supplied(self) -> bool:
        """Whether a headline in the book was made by us."""
        return any(a.title_supplied for a in self.book.articles)

    def credit(self, article: Article) -> str:
        """Where an article comes from: author, publication, date, file."""
        words = labels(self.book.language)
        parts = [", ".join(article.authors), article.source, self.when(article)]
        file = words["source_file"].format(file=_file_name(article))
        return ". ".join(p for p in (*parts, file[:1].upper() + file[1:]) if p) + "."

    def colophon(self) -> tuple[str, ...]:
        """The sentences of the colophon."""
        words = labels(self.book.language)
        if self.book.volume and self.book.volume.is_index:
            made = words["index_made"].format(
                version=self.version,
                articles=self.articles_counted(),
                volumes=self.count(self.book.volume.of),
            )
            return made, self._typeset()
        total = self.count(sum(a.words for a in self.book.articles))
        made = words[self._order()].format(
            version=self.version,
            articles=self.articles_counted(),
            words=total,
            dates=self.dates(),
        )
        return made, self._typeset(), words["checked"]

    def news(self) -> str:
        """What has become of the book since its last issue, in a sentence; empty if not asked."""
        return told(self.book.since, self.book.language) if self.book.since else ""

    def _typeset(self) -> str:
        return labels(self.book.language)["typeset"].format(
            face=self.theme.faces[0].family if self.theme.faces else "serif",
            size=format_decimal(self.page.type_pt, locale=self._locale),
            leading=format_decimal(self.page.leading_pt, locale=self._locale),
            width=format_decimal(round(self.page.width_mm), locale=self._locale),
            height=format_decimal(round(self.page.height_mm), locale=self._locale),
        )

    def _order(self) -> str:
        """The label that says in which order the articles stand."""
        days = [article.date.day for article in self.book.articles if article.date]
        if not days:
            return "made_undated"
        by_date = days in (sorted(days), sorted(days, reverse=True))
        return "made_by" if by_date else "made_parts"  # parts by author, source, tag, folder

    @property
    def _locale(self) -> Locale:
        return locale_of(self.book.language)

    @cached_property
    def _entries(self) -> Entries:
        return Entries(self.book, self.folios)

    @cached_property
    def _counts(self) -> dict[str, list[tuple[int, Person]]]:
        """For each article how often it names whom, in the order of the index."""
        found: dict[str, list[tuple[int, Person]]] = {}
        for person in self.book.people:
            for article_id, count in Counter(m.article_id for m in person.mentions).items():
                found.setdefault(article_id, []).append((count, person))
        return found

    @cached_property
    def _articles(self) -> dict[str, Article]:
        return {a.id: a for a in self.book.articles}


def _file_name(article: Article) -> str:
    record = f" ({article.origin.record})" if article.origin.record else ""
    return article.origin.path.rpartition("/")[2] + record
