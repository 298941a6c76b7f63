"""The sample collection: the first user's form, kept exactly, and worth reading."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from pathlib import Path

import pytest

SEEDS = Path(__file__).parent.parent.parent / "seeds"
BRIEFS = sorted(SEEDS.glob("*.txt"))
FORM = re.compile(r" date (\d{4}-\d{2}-\d{2}) \n\n\n\n([^\n]+)\n\n")


def parts(path: Path) -> tuple[dt.date, str]:
    """The date and the text of a brief."""
    match = FORM.fullmatch(path.read_bytes().decode("utf-8"))
    assert match, f"{path.name} is not in the first user's form"
    return dt.date.fromisoformat(match[1]), match[2]


def runs(text: str, length: int) -> set[str]:
    """All runs of that many words."""
    words = text.split()
    return {" ".join(words[i : i + length]) for i in range(len(words) - length + 1)}


def test_there_are_at_least_twelve_briefs() -> None:
    assert len(BRIEFS) >= 12


@pytest.mark.parametrize("path", BRIEFS, ids=lambda p: p.name)
def test_a_brief_is_a_date_line_and_one_blob_of_250_to_500_words(path: Path) -> None:
    day, text = parts(path)
    assert 250 <= len(text.split()) <= 500
    assert dt.date(2023, 6, 18) <= day <= dt.date(2024, 1, 31)


@pytest.mark.parametrize("path", BRIEFS, ids=lambda p: p.name)
def test_quotation_marks_and_apostrophes_are_curly_and_come_in_pairs(path: Path) -> None:
    text = parts(path)[1]
    assert not set("\"'\t\u00a0") & set(text)
    assert re.sub("[^“”]", "", text) == "“”" * text.count("“")


@pytest.mark.parametrize("path", BRIEFS, ids=lambda p: p.name)
def test_a_brief_ends_with_a_sentence_and_has_single_spaces(path: Path) -> None:
    text = parts(path)[1]
    assert text == text.strip()
    assert text.endswith(".")
    assert "  " not in text


def test_no_two_briefs_share_a_date_or_a_run_of_eight_words() -> None:
    read = [parts(path) for path in BRIEFS]
    assert len({day for day, _ in read}) == len(read)
    seen: set[str] = set()
    for _, text in read:
        assert not seen & runs(text, 8)
        seen |= runs(text, 8)


def test_the_order_of_the_names_is_not_the_order_of_the_dates() -> None:
    """So that a build that sorts by name is found out."""
    days = [parts(path)[0] for path in BRIEFS]
    assert sum(later < earlier for earlier, later in pairwise(days)) >= 3
