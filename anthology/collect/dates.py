"""Stage 1 of 4, collect: dates as people write them, read strictly.

A date that can be read in two ways is told so; one that is not in the calendar is none.
Numbers alone are read here, names of months come from CLDR (``months.py``): libraries for
dates guess, and a wrong date is worse than none.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError

from anthology.collect.date_forms import patterns
from anthology.collect.months import FALLBACK, month_names, weekday_names
from anthology.collect.times import read_time
from anthology.model import ArticleDate, Precision

_MOST_CHARS = 1000  # looked at: a date stands in a line, and each character costs up to 50 µs
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where it stands: ``text[start:end]``."""

    date: ArticleDate
    start: int
    end: int
    doubt: str = ""  # what is doubtful about it: a clause for a notice
    other: dt.date | None = None  # the other day that the same figures may mean


def read_date(text: str, language: str, found_in: str = "header") -> FoundDate | None:
    """The date that ``text`` begins with; None where it begins with none that is sure."""
    return _first(text, language, found_in, anchored=True)


def find_date(text: str, language: str, found_in: str = "text") -> FoundDate | None:
    """The first date in ``text`` that names its day, wherever it stands."""
    return _first(text, language, found_in, anchored=False)


def _first(text: str, language: str, found_in: str, *, anchored: bool) -> FoundDate | None:
    text = text[:_MOST_CHARS]
    if not any(map(str.isdigit, text)):
        return None
    plain = plain_figures(text)
    own = tuple(dict.fromkeys((language or "en", language.split("-")[0] or "en", "en")))
    for languages in (own, FALLBACK):
        for pattern in patterns(languages, anchored):
            match = pattern.match(plain) if anchored else pattern.search(plain)
            found = _judge(match, plain, language, languages, found_in) if match else None
            if found:
                return found
    return None


def plain_figures(text: str) -> str:
    """``text``, as long as before, with ASCII digits, spaces, hyphens, slashes and stops."""
    return text if text.isascii() else "".join(map(_plain, text))


@cache
def _plain(char: str) -> str:
    if char.isascii():
        return char
    digit = unicodedata.digit(char, -1)
    if digit >= 0 and unicodedata.category(char) == "Nd":
        return str(digit)
    if char.isspace():
        return " "
    if unicodedata.category(char) == "Pd":
        return "-"
    return {"／": "/", "．": ".", "，": ",", "：": ":"}.get(char, char)


def _judge(
    match: re.Match[str], text: str, language: str, languages: tuple[str, ...], found_in: str
) -> FoundDate | None:
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    other: dt.date | None = None
    precision = Precision.DAY
    time: dt.time | None = None
    end = match.end()
    try:
        if "epoch" in groups:
            moment = _from_epoch(groups["epoch"])
            day, time = moment.date(), moment.timetz()
        elif "week" in groups:
            parts = (int(groups[name]) for name in ("year", "week", "number"))
            day = dt.date.fromisocalendar(*parts)
        elif "a" in groups:
            day, other = _from_two_numbers(groups, language)
        else:
            day, precision = _from_parts(groups, languages)
        if precision is Precision.DAY and time is None:
            time, end, next_day = read_time(text, end)
            day += dt.timedelta(days=next_day)
    except (ValueError, OverflowError):
        return None
    start = match.start() + len(match[0]) - len(match[0].lstrip(" \t\n[("))
    if match[0].lstrip()[:1] in "[(" and text[end : end + 1] in ("]", ")"):
        end += 1
    date = ArticleDate(day, precision, time, found_in)
    return FoundDate(date, start, end, _doubt(groups, day, languages), other)


def _from_epoch(digits: str) -> dt.datetime:
    seconds = int(digits) / (1000 if len(digits) > 10 else 1)
    return dt.datetime.fromtimestamp(seconds, tz=dt.UTC)


def _from_two_numbers(groups: Mapping[str, str], language: str) -> tuple[dt.date, dt.date | None]:
    """The day, and the other reading where the language does not decide."""
    first, second, year = int(groups["a"]), int(groups["b"]), int(groups["year"])
    if first > 12 or second > 12 or first == second or groups["s"] == ".":
        day, month = (second, first) if second > 12 else (first, second)
        return dt.date(year, month, day), None
    day_first, month_first = dt.date(year, second, first), dt.date(year, first, second)
    order = _order(language)
    if order:
        return (day_first if order == "day" else month_first), None
    return day_first, month_first


@cache
def _order(language: str) -> str:
    """``day`` or ``month``, whichever the language writes first; "" for English at large."""
    if language in ("", "en"):
        return ""
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return ""
    pattern = str(locale.date_formats["short"].pattern)
    return "month" if -1 < pattern.find("M") < pattern.find("d") and pattern[0] != "y" else "day"


def _from_parts(groups: Mapping[str, str], languages: tuple[str, ...]) -> tuple[dt.date, Precision]:
    year = int(groups["year"])
    month = int(groups.get("month", 0))
    if "name" in groups:
        name = groups["name"].casefold().rstrip(".")
        month = month_names(languages)[name]
        if year > 2400 and any("\u0e00" <= char <= "\u0e7f" for char in name):
            year -= 543  # the Buddhist era, in Thai
    elif "roman" in groups:
        month = _ROMAN.index(groups["roman"].upper()) + 1
    if "day" in groups:
        return dt.date(year, month, int(groups["day"])), Precision.DAY
    if "month" in groups and not month:
        raise ValueError("there is no month 0")
    return dt.date(year, month or 1, 1), Precision.MONTH if month else Precision.YEAR


def _doubt(groups: Mapping[str, str], day: dt.date, languages: tuple[str, ...]) -> str:
    if "weekday" in groups:
        names = weekday_names(languages)
        if names[groups["weekday"].casefold().rstrip(".")] != day.weekday():
            return f"{day.isoformat()} was not a {groups['weekday']}"
    return f"{day.year} lies far ahead" if day.year > 2050 else ""


def last_day(date: ArticleDate) -> dt.date:
    """The last day of the day, month or year that the date names."""
    if date.precision is Precision.DAY:
        return date.day
    month = 12 if date.precision is Precision.YEAR else date.day.month
    return dt.date(date.day.year, month, calendar.monthrange(date.day.year, month)[1])
