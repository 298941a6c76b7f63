"""One of an article's texts, read: its words and its runs of capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from anthology.edit.people.esperanto import bare_run
from anthology.edit.people.lexicon import lexicon
from anthology.edit.people.peoples import FAMILY_FIRST
from anthology.edit.people.tokens import PARTICLES, Token, runs_of, tokens_of
from anthology.edit.people.words import words

# Languages in which de, di, du, da, van and their like are the usual prepositions.
_PREPOSITIONS = frozenset({"fr", "es", "it", "pt", "ca", "gl", "ro", "eo", "oc", "la", "nl"})
_AND = frozenset({"e", "y", "i"})
_GERMAN_ARTICLES = frozenset({"das", "dem", "den", "der", "des", "die", "zum", "zur"})
_OF_FATHERS = frozenset({"ben", "bin", "ibn", "bint", "al", "el", "abu", "ould"})
_WEEKDAYS = words("weekdays")
_DAYS = words("days")
_BEFORE_DAYS = frozenset(
    {"by", "for", "from", "in", "last", "next", "on", "since", "this", "till", "until"}
)
_OTHER_LETTERS = re.compile(r"[\u0370-\u052f]")  # Greek and Cyrillic
_LATIN_LETTERS = re.compile(r"[A-Za-z\u00c0-\u024f]")


@dataclass(frozen=True, slots=True)
class Line:
    """A text in words; ``leaf`` as in Found."""

    leaf: int
    text: str
    tokens: list[Token]
    runs: list[tuple[int, int]]
    language: str = "en"

    @classmethod
    def of(cls, leaf: int, text: str, language: str = "en") -> Line:
        """Read a text."""
        tokens = tokens_of(text)
        runs = runs_of(tokens, language not in _PREPOSITIONS)
        if language == "eo":
            runs = [part for run in runs for part in _parted(tokens, *run)]
        elif language in _PREPOSITIONS or language == "de":
            runs = [part for run in runs for part in _named_apart(tokens, *run, language)]
        runs = [(_opening(tokens, a, b), b) for a, b in runs]
        runs = [
            part
            for a, b in runs
            for part in (_past_place(tokens, a, b) if b - a > 2 else ((a, b),))
        ]
        if not text.isascii() and _is_latin(text):
            # "Alexander Gradsky (Александр Градский)": the name's own spelling, not another name
            runs = [(a, b) for a, b in runs if not _OTHER_LETTERS.match(tokens[a].text)]
        return cls(leaf, text, tokens, runs, language)


def _parted(tokens: list[Token], a: int, b: int) -> Iterator[tuple[int, int]]:
    """A run cut at its particles: in Esperanto "de" is no part of a name, nor is Ankaŭ."""
    start = a
    for n in range(a, b + 1):
        if n == b or not tokens[n].capital:
            if n > start:
                first, last = bare_run([t.key for t in tokens[start:n]])
                yield start + first, start + last
            start = n + 1


def _named_apart(tokens: list[Token], a: int, b: int, language: str) -> Iterator[tuple[int, int]]:
    """A run cut where a particle or an office is none of the name: Falcone e Paolo Borsellino.

    "März von Julian Nagelsmann" and "Finanzministerin Karin Keller-Sutter" are cut, too; the name
    of Ursula von der Leyen is not, for what follows the particle is no given name.
    """
    known = lexicon(language)
    start = a
    while language == "de" and b - start > 1 and tokens[start].key in _GERMAN_ARTICLES:
        start += 1  # das Feld, Der Anbieter
    a = start
    for n in range(a + 1, b):
        given = tokens[n].capital and "G" in known.get(tokens[n].key, "")
        more = n + 1 < b and (tokens[n + 1].capital or n + 2 < b)
        before = tokens[n - 1]
        particle = not before.capital and (more or before.key in _AND)
        particle = particle and before.key not in _OF_FATHERS
        given = given or (tokens[n].capital and tokens[n - 2].key in _AND and particle)
        flags = known.get(before.key, "K")
        common = language == "de" and flags == "K2"  # every German noun has a capital
        office = before.capital and more and ("r" in flags or common)
        if given and (particle or office):
            end = n - 1
            while end > start and not tokens[end - 1].capital:
                end -= 1
            if end > start:
                yield start, end
            start = n
    yield start, b


def _opening(tokens: list[Token], a: int, b: int) -> int:
    """Index of the run's first word that can be a name's: not "And", "When", "The" as first words.

    What opens a sentence has its capital from there. "Will", "An" and "So" can be names.
    """
    known = lexicon()
    while b - a > 1 and tokens[a].opens:
        if tokens[a].key in _WEEKDAYS and b - a > 2:
            a += 1  # Domenica Mario Draghi ha consegnato la campanella
            break
        flags = known.get(tokens[a].key, "")
        if "z" not in flags or "G3" in flags or "S3" in flags:
            break
        if tokens[a].key in FAMILY_FIRST or tokens[a].key in PARTICLES:
            break
        if any(c in flags for c in "trmoxln") or "." in tokens[a].text:
            break
        a += 1
    return a


def _past_place(tokens: list[Token], a: int, b: int) -> Iterator[tuple[int, int]]:
    """A run of three words and more, cut after its day or place: by Sunday Colm Kelleher had it.

    "In Ohio J. D. Vance" is cut, "in Georgia Tech Square" and "in Sydney Pollack's film" are not.
    """
    before = tokens[a - 1].key if a and tokens[a].gap == " " else ""
    if before in _BEFORE_DAYS and _runs_on(tokens, a, b):
        yield a, a + 1
        a += 1
    yield a, b


def _runs_on(tokens: list[Token], a: int, b: int) -> bool:
    """Whether a name follows the day or the place that is the first word of a run."""
    known = lexicon()
    if tokens[a].key in _WEEKDAYS or tokens[a].key in _DAYS:
        return True
    place, first = known.get(tokens[a].key, ""), known.get(tokens[a + 1].key, "")
    if "PA" not in place or any("i" in known.get(" ".join(t.key for t in tokens[a:n]), "")
                                for n in (a + 2, a + 3)):  # fmt: skip
        return False
    initial = tokens[a + 1].text.endswith(".") and len(tokens[a + 1].key) < 5
    given = "G3" in first or "G2" in first
    rest = [known.get(t.key, "") for t in tokens[a + 1 : b]]
    office = tokens[a + 1].capital and ("r" in first or "t" in first)
    things = any(mark in flags for flags in rest for mark in ("PA", "PB", "o", "l", "x"))
    return (initial or given or office) and not things


def _is_latin(text: str) -> bool:
    """Whether a text is written in Latin letters, but for a word here and there."""
    other = len(_OTHER_LETTERS.findall(text))
    return not other or other * 3 < len(_LATIN_LETTERS.findall(text))
