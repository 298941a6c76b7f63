"""Sets a long blob in paragraphs where the sense turns (stage 1 of 4, collect)."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise

from anthology.collect.cohesion import Sentence, read, turns
from anthology.collect.sentences import sentences

_BLOB = 120  # words: up to here a text is one paragraph
_SHORTEST, _SHORT, _LONG = 25, 40, 110
_WHOLE = 70  # the length that breaks aim at
_MOST_SENTENCES = 60  # of a paragraph: none of sense has more, and to look further takes long


def set_paragraphs(text: str, language: str) -> tuple[str, ...]:
    """``text`` in paragraphs of about 40 to 110 words; one if it has 120 words or fewer.

    Words never change: only the white space at a break goes. Empty text has no paragraph.
    """
    body = text.strip()
    if not body:
        return ()
    units = tuple(read(piece, language) for piece in sentences(body, language))
    if sum(unit.words for unit in units) <= _BLOB:
        return (body,)
    starts = (*_starts(units, turns(units)), len(units))
    return tuple("".join(unit.text for unit in units[a:b]).strip() for a, b in pairwise(starts))


def _starts(units: tuple[Sentence, ...], worth: tuple[float, ...]) -> tuple[int, ...]:
    """The first sentence of every paragraph: the best way through, by worth and size."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(units) + 1):
        words, found = 0, (-math.inf, 0)
        for start in range(end - 1, -1, -1):
            words += units[start].words
            count = end - start
            if count > 1 and (words > 3 * _LONG or count > _MOST_SENTENCES):
                break
            gain = best[start][0] + (worth[start] if start else 0.0) - _cost(words, count == 1)
            if gain > found[0]:
                found = (gain, start)
        best.append(found)
    starts = [best[len(units)][1]]
    while starts[-1]:
        starts.append(best[starts[-1]][1])
    return tuple(reversed(starts))


@lru_cache(1024)
def _cost(words: int, alone: bool) -> float:
    """What a paragraph of this size costs; ``alone``: it is one sentence."""
    cost = ((words - _WHOLE) / _WHOLE) ** 2 * 2
    if words < _SHORT:
        cost += (_SHORT - words) / 8
    if words > _LONG:
        cost += (words - _LONG) / 12
    if alone and words < _SHORT:
        cost += 3
    return cost
