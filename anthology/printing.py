"""How the print edition is made: the form of its pages, and what its printer needs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from anthology.config import Config
from anthology.errors import ConfigError

MM_PER_INCH = 25.4
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(mm|cm|in|pt)?")
_MM = {"mm": 1.0, "cm": 10.0, "in": MM_PER_INCH, "pt": MM_PER_INCH / 72}
_SIZES = {
    "a4": (210.0, 297.0),
    "a5": (148.0, 210.0),
    "a6": (105.0, 148.0),
    "b5": (176.0, 250.0),
    "letter": (8.5 * MM_PER_INCH, 11 * MM_PER_INCH),
    "5x8": (5 * MM_PER_INCH, 8 * MM_PER_INCH),
    "5.5x8.5": (5.5 * MM_PER_INCH, 8.5 * MM_PER_INCH),
    "6x9": (6 * MM_PER_INCH, 9 * MM_PER_INCH),
}
_SIZE = re.compile(r"([\d.]+)(mm|cm|in)?x([\d.]+)(mm|cm|in)?")
_MOST_BLEED_MM = 25.0
_SLUG_MM = 9.0  # room outside the bleed for crop marks


@dataclass(frozen=True, slots=True)
class Printing:
    """A way to print. The defaults are a book to read on paper or screen."""

    size: str = "A5"
    large_print: bool = False
    two_column: bool = False
    openers: str = "page"  # page | spread | run-on
    archive: bool = False  # PDF/A
    press: bool = False  # PDF/X
    profile: bytes = field(default=b"", repr=False)  # ICC profile of the press; empty = our own
    bleed_mm: float = 0.0
    crop_marks: bool = False
    cover_wrap: bool = False
    paper: str = "white"  # white | cream | colour
    booklet: bool = False
    signature: int = 0  # sheets folded together; 0 = all of them
    duplex: str = "short"  # the edge over which the printer turns the paper
    sheet: str = ""  # size of the paper of a booklet; "" = two pages beside each other

    @property
    def has_cover(self) -> bool:
        """Whether the book's file begins with its cover: not where that is printed apart."""
        return not (self.press or self.cover_wrap)

    @property
    def slug_mm(self) -> float:
        """What is left free outside the bleed."""
        return _SLUG_MM if self.crop_marks else 0.0


def printing_of(config: Config, profile: bytes = b"") -> Printing:
    """The way to print that the options ask for; ``profile`` is the press's.

    Raises:
        ConfigError: two of them exclude each other, or one needs another.
    """
    if config.archive and config.press:
        raise ConfigError("--archive and --press: a file is either kept or printed; make two books")
    if config.press_profile and not config.press:
        raise ConfigError("--press-profile has a meaning with --press only; add it")
    if config.booklet and (config.press or config.bleed or config.crop_marks):
        raise ConfigError(
            "--booklet is printed at home: leave out --press, --bleed and --crop-marks"
        )
    return Printing(
        size=config.page_size,
        large_print=config.large_print,
        two_column=config.two_column,
        openers=config.openers,
        archive=config.archive,
        press=config.press,
        profile=profile,
        bleed_mm=_bleed_mm(config.bleed),
        crop_marks=config.crop_marks,
        cover_wrap=config.cover_wrap,
        paper=config.paper,
        booklet=config.booklet,
        signature=int(config.signature or 0),
        duplex=config.duplex,
        sheet=config.sheet,
    )


def parse_size(name: str) -> tuple[float, float]:
    """Width and height in mm of a named size, or of ``WxH`` (inches unless a unit is given).

    Raises:
        ConfigError: neither a known name nor two lengths between 70 and 500 mm.
    """
    key = name.strip().lower().replace(" ", "")
    if key in _SIZES:
        return _SIZES[key]
    match = _SIZE.fullmatch(key)
    if match:
        unit = match.group(4) or match.group(2) or "in"
        factor = {"mm": 1.0, "cm": 10.0, "in": MM_PER_INCH}[unit]
        width, height = float(match.group(1)) * factor, float(match.group(3)) * factor
        if 70 <= width <= 500 and 70 <= height <= 500:
            return width, height
    known = ", ".join(["A4", "A5", "A6", "B5", "letter", "5x8", "5.5x8.5", "6x9"])
    raise ConfigError(
        f"page size {name!r} is not known; use one of {known}, or WxH such as 120x190mm"
    )


def _bleed_mm(text: str) -> float:
    """The length in mm; "" is none.

    >>> _bleed_mm("0.125in")
    3.175
    """
    if not text:
        return 0.0
    match = _LENGTH.fullmatch(text.strip().lower())
    length = float(match.group(1)) * _MM[match.group(2) or "mm"] if match else -1.0
    if not 0 <= length <= _MOST_BLEED_MM:
        raise ConfigError(f"--bleed {text}: give a length up to 25mm, such as 3mm or 0.125in")
    return length
