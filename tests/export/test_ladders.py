"""When a line is set again without dividing words; the engine and its lines are made up."""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

import pytest
from weasyprint.formatting_structure import boxes

from anthology.export.pdf import divisions


def _text(text: str, hyphens: str = "auto") -> Any:
    box = object.__new__(boxes.TextBox)
    box.text = text
    box.style = {"hyphens": hyphens, "hyphenate_character": "\u2010"}
    return box


def _box(kind: type, *children: Any, **more: Any) -> Any:
    box = object.__new__(kind)
    box.children = list(children)
    for name, value in more.items():
        setattr(box, name, value)
    return box


def _line(*children: Any) -> Any:
    return _box(boxes.LineBox, *children, position_y=100.0, height=12.0)


class _Context:
    """A page whose foot is at so many points."""

    words_undivided = False

    def __init__(self, foot: float = 1000.0) -> None:
        self.foot = foot

    def overflows_page(self, bottom_space: float, foot: float) -> bool:
        return foot > self.foot - bottom_space


class _Engine:
    """Gives the lines one after the other; keeps whether words were divided in each."""

    def __init__(self, *lines: Any) -> None:
        self.lines = list(lines)
        self.undivided: list[bool] = []
        self.told: list[tuple[Any, ...]] = []

    def __call__(self, context: _Context, *told: Any) -> Any:
        self.undivided.append(context.words_undivided)
        self.told.append(told)
        return self.lines.pop(0)


_PARAGRAPH = _text("x" * 1000)


def _set(engine: _Engine, context: _Context, count: int) -> list[bool]:
    """Whether each of the engine's calls for so many lines was without dividing words."""
    linebox = _box(boxes.LineBox, _PARAGRAPH)
    next_line = divisions._limiting(engine)
    skip = None
    for _ in range(count):
        _, skip = next_line(context, linebox, 100.0, 0.0, skip, "more")
    return engine.undivided


def _ending(text: str, at: int, hyphens: str = "auto") -> tuple[Any, Any]:
    return _line(_text(text, hyphens)), {0: {at: None}}


class TestLimiting:
    """A line that ends in a word, of which there are too many, or at the end of a page."""

    def test_the_fourth_line_in_a_row_is_set_again(self) -> None:
        lines = [_ending("ab\u2010", at) for at in (10, 20, 30, 40)]
        engine = _Engine(*lines, _ending("ab", 38), _ending("ab\u2010", 50))
        context = _Context()
        assert _set(engine, context, 5) == [False] * 4 + [True, False]
        assert not context.words_undivided
        assert engine.told[3] == engine.told[4]
        assert engine.told[4][1:] == (100.0, 0.0, {0: {30: None}}, "more")

    def test_hyphens_of_the_text_count_as_well_and_a_whole_word_begins_anew(self) -> None:
        ends = ("a\u2010", "ab", "ab-", "ab\u2010", "a-", "ab-")
        lines = [_ending(text, 10 * at) for at, text in enumerate(ends, 1)]
        engine = _Engine(*lines, _ending("ab", 58))
        assert _set(engine, _Context(), 6) == [False] * 6 + [True]

    @pytest.mark.parametrize(
        "ends", [["ab\u2010"] * 2 + ["ab"] + ["ab\u2010"] * 3, ["a"] * 6, ["-"] * 6]
    )
    def test_three_in_a_row_stay(self, ends: list[str]) -> None:
        lines = [_ending(text, 10 * at) for at, text in enumerate(ends, 1)]
        assert _set(_Engine(*lines), _Context(), 6) == [False] * 6

    def test_where_words_are_not_divided_only_the_texts_own_hyphens_count(self) -> None:
        lines = [_ending("ab\u2010", 10 * at, "manual") for at in range(1, 6)]
        assert _set(_Engine(*lines), _Context(foot=0), 5) == [False] * 5
        lines = [_ending("ab-", 10 * at, "manual") for at in range(1, 6)]
        assert _set(_Engine(*lines, _ending("a", 38)), _Context(), 4)[-1]

    @pytest.mark.parametrize(("foot", "again"), [(124.0, False), (123.9, True)])
    def test_the_line_before_the_last_that_fits_divides_no_word(
        self, foot: float, again: bool
    ) -> None:
        engine = _Engine(_ending("ab\u2010", 10), _ending("ab", 8))
        assert _set(engine, _Context(foot), 1) == [False] + [True] * again

    @pytest.mark.parametrize(("left", "again"), [(6, True), (7, False)])
    def test_a_line_that_would_be_left_over_takes_another_along(
        self, left: int, again: bool
    ) -> None:
        """Three characters in the line, 2.2 lines of them left, room for two lines and a half."""
        engine = _Engine(_ending("ab\u2010", 1000 - left), _ending("ab", 8))
        assert _set(engine, _Context(130.0), 1) == [False] + [True] * again

    def test_a_hyphen_of_the_text_may_end_a_page(self) -> None:
        assert _set(_Engine(_ending("ab-", 10)), _Context(0), 1) == [False]

    @pytest.mark.parametrize(
        "found", [(None, None), (None, {0: None}), (_line(_text("ab\u2010")), None)]
    )
    def test_the_last_line_is_left_alone(self, found: tuple[Any, Any]) -> None:
        engine = _Engine(found)
        next_line = divisions._limiting(engine)
        assert next_line(_Context(0), _box(boxes.LineBox), 0, 0, None) == found
        assert engine.undivided == [False]

    def test_words_are_divided_again_after_a_failure(self) -> None:
        context = _Context(0)

        def engine(given: _Context, *_: Any) -> Any:
            if given.words_undivided:
                raise ValueError("odd")
            return _ending("ab\u2010", 10)

        with pytest.raises(ValueError, match="odd"):
            divisions._limiting(engine)(context, _box(boxes.LineBox, _PARAGRAPH), 0, 0, None)
        assert context.words_undivided is False


