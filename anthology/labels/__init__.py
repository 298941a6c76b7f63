"""The book's own words and its dates, in the book's language."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton

from anthology.model import ArticleDate, Precision

_RTL = ("ar", "he", "fa", "ur", "yi", "ps", "sd", "ug", "dv")
_FOLDER = Path(__file__).parent


@cache
def labels(language: str) -> Mapping[str, str]:
    """The labels of a BCP 47 language; English where there are none (see ``has_labels``)."""
    path = _FOLDER / f"{language.split('-')[0].lower()}.toml"
    found = path if path.is_file() else _FOLDER / "en.toml"
    return tomllib.loads(found.read_text(encoding="utf-8"))


def has_labels(language: str) -> bool:
    """Whether the book's own words exist in this language."""
    return (_FOLDER / f"{language.split('-')[0].lower()}.toml").is_file()


def languages() -> tuple[str, ...]:
    """The languages in which the book's own words exist."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@cache
def locale_of(language: str) -> Locale:
    """Babel's locale for a BCP 47 tag; the base language, else English, where it has none."""
    for tag in (language.replace("-", "_"), language.split("-")[0], "en"):
        try:
            return Locale.parse(tag)
        except (UnknownLocaleError, ValueError):
            continue
    raise AssertionError("Babel always knows English")


def direction(language: str) -> str:
    """``rtl`` or ``ltr``, as the script of a BCP 47 language is written."""
    return "rtl" if language.split("-")[0].lower() in _RTL else "ltr"


def say_date(date: ArticleDate, language: str) -> str:
    """``20 July 2023``, ``July 2023`` or ``2023``, as the language writes it."""
    return _say(date.day, date.precision, language)


def say_month(day: dt.date, language: str) -> str:
    """``July 2023``."""
    return _say(day, Precision.MONTH, language)


def say_year(day: dt.date, language: str) -> str:
    """``2023``."""
    return _say(day, Precision.YEAR, language)


def say_range(first: dt.date, last: dt.date, language: str) -> str:
    """The span from the first to the last month: ``June 2023 – January 2024``, or one of them."""
    start, end = say_month(first, language), say_month(last, language)
    return start if start == end else labels(language)["range"].format(first=start, last=end)


@cache
def _say(day: dt.date, precision: Precision, language: str) -> str:
    locale = locale_of(language)
    if precision is Precision.DAY:
        # English without a region: day first, as most of the world's English has it.
        wanted = Locale("en", "GB") if str(locale) == "en" else locale
        return str(format_date(day, "long", locale=wanted))
    skeleton = "yMMMM" if precision is Precision.MONTH else "y"
    return str(format_skeleton(skeleton, dt.datetime.combine(day, dt.time()), locale=locale))
