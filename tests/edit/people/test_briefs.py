"""Contemporary news in brief, which the engine never learned from: what it finds of the people."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from anthology.edit.people import find_people
from anthology.model import Article, ArticleDate, Block, BlockKind, Origin
from anthology.report import Report

MARK = re.compile(r"\[([^=\]]+)(?:=([^\]]+))?\]")
BRIEFS = (Path(__file__).parent / "cases" / "briefs.txt").read_text(encoding="utf-8")
# Reached on 24 November 2026, less half a point; lowered only with a reason in the commit.
FLOOR = {"mentions": 95.9, "persons": 96.5}

Mentions = set[tuple[str, int, int]]
Persons = set[tuple[str, str]]


def labelled() -> tuple[list[Article], Mentions, Persons]:
    """The briefs as articles, where persons are named in them, and who is named in which."""
    articles: list[Article] = []
    mentions: Mentions = set()
    persons: Persons = set()
    for number, part in enumerate(BRIEFS.split("\n== ")[1:], 1):
        head, _, body = part.partition("\n")
        text, last, key = "", 0, f"a-{number}"
        for match in MARK.finditer(body.strip()):
            text += body.strip()[last : match.start()]
            last = match.end()
            mentions.add((key, len(text), len(text) + len(match.group(1))))
            persons.add((key, match.group(2) or match.group(1)))
            text += match.group(1)
        text += body.strip()[last:]
        date = ArticleDate(dt.date.fromisoformat(head[:10]))
        blocks = (Block(BlockKind.PARAGRAPH, text),)
        articles.append(Article(key, Origin(key), "", blocks, title_supplied=True, date=date))
    return articles, mentions, persons


def f1(found: set[tuple[str, int, int]] | Persons, wanted: Mentions | Persons) -> float:
    """The harmonic mean of precision and recall, in percent."""
    return 200 * len(found & wanted) / (len(found) + len(wanted))  # type: ignore[operator]  # alike


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    """Each article is read alone, as its labels were made."""
    articles, wanted_mentions, wanted_persons = labelled()
    mentions: Mentions = set()
    persons: Persons = set()
    for article in articles:
        for person in find_people([article], Report()):
            persons.add((article.id, person.name.display))
            mentions |= {(m.article_id, m.start, m.end) for m in person.mentions}
    return {"mentions": f1(mentions, wanted_mentions), "persons": f1(persons, wanted_persons)}


@pytest.mark.parametrize("figure", FLOOR)
def test_people_in_unseen_news_are_found_as_well_as_before(
    figure: str, figures: dict[str, float]
) -> None:
    assert figures[figure] >= FLOOR[figure]
