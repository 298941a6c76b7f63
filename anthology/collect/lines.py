"""Stage 1 of 4, collect: the lines of a plain text, made into paragraphs.

Paragraphs are told by blank lines, by indents, or are a line each; lines that were broken
at a width are joined. No word changes; a hyphen at a line's end goes only where the text
itself writes the word without it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_SENTENCE_END = re.compile(r"[.!?…。！？؟۔।][\"'”’»)\]]*$")
_WIDEST = 132  # columns that anybody breaks lines at
_LONGEST_WORD = 100
_RUNS_ON = 0.35  # the share of lines that go on in lower case in a text broken anywhere


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """The paragraphs of a text, and whether each was a line of its own in a run of lines."""

    texts: tuple[str, ...]
    line_each: bool


def paragraphs_of(text: str) -> Paragraphs:
    """The paragraphs of ``text``, each on one line."""
    groups = [_lines(group) for group in re.split(r"\n[^\S\n]*(?:\n[^\S\n]*)+", text)]
    groups = [group for group in groups if group]
    if not groups:
        return Paragraphs((), False)
    broken = _width(groups)
    words = _words(text) if re.search(r"[-‐\xad]\n", text) else frozenset()
    found: list[str] = []
    for number, group in enumerate(groups):
        head = number == 0 and _is_head(groups)
        parts = [group] if head else _parts(group, broken)
        found += filter(None, (_join(part, words) for part in parts))
    line_each = not broken and sum(map(len, groups)) > len(groups) * 1.5
    return Paragraphs(tuple(found), line_each)


def _lines(group: str) -> list[str]:
    return [line.rstrip() for line in group.split("\n") if line.strip()]


def _is_head(groups: Sequence[Sequence[str]]) -> bool:
    """Whether the first group is a title of two or three short lines over a text of long ones."""
    first, rest = groups[0], [line for group in groups[1:] for line in group]
    if not 1 < len(first) < 4 or not rest:
        return False
    longest = sorted(map(len, rest))[len(rest) // 2]
    return longest > 100 and sum(map(len, first)) < min(200, longest)


def _width(groups: Sequence[Sequence[str]]) -> int:
    """The column at which lines were broken; 0 where a line is a paragraph."""
    pairs = [pair for group in groups for pair in pairwise(group)]
    if not pairs:
        return 0
    lengths = sorted(len(line) for line, _ in pairs)
    width = lengths[int(len(lengths) * 0.95)]
    if width > _WIDEST:
        return 0
    if width < 20 and len(pairs) > 50:
        return width  # a column of words
    full = sum(len(line) + 1 + len(after.split()[0]) > width for line, after in pairs)
    runs_on = sum(
        after.lstrip()[0].islower() and not _SENTENCE_END.search(line) for line, after in pairs
    )
    longer = sum(len(line) > width + 8 for group in groups for line in group)
    if longer > len(pairs) * 0.05 + 1:
        return 0
    wrapped = full >= len(pairs) * 0.6 and width >= 20
    return width if wrapped or runs_on >= len(pairs) * _RUNS_ON else 0


def _parts(group: Sequence[str], width: int) -> list[list[str]]:
    """A run of lines without a blank one, as paragraphs of lines."""
    if not width:
        return [[line] for line in group]
    usual = sorted(map(len, group))[int(len(group) * 0.8)]
    parts = [[group[0]]]
    for before, line in pairwise(group):
        indented = _indent(line) >= 2 and _indent(before) < 2
        # Broken early, after a sentence: in a long run of lines that ends a paragraph.
        early = len(before) + 1 + len(line.split()[0]) < usual * 0.8
        ended = len(group) > 20 and early and _SENTENCE_END.search(before)
        if indented or ended:
            parts.append([])
        parts[-1].append(line)
    return parts


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _join(lines: Sequence[str], words: frozenset[str]) -> str:
    """The lines in one; a word divided at a line's end is joined where the text proves it."""
    joined: list[str] = []
    last = ""  # the end of what has been joined: looking at all of it would cost its square
    for line in lines:
        following = line.strip()
        start = re.match(r"[^\W\d_]+", following)
        end = re.search(r"([^\W\d_]+)([-‐\xad])$", last)
        if start and end and following[0].islower():
            if (end[1] + start[0]).lower() in words or end[2] == "\xad":
                joined[-1] = joined[-1][:-1]
                last = last[:-1]
            joined.append(following)
        else:
            joined.append(f" {following}" if joined else following)
        last = (last + joined[-1])[-_LONGEST_WORD:]
    return re.sub(r"[^\S\n]+", " ", "".join(joined)).strip()


def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in re.findall(r"[^\W\d_]+", text))
