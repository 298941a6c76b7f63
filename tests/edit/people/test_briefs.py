"""Texts in seven languages which the engine never learned from: who is found in them.

Briefs are news; varied.txt has courts, obituaries, interviews, minutes, weblogs, old newspapers;
news-more.txt and news-held.txt are contemporary news of many kinds. The faults that languages.txt,
varied.txt and news-more.txt showed were mended; the files that are called unseen or held were only
measured.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from anthology.edit.people import find_people
from anthology.model import Article, ArticleDate, Block, BlockKind, Origin
from anthology.report import Report
from tools.label_cases import SORT_KEY
from tools.label_cases import labelled as documents

ENGLISH = ("briefs", "news-held", "news-more", "varied", "varied-unseen")
CASES = Path(__file__).parent / "cases"
# Mentions and persons reached on 30 November 2026, less half a point in English and a point in the
# other languages, of which there is less; lowered only with a reason in the commit.
FLOOR = {
    "briefs en": (96.6, 97.2),
    "news-held en": (94.3, 92.1),
    "news-more en": (98.2, 95.8),
    "varied en": (98.3, 97.0),
    "varied-unseen en": (88.6, 87.4),
    "languages de": (99.0, 99.0),
    "languages es": (96.7, 97.6),
    "languages fr": (99.0, 99.0),
    "languages it": (91.0, 92.5),
    "languages nl": (94.1, 96.1),
    "languages pt": (97.8, 97.7),
    "languages-unseen": (93.2, 92.4),
}

Mentions = set[tuple[str, int, int]]
Persons = set[tuple[str, str]]


def labelled(file: str, wanted: str) -> tuple[list[Article], Mentions, Persons]:
    """The briefs as articles, where persons are named in them, and who is named in which.

    ``wanted`` is the language of those that are taken, all if empty.
    """
    articles: list[Article] = []
    mentions: Mentions = set()
    persons: Persons = set()
    for document in documents(CASES / f"{file}.txt"):
        language = "en" if file in ENGLISH else document["head"][11:]
        if wanted not in {"", language}:
            continue
        key = document["id"]
        for person in document["people"]:
            persons.add((key, person["name"]))
            mentions |= {(key, m["start"], m["end"]) for m in person["mentions"]}
        articles.append(
            Article(
                key,
                Origin(key),
                "",
                (Block(BlockKind.PARAGRAPH, document["text"]),),
                title_supplied=True,
                date=ArticleDate(dt.date.fromisoformat(document["date"])),
                language=language,
            )
        )
    return articles, mentions, persons


def f1(found: set[tuple[str, int, int]] | Persons, wanted: Mentions | Persons) -> float:
    """The harmonic mean of precision and recall, in percent."""
    return 200 * len(found & wanted) / (len(found) + len(wanted))  # type: ignore[operator]  # alike


@pytest.mark.parametrize("briefs", FLOOR)
def test_people_in_news_in_brief_are_found_as_well_as_before(briefs: str) -> None:
    """Each article is read alone, as its labels were made; titles of royalty count as no name."""
    articles, wanted_mentions, wanted_persons = labelled(*briefs.partition(" ")[::2])
    mentions: Mentions = set()
    persons: Persons = set()
    for article in articles:
        for person in find_people([article], Report()):
            persons.add((article.id, person.name.display))
            mentions |= {(m.article_id, m.start, m.end) for m in person.mentions}
    reached = (f1(mentions, wanted_mentions), f1(persons, wanted_persons))
    short = [(r, f) for r, f in zip(reached, FLOOR[briefs], strict=True) if r < f]
    assert not short


def test_persons_in_texts_of_many_kinds_sort_as_their_peoples_sort_them() -> None:
    """One key of thirty may be wrong, as was measured: every person is read from the whole text."""
    wrong = []
    for file in ("varied", "varied-unseen"):
        parts = (CASES / f"{file}.txt").read_text(encoding="utf-8").split("\n== ")[1:]
        for part, article in zip(parts, labelled(file, "")[0], strict=True):
            keys = {p.name.display: p.name.sort_as for p in find_people([article], Report())}
            wrong += [
                (name, key, keys.get(name))
                for name, key in SORT_KEY.findall(part)
                if keys.get(name) != key
            ]
    assert len(wrong) <= 1, wrong
