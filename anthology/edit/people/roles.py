"""What the text says a person is: the office before the name, or the words set off after it.

Exact words of the text, in the shortest form that stands alone: "US climate envoy" before John
Kerry, "mayor of Georgetown" after Austin Powell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from anthology.edit.people.tokens import Token
from anthology.edit.people.words import words as words_of

COURTESY = words_of("courtesy")
_LINKS = words_of("links-in-a-role")
_OF = words_of("of-elsewhere")  # de, del, des, von: what "of" and "of the" are in other languages
_THE = words_of("the-elsewhere")
# Lower-case words that belong to an office after them: climate envoy, opposition leader.
_BELONGING = words_of("of-an-office")
_SET_OFF = frozenset({",", "(", "–", "—"})
_VERBS = frozenset({"said", "is", "was", "has", "had", "were", "are", "have"})
_NO_ROLE_OPENS = words_of("ends-a-role") - {"of", "then"} | frozenset(
    {
        "y",
        "e",
        "et",
        "und",
        "en",
        "ou",
        "oder",
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
    }
    | {"when", "where", "after", "before", "citing", "including", "like", "saying", "while"}
)
_TIERS = str.maketrans("", "", "K123")
_WEAK = words_of("weak-roles")
_NO_OFFICE = words_of("no-offices")
_CLAUSES = frozenset(
    {"who", "whose", "whom", "which", "that", "where", "when", "while", "after", "before", "since"}
    | {"qui", "dont", "que", "quien", "che", "cui", "until", "with", "because", "but"}
)
PRONOUNS = frozenset(
    {"he", "she", "they", "it", "i", "we", "you", "him", "them", "himself", "herself"}
)
_TIMELY = frozenset({"incumbent", "outgoing", "then", "current", "newly"})
_COMPASS = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "new",
    ]
)
NAMES_TOO = frozenset({"jordan", "chad", "georgia"})  # countries that are given names
_WORDS_BEFORE = 8
_WORDS_AFTER = 12
_AFTER_END = re.compile(r"[,.;:)—–\n!?\"”]| - ")
DETERMINERS = words_of("determiners")


def role_before(text: str, tokens: Sequence[Token], i: int, known: Mapping[str, str]) -> str:
    """The office that stands right before word ``i``, as written; "" if none does."""
    j = i - 1
    if j < 0 or not _close(tokens[i].gap) or tokens[j].key in {"d'", "de", "du", "des"}:
        return ""  # Autre avocat d'Yvan Colonna
    if not (
        is_office(tokens[j], known)
        or _ofis_office(tokens, j, known)
        or _described(tokens, j, known)
    ):
        return ""
    start = j
    while (
        start > 0
        and j - start < _WORDS_BEFORE
        and _close(tokens[start].gap)
        and _belongs(tokens, start - 1, known)
    ):
        start -= 1
    while start <= j and (tokens[start].key in _LINKS or tokens[start].key in DETERMINERS):
        start += 1
    while start <= j and tokens[start].key in COURTESY:
        start += 1
    while j >= start and tokens[j].key in COURTESY:
        j -= 1
    while start < j and tokens[start].key in _TIMELY:
        start += 1
    if 0 < start < j and tokens[start - 1].key == "to" and is_office(tokens[start], known):
        start += not tokens[start].capital  # to witness city mayor Hau Lung-bin flip the switch
    if j < start or not any(is_office(t, known) for t in tokens[start : j + 1]):
        return ""
    if start == j and tokens[j].key in _WEAK:
        return ""  # "rival Carlos Alcaraz": nothing without its sentence
    if start == j and _is_no_noun(tokens, j, known):
        return ""  # and watch Joel Minton's talk
    start = owner_at(tokens, start, known)
    return text[tokens[start].start : tokens[j].end]


def _is_no_noun(tokens: Sequence[Token], j: int, known: Mapping[str, str]) -> bool:
    """Whether a common word without an article or adjective may well be a verb here."""
    flags = known.get(tokens[j].key, "")
    if "r" in flags or "t" in flags or "K1" not in flags:
        return False
    before = tokens[j - 1].key if j else ""
    return before not in DETERMINERS and before != "s"


def owner_at(tokens: Sequence[Token], start: int, known: Mapping[str, str]) -> int:
    """Index of the first word of the place or body whose officer this is; else ``start``."""
    if not possessive(tokens, start):
        return start
    first = start - 1
    while (
        first > 0
        and tokens[first - 1].capital
        and (first == start - 1 or not tokens[first].gap.strip())
        and not any(c in known.get(tokens[first - 1].key, "") for c in "zd")
    ):
        first -= 1
    named = [(t.key, known.get(t.key, "")) for t in tokens[first : start - 1]]
    owns = any(c in f for _, f in named for c in "Poncl") and not any(
        "t" in f or ("G3" in f and ("c" not in f or key in NAMES_TOO)) for key, f in named
    )
    return first if owns else start


def possessive(tokens: Sequence[Token], start: int) -> bool:
    """Whether the word before is the 's of an owner: Brazil's president."""
    return start > 0 and tokens[start - 1].key == "s" and tokens[start - 1].gap[:1] in {"'", "’"}


def _close(gap: str) -> bool:
    """Whether only a space, or the possessive of the word before, lies between."""
    return gap.strip() == "" and "\n" not in gap


def is_office(token: Token, known: Mapping[str, str]) -> bool:
    """Whether a word names an office or, in lower case, some kind of person."""
    key = without_article(token.key)
    flags = known.get(key.removeprefix("then-").removeprefix("ex-"), "")
    if key in COURTESY or key in _NO_OFFICE:
        return False
    return (
        "r" in flags
        or ("h" in flags and not token.capital and "z" not in flags)
        or ("t" in flags and token.capital)
    )


def without_article(key: str) -> str:
    """A folded word without the article that is joined to it: l'ambassadeur."""
    return key[2:] if key.startswith(("l'", "d'")) else key


