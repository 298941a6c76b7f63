"""Stage 1 of 4, collect: headers and numbers of pages that were scanned into a text: reported.

They stay where they are, for no rule can tell them from a refrain or a list for sure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from anthology.collect import notices
from anthology.report import Report

_BLANK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_NUMBER = re.compile(r"[-–—\[(]?\s*(\d{1,4})\s*[-–—\])]?")
_HEADER = re.compile(r"[^\W\d_].*[^\W_]")  # begins and ends with words: no sentence, no speaker
_LEAST_LETTERS = 6
_OFTEN = 3
_MOST_CHARS = 70


def tell_page_furniture(text: str, place: str, report: Report) -> None:
    """One notice of lines that stand alone and are numbers in order, or come again and again."""
    pieces = (piece.strip() for piece in _BLANK.split(text))
    lines = [piece for piece in pieces if piece and "\n" not in piece and len(piece) <= _MOST_CHARS]
    found = (*_headers(lines), *_numbers(lines))
    if found:
        kinds = list(dict.fromkeys(found))
        notices.PAGE_FURNITURE.tell(report, place, count=len(found), names=notices.some(kinds))


def _numbers(lines: Sequence[str]) -> tuple[str, ...]:
    """The numbers of pages, of which each is a little larger than the one before."""
    found = [(line, int(match[1])) for line in lines if (match := _NUMBER.fullmatch(line))]
    steps = [after - before for (_, before), (_, after) in pairwise(found)]
    if not steps or not all(0 < step <= _OFTEN for step in steps):
        return ()
    return tuple(line for line, _ in found)


def _headers(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines that come three times and more, whatever number stands with them."""
    bare = [re.sub(r"\d+", "", line).strip(" .-–—|") for line in lines]
    counts = Counter(line for line in bare if _is_header(line))
    return tuple(line for line in bare if counts[line] >= _OFTEN)


def _is_header(line: str) -> bool:
    letters = [letter for letter in line if letter.isalpha()]
    capitals = sum(word[0].isupper() for word in line.split())
    return (
        len(letters) >= _LEAST_LETTERS
        and _HEADER.fullmatch(line) is not None
        and capitals * 2 >= len(line.split())
    )
