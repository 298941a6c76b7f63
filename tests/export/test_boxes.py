"""A character that no font has stands as a box, and is still there to be searched and copied."""

import io
import string

import pytest
from fontTools.pens.recordingPen import RecordingPen
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
_ANY = "install the Noto fonts (fonts-noto-core)"
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


# Hexadecimal figures, two in a row, or three beyond the first 65,536 characters.
_DRAWN = {
    "\u0123": """
        .###..#..
        .#.#.##..
        .#.#..#..
        .#.#..#..
        .###.###.
        .........
        .###.###.
        ...#...#.
        .###..##.
        .#.....#.
        .###.###.""",
    "\u4567": """
        .#.#.###.
        .#.#.#...
        .###.###.
        ...#...#.
        ...#.###.
        .........
        .###.###.
        .#.....#.
        .###...#.
        .#.#...#.
        .###...#.""",
    "\u89ab": """
        .###.###.
        .#.#.#.#.
        .###.###.
        .#.#...#.
        .###.###.
        .........
        .###.#...
        .#.#.#...
        .###.###.
        .#.#.#.#.
        .#.#.###.""",
    "\ucdef": """
        .###...#.
        .#.....#.
        .#...###.
        .#...#.#.
        .###.###.
        .........
        .###.###.
        .#...#...
        .###.###.
        .#...#...
        .###.#...""",
    "\U00013001": """
        .###..#..###.
        .#.#.##....#.
        .#.#..#...##.
        .#.#..#....#.
        .###.###.###.
        .............
        .###.###..#..
        .#.#.#.#.##..
        .#.#.#.#..#..
        .#.#.#.#..#..
        .###.###.###.""",
}
_PIXEL, _LEFT, _FOOT = 54, 44, -130  # in thousandths of the type size


def _inked(font: TTFont, name: str, x: float, y: float) -> bool:
    """Whether a point, in pixels from the corner of the box, is black: by the winding number."""
    pen = RecordingPen()
    font.getGlyphSet()[name].draw(pen)
    winding = 0
    corners: list[tuple[int, int]] = []
    for operator, points in pen.value:
        corners += points
        if operator == "closePath":
            xs, ys = sorted({c[0] for c in corners}), sorted({c[1] for c in corners})
            at = _LEFT + x * _PIXEL, _FOOT + y * _PIXEL
            turn = 1 if corners[0][0] == corners[1][0] and corners[0][0] == xs[0] else -1
            winding += turn * (xs[0] < at[0] < xs[-1] and ys[0] < at[1] < ys[-1])
            corners = []
    return winding != 0


def _picture(font: TTFont, name: str, columns: int) -> str:
    rows = [
        "".join(".#"[_inked(font, name, x + 0.5, y + 0.5)] for x in range(columns))
        for y in reversed(range(1, 12))
    ]
    return "".join(f"\n        {row}" for row in rows)


@pytest.mark.parametrize("char", sorted(_DRAWN))
def test_a_box_shows_the_number_of_its_character(char: str) -> None:
    font = TTFont(io.BytesIO(box_font("".join(_DRAWN))))
    name = font.getBestCmap()[ord(char)]
    columns = 13 if ord(char) > 0xFFFF else 9
    assert _picture(font, name, columns) == _DRAWN[char]
    assert font["hmtx"][name] == (columns * _PIXEL + 2 * _LEFT, _LEFT)
    edges = [(0.2, 6), (columns - 0.2, 6), (4, 0.2), (4, 12.8)]
    assert all(_inked(font, name, *edge) for edge in edges)
    beside = [(-0.2, 6), (columns + 0.2, 6), (4, -0.2), (4, 13.2), (4, 0.5), (4, 12.5), (0.5, 6)]
    assert not any(_inked(font, name, *point) for point in beside)


def test_the_font_of_boxes_has_the_measures_of_a_face_and_no_date() -> None:
    font = TTFont(io.BytesIO(box_font("a")))
    head, lines, os2 = font["head"], font["hhea"], font["OS/2"]
    assert head.unitsPerEm == 1000
    assert font.reader["head"][20:36] == bytes(16)  # created, modified
    assert (lines.ascent, lines.descent) == (750, -250)
    assert (os2.sTypoAscender, os2.sTypoDescender) == (750, -250)
    assert (os2.usWinAscent, os2.usWinDescent) == (750, 250)
    assert [font["name"].getDebugName(n) for n in (1, 2)] == [box_family("a"), "Regular"]
    assert (font["hmtx"]["space"], font["hmtx"][".notdef"]) == ((250, 44), (574, 44))
    assert (font["glyf"]["space"].numberOfContours, font["glyf"][".notdef"].numberOfContours) == (
        0,
        2,
    )
    assert font.getBestCmap()[0xA0] == font.getBestCmap()[0x20] == "space"
    assert "post" in font


def test_the_part_of_a_vowel_that_takes_a_place_brings_the_whole() -> None:
    font = TTFont(io.BytesIO(box_font("\u0e32\u0eb2")))
    assert {chr(c) for c in font.getBestCmap()} == {*"\u0e32\u0e33\u0eb2\u0eb3", " ", "\u00a0"}


@pytest.mark.parametrize(
    ("chars", "told"),
    [
        ("ก", "1 character (ก U+0E01)"),
        ("กข", "2 characters (ก U+0E01, ข U+0E02)"),
        ("กขค", "3 characters (ก U+0E01, ข U+0E02, ค U+0E04)"),
        ("กขคง", "4 characters (ก U+0E01, ข U+0E02, ค U+0E04 ...)"),
        ("\ue000", "1 character"),  # one that cannot be shown is counted alone
    ],
)
def test_the_notice_counts_and_shows_what_is_missing(chars: str, told: str) -> None:
    (sentence,) = missing_glyphs(tuple(chars))
    assert sentence.startswith(f"no font has {told}; boxes with their numbers stand for them: ")


@pytest.mark.parametrize(
    ("char", "remedy"),
    [
        ("한", _HAN), ("ㄅ", _HAN), ("ア", _HAN), ("\u3000", _HAN), ("\u303f", _HAN),
        ("\u3004", _HAN), ("\u31c0", _HAN), ("\u2302", _EMOJI), ("\u2300", _EMOJI),
        ("\u0378", "replace them in the text"), ("\x07", "replace them in the text"),
        ("\u2117", _ANY), ("\u20bf", _ANY), ("\u0301", _ANY),
        ("\u10a0", "install Noto Sans Georgian (fonts-noto-core)"),
    ],
)  # fmt: skip
def test_every_kind_of_character_has_its_remedy(char: str, remedy: str) -> None:
    assert [each.rpartition(": ")[2] for each in missing_glyphs((char,))] == [remedy]
