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
LABELS = "OBI"


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of features and, from label to label, of transitions."""

    features: dict[str, Triple]
    transitions: tuple[Triple, Triple, Triple]

    def best(self, rows: Sequence[Sequence[str]]) -> str:
        """The best labels of a run as a string of O, B and I; never I after O or at the start."""
        weights = self.features
        (oo, ob, _), (bo, bb, bi), (io, ib, ii) = self.transitions
        back: list[tuple[int, int, int]] = []
        o = b = i = 0.0
        for n, row in enumerate(rows):
            eo = eb = ei = 0.0
            for feature in row:
                triple = weights.get(feature)
                if triple is not None:
                    eo += triple[0]
                    eb += triple[1]
                    ei += triple[2]
            if not n:
                o, b, i = eo, eb, -1e9
                continue
            from_o = max((o + oo, 0), (b + bo, 1), (i + io, 2))
            from_b = max((o + ob, 0), (b + bb, 1), (i + ib, 2))
            from_i = max((b + bi, 1), (i + ii, 2))
            back.append((from_o[1], from_b[1], from_i[1]))
            o, b, i = from_o[0] + eo, from_b[0] + eb, from_i[0] + ei
        label = max((o, 0), (b, 1), (i, 2))[1] if rows else 0
        path = [label] if rows else []
        for step in reversed(back):
            label = step[label]
            path.append(label)
        return "".join(LABELS[p] for p in reversed(path))


def parse_weights(text: str) -> Weights:
    """Weights from the lines of a weights file."""
    rows = [line.split("\t") for line in text.splitlines()]
    transitions = [tuple(float(x) for x in row[1:]) for row in rows[:3]]
    features = {row[0]: (float(row[1]), float(row[2]), float(row[3])) for row in rows[3:]}
    first, second, third = ((t[0], t[1], t[2]) for t in transitions)
    return Weights(features, (first, second, third))


@cache
def weights(name: str) -> Weights:
    """The shipped weights of ``first`` or ``second`` pass."""
    data = (files(__package__) / f"weights-{name}.tsv.gz").read_bytes()
    return parse_weights(gzip.decompress(data).decode("utf-8"))