def test_characters_are_counted_from_a_place_in_a_paragraph() -> None:
    inner = _box(boxes.InlineBox, _text("abc"), _text("de"))
    line = _box(boxes.LineBox, _text("1234"), inner, SimpleNamespace(), _text("x"))
    assert divisions._length(line) == 10
    assert divisions._left(line, None) == 10
    assert divisions._left(line, {0: {1: None}}) == 9
    assert divisions._left(line, {1: None}) == 6
    assert divisions._left(line, {1: {0: {2: None}}}) == 4
    assert divisions._left(line, {1: {1: {0: None}}}) == 3
    assert divisions._left(line, {4: None}) == 0


def test_the_text_at_the_end_of_a_line_may_lie_within_others() -> None:
    last = _text("ab")
    assert divisions._last_text(_line(_text("x"), _box(boxes.InlineBox, last))) is last
    assert divisions._last_text(_line(last, _text("x"))) is None
    assert divisions._last_text(_line(last, _box(boxes.InlineBox))) is None
    assert divisions._last_text(_line(last, SimpleNamespace(children=[last]))) is None
    assert divisions._last_text(_line()) is None


@pytest.mark.parametrize(
    ("text", "ends"), [("ab-", True), ("a-", True), ("1-", False), (" -", False), ("-", False),
                       ("ab", False), ("ab\u2010", False), ("", False)],
)  # fmt: skip
def test_a_line_that_ends_with_a_hyphen_in_a_word(text: str, ends: bool) -> None:
    assert divisions._ends_in_word(text) is ends


def _found(text: str, width: float, resume: int | None = 5) -> tuple[Any, ...]:
    return (SimpleNamespace(text=text), len(text), resume, width, 12.0, 9.0)


class TestUndivided:
    """A text is broken without dividing a word, and not at its own hyphens either."""

    def _split(
        self, text: str, *found: Any, undivided: bool = True, **named: Any
    ) -> tuple[Any, list[float], list[str]]:
        """What is found, and in which widths, and how words could be divided, it was tried."""
        style = {"hyphens": "auto"}
        widths: list[float] = []
        ways: list[str] = []
        results = list(found)

        def engine(
            given: str, style: dict[str, str], context: Any, width: float, *more: Any, **also: Any
        ) -> Any:
            assert (given, more, also) == (text, ("more",), named)
            widths.append(width)
            ways.append(style["hyphens"])
            return results.pop(0)

        context = SimpleNamespace(words_undivided=undivided)
        split = divisions._undivided(engine)
        made = split(text, style, context, 90.0, "more", **named)
        assert style == {"hyphens": "auto"}
        assert results == []
        return made, widths, ways

    def test_elsewhere_the_engine_does_as_it_does(self) -> None:
        one = _found("well-", 50.0)
        assert self._split("well-known x", one, undivided=False) == (one, [90.0], ["auto"])

    def test_without_a_context_too(self) -> None:
        def engine(*told: Any) -> Any:
            return told

        assert divisions._undivided(engine)("x", {}, None, 9.0) == ("x", {}, None, 9.0)

    def test_a_break_between_words_stays(self) -> None:
        one = _found("a well", 50.0)
        assert self._split("a well known", one) == (one, [90.0], ["manual"])

    @pytest.mark.parametrize("named", [{}, {"is_line_start": False}])
    def test_a_line_is_shortened_until_it_ends_with_a_word(self, named: dict[str, Any]) -> None:
        found = [_found("is a well-", 80.0), _found("is a-", 60.0), _found("is", 30.0)]
        assert self._split("is a-well-known x", *found, **named) == (
            found[1], [90.0, 79.5, 59.5], ["manual"] * 3,
        )  # fmt: skip

    def test_the_shortest_has_a_space(self) -> None:
        found = [_found("is a well-", 80.0), _found("is a", 60.0)]
        assert self._split("is a well-known x", *found) == (
            found[1], [90.0, 79.5], ["manual"] * 2,
        )  # fmt: skip

    def test_what_grows_no_shorter_stays(self) -> None:
        found = [_found("a well-", 80.0), _found("a b", 80.0)]
        assert self._split("a well-known x", *found)[0] is found[0]

    def test_all_of_it_fits(self) -> None:
        one = _found("a well-", 80.0, None)
        assert self._split("a well-", one) == (one, [90.0], ["manual"])

    def test_a_word_in_the_middle_of_a_line_goes_to_the_next(self) -> None:
        found = [_found("well-", 80.0), _found("well-known", 150.0, None)]
        made, widths, _ = self._split("well-known", *found, is_line_start=False)
        assert (made, widths) == (found[1], [90.0, math.inf])

    @pytest.mark.parametrize("named", [{}, {"is_line_start": True}])
    def test_a_word_alone_on_a_line_is_broken_at_its_hyphen(self, named: dict[str, Any]) -> None:
        found = [_found("well-", 80.0), _found("well", 60.0)]
        made, widths, _ = self._split("well-known", *found, **named)
        assert (made, widths) == (found[0], [90.0, 79.5])
