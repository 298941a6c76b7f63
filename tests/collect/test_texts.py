"""What is made of a text: tests/cases/collect/texts.toml and markdown.toml hold the rules."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from anthology.collect.draft import Source
from anthology.collect.finish import finish
from anthology.collect.readers import reader_for
from anthology.collect.text import names_of
from anthology.config import Config
from anthology.model import Article
from anthology.report import Report

CASES = Path(__file__).parent.parent / "cases" / "collect"
TEXTS, MARKDOWN = (
    tomllib.loads((CASES / name).read_text(encoding="utf-8"))["text"]
    for name in ("texts.toml", "markdown.toml")
)


def said(article: Article) -> str:
    """An article as the cases write it."""
    facts = [
        ("title", "supplied" if article.title_supplied else article.title),
        ("subtitle", article.subtitle),
        ("date", article.date.iso if article.date else ""),
        *(("author", name) for name in article.authors),
        ("source", article.source),
        ("url", article.url),
        ("tags", ", ".join(article.tags)),
        ("language", article.language if article.language != "en" else ""),
    ]
    lines = [f"{name} {value}" for name, value in facts if value]
    return "\n".join(lines + [f"{block.kind} {block.text}".strip() for block in article.blocks])


def read(text: str, config: Config | None = None, path: str = "a.txt") -> tuple[Article, ...]:
    """The articles of a plain text."""
    config, report = config or Config(), Report()
    source = Source(path, path, text.encode())
    reader = reader_for(path)
    assert reader is not None
    return tuple(finish(draft, config, report) for draft in reader(source, config, report))


@pytest.mark.parametrize("case", TEXTS, ids=[case["says"] for case in TEXTS])
def test_a_text_becomes_the_article_that_the_case_shows(case: dict[str, str]) -> None:
    [article] = read(case["file"].removeprefix("\n"), Config(paragraphs="keep"))
    assert said(article) == case["article"].strip()


@pytest.mark.parametrize("case", MARKDOWN, ids=[case["says"] for case in MARKDOWN])
def test_a_markdown_file_becomes_the_article_that_the_case_shows(case: dict[str, str]) -> None:
    [article] = read(case["file"].removeprefix("\n"), path="a.md")
    assert said(article) == case["article"].strip()


def test_several_articles_in_a_file_are_told_apart_by_their_date_lines() -> None:
    first, second = read(
        " date 2023-07-20 \n\n\nThe ministers met.\n\n date 2023-07-21 \n\nThey met again.\n"
    )
    assert said(first) == "title supplied\ndate 2023-07-20\nparagraph The ministers met."
    assert said(second) == "title supplied\ndate 2023-07-21\nparagraph They met again."
    assert (first.origin.record, second.origin.record) == (1, 2)


def test_a_header_date_wins_over_the_file_name_and_the_name_over_the_text() -> None:
    named = "news-2021-05-06.txt"
    [with_header] = read("date 2023-07-20\n\nThe ministers met.", path=named)
    [without] = read("22 mai 2012. - Les ministres sont là.", path=named)
    assert [a.date.iso if a.date else "" for a in (with_header, without)] == [
        "2023-07-20",
        "2021-05-06",
    ]


def test_a_day_in_the_text_wins_over_a_year_in_the_file_name() -> None:
    [article] = read("[1945-04-16] The ministers met.", path="1945-Truman.txt")
    assert article.date is not None
    assert (article.date.iso, article.date.found_in) == ("1945-04-16", "text")


def test_the_language_given_for_the_book_is_that_of_a_short_text() -> None:
    [article] = read("The ministers met.", Config(language="en-GB"))
    assert article.language == "en-GB"


def test_an_article_surely_in_another_language_than_the_book_keeps_its_own() -> None:
    text = "Les ministres se sont réunis dans le vieil hôtel de ville, et ils y sont restés. " * 5
    [article] = read(text, Config(language="en"))
    assert article.language == "fr"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jane Doe", ("Jane Doe",)),
        ("Jane Doe and John Roe", ("Jane Doe", "John Roe")),
        ("Jane Doe, John Roe & Richard Miles", ("Jane Doe", "John Roe", "Richard Miles")),
        ("Jane Doe; Agence Exemple", ("Jane Doe", "Agence Exemple")),
        ("Doe, Jane", ("Doe, Jane",)),
    ],
)
def test_a_list_of_authors_is_taken_apart(text: str, names: tuple[str, ...]) -> None:
    assert names_of(text) == names


def test_a_header_date_that_cannot_be_read_is_not_replaced_by_one_in_the_text() -> None:
    [article] = read("date: 2023-02-30\n\n22 mai 2012. - Les ministres sont là.")
    assert article.date is None
