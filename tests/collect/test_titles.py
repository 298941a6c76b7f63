"""Titles: a headline of its own, told from the text, or one made from the article's words."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anthology.collect.clauses import bare
from anthology.collect.cuts import width
from anthology.collect.titles import split_headline, supply_title

CASES = Path(__file__).parent.parent / "cases" / "titles"
LANGUAGES = ("en", "fr", "de", "eo", "ru", "ar", "hi", "zh", "th", "xx", "")
WORDS = (
    "the council", "and", "of", "Mr. Hall", "said that", "has bought", "in Paris", "on Monday,",
    "July 19, 2023", "“we will", "see”", "(a mill)", "which stood", "empty.", "He", "—", "BEIJING",
    "la", "que", "les villes", "a été", "der", "hat", "gekauft", "市政府", "宣布，", "。", "ที่",
    "है।", "Image: X.", "1 – 0", "…", "\n\n", "http://example.org/a/b", "22 mai 2012. -",
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=300), st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
)


def cases(name: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = tomllib.loads((CASES / name).read_text("utf-8"))["case"]
    return found


@pytest.mark.parametrize("case", cases("supplied.toml"), ids=lambda case: case["why"])
def test_a_title_is_made_as_an_editor_would(case: dict[str, str]) -> None:
    assert supply_title(case["text"], case["language"]) == case["title"]


@pytest.mark.parametrize("case", cases("headlines.toml"), ids=lambda case: case["why"])
def test_a_headline_run_into_the_text_is_told_from_it(case: dict[str, str]) -> None:
    split = split_headline(case["text"], case["language"])
    assert " | ".join(split or ()) == case["split"]


def test_no_title_ends_with_a_word_that_leads_on() -> None:
    text = (
        "The council of the town has bought the old mill and the weir by the river from the heirs"
    )
    words = text.split()
    for count in range(4, len(words) + 1):
        title = supply_title(" ".join(words[:count]) + ", which are now to be sold again", "en")
        assert bare(title.split()[-1]) not in ("and", "of", "the", "by", "from", "old", "has"), (
            title
        )


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_a_title_has_words_of_the_text_in_order_and_fits(text: str, language: str) -> None:
    title = supply_title(text, language)
    assert bool(title) == bool(text.replace("\xad", "").split())
    assert width(title) <= 80
    rest = iter(_letters(text))
    assert all(letter in rest for letter in _letters(title)), title
    assert title == supply_title(text, language)


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_a_split_keeps_every_word_in_order(text: str, language: str) -> None:
    split = split_headline(text, language)
    if split:
        headline, dateline, rest = split
        assert headline and dateline and rest
        assert " ".join(split).split() == text.split()


def test_one_endless_word_still_makes_a_title() -> None:
    assert 0 < width(supply_title("x" * 500, "en")) <= 80


def test_a_title_ends_without_a_full_stop_inside_its_quotation_too() -> None:
    assert supply_title("The crowd cried, “Save the old mill.” It rained.", "en") == (
        "The crowd cried, “Save the old mill”"
    )


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
