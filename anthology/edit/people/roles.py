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
# Lower-case nouns and adjectives that belong to an office after them: climate envoy, opposition leader.
_BELONGING = frozenset(
    """climate energy police opposition party prison hospital school church trade labor labour union football basketball baseball soccer tennis
    cricket hockey rugby golf boxing film movie music pop rock rap hip-hop jazz folk country opera tech technology software media news newspaper
    television radio oil gas mining steel car auto airline shipping banking bank insurance wildlife animal human rights civil peace war army navy
    air force military space election campaign budget science chemistry physics biology history art fashion street crime drug cartel gang mafia
    rebel militia guerrilla separatist regional local provincial county city town village district borough municipal community tribal religious
    spiritual political social economic environmental medical legal academic corporate business industry research government ruling outgoing
    incumbent interim longtime long-time veteran retired prominent leading renowned famous celebrated award-winning exiled jailed imprisoned
    detained ousted deposed elected newly self-styled far-right far-left right-wing left-wing centrist populist nationalist communist socialist
    liberal conservative moderate hardline reformist presidential parliamentary congressional mayoral gubernatorial press public private star
    first second third two-time three-time four-time fellow female male women's men's youth team club olympic world cup land property
    real estate family defence defense finance foreign interior health justice education transport culture tourism agriculture fisheries water
    housing immigration security intelligence home prime vice deputy chief senior junior general managing executive co""".split()
)
_TIERS = str.maketrans("", "", "K123")
_COMPASS = frozenset("north south east west northern southern eastern western central new".split())
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
    if token.capital and token.key in _COMPASS:
        return True
    if any(c in flags for c in "mnrt") and not (
        "z" in flags or ("v" in flags and not token.capital)
    ):
        return True
    if "z" in flags or "v" in flags or token.key in _DETERMINERS:
        return False
    if token.capital:
        only_common = not flags.translate(_TIERS)
        return not (token.opens and "K" in flags and only_common)
    if "h" in flags and not token.key.endswith("s"):
        return True
    return token.key in _BELONGING or ("-" in token.text and token.text[0].isalpha())


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
