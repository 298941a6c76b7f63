"""By how much lines of other scripts are widened; the engine and its boxes are made up."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
import weasyprint.layout.inline

from anthology.export.pdf import justify


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a b", 1), ("今天", 2), ("今 a天", 3), ("ウェ。「", 4), ("ｶﾅ", 0), ("１２", 2),
        ("한 국", 1), ("\U00020000", 1), ("ก ข", 1), ("ب ب", 1), ("é", 0), ("ㄅ", 1), ("豈", 1),
    ],
)  # fmt: skip
def test_a_line_can_be_widened_at_spaces_and_ideographs(text: str, places: int) -> None:
    count = justify._counting(lambda box: box.text.count(" "))
    assert count(SimpleNamespace(text=text)) == places


def test_what_is_no_text_is_counted_by_the_engine() -> None:
    assert justify._counting(lambda box: 7.0)(SimpleNamespace()) == 7


def test_ideographs_stand_at_these_bytes() -> None:
    assert justify._byte_ranges("aé今天 b明") == [(3, 9), (11, 14)]
    assert justify._byte_ranges("abc") == []


@dataclass
class _Box:
    """A text as wide as its natural width and what is added at its places."""

    text: str | None
    width: float
    natural: float
    places: int
    follows: float = 1.0  # how much of what is added shows
    justification_spacing: float = 0.0
    pango_layout: Any = field(default_factory=SimpleNamespace)
    measured: int = 0

    def drawn(self) -> float:
        self.measured += 1
        return self.natural + self.follows * self.places * self.justification_spacing


@pytest.fixture
def add(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The function under test on an engine that sets the spacing which it is told."""
    inline = weasyprint.layout.inline
    monkeypatch.setattr(justify, "_width", lambda box: box.drawn())
    monkeypatch.setattr(inline, "count_expandable_spaces", lambda box: box.places)

    def engine(context: str, box: _Box, spacing: float, x_advance: float) -> int:
        assert context == "context"
        box.justification_spacing = spacing
        return int(x_advance) + 5

    spacing = justify._spacing(engine)
    return lambda box, by: spacing("context", box, by, 3.0)


def test_a_line_is_widened_until_it_reaches_the_margin(add: Any) -> None:
    box = _Box("ก ข ค", width=100.0, natural=88.0, places=2, follows=0.9)
    assert add(box, 1.0) == 8.0
    assert box.drawn() == pytest.approx(100.0, abs=0.02)
    assert box.pango_layout.justification_spacing == box.justification_spacing
    assert box.measured == 4  # three times, and here


def test_what_is_near_enough_stays(add: Any) -> None:
    for natural in (90.019, 89.981):
        box = _Box("ก ข", width=100.0, natural=natural, places=1)
        add(box, 10.0)
        assert (box.justification_spacing, box.measured) == (10.0, 1)
    box = _Box("ก ข", width=100.0, natural=90.021, places=1)
    add(box, 10.0)
    assert box.justification_spacing == pytest.approx(9.979)


@pytest.mark.parametrize(
    ("text", "places"), [("Latin or кириллица", 2), ("กข", 0), ("", 1), (None, 1)]
)
def test_other_lines_are_left_to_the_engine(add: Any, text: str | None, places: int) -> None:
    box = _Box(text, width=100.0, natural=50.0, places=places)
    assert add(box, 1.0) == 8.0
    assert (box.justification_spacing, box.measured) == (1.0, 0)
