"""Given names that can be one person's: Joe and Joseph, J. and John, a left-out middle name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from anthology.edit.people.lexicon import fold
from anthology.edit.people.words import lines

_INITIALS = 2
_VOWELS = frozenset("aeiouy")


@cache
def _kin() -> Mapping[str, frozenset[int]]:
    """Of each given name the groups it belongs to."""
    found: dict[str, frozenset[int]] = {}
    for number, group in enumerate(lines("nicknames")):
        for name in group.split():
            found[name] = found.get(name, frozenset()) | {number}
    return found


def kin(key: str) -> frozenset[int]:
    """The groups of given names to which a folded name belongs."""
    return _kin().get(key, frozenset())


def agree_given(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two lists of folded given names do not contradict each other.

    >>> agree_given(["john", "f."], ["john"]), agree_given(["j."], ["john"])
    (True, True)
    >>> agree_given(["bob"], ["robert"]), agree_given(["jd"], ["james", "david"])
    (True, True)
    >>> agree_given(["george", "w."], ["george", "h.", "w."]), agree_given(["john"], ["peter"])
    (False, False)
    """
    x, y = _apart(a), _apart(b)
    if not _same(x[0], y[0]):
        # known by the middle name: Luiz Inacio (Lula), F. Murray
        return (
            len(x) != len(y)
            and any(_same(x[-1], k) for k in y[1:])
            and len(x) == 1
            and len(y[0]) == 1
        )
    short, long = sorted((x[1:], y[1:]), key=len)
    if len(short) == len(long):
        return all(_same(p, q) for p, q in zip(short, long, strict=True))
    if not short:
        return True
    return all(any(_same(p, q) for q in long) for p in short) and _same(short[0], long[0])


def _apart(keys: Sequence[str]) -> list[str]:
    """Given names with run-together initials apart: g.w. -> g w, jd -> j d (al is a name)."""
    out: list[str] = []
    for key in keys:
        bare = fold(key).replace("-", "") if "." in key else fold(key)
        if "." in bare:
            out += [c for c in bare.split(".") if c]
        elif len(bare) == _INITIALS and _VOWELS.isdisjoint(bare):
            out += list(bare)
        else:
            out.append(bare)
    return out or [""]


def _same(a: str, b: str) -> bool:
    if a == b or (min(len(a), len(b)) == 1 and a[:1] == b[:1]):
        return True
    return bool(kin(a) & kin(b))
