"""The best headline in a sentence: where it can end, and what it is worth."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from anthology.collect.clauses import COMMAS, Token, Words
from anthology.collect.places import place_after
from anthology.collect.standing import Beginning, lacks

LIMIT = 80  # columns: a full-width letter takes two, a mark none
_WHOLE = 92.0  # what the end of the sentence is worth
_PAIRS = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"))
_TRIM = " .,;:،؛。，、；：।۔—–-\u200e\u200f\u200b"
_INNER_STOP = re.compile(r"(?<!\.)[.,;।۔]([\"”’»']+)$")


@dataclass(frozen=True, slots=True)
class Cut:
    """A headline and what it is worth; 40 and more is a good one."""

    worth: float
    text: str


def best_cut(tokens: Sequence[Token], malus: float, words: Words) -> Cut:
    """The best headline that begins with the first token."""
    best = Cut(-1000.0, "")
    size, verbs, names, opener, verb_at = -1, 0, 0, -1, -1
    for at, token in enumerate(tokens):
        size += 1 + width(token.raw)
        if size > LIMIT + 3:
            break
        if at and token.opens in ("link", "that"):
            opener = at
            malus += 12 * tokens[at - 1].raw.endswith(COMMAS)  # a loose clause says less
        if at and token.verb and not _describes(tokens, at):
            verbs, verb_at = verbs + 1, at
        names += token.name and at > 0
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        place = place_after(tokens, at, words) if after else _WHOLE
        worth = place - malus + min(names, 3) * 3 + _length(size, whole=after is None)
        if worth <= best.worth or place < -60:
            continue
        worth -= lacks(Beginning(tokens[: at + 1], after, verbs, opener > verb_at), words)
        piece = " ".join(each.raw for each in tokens[: at + 1])
        if worth > best.worth and not _unpaired(piece):
            piece = _trim(piece)
            if piece and width(piece) <= LIMIT:
                best = Cut(worth, piece)
    return best


def _describes(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word with a verb's ending is a participle that only describes: ", built for"."""
    before = tokens[at - 1]
    return not tokens[at].listed and (before.raw.endswith(COMMAS) or before.dangles)


def _length(size: int, *, whole: bool) -> float:
    """What the length is worth: 45 to 75 columns are best."""
    if size >= 45:
        return (min(size, 72) - 45) * 0.4
    short = (20.0 if size < 28 and not whole else 0.0) + (40.0 if size < 16 else 0.0)
    return (size - 45) * (0.6 if whole else 1.2) - short


def _unpaired(piece: str) -> bool:
    """Whether a quotation or a bracket is open, or closes what was not opened."""
    if piece.count('"') % 2:
        return True
    if "„" in piece:  # „German“, „Hebrew“ or „Polish”
        return piece.count("„") != piece.count("“") + piece.count("”")
    return any(piece.count(a) != piece.count(b) for a, b in _PAIRS)


def _trim(piece: str) -> str:
    """Without the punctuation that a headline does not end with; "D.C." keeps its full stop."""
    cut = piece.rstrip(_TRIM)
    if piece[len(cut) : len(cut) + 1] == "." and "." in cut.rpartition(" ")[2]:
        return cut + "."
    return _INNER_STOP.sub(r"\1", cut)


def width(text: str) -> int:
    """Columns that ``text`` takes."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(letter: str) -> int:
    if letter < "\u0300":
        return 1
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
