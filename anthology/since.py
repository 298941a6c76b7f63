"""What has become of a book since it was last made: its issues, and what is new in this one.

An issue is what one build bound. The record of a book lies beside it and holds the last issue and
the one before: a build of the same articles makes the same issue again, and tells the same news.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace

import msgspec


@dataclass(frozen=True, slots=True)
class Entry:
    """An article of an issue: its id, and a digest of all that a reader sees of it."""

    id: str
    digest: str


@dataclass(frozen=True, slots=True)
class Issue:
    """What was bound at one time."""

    date: str  # of the book, as ISO 8601 has it; empty where no article is dated
    articles: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """The last issue, and the one that it was compared with; None: it was the first."""

    last: Issue
    before: Issue | None = None


@dataclass(frozen=True, slots=True)
class Since:
    """The news of a book, against an earlier issue."""

    date: str = ""  # of that issue
    is_known: bool = True  # whether there was one
    new: tuple[str, ...] = ()  # Article.id
    changed: tuple[str, ...] = ()
    left_out: int = 0  # articles that are no longer there

    def within(self, ids: Set[str]) -> Since:
        """The news of a volume with these articles; what is left out stands in none."""
        new = tuple(each for each in self.new if each in ids)
        changed = tuple(each for each in self.changed if each in ids)
        return replace(self, new=new, changed=changed, left_out=0)


def record_file(stem: str, record: Record) -> tuple[str, bytes]:
    """Name and content of the record's file, as JSON."""
    return record_name(stem), msgspec.json.encode(record)


def record_name(stem: str) -> str:
    """The name of the record's file, beside the book of that name; hidden."""
    return f".{stem}.issue.json"
