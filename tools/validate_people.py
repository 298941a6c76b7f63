"""Cross-validate the people engine: every source scored with weights fitted without it.

    python -m tools.validate_people --scorer SCORE.py --gold GOLD.jsonl... [--more MORE.jsonl] \\
        [--lessons LESSONS.jsonl]

MORE are labelled documents to learn from and never to be scored on. Prints the scorer's table.
About a minute and a half a source. Needs python-crfsuite.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from anthology.edit.people import find
from anthology.edit.people.weigh import Weights, parse_weights
from tools.predict_people import predictions
from tools.train_people import Lesson, both_passes, documents, dump, lesson


def without(
    source: str, lessons: dict[str, list[Lesson]], rest: list[Lesson]
) -> dict[str, Weights]:
    """Weights of both passes, fitted on all sources but one."""
    taught = [item for name, items in lessons.items() if name != source for item in items] + rest
    fitted = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, tagger in zip(("first", "second"), both_passes(taught, folder), strict=True):
            path = Path(folder) / f"{name}.tsv.gz"
            dump(tagger, path)
            fitted[name] = parse_weights(gzip.decompress(path.read_bytes()).decode("utf-8"))
    return fitted


def main() -> None:
    """Score every source and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--more", type=Path)
    parser.add_argument("--lessons", type=Path)
    arguments = parser.parse_args()
    by_source: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for document in (d for path in arguments.gold for d in documents(path)):
        by_source[document["source"]].append(document)
    lessons = {source: [lesson(d) for d in found] for source, found in by_source.items()}
    rest = [lesson(d) for d in documents(arguments.more)] if arguments.more else []
    if arguments.lessons:
        rest += [lesson(d, practice=True) for d in documents(arguments.lessons)]
    found = []
    for source, golds in by_source.items():
        fitted = without(source, lessons, rest)
        find.weights = fitted.__getitem__  # type: ignore[assignment]  # for this source only
        found += predictions(golds)
    spec = importlib.util.spec_from_file_location("scorer", arguments.scorer)
    assert spec and spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    golds = [d for documents_ in by_source.values() for d in documents_]
    results, _ = scorer.score(golds, {p["id"]: p for p in found})
    sys.stdout.write(scorer.table(results) + "\n")


if __name__ == "__main__":
    main()
