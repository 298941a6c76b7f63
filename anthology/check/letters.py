"""Text reduced to what must survive a change of medium: its letters and digits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from anthology.labels import labels, languages

# Scripts whose words cannot be read back from a PDF in order: those written from right to left
# are drawn in the order of the eye, and the shaped ones (a PDF maps glyphs, not letters, to text)
# move, join and split letters. Ranges of code points, by script; Source: Unicode, Blocks.txt.
_SHAPED = (
    (0x0590, 0x08FF),  # Hebrew, Arabic, Syriac, Thaana, N'Ko, Samaritan, Mandaic
    (0x0900, 0x0DFF),  # Devanagari to Sinhala
    (0x0F00, 0x109F),  # Tibetan, Myanmar
    (0x1700, 0x18AF),  # Philippine scripts, Khmer, Mongolian
    (0x1900, 0x1C4F),  # Limbu to Lepcha
    (0x1CD0, 0x1CFF),  # Vedic signs
    (0xA840, 0xABFF),  # Phags-pa to Meetei Mayek, but Cherokee
    (0xFB1D, 0xFDFF),  # Hebrew and Arabic presentation forms
    (0xFE70, 0xFEFE),
    (0x10800, 0x11FFF),  # right-to-left and Indic scripts of the supplementary plane
    (0x1E800, 0x1EFFF),
)


_SIGNS = re.compile(r"[\W_]+")  # all that is neither letter nor digit
_USUAL_SIGNS = "\u00a0\u202f‘’“”–—…"  # of texts that are plain but for these
_ASCII_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())


def reduce(text: str) -> str:
    """The letters and digits of ``text``, case kept, compatibility forms folded (ﬁ is f and i)."""
    plain = text
    for sign in "" if text.isascii() else _USUAL_SIGNS:
        plain = plain.replace(sign, " ")
    if plain.isascii():  # forty times as fast
        return plain.encode().translate(None, _ASCII_SIGNS).decode()
    return _SIGNS.sub("", unicodedata.normalize("NFKC", _own(text)))


def strip_marks(text: str) -> str:
    """``reduce`` without accents either: what is left where a font composes and splits letters."""
    return _SIGNS.sub("", unicodedata.normalize("NFKD", _own(text)))


def _own(text: str) -> str:
    """The text without what a printed book puts behind the words of links (layout/addresses.py)."""
    if "‹" not in text and "›" not in text:
        return text
    return _added().sub("", unicodedata.normalize("NFKC", text))  # as fonts may have shaped them


@cache
def _added() -> re.Pattern[str]:
    """``‹3›``, ``‹see page 87›``: figures and the labels' words only, lest an author's words be.

    The guillemets of lines from right to left are drawn the other way round, and words may be. What
    is taken is not given back: a long number could be cut in too many ways.
    """
    written = " ".join(labels(language)["see_page"] for language in languages())
    words = set(re.split(r"\{page\}|\s+", unicodedata.normalize("NFKC", written))) - {""}
    said = "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))
    return re.compile(rf"[‹›](?:(?:{said}|\d{{1,5}}|[ivxlcdm]{{1,9}})\s?)++[‹›]")


def is_shaped(text: str) -> bool:
    """Whether some letter is of a script whose order a PDF does not keep."""
    if text.isascii():
        return False
    return any(
        low <= ord(char) <= high for char in text if char > "\u058f" for low, high in _SHAPED
    )


@dataclass(frozen=True, slots=True)
class Flat:
    """A book's text, reduced, in reading order.

    ``starts`` gives for an id the offset in ``text`` where its part of the book begins,
    or, where a page is all that is known, the beginning of that page; ``ends`` is the
    same for the latest place where something that begins there may begin. ``breaks`` are the
    offsets at which pages end, in order.
    """

    text: str
    starts: Mapping[str, int] = field(default_factory=dict)
    ends: Mapping[str, int] = field(default_factory=dict)
    breaks: tuple[int, ...] = ()
