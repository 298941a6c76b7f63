"""Stage 1 of 4, collect: the time of day that may follow a date."""

from __future__ import annotations

import datetime as dt
import re

# Source: RFC 5322 section 4.3, and the zones that news pages name most. Hours from UTC.
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "ut": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7,
    "mdt": -6, "pst": -8, "pdt": -7, "bst": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3,
    "jst": 9, "kst": 9, "hkt": 8,
}  # fmt: skip
_TIME = re.compile(
    r"(?:T|,?\s+(?:-\s+)?(?:at\s+|à\s+|um\s+|a las\s+|je\s+la\s+)?)"
    r"(?P<hour>\d{1,2})[:h](?P<minute>\d\d)(?!\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?"
    rf"(?:\s?(?P<zone>(?:{'|'.join(sorted(_ZONES, key=lambda z: (-len(z), z)))})\b|"
    r"(?:utc|gmt)?[+-]\d\d:?\d\d))?",
    re.IGNORECASE,
)


def read_time(text: str, start: int) -> tuple[dt.time | None, int, bool]:
    """The time at ``start``, where it ends, and whether it is 24:00, the next day's 0:00.

    Where there is none: None and ``start``.
    """
    match = _TIME.match(text, start)
    if not match:
        return None, start, False
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    if match["half"]:
        if not 1 <= hour <= 12:
            return None, start, False
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    next_day = (hour, minute, second) == (24, 0, 0)
    try:
        time = dt.time(0 if next_day else hour, minute, second, tzinfo=_zone(match["zone"]))
    except ValueError:
        return None, start, False
    return time, match.end(), next_day


def _zone(name: str | None) -> dt.tzinfo | None:
    """The zone of an abbreviation, or of figures such as -05:00.

    Raises:
        ValueError: it is more than a day away.
    """
    if not name:
        return None
    hours = _ZONES.get(name.lower())
    if hours is not None:
        return dt.timezone(dt.timedelta(hours=hours)) if hours else dt.UTC
    figures = name.lower().removeprefix("utc").removeprefix("gmt").replace(":", "")
    away = dt.timedelta(hours=int(figures[1:3]), minutes=int(figures[3:5]))
    return dt.timezone(-away if figures[0] == "-" else away)
