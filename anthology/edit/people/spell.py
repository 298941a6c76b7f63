"""From labelled words to names: what belongs to a name, and what only looks like one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from anthology.edit.people.aliases import also_known
from anthology.edit.people.appositions import before_comma, role_apart, with_its_place
from anthology.edit.people.bounds import is_no_person, is_suffix, trimmed
from anthology.edit.people.found import Found
from anthology.edit.people.lexicon import lexicon
from anthology.edit.people.line import Line
from anthology.edit.people.missed import is_kin, missed, named_again
from anthology.edit.people.names import ROYAL
from anthology.edit.people.namesakes import (
    STORMS,
    is_known_thing,
    is_never_alone,
    is_phrase,
    names_a_thing,
)
from anthology.edit.people.peoples import bare
from anthology.edit.people.roles import role_after, role_before
from anthology.edit.people.sightings import is_numeral
from anthology.edit.people.things import things_among
from anthology.edit.people.tokens import Token, visible
from anthology.edit.people.words import words

_INITIAL = re.compile(r"[A-Z]\.\Z")
_EPITHETS = words("epithets")
_STRICT = words("strict-titles")
_PRONOUNS = MappingProxyType({"he": "m", "his": "m", "she": "f", "her": "f"})


def names_of_run(line: Line, start: int, path: str) -> list[Found]:
    """The names that a labelled run holds, which begins with word ``start``."""
    found = []
    i = 0
    while i < len(path):
        j = i + 1
        if path[i] == "B":
            while j < len(path) and path[j] == "I":
                j += 1
            name = _found(line, start + i, start + j)
            if name is not None:
                found.append(name)
        i = j
    return found


def found_at(line: Line, start: int, end: int) -> Found | None:
    """The name at ``text[start:end]``, which another finder saw; None if it holds no word."""
    inside = [n for n, t in enumerate(line.tokens) if t.start < end and start < t.end]
    return _found(line, inside[0], inside[-1] + 1) if inside else None


def _found(line: Line, i: int, j: int) -> Found | None:
    """The name of words ``i`` to ``j`` without titles and suffixes; None if nothing is left."""
    known, tokens = lexicon(line.language), line.tokens
    i, j = trimmed(tokens, i, j, line.language)
    i = _unknown_before(tokens, _initials_before(tokens, i, line.language))
    suffix, end = "", j
    if j - i > 1 and (is_suffix(tokens[j - 1]) or _first_of_his_name(tokens, i, j)):
        suffix, end = tokens[j - 1].text, j - 1
    elif j < len(tokens) and is_suffix(tokens[j]) and tokens[j].gap in {" ", ", "}:
        suffix = tokens[j].text
    elif _has_epithet(tokens, i, j):
        j = end = j + 2  # Peter the Great
    if is_no_person(line, i, end, j):
        return None
    shown = next((n for n in range(end - 1, i, -1) if tokens[n].gap == "] "), i)
    start, stop = tokens[shown].start, tokens[end - 1].end  # [George H. W.] Bush
    if end - i == 1 and end < len(tokens) and tokens[end].text == suffix and is_numeral(suffix):
        stop = tokens[end].end  # Louis XV is one name
    past = _past(tokens, j)
    role = role_before(line.text, tokens, i, known)
    role = with_its_place(role, line.text, tokens, past, known) or before_comma(
        line.text, tokens, i, past, known
    )
    role = role or _role_behind(line, i, past) or role_apart(line.text, tokens, past, known)
    return Found(
        line.leaf,
        start,
        stop,
        line.text[start:stop],
        _written(tokens, i, end),
        tuple(bare(t.key) for t in tokens[i:end]),
        suffix,
        _title(tokens, i, known),
        tokens[i].opens,
        role,
        _sex(tokens, j, known) if end - i == 1 else "",
        kin=end - i == 1 and is_kin(line, i, j),
    )


def _initials_before(tokens: Sequence[Token], i: int, language: str) -> int:
    """Index of the first of the initials before word ``i``: M. S. Dhoni; "M." is French for Mr."""
    while (
        i
        and tokens[i].gap == " "
        and _INITIAL.match(tokens[i - 1].text)
        and (language == "en" or not _title(tokens, i, lexicon()))
    ):
        i -= 1
    if not i or tokens[i].gap != " " or not _INITIAL.match(tokens[i].text):
        return i
    flags = lexicon().get(tokens[i - 1].key, "") if tokens[i - 1].capital else ""
    return i - 1 if "G3" in flags or "G2" in flags else i


def _unknown_before(tokens: Sequence[Token], i: int) -> int:
    """Index of a strange first name between "Dr" and word ``i``: Dr Shoo Lee."""
    if i < 2 or not (tokens[i - 1].capital and tokens[i].gap == tokens[i - 1].gap == " "):
        return i
    flags = lexicon().get(tokens[i - 1].key, "")
    strange = not any(c in flags for c in "trmnolxzcd")
    return i - 1 if tokens[i - 2].key in _STRICT and tokens[i - 2].capital and strange else i


def _has_epithet(tokens: Sequence[Token], i: int, j: int) -> bool:
    """Whether "the Great" or the like follows the given name that words ``i`` to ``j`` are."""
    if j - i != 1 or j + 1 >= len(tokens) or tokens[j].key != "the":
        return False
    given = "G" in lexicon().get(tokens[i].key, "")
    bare = tokens[j].gap == tokens[j + 1].gap == " " and tokens[j + 1].capital
    return given and bare and tokens[j + 1].key in _EPITHETS


def _sex(tokens: Sequence[Token], j: int, known: Mapping[str, str]) -> str:
    """What the pronoun after a verb of speech tells: Bush said (that) he was glad."""
    k = j + 2 if j + 1 < len(tokens) and tokens[j + 1].key == "that" else j + 1
    if k >= len(tokens) or any(t.gap != " " for t in tokens[j : k + 1]):
        return ""
    return _PRONOUNS.get(tokens[k].key, "") if "v" in known.get(tokens[j].key, "") else ""


def _first_of_his_name(tokens: Sequence[Token], i: int, j: int) -> bool:
    """Whether the words ``i`` to ``j`` are a king's with his number: (King) George I."""
    if tokens[j - 1].text != "I":
        return False
    known = lexicon()
    given = j - i == 2 and "G3" in known.get(tokens[i].key, "")
    return given or _title(tokens, i, known).lower() in ROYAL


