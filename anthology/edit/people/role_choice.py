"""Which of the roles that the texts give a person are printed: those that stand alone, each once.

"Secretary" says nothing beside "Commerce Secretary", nor "President Biden's envoy" beside "climate
envoy"; "US president" and "American president" are one; what somebody was for a sentence (a rival,
an acquaintance) gives way to an office.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from types import MappingProxyType

from anthology.edit.people.appositions import OF_ELSEWHERE
from anthology.edit.people.lexicon import fold, lexicon
from anthology.edit.people.names import ROYAL
from anthology.edit.people.roles import COURTESY, DETERMINERS, NAMES_TOO
from anthology.edit.people.words import words
from anthology.model import Role

_WEAK = words("weak-roles")
_NO_OFFICE = words("no-offices")
_STATES = words("states-of-an-office")
_FILLING = frozenset({"of", "for", "the", "s", "at", "in", "de", "a", "an"})
_SAME = MappingProxyType(
    {
        "u": "us",
        "usa": "us",
        "american": "us",
        "america": "us",
        "uk": "uk",
        "british": "uk",
        "britain": "uk",
        "english": "england",
        "french": "france",
        "dutch": "netherlands",
        "spanish": "spain",
        "defence": "defense",
        "swiss": "switzerland",
        "premier": "prime minister",
        "chairwoman": "chair",
        "chairman": "chair",
    }
)
_CUT = re.compile(
    r"(?:,| who | whose | which | that | where | when | since | until | after | before | but "
    r"| and (?:an?|the|his|her|one|former) ).*",
    re.DOTALL,
)
_ABROAD = re.compile(r"\b(?:U\.S\.A?\.?|United States|US)(?!\w)")
_KINGDOM = re.compile(r"\b(?:U\.K\.|United Kingdom|UK)(?!\w)")
_OWNER = re.compile(r"\A(.*?\w)['’]s? (?=\w)")
_LEADING = DETERMINERS | words("before-a-role")


def cleaned(role: str) -> str:
    """A role in the shortest form that stands alone; "" if nothing of it does."""
    text = " ".join(role.split())
    text = _CUT.sub("", text).strip(" ,;:–—-(")
    owner = _OWNER.match(text)
    if owner and _names_a_person(owner.group(1)):
        text = text[owner.end() :]
    parts = text.split()
    while parts and fold(parts[0].removesuffix(",")) in _LEADING and not _opens_place(parts):
        parts.pop(0)
    while parts and fold(parts[-1]) in _FILLING | {"and", "with", "to", "d'"} | OF_ELSEWHERE:
        parts.pop()
    if text.count("(") > text.count(")"):
        parts = text[: text.rindex("(")].split()
    if parts and fold(parts[-1]) in COURTESY:
        return ""  # the eldest son of Mr. and Mrs. Abts
    text = re.sub(r"\A(?:[Tt]hen-|[Ll]['’]|(?:\d+-)?year-old )", "", " ".join(parts))
    return text if text and strength(text) >= 0 else ""


def _opens_place(parts: Sequence[str]) -> bool:
    """Whether the first word belongs to a place's name: New Zealand defence minister."""
    two = fold(" ".join(parts[:2])).removesuffix("'s")
    return len(parts) > 1 and parts[0][0].isupper() and "P" in lexicon().get(two, "")


def _names_a_person(owner: str) -> bool:
    """Whether the owner of a role is a person: President Joe Biden's envoy."""
    known = lexicon()
    named = [(fold(w), known.get(fold(w), "")) for w in owner.split()]
    flags = [f for _, f in named]
    given = any("G3" in f and ("c" not in f or key in NAMES_TOO) for key, f in named)
    return (given or any("t" in f for f in flags)) and not any(c in f for f in flags for c in "on")


@lru_cache(4096)
def strength(role: str) -> int:
    """3 an office with its place, 2 an office, 1 what is said of somebody, 0 a body, -1 nothing."""
    if role.startswith("of "):
        return 0
    known = lexicon()
    keys = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", fold(role))
    cut = next((n for n, k in enumerate(keys) if k in {"of", "for", "at", "in", "to"} and n), None)
    head = keys[: cut or len(keys)][-1:] or [""]
    flags = [known.get(k, "") for k in head[0].split("-")] + [known.get(head[0], "")]
    office = any("r" in f or "t" in f for f in flags)
    some = any(_says(k, known.get(k, "")) for k in keys)
    if not some or _plural(head[0]):
        return -1
    if len(keys) == 1 and keys[0] in _WEAK:
        return -1  # "husband" says nothing alone
    if len(keys) == 1 and (keys[0] in ROYAL or keys[0] in _NO_OFFICE):
        return 1 if keys[0] in ROYAL else -1
    if not office or head[0] in _WEAK or head[0] in _NO_OFFICE:
        return 1
    return 3 if len(keys) > 1 and set(keys) - _STATES - set(head) else 2


def _plural(key: str) -> bool:
    """Whether a word tells of several: MPs, figures; not boss."""
    flags = lexicon().get(key[:-1], "")
    return key.endswith("s") and not key.endswith("ss") and any(c in flags for c in "rh")


def _says(key: str, flags: str) -> bool:
    """Whether a word names an office or a person."""
    return key not in _NO_OFFICE and any(c in flags for c in "rth")


@lru_cache(4096)
def _meaning(role: str) -> frozenset[str]:
    """The words that tell one role from another."""
    text = _ABROAD.sub("us", _KINGDOM.sub("uk", role))
    keys = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", fold(text))
    return frozenset(part for k in keys if k not in _FILLING for part in _SAME.get(k, k).split())


def _within(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether all that role ``a`` says is said by ``b``; Peru and Peruvian are one."""
    if (a & _STATES) != (b & _STATES):
        return False
    return all(any(x == y or (len(x) > 3 and x[:4] == y[:4]) for y in b) for x in a)


def chosen(roles: Sequence[Role], name: str) -> tuple[Role, ...]:
    """The roles worth printing of a person of that name, in order of date; equal ones once."""
    dated = sorted(roles, key=lambda r: (r.date is None, r.date.day.toordinal() if r.date else 0))
    kept: list[Role] = []
    for role in dated:
        if fold(role.text) in ROYAL and fold(name).startswith(fold(role.text)):
            continue
        words_of = _meaning(role.text)
        if any(_within(words_of, _meaning(k.text)) for k in kept):
            continue
        kept = [k for k in kept if not _within(_meaning(k.text), words_of)] + [role]
    best = max((strength(r.text) for r in kept), default=0)
    floor = 2 if best >= 2 else best
    return tuple(r for r in kept if strength(r.text) >= floor)


def best_of(roles: Sequence[str]) -> str:
    """Of what one article says of a person, that which says most; of equals the first."""
    return max(roles, key=strength, default="")
