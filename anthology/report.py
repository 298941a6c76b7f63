"""Notices as data: what was wrong with the input, and what became of every file of it.

A stage calls ``report.add(...)``; only the command line prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    """``INFO`` is worth knowing, ``WARNING`` is worth mending."""

    INFO = "info"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Notice:
    """One sentence about one place. ``code`` never changes its meaning (A102)."""

    code: str
    place: str  # "seeds/a.txt", "seeds/a.txt:12", or "" for the whole book
    message: str  # one sentence, what to do about it included
    level: Level = Level.WARNING


class Became(StrEnum):
    """What became of a file under the sources."""

    BOUND = "bound"  # articles of it are in the book
    SHOWN = "shown"  # an image that an article of the book shows
    DUPLICATE = "duplicate"  # it says what another one says
    SKIPPED = "skipped"  # as it should be: hidden, a draft, out of the range ...
    REFUSED = "refused"  # it should be mended: ``why`` says how


@dataclass(frozen=True, slots=True)
class Input:
    """A file under the sources, or a folder that is not looked into, and what became of it."""

    place: str  # as in Notice; a folder ends in "/"
    became: Became
    bound: int = 0  # articles of it in the book
    duplicates: tuple[str, ...] = ()  # for each article left out as a copy, the one that is kept
    outside: int = 0  # articles of it that lie outside of since, until and where
    why: str = ""  # what else of it is not in the book, and why


@dataclass(slots=True)
class Report:
    """Collects notices in the order in which they are found, each once."""

    inputs: tuple[Input, ...] = ()  # every file once, in the order of the sources
    _notices: dict[Notice, None] = field(default_factory=dict)

    def add(self, code: str, place: str, message: str, level: Level = Level.WARNING) -> None:
        """Record a notice; an equal one is recorded once."""
        self._notices.setdefault(Notice(code, place, message, level))

    def extend(self, notices: Iterable[Notice]) -> None:
        """Record what another report holds."""
        for each in notices:
            self._notices.setdefault(each)

    def __iter__(self) -> Iterator[Notice]:
        return iter(self._notices)

    def __len__(self) -> int:
        return len(self._notices)
