"""The book in parts: by date, or by what articles have in common."""

from __future__ import annotations

import datetime as dt

import pytest

from anthology.config import Config
from anthology.edit import edit, split
from anthology.model import Article, ArticleDate, Block, BlockKind, Book, Origin
from anthology.report import Report

# name, folder, source, authors, tags, of January, February ... 2023 in turn
_ARTICLES = (
    ("one", "news/trade_talks", "The Gull", ("Zoe Ek",), ("Harbour", "Ice")),
    ("two", "news/letters", "Dock Post", ("Abe Lind", "Zoe Ek"), ("ice",)),
    ("three", "news/trade_talks", "The Gull", (), ()),
    ("four", "news/letters", "", ("Zoe Ek",), ("harbour",)),
)


def _article(number: int, name: str, folder: str, source: str, *more: tuple[str, ...]) -> Article:
    text = f"The keeper Nora Sand wrote number {name} and left it on the table of the house."
    return Article(
        f"a-{name}",
        Origin(f"{folder}/{name}.txt"),
        name,
        (Block(BlockKind.PARAGRAPH, text),),
        date=ArticleDate(dt.date(2023, number, 1)),
        source=source,
        authors=more[0],
        tags=more[1],
    )


def _book(wanted: str, report: Report, **more: object) -> Book:
    articles = [_article(number, *each) for number, each in enumerate(_ARTICLES, 1)]
    config = Config(title="Tides", parts=wanted, **more)  # type: ignore[arg-type]  # of many types
    return edit(articles, config, report)


@pytest.mark.parametrize(
    ("wanted", "parts"),
    [
        (
            "source",
            {"Dock Post": ["two"], "The Gull": ["one", "three"], "Other articles": ["four"]},
        ),
        ("author", {"Abe Lind": ["two"], "Zoe Ek": ["one", "four"], "Other articles": ["three"]}),
        ("tag", {"Harbour": ["one", "four"], "ice": ["two"], "Other articles": ["three"]}),
        ("folder", {"Letters": ["two", "four"], "Trade talks": ["one", "three"]}),
        ("none", {"": ["one", "two", "three", "four"]}),
        ("year", {"2023": ["one", "two", "three", "four"]}),
    ],
)
def test_parts_hold_what_belongs_together(
    wanted: str, parts: dict[str, list[str]], clean_report: Report
) -> None:
    """By the first author or tag; in the order of an index, those without one last."""
    book = _book(wanted, clean_report)
    assert {part.title: [a.title for a in part.articles] for part in book.parts} == parts


def test_people_are_named_in_the_order_of_the_parts(clean_report: Report) -> None:
    [person] = _book("source", clean_report).people
    assert person.article_ids() == ("a-two", "a-one", "a-three", "a-four")


def test_a_book_whose_articles_have_no_tag_is_whole_and_says_so() -> None:
    report = Report()
    articles = [_article(1, "one", "news", "", (), ())]
    book = edit(articles, Config(title="Tides", parts="tag"), report)
    assert [part.title for part in book.parts] == [""]
    message = "no article has a tag, so the book has no parts; leave --parts out"
    assert [(n.code, n.message) for n in report if n.code == "A323"] == [("A323", message)]


@pytest.mark.parametrize("reverse", [False, True])
def test_volumes_by_month_keep_the_order_of_date_whatever_the_parts(reverse: bool) -> None:
    config = Config(title="Tides", parts="source", split="month", reverse=reverse)
    articles = [_article(number, *each) for number, each in enumerate(_ARTICLES, 1)]
    volumes = split(edit(articles, config, Report()), config, Report())
    titles = [article.title for volume in volumes for article in volume.articles]
    assert titles == (
        ["four", "three", "two", "one"] if reverse else ["one", "two", "three", "four"]
    )
