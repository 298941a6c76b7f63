"""From labelled words to names: what belongs to a name, and what only looks like one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from anthology.edit.people.appositions import before_comma, role_apart, with_its_place
from anthology.edit.people.bounds import is_no_person, is_suffix, trimmed
from anthology.edit.people.found import Found
from anthology.edit.people.lexicon import lexicon
from anthology.edit.people.line import Line
from anthology.edit.people.names import ROYAL
from anthology.edit.people.peoples import bare
from anthology.edit.people.roles import role_after, role_before
from anthology.edit.people.sightings import is_numeral
from anthology.edit.people.things import things_among
from anthology.edit.people.tokens import PARTICLES, Token, visible
from anthology.edit.people.words import words

_STORMS = words("storms")
_PRONOUNS = MappingProxyType({"he": "m", "his": "m", "she": "f", "her": "f"})
_ELECTED = frozenset({"president", "senator", "senators", "governor", "congressman"})
_NO_NAME_ENDS = (
    "-winner",
    "-winning",
    "-based",
    "-born",
    "-class",
    "-style",
    "-led",
    "-era",
    "straat",
    "gracht",
    "plein",
    "strasse",
    "platz",
    "gasse",
    "allee",
)


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
    i, j = trimmed(tokens, i, j)
    suffix, end = "", j
    if j - i > 1 and (is_suffix(tokens[j - 1]) or _first_of_his_name(tokens, i, j)):
        suffix, end = tokens[j - 1].text, j - 1
    elif j < len(tokens) and is_suffix(tokens[j]) and tokens[j].gap in {" ", ", "}:
        suffix = tokens[j].text
    if is_no_person(line, i, end, j):
        return None
    start, stop = tokens[i].start, tokens[end - 1].end
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
    )


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
        closing = after.strip() if after.endswith(" ") else ""
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
        and not _known_thing(f)
        and not _names_a_thing(f)
        and (len(f.keys) > 1 or f.keys[0] not in storms - families)
        and not (len(f.keys) == 1 and _never_alone(f, families))
    ]
    taken = {(f.leaf, f.start) for f in kept}
    for line in lines:
        for a, b in line.runs:
            keys = tuple(t.key for t in line.tokens[a:b])
            missed = (
                _is_famous(keys) or _is_part(keys, full) or _is_titled(line.tokens[a:b])
                if b - a > 1
                else (keys[0] in families - storms and _alone(line, a))
                or _half_a_couple(line, a, taken)
            )
            name = _found(line, a, b) if missed else None
            if name is not None and not any(n in taken for n in _starts(line, a, b)):
                kept.append(name)
    return tuple(sorted(kept, key=lambda f: (f.leaf, f.start)))


def _starts(line: Line, a: int, b: int) -> list[tuple[int, int]]:
    """Where a name that is found in a run may begin."""
    return [(line.leaf, token.start) for token in line.tokens[a:b]]


def _is_famous(keys: Sequence[str]) -> bool:
    """Whether words are together a person's whom everybody knows, and nothing else: Kanye West."""
    flags = lexicon().get(" ".join(keys), "")
    return "i" in flags and "y" not in flags and "P" not in flags


def _without_lead(found: Found, line: Line) -> Found:
    """A name without the strange word before it, if the article has it so elsewhere.

    "Nathan Law of Demosisto Ann Chiang of DAB", where Ann Chiang is named, too.
    """
    flags = lexicon().get(found.keys[0], "")
    if "G" in flags or "S" in flags or len(found.keys) < 3:
        return found
    i = bisect_left(line.tokens, found.start, key=lambda t: t.start)
    return _found(line, i + 1, i + len(found.keys)) or found


def _is_titled(run: Sequence[Token]) -> bool:
    """Whether a run is an office that nothing else has, and a name: Vice President Ford."""
    known = lexicon()
    flags = known.get(run[-1].key, "")
    common = "K1" in flags and "S3" not in flags and "G" not in flags
    return run[-2].key in _ELECTED and not common and not any(c in flags for c in "olxtrmPnd")


def _is_part(keys: tuple[str, ...], full: Collection[tuple[str, ...]]) -> bool:
    """Whether words are some of the later words of a full name: De la Cruz (y Pérez)."""
    if keys[0] not in PARTICLES:
        return False
    return any(
        keys == name[n : n + len(keys)]
        for name in full
        for n in range(1, len(name) - len(keys) + 1)
    )


def _known_thing(found: Found) -> bool:
    """Whether several words are together a place or another thing, not a person."""
    if len(found.keys) < 2 or found.title:
        return False
    flags = lexicon().get(" ".join(found.keys), "")
    return ("P" in flags or "y" in flags) and "i" not in flags


def _names_a_thing(found: Found) -> bool:
    """Whether a storm, a building or a winner takes its name: Trump Tower, Booker Prize-winner."""
    last, flags = found.keys[-1], lexicon().get(found.keys[-1], "")
    if found.keys[0] in _STORMS or (last.endswith(_NO_NAME_ENDS) and last not in _NO_NAME_ENDS):
        return True
    built = len(found.keys) > 1 and ("l" in flags or "o" in flags) and "K1" in flags
    return built and "S3" not in flags and "S2" not in flags and not found.title


def _never_alone(found: Found, families: Collection[str]) -> bool:
    """Whether a word alone, without a title or a namesake in full, is no person: May, Muslim."""
    flags = lexicon().get(found.keys[0], "")
    return (
        ("z" in flags or "n" in flags)
        and "i" not in flags
        and not found.title
        and found.keys[0] not in families
    )


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
