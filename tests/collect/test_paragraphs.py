"""Paragraphs: a long blob is set where the sense turns; its words never change."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anthology.collect.paragraphs import set_paragraphs
from anthology.collect.sentences import sentences

CASES = Path(__file__).parent.parent / "cases" / "paragraphs"
LANGUAGES = ("en", "fr", "de", "eo", "ru", "ar", "he", "hi", "zh", "th", "xx", "")
SENTENCES = (
    "The council met on Friday.", "“We will stay. We will see,” she said.", "He also spoke.",
    "However, Mr. Hall of the U.S. office left at 9 a.m. on Jan. 5.", "« Oui. Non », dit-il.",
    'He said "no. Never', "On Monday the mayor, who had bought the mill, went to Paris.",
    "市政府宣布。“我们走吧。现在。”", "ठीक है।", "“It never closes.", "...", "Image: A. Miller.",
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=400), st.lists(st.sampled_from(SENTENCES), max_size=80).map(" ".join)
)


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_blob_is_set_where_the_sense_turns(path: Path) -> None:
    expected = tuple(path.read_text("utf-8").strip().split("\n\n"))
    assert set_paragraphs(" ".join(expected), path.stem) == expected


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_words_never_change_only_white_space_at_a_break_goes(text: str, language: str) -> None:
    at = 0
    for paragraph in set_paragraphs(text, language):
        assert paragraph and paragraph == paragraph.strip()
        start = text.index(paragraph, at)
        assert not text[at:start].strip()
        at = start + len(paragraph)
    assert not text[at:].strip()


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_the_same_text_is_always_set_the_same(text: str, language: str) -> None:
    assert set_paragraphs(text, language) == set_paragraphs(text, language)


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_the_sentences_joined_are_the_text(text: str, language: str) -> None:
    assert "".join(sentences(text, language)) == text


def test_up_to_120_words_are_one_paragraph() -> None:
    text = " ".join(["The council met on a Friday evening, as ever."] * 13)  # 117 words
    assert set_paragraphs(text, "en") == (text,)
    assert len(set_paragraphs(text + " " + text, "en")) > 1


def test_empty_text_has_no_paragraph() -> None:
    assert set_paragraphs(" \n ", "en") == ()


def test_chinese_is_counted_by_its_letters_not_its_spaces() -> None:
    text = "市政府星期三宣布，位于老城北部的新图书馆将于明年春天向公众开放。" * 20
    paragraphs = set_paragraphs(text, "zh")
    assert len(paragraphs) > 1
    assert "".join(paragraphs) == text


@pytest.mark.parametrize(
    ("marks", "language"), [("“”", "en"), ("«»", "fr"), ("„“", "de"), ("「」", "ja")]
)
def test_no_paragraph_begins_inside_a_quotation(marks: str, language: str) -> None:
    waiting = "We waited for a long time at the gate of the mill. " * 6
    said = f"{marks[0]}{waiting}It rained.{marks[1]} "
    text = ("The council met in the old town hall on Friday evening. " * 6 + said) * 3
    for paragraph in set_paragraphs(text, language):
        assert paragraph.count(marks[0]) == paragraph.count(marks[1])


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Hall met Dr. Lee.", "The U.S. President left.", "No. 1 won.", "It was on Jan. 5.",
        "She came at 9 a.m. on Friday.", "J. R. Miller wrote it.", "“We stay. We wait,” she said.",
    ],
)  # fmt: skip
def test_an_abbreviation_or_a_quotation_ends_no_sentence(text: str) -> None:
    assert sentences(f"{text} The band played.", "en") == (f"{text} ", "The band played.")


@pytest.mark.parametrize(
    ("language", "text"),
    [("fr", "M. Morel et Mme. Petit sont là. "), ("eo", "S-ro. Miller venis hieraŭ. ")],
)
def test_forms_of_address_end_no_sentence(language: str, text: str) -> None:
    assert sentences(f"{text}La nokto. ", language)[0] == text


def test_a_quotation_that_never_closes_does_not_swallow_the_text() -> None:
    text = "“The mill stands by the river. " + "The council met on Friday to talk of it. " * 60
    assert max(len(paragraph.split()) for paragraph in set_paragraphs(text, "en")) < 120


def test_a_string_that_nobody_would_say_is_read_in_short_pieces() -> None:
    """The library that finds sentences takes the square of the length of such a string."""
    string = ",<![" * 2000
    text = f"The ferry left. It came back {string} at noon. The pier was dry."
    found = sentences(text, "en")
    assert "".join(found) == text
    assert [found[0], found[-1]] == ["The ferry left. ", "The pier was dry."]
    asked: list[int] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sentencex.segment", lambda _, each: asked.append(len(each)) or [each])
        sentences(text, "en")
    assert max(asked) <= 2000
    assert sum(asked) == len(text)
