"""Whether the beginning of a sentence stands by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from anthology.collect.clauses import COMMAS, STRONG_MARKS, Token, Words


@dataclass(frozen=True, slots=True)
class Beginning:
    """The first tokens of a sentence, and what a reading of them in order has found."""

    tokens: Sequence[Token]  # these alone
    after: Token | None  # the next one; None: the sentence ends here
    verbs: int  # finite verbs after the first word
    clause_open: bool  # the last "that" or "which" has no verb yet


def lacks(beginning: Beginning, words: Words) -> float:
    """What is missing for it to stand by itself, from 0 (nothing) to some hundreds."""
    tokens, whole = beginning.tokens, beginning.after is None
    if not words.known:
        return 60.0 if len(tokens[-1].word) <= 2 and not whole else 0.0
    missing = _opening(tokens, words)
    if words["verbs"]:
        missing += 70 if not beginning.verbs else 90 * beginning.clause_open
    if beginning.after is not None:
        missing += _ending(tokens, beginning.after, words)
    return missing


def _opening(tokens: Sequence[Token], words: Words) -> float:
    first = tokens[0]
    missing = 20.0 if first.word in words["pronoun"] else 0.0
    missing += 30 if first.raw[:1].islower() else 0
    if first.opens in ("link", "adjunct", "close"):
        missing += 12 if _has_main_clause(tokens, words) else 70
    return missing


def _ending(tokens: Sequence[Token], after: Token, words: Words) -> float:
    last, rules = tokens[-1], words["rules"]
    missing = 200.0 if last.dangles else 0.0
    missing += 90 if last.wants or last.word in words["reports"] else 0
    if "last" in rules:  # the verb comes last: end with one, and after all of it
        return missing + (-25 if last.verb and not after.verb else 25)
    missing += 40 if last.listed else 0
    return missing + (70 if "bracket" in rules and _bracket_open(tokens, words) else 0)


def _has_main_clause(tokens: Sequence[Token], words: Words) -> bool:
    """Whether there is a clause after the comma that ends an opening adjunct."""
    for at, token in enumerate(tokens):
        if token.raw.endswith(COMMAS):
            rest = tokens[at + 1 :]
            return len(rest) >= 4 and (not words["verbs"] or any(t.verb for t in rest[1:]))
    return False


def _bracket_open(tokens: Sequence[Token], words: Words) -> bool:
    """Whether a verbal bracket opens and does not close: hat ... zurückgewiesen."""
    last = tokens[-1]
    if not any(token.word in words["opens"] for token in tokens):
        return False
    participle = last.word.endswith(words.closings) and last.word not in words["opens"]
    return (last.name or not participle) and not last.raw.endswith((*COMMAS, *STRONG_MARKS))
