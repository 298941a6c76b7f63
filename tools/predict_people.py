"""Run the built-in people engine on labelled documents and write the scorer's prediction format.

    python tools/predict_people.py GOLD.jsonl... --out PRED.jsonl

Reads of every document only its id, date and text, makes an article of each, and takes all
documents of all files for one collection, in order of date, as a book would.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from anthology.edit.people import find_people
from anthology.model import Article, ArticleDate, Block, BlockKind, Origin, Person
from anthology.report import Report


def article(document: dict[str, Any]) -> Article:
    """The whole text as one block, so that the offsets of its mentions are those of the text."""
    date = document.get("date")
    return Article(
        id=document["id"],
        origin=Origin(document["id"]),
        title="",
        title_supplied=True,
        blocks=(Block(BlockKind.PARAGRAPH, document["text"]),),
        date=ArticleDate(dt.date.fromisoformat(date)) if date else None,
        language=document.get("language", "en"),
    )


def predictions(documents: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the engine finds, a record a document in their order."""
    articles = sorted(
        (article({k: d.get(k) for k in ("id", "date", "text")}) for d in documents),
        key=lambda a: (a.date is None, a.date.iso if a.date else "", a.id),
    )
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for person in find_people(articles, Report()):
        for name, mentions in in_articles(person):
            found[mentions[0]["article"]].append(
                {
                    "name": name,
                    "mentions": [{"start": m["start"], "end": m["end"]} for m in mentions],
                    "sort": person.name.sort_as,
                    "entity": person.id,
                }
            )
    return [{"id": d["id"], "people": found[d["id"]]} for d in documents]


def in_articles(person: Person) -> list[tuple[str, list[dict[str, Any]]]]:
    """A person's mentions by article, with the fullest name that the article itself gives."""
    by_article: dict[str, list[dict[str, Any]]] = defaultdict(list)
    forms: dict[str, list[str]] = defaultdict(list)
    for m in person.mentions:
        by_article[m.article_id].append({"article": m.article_id, "start": m.start, "end": m.end})
        forms[m.article_id].append(" ".join(m.text.split()))
    return [(local_name(person, forms[key]), mentions) for key, mentions in by_article.items()]


def local_name(person: Person, forms: Sequence[str]) -> str:
    """The article's own fullest form, or the display name where that has no more words."""
    fullest = max(forms, key=lambda form: (len(form.split()), len(form), -forms.index(form)))
    display = person.name.display
    borrowed = len(forms) and not set(fullest.split()) < set(display.split())
    return display if borrowed or len(fullest.split()) >= len(display.split()) else fullest


def main() -> None:
    """Read the documents and write the predictions."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    lines = [x for p in arguments.gold for x in p.read_text(encoding="utf-8").splitlines() if x]
    rows = [json.dumps(p, ensure_ascii=False) for p in predictions([json.loads(x) for x in lines])]
    arguments.out.write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
