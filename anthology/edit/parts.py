"""Parts by date, or by what articles have in common: source, author, tag, folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, islice
from pathlib import PurePosixPath

from anthology.edit.people.names import index_key
from anthology.labels import labels, say_month, say_year
from anthology.model import Article, Part
from anthology.report import Level, Report

_ARTICLES_A_PART = 3  # fewer on average make more openers than reading
_MOST_PARTS = 60
PERIODS = ("month", "year")


def by_period(articles: Sequence[Article], size: str, language: str) -> tuple[Part, ...]:
    """The articles of each month or year in order of the first; the undated together."""
    found = groupby(articles, key=lambda a: _title(a, size, language))
    parts: dict[str, list[Article]] = {}
    for title, run in found:
        parts.setdefault(title, []).extend(run)
    return _numbered(list(parts.items()))


def make_parts(articles: Sequence[Article], wanted: str, language: str) -> tuple[Part, ...]:
    """The articles in parts; a single part without a title where division does not help.

    ``wanted`` is a value of the option. Articles without the date, source, author, tag or folder
    that divides the others make a part of their own, the last.
    """
    whole = (Part("part-1", "", tuple(articles)),)
    if wanted in PERIODS:
        return by_period(articles, wanted, language)
    if wanted in _MARKS:
        parts = _by_mark(articles, wanted, language)
        return parts if len(parts) > 1 or parts[0].title != labels(language)["others"] else whole
    if wanted == "none":
        return whole
    for size in PERIODS:
        parts = by_period(articles, size, language)
        if 2 <= len(parts) <= _MOST_PARTS and len(articles) / len(parts) >= _ARTICLES_A_PART:
            return parts
    return whole


def with_articles(parts: Sequence[Part], articles: Sequence[Article]) -> tuple[Part, ...]:
    """The parts with these articles, which are those of the parts in the same order, edited."""
    rest = iter(articles)
    return tuple(replace(part, articles=tuple(islice(rest, len(part.articles)))) for part in parts)


def report_whole(parts: Sequence[Part], wanted: str, report: Report) -> None:
    """Tell that no article has the mark by which parts were wanted."""
    if wanted in _MARKS and not parts[0].title:
        message = f"no article has {_MARKS[wanted][1]}, so the book has no parts; leave --parts out"
        report.add("A323", "", message, Level.INFO)


def _by_mark(articles: Sequence[Article], wanted: str, language: str) -> tuple[Part, ...]:
    """The articles that share a mark, in the order of an index; those without one last."""
    mark_of = _MARKS[wanted][0]
    top = _common_folder(articles) if wanted == "folder" else ""
    written: dict[str, str] = {}  # marks as written first, by their letters in one case
    parts: dict[str, list[Article]] = {}
    for article in articles:
        mark = mark_of(article).removeprefix(top).strip("/")
        mark = written.setdefault(mark.casefold(), mark)
        parts.setdefault(mark, []).append(article)
    without = parts.pop("", [])
    title_of = _words if wanted == "folder" else str
    found = [(title_of(mark), parts[mark]) for mark in _in_order(parts)]
    return _numbered([*found, *([(labels(language)["others"], without)] if without else [])])


def _in_order(marks: Mapping[str, object]) -> list[str]:
    return sorted(marks, key=lambda mark: [index_key(step) for step in mark.split("/")])


def _common_folder(articles: Sequence[Article]) -> str:
    """The folder that holds all of them; it tells none from another."""
    folders = {_folder(article) for article in articles}
    return os.path.commonpath(folders) if len(folders) > 1 and "" not in folders else ""


def _folder(article: Article) -> str:
    folder = PurePosixPath(article.origin.path).parent.as_posix()
    return "" if folder == "." else folder


def _words(folder: str) -> str:
    """A folder's name as a title: ``trade_talks/2023`` is ``Trade talks / 2023``."""
    steps = [" ".join(step.replace("_", " ").split()) or step for step in folder.split("/")]
    return " / ".join(step[0].upper() + step[1:] for step in steps)


def _numbered(parts: Sequence[tuple[str, Sequence[Article]]]) -> tuple[Part, ...]:
    return tuple(
        Part(f"part-{number}", title, tuple(run))
        for number, (title, run) in enumerate(parts, start=1)
    )


def _title(article: Article, size: str, language: str) -> str:
    if article.date is None:
        return labels(language)["undated"]
    if size == "month" and article.date.precision != "year":
        return say_month(article.date.day, language)
    return say_year(article.date.day, language)


# By the option's value: the mark of an article, "" where it has none, and the mark in words.
_MARKS: Mapping[str, tuple[Callable[[Article], str], str]] = {
    "source": (lambda article: article.source, "a source"),
    "author": (lambda article: next(iter(article.authors), ""), "an author"),
    "tag": (lambda article: next(iter(article.tags), ""), "a tag"),
    "folder": (_folder, "a folder of its own"),
}
