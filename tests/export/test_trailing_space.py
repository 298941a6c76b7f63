"""Lines are full up to an inline element, wherever the measure ends."""

from io import BytesIO

import pypdfium2
import pytest

from anthology.export.pdf.chunk import Job, Renderer
from anthology.theme import load_theme

# The line that begins with "the way" fits its measure but for the space before the link.
_LINE = "the way for the Paris Agreement, and chairman of the campaign of"


_BOUND = "lumber, the work of the past year is a presentation speech. Rev.\xa0"


def _lines(width_px: int, before: str) -> list[str]:
    css = (
        "@page { size: 200mm 60mm; margin: 10mm } html { hyphens: auto }"
        f"body {{ font: 10pt Libertine; width: {width_px}px; margin: 0 }} p {{ margin: 0 }}"
    )
    html = f'<html lang="en"><p>{before}<a href="#x" id="x">Hillary Clinton</a> in 2016.</p>'
    chunk = Renderer(css, load_theme("classic").faces).render(Job("x", html))
    text = pypdfium2.PdfDocument(BytesIO(chunk.pdf))[0].get_textpage().get_text_range()
    return [line.strip() for line in text.splitlines()]


@pytest.mark.parametrize("width_px", range(330, 390, 2))
def test_a_text_before_a_link_is_not_left_alone_after_its_first_word(width_px: int) -> None:
    """The measure is moved over the width of the text in steps of less than a space."""
    assert len(_lines(width_px, f"{_LINE} ")[0]) > len(_LINE) - 10


@pytest.mark.parametrize("width_px", range(330, 440, 2))
def test_a_word_that_is_bound_to_a_link_goes_with_it_to_the_next_line(width_px: int) -> None:
    """For Pango the text ends before its last space, for the engine after it."""
    lines = _lines(width_px, _BOUND)
    assert len(lines[0]) > len("lumber, the work of the past year is a presen")
    assert not any(line.endswith("Rev.") for line in lines)
