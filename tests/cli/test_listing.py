"""``anthology list`` and ``anthology people`` tell what a book would hold."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType
from typing import BinaryIO

import pytest

from anthology.config import Config
from anthology.errors import InputError
from anthology.model import Article, Block, Book, Part
from anthology.report import Report
from tests.cli.conftest import Run, a_book


@pytest.fixture
def stages(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stages give the small book whatever the sources are, with a notice."""

    def collect(
        sources: tuple[str, ...], config: Config, report: Report, stdin: BinaryIO | None
    ) -> tuple[Article, ...]:
        if stdin is not None:
            raise InputError(f"-: {stdin.read().decode()} is no article")
        report.add("A102", "002.txt", "no date found")
        return a_book().articles

    def edit(
        articles: tuple[Article, ...],
        config: Config,
        report: Report,
        introduction: tuple[Block, ...],
        rulings: str,
    ) -> Book:
        assert (articles, rulings) == (a_book().articles, "# none")
        return a_book()

    def parts_of(articles: tuple[Article, ...], config: Config) -> tuple[Part, ...]:
        if config.parts != "author":
            return a_book().parts
        return tuple(Part(f"part-{a.id}", f"Author {a.id}", (a,)) for a in reversed(articles))

    def read_rulings_text(config: Config) -> tuple[Path, str]:
        return Path("people.toml"), "# none"

    stages = {"collect": (collect, read_rulings_text), "edit": (edit, parts_of)}
    for name, functions in stages.items():
        module = ModuleType(f"anthology.{name}")
        for function in functions:
            setattr(module, function.__name__, function)
        monkeypatch.setitem(sys.modules, f"anthology.{name}", module)


@pytest.mark.usefixtures("stages")
def test_list_shows_order_date_words_title_and_file(run: Run) -> None:
    result = run("list")
    assert result.exit_code == 0
    assert result.stdout == (
        "1  2023-07-01        3  Talks 1  [001.txt]\n"
        "2  2023-07-02        3  Talks 2 *  [002.txt]\n"
        "2 articles, 6 words\n"
        "* title made from the article's own words\n"
    )
    assert result.stderr == ("Reading articles\n\n1 warning:\n  A102  002.txt: no date found\n")


@pytest.mark.usefixtures("stages")
def test_list_shows_the_parts_that_the_book_would_have(run: Run) -> None:
    result = run("list", "--parts", "author")
    assert result.stdout.splitlines()[:4] == [
        "Author a-2",
        "1  2023-07-02        3  Talks 2 *  [002.txt]",
        "Author a-1",
        "2  2023-07-01        3  Talks 1  [001.txt]",
    ]
    answer = json.loads(run("list", "--parts", "author", "--json").stdout)
    assert [each["part"] for each in answer["articles"]] == ["Author a-2", "Author a-1"]


@pytest.mark.usefixtures("stages")
def test_list_answers_in_json(run: Run) -> None:
    answer = json.loads(run("list", "--json").stdout)
    assert [each["id"] for each in answer["articles"]] == ["a-1", "a-2"]
    assert answer["articles"][1] == {
        "id": "a-2",
        "date": "2023-07-02",
        "title": "Talks 2",
        "title_supplied": True,
        "words": 3,
        "language": "en",
        "authors": [],
        "source": "",
        "url": "",
        "tags": [],
        "notes": [],
        "path": "002.txt",
        "record": 0,
        "part": "",
    }
    assert answer["notices"][0]["code"] == "A102"


@pytest.mark.usefixtures("stages")
def test_people_shows_names_as_they_are_sorted_with_roles_and_aliases(run: Run) -> None:
    result = run("people")
    assert result.exit_code == 0
    assert result.stdout == (
        "Kerry, John  (2 articles, 2 mentions)\n"
        "    US climate envoy\n"
        "    also: Kerry, Mr Kerry\n"
        "1 person\n"
    )


@pytest.mark.usefixtures("stages")
def test_people_answers_in_json(run: Run) -> None:
    answer = json.loads(run("people", "--json").stdout)
    assert answer["people"] == [
        {
            "id": "p-kerry-john",
            "name": "John Kerry",
            "sort_as": "Kerry, John",
            "aliases": ["Kerry", "Mr Kerry"],
            "roles": ["US climate envoy"],
            "articles": ["a-1", "a-2"],
            "mentions": 2,
            "description": "",
            "unsure": False,
        }
    ]


@pytest.mark.usefixtures("stages")
def test_an_error_of_a_stage_is_a_sentence(run: Run) -> None:
    result = run("list", "-", given=b"this")
    assert result.exit_code == 4
    assert result.stderr == "Reading articles\nError: -: this is no article\n"


def test_options_of_later_stages_are_not_offered(run: Run) -> None:
    assert run("list", "--page-size", "A4").exit_code == 2
    assert run("people", "--title", "x").exit_code == 2
