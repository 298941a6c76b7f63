"""The labelled texts of tests/edit/people/cases as documents that the other tools read and score.

    python -m tools.label_cases tests/edit/people/cases/*.txt > cases.jsonl

The source of a document is the name of its file. The form of the texts is told in ``briefs.txt``
and ``varied.txt``; that of the documents is the scorer's.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

MARK = re.compile(r"\[([^=\]]+)(?:=([^\]]+))?\]")
SORT_KEY = re.compile(r"^@ (.+) \| (.+)\n?", re.MULTILINE)


def labelled(path: Path) -> list[dict[str, Any]]:
    """The documents of a file of marked texts, in their order."""
    parts = path.read_text(encoding="utf-8").split("\n== ")[1:]
    return [_document(f"{path.stem}-{n}", path.stem, part) for n, part in enumerate(parts, 1)]


def _document(key: str, source: str, part: str) -> dict[str, Any]:
    """One marked text as a document."""
    head, _, body = part.partition("\n")
    sorts = dict(SORT_KEY.findall(body))
    body = SORT_KEY.sub("", body).strip()
    text, last = "", 0
    mentions: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for match in MARK.finditer(body):
        text += body[last : match.start()]
        name = match.group(1)
        mentions[match.group(2) or name].append(
            {"start": len(text), "end": len(text) + len(name), "text": name}
        )
        text += name
        last = match.end()
    people = [
        {"name": name, "mentions": found, **({"sort": sorts[name]} if name in sorts else {})}
        for name, found in mentions.items()
    ]
    text += body[last:]
    return {
        "id": key,
        "source": source,
        "date": head[:10],
        "head": head,
        "text": text,
        "people": people,
        "ignore": [],
    }


def main() -> None:
    """Write the documents of the files, one a line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("files", type=Path, nargs="+")
    for document in (d for path in parser.parse_args().files for d in labelled(path)):
        sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
