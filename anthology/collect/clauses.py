"""The words of a sentence by what they do in it: what opens a clause, what binds, what is a verb.

The lists are in clauses.toml. They are rough: enough to tell where a headline can end.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

COMMAS = (",", "،")
STRONG_MARKS = (";", ":", "—", "–", "؛", "--", " -")
_EDGES = "\"'“”‘’«»„‚‹›()[]{}.,;:!?…،؛؟。、，；：！？।۔—–-* "
_OPENING = ("«", "“", "„", "(", "[")
_LISTS = (
    "link", "adjunct", "and", "between", "that", "of", "to", "bound", "verbs", "wants", "pronoun",
    "opens", "close", "have", "reports", "command", "on", "time", "today", "rules",
)  # fmt: skip
_OPENERS = (
    "link",
    "adjunct",
    "close",
    "and",
    "that",
    "of",
    "to",
)  # in order: the first list decides


@dataclass(frozen=True, slots=True)
class Words:
    """The function words of a language."""

    known: bool  # whether the language has lists at all
    lists: Mapping[str, frozenset[str]]
    roles: Mapping[str, str]  # word -> the list of openers that it is on
    ends: tuple[str, ...]  # endings of finite verbs
    closings: tuple[str, ...]  # endings of the words that close a verbal bracket
    loose: tuple[str, ...]  # endings of participles

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.lists[name]

    @property
    def elides(self) -> bool:
        """Whether an apostrophe parts two words: l'eau, qu'il."""
        return "elides" in self.lists["rules"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a sentence with its punctuation, and what it does."""

    raw: str
    opens: str  # link, adjunct, and, that, of, to, or nothing
    dangles: bool  # nothing ends with it
    wants: bool  # asks for an object
    verb: bool  # looks finite
    listed: bool  # a verb of the list, not of the endings
    name: bool  # has a capital or a figure
    word: str


@cache
def words_of(language: str) -> Words:
    """The lists of a language; empty ones where it has none."""
    base = language.split("-")[0].lower()
    table = _tables().get(base, {})
    lists = {name: frozenset(table.get(name, "").split()) for name in _LISTS}
    roles: dict[str, str] = {}
    for name in _OPENERS:
        for word in lists[name]:
            roles.setdefault(word, name)
    endings = (tuple(table.get(name, "*").split()) for name in ("ends", "closings", "loose"))
    return Words(bool(table), lists, roles, *endings)


@cache
def _tables() -> dict[str, dict[str, str]]:
    path = Path(__file__).with_name("clauses.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def bare(word: str) -> str:
    """A word as the lists have it: lower case, straight apostrophe, no punctuation round it."""
    return word.strip(_EDGES).replace("’", "'").lower()


def tokens_of(text: str, words: Words) -> tuple[Token, ...]:
    """The words of ``text``, by white space, with what they do.

    A mark that stands alone goes with the word before it, an opening one with the next.
    """
    joined: list[str] = []
    waiting = ""
    for raw in text.split():
        if raw in _OPENING:
            waiting = f"{waiting}{raw} "
        elif joined and not waiting and not any(map(str.isalnum, raw)):
            joined[-1] += f" {raw}"
        else:
            joined.append(waiting + raw)
            waiting = ""
    if waiting:
        joined.append(waiting.rstrip())
    starts_clause = [False, *(raw.endswith(COMMAS) for raw in joined)]
    return tuple(_token(raw, words, new) for raw, new in zip(joined, starts_clause, strict=False))


def _token(raw: str, words: Words, after_comma: bool) -> Token:
    word = bare(raw)
    first = last = word
    if words.elides and "'" in word and word not in words.roles:
        head, _, last = word.rpartition("'")
        first = head + "'"
    opens = words.roles.get(first, "")
    if opens == "link" and not after_comma and word in words["bound"]:
        opens = ""  # an article that can also be a relative: der, die, das
    listed = last in words["verbs"] or word in words["verbs"]
    start = raw.lstrip("\"'“‘«„([")[:1]
    return Token(
        raw=raw,
        opens=opens,
        dangles=not last or last in words.roles or last in words["bound"],
        wants=last in words["wants"],
        verb=listed or (len(last) > 4 and not start.isupper() and last.endswith(words.ends)),
        listed=listed,
        name=start.isupper() or start.isdigit(),
        word=word,
    )


def may_end(phrase: str, language: str) -> bool:
    """Whether a headline can end with the last word of ``phrase``."""
    tokens = tokens_of(" ".join(phrase.split()[-1:]), words_of(language))
    return bool(tokens) and not (tokens[-1].dangles or tokens[-1].wants)


def has_verb(phrase: str, language: str) -> bool:
    """Whether ``phrase`` seems to have a finite verb."""
    return any(token.verb for token in tokens_of(phrase, words_of(language)))
