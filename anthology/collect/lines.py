"""Stage 1 of 4, collect: the lines of a plain text, made into paragraphs.

Paragraphs are told by blank lines, by indents, or are a line each; lines that were wrapped
to a width are joined. No word changes; a hyphen at a line's end goes only where the text
itself writes the word without it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_SENTENCE_END = re.compile(r"[.!?…:;。！？؟।][\"'”’»)\]]*$")


def paragraphs_of(text: str) -> tuple[str, ...]:
    """The paragraphs of ``text``, each on one line but for verse, whose lines stay."""
    groups = [_lines(group) for group in re.split(r"\n[^\S\n]*(?:\n[^\S\n]*)+", text)]
    groups = [group for group in groups if group]
    width = _width(groups)
    words = _words(text) if "-\n" in text or "‐\n" in text else frozenset()
    found: list[str] = []
    for group in groups:
        for part in _split(group, width):
            joined = _join(part, words)
            if joined:
                found.append(joined)
    return tuple(found)


def _lines(group: str) -> list[str]:
    return [line.rstrip() for line in group.split("\n") if line.strip()]


def _width(groups: Sequence[Sequence[str]]) -> int:
    """The column at which the text was wrapped; 0 where it was not."""
    lines = [line for group in groups for line in group]
    inner = [line for group in groups for line in group[:-1]]
    if not inner:
        return 0
    lengths = sorted(map(len, inner))
    width = lengths[int(len(lengths) * 0.95)]
    if width > 132 or width < 20:
        return 0
    full = sum(
        len(line) + 1 + len(following.split()[0]) > width
        for group in groups
        for line, following in zip(group, group[1:], strict=False)
    )
    longer = sum(len(line) > width + 8 for line in lines)
    return width if full >= len(inner) * 0.6 and longer <= len(lines) * 0.05 + 1 else 0


def _split(group: Sequence[str], width: int) -> list[list[str]]:
    """A run of lines without a blank one, as paragraphs of lines."""
    if len(group) == 1:
        return [list(group)]
    if not width:
        return [[line] for line in group]
    parts: list[list[str]] = []
    for number, line in enumerate(group):
        indented = len(line) - len(line.lstrip()) >= 2
        before = group[number - 1] if number else ""
        base = before and len(before) - len(before.lstrip()) >= 2
        if not parts or (indented and not base):
            parts.append([])
        parts[-1].append(line)
    return parts


def _join(lines: Sequence[str], words: frozenset[str]) -> str:
    joined = ""
    for line in lines:
        following = line.strip()
        if joined.endswith(("-", "‐")) and joined[-2:-1].isalpha() and following[:1].islower():
            whole = re.search(r"([^\W\d_]+)[-‐]$", joined)
            rest = re.match(r"[^\W\d_]+", following)
            if whole and rest and (whole[1] + rest[0]).lower() in words:
                joined = joined[:-1]
            joined += following
        else:
            joined += f" {following}" if joined else following
    return re.sub(r"[^\S\n]+", " ", joined).strip()


def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in re.findall(r"[^\W\d_]+", text))
