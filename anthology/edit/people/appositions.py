"""What the text says a person is, in words not right beside the name.

"Its lead negotiator, Anne Rasmussen, ..."; "Rahul Sen is a Bengali poet"; "Ada Njoku, who heads the
Port Authority"; "Jan Havel of Charles University". roles.py reads what stands right beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from anthology.edit.people.roles import (
    DETERMINERS,
    is_office,
    links_elsewhere,
    owner_at,
    possessive,
)
from anthology.edit.people.tokens import Token
from anthology.edit.people.words import words as words_of

_CLOSED = re.compile(r"[,.;:)!?\n]|[-–—] ")
_BE = frozenset({"is", "was", "became", "ist", "war", "est", "etait", "es", "era", "fue"})
# The office of one who does this: the words of the text, but for the verb made a noun.
_DEEDS = MappingProxyType(
    {
        "heads": "head",
        "leads": "leader",
        "chairs": "chair",
        "directs": "director",
        "edits": "editor",
        "coaches": "coach",
        "manages": "manager",
        "owns": "owner",
        "founded": "founder",
        "co-founded": "co-founder",
    }
)
_STOPS = words_of("ends-a-role")
_WEAK = words_of("weak-roles")
OF_ELSEWHERE = words_of("of-elsewhere")
_NP_WORDS = 12
_CLAUSE_WORDS = 30
_SERVE = frozenset({"serves", "served", "remains", "remained", "works", "worked", "acts", "acted"})
_SENTENCE_END = re.compile(r"[.!?\n]")


def role_apart(text: str, tokens: Sequence[Token], j: int, known: Mapping[str, str]) -> str:
    """The role told of the name before word ``j`` by a verb or a body after it; "" if none is."""
    return (
        _is_or_does(text, tokens, j, known)
        or _of_body(text, tokens, j, known)
        or _serves(text, tokens, j, known)
    )


def before_comma(
    text: str, tokens: Sequence[Token], i: int, j: int, known: Mapping[str, str]
) -> str:
    """The words before a name between commas: the president of Brazil, Luiz da Silva, ..."""
    behind = _past_place(tokens, j)
    closed = behind >= len(tokens) or _CLOSED.match(tokens[behind].gap)
    if not i or tokens[i].gap != ", " or not closed:
        return ""
    start = i - 1
    while start > 0 and i - start < _NP_WORDS and not tokens[start].gap.strip():
        if possessive(tokens, start) or _determines(tokens, start - 1, known):
            break
        if _ends(tokens[start - 1], known):
            return ""
        start -= 1
    if tokens[start - 1].key not in DETERMINERS and not possessive(tokens, start):
        return ""
    head = next((n for n in range(start, i) if is_office(tokens[n], known)), None)
    while head is not None and head + 1 < i and is_office(tokens[head + 1], known):
        head += 1
    if head is None or (
        head + 1 < i
        and tokens[head + 1].key not in {"of", "for", "to", "at"} | OF_ELSEWHERE
        and (head + 2 < i or tokens[head + 1].capital or known.get(tokens[head + 1].key, "") != "")
    ):
        return ""
    first = owner_at(tokens, start, known)
    return text[tokens[first].start : tokens[i - 1].end]


def _determines(tokens: Sequence[Token], n: int, known: Mapping[str, str]) -> bool:
    """Whether word ``n`` is the article before a role, not one inside it: la ministre du Québec."""
    if tokens[n].key not in DETERMINERS:
        return False
    of = n if tokens[n].key in OF_ELSEWHERE else n - 1
    return not (of > 0 and tokens[of].key in OF_ELSEWHERE and links_elsewhere(tokens, of, known))


def with_its_place(
    role: str, text: str, tokens: Sequence[Token], j: int, known: Mapping[str, str]
) -> str:
    """An office with the country named after the person: President (William Ruto) of Kenya."""
    end = _past_place(tokens, j)
    flags = known.get(" ".join(t.key for t in tokens[j + 1 : end]), "")
    bare = not any(c in known.get(t, "") for t in role.lower().split() for c in "Pno")
    if end == j or not role or "c" not in flags or not bare or " of " in role:
        return role
    return f"{role} {text[tokens[j].start : tokens[end - 1].end]}"


def _past_place(tokens: Sequence[Token], j: int) -> int:
    """Index after the place that a person is of, if one follows: Anne Rasmussen of Samoa."""
    k = j
    if k + 1 < len(tokens) and tokens[k].key == "of" and tokens[k].gap == " ":
        k += 1
        while k < len(tokens) and tokens[k].capital and tokens[k].gap == " ":
            k += 1
    return k


def _ends(token: Token, known: Mapping[str, str]) -> bool:
    """Whether a word cannot stand inside a role."""
    return token.key in _STOPS or ("v" in known.get(token.key, "") and not token.capital)


def _is_or_does(text: str, tokens: Sequence[Token], j: int, known: Mapping[str, str]) -> str:
    """The role after "is a", "who was the", or that of one who leads something."""
    relative = j < len(tokens) and tokens[j].key == "who" and tokens[j].gap == ", "
    k = j + relative
    if k + 2 >= len(tokens) or tokens[k].capital or tokens[k].gap != " ":
        return ""
    if tokens[k + 1].key not in DETERMINERS:
        return ""
    if relative and tokens[k].key in _DEEDS:
        return _does(text, tokens, k, known)
    return _is(text, tokens, k, known) if tokens[k].key in _BE else ""


def _serves(text: str, tokens: Sequence[Token], j: int, known: Mapping[str, str]) -> str:
    """The office after "served as"; that of one who opens the sentence also after "he serves as".

    Nobody else may be named between.
    """
    start = j - 1
    while start > 0 and tokens[start].capital and not tokens[start].opens:
        start -= 1
    for k in range(j, min(len(tokens) - 2, j + _CLAUSE_WORDS)):
        token = tokens[k]
        if _SENTENCE_END.search(token.gap) or (token.capital and "G" in known.get(token.key, "")):
            break
        own = k == j or (tokens[k - 1].key in {"he", "she"} and tokens[start].opens)
        if token.key in _SERVE and own:
            return _as_office(text, tokens, k, known)
    return ""


def _as_office(text: str, tokens: Sequence[Token], k: int, known: Mapping[str, str]) -> str:
    """The office after "as", a few words behind the verb ``k``."""
    for n in range(k + 1, min(len(tokens) - 1, k + 7)):
        if tokens[n].gap.strip():
            break
        if tokens[n].key == "as":
            first = n + 1 + (tokens[n + 1].key in DETERMINERS)
            end = _phrase_end(tokens, first, known)
            if any(is_office(t, known) for t in tokens[first : min(end, first + 4)]):
                return text[tokens[first].start : tokens[end - 1].end]
    return ""


def _does(text: str, tokens: Sequence[Token], k: int, known: Mapping[str, str]) -> str:
    """The office of one who heads, leads or directs what follows word ``k``."""
    end = _phrase_end(tokens, k + 1, known)
    if end - k < 3 or not any(t.capital for t in tokens[k + 1 : end]):
        return ""
    return f"{_DEEDS[tokens[k].key]} of {text[tokens[k + 1].start : tokens[end - 1].end]}"


def _is(text: str, tokens: Sequence[Token], k: int, known: Mapping[str, str]) -> str:
    """The office after the verb ``k`` and its article."""
    end = _phrase_end(tokens, k + 2, known)
    body = tokens[k + 2 : end]
    offices = [n for n, t in enumerate(body) if is_office(t, known)]
    if not offices or offices[0] > 4 or all(body[n].key in _WEAK for n in offices):
        return ""
    return text[body[0].start : body[-1].end]


def _phrase_end(tokens: Sequence[Token], k: int, known: Mapping[str, str]) -> int:
    """Index after the words that go on from ``k`` without a mark or a word that ends a role."""
    end = k
    while end < len(tokens) and end - k < _NP_WORDS:
        token = tokens[end]
        if end > k and (token.gap.strip() or "\n" in token.gap) and token.gap[:1] not in "'’":
            break
        pair = token.key == "and" and end + 1 < len(tokens) and is_office(tokens[end + 1], known)
        if token.key in _STOPS and token.key not in {"of", "for", "the"} and not pair:
            break
        if "v" in known.get(token.key, "") and not token.capital:
            break
        end += 1
    while end > k and tokens[end - 1].key in {"of", "for", "the", "a", "an"}:
        end -= 1
    return end


def _of_body(text: str, tokens: Sequence[Token], j: int, known: Mapping[str, str]) -> str:
    """The body that a person belongs to: "of Imperial College London"; no mere place."""
    if j + 1 >= len(tokens) or tokens[j].key not in {"of", "from"} or tokens[j].gap != " ":
        return ""
    k = j + 1
    if tokens[k].key == "the":
        k += 1
    end = k
    while end < len(tokens) and tokens[end].gap == " ":
        inner = tokens[end].key in {"of", "for"} and end + 1 < len(tokens)
        if not tokens[end].capital and not (inner and tokens[end + 1].capital):
            break
        end += 1
    flags = [known.get(t.key, "") for t in tokens[k:end]]
    if end - k < 2 or not any(
        "o" in f and t.capital for f, t in zip(flags, tokens[k:], strict=False)
    ):
        return ""
    return "of " + text[tokens[j + 1].start : tokens[end - 1].end]
