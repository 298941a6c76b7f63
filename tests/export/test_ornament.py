"""The ornaments of the title page and the colophon stand on the page, whichever way it is read."""

import pypdfium2
import pytest
from pypdfium2 import raw

from anthology.check.page_faults import page_faults
from anthology.check.page_lines import printed_pages
from anthology.export.pdf.pieces import Job
from anthology.export.pdf.rendering import Style, render
from anthology.theme import load_theme

_WIDTH_PT = 283.5


def _made(theme: str, section: str, direction: str) -> bytes:
    found = load_theme(theme)
    css = "@page { size: 100mm 160mm; margin: 10mm }" + found.text("print.css")
    html = (
        f'<html lang="he" dir="{direction}"><body><section class="{section}"><p>Tides</p>'
        '<div class="ornament"></div></section></body></html>'
    )
    return render(Style(css, found.faces), Job("x", html)).pdf


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("section", ["title-page", "colophon"])
def test_the_ornament_stands_in_the_middle_of_the_page(section: str, direction: str) -> None:
    pdf = _made("classic", section, direction)
    assert [each.message for each in page_faults(pdf)] == []
    (page,) = printed_pages(pdf)
    (flower,) = (line for line in page.lines if line.text.strip() == "❦")
    assert flower.left + flower.right == pytest.approx(_WIDTH_PT, abs=2)


@pytest.mark.parametrize("section", ["title-page", "colophon"])
def test_the_bar_stands_where_lines_begin(section: str) -> None:
    left, right = (_bar(_made("modern", section, each)) for each in ("ltr", "rtl"))
    assert left[0] == pytest.approx(_WIDTH_PT - right[1], abs=1)
    assert 28 <= left[0] < left[1] < _WIDTH_PT / 2 < right[0] < right[1] <= _WIDTH_PT - 28


def _bar(pdf: bytes) -> tuple[float, float]:
    """The left and the right end of the only thing drawn, in points."""
    with pypdfium2.PdfDocument(pdf) as document:
        found = document[0].get_objects([raw.FPDF_PAGEOBJ_PATH])
        boxes = [each.get_bounds() for each in found]
    return min(box[0] for box in boxes), max(box[2] for box in boxes)
