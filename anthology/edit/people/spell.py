"""From labelled words to names: what belongs to a name, and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from anthology.edit.people.appositions import role_apart
from anthology.edit.people.bounds import is_no_person, is_suffix, trimmed
from anthology.edit.people.found import Found
from anthology.edit.people.lexicon import lexicon
from anthology.edit.people.line import Line
from anthology.edit.people.peoples import bare
from anthology.edit.people.roles import role_after, role_before
from anthology.edit.people.sightings import is_numeral
from anthology.edit.people.tokens import Token
from anthology.edit.people.words import words

_STORMS = words("storms")
_NO_NAME_ENDS = ("-winner", "-winning", "-based", "-born", "-class", "-style", "-led", "-era")


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
    known, tokens = lexicon(), line.tokens
    i, j = trimmed(tokens, i, j)
    suffix, end = "", j
    if j - i > 1 and is_suffix(tokens[j - 1]):
        suffix, end = tokens[j - 1].text, j - 1
    elif j < len(tokens) and is_suffix(tokens[j]) and tokens[j].gap in {" ", ", "}:
        suffix = tokens[j].text
    if is_no_person(line, i, end, j):
        return None
    start, stop = tokens[i].start, tokens[end - 1].end
    if end - i == 1 and end < len(tokens) and tokens[end].text == suffix and is_numeral(suffix):
        stop = tokens[end].end  # Louis XV is one name
    role = role_before(line.text, tokens, i, known) or _role_behind(line, i, _past(tokens, j))
    role = role or role_apart(line.text, tokens, i, _past(tokens, j), known)
    return Found(
        line.leaf,
        start,
        stop,
        line.text[start:stop],
        tuple(_written(tokens, n, i) for n in range(i, end)),
        tuple(bare(t.key) for t in tokens[i:end]),
        suffix,
        _title(tokens, i, known),
        tokens[i].opens,
        role,
    )


def _written(tokens: Sequence[Token], n: int, first: int) -> str:
    """A word of a name as written, a nickname with its quotation marks."""
    word = re.sub("\u00ad|-\\n", "", tokens[n].text)
    if n > first and tokens[n].gap.strip() and n + 1 < len(tokens) and tokens[n + 1].gap.strip():
        return f"{tokens[n].gap.strip()}{word}{tokens[n + 1].gap.strip()}"
    return word


def _role_behind(line: Line, i: int, j: int) -> str:
    """The role after a name; not after "chief of staff to Bill Clinton, ...", another's role."""
    if i and line.tokens[i - 1].key in {"to", "of", "under", "for"}:
        return ""
    return role_after(line.text, line.tokens, j, lexicon())


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
    storms = _storms(lines)
    families = {f.keys[-1] for f in found if len(f.keys) > 1}
    kept = [
        f
        for f in found
        if not _known_thing(f)
        and not _names_a_thing(f)
        and (len(f.keys) > 1 or f.keys[0] not in storms - families)
        and not (len(f.keys) == 1 and _never_alone(f, families))
    ]
    taken = {(f.leaf, f.start) for f in kept}
    for line in lines:
        for a, b in line.runs:
            token = line.tokens[a]
            passed_over = token.key in families - storms and _alone(line, a)
            if b - a == 1 and (passed_over or _half_a_couple(line, a, taken)):
                name = _found(line, a, b)
                if name is not None and (name.leaf, name.start) not in taken:
                    kept.append(name)
    return tuple(sorted(kept, key=lambda f: (f.leaf, f.start)))


def _known_thing(found: Found) -> bool:
    """Whether several words are together a place or another thing, not a person."""
    if len(found.keys) < 2 or found.title:
        return False
    flags = lexicon().get(" ".join(found.keys), "")
    return ("P" in flags or "y" in flags) and "i" not in flags


def _names_a_thing(found: Found) -> bool:
    """Whether a storm, a building or a winner takes its name: Trump Tower, Booker Prize-winner."""
    last, flags = found.keys[-1], lexicon().get(found.keys[-1], "")
    if found.keys[0] in _STORMS or last.endswith(_NO_NAME_ENDS):
        return True
    built = len(found.keys) > 1 and ("l" in flags or "o" in flags) and "K1" in flags
    return built and "S3" not in flags and "S2" not in flags and not found.title


def _never_alone(found: Found, families: Collection[str]) -> bool:
    """Whether a word alone, without a title or a namesake in full, is no person: Celsius, May."""
    flags = lexicon().get(found.keys[0], "")
    return "z" in flags and "i" not in flags and not found.title and found.keys[0] not in families


def _storms(lines: Sequence[Line]) -> frozenset[str]:
    """The names that storms have in an article."""
    return frozenset(
        two.key
        for line in lines
        for one, two in pairwise(line.tokens)
        if two.capital and one.key in _STORMS and two.gap == " "
    )


def _half_a_couple(line: Line, n: int, taken: Collection[tuple[int, int]]) -> bool:
    """Whether a word is the given name of a couple: Bill and Hillary Clinton."""
    flags = lexicon().get(line.tokens[n].key, "")
    if "G3" not in flags or any(c in flags for c in "czdn") or "PA" in flags:
        return False
    after = line.tokens[n + 1 : n + 4]
    return (
        len(after) == 3
        and after[0].key == "and"
        and after[2].capital
        and all(token.gap == " " for token in after)
        and "G" in lexicon().get(after[1].key, "")
        and (line.leaf, after[1].start) in taken
    )


def _alone(line: Line, n: int) -> bool:
    """Whether a word that is somebody's family name can be nothing else here."""
    flags = lexicon().get(line.tokens[n].key, "")
    if any(c in flags for c in "cznd") or "PA" in flags or "PB" in flags:
        return False
    if any(c in flags for c in "Kolx") and (line.tokens[n].opens or "K1" in flags):
        return False
    before = line.tokens[n - 1].key if n else ""
    return before not in {"the", "a", "an"}
