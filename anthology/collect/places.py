"""What the place between two words of a sentence is worth as the end of a headline."""

from __future__ import annotations

from collections.abc import Sequence

from anthology.collect.clauses import COMMAS, STRONG_MARKS, Token, Words

# Before which kind of word. Chosen by reading 279 titles in eleven languages, 2026-11.
_BEFORE = {
    "link": 60, "adjunct": 40, "close": 26, "and": 40, "to": 44, "that": 0, "of": -45, "": -70,
}  # fmt: skip
_LIST_WORDS = 6


def place_after(tokens: Sequence[Token], at: int, words: Words) -> float:
    """What it is worth to end after ``tokens[at]``, which is not the last; -70 to 72."""
    raw = tokens[at].raw.rstrip('"”’»')
    after = tokens[at + 1]
    if raw.endswith(("–", "-")) and after.word[:1].isdigit():
        return -70  # a score or a span: 1 – 0
    if raw.endswith(STRONG_MARKS) or after.raw[:1] in "–—":
        return 72
    if raw.endswith(COMMAS):
        if after.opens == "that" and "comma" in words["rules"]:
            return 10
        loose = after.opens in ("link", "and") or after.verb or after.word.endswith(words.loose)
        return 66 if loose else 54 - 20 * _in_list(tokens, at)
    if not words.known:
        return 10 if len(after.word) <= 3 and not after.name else -20
    return _between_words(tokens, at, words)


def _between_words(tokens: Sequence[Token], at: int, words: Words) -> float:
    after = tokens[at + 1]
    follower = tokens[at + 2] if len(tokens) > at + 2 else after
    if after.opens == "to":
        return _before_to(tokens, at, follower, words)
    if after.opens == "and":
        paired = any(token.word in words["between"] for token in tokens[: at + 1])
        return -40 if paired or follower.word in ("more", "less") else _BEFORE["and"]
    if not after.opens and not after.name and after.word.endswith(words.loose):
        return 25  # "the discovery of a particle resembling ..."
    waits = after.opens in ("adjunct", "close") and at and _wants_object(tokens, at, words)
    return _BEFORE[after.opens] - (40 if waits else 0)


def _before_to(tokens: Sequence[Token], at: int, follower: Token, words: Words) -> float:
    """ "to" may open an infinitive, which some verbs need: asked them to pay."""
    if follower.name or follower.dangles:
        return _BEFORE["close"]
    if tokens[at - 1].listed or any(token.word in words["command"] for token in tokens[: at + 1]):
        return -30
    return _BEFORE["to"]


def _wants_object(tokens: Sequence[Token], at: int, words: Words) -> bool:
    """Whether a participle still waits for its object: "a présenté [dans le cadre ...]"."""
    return tokens[at - 1].word.rpartition("'")[2] in words["have"] and not tokens[at].name


def _in_list(tokens: Sequence[Token], at: int) -> bool:
    """Whether the comma after a token stands in an enumeration."""
    for ahead, token in enumerate(tokens[at + 1 : at + 1 + _LIST_WORDS]):
        if token.opens == "and":
            return True
        if token.verb or token.opens == "link" or (token.raw.endswith(",") and ahead > 3):
            return False
    return False
