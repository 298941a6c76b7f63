"""Datelines as patterns: dates as a language writes them, places, agencies, credits.

Used to tell the furniture at the head of a text from its first sentence.
"""

from __future__ import annotations

import re
from functools import cache

from babel import Locale, UnknownLocaleError

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
    r"(?:This (?:article|story|post) (?:was )?)?[Oo]riginally (?:published|posted|appeared) (?:on|in|by|at)",
    r"(?:This (?:article|story|post) )?[Ff]irst (?:published|appeared|posted) (?:on|in|by|at)",
    r"Re(?:posted|published) (?:from|with permission from)",
    r"(?:Cet article a été )?(?:[Pp]ublié|[Pp]aru) (?:à l['’]origine|initialement|d['’]abord) (?:par|sur|dans|en)",
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
    written = rf"(?:{months})\.?\s+{day},?\s+\d{{4}}|{day}\s+{link}(?:{months})\.?,?\s+{link}\d{{4}}(?:\s+г(?:ода|\.))?"
    clock = (
        r"(?:,?\s+(?:at\s+|à\s+|um\s+)?\d\d?[:.h]\d\d(?:\s?[apAP]\.?[mM]\.?)?(?:\s[A-Z]{2,4}\b)?)?"
    )
    return rf"{weekday}(?:{written}|{_NUMERIC}){clock}"


@cache
def wire(language: str) -> re.Pattern[str]:
    """``BEIJING, July 19 (Reuters) --``: a place, perhaps a date and an agency, then a dash."""
    months, _ = _names(language)
    day = rf"(?:(?:{months})\.?\s+\d\d?|\d\d?\.?\s+(?:de\s+)?(?:{months})\.?)(?:,?\s+\d{{4}})?"
    return re.compile(
        rf"{PLACE}(?:,\s+(?P<date>{day}|\d\d?/\d\d?))?(?P<agency>\s?[(（/][\w\s./-]{{2,24}}[)）/])?\.?\s*{_DASH}+\s+",
    )


@cache
def _names(language: str) -> tuple[str, str]:
    """Alternatives of the names of months and of weekdays, longest first."""
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        locale = _base(language)
    months: set[str] = set()
    days: set[str] = set()
    for form in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            months.update(locale.months[form][width].values())
            days.update(locale.days[form][width].values())
    return _alternatives(months), _alternatives(days)


def _base(language: str) -> Locale:
    try:
        return Locale.parse(language.split("-")[0].lower())
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def _alternatives(names: set[str]) -> str:
    """``July|July|...``, also with a capital, longest first."""
    plain = {name.rstrip(".") for name in names} | {name.rstrip(".").capitalize() for name in names}
    return "|".join(re.escape(name) for name in sorted(plain, key=lambda n: (-len(n), n)))
