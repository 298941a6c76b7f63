"""Cross-validate the people engine: every source scored with weights fitted without it.

    python -m tools.validate_people --scorer SCORE.py --gold GOLD.jsonl... [--further FOLDER] \\
        [--lessons LESSONS.jsonl] [--cases CASES.jsonl] [--only SOURCE...]

The documents of FOLDER whose labels ``tools/lessons/further.tsv.gz`` holds are learned from and
never scored; CASES (of ``tools/label_cases.py``) are scored and never learned from. The parts of
TOGETHER, one corpus, are left out together. Prints the scorer's table. Some three minutes of
processor time a source. Needs python-crfsuite.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from anthology.edit.people import find
from anthology.edit.people.weigh import Judges, Weights, parse_weights
from tools.label_further import further
from tools.predict_people import predictions
from tools.train_people import Lesson, both_passes, documents, dump, lesson

TOGETHER = {"gum-bio": "gum", "gum-interview": "gum", "gum-speech": "gum"}
CASES = ""  # the group that nothing is learned from


def fitted_on(taught: Sequence[Lesson]) -> dict[str, Weights]:
    """Weights of both passes."""
    fitted = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, tagger in zip(("first", "second"), both_passes(taught, folder), strict=True):
            path = Path(folder) / f"{name}.tsv.gz"
            dump(tagger, path)
            fitted[name] = parse_weights(gzip.decompress(path.read_bytes()).decode("utf-8"))
    return fitted


def found_unlearned(
    groups: dict[str, list[dict[str, Any]]],
    rest: Sequence[Lesson],
    only: Sequence[str],
    scorer: Any,
) -> list[dict[str, Any]]:
    """What is found in the documents of every group by weights that were fitted without it.

    The table so far is shown after every group, on standard error.
    """
    lessons = {
        group: [lesson(d) for d in found] for group, found in groups.items() if group != CASES
    }
    result = []
    for group, golds in groups.items():
        if only and group not in only:
            continue
        taught = [item for name, items in lessons.items() if name != group for item in items]
        fitted = fitted_on([*taught, *rest])
        judges = Judges(fitted["first"], fitted["second"])
        find.judges = lambda found=judges: found  # type: ignore[assignment]  # for this group only
        for source in sorted({d["source"] for d in golds}):
            result += predictions([d for d in golds if d["source"] == source])
        sys.stderr.write(f"{group or 'cases'}\n{scored(groups, result, scorer)}\n")
    return result


def scored(
    groups: Mapping[str, list[dict[str, Any]]], found: Sequence[dict[str, Any]], scorer: Any
) -> str:
    """The scorer's table of the documents in which somebody was looked for."""
    by_id = {p["id"]: p for p in found}
    golds = [d for group in groups.values() for d in group if d["id"] in by_id]
    return str(scorer.table(scorer.score(golds, by_id)[0]))


def main() -> None:
    """Score every source and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--further", type=Path)
    parser.add_argument("--lessons", type=Path)
    parser.add_argument("--cases", type=Path)
    parser.add_argument("--only", nargs="+", default=())
    arguments = parser.parse_args()
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for document in (d for path in arguments.gold for d in documents(path)):
        groups[TOGETHER.get(document["source"], document["source"])].append(document)
    if arguments.cases:
        groups[CASES] = documents(arguments.cases)
    rest = [lesson(d) for d in further(arguments.further)] if arguments.further else []
    if arguments.lessons:
        rest += [lesson(d, practice=True) for d in documents(arguments.lessons)]
    spec = importlib.util.spec_from_file_location("scorer", arguments.scorer)
    assert spec and spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    found = found_unlearned(groups, rest, arguments.only, scorer)
    sys.stdout.write(scored(groups, found, scorer) + "\n")


if __name__ == "__main__":
    main()
