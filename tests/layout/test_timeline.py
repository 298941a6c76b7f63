"""The strip of mentions beside a person's entry."""

from __future__ import annotations

import datetime as dt

import pytest
from lxml import etree

from anthology.layout.timeline import MANY_DATES, Timeline
from anthology.model import Article, ArticleDate, Block, BlockKind, Mention, Name, Origin, Person


def article(day: int) -> Article:
    blocks = (Block(BlockKind.PARAGRAPH, "Ada Quill wrote."),)
    date = ArticleDate(dt.date(2023, 7, day))
    return Article(f"a-{day}", Origin(f"{day}.txt"), "", blocks, title_supplied=True, date=date)


def person(*days: int) -> Person:
    name = Name("Ada Quill", "Quill, Ada")
    return Person("p-quill", name, tuple(Mention(f"a-{d}", 0, 0, 9, "Ada Quill") for d in days))


def test_a_stroke_stands_where_a_date_lies_in_the_span_and_is_taller_for_more_mentions() -> None:
    strip = Timeline([article(d) for d in (1, 2, 3, 5, 11)], "en").strip(person(1, 1, 1, 1, 11))
    root = etree.fromstring(strip)
    assert root.get("role") == "img"
    assert root[0].text == "Named on 2 dates, July 2023"
    assert root[1].get("d") == "M0 12H120M1 12V4M119 12V8"


@pytest.mark.parametrize(
    ("dates", "named"), [(MANY_DATES - 1, (1, 2)), (MANY_DATES, (2,)), (MANY_DATES, (2, 2))]
)
def test_few_dates_and_a_person_of_one_date_have_no_strip(
    dates: int, named: tuple[int, ...]
) -> None:
    articles = [article(d) for d in range(1, dates + 1)]
    assert Timeline(articles, "en").strip(person(*named)) == ""


def test_a_collection_without_dates_has_no_strip() -> None:
    assert Timeline([], "en").strip(person(1, 2)) == ""
