"""The printed page: trim size, margins, type size and leading, computed from one another.

Lengths are in millimetres, type in points. The text block is a whole number of
lines high, so that the last lines of facing pages stand level.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from anthology.edition import Page
from anthology.errors import ConfigError

_MM_PER_INCH = 25.4
_PT_PER_MM = 72 / _MM_PER_INCH
_SIZES = {
    "a4": (210.0, 297.0),
    "a5": (148.0, 210.0),
    "a6": (105.0, 148.0),
    "b5": (176.0, 250.0),
    "letter": (8.5 * _MM_PER_INCH, 11 * _MM_PER_INCH),
    "5x8": (5 * _MM_PER_INCH, 8 * _MM_PER_INCH),
    "5.5x8.5": (5.5 * _MM_PER_INCH, 8.5 * _MM_PER_INCH),
    "6x9": (6 * _MM_PER_INCH, 9 * _MM_PER_INCH),
}
_FREE = re.compile(r"([\d.]+)(mm|cm|in)?x([\d.]+)(mm|cm|in)?")


def parse_size(name: str) -> tuple[float, float]:
    """Width and height in mm of a named size, or of ``WxH`` (inches unless a unit is given).

    Raises:
        ConfigError: neither a known name nor two lengths between 70 and 500 mm.
    """
    key = name.strip().lower().replace(" ", "")
    if key in _SIZES:
        return _SIZES[key]
    match = _FREE.fullmatch(key)
    if match:
        unit = match.group(4) or match.group(2) or "in"
        factor = {"mm": 1.0, "cm": 10.0, "in": _MM_PER_INCH}[unit]
        width, height = float(match.group(1)) * factor, float(match.group(3)) * factor
        if 70 <= width <= 500 and 70 <= height <= 500:
            return width, height
    known = ", ".join(["A4", "A5", "A6", "B5", "letter", "5x8", "5.5x8.5", "6x9"])
    raise ConfigError(
        f"page size {name!r} is not known; use one of {known}, or WxH such as 120x190mm"
    )


def make_page(size: str, theme: Mapping[str, float]) -> Page:
    """The page of that size in a theme's proportions (the ``[page]`` table of theme.toml).

    Raises:
        ConfigError: as ``parse_size``.
    """
    width, height = parse_size(size)
    measure_em, ratio = theme.get("measure_em", 27.5), theme.get("leading", 1.34)
    type_pt = width * 0.69 * _PT_PER_MM / measure_em
    type_pt = math.floor(min(max(type_pt, 8.5), 11.75) * 4) / 4
    leading_pt = round(type_pt * ratio * 4) / 4
    measure = min(type_pt * measure_em / _PT_PER_MM, width * 0.78)
    sides = width - measure
    inner = sides * theme.get("inner", 0.46)
    top = max(height * 0.108, 20.0)
    bottom = max(height * 0.118, 18.0)
    lines = int((height - top - bottom) * _PT_PER_MM / leading_pt)
    text_height = lines * leading_pt / _PT_PER_MM
    return Page(
        width_mm=width,
        height_mm=height,
        inner_mm=inner,
        outer_mm=sides - inner,
        top_mm=top,
        bottom_mm=height - top - text_height,
        type_pt=type_pt,
        leading_pt=leading_pt,
        lines=lines,
        head_mm=theme.get("head_mm", 11.5),
        foot_mm=theme.get("foot_mm", 10.5),
        outer_furniture=bool(theme.get("outer_furniture", 0)),
    )
