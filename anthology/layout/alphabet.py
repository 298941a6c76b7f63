"""How an index is set: the letter under which each name stands, and its page numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from anthology.model import Person

_ARTICLE = re.compile(r"(?:al|el|as|ash|ad|an|ar|at|az|ul)[-\u2010](?=\w)", re.IGNORECASE)


def join_folios(folios: Iterable[str]) -> str:
    """Page numbers in order, each once, runs as ranges.

    >>> join_folios(["12", "13", "13", "17"])
    '12–13, 17'
    """
    pages = [f for f in dict.fromkeys(folios) if f]
    numbers = [int(f) for f in pages if f.isdecimal()]
    if len(numbers) != len(pages):
        return ", ".join(pages)
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}–{r[-1]}" for r in runs)


def index_letters(people: Sequence[Person]) -> tuple[str, ...]:
    """The letter under which each stands: no letter comes back once another has begun."""
    found: list[str] = []
    seen: set[str] = set()
    for person in people:
        letter = _initial(person.name.sort_as)
        found.append(found[-1] if letter in seen and letter != found[-1] else letter)
        seen.add(letter)
    return tuple(found)


def _initial(sort_as: str) -> str:
    """The letter of a name: accents folded, capital, Arabic articles ignored as in the order."""
    folded = _ARTICLE.sub("", unicodedata.normalize("NFKD", sort_as))
    return next((c.upper() for c in folded if c.isalpha()), "#")
