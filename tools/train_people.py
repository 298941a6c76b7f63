"""Fit the weights of the people finder and write them into the package.

    python -m tools.train_people GOLD.jsonl... [--further FOLDER] [--lessons LESSONS.jsonl]

Needs python-crfsuite (PyPI, MIT), which the program itself does not need. Fits a linear-chain CRF
over the runs of capitals for each pass; the second sees the first one's votes, made by
cross-validation so that it learns how far to trust them. GOLD is in the form that
``tools/predict_people.py`` reads; FOLDER holds the articles that ``tools/label_further.py``
labelled. LESSONS are the practice articles of ``tools/make_lessons.py``:
what is peculiar to them is learned apart (every feature of theirs comes twice, once as theirs
alone: Daumé 2007, "Frustratingly Easy Domain Adaptation"), and of a quarter of the words of their
names the lexicon is made to know nothing, so that the weights trust other evidence too.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pycrfsuite  # type: ignore[import-not-found]  # only needed here, not installed with the program

from anthology.edit.people.features import run_features, vote_features
from anthology.edit.people.find import Read, votes_of
from anthology.edit.people.lexicon import lexicon
from anthology.edit.people.line import Line
from anthology.edit.people.sightings import is_numeral, sightings
from anthology.edit.people.tokens import tokens_of
from tools.label_further import further

TARGET = Path("anthology/edit/people")
# Both passes and the rules, one source left out (24 November 2026): c2 0.3 and 0.1 give the same
# over 295 documents (persons 94.5, mentions 94.3), 0.3 with the better precision (95.2 for 94.7).
# Higher ones cost recall.
SETTINGS = {"c1": 0.3, "c2": 0.3, "max_iterations": 150, "feature.minfreq": 3}
FOLDS = 3
Votes = dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A labelled document, read; ``labels`` is None for a run that touches a doubtful span."""

    source: str
    read: Read
    features: tuple[list[list[str]], ...]  # of every run, those of every word, without votes
    practice: bool
    labels: tuple[tuple[str, ...] | None, ...]


class Forgetful(dict[str, str]):
    """The lexicon without some words, and with some names that it calls famous."""

    def __init__(self, without: Iterable[str], famous: Iterable[str]) -> None:
        super().__init__({**dict.fromkeys(without, ""), **dict.fromkeys(famous, "i")})

    def __missing__(self, key: str) -> str:
        return lexicon().get(key, "")

    def get(self, key: str, default: str = "") -> str:  # type: ignore[override]  # str only
        """The flags of a word, ``default`` if it is unknown or forgotten."""
        return (super().get(key) or default) if key in self else lexicon().get(key, default)


def lesson(document: dict[str, Any], practice: bool = False) -> Lesson:
    """Read a labelled document."""
    line = Line.of(0, document["text"])
    tokens, runs = line.tokens, line.runs
    names = [
        trimmed(document["text"], m["start"], m["end"])
        for p in document["people"]
        for m in p["mentions"]
    ]
    doubtful = [(m["start"], m["end"]) for m in document.get("ignore", [])]
    labels: list[tuple[str, ...] | None] = []
    for a, b in runs:
        row = []
        for token in tokens[a:b]:
            inside = [s for s, e in names if s < token.end and token.start < e]
            number = token.gap == " " and is_numeral(token.text) and row[-1:] not in ([], ["O"])
            row.append(
                "I" if number else "O" if not inside else "B" if token.start <= inside[0] else "I"
            )
        touched = any(s < t.end and t.start < e for s, e in doubtful for t in tokens[a:b])
        labels.append(None if touched else tuple(row))
    known: Mapping[str, str] = lexicon()
    if practice:
        named = [
            t.key
            for (a, b), row in zip(runs, labels, strict=True)
            if row
            for t, x in zip(tokens[a:b], row, strict=True)
            if x != "O"
        ]
        chosen = famous(document) if practice else {}
        forgotten = {k for k in named if chance(document, k, 4)}.union(*chosen.values())
        known = Forgetful(forgotten, chosen)
    seen = sightings([(tokens, runs)], known)
    features = tuple(
        [[sys.intern(f) for f in row] for row in run_features(tokens, run, known, seen)]
        for run in runs
    )
    return Lesson(document.get("source", ""), (tokens, runs), features, practice, tuple(labels))


