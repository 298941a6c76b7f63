"""Stage 1 of 4, collect: the names of months and weekdays in the world's languages (CLDR)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from babel import Locale, UnknownLocaleError

# Tried together when a date is in neither the article's language nor English. A name that
# means different months in two of them (listopad) counts in neither.
FALLBACK = (
    "en", "fr", "de", "es", "pt", "it", "nl", "eo", "ru", "uk", "pl", "cs", "sk", "sl", "hr", "sr",
    "bg", "ro", "hu", "fi", "et", "lv", "lt", "sv", "da", "nb", "is", "ga", "cy", "el", "tr", "az",
    "ca", "gl", "eu", "ar", "fa", "ur", "he", "hi", "bn", "ta", "te", "mr", "ne", "th", "id", "ms",
    "sw", "ka", "hy", "kk", "be",
)  # fmt: skip
_ALSO = {"sept": 9}  # British; CLDR has Sep for English without a region


@cache
def month_names(languages: tuple[str, ...]) -> Mapping[str, int]:
    """Casefolded names and abbreviations, without final dots, and the month from 1 to 12."""
    return {**_names(languages, "months"), **(_ALSO if "en" in languages else {})}


@cache
def weekday_names(languages: tuple[str, ...]) -> Mapping[str, int]:
    """As ``month_names``; Monday is 0."""
    return _names(languages, "days")


def _names(languages: tuple[str, ...], kind: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for language in languages:
        own = _names_of(language, kind)
        clashes = {name for name, number in own.items() if found.get(name, number) != number}
        found = {**own, **found}
        if len(languages) > 2:  # with one or two, the first language decides
            found = {name: number for name, number in found.items() if name not in clashes}
    return found


@cache
def _names_of(language: str, kind: str) -> Mapping[str, int]:
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return {}
    found: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            for number, name in getattr(locale, kind)[context][width].items():
                plain = str(name).casefold().rstrip(".")
                if len(plain) > 1 and not any(map(str.isdigit, plain)):
                    found.setdefault(plain, number)
    return found
