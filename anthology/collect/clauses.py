"""Where a sentence can be cut so that what is left of the cut stands by itself."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("clauses.toml")
_EDGES = "\"'“”‘’«»„‚()[]{}.,;:!?…،؛؟।。、，；：！？—–- "


@dataclass(frozen=True, slots=True)
class Words:
    """The function words of a language; see clauses.toml for what each list means."""

    link: frozenset[str]
    adjunct: frozenset[str]
    also: frozenset[str]
    bound: frozenset[str]
    verbs: frozenset[str]
    wants: frozenset[str]
    pronoun: frozenset[str]
    ends: tuple[str, ...]
    closes: frozenset[str]

    @property
    def known(self) -> bool:
        """Whether the language has a list at all."""
        return bool(self.bound)


@cache
def words_of(language: str) -> Words:
    """The lists of a language; empty ones where it has none."""
    lists = _tables().get(language.split("-")[0].lower(), {})
    read = {name: frozenset(lists.get(name, "").split()) for name in _NAMES}
    return Words(ends=tuple(lists.get("ends", "").split()), **read)


_NAMES = ("link", "adjunct", "also", "bound", "verbs", "wants", "pronoun", "closes")


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))


def bare(word: str) -> str:
    """A word as the lists have it: lower case, straight apostrophe, no punctuation round it."""
    return word.strip(_EDGES).replace("’", "'").lower()


def may_end(phrase: str, language: str) -> bool:
    """Whether a headline can end with the last word of ``phrase``."""
    last = phrase.split()[-1] if phrase.split() else ""
    words = words_of(language)
    word = bare(last)
    return bool(word) and not (
        word in words.bound
        or word in words.also
        or word in words.adjunct
        or word in words.link
        or word in words.wants
    )


def has_verb(phrase: str, language: str) -> bool:
    """Whether ``phrase`` seems to have a finite verb, by the language's lists and endings."""
    words = words_of(language)
    return any(is_verb(token, words) for token in phrase.split())


def is_verb(token: str, words: Words) -> bool:
    """Whether a word looks like a finite verb."""
    word = bare(token)
    if word in words.verbs:
        return True
    return bool(words.ends) and len(word) > 4 and token[:1].islower() and word.endswith(words.ends)
