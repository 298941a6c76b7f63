"""The book's own title, subtitle and language, where the user gives none."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from anthology.config import paths_of
from anthology.labels import labels, say_range
from anthology.model import Article

# Folders whose names say nothing about what is in them.
_PLAIN = {
    "articles", "article", "content", "contents", "data", "docs", "documents", "downloads", "dump",
    "export", "files", "folder", "home", "in", "input", "inbox", "news", "posts", "seeds", "src",
    "source", "sources", "text", "texts", "tmp", "temp", "txt", "work", "desktop",
}  # fmt: skip


def book_language(articles: Sequence[Article]) -> str:
    """The language of most of the words."""
    words: Counter[str] = Counter()
    for article in articles:
        words[article.language] += article.words
    return max(sorted(words), key=lambda language: words[language], default="en")


def book_title(sources: Sequence[str], articles: Sequence[Article], language: str) -> str:
    """From the folder's name where it says something, else from the dates."""
    folders = [Path(s).resolve() for s in paths_of(sources)]
    name = folders[0].stem if len(folders) == 1 and folders[0].is_file() else ""
    if len(folders) == 1 and folders[0].is_dir():
        name = folders[0].name
    if name and name.lower() not in _PLAIN and _says_something(name):
        words = re.sub(r"[_\s]+|(?<=\D)-|-(?=\D)", " ", name).strip()
        return words[0].upper() + words[1:]
    dates = dates_of(articles, language)
    said = labels(language)
    return said["titled_by_dates"].format(dates=dates) if dates else said["untitled"]


def book_subtitle(articles: Sequence[Article], title: str, language: str) -> str:
    """The span of dates, unless the title says it."""
    dates = dates_of(articles, language)
    return "" if dates in title else dates


def _says_something(name: str) -> bool:
    """Whether a name has a word in it: three letters in a row, and not a code of digits."""
    letters = sum(c.isalpha() for c in name)
    return bool(re.search(r"[^\W\d_]{3}", name)) and letters * 2 >= len(name)


def dates_of(articles: Sequence[Article], language: str) -> str:
    """The span of the articles' dates in words; empty when none has a date."""
    days = [a.date.day for a in articles if a.date]
    return say_range(min(days), max(days), language) if days else ""


def file_stem(title: str) -> str:
    """The title as a file name without its suffix: lower case, words joined by hyphens.

    >>> file_stem("A Year of Diplomacy, 2023")
    'a-year-of-diplomacy-2023'
    """
    folded = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    for text in (folded, title):
        words = re.findall(r"\w+", text.lower().replace("'", "").replace("’", ""))
        stem = "-".join(words)[:60].strip("-")
        if sum(map(str.isalpha, stem)) * 2 >= sum(map(str.isalpha, title[:60])):
            return stem
    return "anthology"
