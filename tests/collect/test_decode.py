"""Text in any usual encoding is read whole, and cleaned of what no book can hold."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anthology.collect.decode import Decoded, NotTextError, decode

CURLY = "“China” – said Ms Müller – has rejected the café’s calls for higher targets, at €3."
CYRILLIC = "Китай отверг призывы к более высоким целям, и переговоры в Пекине продолжились. " * 3
CHINESE = "中国拒绝了提高气候目标的要求，北京的谈判仍在继续，双方都表示愿意合作。" * 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_what_names_its_encoding_is_read_without_a_guess(encoding: str) -> None:
    assert decode(CURLY.encode(encoding)) == Decoded(CURLY)


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        (CURLY, "cp1252", "windows-1252"),
        (CURLY, "utf-16-le", "UTF-16-LE"),
        (CURLY, "utf-16-be", "UTF-16-BE"),
        (CYRILLIC, "cp1251", "cp1251"),
        (CYRILLIC, "koi8-r", "koi8-r"),
        (CHINESE, "gb18030", "gb18030"),
    ],
)
def test_an_encoding_that_is_not_named_is_found(text: str, encoding: str, named: str) -> None:
    assert decode(text.encode(encoding)) == Decoded(text, guessed=named)


def test_damaged_utf8_keeps_all_that_is_sound() -> None:
    assert decode("déjà vu ".encode() + b"\xff and more") == Decoded(
        "déjà vu \ufffd and more", replaced=1
    )


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n", "\v", "\u2028", "\x85"])
def test_every_kind_of_line_end_is_one(newline: str) -> None:
    assert decode(f"one{newline}two".encode()).text == "one\ntwo"


@pytest.mark.parametrize("newline", ["\f", "\u2029"])
def test_a_form_feed_or_paragraph_separator_ends_a_paragraph(newline: str) -> None:
    assert decode(f"one{newline}two".encode()).text == "one\n\ntwo"


def test_control_characters_and_terminal_escapes_are_dropped_and_named() -> None:
    dirty = "a\x03b \x1b[31mred\x1b[0m \ufffe\ufdd0\x80c\x00"
    assert decode(dirty.encode()) == Decoded(
        "ab red c", dropped=("U+0000", "U+0003", "U+001B", "U+0080", "U+FDD0", "U+FFFE")
    )


def test_letters_and_their_accents_are_composed() -> None:
    assert decode(unicodedata.normalize("NFD", "café").encode()).text == "café"


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 text", b"PK\x03\x04", b"\x89PNG\r\n", bytes(range(256)) * 8, b"\0" * 500]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(NotTextError):
        decode(data)


@given(st.binary(max_size=400))
def test_any_bytes_are_text_fit_for_a_book_or_refused(data: bytes) -> None:
    try:
        text = decode(data).text
    except NotTextError:
        return
    assert not [char for char in text if unicodedata.category(char) == "Cc" and char not in "\n\t"]
    assert "\ufffe" not in text


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Cf", "Zl", "Zp"])))
def test_utf8_text_is_kept_letter_by_letter(text: str) -> None:
    assert decode(text.encode()).text == unicodedata.normalize("NFC", text)
