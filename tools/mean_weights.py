"""The mean of several fits of the people finder, written into the package.

    python -m tools.mean_weights FOLDER FOLDER...

Each folder holds the two files that ``tools/train_people.py`` writes. Fits on different documents
err in different places: their mean errs less on texts that none has seen.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Sequence
from pathlib import Path

TARGET = Path("anthology/edit/people")
_TRANSITIONS = 3
_LEAST = 0.01  # a feature that weighs less for every label says nothing


def mean(fits: Sequence[str]) -> str:
    """The lines of a weights file whose numbers are the means of others'; what one lacks is 0."""
    transitions: dict[str, list[float]] = {}
    features: dict[str, list[float]] = {}
    for fit in fits:
        for number, line in enumerate(fit.splitlines()):
            name, *found = line.split("\t")
            table = transitions if number < _TRANSITIONS else features
            sums = table.setdefault(name, [0.0] * len(found))
            for at, value in enumerate(found):
                sums[at] += float(value) / len(fits)
    lines = ["\t".join([name, *(f"{x:.4g}" for x in row)]) for name, row in transitions.items()]
    lines += [
        "\t".join([name, *(f"{x:.3g}" for x in row)])
        for name, row in sorted(features.items())
        if max(map(abs, row)) > _LEAST
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the means of the fits in the folders that are named."""
    for name in ("weights-first.tsv.gz", "weights-second.tsv.gz"):
        found = [gzip.decompress((Path(each) / name).read_bytes()) for each in sys.argv[1:]]
        text = mean([each.decode("utf-8") for each in found])
        (TARGET / name).write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
