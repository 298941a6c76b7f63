"""Stage 1 of 4, collect: the names of months and weekdays in the world's languages (CLDR)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

KINDS = ("months", "days")
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
        own = names_of(language, kind)
        clashes = {name for name, number in own.items() if found.get(name, number) != number}
        found = {**own, **found}
        if len(languages) > 2:  # with one or two, the first language decides
            found = {name: number for name, number in found.items() if name not in clashes}
    return found


def names_of(language: str, kind: str) -> Mapping[str, int]:
    """The names of one kind in one language, as ``month_names`` has them, in CLDR's order."""
    return _table().get((language, kind)) or names_in_babel(language, kind)


@cache
def _table() -> Mapping[tuple[str, str], Mapping[str, int]]:
    """The names of the languages of ``FALLBACK``; see ``tools/make_months.py``."""
    table = {}
    text = (files(__package__) / "months.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        language, kind, *told = line.split("\t")
        names = (each.rpartition("=") for each in told)
        table[language, kind] = {name: int(number) for name, _, number in names}
    return table


@cache
def names_in_babel(language: str, kind: str) -> Mapping[str, int]:
    """The names of one language; none for a language that Babel does not know."""
    from babel import Locale, UnknownLocaleError, localedata  # noqa: PLC0415 - seldom needed

    localedata._cache.clear()  # Babel mixes the names of languages into each other
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
