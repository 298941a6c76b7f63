"""What can be seen of each word of a run: the evidence that the weights judge.

A feature is a short string, "s0=G3S3" (what the lexicon says of the word) or "L=said" (the word
to the left). Names themselves are never features, so that none is learned by heart; the words
around them are, when they are ordinary words, offices or titles.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from anthology.edit.people.context import (
    Votes,
    context_of,
    is_ordinary,
    kind,
    letters,
    listed,
    plain,
    shape,
    share,
    sides,
)
from anthology.edit.people.lexicon import looks
from anthology.edit.people.sightings import Sightings, bucket
from anthology.edit.people.tokens import PARTICLES, Token

_NAME_FLAGS = re.compile(r"[GS]\d")
_ASIDE = str.maketrans("", "", "qkesay")


@lru_cache(4096)
def _name_class(flags: str) -> str:
    """The lexicon's flags in short, without those that only sorting and sex need: G3S2PAK1r."""
    return flags.translate(_ASIDE) or "-"


def run_features(
    tokens: Sequence[Token],
    run: tuple[int, int],
    known: Mapping[str, str],
    seen: Sightings,
) -> list[list[str]]:
    """The features of every word of a run, in order."""
    a, b = run
    flags = [known.get(t.key, "") for t in tokens[a:b]]
    shapes = [shape(t) for t in tokens[a:b]]
    before, after = context_of(tokens, a, b, known)
    beside = sides(tokens, a, b, known)
    covered = _phrases([t.key for t in tokens[a:b]], known)
    caps = all(s in {"XX", "X.", "X"} for s in shapes) and b - a > 1
    words = tokens[a:b]
    names = [_as_neighbour(f, form) for f, form in zip(flags, shapes, strict=True)]
    earlier = _letters_before(flags, "trolxn")
    later = _letters_before(flags[::-1], "olx")[::-1]
    rows = []
    for i in range(b - a):
        row = ["bias", *before, *after] if b - a == 1 else ["bias"]
        if b - a > 1:
            if i == 0:
                row += before
            if i == b - a - 1:
                row += after
            row.append(f"n={min(b - a, 6)},{min(i, 3)},{min(b - a - 1 - i, 2)}")
        token = words[i]
        row += _own(token.key, token.opens, flags[i], shapes[i])
        what = kind(flags[i])
        if i == 0:
            row.append(f"kl={what}{beside[0]}")
        if i == b - a - 1:
            row.append(f"kr={what}{beside[1]}")
            if b - a == 1:
                row.append(f"klr={what}{beside[0]}{beside[1]}")
        _neighbours(row, words, i, flags, shapes, names)
        row += [f"later={c}" for c in later[i]]
        row += [f"earlier={c}" for c in earlier[i]]
        row += seen.features(token.key)
        if covered:
            row.append(f"phrase={covered[i]}")
        if caps:
            row.append("caps")
        rows.append(row)
    return rows


def vote_features(tokens: Sequence[Token], run: tuple[int, int], votes: Votes) -> list[list[str]]:
    """More features of every word of a run: what a first pass over the article decided elsewhere.

    ``votes`` says of a folded word how often the pass took it for part of a name, and how often it
    looked at it.
    """
    a, b = run
    found = [votes.get(t.key) for t in tokens[a:b]]
    marks = [f"{share(vote)}{bucket(vote[1] if vote else 0)}" for vote in found]
    rows = [
        [f"v{k - i}={marks[k]}" for k in (i - 1, i, i + 1) if 0 <= k < len(marks)]
        for i in range(b - a)
    ]
    rows[-1].insert(0, f"rv={listed(tokens, b, b, votes)}")
    rows[0].insert(0, f"lv={listed(tokens, a - 1, a, votes)}")
    return rows


def _phrases(keys: Sequence[str], known: Mapping[str, str]) -> list[str]:
    """Which words belong to a person, place or thing known by several words; [] if none do."""
    marks: list[str] = []
    for i in range(len(keys) - 1):
        for j in range(min(len(keys), i + 5), i + 1, -1):
            flags = known.get(" ".join(keys[i:j]), "")
            kind = next((c for c in "iPy" if c in flags), "")
            if kind:
                marks = marks or ["-"] * len(keys)
                whole = "=" if j - i == len(keys) else ">" if j == len(keys) else "<"
                marks[i:j] = [f"{kind}{whole}"] * (j - i)
                break
    return marks


@lru_cache(1 << 14)
def _own(key: str, opens: bool, flags: str, form: str) -> tuple[str, ...]:
    """What the word itself says."""
    row = [f"s0={_name_class(flags)}", f"sh={form}"]
    row += [f"f={flags[i : i + 2]}" for i in range(len(flags)) if flags[i].isupper()]
    row += [f"f={c}" for c in letters(flags)]
    if opens:
        row.append(f"o&{_name_class(flags)}")
    if not flags:
        common, place = looks(key)
        row += [
            f"su={key[-2:]}",
            f"su3={key[-3:]}",
            f"len={min(len(key), 9)}",
            f"look={common}",
            f"look2={place}",
            f"look3={common},{place}",
        ]
    if is_ordinary(flags) and not _NAME_FLAGS.search(flags):
        row.append(f"w={key}")
    if key in PARTICLES:
        row.append(f"part={key}")
    return tuple(row)


@lru_cache(4096)
def _as_neighbour(flags: str, form: str) -> str:
    """What a word is to the words beside it."""
    if form == "IV":
        return form
    marks = "".join(_NAME_FLAGS.findall(flags))
    return marks + ("K1" if "K1" in flags else "") + ("P" if "P" in flags else "")


def _letters_before(flags: Sequence[str], wanted: str) -> list[str]:
    """For each word, the letters of ``wanted`` that any word before it has, in their order."""
    rows, found = [], ""
    for each in flags:
        rows.append(found)
        more = _letters_of(each, wanted)
        if more:
            found = "".join(c for c in wanted if c in found or c in more)
    return rows


@lru_cache(4096)
def _letters_of(flags: str, wanted: str) -> str:
    return "".join(c for c in wanted if c in flags)


def _neighbours(  # noqa: PLR0913, PLR0917 - columns of one table
    row: list[str],
    words: Sequence[Token],
    i: int,
    flags: Sequence[str],
    shapes: Sequence[str],
    names: Sequence[str],
) -> None:
    """What the words beside it in the run say."""
    if i:
        row += [
            f"s-1={names[i - 1]}{letters(flags[i - 1])}",
            f"s-1,0={names[i - 1]},{names[i]}",
            f"sh-1={shapes[i - 1]}",
        ]
        row += [
            f"w-1={plain(words[i - 1], flags[i - 1])}",
            f"l-1={letters(flags[i - 1])},{shapes[i]}",
        ]
    if i + 1 < len(flags):
        row += [
            f"s+1={names[i + 1]}{letters(flags[i + 1])}",
            f"s0,+1={names[i]},{names[i + 1]}",
            f"sh+1={shapes[i + 1]}",
        ]
        row += [f"w+1={plain(words[i + 1], flags[i + 1])}"]
