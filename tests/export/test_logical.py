"""Right-to-left text stands in the file in the order in which it is read."""

from io import BytesIO

import pikepdf
import pytest

from anthology.export.pdf.chunk import Chunk, Job, Renderer
from anthology.theme import load_theme


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    css = "@page { size: 150mm 60mm; margin: 10mm } body { font-family: Libertine }"
    return Renderer(css, load_theme("classic").faces)


def _words(chunk: Chunk) -> list[str]:
    """What every show operator shows, by the fonts' own tables, in order of the file."""
    meanings = {f"/{use.hash}": dict(use.to_unicode) for use in chunk.fonts}
    with pikepdf.open(BytesIO(chunk.pdf)) as pdf:
        font, found = "", []
        for instruction in pikepdf.parse_content_stream(pdf.pages[0]):
            if str(instruction.operator) == "Tf":
                font = str(instruction.operands[0])
            if str(instruction.operator) == "TJ":
                shown = b"".join(
                    bytes(part) for part in instruction.operands[0]
                    if isinstance(part, pikepdf.String)
                )  # fmt: skip
                glyphs = [int.from_bytes(shown[i : i + 2], "big") for i in range(0, len(shown), 2)]
                found.append("".join(meanings[font].get(glyph, "?") for glyph in glyphs))
    return found


def _read(chunk: Chunk) -> list[str]:
    """The words as a reader says them: the letters of a right-to-left word stand backwards."""
    words = [word.strip() for word in _words(chunk)]
    return [w[::-1] if any("\u0590" <= c <= "\u06ff" for c in w) else w for w in words if w]


def test_hebrew_words_follow_each_other_as_they_are_read(renderer: Renderer) -> None:
    chunk = renderer.render(Job("x", '<html lang="en"><p lang="he" dir="rtl">שלום עולם טוב</p>'))
    assert _read(chunk) == ["שלום", "עולם", "טוב"]


def test_hebrew_inside_a_latin_line_keeps_its_order_and_its_place(renderer: Renderer) -> None:
    chunk = renderer.render(Job("x", '<html lang="en"><p>before שלום עולם after it</p>'))
    assert _read(chunk) == ["before", "שלום", "עולם", "after", "it"]


def test_latin_lines_are_left_to_the_engine(renderer: Renderer) -> None:
    chunk = renderer.render(Job("x", '<html lang="en"><p>nothing to turn here</p>'))
    assert _words(chunk) == ["nothing to turn here"]


@pytest.mark.engine_warnings  # no font has the characters
def test_characters_for_private_use_say_what_they_are(renderer: Renderer) -> None:
    """PDF/A asks for it (ISO 19005-2, 6.2.11.7.3), whatever the box that stands for them."""
    chunk = renderer.render(Job("x", '<html lang="en"><p>an \ue0ff apple</p>'))
    with pikepdf.open(BytesIO(chunk.pdf)) as pdf:
        spelled = [
            bytes(i.operands[1].ActualText)
            for i in pikepdf.parse_content_stream(pdf.pages[0])
            if str(i.operator) == "BDC" and "/ActualText" in i.operands[1]
        ]
    assert spelled == ["\ufeff\ue0ff ".encode("utf-16-be")]