def famous(document: dict[str, Any]) -> dict[str, list[str]]:
    """Some full names of a practice article, with their words: they pass for famous ones.

    Their words are unknown otherwise, so that the weights learn what it is to be known as a whole.
    """
    names = [[t.key for t in tokens_of(person["name"])] for person in document["people"]]
    return {" ".join(n): n for n in names if len(n) > 1 and chance(document, " ".join(n), 4)}


def chance(document: dict[str, Any], word: str, of: int) -> bool:
    """Whether one word ``of`` so many is drawn: the same in every run."""
    return zlib.crc32((document["id"] + word).encode()) % of == 0


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A labelled span without titles before the name."""
    known = lexicon()
    tokens = tokens_of(text[start:end])
    while (
        len(tokens) > 1
        and "t" in known.get(tokens[0].key, "")
        and "G" not in known.get(tokens[0].key, "")
    ):
        tokens.pop(0)
    return (start + tokens[0].start, end) if tokens else (start, end)


def rows(
    item: Lesson, votes: Votes | None
) -> Iterable[tuple[list[list[str]], tuple[str, ...] | None]]:
    """Features and labels of every run of a document."""
    tokens, runs = item.read
    for run, seen, labels in zip(runs, item.features, item.labels, strict=True):
        features = [list(row) for row in seen]
        if votes is not None:
            more = vote_features(tokens, run, votes)
            features = [[*row, *rest] for row, rest in zip(features, more, strict=True)]
        if item.practice:
            features = [[*row, *(f"{f}@practice" for f in row)] for row in features]
        yield features, labels


def fit(lessons: Sequence[Lesson], votes: Sequence[Votes | None], path: str) -> Any:
    """A tagger fitted on lessons, with the votes of a first pass or without."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(SETTINGS)
    for item, vote in zip(lessons, votes, strict=True):
        for features, labels in rows(item, vote):
            if labels is not None:
                trainer.append(features, labels)
    trainer.train(path)
    tagger = pycrfsuite.Tagger()
    tagger.open(path)
    return tagger


def voted(tagger: Any, item: Lesson) -> Votes:
    """What a tagger votes on a document it has not seen."""
    labels = [tagger.tag(features) for features, _ in rows(item, None)]
    return votes_of([item.read], [labels])


def both_passes(lessons: Sequence[Lesson], folder: str) -> tuple[Any, Any]:
    """Taggers for the first and the second pass."""
    votes: list[Votes | None] = [None] * len(lessons)
    for fold in range(FOLDS):
        rest = [x for n, x in enumerate(lessons) if n % FOLDS != fold]
        tagger = fit(rest, [None] * len(rest), f"{folder}/fold{fold}")
        for n in range(fold, len(lessons), FOLDS):
            votes[n] = voted(tagger, lessons[n])
    first = fit(lessons, [None] * len(lessons), f"{folder}/first")
    return first, fit(lessons, votes, f"{folder}/second")


def dump(tagger: Any, path: Path) -> None:
    """Write a tagger's weights as the package reads them."""
    info = tagger.info()
    lines = []
    for a in "OBI":
        found = [info.transitions.get((a, b), 0.0) for b in "OBI"]
        lines.append("\t".join([f"{a}>", *(f"{x:.4g}" for x in found)]))
    table: dict[str, list[float]] = {}
    for (feature, label), weight in info.state_features.items():
        table.setdefault(feature, [0.0, 0.0, 0.0])["OBI".index(label)] = weight
    for feature, triple in sorted(table.items()):
        if not feature.endswith("@practice") and max(map(abs, triple)) > 0.01:
            lines.append("\t".join([feature, *(f"{x:.3g}" for x in triple)]))
    path.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), 9, mtime=0))


def documents(path: Path) -> list[dict[str, Any]]:
    """The labelled documents of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def main() -> None:
    """Fit on all documents and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--further", type=Path)
    parser.add_argument("--lessons", type=Path)
    arguments = parser.parse_args()
    lessons = [lesson(document) for path in arguments.gold for document in documents(path)]
    if arguments.further:
        lessons += [lesson(document) for document in further(arguments.further)]
    if arguments.lessons:
        lessons += [lesson(document, True) for document in documents(arguments.lessons)]
    with tempfile.TemporaryDirectory() as folder:
        first, second = both_passes(lessons, folder)
        dump(first, TARGET / "weights-first.tsv.gz")
        dump(second, TARGET / "weights-second.tsv.gz")


if __name__ == "__main__":
    main()
