"""Parts by month or year, where the span of a collection calls for them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from anthology.labels import labels, say_month, say_year
from anthology.model import Article, Part

_ARTICLES_A_PART = 3  # fewer on average make more openers than reading
_MOST_PARTS = 60


def by_period(articles: Sequence[Article], size: str, language: str) -> tuple[Part, ...]:
    """The articles of each month or year in order of the first; the undated together."""
    found = groupby(articles, key=lambda a: _title(a, size, language))
    parts: dict[str, list[Article]] = {}
    for title, run in found:
        parts.setdefault(title, []).extend(run)
    return tuple(
        Part(f"part-{number}", title, tuple(run))
        for number, (title, run) in enumerate(parts.items(), start=1)
    )


def make_parts(articles: Sequence[Article], wanted: str, language: str) -> tuple[Part, ...]:
    """The articles in parts; a single part without a title where division does not help.

    ``wanted`` is auto, none, month or year. Undated articles make a part of their own.
    """
    whole = (Part("part-1", "", tuple(articles)),)
    if wanted in ("month", "year"):
        return by_period(articles, wanted, language)
    if wanted == "none":
        return whole
    for size in ("month", "year"):
        parts = by_period(articles, size, language)
        if 2 <= len(parts) <= _MOST_PARTS and len(articles) / len(parts) >= _ARTICLES_A_PART:
            return parts
    return whole


def _title(article: Article, size: str, language: str) -> str:
    if article.date is None:
        return labels(language)["undated"]
    if size == "month" and article.date.precision != "year":
        return say_month(article.date.day, language)
    return say_year(article.date.day, language)
