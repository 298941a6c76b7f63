"""Tells a headline and a dateline from the text they were run together with (stage 1 of 4)."""

from __future__ import annotations

import re
from functools import cache

from anthology.collect.clauses import has_verb, may_end
from anthology.collect.datelines import CREDIT, PLACE, date_pattern, wire

_REACH = 330  # characters: a headline and a dateline are shorter
_HEADLINE_WORDS = (3, 30)
_CLOSED = re.compile(r"[.!?。！？।؟:;,،、]['\"”’»)]*$")
_GOES_ON = re.compile(r"\s*[,;]|\.(?!\s*[-–—])")  # the date is part of a sentence
_SENTENCE_INSIDE = re.compile(r"[^\W\d_]{3,}[.!?।]['\"”’]? +[\"“'‘]?[^\W\d_a-zа-я]")
_PLACE_AFTER = re.compile(rf"{PLACE} ?(?:--|[—–]| -) +(?=\S)")


def split_headline(text: str, language: str) -> tuple[str, str, str] | None:
    """``text`` as (headline, dateline, rest) when it opens with both, run into its first sentence.

    The words of the three are the words of the text, in order. None where the text
    does not open so, and nothing may be cut.
    """
    for found in (_by_date, _by_wire, _by_credit):
        split = found(text, language)
        if split:
            return split
    return None


def opening_furniture(text: str, language: str) -> int:
    """Length of a dateline or a credit, without a headline, that opens ``text``; 0 if none."""
    at = len(text) - len(text.lstrip())
    while True:
        found = _furniture(language).match(text, at)
        if found is None or found.end() == at:
            break
        at = found.end()
    return at if text[at:].strip() else 0


def _by_date(text: str, language: str) -> tuple[str, str, str] | None:
    for date in _dates(language).finditer(text, 0, _REACH):
        headline, rest = text[: date.start()], text[date.end() :]
        if _GOES_ON.match(rest) or not _is_headline(headline, language):
            continue
        end = date.end() + len(rest) - len(rest.lstrip(" .:–—-\n\t"))
        if not _opens(text[end:], bool(date["weekday"]), language):
            continue
        place = _PLACE_AFTER.match(text, end)
        return _parts(text, date.start(), place.end() if place else end)
    return None


def _by_wire(text: str, language: str) -> tuple[str, str, str] | None:
    for found in wire(language).finditer(text, 0, _REACH):
        if not (found["date"] or found["agency"]):
            continue
        start = found.start() + _city(found.group())
        if _is_headline(text[:start], language):
            return _parts(text, start, found.end())
    return None


def _by_credit(text: str, language: str) -> tuple[str, str, str] | None:
    found = CREDIT.search(text, 0, _REACH)
    if not found or not text[found.end() :].strip():
        return None
    headline = text[: found.start()].strip().removesuffix(".")
    if headline and _is_headline(headline, language):
        return _parts(text, found.start(), found.end())
    return None


def _city(matched: str) -> int:
    """Where the city begins in a run of capitals, whose first words may end the headline."""
    words = matched.split(",")[0].split(" (")[0].split()
    if len(words) < 2 or (words[-1].isupper() and all(word.isupper() for word in words)):
        return 0
    caps = [word for word in words if word.isupper() and len(word) > 2]
    return matched.index(caps[0]) if caps else 0


def _is_headline(text: str, language: str) -> bool:
    headline = text.strip()
    least, most = _HEADLINE_WORDS
    words = headline.split()
    if not (
        least <= len(words) <= most
        or (len(words) < least and len(headline) >= 8 and not headline.isascii())
    ):
        return False
    return not (
        _CLOSED.search(headline)
        or _SENTENCE_INSIDE.search(headline)
        or not may_end(headline, language)
    )


def _opens(rest: str, weekday: bool, language: str) -> bool:
    """Whether ``rest`` can be the beginning of an article: a capital, or a caption."""
    first = rest.lstrip("\"“”'‘«»„([ ")[:1]
    if not first:
        return False
    if not first.islower():
        return first.isalnum()
    caption = rest.split(". ")[0]
    return weekday and len(caption.split()) <= 14 and not has_verb(caption, language)


def _parts(text: str, start: int, end: int) -> tuple[str, str, str]:
    return text[:start].strip(), text[start:end].strip(), text[end:].strip()


@cache
def _dates(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){date_pattern(language)}(?!\w)")


@cache
def _furniture(language: str) -> re.Pattern[str]:
    date = date_pattern(language)
    return re.compile(
        rf"(?:(?:{date})\s*(?:\.\s*[-–—]|[-–—:.])+\s+|{CREDIT.pattern}\s*|{wire(language).pattern}|[-–—]\s+)"
    )
