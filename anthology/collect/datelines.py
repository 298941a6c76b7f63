"""Datelines as patterns: dates as a language writes them, places, agencies, credits.

Used to tell the furniture at the head of a text from its first sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from anthology.collect.months import month_names, weekday_names

_UPPER = r"[A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĘĚĜĞĠĢĤĪĴĶĹĻĽŁŃŅŇŌŐŒŔŖŘŚŜŞŠŢŤŪŬŮŰŲŹŻŽА-ЯЁ]"
_DASH = r"(?:--|[—–-])"
_NAME = rf"{_UPPER}[\w.'’-]*"
PLACE = rf"{_NAME}(?: {_NAME}){{0,2}}(?:, {_NAME}(?: {_NAME}){{0,2}})?"
_NUMERIC = (
    r"\d{4}-\d\d?-\d\d?|\d{4}/\d\d?/\d\d?|\d\d?/\d\d?/\d{4}|\d\d?\.\s?\d\d?\.\s?\d{4}"
    r"|\d{4}年\d\d?月\d\d?日(?:\s?[(（]?[月火水木金土日]曜日?[)）]?|\s?星期[一二三四五六日])?"
    r"|\d{4}년 ?\d\d?월 ?\d\d?일"
)
# What a site prints over an article that it has from elsewhere, up to the publication's name.
_CREDITED = (
    r"Origine publikigita (?:la|en|de|ĉe)",
    r"(?:This (?:article|story|post) (?:was )?)?[Oo]riginally (?:published|posted|appeared) "
    r"(?:on|in|by|at)",
    r"(?:This (?:article|story|post) )?[Ff]irst (?:published|appeared|posted) (?:on|in|by|at)",
    r"Re(?:posted|published) (?:from|with permission from)",
    r"(?:Cet article a été )?(?:[Pp]ublié|[Pp]aru) (?:à l['’]origine|initialement|d['’]abord) "
    r"(?:par|sur|dans|en)",
    r"Publicado (?:originalmente|originariamente|por primera vez) (?:en|por|no|na|em)",
    r"Pubblicato (?:originariamente|originalmente|in origine) (?:su|da|in|sul)",
    r"(?:Ursprünglich|Zuerst) (?:veröffentlicht|erschienen) (?:auf|bei|in|von)",
    r"Oorspronkelijk (?:gepubliceerd|verschenen) (?:op|in|door|bij)",
    r"(?:Впервые|Первоначально) (?:опубликовано|опубликована|опубликован) (?:на|в)",
)
_IN_LANGUAGE = (
    r"(?:en|in|em|auf|na|in het|po) "
    r"(?:Esperanto|English|Englisch|Engels|español|Español|français|Français|Deutsch|German"
    r"|Italiano|italiano|Português|português|Portuguese|Nederlands|French|Spanish|Italian|Russian)"
)
CREDIT = re.compile(
    rf"(?:{'|'.join(_CREDITED)}) (?:the |la |le |l['’])?(?:{_NAME} ){{1,4}}{_IN_LANGUAGE}\b"
)


@cache
def date_pattern(language: str) -> str:
    """A pattern for a full date, its weekday before it where there is one (``(?P<weekday>)``)."""
    months, days = _names(language)
    weekday = rf"(?:(?P<weekday>{days})\.?,?\s+(?:den\s+|la\s+)?)?"
    day = r"\d\d?(?:st|nd|rd|th|er|º|ª|-an|-a|\.)?"
    link = r"(?:de\s+|di\s+|d['’]\s*|of\s+|del\s+)?"
    month_first = rf"{months}\.?\s+{day},?\s+\d{{4}}"
    day_first = (
        rf"(?:la\s+(?=\d\d?-a))?{day}\s+{link}{months}\.?,?\s+{link}\d{{4}}(?:\s+г(?:ода|\.))?"
    )
    written = f"{month_first}|{day_first}"
    clock = (
        r"(?:,?\s+(?:at\s+|à\s+|um\s+)?\d\d?[:.h]\d\d(?:\s?[apAP]\.?[mM]\.?)?(?:\s[A-Z]{2,4}\b)?)?"
    )
    return rf"{weekday}(?:{written}|{_NUMERIC}){clock}"


@cache
def wire(language: str) -> re.Pattern[str]:
    """``BEIJING, July 19 (Reuters) --``: a place, perhaps a date and an agency, then a dash."""
    months, _ = _names(language)
    day = rf"(?:{months}\.?\s+\d\d?|\d\d?\.?\s+(?:de\s+)?{months}\.?)(?:,?\s+\d{{4}})?"
    return re.compile(
        rf"{PLACE}(?:,\s+(?P<date>{day}|\d\d?/\d\d?))?(?P<agency>\s?[(（/][\w\s./-]{{2,24}}[)）/])?\.?\s*{_DASH}+\s+",
    )


def _names(language: str) -> tuple[str, str]:
    """Alternatives of the names of months and of weekdays, in any case."""
    base = (language.split("-")[0].lower(),)
    return _alternatives(month_names(base)), _alternatives(weekday_names(base))


def _alternatives(names: Iterable[str]) -> str:
    """``(?i:january|jan|...)``, longest first."""
    return f"(?i:{'|'.join(map(re.escape, sorted(names, key=lambda n: (-len(n), n))))})"
