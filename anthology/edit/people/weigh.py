"""The judge: weights for features, learned offline, and the best labelling of a run under them.

The weights were fitted by ``tools/train_people.py``, whose head says on what. The file has a line
a feature: the feature, then its weight for O (no person), B (a name begins), I (it goes on); its
first nine lines are the transitions.
"""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Triple = tuple[float, float, float]
Sums = tuple[float, float, float, float, float, float]  # of O, B, I in the first pass, the second
NOTHING: Sums = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
LABELS = "OBI"


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of features and, from label to label, of transitions."""

    features: dict[str, Triple]
    transitions: tuple[Triple, Triple, Triple]

    def path(self, sums: Sequence[Triple]) -> str:
        """The best labels of words with these sums: O, B and I; never I after O or at the start."""
        (oo, ob, _), (bo, bb, bi), (io, ib, ii) = self.transitions
        back: list[tuple[int, int, int]] = []
        o = b = i = 0.0
        for n, (eo, eb, ei) in enumerate(sums):
            if not n:
                o, b, i = eo, eb, -1e9
                continue
            from_o = max((o + oo, 0), (b + bo, 1), (i + io, 2))
            from_b = max((o + ob, 0), (b + bb, 1), (i + ib, 2))
            from_i = max((b + bi, 1), (i + ii, 2))
            back.append((from_o[1], from_b[1], from_i[1]))
            o, b, i = from_o[0] + eo, from_b[0] + eb, from_i[0] + ei
        label = max((o, 0), (b, 1), (i, 2))[1] if sums else 0
        path = [label] if sums else []
        for step in reversed(back):
            label = step[label]
            path.append(label)
        return "".join(LABELS[p] for p in reversed(path))


class Judges:
    """The weights of both passes, side by side: a feature is looked up once for both."""

    def __init__(self, first: Weights, second: Weights) -> None:
        none: Triple = (0.0, 0.0, 0.0)
        self.first, self.second = first, second
        self._both: dict[str, Sums] = {
            feature: (*first.features.get(feature, none), *second.features.get(feature, none))
            for feature in {**first.features, **second.features}
        }

    def sums(self, row: Sequence[str], so_far: Sums = NOTHING) -> Sums:
        """The sums of a word's features under both."""
        both = self._both
        o1, b1, i1, o2, b2, i2 = so_far
        for feature in row:
            found = both.get(feature)
            if found is not None:
                p, q, r, x, y, z = found
                o1 += p
                b1 += q
                i1 += r
                o2 += x
                b2 += y
                i2 += z
        return o1, b1, i1, o2, b2, i2


def parse_weights(text: str) -> Weights:
    """Weights from the lines of a weights file."""
    rows = [line.split("\t") for line in text.splitlines()]
    transitions = [tuple(float(x) for x in row[1:]) for row in rows[:3]]
    features = {row[0]: (float(row[1]), float(row[2]), float(row[3])) for row in rows[3:]}
    first, second, third = ((t[0], t[1], t[2]) for t in transitions)
    return Weights(features, (first, second, third))


@cache
def judges() -> Judges:
    """The shipped weights."""
    return Judges(_shipped("first"), _shipped("second"))


def _shipped(name: str) -> Weights:
    data = (files(__package__) / f"weights-{name}.tsv.gz").read_bytes()
    return parse_weights(gzip.decompress(data).decode("utf-8"))
