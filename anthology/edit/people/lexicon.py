"""What is known of words before any text is read: names, places, offices, common words.

The compiled file is made by ``tools/make_lexicon.py``; a word's flags are letters:

    G1..G3 given name    S1..S3 family name    PA..PC place, A the best known
    K1..K3 common word in lower case, 1 the most frequent    h noun for a person
    t title  r office  m modifier of an office  v verb of speech or deed  w word said of persons
    i a famous person, by this name alone  c country  u part of a famous person's name
    q given name of women only  k of men only  e Spanish given name  s Spanish family name
    a given name usual in English  y several words that look like a person and are none
    o organisation  l landscape and buildings  x other things  d month or day  n nation  z stop word
"""

from __future__ import annotations

import gzip
import sys
import unicodedata
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PLACE = "P"
WORDS_OF = ("de", "fr", "es", "it", "pt", "nl")
_GERMAN_ENDINGS = (
    "ung",
    "ungen",
    "heit",
    "keit",
    "heiten",
    "keiten",
    "schaft",
    "tion",
    "tionen",
    "itat",
)
SECTIONS = MappingProxyType(
    {
        "title": "t",
        "role": "r",
        "rolemod": "m",
        "say": "v",
        "person-verb": "w",
        "org": "o",
        "place": "l",
        "thing": "x",
        "month": "d",
        "nation": "n",
        "stop": "z",
        "phrase": "y",
        "famous": "i",
        "surname": "f",
        "given": "g",
    }
)
_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "’": "'",
        "‘": "'",
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff"),
    }
)


def fold(word: str) -> str:
    """Lower case without accents, with straight apostrophes: the form the lexicon's keys have."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LETTERS)


@cache
def _english() -> dict[str, str]:
    data = (files(__package__) / "lexicon.txt.gz").read_bytes()
    fields = gzip.decompress(data).decode("utf-8").replace("\n", "\t").split("\t")
    return dict(zip(fields[::2], map(sys.intern, fields[1::2]), strict=False))  # the last is empty


@cache
def lexicon(language: str = "en") -> Mapping[str, str]:
    """Every known word with its flags; about 0.15 s and 40 MB on first use.

    ``language`` adds the common words of German, French, Spanish, Italian, Portuguese or Dutch,
    which a capital at the head of a sentence, or any German noun, would else make look like names.
    """
    if language not in WORDS_OF:
        return _english()
    data = (files(__package__) / f"common-{language}.txt.gz").read_bytes()
    common = frozenset(gzip.decompress(data).decode("utf-8").split())
    english = _english()
    table = {
        w: english[w] + "K2" if w in english else "K2" for w in common if _plain(english.get(w, ""))
    }
    if language not in {"de", "nl"}:
        return {**english, **table}
    return _Compounding({**english, **table}, common if language == "de" else frozenset())


def _plain(flags: str) -> bool:
    """Whether a word is no usual name, so that being common elsewhere may be held against it."""
    return not any(mark in flags for mark in ("G3", "G2", "S3", "K", "i"))


class _Compounding(dict[str, str]):
    """The German or Dutch lexicon: a word that ends in an office is one, too (Finanz-minister).

    In German one that ends in a common noun is common.
    """

    def __init__(self, words: Mapping[str, str], nouns: frozenset[str]) -> None:
        super().__init__(words)
        self._nouns = nouns

    def get(self, key: str, default: str = "") -> str:  # type: ignore[override]  # str only
        """The flags of a word or, for a compound, those of a common word."""
        found = super().get(key)
        if found not in {None, "K2"}:
            return found
        if len(key) > 7 and any("r" in dict.get(self, key[n:], "") for n in range(3, len(key) - 3)):
            return "K2r"
        if self._nouns and len(key) > 6 and key.endswith(_GERMAN_ENDINGS):
            return "K2"
        if len(key) > 8 and any(key[n:] in self._nouns for n in range(4, len(key) - 3)):
            return "K2"
        return default if found is None else found


def trigrams(word: str) -> list[str]:
    """The letters of a folded word in threes, its ends marked: ^ke ker err rry ry$."""
    padded = f"^{word}$"
    return [padded[i : i + 3] for i in range(len(padded) - 2)]


@cache
def _letters() -> Mapping[str, tuple[float, float]]:
    """What three letters speak for; see ``tools/make_lexicon.py``."""
    data = (files(__package__) / "letters.txt.gz").read_bytes()
    rows = (line.split("\t") for line in gzip.decompress(data).decode("utf-8").splitlines())
    return {gram: (float(a), float(b)) for gram, a, b in rows}


def looks(word: str) -> tuple[int, int]:
    """How far a folded word looks like a name, not a common word and not a place; -2 to 2 each."""
    table = _letters()
    a = b = 0.0
    for gram in trigrams(word):
        x, y = table.get(gram, (0.5, 0.2))
        a += x
        b += y
    return _step(a), _step(b)


def _step(score: float) -> int:
    return -2 if score < -2 else -1 if score < -0.5 else 0 if score < 0.5 else 1 if score < 2 else 2
