"""Find the names of persons in one article: a pure function of the article's text.

The words are cut into runs of capitals (tokens.py), every word of a run is described (features.py)
and the runs are labelled (weigh.py): once with what each place shows, then again with what the
first labelling says of the same words elsewhere in the article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from anthology.edit.people.features import run_features
from anthology.edit.people.lexicon import lexicon
from anthology.edit.people.roles import role_after, role_before
from anthology.edit.people.sightings import Sightings, sightings
from anthology.edit.people.tokens import PARTICLES, Token, runs_of, tokens_of
from anthology.edit.people.weigh import Weights, weights
from anthology.edit.people.words import words
from anthology.model import Article

TITLE_LEAF = -1  # a real title is read as evidence; a name in it is no mention
SUFFIXES = words("suffixes")


@dataclass(frozen=True, slots=True)
class Found:
    """A name as it stands in the text."""

    leaf: int
    start: int
    end: int
    text: str
    words: tuple[str, ...]  # of the bare name, as written, without a suffix
    keys: tuple[str, ...]  # the same, folded
    suffix: str = ""  # Jr., III
    title: str = ""  # the honorific before the name, as written: Mr, President, Pope
    opens: bool = False  # begins a sentence
    role: str = ""  # what the text says of the person here, as written


_GOVERNMENTS = words("governments")
_ALSO_NAMES = frozenset({"don", "saint", "st.", "king", "prince"})
Read = tuple[list[Token], list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Line:
    """One of an article's texts, read: its words and its runs of capitals."""

    leaf: int
    text: str
    tokens: list[Token]
    runs: list[tuple[int, int]]

    @classmethod
    def of(cls, leaf: int, text: str) -> Line:
        """Read a text."""
        tokens = tokens_of(text)
        return cls(leaf, text, tokens, runs_of(tokens))


def find_names(article: Article) -> tuple[Found, ...]:
    """The names in an article's leaves, in reading order; a real title's first, as leaf -1."""
    texts = [(n, leaf.text) for n, leaf in enumerate(article.leaves())]
    if not article.title_supplied and article.title:
        texts.insert(0, (TITLE_LEAF, article.title))
    return find_in_texts(texts)


def find_in_texts(texts: Sequence[tuple[int, str]]) -> tuple[Found, ...]:
    """The names in numbered texts that belong together."""
    lines = [Line.of(leaf, text) for leaf, text in texts]
    read = [(line.tokens, line.runs) for line in lines]
    seen = sightings(read, lexicon())
    first = _labels(read, seen, None, weights("first"))
    second = _labels(read, seen, votes_of(read, first), weights("second"))
    return tuple(
        name
        for line, labels in zip(lines, second, strict=True)
        for (start, _), path in zip(line.runs, labels, strict=True)
        for name in _names_of_run(line, start, path)
    )


def _labels(
    read: Sequence[Read],
    seen: Sightings,
    votes: Mapping[str, tuple[int, int]] | None,
    judge: Weights,
) -> list[list[str]]:
    """The labels of every run of every text."""
    known = lexicon()
    return [
        [judge.best(run_features(tokens, run, known, seen, votes)) for run in runs]
        for tokens, runs in read
    ]


def votes_of(read: Sequence[Read], labels: Sequence[Sequence[str]]) -> dict[str, tuple[int, int]]:
    """Of each folded word: how often it was taken for part of a name, and how often it was seen."""
    yes: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for (tokens, runs), paths in zip(read, labels, strict=True):
        for (a, b), path in zip(runs, paths, strict=True):
            for token, label in zip(tokens[a:b], path, strict=True):
                total[token.key] += 1
                yes[token.key] += label != "O"
    return {key: (yes[key], count) for key, count in total.items()}


def _names_of_run(line: Line, start: int, path: str) -> list[Found]:
    """The names that a labelled run holds, which begins with word ``start``."""
    found = []
    i = 0
    while i < len(path):
        j = i + 1
        if path[i] == "B":
            while j < len(path) and path[j] == "I":
                j += 1
            name = _found(line, start + i, start + j)
            if name is not None:
                found.append(name)
        i = j
    return found


def found_at(line: Line, start: int, end: int) -> Found | None:
    """The name at ``text[start:end]``, which another finder saw; None if it holds no word."""
    inside = [n for n, t in enumerate(line.tokens) if t.start < end and start < t.end]
    return _found(line, inside[0], inside[-1] + 1) if inside else None


def _found(line: Line, i: int, j: int) -> Found | None:
    """The name of words ``i`` to ``j`` without titles and suffixes; None if nothing is left."""
    known, tokens = lexicon(), line.tokens
    while j - i > 1 and "t" in known.get(tokens[i].key, "") and tokens[i].key not in _ALSO_NAMES:
        i += 1
    while j - i > 1 and tokens[j - 1].key in PARTICLES and not tokens[j - 1].capital:
        j -= 1
    suffix, end = "", j
    if j - i > 1 and tokens[j - 1].key in SUFFIXES:
        suffix, end = tokens[j - 1].text, j - 1
    elif j < len(tokens) and tokens[j].key in SUFFIXES and tokens[j].gap in {" ", ", "}:
        suffix = tokens[j].text
    if j < len(tokens) and tokens[j].key in _GOVERNMENTS and tokens[j].gap == " ":
        return None
    if not any(t.capital for t in tokens[i:end]):
        return None
    start, stop = tokens[i].start, tokens[end - 1].end
    before = role_before(line.text, tokens, i, known)
    return Found(
        line.leaf,
        start,
        stop,
        line.text[start:stop],
        tuple(_written(tokens, n, i) for n in range(i, end)),
        tuple(t.key for t in tokens[i:end]),
        suffix,
        _title(tokens, i, known),
        tokens[i].opens,
        before or role_after(line.text, tokens, _past(tokens, j), known),
    )


def _written(tokens: Sequence[Token], n: int, first: int) -> str:
    """A word of a name as written, a nickname with its quotation marks."""
    word = re.sub("\u00ad|-\\n", "", tokens[n].text)
    if n > first and tokens[n].gap.strip() and n + 1 < len(tokens) and tokens[n + 1].gap.strip():
        return f"{tokens[n].gap.strip()}{word}{tokens[n + 1].gap.strip()}"
    return word


def _past(tokens: Sequence[Token], j: int) -> int:
    """Index of the word after the name and its suffix."""
    return j + 1 if j < len(tokens) and tokens[j].key in SUFFIXES else j


def _title(tokens: Sequence[Token], i: int, known: Mapping[str, str]) -> str:
    """The honorific or office right before word ``i``: "Mr", "President"; else nothing."""
    if not i or tokens[i].opens or tokens[i].gap.strip():
        return ""
    before = tokens[i - 1]
    flags = known.get(before.key, "")
    if ("t" in flags or ("r" in flags and before.capital)) and before.text[0].isupper():
        return before.text
    return ""
