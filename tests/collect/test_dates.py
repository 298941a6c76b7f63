"""Dates as people write them: tests/cases/collect/dates.txt and paths.txt hold the rules."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anthology.collect import collect
from anthology.collect.dates import FoundDate, find_date, last_day, read_date
from anthology.collect.months import FALLBACK, KINDS, names_in_babel, names_of
from anthology.collect.path_dates import date_in_path
from anthology.config import Config
from anthology.labels import say_date
from anthology.model import ArticleDate, Precision
from anthology.report import Report

CASES = Path(__file__).parent.parent / "cases" / "collect"


def cases(name: str) -> list[tuple[str, ...]]:
    """The lines of a file of cases, in columns."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if line and not line.startswith("#")]
    return [tuple(column.strip() for column in line.split("|")) for line in lines]


def said(found: FoundDate | None) -> str:
    """A date as the cases write it."""
    if found is None:
        return "none"
    time = f" {found.date.time}" if found.date.time else ""
    doubt = f"; {found.doubt}" if found.doubt else ""
    other = f"; or {found.other}" if found.other else ""
    return f"{found.date.iso}{time}{doubt}{other}"


@pytest.mark.parametrize(("written", "language", "expected"), cases("dates.txt"))
def test_a_date_is_read_as_the_case_says(written: str, language: str, expected: str) -> None:
    assert said(read_date(written, language)) == expected


@pytest.mark.parametrize(("path", "expected"), cases("paths.txt"))
def test_a_path_gives_the_date_that_the_case_says(path: str, expected: str) -> None:
    found = date_in_path(path)
    assert (found.iso if found else "none") == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("From the New York Packet Tuesday, February 26, 1788.", "Tuesday, February 26, 1788"),
        ("Annual Message to the Congress. January 22, 1970", "January 22, 1970"),
        ("January 21, 1946. Dated January 14, 1946", "January 21, 1946"),
    ],
)
def test_a_date_is_found_inside_a_line(line: str, expected: str) -> None:
    found = find_date(line, "en")
    assert found is not None
    assert line[found.start : found.end] == expected


@pytest.mark.parametrize("line", ["May 2023 be good to you", "in 2019", "a 16-9 win", "No. 1788"])
def test_a_year_or_month_inside_a_line_is_no_date(line: str) -> None:
    assert find_date(line, "en") is None


@pytest.mark.parametrize(
    ("precision", "expected"),
    [
        (Precision.DAY, dt.date(2024, 2, 1)),
        (Precision.MONTH, dt.date(2024, 2, 29)),
        (Precision.YEAR, dt.date(2024, 12, 31)),
    ],
)
def test_a_date_lasts_as_long_as_it_says(precision: Precision, expected: dt.date) -> None:
    assert last_day(ArticleDate(dt.date(2024, 2, 1), precision)) == expected


@given(
    st.dates(dt.date(1000, 1, 1), dt.date(2050, 12, 31)),
    st.sampled_from(["en", "de", "fr", "es", "ru", "hi", "zh", "ja", "pl", "eo", "tr", "pt"]),
)
def test_a_date_that_a_language_writes_out_is_read_back(day: dt.date, language: str) -> None:
    """Babel writes it, so every month name of these languages is tried."""
    written = say_date(ArticleDate(day), language)
    assert said(read_date(written, language)) == day.isoformat()


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    for found in (read_date(text, "en"), find_date(text, "fr")):
        assert found is None or 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", FALLBACK)
def test_the_table_of_months_is_what_babel_says(language: str, kind: str) -> None:
    """Renewed by ``tools/make_months.py``."""
    names = names_of(language, kind)
    assert names
    assert names == names_in_babel(language, kind)


@pytest.mark.parametrize(
    "unit", ["1 ", " ", "12. Mai ", "a 1 de ", "2023-", "\t", "mon, 1 ", "IX. "]
)
@pytest.mark.parametrize("size", [1_000, 1_000_000])
def test_a_long_text_is_looked_at_no_longer_than_a_line(unit: str, size: int) -> None:
    """Fails without the bound: 80 kB of white space after a figure took 4.5 s."""
    text = "1" + unit * (size // len(unit))
    started = time.process_time()
    for language in ("en", "th"):
        assert read_date(text, language) is None
        assert find_date(text, language) is None
    assert time.process_time() - started < 3


def test_a_date_that_is_not_understood_is_not_told_at_length(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"date": "x1" * 9000, "content": "The tide."}))
    report = Report()
    collect([str(tmp_path)], Config(), report)
    (notice,) = report
    assert (notice.code, len(notice.message) < 200) == ("A103", True)
