"""The printed page: sizes by name or measure, a text block of whole lines, room for furniture."""

import pytest

from anthology.errors import ConfigError
from anthology.layout.page import make_page, parse_size

SIZES = ["A4", "A5", "A6", "B5", "letter", "5x8", "5.5x8.5", "6x9", "120x190mm", "12x19cm"]
_PT = 72 / 25.4


@pytest.mark.parametrize("size", SIZES)
def test_the_text_block_is_whole_lines_and_stays_clear_of_the_furniture(size: str) -> None:
    page = make_page(size, {})
    text_mm = page.height_mm - page.top_mm - page.bottom_mm
    assert text_mm * _PT == pytest.approx(page.lines * page.leading_pt)
    assert page.top_mm * _PT > 46
    assert page.bottom_mm * _PT > 46
    assert 0 < page.inner_mm < page.outer_mm


@pytest.mark.parametrize("size", [s for s in SIZES if s != "A6"])
def test_the_measure_holds_a_comfortable_line(size: str) -> None:
    page = make_page(size, {})
    measure_em = (page.width_mm - page.inner_mm - page.outer_mm) * _PT / page.type_pt
    assert 26 <= measure_em <= 29  # 60 to 70 characters of the text face


@pytest.mark.parametrize("size", ["a9", "", "10x", "1x1", "5000x5000mm", "x"])
def test_an_unknown_size_is_refused_with_the_known_ones(size: str) -> None:
    with pytest.raises(ConfigError, match=r"use one of A4, A5"):
        parse_size(size)
