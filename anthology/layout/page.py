"""The printed page: trim size, margins, type size and leading, computed from one another.

Lengths are in millimetres, type in points. The text block is a whole number of
lines high, so that the last lines of facing pages stand level.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from anthology.edition import Page
from anthology.errors import ConfigError
from anthology.printing import MM_PER_INCH, Printing, parse_size

_PT_PER_MM = 72 / MM_PER_INCH
# Kindle Direct Publishing's least inner margin, in inches, up to a number of pages.
_BINDING = ((150, 0.375), (300, 0.5), (500, 0.625), (700, 0.75), (828, 0.875))
_LEAST_OUTER_MM = 7.0
_LARGE_PT, _LARGE_LEADING = 18.0, 1.45
_TWO_COLUMNS_FROM_MM = 185.0
_TWO_COLUMN_PT = 9.75


def binding_mm(pages: int) -> float:
    """The least inner margin that a printer asks of a book of so many pages.

    >>> [binding_mm(n) for n in (0, 200, 900)]
    [9.525, 12.7, 22.225]
    """
    inches = next((inch for most, inch in _BINDING if pages <= most), _BINDING[-1][1])
    return inches * MM_PER_INCH


def make_page(
    size: str, theme: Mapping[str, float], printing: Printing | None = None, pages: int = 0
) -> Page:
    """The page of that size in a theme's proportions (the ``[page]`` table of theme.toml).

    With the number of ``pages`` the inner margin grows; the text block moves outwards, and
    is narrower only where the outer margin would be too small.

    Raises:
        ConfigError: as ``parse_size``, or the page is too small for two columns.
    """
    printing = printing or Printing()
    width, height = parse_size(size)
    if printing.two_column and width < _TWO_COLUMNS_FROM_MM:
        raise ConfigError("--two-column: the page is too narrow; use --page-size A4 or letter")
    type_pt, leading_pt, measure = _type(width, theme, printing)
    inner, outer = _sides(width - measure, theme.get("inner", 0.46), pages)
    top = max(height * 0.108, 20.0)
    bottom = max(height * 0.118, 18.0)
    lines = int((height - top - bottom) * _PT_PER_MM / leading_pt)
    text_height = lines * leading_pt / _PT_PER_MM
    return Page(
        width_mm=width,
        height_mm=height,
        inner_mm=inner,
        outer_mm=outer,
        top_mm=top,
        bottom_mm=height - top - text_height,
        type_pt=type_pt,
        leading_pt=leading_pt,
        lines=lines,
        head_mm=theme.get("head_mm", 11.5),
        foot_mm=theme.get("foot_mm", 10.5),
        outer_furniture=bool(theme.get("outer_furniture", 0)),
        bleed_mm=printing.bleed_mm,
    )


def _type(
    width: float, theme: Mapping[str, float], printing: Printing
) -> tuple[float, float, float]:
    """Size and leading of the type, in points, and the measure in mm."""
    measure_em, ratio = theme.get("measure_em", 27.5), theme.get("leading", 1.34)
    if printing.large_print:
        measure = width - 2 * min(width * 0.12, MM_PER_INCH)
        return _LARGE_PT, round(_LARGE_PT * max(ratio, _LARGE_LEADING)), measure
    if printing.two_column:
        return _TWO_COLUMN_PT, round(_TWO_COLUMN_PT * ratio * 4) / 4, width * 0.8
    type_pt = width * 0.69 * _PT_PER_MM / measure_em
    type_pt = math.floor(min(max(type_pt, 8.5), 11.75) * 4) / 4
    measure = min(type_pt * measure_em / _PT_PER_MM, width * 0.78)
    return type_pt, round(type_pt * ratio * 4) / 4, measure


def _sides(sides: float, share: float, pages: int) -> tuple[float, float]:
    """The inner and the outer margin; the binding swallows half of what a thick book needs more."""
    inner = sides * share + (binding_mm(pages) - binding_mm(0)) / 2
    inner = max(inner, binding_mm(pages))
    return inner, max(sides - inner, _LEAST_OUTER_MM)
