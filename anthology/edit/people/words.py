"""The word lists of lists.txt, by section."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def _sections() -> Mapping[str, tuple[str, ...]]:
    """The lines of every section."""
    text = (files(__package__) / "lists.txt").read_text(encoding="utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for part in text.split("\n[")[1:]:
        name, _, body = part.partition("]\n")
        found[name] = tuple(line for line in body.splitlines() if line)
    return found


def lines(section: str) -> tuple[str, ...]:
    """The lines of a section of lists.txt, in their order."""
    return _sections()[section]


def words(section: str) -> frozenset[str]:
    """The words of a section of lists.txt."""
    return frozenset(word for line in lines(section) for word in line.split())
