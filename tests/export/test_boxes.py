"""A character that no font has stands as a box, and is still there to be searched and copied."""

import io
import string

import pytest
from fontTools.ttLib import TTFont

from anthology.check.letters import strip_marks
from anthology.check.pdf_text import pdf_text
from anthology.export.pdf.boxes import box_family, box_font
from anthology.export.pdf.chunk import Job, Renderer
from anthology.export.pdf.missing import missing_glyphs
from anthology.theme import load_theme

_UNKNOWN = "\U00013000\U00013001"  # Egyptian hieroglyphs: hardly a machine has them
_CSS = (
    "@page { size: 150mm 90mm; margin: 20mm 10mm }"
    " html { font-family: Libertine; font-size: 10.5pt }"
)


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(_CSS, load_theme("classic").faces)


@pytest.mark.engine_warnings
@pytest.mark.parametrize("language", ["en", "ja", "th"])
def test_missing_characters_are_named_and_can_be_read_back(
    renderer: Renderer, language: str
) -> None:
    html = f'<html lang="{language}"><p>before {_UNKNOWN * 3} after</p>'
    chunk = renderer.render(Job("x", html))
    text = pdf_text(chunk.pdf).text
    if not chunk.missing:
        pytest.skip("this machine has a font for hieroglyphs")
    assert chunk.missing == tuple(_UNKNOWN)
    assert text == f"before{_UNKNOWN * 3}after"


@pytest.mark.engine_warnings
@pytest.mark.parametrize("text", ["\u0e15\u0e33\u0e41", "\u0e95\u0eb3"], ids=["Thai", "Lao"])
def test_vowels_that_are_taken_apart_have_boxes(renderer: Renderer, text: str) -> None:
    chunk = renderer.render(Job("x", f"<html lang='th'><p>{text}</p>"))
    if not chunk.missing:
        pytest.skip("this machine has a font for Thai and Lao")
    assert {use.name.split("+")[1] for use in chunk.fonts} == {
        box_family("".join(chunk.missing)).replace(" ", "-")
    }


@pytest.mark.engine_warnings
def test_a_chunk_after_one_with_boxes_is_as_if_it_had_come_first(renderer: Renderer) -> None:
    job = Job("x", f"<html lang='en'><p>one {_UNKNOWN[0]} two</p>")
    renderer.render(Job("y", f"<html lang='en'><p>{_UNKNOWN}</p>"))
    assert renderer.render(job) == Renderer(_CSS, load_theme("classic").faces).render(job)


def test_every_character_has_a_box_of_its_own_and_spaces_are_empty() -> None:
    chars = string.ascii_letters + _UNKNOWN
    font = TTFont(io.BytesIO(box_font(chars)))
    cmap = font.getBestCmap()
    assert {chr(c) for c in cmap} == {*chars, " ", "\u00a0"}
    assert len(set(cmap.values())) == len(chars) + 1
    assert font["hmtx"][cmap[ord("a")]][0] < font["hmtx"][cmap[0x13000]][0]
    assert font["name"].getDebugName(1) == box_family(chars)


def test_the_same_characters_give_the_same_font() -> None:
    assert box_font("ab") == box_font("ab") != box_font("ac")


_EMOJI = "install Noto Emoji or Symbols (fonts-noto-color-emoji, fonts-noto-core)"
_HAN = "install Noto Serif CJK (fonts-noto-cjk)"
_THAI = "install Noto Sans Thai (fonts-noto-core)"


@pytest.mark.parametrize(
    ("chars", "remedies"),
    [
        ("一あ。", [_HAN]),
        ("กข", [_THAI]),
        ("\U0001f600", [_EMOJI]),
        ("ก一", [_THAI, _HAN]),
        ("\ue000", ["replace them in the text"]),
    ],
)
def test_the_notice_says_which_font_to_install(chars: str, remedies: list[str]) -> None:
    assert [each.rpartition(": ")[2] for each in missing_glyphs(tuple(chars))] == remedies


def test_words_with_stacked_accents_are_read_back_whole(renderer: Renderer) -> None:
    word = "Z\u0351\u0300a\u0353\u034cl\u0333g\u0323\u0307o"
    chunk = renderer.render(Job("x", f"<html lang='en'><p>a g {word} end</p>"))
    text = pdf_text(chunk.pdf).text
    assert strip_marks(text) == strip_marks(f"a g {word} end")


def test_a_word_wider_than_the_measure_is_broken_inside_it() -> None:
    theme = load_theme("classic")
    css = _CSS + theme.text("print.css")
    word = "0" * 300
    chunk = Renderer(css, theme.faces).render(Job("x", f"<html lang='en'><p>{word} end</p>"))
    assert pdf_text(chunk.pdf).text == word + "end"


@pytest.mark.engine_warnings
def test_invisible_format_characters_that_no_font_has_are_left_out(renderer: Renderer) -> None:
    """Pango never takes the boxes for them; .notdef, which PDF/UA forbids, would be drawn."""
    text = f"na\u00efve \ufff9word\ufffb {_UNKNOWN[0]} end"
    chunk = renderer.render(Job("x", f"<html lang='en'><p>{text}</p>"))
    assert chunk.missing == (_UNKNOWN[0],)
    assert all(font.shared for font in chunk.fonts)
    assert pdf_text(chunk.pdf).text == f"na\u00efveword{_UNKNOWN[0]}end"
