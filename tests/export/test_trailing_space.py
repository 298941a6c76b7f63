"""Lines are full up to an inline element, wherever the measure ends."""

from io import BytesIO

import pypdfium2
import pytest

from anthology.export.pdf.chunk import Job, Renderer
from anthology.theme import load_theme

# The line that begins with "the way" fits its measure but for the space before the link.
_LINE = "the way for the Paris Agreement, and chairman of the campaign of"


def _lines(width_px: int) -> list[str]:
    css = (
        "@page { size: 200mm 60mm; margin: 10mm } html { hyphens: auto }"
        f"body {{ font: 10pt Libertine; width: {width_px}px; margin: 0 }} p {{ margin: 0 }}"
    )
    html = f'<html lang="en"><p>{_LINE} <a href="#x" id="x">Hillary Clinton</a> in 2016.</p>'
    chunk = Renderer(css, load_theme("classic").faces).render(Job("x", html))
    text = pypdfium2.PdfDocument(BytesIO(chunk.pdf))[0].get_textpage().get_text_range()
    return [line.strip() for line in text.splitlines()]


@pytest.mark.parametrize("width_px", range(330, 390, 2))
def test_a_text_before_a_link_is_not_left_alone_after_its_first_word(width_px: int) -> None:
    """The measure is moved over the width of the text in steps of less than a space."""
    assert len(_lines(width_px)[0]) > len(_LINE) - 10
