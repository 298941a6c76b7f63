"""A numbered series of books, as each of its volumes knows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Located:
    """Where the print edition of its volume has an article, and the people whom it names."""

    article_id: str
    folio: str  # of its first page; empty where there is no print edition
    people: tuple[tuple[str, tuple[str, ...]], ...]  # Person.id -> the folios, likewise


@dataclass(frozen=True, slots=True)
class Volume:
    """The place of a book in a numbered series."""

    series: str  # its title
    series_identifier: str
    number: int  # from 1
    of: int  # volumes that hold articles
    period: str = ""  # what its articles have in common, in words: a year, a span of dates
    located: tuple[Located, ...] = ()  # where they have everything, in the one that indexes them

    @property
    def is_index(self) -> bool:
        """Whether it comes after them all and tells where in them everything is."""
        return self.number > self.of
