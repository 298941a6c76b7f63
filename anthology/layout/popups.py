"""Entries of the who's who as e-readers pop them up: none longer than they show.

Kobo's readers pop up the target of a link when it has from 9 to 5,000 characters; a longer one is
turned to. So a long entry is continued in entries of its own, to which no link leads.
"""

from __future__ import annotations

from collections.abc import Sequence

MOST_CHARS = 4_800
_MARKS = 8  # spaces, brackets and dots round a reference


def pieces(lengths: Sequence[int], before: int) -> tuple[tuple[int, int], ...]:
    """The bounds of runs of references: the first stands with ``before`` characters of its entry.

    >>> pieces([2000, 2000, 2000, 2000], 900)
    ((0, 1), (1, 3), (3, 4))
    """
    bounds: list[tuple[int, int]] = []
    start, filled = 0, before
    for at, length in enumerate(lengths):
        if filled + length + _MARKS > MOST_CHARS and (at > start or not bounds):
            bounds.append((start, at))
            start, filled = at, 0
        filled += length + _MARKS
    return (*bounds, (start, len(lengths)))
