"""Names that the weights passed over and that their place makes certain.

Who is named in full elsewhere in the article, stands after "Mr", is somebody's wife or neighbour,
is greeted, or asks and answers in an interview by initials.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from anthology.edit.people.aliases import NEAR, gives_a_name
from anthology.edit.people.context import KIN, OWNERS, set_off
from anthology.edit.people.found import Found
from anthology.edit.people.lexicon import lexicon
from anthology.edit.people.line import Line
from anthology.edit.people.resolve import initials
from anthology.edit.people.shapes import (
    has_particle,
    is_eastern,
    is_famous,
    is_given_first,
    is_initialled,
    is_pair,
    is_part,
    is_speaker,
    is_titled,
)
from anthology.edit.people.tokens import PARTICLES, Token
from anthology.edit.people.words import words

_STRICT = words("strict-titles")
_STRICT_OF = {"fr": _STRICT | words("strict-titles-fr")}
_GREETINGS = frozenset({"hi", "hello", "hey", "dear", "dearest", "cheers", "thanks", "goodbye"})
_NO_NAMES = frozenset("zndcolxtr")
_CLOSED = re.compile(r"[,.;:()!?]|\Z")
_VAN = frozenset({"nl", "de"})
_NEAR_WORDS = 4
_INITIALS = re.compile(r"[A-Z]{2,3}\Z")


def missed(
    line: Line, found: Sequence[Found], storms: Collection[str]
) -> Iterator[tuple[int, int]]:
    """The words (index of the first, index after the last) of names that are not in ``found``."""
    full = {f.keys for f in found if len(f.keys) > 1}
    families = {f.keys[-1] for f in found if len(f.keys) > 1}
    givens = {f.keys[0] for f in found if len(f.keys) > 1}
    letters = _speakers(full)
    here = [f for f in found if f.leaf == line.leaf]
    taken = _words_of(here, line)
    ends = [f.end for f in here if len(f.keys) > 1]
    for a, b in line.runs:
        run = line.tokens[a:b]
        if b - a > 2 and all(t.text.isupper() for t in run):
            heads = list(_in_capitals(line, a, b, families, taken))
            yield from heads
            if heads:
                continue
        if any(t.start in taken for t in run):
            continue
        keys = tuple(t.key for t in run)
        several = b - a > 1 and (
            is_famous(keys)
            or is_part(keys, full)
            or is_titled(run)
            or is_eastern(keys)
            or is_initialled(run)
            or is_speaker(line, a, b)
            or (line.language not in {"en", "eo"} and is_given_first(run))
            or (line.language in _VAN and has_particle(run, line.language))
        )
        family = b - a == 1 and keys[0] in families and keys[0] not in storms and _alone(line, a)
        alone = b - a == 1 and (
            _half_a_couple(line, a, taken)
            or is_pair(line, a)
            or _speaks(line, a, letters)
            or (keys[0] in givens and _only_given(line, a))
            or _is_listed(line, a, taken)
        )
        if several or family or alone or _is_alias(line, a, b, ends):
            yield a, b
        else:
            yield from _by_its_place(line, a, b)


def named_again(
    line: Line, found: Sequence[Found], others: Collection[tuple[str, ...]]
) -> Iterator[tuple[int, int]]:
    """The runs that are one of the other names that the text gave, where they were passed over."""
    taken = _words_of([f for f in found if f.leaf == line.leaf], line)
    for a, b in line.runs:
        keys = tuple(t.key for t in line.tokens[a:b])
        if keys in others and line.tokens[a].start not in taken:
            yield a, b


def _is_alias(line: Line, a: int, b: int, ends: Sequence[int]) -> bool:
    """Whether a run is given as another name of somebody just named: known as Fito."""
    start = line.tokens[a].start
    near = [end for end in ends if 0 < start - end < NEAR]
    dated = "d" in lexicon().get(line.tokens[a].key, "")  # born May 9
    return bool(near) and b - a < 4 and not dated and gives_a_name(line.text[max(near) : start])


def _words_of(found: Sequence[Found], line: Line) -> set[int]:
    """Where the words of names begin."""
    starts = [t.start for t in line.tokens]
    return {
        start
        for name in found
        for start in starts[bisect_left(starts, name.start) : bisect_left(starts, name.end)]
    }


def _by_its_place(line: Line, a: int, b: int) -> Iterator[tuple[int, int]]:
    """The name in a run after a title, after a word of kinship, after a greeting."""
    start = _after_title(line, a, b)
    if start is not None:
        yield start, b
    elif is_kin(line, a, b) or _is_set_off(line, a, b) or (b - a == 1 and _is_greeted(line, a)):
        yield a, b


def _in_capitals(
    line: Line, a: int, b: int, families: Collection[str], taken: Collection[int]
) -> Iterator[tuple[int, int]]:
    """The family names in a headline in capitals: BECKWITH GUILTY OF KILLING EVERS."""
    for n in range(a, b):
        if line.tokens[n].key in families and line.tokens[n].start not in taken:
            yield n, n + 1


def _after_title(line: Line, a: int, b: int) -> int | None:
    """Index of the first word of the name in a run after Mr, Dr or Rev.; None if there is none.

    Not Mr President, nor what goes on as a thing: Dr Pepper, Dr Martens Ltd.
    """
    known, tokens, strict = lexicon(), line.tokens, _STRICT_OF.get(line.language, _STRICT)
    start = a
    while start < b and ("t" in known.get(tokens[start].key, "") or tokens[start].key in strict):
        start += 1
    before = tokens[start - 1] if start else None
    if before is None or before.key not in strict or not before.capital or not 0 < b - start < 4:
        return None
    if start > a and '"' in tokens[a].gap and b < len(tokens) and '"' in tokens[b].gap:
        return None  # the song "Miss Murder"
    named = tokens[start].capital or tokens[start].key in PARTICLES
    if tokens[start].gap.strip() or not named or len(tokens[b - 1].key) < 3:
        return None
    whole = known.get(" ".join(t.key for t in tokens[start - 1 : b]), "")
    rest = [known.get(t.key, "") if t.capital else "" for t in tokens[start:b]]
    thing = tokens[b - 1].key.endswith("ing") and not rest[-1]  # Mr Bodyboarding himself
    built = len(rest) > 1 and "l" in rest[-1] and "K1" in rest[-1]  # Lady Margaret Hall
    thing = (
        thing
        or built
        or (any(c in f for f in rest for c in "xoltrmn") and not any("S3" in f for f in rest))
    )
    stopped = "z" in rest[0] and tokens[start].capital
    return None if thing or "y" in whole or stopped else start


def is_kin(line: Line, a: int, b: int) -> bool:
    """Whether a run is named as somebody's kin: his wife Jan, my late father, Chidi, was."""
    tokens = line.tokens
    comma = tokens[a].gap == ", "
    if not a or b - a > 3 or tokens[a].key in KIN or tokens[a - 1].key not in KIN:
        return False
    if not comma and tokens[a].gap != " ":
        return False
    if tokens[a - 1].opens and not comma:
        return False
    owner = next((t for t in reversed(tokens[max(0, a - 1 - _NEAR_WORDS) : a - 1])
                  if t.key in OWNERS or t.gap.strip()), None)  # fmt: skip
    if owner is None or owner.key not in OWNERS:
        return False
    after = tokens[b].gap if b < len(tokens) else ""
    return _can_be_given(tokens[a].key) and (not comma or bool(_CLOSED.match(after.strip()[:1])))


