"""The who's who of the first user's article, in full."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from anthology.edit.people import find_people
from anthology.model import Article, ArticleDate, Block, BlockKind, Origin, Person
from anthology.report import Report

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"


@pytest.fixture
def people() -> tuple[Person, ...]:
    files = sorted(SEEDS.glob("*.txt"))
    if not files:
        pytest.skip("the first user's article is not beside this checkout (../shared/seeds)")
    header, _, body = files[0].read_text(encoding="utf-8").partition("\n")
    date = ArticleDate(dt.date.fromisoformat(header.split()[1]))
    blocks = (Block(BlockKind.PARAGRAPH, body.strip()),)
    article = Article("a-1", Origin("a.txt"), "", blocks, title_supplied=True, date=date)
    return find_people([article], Report())


def test_exactly_six_people_stand_in_the_order_of_an_index(people: tuple[Person, ...]) -> None:
    assert [p.name.sort_as for p in people] == [
        "Biden, Joe",
        "Blinken, Antony",
        "Han Zheng",
        "Kerry, John",
        "Xi Jinping",
        "Yellen, Janet",
    ]


def test_each_mention_is_counted_once_and_an_administration_is_nobody(
    people: tuple[Person, ...],
) -> None:
    assert {p.name.display: len(p.mentions) for p in people} == {
        "Joe Biden": 1,
        "Antony Blinken": 3,
        "Han Zheng": 1,
        "John Kerry": 8,
        "Xi Jinping": 5,
        "Janet Yellen": 1,
    }


def test_a_role_is_what_the_text_says_right_before_the_name(people: tuple[Person, ...]) -> None:
    assert {p.name.display: [r.text for r in p.roles] for p in people} == {
        "Joe Biden": ["President"],
        "Antony Blinken": ["Secretary of State"],
        "Han Zheng": [],
        "John Kerry": ["US climate envoy"],
        "Xi Jinping": ["President"],
        "Janet Yellen": ["US Treasury Secretary"],
    }


def test_aliases_are_the_other_forms_used(people: tuple[Person, ...]) -> None:
    aliases = {p.name.display: p.aliases for p in people}
    assert aliases["John Kerry"] == ("Kerry", "Mr. Kerry", "Mr Kerry")
    assert aliases["Xi Jinping"] == ("Xi", "President Xi")
    assert aliases["Antony Blinken"] == ("Blinken",)


def test_every_excerpt_and_mention_is_exact_text(people: tuple[Person, ...]) -> None:
    for person in people:
        assert person.introduction is not None
        assert len(person.introduction.text.split()) <= 30
        assert person.name.family in person.introduction.text
