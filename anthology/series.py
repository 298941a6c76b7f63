"""A numbered series of books, as each of its volumes knows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Volume:
    """The place of a book in a numbered series."""

    series: str  # its title
    series_identifier: str
    number: int  # from 1
    of: int