def _is_set_off(line: Line, a: int, b: int) -> bool:
    """Whether what follows is somebody's office or kin: Atishi, his education minister, will."""
    tokens = line.tokens
    if (
        b - a > 3
        or b >= len(tokens)
        or tokens[b].gap != ", "
        or tokens[b].key not in {"his", "her"}
    ):
        return False
    if set_off(tokens, b, lexicon()) not in {"office", "kin"}:
        return False
    return all(_can_be_given(t.key) for t in tokens[a:b] if t.capital)


def _is_greeted(line: Line, n: int) -> bool:
    """Whether a word is a given name after a greeting: Hey John, Dear Ama."""
    before = line.tokens[n - 1] if n else None
    if before is None or before.key not in _GREETINGS or not before.opens:
        return False
    flags = lexicon().get(line.tokens[n].key, "")
    return line.tokens[n].gap in {" ", ", "} and "G" in flags and _can_be_given(line.tokens[n].key)


def _can_be_given(key: str) -> bool:
    """Whether nothing speaks against a word's being a given name."""
    flags = lexicon().get(key, "")
    if "G3" in flags or "G2" in flags:
        return not any(c in flags for c in "zdn")
    return not _NO_NAMES & set(flags) and "K1" not in flags and "PA" not in flags


def _is_listed(line: Line, n: int, taken: Collection[int]) -> bool:
    """Whether a family name is in a list with others written alike: KENNEDY, SOUTER, and BREYER."""
    token, flags = line.tokens[n], lexicon().get(line.tokens[n].key, "")
    capitals = token.text.isupper() and not line.text.isupper()
    known = "S" in flags or (capitals and not flags)
    if not known or any(c in flags for c in "KPczndolxtr") or len(token.text) < 4:
        return False
    return any(_beside(line.tokens, n, step, taken, capitals) for step in (-1, 1))


