"""Glyphs of a line as they are written: in which order, with which meaning, moved by how much."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from anthology.export.pdf import logical
from anthology.export.pdf.logical import _Glyph


@dataclass(eq=False)
class _Font:
    """As much of an engine's font as is asked for."""

    hash: str = "F"
    to_unicode: dict[int, str] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)


class _Stream:
    """Keeps what is drawn, an operator an item."""

    def __init__(self) -> None:
        self.stream: list[bytes] = []
        self.drawn: list[str] = []

    def _note(self, *told: object) -> None:
        self.drawn += [each.decode() for each in self.stream]
        self.stream.clear()
        self.drawn.append(" ".join(map(str, told)))

    def set_font_size(self, font: str, size: float) -> None:
        self._note("font", font, size)

    def set_text_matrix(self, *values: float) -> None:
        self._note("at", *values)

    def set_text_rise(self, rise: float) -> None:
        self._note("rise", rise)

    def show_text(self, text: str) -> None:
        self._note("show", text)


_MATRIX = SimpleNamespace(values=(1, 0, 0, -1, 100, 50))


def _glyph(word: int, glyph: int, left: float, font: Any, **more: Any) -> _Glyph:
    usual = {"size": 10.0, "natural": 500.0, "rise": 0.0}
    return _Glyph(word, font, id=glyph, left=left, **{**usual, **more})


def _drawn(glyphs: list[_Glyph], *words: str) -> list[str]:
    stream = _Stream()
    logical._draw(stream, glyphs, list(words), _MATRIX)
    return stream.drawn + [each.decode() for each in stream.stream]


def test_words_are_drawn_as_they_are_read_each_from_left_to_right() -> None:
    font = _Font(to_unicode={1: "a", 2: "b", 3: "c"})
    glyphs = [_glyph(1, 3, 0, font), _glyph(0, 1, 5, font), _glyph(0, 2, 10, font)]
    assert _drawn(glyphs, "ab ", "c") == [
        "font F 10.0", "at 1 0 0 -1 105 50", "show <0001> <0002>",
        "font F 10.0", "at 1 0 0 -1 100 50", "show <0003>",
    ]  # fmt: skip


def test_a_change_of_font_or_size_is_a_piece_of_its_own() -> None:
    one, two = _Font("F"), _Font("G")
    glyphs = [_glyph(0, 1, 0, one), _glyph(0, 2, 5, one, size=8.0), _glyph(0, 3, 9, two, size=8.0)]
    assert [each for each in _drawn(glyphs, "abc") if each.startswith("font")] == [
        "font F 10.0", "font F 8.0", "font G 8.0",
    ]  # fmt: skip


def test_glyphs_that_do_not_stand_where_the_font_puts_them_are_moved() -> None:
    font = _Font()
    glyphs = [
        _glyph(0, 1, 0, font), _glyph(0, 2, 5, font), _glyph(0, 3, 11, font),
        _glyph(0, 4, 15.999, font), _glyph(0, 5, 20.99900001, font),
    ]  # fmt: skip
    assert _drawn(glyphs, "abcde")[-1] == ("show <0001> <0002> -100.000 <0003> 0.100 <0004> <0005>")


def test_marks_above_and_below_come_after_the_letters_of_their_piece() -> None:
    """A change of the base line would end the word for readers."""
    font = _Font()
    glyphs = [
        _glyph(0, 1, 0, font), _glyph(0, 9, 1, font, rise=-2.0), _glyph(0, 2, 5, font),
        _glyph(0, 8, 6, font, rise=3.0),
    ]  # fmt: skip
    assert _drawn(glyphs, "abcd") == [
        "font F 10.0", "at 1 0 0 -1 100 50", "show <0001> <0002>",
        "at 1 0 0 -1 101 50", "rise 2.0", "show <0009>", "rise 0",
        "at 1 0 0 -1 106 50", "rise -3.0", "show <0008>", "rise 0",
    ]  # fmt: skip


def test_a_word_whose_glyphs_are_not_its_letters_says_itself() -> None:
    font = _Font(to_unicode={1: "a"})
    assert _drawn([_glyph(0, 1, 0, font)], "\u0915 ") == [
        "/Span <</ActualText <feff09150020>>> BDC",
        "font F 10.0", "at 1 0 0 -1 100 50", "show <0001>",
        "EMC",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "meanings", "spelled"),
    [
        ("ab ", "xy", False),  # nothing out of the ordinary is in it
        ("e\u0301b ", "e\u0301b", False),
        ("e\u0301b ", "eb\u0301", True),
        (" e\u0301", "e\u0301 ", False),
        ("\u0e01\u0e33", "\u0e01\u0e33", False),
        ("\u0e01\u0e33", "\u0e33\u0e01", True),
        ("\u05d1\u05bc\u0301", "xy", False),  # letters from right to left are read by their order
        ("\u0915", "\u0915", True),
        ("\ue000", "\ue000", True),
    ],
)
def test_which_words_must_be_spelled(text: str, meanings: str, spelled: bool) -> None:
    font = _Font(to_unicode=dict(enumerate(meanings)))
    word = [_glyph(0, at, 0, font) for at in range(len(meanings))]
    assert logical._must_be_spelled(text, word) is spelled


@pytest.mark.parametrize(
    ("text", "clusters", "meanings"),
    [
        ("ab", [(0, 1), (1, 2)], ["a", "b"]),
        ("ffi", [(0, 3)], ["ffi"]),
        ("e\u0301", [(0, 3), (0, 3)], ["e", "\u0301"]),
        ("e\u0301\u0302", [(0, 5), (0, 5)], ["e", "\u0301\u0302"]),
        ("e\u0301", [(0, 3)] * 4, ["e", "\u0301", "\u0301", "\u0301"]),
        ("ae\u0301b", [(0, 1), (1, 4), (1, 4), (4, 5)], ["a", "e", "\u0301", "b"]),
        ("\u0644\u0627", [(0, 4)], ["\ufefb"]),
        ("\u05d1\u05bc", [(0, 4), (0, 4)], ["\u05d1\u05bc"] * 2),
        ("\u0915\u093f", [(0, 6), (0, 6)], ["\u0915\u093f"] * 2),
    ],
)
def test_what_each_glyph_of_a_run_means(
    text: str, clusters: list[tuple[int, int]], meanings: list[str]
) -> None:
    assert list(logical._meanings(text.encode(), clusters)) == meanings


def test_every_byte_belongs_to_a_word() -> None:
    """A space belongs to the word that it ends."""
    assert logical._word_of_byte("é b\u00a0c") == [0, 0, 0, 1, 1, 1, 2, 2]
    assert logical._word_of_byte("") == [0]


def test_glyphs_show_bytes_up_to_the_next_cluster() -> None:
    glyphs = SimpleNamespace(num_glyphs=4, log_clusters=[5, 2, 2, 0])
    item = SimpleNamespace(glyphs=glyphs, item=SimpleNamespace(offset=10, length=7))
    assert logical._clusters(item) == [(15, 17), (12, 15), (12, 15), (10, 12)]
