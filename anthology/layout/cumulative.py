"""What the volume that indexes a series says of where things are: volume and page.

The volume's number stands before a colon, its pages after it, as in the indexes of journals and
of works in several volumes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from anthology.labels import say_date
from anthology.layout.alphabet import join_folios
from anthology.layout.entries import Entries
from anthology.model import Article, Book, Folios, Person
from anthology.series import Located


@dataclass(frozen=True, slots=True)
class Locator:
    """Where one volume names a person."""

    volume: str
    places: str  # its pages, "12–13, 17"; the dates of the articles where nothing is printed


def locate(book: Book, folios: Folios) -> tuple[Located, ...]:
    """Where in this volume its articles and its people are."""
    entries = Entries(book, folios)
    named: dict[str, list[tuple[str, tuple[str, ...]]]] = {a.id: [] for a in book.articles}
    for person in book.people:
        for article_id, found in entries.places(person):
            named[article_id].append((person.id, found))
    return tuple(
        Located(article_id, folios.anchors.get(article_id, ""), tuple(people))
        for article_id, people in named.items()
    )


@dataclass(frozen=True)
class Locators:
    """The places of a series' people and articles, for the volume that indexes it."""

    book: Book

    def of(self, person: Person) -> Iterator[Locator]:
        """The volumes that name the person, in order, and where."""
        for number, found in groupby(self._people.get(person.id, ()), key=lambda each: each[0]):
            places = [(article, folios) for _, article, folios in found]
            pages = join_folios(folio for _, folios in places for folio in folios)
            yield Locator(str(number), pages or ", ".join(self._when(a) for a, _ in places))

    def folio(self, article: Article) -> str:
        """The first page of the article in its volume."""
        return self._folios.get(article.id, "")

    @property
    def has_pages(self) -> bool:
        """Whether the volumes are printed."""
        return any(self._folios.values())

    def _when(self, article: Article) -> str:
        return say_date(article.date, self.book.language) if article.date else article.title

    @property
    def _located(self) -> tuple[Located, ...]:
        return self.book.volume.located if self.book.volume else ()

    @cached_property
    def _folios(self) -> dict[str, str]:
        return {each.article_id: each.folio for each in self._located}

    @cached_property
    def _people(self) -> dict[str, list[tuple[int, Article, tuple[str, ...]]]]:
        """For each person number of volume, article and folios, in order of the volumes' pages."""
        found: dict[str, list[tuple[int, Article, tuple[str, ...]]]] = {}
        of = {a.id: (n, a) for n, part in enumerate(self.book.parts, 1) for a in part.articles}
        for located in self._located:
            number, article = of[located.article_id]
            for person_id, folios in located.people:
                found.setdefault(person_id, []).append((number, article, folios))
        return found
