"""Stage 1 of 4, collect: dates that count from another: "3 days ago"."""

from __future__ import annotations

import datetime as dt
import re

from anthology.collect.dates import read_date
from anthology.model import Precision

_MONTHS, _YEARS = 27, 364  # days ago from which a month or year may have been counted
_MOST_CHARS = 60


def relative_date(written: str, stamp: str, language: str) -> str:
    """``written`` counted from the date ``stamp``, as an ISO date; "" where either is none.

    What was counted in months or years names a month or year: ``2023-06``.

    >>> relative_date("3 days ago", "2023-07-20T12:00:00Z", "en")
    '2023-07-17'
    """
    base = read_date(stamp, language) if stamp else None
    if base is None or base.date.precision is not Precision.DAY or not _may_be(written):
        return ""
    now = dt.datetime.combine(base.date.day, base.date.time or dt.time(12)).replace(tzinfo=None)
    day = _counted(written, now, language)
    if day is None or day > now.date():
        return ""
    ago = (now.date() - day).days
    if day.day != now.day or ago < _MONTHS:
        return day.isoformat()
    return day.isoformat()[: 4 if day.month == now.month and ago >= _YEARS else 7]


def _may_be(written: str) -> bool:
    return 2 < len(written) <= _MOST_CHARS and not re.search(r"\d{3}", written)


def _counted(written: str, now: dt.datetime, language: str) -> dt.date | None:
    import dateparser  # type: ignore[import-untyped]  # noqa: PLC0415 - no types; 0.3 s

    base = language.split("-")[0]
    settings = {"PARSERS": ["relative-time"], "RELATIVE_BASE": now, "TIMEZONE": "UTC"}
    for languages in ([base], None):
        try:
            found: dt.datetime | None = dateparser.parse(
                written, languages=languages, settings=settings
            )
        except ValueError:  # it does not know the language
            continue
        if found:
            return found.date()
    return None
