"""Stage 1 of 4, collect: the forms in which languages write dates, as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from anthology.collect.months import month_names, weekday_names

_ORDINAL = r"(?:st|nd|rd|th|er|re|º|ª|°|-?an?\b|\.)?"
_OF = r"(?:\s*(?:de|del|of|d['’])(?=[\s\w]))?"
_YEAR = r"(?P<year>[12]\d{3})(?!\d)"


@cache
def patterns(languages: tuple[str, ...], anchored: bool) -> tuple[re.Pattern[str], ...]:
    """The forms, the fullest first. Only where a date stands at the start (``anchored``) are a
    month or year without a day, figures without separators and seconds since 1970 dates.

    Groups: year, month, day; name or roman for the month; a, b for two numbers in the order
    of the language; week and number; epoch; weekday.
    """
    months, days = _either(month_names(languages)), _either(weekday_names(languages))
    weekday = rf"(?:(?P<weekday>{days})\.?,?\s+)?"
    lead = (
        rf"\s*[\[(]?\s*(?:(?:le|la|el|den|der|am|on)\s+)?{weekday}"
        if anchored
        else (rf"(?<!\w){weekday}")
    )
    forms = [
        r"(?P<year>\d{4})\s?(?P<s>[-/.\s])\s?(?P<month>\d{1,2})\s?(?P=s)\s?(?P<day>\d{1,2})(?!\d)",
        r"(?P<year>\d{4})\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日号號일]",
        rf"(?P<a>\d{{1,2}})(?P<s>[-/.])\s?(?P<b>\d{{1,2}})(?P=s)\s?{_YEAR}",
        rf"(?P<day>\d{{1,2}}){_ORDINAL}{_OF}[-\s./]*(?P<name>{months})\.?,?{_OF}[-\s/]*,?\s*{_YEAR}",
        rf"(?P<name>{months})\.?\s*(?P<day>\d{{1,2}}){_ORDINAL},?\s+{_YEAR}",
        rf"{_YEAR},?[-\s]+(?P<name>{months})\.?[-\s]+(?P<day>\d{{1,2}})(?!\d)",
        rf"(?P<day>\d{{1,2}})[.\s]\s?(?P<roman>[IVX]{{1,4}})[.\s]\s?{_YEAR}",
    ]
    if anchored:
        forms += [
            r"(?P<year>\d{4})-?W(?P<week>\d\d)-?(?P<number>[1-7])(?!\d)",
            r"(?P<year>[12]\d{3})(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
            r"(?P<epoch>\d{10}(?:\d{3})?)(?!\d)",
            rf"(?P<name>{months})\.?,?{_OF}\s+{_YEAR}(?!\s*[-/.]\s*\d|:)",
            r"(?P<year>[12]\d{3})[-/.](?P<month>\d{1,2})(?![\d:?]|\s*[-/.]\s*[\d?])",
            r"(?P<year>[12]\d{3})\s*[年년](?:\s*(?P<month>\d{1,2})\s*[月월])?(?!\s*\d)",
            rf"{_YEAR}(?=\W*$)(?!\s*[-/.]\s*[\d?])",
        ]
    return tuple(re.compile(lead + form, re.IGNORECASE) for form in forms)


def _either(names: Iterable[str]) -> str:
    """One of the names as a word; the longest that fits."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return rf"(?:{'|'.join(map(re.escape, ordered))})(?![^\W\d_])" if ordered else r"(?!)"
