"""The dots of contents run up to the figures, and no further."""

import pypdfium2
import pytest

from anthology.export.pdf.pieces import Job
from anthology.export.pdf.rendering import Style, render
from anthology.theme import load_theme

_CSS = """@page {{ size: 200mm 60mm; margin: 10mm }}
p {{ font: 11pt {family}; {more} }}
p::after {{ content: leader(".") " 128" }}"""


@pytest.mark.parametrize("theme", ["classic", "modern"])
@pytest.mark.parametrize("more", ["", "letter-spacing: .22em", "font-size: 8.3pt"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_dots_end_where_the_figures_begin(theme: str, more: str, language: str) -> None:
    """Some faces set dots in a row wider apart than one alone, where letters are not spaced."""
    faces = load_theme(theme).faces
    for family in dict.fromkeys(face.family for face in faces):
        css = _CSS.format(family=f'"{family}"', more=more)
        html = f'<html lang="{language}"><body><p>Of Winds and Tides</p></body></html>'
        made = render(Style(css, faces), Job("x", html))
        with pypdfium2.PdfDocument(made.pdf) as document:
            page = document[0].get_textpage()
            text = page.get_text_range()
            figures = page.get_charbox(text.index("1"))[0]
            dots = sorted(page.get_charbox(at)[2] for at, char in enumerate(text) if char == ".")
        assert len(dots) > 10, family
        assert 0 <= figures - dots[-1] < 3 * (dots[1] - dots[0]), family  # there is a space between
