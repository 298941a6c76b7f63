"""From labelled words to names: what belongs to a name, and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from anthology.edit.people.found import Found
from anthology.edit.people.lexicon import lexicon
from anthology.edit.people.line import Line
from anthology.edit.people.peoples import bare
from anthology.edit.people.roles import role_after, role_before
from anthology.edit.people.tokens import PARTICLES, Token
from anthology.edit.people.words import words

SUFFIXES = words("suffixes")
_GOVERNMENTS = words("governments")
_STORMS = words("storms")
_SOURCE = re.compile(r"[.!?”\")] \(\Z")
_ALSO_NAMES = frozenset({"don", "saint", "st."})
_NEVER_LAST = words("never-last")
_SHIPS = words("ships")


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
    while j - i > 1 and _is_title(tokens[i].key) and not _sultan(tokens, i):
        i += 1
    if i and _sultan(tokens, i - 1):
        i -= 1
    while j - i > 1 and (tokens[j - 1].key in _NEVER_LAST or _trails(tokens[j - 1])):
        j -= 1
    if j - i > 2 and _is_place_before(tokens, i):
        i += 1
    suffix, end = "", j
    if j - i > 1 and _is_suffix(tokens[j - 1]):
        suffix, end = tokens[j - 1].text, j - 1
    elif j < len(tokens) and _is_suffix(tokens[j]) and tokens[j].gap in {" ", ", "}:
        suffix = tokens[j].text
    if j < len(tokens) and tokens[j].key in _GOVERNMENTS and tokens[j].gap == " ":
        return None
    alone = tokens[i].key if end - i == 1 else ""
    if (
        (alone and _is_suffix(tokens[i]))
        or len(alone.strip(".")) == 1
        or (i and tokens[i - 1].key in _SHIPS)
    ):
        return None
    if not any(t.capital for t in tokens[i:end]) or _is_source(line, i, end):
        return None
    start, stop = tokens[i].start, tokens[end - 1].end
    before = role_before(line.text, tokens, i, known)
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
        before or _role_behind(line, i, _past(tokens, j)),
    )


def _is_suffix(token: Token) -> bool:
    """Whether a word is Jr., III and the like; Xi is not XI."""
    return token.key in SUFFIXES and (token.text.isupper() or token.key[0] in "jse")


def _is_title(key: str) -> bool:
    """Whether a word before a name is a title: Mr, Senator, Major-General."""
    known = lexicon()
    if key in _ALSO_NAMES:
        return False
    parts = key.split("-")
    flags = [known.get(part, "") for part in parts]
    return "t" in flags[0] if len(parts) == 1 else all("t" in f or "r" in f for f in flags)


def _is_source(line: Line, i: int, end: int) -> bool:
    """Whether words are all that stands in brackets after a sentence: (El País)."""
    start, stop = line.tokens[i].start, line.tokens[end - 1].end
    before = line.text[max(0, start - 3) : start]
    return bool(_SOURCE.match(before)) and line.text[stop : stop + 1] == ")"


def _trails(token: Token) -> bool:
    """Whether a word is a particle with nothing after it."""
    return token.key in PARTICLES and not token.capital


def _is_place_before(tokens: Sequence[Token], i: int) -> bool:
    """Whether a place runs into the name after it: the Governor of Washington Chris Gregoire."""
    known = lexicon()
    before = tokens[i - 1].key if i else ""
    place, given = known.get(tokens[i].key, ""), known.get(tokens[i + 1].key, "")
    return before in {"of", "in"} and "PA" in place and "G3" in given


def _sultan(tokens: Sequence[Token], i: int) -> bool:
    """Whether word ``i`` is the given name Sultan, before a family name with its article."""
    if tokens[i].key != "sultan" or not tokens[i].capital or i + 1 >= len(tokens):
        return False
    return tokens[i + 1].key in {"al", "bin"} or tokens[i + 1].key.startswith(("al-", "al "))


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
    return j + 1 if j < len(tokens) and _is_suffix(tokens[j]) else j


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
        and f.keys[0] not in _STORMS
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
    return "P" in flags or "y" in flags


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
        if two.capital and one.capital and one.key in _STORMS
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
