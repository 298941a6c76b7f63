"""Stage 1 of 4, collect: a date in the name of a file or of a folder above it."""

from __future__ import annotations

import datetime as dt
import re

from anthology.model import ArticleDate, Precision

_YEAR = r"(?P<y>1[5-9]\d\d|20\d\d)"
_MONTH, _DAY = r"(?P<m>0[1-9]|1[0-2])", r"(?P<d>0[1-9]|[12]\d|3[01])"
_DAYS = (
    re.compile(rf"(?<!\d){_YEAR}(?P<s>[-_.]?){_MONTH}(?P=s){_DAY}(?!\d)"),
    re.compile(rf"(?<!\d){_DAY}(?P<s>[-_.]){_MONTH}(?P=s){_YEAR}(?!\d)"),
)
_MONTHS = re.compile(rf"(?<!\d){_YEAR}[-_.]{_MONTH}(?!\d)")
_YEARS = re.compile(rf"^{_YEAR}(?![\d.])|(?<![\d.])(?P<last>1[5-9]\d\d|20\d\d)$")


def date_in_path(path: str) -> ArticleDate | None:
    """The date that a path holds: in the file's name, else in the nearest folder's.

    Folders one within the other make a date too: ``2015/12/10/name.md``.
    A day wins over a month or year, wherever it stands.
    """
    parts = path.split("/")
    names = [re.sub(r"\.\w+$", "", parts[-1]), *reversed(parts[:-1])]
    for name in names:
        for pattern in _DAYS:
            for match in pattern.finditer(name):
                try:
                    day = dt.date(int(match["y"]), int(match["m"]), int(match["d"]))
                except ValueError:
                    continue
                return ArticleDate(day, found_in="file name" if name is names[0] else "path")
    nested = re.search(rf"(?:^|/){_YEAR}/{_MONTH}(?:/{_DAY})?(?=[/_-])", path)
    if nested:
        try:
            day = dt.date(int(nested["y"]), int(nested["m"]), int(nested["d"] or 1))
        except ValueError:
            return None
        return ArticleDate(day, Precision.DAY if nested["d"] else Precision.MONTH, None, "path")
    return _coarse(names)


def _coarse(names: list[str]) -> ArticleDate | None:
    for name in names:
        found_in = "file name" if name is names[0] else "path"
        match = _MONTHS.search(name)
        if match:
            day = dt.date(int(match["y"]), int(match["m"]), 1)
            return ArticleDate(day, Precision.MONTH, None, found_in)
        match = _YEARS.search(name)
        if match:
            day = dt.date(int(match["y"] or match["last"]), 1, 1)
            return ArticleDate(day, Precision.YEAR, None, found_in)
    return None
