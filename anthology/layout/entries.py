"""What the who's who says of each person, given what is known of the pages so far."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from babel.numbers import format_decimal
from markupsafe import Markup

from anthology.labels import labels, locale_of, say_date, say_month
from anthology.layout.alphabet import join_folios
from anthology.layout.popups import pieces
from anthology.layout.timeline import Timeline
from anthology.model import Article, Book, Folios, Mention, Person, Position

FULL_REFERENCES = 6  # more articles than this are listed by date and page alone


@dataclass(frozen=True, slots=True)
class Reference:
    """One article in a person's entry."""

    article: Article
    anchor: str  # id of the first mention
    date: str
    pages: str  # "12–13, 17"; empty when there is no print edition


@dataclass(frozen=True, slots=True)
class Entry:
    """One person in the who's who."""

    person: Person
    roles: tuple[str, ...]
    references: tuple[Reference, ...]
    pieces: tuple[tuple[Reference, ...], ...]  # the same in runs, of which a reader pops up one
    brief: bool  # references by date and page alone
    beside: tuple[Person, ...]
    timeline: Markup  # when the person is named; empty where that shows nothing
    mentions: str  # "8 mentions"; empty for one


@dataclass(frozen=True)
class Entries:
    """The entries of a book's people."""

    book: Book
    folios: Folios

    def entry(self, person: Person) -> Entry:
        """All that the who's who says of a person."""
        references = tuple(self._references(person))
        brief = len(references) > FULL_REFERENCES
        roles = self._roles(person)
        beside = tuple(self._people[i] for i in person.beside if i in self._people)
        names = (person.name.sort_as, *person.aliases, *(p.name.display for p in beside))
        said = person.introduction.text if person.introduction else ""
        words = (person.description, said, *roles, *names)
        lengths = [
            len(r.date) + len(r.pages) + (0 if brief and r.date else len(r.article.title))
            for r in references
        ]
        runs = pieces(lengths, sum(len(w) + 2 for w in words) + 100)
        return Entry(
            person=person,
            roles=roles,
            references=references,
            pieces=tuple(references[a:b] for a, b in runs),
            brief=brief,
            beside=beside,
            timeline=self._timeline.strip(person),
            mentions=self._mentions(len(person.mentions)),
        )

    def _mentions(self, number: int) -> str:
        words = labels(self.book.language)["mentions_many"]
        count = format_decimal(number, locale=locale_of(self.book.language))
        return words.format(count=count) if number > 1 else ""

    def _when(self, article: Article) -> str:
        return say_date(article.date, self.book.language) if article.date else ""

    def _roles(self, person: Person) -> tuple[str, ...]:
        """The person's roles; with the month where there are several over time."""
        texts = tuple(dict.fromkeys(role.text for role in person.roles))
        if len(texts) < 2:
            return texts
        said: dict[str, str] = {}
        for role in person.roles:
            when = f" ({say_month(role.date.day, self.book.language)})" if role.date else ""
            said.setdefault(role.text, role.text + when)
        return tuple(said.values())

    def _references(self, person: Person) -> Iterator[Reference]:
        for article_id, folios in self.places(person):
            article = self._articles[article_id]
            yield Reference(
                article=article,
                anchor=f"{article_id}.{person.id}",
                date=self._when(article),
                pages=join_folios(folios),
            )

    def places(self, person: Person) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The articles that name the person, and the folios where they do; without print, none."""
        for article_id, mentions in groupby(person.mentions, key=lambda m: m.article_id):
            folios = (self._folio_of(mention) for mention in mentions)
            yield article_id, tuple(dict.fromkeys(filter(None, folios)))

    def _folio_of(self, mention: Mention) -> str:
        starts = self._starts.get(mention.article_id)
        if not starts or not starts[0]:
            return ""
        at = bisect.bisect_right(starts[0], Position(mention.leaf, mention.start)) - 1
        return starts[1][max(at, 0)]

    @cached_property
    def _timeline(self) -> Timeline:
        return Timeline(self.book.articles, self.book.language)

    @cached_property
    def _people(self) -> dict[str, Person]:
        return {p.id: p for p in self.book.people}

    @cached_property
    def _articles(self) -> dict[str, Article]:
        return {a.id: a for a in self.book.articles}

    @cached_property
    def _starts(self) -> dict[str, tuple[list[Position], list[str]]]:
        found: dict[str, tuple[list[Position], list[str]]] = {}
        for start in self.folios.starts:
            positions, folios = found.setdefault(start.section_id, ([], []))
            positions.append(start.position)
            folios.append(start.folio)
        for article_id in self._articles:
            self._begin(found.setdefault(article_id, ([], [])), article_id)
        return found

    def _begin(self, starts: tuple[list[Position], list[str]], article_id: str) -> None:
        """An article that runs on has its first words on a page that begins with another's."""
        folio = self.folios.anchors.get(article_id)
        if folio and (not starts[0] or starts[0][0] > Position()):
            starts[0].insert(0, Position())
            starts[1].insert(0, folio)
