"""Running heads and folios: where they stand, in which face, and that they are no content."""

from dataclasses import replace

import pytest

from anthology.export.pdf.furniture import (
    Figures,
    folio_span_pt,
    head_shift_pt,
    overlay,
)
from anthology.export.pdf.pieces import FontUse
from anthology.layout.page import make_page

_PT = 72 / 25.4
_FACE = FontUse(
    "F7", "Face", "Face", 4, 700, -200, "digest", 9, 0, True,
    ((17, "1"), (18, "2"), (40, "fi"), (41, "x")),
    ((17, 500.0), (18, 600.0), (40, 900.0), (41, 400.0)),
)  # fmt: skip


def test_a_folio_is_as_wide_as_its_figures() -> None:
    figures = Figures.of((_FACE,), 10)
    assert figures.font == "F7"
    assert figures.width_pt("12x") == pytest.approx(15)
    assert dict(figures.glyphs) == {"1": 17, "2": 18, "x": 41}  # a ligature is no figure


def test_a_folio_stands_in_the_middle_on_its_line() -> None:
    drawn = Figures.of((_FACE,), 9.5).draw("121", 100, 200, 30.25)
    left = (300 - 1.6 * 9.5) / 2
    assert drawn.decode().split() == [
        "0.07", "g", "BT", "/Folio", "9.500", "Tf", "1", "0", "0", "1", f"{left:.3f}", "30.250",
        "Tm", "<001100120011>", "Tj", "ET",
    ]  # fmt: skip


def test_a_folio_is_centred_on_the_text_or_stands_at_its_outer_edge() -> None:
    page = make_page("A5", {})
    left, right = page.inner_mm * _PT, (page.width_mm - page.outer_mm) * _PT
    assert folio_span_pt(page, True, 20) == pytest.approx((left, right))
    assert folio_span_pt(page, False, 20) == pytest.approx((left, right))
    outer = replace(page, outer_furniture=True)
    assert folio_span_pt(outer, True, 20) == pytest.approx((left, left + 20))
    assert folio_span_pt(outer, False, 20) == pytest.approx((right - 20, right))


def test_a_head_rises_from_the_first_line_to_its_place() -> None:
    page = replace(make_page("A5", {}), top_mm=20, head_mm=11, leading_pt=14.4)
    first_baseline_mm = 20 + 14.4 * 0.75 / _PT
    assert head_shift_pt(page) == pytest.approx((first_baseline_mm - 11) * _PT)


def test_what_is_laid_over_is_an_artifact() -> None:
    drawn = overlay([b"1 0 m", b"2 0 l"])
    assert drawn == b"/Artifact <</Type /Pagination>> BDC q 1 0 m\n2 0 l Q EMC"
