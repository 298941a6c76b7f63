"""What the texts say a person is, beside the name and apart, in the form that stands alone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from anthology.edit.people import find_people
from anthology.edit.people.role_choice import cleaned
from anthology.model import Article, ArticleDate, Block, BlockKind, Origin
from anthology.report import Report

LINES = (Path(__file__).parent / "cases" / "roles.txt").read_text(encoding="utf-8").splitlines()
CASES = [line.split(" => ") for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize(("texts", "wanted"), CASES, ids=[wanted for _, wanted in CASES])
def test_a_person_has_the_roles_that_the_articles_tell(texts: str, wanted: str) -> None:
    articles = [
        Article(
            f"a-{n}",
            Origin(f"{n}.txt"),
            "",
            (Block(BlockKind.PARAGRAPH, text.strip()),),
            title_supplied=True,
            date=ArticleDate(dt.date(2023, 7, n)),
        )
        for n, text in enumerate(texts.split("|"), 1)
    ]
    name, _, roles = wanted.partition(":")
    people = {p.name.display: p for p in find_people(articles, Report())}
    assert "; ".join(role.text for role in people[name].roles) == roles.strip()


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("then speaker of the House of Representatives", "speaker of the House of Representatives"),
        ("President Joe Biden’s envoy for climate", "envoy for climate"),
        ("Communist Party’s senior diplomat", "Communist Party’s senior diplomat"),
        ("party secretary of the city and a former minister", "party secretary of the city"),
        ("committed", ""),
    ],
)
def test_a_role_is_cut_to_what_stands_alone(said: str, kept: str) -> None:
    assert cleaned(said) == kept
