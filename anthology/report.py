"""Notices as data: what was wrong with the input and what was done about it.

A stage calls ``report.add(...)``; only the command line prints.
"""

from __future__ import annotations

from collections.abc import Iterator
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


@dataclass(slots=True)
class Report:
    """Collects notices in the order in which they are found, each once."""

    _notices: dict[Notice, None] = field(default_factory=dict)

    def add(self, code: str, place: str, message: str, level: Level = Level.WARNING) -> None:
        """Record a notice; an equal one is recorded once."""
        self._notices.setdefault(Notice(code, place, message, level))

    def __iter__(self) -> Iterator[Notice]:
        return iter(self._notices)

    def __len__(self) -> int:
        return len(self._notices)
