"""Titles and dates of real collections: what has been reached is held."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from anthology.collect import collect
from anthology.collect.language import detect_language
from anthology.config import Config
from anthology.model import Article
from anthology.report import Report

FEDERALIST = {  # from the texts, read by eye
    "42": "1788-01-22", "44": "1788-01-25", "59": "1788-02-22", "60": "1788-02-26",
    "61": "1788-02-26", "64": "1788-03-07", "65": "1788-03-07", "67": "1788-03-11",
}  # fmt: skip
STATE_UNION = {  # those whose text gives no day
    "1957-Eisenhower": "1957", "1959-Eisenhower": "1959", "1960-Eisenhower": "1960",
    "1962-Kennedy": "1962", "1978-Carter": "1978", "1979-Carter": "1979",
    "1945-Truman": "1945-04-16", "1946-Truman": "1946-01-21", "1963-Johnson": "1963-11-27",
    "1965-Johnson-2": "1965-03-15", "1970-Nixon": "1970-01-22", "1973-Nixon": "1973-02-02",
    "1991-Bush-1": "1991-01-29", "1991-Bush-2": "1991-03-06", "2001-GWBush-1": "2001-02-27",
}  # fmt: skip


def gather(shared: Path, name: str) -> dict[str, Article]:
    """The articles of a collection by the stems of their files."""
    folder = shared / "corpora" / name
    articles = collect([str(folder)], Config(), Report())
    return {Path(article.origin.path).stem: article for article in articles}


def days(articles: dict[str, Article]) -> dict[str, str]:
    return {name: article.date.iso for name, article in articles.items() if article.date}


def test_the_essays_of_1788_have_their_dates_titles_and_authors(shared: Path) -> None:
    essays = gather(shared, "text_federalist")
    assert days(essays) == {f"Federalist{number}": day for number, day in FEDERALIST.items()}
    assert [a.title for a in essays.values()] == [
        name.replace("Federalist", "Federalist No. ") for name in essays
    ]
    assert all(a.subtitle and a.authors for a in essays.values())


def test_speeches_have_their_dates_and_titles(shared: Path) -> None:
    speeches = gather(shared, "text_state_union")
    found = days(speeches)
    assert {name: found[name] for name in STATE_UNION} == STATE_UNION
    assert len(found) == len(speeches) == 40
    assert not [name for name, day in found.items() if not name.startswith(day[:4])]
    assert not [a.title for a in speeches.values() if a.title_supplied]


def test_scanned_pages_take_their_dates_from_their_folders(shared: Path) -> None:
    articles = collect([str(shared / "corpora/text_chronam1916_ocr")], Config(), Report())
    wrong = [
        a.origin.path
        for a in articles
        if a.date is None or a.date.iso.replace("-", "") != a.origin.path.split("/")[0]
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "language", "allowed"),
    [
        ("text_seedform_wikinews_en", "en", 0),
        ("text_seedform_wikinews_fr", "fr", 0),
        ("text_seedform_globalvoices_eo", "eo", 1),
        ("text_state_union", "en", 0),
    ],
)
def test_the_language_of_articles_is_found(
    shared: Path, name: str, language: str, allowed: int
) -> None:
    """Esperanto quotes other languages at length; one article is half English."""
    found = Counter(article.language for article in gather(shared, name).values())
    assert found.total() - found[language] <= allowed


def test_a_language_in_its_own_script_is_found_in_a_sentence() -> None:
    assert [
        detect_language(text, "")
        for text in (
            "中国拒绝了提高气候目标的要求，北京的谈判仍在继续。",
            "Οι συνομιλίες συνεχίζονται",
        )
    ] == ["zh", "el"]


def test_text_too_short_to_tell_has_the_language_of_the_book_or_none() -> None:
    assert [detect_language("Oui, non.", prior) for prior in ("", "fr")] == ["", "fr"]