def _ofis_office(tokens: Sequence[Token], j: int, known: Mapping[str, str]) -> bool:
    """Whether word ``j`` ends "Secretary of State", "ministre de la Justice"."""
    if tokens[j].opens or tokens[j].key in PRONOUNS:
        return False
    for k in range(j, max(0, j - 5), -1):
        token = tokens[k]
        if not _close(token.gap):
            return False
        if k < j and is_office(tokens[k - 1], known):
            if token.key in {"of", "for"}:
                return tokens[j].capital
            if token.key in _OF:
                return True
        if not (token.capital or token.key in _LINKS | _OF | _THE or k == j):
            return False
    return False


def _described(tokens: Sequence[Token], j: int, known: Mapping[str, str]) -> bool:
    """Whether word ``j`` is an adjective after an office: le président afghan Hamid Karzai."""
    flags = known.get(tokens[j].key, "")
    if not j or tokens[j].capital or tokens[j].key.endswith(("ed", "ing")):
        return False
    strange = not flags or ("n" in flags and "v" not in flags) or flags == "K2"
    return strange and _close(tokens[j].gap) and is_office(tokens[j - 1], known)


def _belongs(tokens: Sequence[Token], k: int, known: Mapping[str, str]) -> bool:
    """Whether word ``k`` can be part of the office that follows it."""
    token = tokens[k]
    flags = known.get(token.key, "")
    before = tokens[k - 1].key if k else ""
    if token.key == "the" and k > 1:
        return before in {"of", "for"}
    if token.key in {"of", "for"} | _OF:
        return k > 0 and _links(tokens, k, known)
    after_of = before in _OF or (before in _THE and k > 1 and tokens[k - 2].key in _OF)
    if after_of or (token.capital and token.key in _COMPASS):
        return True  # ministre de la Justice
    stopped = "z" in flags or ("v" in flags and not token.capital) or token.key in DETERMINERS
    if stopped or any(c in flags for c in "mnrt"):
        return not stopped
    if token.capital:
        common = "K" in flags and not flags.translate(_TIERS)
        return not (token.opens and common and token.key.endswith(("ed", "ing", "ly", "s")))
    noun = "h" in flags and not token.key.endswith("s")
    return noun or token.key in _BELONGING or ("-" in token.text and token.text[0].isalpha())


def _links(tokens: Sequence[Token], k: int, known: Mapping[str, str]) -> bool:
    """Whether the "of" that is word ``k`` belongs to an office before it."""
    if tokens[k].key in {"of", "for"}:
        return tokens[k - 1].capital and is_office(tokens[k - 1], known)
    return links_elsewhere(tokens, k, known)


def links_elsewhere(tokens: Sequence[Token], k: int, known: Mapping[str, str]) -> bool:
    """Whether an office, or its adjective, stands before the de, du or von that is word ``k``."""
    return is_office(tokens[k - 1], known) or _described(tokens, k - 1, known)


def role_after(text: str, tokens: Sequence[Token], j: int, known: Mapping[str, str]) -> str:
    """The office set off by commas after the name that ends before word ``j``; "" if none is."""
    words = _set_off(tokens, j)
    head = next((n for n, t in enumerate(words[:5]) if is_office(t, known)), None)
    if head is None or _is_another(words, head, known) or _is_deed(words, head, known):
        return ""
    while words and words[-1].key in {"known", "as", "of", "in", "for", "and", "the", "who"}:
        words = words[:-1]
    if not words or (len(words) == 1 and words[0].key in _WEAK):
        return ""
    return text[words[0].start : words[-1].end]


def _set_off(tokens: Sequence[Token], j: int) -> Sequence[Token]:
    """The words between the comma before word ``j`` and the next mark or clause; few, or none."""
    if j >= len(tokens) or tokens[j].gap.strip() not in _SET_OFF or "\n" in tokens[j].gap:
        return []
    begin = j
    while begin < len(tokens) and begin - j < 2 and tokens[begin].key in DETERMINERS:
        begin += 1
    end = begin + 1
    while end < len(tokens) and not _AFTER_END.search(tokens[end].gap):
        end += 1
    end = next((n for n in range(begin + 1, end) if tokens[n].key in _CLAUSES), end)
    words = tokens[begin:end]
    return [] if len(words) > _WORDS_AFTER or (words and words[0].text[0].isdigit()) else words


def _is_another(words: Sequence[Token], head: int, known: Mapping[str, str]) -> bool:
    """Whether an office is the next person's: ..., King Charles III and Pope Francis."""
    if words[0].capital and "t" in known.get(words[0].key, ""):
        return True
    return any(t.capital and "G" in known.get(t.key, "") for t in words[head + 1 : head + 2])


def _is_deed(words: Sequence[Token], head: int, known: Mapping[str, str]) -> bool:
    """Whether the words tell what somebody did, not who somebody is."""
    if words[0].key in _NO_ROLE_OPENS or any(t.key in _VERBS for t in words):
        return True
    deed = any("v" in known.get(t.key, "") for t in words[: head + 1])
    return deed or any(t.key in PRONOUNS for t in words) or _participle(words[0])


def _participle(token: Token) -> bool:
    """Whether a word opens a clause and no role: committed, speaking; not elected, retired."""
    return token.key.endswith(("ed", "ing")) and not token.capital and token.key not in _BELONGING
