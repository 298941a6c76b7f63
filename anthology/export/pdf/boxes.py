"""A font of boxes for the characters that no font has, each with its code point in small figures.

Left to themselves, Pango and WeasyPrint set such a character with an arbitrary width, zero in
some languages, and readers of the PDF lose it. A box has a width, and its character as its text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from io import BytesIO

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._g_l_y_f import Glyph

_PIXEL = 54  # of 1000 units to the em
_LEFT, _FOOT = 44, -130
_ROWS = 13  # two figures of five pixels, one between, and the margins
# Figures of three pixels by five, a row each, the lowest bit to the left.
_FIGURES = {
    "0": (7, 5, 5, 5, 7), "1": (2, 3, 2, 2, 7), "2": (7, 4, 7, 1, 7), "3": (7, 4, 6, 4, 7),
    "4": (5, 5, 7, 4, 4), "5": (7, 1, 7, 4, 7), "6": (7, 1, 7, 5, 7), "7": (7, 4, 4, 4, 4),
    "8": (7, 5, 7, 5, 7), "9": (7, 5, 7, 4, 7), "A": (7, 5, 7, 5, 5), "B": (1, 1, 7, 5, 7),
    "C": (7, 1, 1, 1, 7), "D": (4, 4, 7, 5, 7), "E": (7, 1, 7, 1, 7), "F": (7, 1, 7, 1, 1),
}  # fmt: skip
_WHOLES = {"\u0e32": "\u0e33", "\u0eb2": "\u0eb3"}  # by the part of them that takes a place


def box_family(chars: str) -> str:
    """The name of the family that has a box for each of ``chars``."""
    return "Boxes " + hashlib.sha256(chars.encode()).hexdigest()[:12]


def box_font(chars: str) -> bytes:
    """A TrueType font with a box for each of ``chars`` and nothing else. Same input, same bytes.

    Thai and Lao AM have one where AA has: HarfBuzz always takes them apart, and asks for the
    parts, but Pango chooses the face by the whole.
    """
    shown = set(chars).union(_WHOLES.get(char, "") for char in chars) - {""}
    names = {ord(char): f"u{ord(char):04X}" for char in sorted(shown)}
    glyphs = {".notdef": _box(""), "space": TTGlyphPen(None).glyph()}
    glyphs |= {name: _box(name[1:]) for name in names.values()}
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({0x20: "space", 0xA0: "space", **names})  # Pango takes them too
    builder.setupGlyf(glyphs)
    widths = {name: _width(name[1:]) for name in names.values()}
    widths |= {".notdef": _width(""), "space": 250}
    builder.setupHorizontalMetrics({name: (width, _LEFT) for name, width in widths.items()})
    builder.setupHorizontalHeader(ascent=750, descent=-250)
    builder.setupNameTable({"familyName": box_family(chars), "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=750, sTypoDescender=-250, usWinAscent=750, usWinDescent=250)
    builder.setupPost()
    builder.updateHead(created=0, modified=0)
    builder.font.recalcTimestamp = False
    data = BytesIO()
    builder.save(data)
    return data.getvalue()


def _columns(figures: str) -> int:
    """How many figures stand in a row: two, or three beyond the first 65,536 characters."""
    return max(2, (len(figures) + 1) // 2)


def _width(figures: str) -> int:
    return (4 * _columns(figures) + 1) * _PIXEL + 2 * _LEFT


def _box(figures: str) -> Glyph:
    pen = TTGlyphPen(None)
    width = 4 * _columns(figures) + 1
    _rectangle(pen, (0, 0, width, _ROWS))
    _rectangle(pen, (width - 0.4, 0.4, 0.4, _ROWS - 0.4))
    for left, foot in _pixels(figures):
        _rectangle(pen, (left, foot, left + 1, foot + 1))
    return pen.glyph()


def _pixels(figures: str) -> Iterator[tuple[int, int]]:
    columns = _columns(figures)
    for place, figure in enumerate(figures.rjust(2 * columns, "0") if figures else ""):
        row, column = divmod(place, columns)
        for line, bits in enumerate(_FIGURES[figure]):
            for bit in range(3):
                if bits >> bit & 1:
                    yield 1 + 4 * column + bit, _ROWS - 2 - 6 * row - line


def _rectangle(pen: TTGlyphPen, box: tuple[float, float, float, float]) -> None:
    """Left, foot, right and head in pixels; a hole where left is right of right."""
    left, foot, right, head = box
    corners = [(left, foot), (left, head), (right, head), (right, foot)]
    points = [(round(_LEFT + x * _PIXEL), round(_FOOT + y * _PIXEL)) for x, y in corners]
    pen.moveTo(points[0])
    for point in points[1:]:
        pen.lineTo(point)
    pen.closePath()
