"""What the text says a person is: the office before the name, or the words set off after it.

Exact words of the text, in the shortest form that stands alone: "US climate envoy" before John
Kerry, "mayor of Georgetown" after Austin Powell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from anthology.edit.people.tokens import Token

_COURTESY = frozenset(
    "mr mr. mrs mrs. ms ms. miss mx mx. mister madam mme mme. mlle monsieur m. mm. sir dame lord lady dr dr. herr frau senor senora sr sr. sra sra. "
    "signor signora don dona st st. saint jr sr san santo father brother sister hon hon. pak bu ibu u a".split()
)
_LINKS = frozenset(
    {"of", "for", "and", "to", "de", "del", "di", "du", "des", "the", "der", "fur", "pour", "para"}
)
_WORDS_BEFORE = 8
_WORDS_AFTER = 12
_AFTER_END = re.compile(r"[,.;:)—–\n!?\"”]| - ")
_DETERMINERS = frozenset(
    {
        "a",
        "an",
        "the",
        "his",
        "her",
        "their",
        "its",
        "our",
        "my",
        "your",
        "un",
        "une",
        "le",
        "la",
        "der",
        "die",
        "das",
        "el",
        "il",
        "de",
        "het",
    }
)


def role_before(text: str, tokens: Sequence[Token], i: int, known: Mapping[str, str]) -> str:
    """The office that stands right before word ``i``, as written; "" if none does."""
    j = i - 1
    if j < 0 or not _close(tokens[i].gap):
        return ""
    if not _office(tokens[j], known) and not _of_office(tokens, j, known):
        return ""
    start = j
    while (
        start > 0
        and j - start < _WORDS_BEFORE
        and _close(tokens[start].gap)
        and _belongs(tokens, start - 1, known)
    ):
        start -= 1
    while start <= j and (tokens[start].key in _LINKS or tokens[start].key in _DETERMINERS):
        start += 1
    while start <= j and tokens[start].key in _COURTESY:
        start += 1
    while j >= start and tokens[j].key in _COURTESY:
        j -= 1
    if j < start or not any(_office(t, known) for t in tokens[start : j + 1]):
        return ""
    return text[tokens[start].start : tokens[j].end]


def _close(gap: str) -> bool:
    """Whether only a space, or the possessive of the word before, lies between."""
    return gap.strip() == "" and "\n" not in gap


def _office(token: Token, known: Mapping[str, str]) -> bool:
    flags = known.get(token.key, "")
    if token.key in _COURTESY:
        return False
    return (
        "r" in flags
        or ("h" in flags and not token.capital and "z" not in flags)
        or ("t" in flags and token.capital)
    )


def _of_office(tokens: Sequence[Token], j: int, known: Mapping[str, str]) -> bool:
    """Whether word ``j`` ends "Secretary of State", "Minister for Foreign Affairs"."""
    if not tokens[j].capital or tokens[j].opens:
        return False
    k = j
    while (
        k > 0
        and j - k < 4
        and (tokens[k].capital or tokens[k].key in {"of", "for", "and", "the"})
        and _close(tokens[k].gap)
    ):
        if tokens[k].key in {"of", "for"} and _office(tokens[k - 1], known):
            return True
        k -= 1
    return False


def _belongs(tokens: Sequence[Token], k: int, known: Mapping[str, str]) -> bool:
    """Whether word ``k`` can be part of the office that follows it."""
    token = tokens[k]
    flags = known.get(token.key, "")
    if token.key in {"of", "for"}:
        return k > 0 and tokens[k - 1].capital and _office(tokens[k - 1], known)
    if token.key in {"and", "the"}:
        return k > 1 and tokens[k].key == "the" and tokens[k - 1].key in {"of", "for"}
    if any(c in flags for c in "mnrthd") and "z" not in flags:
        return True
    if "z" in flags or "v" in flags or token.key in _DETERMINERS:
        return False
    if token.capital:
        return not (
            token.opens and "K" in flags and not flags.translate({ord(c): None for c in "K123"})
        )
    return (
        "K1" in flags
        and not token.key.endswith(("ly", "ing", "ed"))
        and len(token.key) > 3
        and "r" in known.get(tokens[k + 1].key, "")
    )


def role_after(text: str, tokens: Sequence[Token], j: int, known: Mapping[str, str]) -> str:
    """The office set off by commas after the name that ends before word ``j``; "" if none is."""
    if (
        j >= len(tokens)
        or tokens[j].gap.strip() not in {",", "(", "–", "—"}
        or "\n" in tokens[j].gap
    ):
        return ""
    begin = j
    while begin < len(tokens) and begin - j < 2 and tokens[begin].key in _DETERMINERS:
        begin += 1
    end = begin
    while end < len(tokens) and end - begin < _WORDS_AFTER:
        if end > begin and _AFTER_END.search(tokens[end].gap):
            break
        end += 1
    closed = end == len(tokens) or (end > begin and _AFTER_END.search(tokens[end].gap))
    if not closed or end == begin:
        return ""
    words = tokens[begin:end]
    if words[0].key in {
        "who",
        "which",
        "whose",
        "and",
        "but",
        "or",
        "said",
        "says",
        "in",
        "at",
        "on",
        "with",
        "as",
        "when",
        "where",
        "after",
        "before",
    }:
        return ""
    head = next((n for n, t in enumerate(words[:5]) if _office(t, known)), None)
    if head is None or any("v" in known.get(t.key, "") for t in words[: head + 1]):
        return ""
    if words[0].text[0].isdigit() or any(
        t.key in {"said", "is", "was", "has", "had", "were"} for t in words
    ):
        return ""
    return text[words[0].start : words[-1].end]