def _written(tokens: Sequence[Token], i: int, end: int) -> tuple[str, ...]:
    """The words of a name as written, a nickname with its quotation marks."""
    found = []
    for n in range(i, end):
        before = tokens[n].gap if n > i else ""
        after = tokens[n + 1].gap if n + 1 < end else ""
        opening = before.strip() if before.startswith(" ") else ""
        closing = after.strip() if after.endswith(" ") and "]" not in after else ""
        found.append(f"{opening}{visible(tokens[n].text)}{closing}")
    return tuple(found)


def _role_behind(line: Line, i: int, j: int) -> str:
    """The role after a name; not after "chief of staff to Bill Clinton, ...", another's role."""
    if i and line.tokens[i - 1].key in {"to", "of", "under", "for"}:
        return ""
    return role_after(line.text, line.tokens, j, lexicon(line.language))


def _past(tokens: Sequence[Token], j: int) -> int:
    """Index of the word after the name and its suffix."""
    return j + 1 if j < len(tokens) and is_suffix(tokens[j]) else j


def _title(tokens: Sequence[Token], i: int, known: Mapping[str, str]) -> str:
    """The honorific or office right before word ``i``: "Mr", "President"; else nothing."""
    if not i or tokens[i].opens or tokens[i].gap.strip():
        return ""
    before = tokens[i - 1]
    flags = known.get(before.key, "")
    if ("t" in flags or ("r" in flags and before.capital)) and before.text[0].isupper():
        return before.text
    return ""


def checked(found: Sequence[Found], lines: Sequence[Line]) -> tuple[Found, ...]:
    """Names without places of several words and storms, and with the family names passed over.

    A word alone is taken for a name, though the weights did not, if the article names somebody of
    that family name in full and the word is neither common nor a place.
    """
    by_leaf = {line.leaf: line for line in lines}
    full = {f.keys for f in found if len(f.keys) > 1}
    found = [_without_lead(f, by_leaf[f.leaf]) if f.keys[1:] in full else f for f in found]
    storms = _storms(lines)
    things = things_among(found, by_leaf)
    families = {f.keys[-1] for f in found if len(f.keys) > 1}
    kept = [
        f
        for f in found
        if f.keys not in things
        and not is_known_thing(f)
        and not names_a_thing(f)
        and (len(f.keys) > 1 or f.keys[0] not in storms - families)
        and not (len(f.keys) == 1 and is_never_alone(f, families))
        and not is_phrase(f, by_leaf[f.leaf].language, families)
    ]
    for line in lines:
        spans = list(missed(line, kept, storms))
        names = [name for a, b in spans if (name := _found(line, a, b)) is not None]
        kept += [name for name in names if name.keys not in things]
    marked = also_known(sorted(kept, key=_place), by_leaf)
    others = {f.keys for f in marked if f.also}
    again = [
        name
        for line in lines
        for a, b in (named_again(line, marked, others) if others else ())
        if (name := _found(line, a, b)) is not None
    ]
    return tuple(sorted((*marked, *again), key=_place))


def _place(found: Found) -> tuple[int, int]:
    return found.leaf, found.start


def _without_lead(found: Found, line: Line) -> Found:
    """A name without the strange word before it, if the article has it so elsewhere.

    "Nathan Law of Demosisto Ann Chiang of DAB", where Ann Chiang is named, too.
    """
    flags = lexicon().get(found.keys[0], "")
    if "G" in flags or "S" in flags or len(found.keys) < 3:
        return found
    i = bisect_left(line.tokens, found.start, key=lambda t: t.start)
    return _found(line, i + 1, i + len(found.keys)) or found


def _storms(lines: Sequence[Line]) -> frozenset[str]:
    """The names that storms have in an article."""
    return frozenset(
        two.key
        for line in lines
        for one, two in pairwise(line.tokens)
        if two.capital and one.key in STORMS and two.gap == " "
    )
