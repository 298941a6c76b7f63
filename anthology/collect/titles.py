"""A headline for an article that has none, from its own words (stage 1 of 4, collect)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from anthology.collect.clauses import Words, bare, is_verb, words_of
from anthology.collect.headline import opening_furniture, split_headline
from anthology.collect.sentences import sentences

__all__ = ["split_headline", "supply_title"]

_LIMIT = 80  # columns: a full-width letter takes two, a mark none
_READ = 1500  # characters: the first sentences are in there


def supply_title(text: str, language: str) -> str:
    """A headline of at most 80 columns out of the first sentence (or the second) of ``text``.

    Its words are words of the text, in order. Empty only if the text is.
    """
    head = " ".join(text[: 4 * _READ].split())[:_READ].replace("\xad", "")
    body = head[opening_furniture(head, language) :]
    words = words_of(language)
    best = max(
        (_cut(sentence, order, words) for order, sentence in enumerate(_first(body, language))),
        key=lambda cut: cut.score,
        default=_Cut(0, ""),
    )
    return best.text or _at_word(head, words)


@dataclass(frozen=True, slots=True)
class _Cut:
    score: float
    text: str


def _first(body: str, language: str) -> tuple[str, ...]:
    return tuple(s for s in sentences(body, language) if s.strip())[:2]


def _cut(sentence: str, order: int, words: Words) -> _Cut:
    """The best headline in a sentence."""
    best = _Cut(-1000, "")
    for text, malus in _variants(sentence.strip(), words):
        for end, kind in _ends(text, words):
            piece = _trim(text[:end])
            if not piece or width(piece) > _LIMIT:
                continue
            score = kind - malus - 45 * order + _worth(piece, words)
            if score > best.score:
                best = _Cut(score, piece)
    return best


def _variants(sentence: str, words: Words) -> list[tuple[str, int]]:
    """The sentence, and without its brackets, its opening adjunct, its apposition."""
    plain = re.sub(r"\s*[(\[][^()\[\]]{0,120}[)\]]", "", sentence).strip()
    found = [(sentence, 0)] if plain == sentence else [(plain, 2), (sentence, 8)]
    for text, malus in tuple(found):
        comma = re.match(r"[^,،]{3,90}[,،] +", text)
        first = bare(text.split(" ", 1)[0])
        if comma and (first in words.link or first in words.adjunct):
            rest = text[comma.end() :]
            found.append((rest[:1].upper() + rest[1:], malus + 12))
    return found


def _ends(text: str, words: Words) -> list[tuple[int, int]]:
    """Where a headline might end, with the worth of the place."""
    found = [(len(text), 100)]
    for gap in re.finditer(r"\s+|(?<=[，、；：。！？])", text):
        if gap.start() > 4 * _LIMIT:
            break
        before, after = text[: gap.start()], text[gap.end() :]
        found.append((gap.start(), _place(before, after, words)))
    return found


def _place(before: str, after: str, words: Words) -> int:
    """What a place between two words is worth as the end of a headline."""
    word = bare(after.split(" ", 1)[0])
    last = before[-1:]
    if last in ";:；：" or before.endswith(("—", "–", " -")):
        return 80
    if last in ",،，、":
        return 68
    if word in words.link:
        return 60
    if word in words.adjunct:
        return 42
    if word in words.also:
        return 22
    return -20


def _worth(piece: str, words: Words) -> float:
    """What a headline is worth by itself: its length, its verb, its last word, its pairs."""
    tokens = piece.split()
    size = width(piece)
    worth = -abs(58 - size) * 0.5 - (40 if size < 20 else 0)
    if words.known:
        worth += 30 if any(is_verb(token, words) for token in tokens[1:]) else -30
        last = bare(tokens[-1])
        if last in words.bound or last in words.also or last in words.adjunct or last in words.link:
            worth -= 200
        if last in words.wants:
            worth -= 100
        if bare(tokens[0]) in words.pronoun:
            worth -= 15
        first = bare(tokens[0])
        if (first in words.link or first in words.adjunct) and "," not in piece:
            worth -= 60
    if any(piece.count(a) != piece.count(b) for a, b in ("“”", "«»", "()", "[]", "「」")):
        worth -= 150
    if piece.count('"') % 2:
        worth -= 150
    return worth


def _trim(piece: str) -> str:
    """Without the punctuation that a headline does not end with."""
    return piece.rstrip(" .,;:،؛。，、；：।۔—–-")


def _at_word(text: str, words: Words) -> str:
    """The last resort: as many whole words as fit."""
    tokens = text.split()
    while len(tokens) > 1 and width(" ".join(tokens)) > _LIMIT:
        tokens.pop()
    joined = " ".join(tokens)
    return _trim(joined) or joined


def width(text: str) -> int:
    """Columns that ``text`` takes: two for a full-width letter, none for a combining mark."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Cf")
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )
