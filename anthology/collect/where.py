"""Stage 1 of 4, collect: the articles that ``--where`` asks for.

A condition is a field, an operator and values: ``tag=climate|energy``, ``date>=2023-07``,
``text~"John Kerry"``. It holds if it does for one of the values; all conditions must hold.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from anthology.collect import notices
from anthology.collect.dates import last_day
from anthology.errors import UsageError
from anthology.model import Article
from anthology.report import Report

_CONDITION = re.compile(r"\s*([a-z]+)\s*(!=|!~|<=|>=|=|~|<|>)\s*(.*?)\s*", re.DOTALL)
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Condition:
    """One ``--where``: whether it ``holds`` depends on the article alone."""

    written: str
    field: str
    operator: str
    values: tuple[str, ...]  # in one case; "" stands for having none

    def holds(self, article: Article) -> bool:
        """Whether the article is wanted, as far as this condition goes."""
        found = any(self.holds_for(article, value) for value in self.values)
        return found != self.operator.startswith("!")

    def holds_for(self, article: Article, value: str) -> bool:
        """Whether one of its values is what the article says; a ``!`` does not count here."""
        if self.field == "date":
            return _date_holds(article, self.operator.lstrip("!"), value)
        texts = [_folded(text) for text in _FIELDS[self.field](article) if text.strip()]
        if not value:
            return not texts
        if self.operator.endswith("~"):
            return any(value in text for text in texts)
        if self.field == "language":  # en is also en-GB; source: RFC 4647, basic filtering
            return any(text == value or text.startswith(f"{value}-") for text in texts)
        return value in texts


def select(articles: Sequence[Article], where: Iterable[str], report: Report) -> Sequence[Article]:
    """The articles for which all conditions hold, in the order given.

    Raises:
        UsageError: a condition cannot be understood.
    """
    conditions = [_condition(written) for written in where]
    chosen = [each for each in articles if all(c.holds(each) for c in conditions)]
    if not conditions or not articles:
        return articles
    if not chosen:
        return ()
    for condition in conditions:
        for value in condition.values:
            if not any(condition.holds_for(each, value) for each in articles):
                field, written = condition.field, condition.written
                notices.NOT_MET.tell(report, "", field=field, value=value, condition=written)
    taken = set(map(id, chosen))
    left = [each for each in articles if id(each) not in taken]
    if left:
        names = notices.some([each.origin.path for each in left])
        notices.NOT_WANTED.tell(report, "", names=names)
    return chosen


def nothing_meets(where: Iterable[str], articles: Sequence[Article]) -> str:
    """That no article meets the conditions, with what there is instead; "" where some do."""
    conditions = [_condition(written) for written in where]
    if any(all(c.holds(each) for c in conditions) for each in articles):
        return ""
    alone = [c for c in conditions if not any(map(c.holds, articles))]
    return _no_article(alone or conditions, articles)


def _condition(written: str) -> Condition:
    """A condition as its parts.

    Raises:
        UsageError: it is none.
    """
    match = _CONDITION.fullmatch(written)
    if match is None or (match[1] not in _FIELDS and match[1] not in ("date", "lang")):
        raise UsageError(f"--where: {written!r} is not a condition such as tag=climate")
    name = "language" if match[1] == "lang" else match[1]
    if match[2].lstrip("!") not in (("=", "<", "<=", ">", ">=") if name == "date" else ("=", "~")):
        raise UsageError(f"--where: {written!r}: {name} is not compared by {match[2]}")
    values = tuple(_folded(each.strip().strip('"')) for each in match[3].split("|"))
    for value in values if name == "date" else ():
        _period(value, written)
    return Condition(written.strip(), name, match[2], values)


def _period(value: str, written: str) -> tuple[dt.date, dt.date]:
    """The first and the last day of a day, month or year; of no date at all when it is empty.

    Raises:
        UsageError: it is none of them.
    """
    if not value:
        return dt.date.min, dt.date.max
    match = _DATE.fullmatch(value)
    year, month, day = (int(part or 0) for part in match.groups()) if match else (0, 0, 0)
    try:
        last_day_of = day or calendar.monthrange(year, month or 12)[1]
        return dt.date(year, month or 1, day or 1), dt.date(year, month or 12, last_day_of)
    except ValueError as error:
        raise UsageError(
            f"--where: {written!r}: {value!r} is not a date such as 2023-07-20, 2023-07 or 2023"
        ) from error


def _date_holds(article: Article, operator: str, value: str) -> bool:
    """As for since and until, a month or year counts if any day of it does; undated ones never."""
    if article.date is None or not value:
        return article.date is None and not value
    first, last = article.date.day, last_day(article.date)
    start, end = _period(value, value)
    return {
        "=": first <= end and last >= start,
        "<": first < start,
        "<=": first <= end,
        ">": last > end,
        ">=": last >= start,
    }[operator]


def _folded(text: str) -> str:
    """The text as it is compared: in one case and width, white space as single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _texts(article: Article) -> Iterable[str]:
    return [article.title, article.subtitle, *(leaf.text for leaf in article.leaves())]


def _no_article(conditions: Sequence[Condition], articles: Sequence[Article]) -> str:
    """That none is left, with what the articles have instead."""
    told = " and ".join(condition.written for condition in conditions)
    field = conditions[0].field
    if len(conditions) > 1 or field in ("date", "text", "title"):
        return f"no article meets --where {told}; leave it out or ask for less"
    found = sorted({text for article in articles for text in _FIELDS[field](article) if text})
    there = notices.some(found, _SHOWN) if found else "none"
    return f"no article meets --where {told}; of {field} there is: {there}"


_FIELDS: Mapping[str, Callable[[Article], Iterable[str]]] = {
    "language": lambda article: (article.language,),
    "tag": lambda article: article.tags,
    "source": lambda article: (article.source,),
    "author": lambda article: article.authors,
    "title": lambda article: (article.title,),
    "path": lambda article: (article.origin.path,),
    "text": _texts,
}
