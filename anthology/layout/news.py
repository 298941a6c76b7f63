"""What the book says of its news: a mark in the contents, a sentence in the colophon."""

from __future__ import annotations

import datetime as dt

from babel.lists import format_list
from babel.numbers import format_decimal

from anthology.labels import labels, locale_of, say_date
from anthology.model import ArticleDate
from anthology.since import Since


def news_of(since: Since | None) -> dict[str, str]:
    """``new`` or ``changed`` for the id of each article that is."""
    if since is None:
        return {}
    return dict.fromkeys(since.new, "new") | dict.fromkeys(since.changed, "changed")


def told(since: Since, language: str) -> str:
    """How much has become of the book since, in a sentence."""
    words, locale = labels(language), locale_of(language)
    if not since.is_known:
        return words["since_none"]
    counts = {"new": len(since.new), "changed": len(since.changed), "left": since.left_out}
    changes = [
        words[f"{kind}_one"]
        if count == 1
        else words[f"{kind}_many"].format(count=format_decimal(count, locale=locale))
        for kind, count in counts.items()
        if count
    ]
    said = format_list(changes, locale=locale) if changes else words["since_nothing"]
    if not since.date:
        return words["since_undated"].format(changes=said)
    date = say_date(ArticleDate(dt.date.fromisoformat(since.date)), language)
    return words["since_dated"].format(date=date, changes=said)
