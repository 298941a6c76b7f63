"""Quotes, apostrophes, dashes and spaces as a compositor sets them, without changing a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anthology.layout.typography import FILLER, set_in_place, typeset

CASES = [
    ("en", '"It\'s Mr. Kerry," he said', "“It’s Mr.\u00a0Kerry,” he said"),
    ("en", "limited to 1.5 degrees", "limited to 1.5\u00a0degrees"),
    ("en", "No. 10 and no one", "No.\u00a010 and no one"),
    ("en", "J. K. Rowling", "J.\u00a0K. Rowling"),
    ("en", 'the \'90s ("so")', "the ’90s (“so”)"),
    ("en", "'Tis the season", "’Tis the season"),
    ("en", "he came -- and saw--and left", "he came\u00a0— and saw—and left"),
    ("en", "Part 1 - Why, 1939-1945", "Part 1\u00a0– Why, 1939–1945"),
    ("en", "a - b — c", "a\u00a0– b\u00a0— c"),
    ("en", "2023-07-04, 555-1234, well-known", "2023-07-04, 555-1234, well-known"),
    (
        "en",
        "https://a.org/b--c and xn--80ak6aa92e.com",
        "https://a.org/b--c and xn--80ak6aa92e.com",
    ),
    ("en", "run it with --verbose", "run it with --verbose"),
    ("ru", "да - нет", "да\u00a0— нет"),
    ("en", "Already “curly” and ‘so’", "Already “curly” and ‘so’"),
    ("de", 'Er sagte: "Ja."', "Er sagte: „Ja.“"),
    ("de", "Dr. Merkel und 3 Millionen", "Dr.\u00a0Merkel und 3\u00a0Millionen"),
    ("fr", "M. Macron dit : « Oui ! »", "M.\u00a0Macron dit\u202f: «\u202fOui\u202f!\u202f»"),
    ("fr", "aujourd'hui", "aujourd’hui"),
    ("es", 'dijo "sí"', "dijo «sí»"),
    ("zh", "他说“好”", "他说“好”"),
]


@pytest.mark.parametrize(("language", "given_text", "wanted"), CASES)
def test_text_is_typeset_by_language(language: str, given_text: str, wanted: str) -> None:
    assert typeset(given_text, language) == wanted


@given(st.text(max_size=80), st.sampled_from(["en", "de", "fr", "es", "it", "pt", "nl", "xx"]))
def test_length_letters_and_digits_never_change(text: str, language: str) -> None:
    found = set_in_place(text, language)
    assert len(found) == len(text)
    assert typeset(text, language) == found.replace(FILLER, "")
    assert [c for c in found if c.isalnum()] == [c for c in text if c.isalnum()]