def _beside(
    tokens: Sequence[Token], n: int, step: int, taken: Collection[int], capitals: bool
) -> bool:
    """Whether a list goes on from word ``n`` to a word that is a name, over others like it."""
    k = n + step
    while 0 <= k < len(tokens):
        gap = tokens[max(k, k - step)].gap
        if tokens[k].key == "and" and gap in {" ", ", "}:
            k += step
            continue
        alone = tokens[k].capital and tokens[k].text.isupper() == capitals
        if (
            not alone
            or gap.strip() not in {"", ","}
            or (not gap.strip() and tokens[k - step].key != "and")
        ):
            return False
        if tokens[k].start in taken:
            return capitals or "G" not in lexicon().get(tokens[k].key, "")
        if not capitals:
            return False
        k += step
    return False


def _only_given(line: Line, n: int) -> bool:
    """Whether a given name of the article is nothing else: Nobby, not Mark or Paris."""
    before = line.tokens[n - 1].key if n else ""
    flags = lexicon().get(line.tokens[n].key, "")
    return before not in {"the", "a", "an"} and not any(c in flags for c in "KPczndolxtr")


def _speakers(full: Collection[tuple[str, ...]]) -> set[str]:
    """The initials of those named in full, if they are one person's alone."""
    made = Counter(map(initials, full))
    return {letters for letters, count in made.items() if count == 1}


def _speaks(line: Line, n: int, letters: Collection[str]) -> bool:
    """Whether initials at the head of a line ask or answer: TS: How did it start?"""
    token = line.tokens[n]
    head = n == 0 or "\n" in token.gap
    after = line.text[token.end : token.end + 2]
    return head and bool(_INITIALS.match(token.text)) and token.key in letters and after == ": "


def _half_a_couple(line: Line, n: int, taken: Collection[int]) -> bool:
    """Whether a word is the given name of a couple: Bill and Hillary Clinton."""
    flags = lexicon().get(line.tokens[n].key, "")
    given = "G3" in flags or ("G" in flags and "K1" not in flags)
    if not given or any(c in flags for c in "czdn") or "PA" in flags:
        return False
    after = line.tokens[n + 1 : n + 4]
    return (
        len(after) == 3
        and after[0].key == "and"
        and after[2].capital
        and all(token.gap == " " for token in after)
        and "G" in lexicon().get(after[1].key, "")
        and after[1].start in taken
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
