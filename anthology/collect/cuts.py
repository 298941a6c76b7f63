"""The best headline in a sentence: where it can end, and what it is worth."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from anthology.collect.clauses import Token, Words

LIMIT = 80  # columns: a full-width letter takes two, a mark none
_STRONG = (";", ":", "—", "–", "؛", "--", " -", "…")
_COMMA = (",", "،")
_END = ".!?…؟।۔"
_PAIRS = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"))
_TRIM = " .,;:،؛。，、；：।۔—–-"
# What the place before a word is worth. Chosen by reading 350 titles in eleven languages.
_BEFORE = {
    "link": 58, "adjunct": 34, "close": 20, "and": 36, "to": 42, "that": 0, "of": -45, "": -70,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cut:
    """A headline and what it is worth; 60 and more is a good one."""

    worth: float
    text: str


def best_cut(tokens: Sequence[Token], malus: float, words: Words) -> Cut:
    """The best headline that begins with the first token."""
    best, size, verbs, opener, verb_at = Cut(-1000.0, ""), -1, 0, -1, -1
    names = 0
    for at, token in enumerate(tokens):
        size += 1 + width(token.raw)
        if size > LIMIT + 1 and best.text:
            break
        if token.opens in ("link", "that") and at:
            opener = at
        if token.verb and at and not _participle(tokens, at):
            verbs += 1
            verb_at = at
        names += token.name and at > 0
        whole = at == len(tokens) - 1
        place = 100.0 if whole else _place(token, tokens, at, words)
        if place < -60:
            continue
        worth = place - malus + min(names, 3) * 3 + _length(size, whole)
        worth += _stands(tokens, at, verbs, opener > verb_at, whole, words)
        if worth <= best.worth:
            continue
        piece = " ".join(each.raw for each in tokens[: at + 1])
        if _unpaired(piece):
            continue
        piece = _trim(piece)
        if piece and width(piece) <= LIMIT:
            best = Cut(worth, piece)
    return best


def _place(token: Token, tokens: Sequence[Token], at: int, words: Words) -> float:
    """What the place after a token is worth as the end of a headline."""
    after = tokens[at + 1]
    raw = token.raw.rstrip('"”’»')
    if raw.endswith(_STRONG) or after.raw[:1] in "–—":
        return 72
    if raw.endswith(_COMMA):
        if after.opens in ("link", "and") or after.verb or after.word.endswith(words.loose):
            return 66
        return 54 - 20 * _in_list(tokens, at)
    if not words.known:
        return 10 if len(after.word) <= 3 and not after.name else -20
    follower = tokens[at + 2] if len(tokens) > at + 2 else after
    if after.opens == "to":
        return _before_to(tokens, at, follower, words)
    if after.opens == "and":
        return _before_and(tokens, at, follower, words)
    value = _BEFORE[after.opens]
    if after.opens in ("adjunct", "close") and at and _transitive(tokens, at, words):
        value -= 40
    return value


def _before_to(tokens: Sequence[Token], at: int, follower: Token, words: Words) -> float:
    if follower.name or follower.dangles:
        return _BEFORE["close"]
    if tokens[at - 1].listed or any(t.word in words["command"] for t in tokens[: at + 1]):
        return -30
    return _BEFORE["to"]


def _before_and(tokens: Sequence[Token], at: int, follower: Token, words: Words) -> float:
    if any(t.word in words["between"] for t in tokens[: at + 1]) or follower.word in (
        "more",
        "less",
    ):
        return -40
    return _BEFORE["and"]


def _transitive(tokens: Sequence[Token], at: int, words: Words) -> bool:
    """Whether a participle still waits for its object: "a présenté [dans le cadre ...]"."""
    return tokens[at - 1].word.rpartition("'")[2] in words["have"] and not tokens[at].name


def _in_list(tokens: Sequence[Token], at: int) -> bool:
    """Whether the comma after a token stands in an enumeration."""
    for ahead, token in enumerate(tokens[at + 1 : at + 7]):
        if token.opens == "and":
            return True
        if token.verb or token.opens == "link":
            return False
        if token.raw.endswith(",") and ahead > 3:
            return False
    return False


def _participle(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word with a verb's ending is one that only describes: ", built for"."""
    if tokens[at].listed:
        return False
    before = tokens[at - 1]
    return before.raw.endswith(_COMMA) or before.dangles


def _stands(
    tokens: Sequence[Token], at: int, verbs: int, open_clause: bool, whole: bool, words: Words
) -> float:
    """What is missing from a headline for it to stand by itself, as a malus."""
    if not words.known:
        return -60.0 if len(tokens[at].word) <= 2 and not whole else 0.0
    first, last = tokens[0], tokens[at]
    worth = 0.0
    if words["verbs"]:
        worth -= 70 if not verbs else 0
        worth -= 60 if open_clause and verbs else 0
    if last.dangles and not whole:
        worth -= 200
    if last.wants and not whole and not last.raw.endswith(_COMMA):
        worth -= 90
    if last.listed and not whole and "last" not in words["rules"]:
        worth -= 40
    if first.word in words["pronoun"]:
        worth -= 20
    if first.raw[:1].islower():
        worth -= 30
    if first.opens in ("link", "adjunct"):
        worth -= 12 if any(t.raw.endswith(_COMMA) for t in tokens[:at]) else 60
    if "last" in words["rules"] and not whole:
        worth += 25 if last.verb and not tokens[at + 1].verb else -25
    if "bracket" in words["rules"] and not whole:
        worth -= _bracket(tokens, at, words)
    return worth


def _bracket(tokens: Sequence[Token], at: int, words: Words) -> float:
    """The malus of a verbal bracket that opens and does not close: hat ... zurückgewiesen."""
    last = tokens[at]
    if not any(token.word in words["opens"] for token in tokens[: at + 1]):
        return 0
    closed = (
        not last.name and last.word.endswith(words.closings) and last.word not in words["opens"]
    )
    return 0 if closed or last.raw.endswith((*_COMMA, *_STRONG)) else 70


def _length(size: int, whole: bool) -> float:
    """What the length is worth: 45 to 75 columns are best."""
    if size < 45:
        return (size - 45) * (0.6 if whole else 1.2)
    return (min(size, 72) - 45) * 0.3


def _unpaired(piece: str) -> bool:
    """Whether a quotation or a bracket is open, or closes what was not opened."""
    if any(piece.count(a) != piece.count(b) for a, b in _PAIRS[:4]):
        return True
    return piece.count('"') % 2 == 1


def _trim(piece: str) -> str:
    """Without the punctuation that a headline does not end with; "D.C." keeps its full stop."""
    cut = piece.rstrip(_TRIM)
    if piece[len(cut) : len(cut) + 1] == "." and "." in cut.rpartition(" ")[2]:
        return cut + "."
    return cut


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
