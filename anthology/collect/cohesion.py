"""How strongly the sense turns between two sentences: openers, names, words in common."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from anthology.collect.clauses import bare, words_of
from anthology.collect.cuts import width

_QUOTES = '“«„「『"‘‹'
_WORD = re.compile(r"[^\W\d_][\w'’-]+")
_WINDOW = 3
_TERSE = 11  # words
# The credit of a picture belongs to its caption, the sentence before.
CREDIT_LINE = re.compile(
    r"\s*(?:Image|Photo|Picture|Video|Audio|Bild|Foto|Imagen|Imagem|Immagine) ?: "
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what the search for turns needs to know of it."""

    text: str
    words: int
    stems: frozenset[str]  # of its content words
    names: tuple[str, ...]  # capitalised words, the first word of the sentence included
    opener: str
    quotes: bool  # opens with a quotation
    speech: bool  # is a quotation in good part
    turn: float  # what its own words say: more than 0 turns away, less binds back


def read(text: str, language: str) -> Sentence:
    """What there is to know of a sentence, the white space after it included."""
    words = words_of(language)
    tokens = _WORD.findall(text)
    opener = bare(text.split(maxsplit=1)[0]) if text.strip() else ""
    lowered = (token.lower() for token in tokens if len(token) > 3)
    stems = frozenset(word[:6] for word in lowered if word not in words.roles)
    return Sentence(
        text,
        _count(text),
        stems,
        tuple(token for token in tokens if token[:1].isupper() and token.lower() != opener),
        opener,
        text.lstrip()[:1] in _QUOTES,
        _is_speech(text),
        _own_turn(text, opener, language),
    )


def turns(units: tuple[Sentence, ...]) -> tuple[float, ...]:
    """For every sentence, what a new paragraph before it is worth; about -3 to 3."""
    known: set[str] = set()
    found = []
    for at, unit in enumerate(units):
        worth = unit.turn
        if at:
            before = units[at - 1]
            worth += _drop(units, at)
            fresh = [name for name in unit.names[:3] if name not in known]
            worth += 0.5 if fresh else 0.0
            if unit.names[:1] and unit.names[:1] == before.names[:1]:
                worth -= 0.7
            worth += _quoting(before, unit) + _shortness(before, unit)
        known.update(unit.names)
        found.append(worth)
    return tuple(found)


def _quoting(before: Sentence, unit: Sentence) -> float:
    """A speech stays together and by the words that bring it in; after it the sense may turn."""
    if unit.quotes:
        return -0.7 if before.speech else -0.4
    return 0.5 if before.speech else 0.0


def _shortness(before: Sentence, unit: Sentence) -> float:
    """A short sentence announces what follows it: "Two leaders were missing."."""
    announces = unit.words <= _TERSE and not unit.quotes and unit.turn >= 0
    return (0.8 if announces else 0.0) - (
        2.0 if before.words <= _TERSE and before.turn >= 0 else 0.0
    )


def _drop(units: tuple[Sentence, ...], at: int) -> float:
    """-1 where the words go on, 1 where they are all new."""
    left: set[str] = set()
    for unit in units[max(0, at - _WINDOW) : at]:
        left |= unit.stems
    right: set[str] = set()
    for unit in units[at : at + _WINDOW]:
        right |= unit.stems
    least = min(len(left), len(right))
    if not least:
        return 0.0
    near = len(units[at - 1].stems & units[at].stems)
    return 0.8 - 3.0 * len(left & right) / least - 0.3 * min(near, 3)


def _is_speech(text: str) -> bool:
    start, end = text.find("“"), text.rfind("”")
    if start < 0:
        start, end = text.find("«"), text.rfind("»")
    if start < 0:
        start, end = text.find('"'), text.rfind('"')
    return 0 <= start < end and (end - start) * 3 > len(text)


def _own_turn(text: str, opener: str, language: str) -> float:
    lists = _openers(language)
    tokens = [bare(token) for token in text.split(maxsplit=7)[:7]]
    worth = -4.0 if CREDIT_LINE.match(text) else 0.0
    if opener in lists["lean"]:
        worth -= 2.0
    if opener in lists["turn"] or (len(tokens) > 1 and tokens[1] in lists["turn"]):
        worth += 1.2
    if opener in lists["yet"]:
        worth += 0.5
    if any(token in lists["also"] for token in tokens):
        worth -= 0.6
    return worth


@cache
def _openers(language: str) -> Mapping[str, frozenset[str]]:
    table = _tables().get(language.split("-")[0].lower(), {})
    return {
        name: frozenset(table.get(name, "").split()) for name in ("turn", "yet", "lean", "also")
    }


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("turns.toml").read_text(encoding="utf-8"))


def _count(text: str) -> int:
    """Words; in scripts without spaces, as many as the room would hold in Latin script."""
    spaced = len(text.split())
    return max(spaced, width(text) // 9)
