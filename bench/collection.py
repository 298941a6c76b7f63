"""A folder of as many articles as wanted, made of real ones taken again with changes."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from anthology.collect import collect
from anthology.config import Config
from anthology.model import Article
from anthology.report import Report
from anthology.workshop import Workshop

_FIRST_DAY = dt.date(2001, 1, 1)
_GIVEN = ("Anna", "Boris", "Clara", "David", "Elena", "Frank", "Greta", "Henry", "Irene", "Jonas")
_FAMILY = ("Abelson", "Brandt", "Castell", "Dumont", "Ekberg", "Farrow", "Gollner", "Hartig")


@dataclass(frozen=True, slots=True)
class Text:
    """One article, in a form that every program can be given."""

    day: dt.date
    title: str
    paragraphs: tuple[str, ...]


def texts(folders: Sequence[str], number: int, most_words: int) -> tuple[Text, ...]:
    """``number`` articles of at most about ``most_words`` words each; 0 is no limit.

    The real ones in turn; from the second time on a sentence of their own is put in, with a
    name of its own, and the paragraphs are turned round.
    """
    with Workshop(os.cpu_count() or 1) as shop:
        articles = collect(folders, Config(), Report(), None, shop)
    real = [article for article in articles if any(_paragraphs(article))]
    return tuple(_text(real[n % len(real)], n, n // len(real), most_words) for n in range(number))


def _text(article: Article, number: int, turn: int, most_words: int) -> Text:
    paragraphs = list(_paragraphs(article))
    turned = turn % len(paragraphs)
    paragraphs = paragraphs[turned:] + paragraphs[:turned]
    if turn:
        who = f"{_GIVEN[number % len(_GIVEN)]} {_FAMILY[number // 7 % len(_FAMILY)]}"
        paragraphs[0] += f" This was number {number}, said {who}, the mayor of district {turn}."
    kept, words = [], 0
    for paragraph in paragraphs:
        if most_words and kept and words >= most_words:
            break
        kept.append(paragraph)
        words += len(paragraph.split())
    title = re.sub(r"\s+", " ", article.title) + (f" ({turn})" if turn else "")
    return Text(_FIRST_DAY + dt.timedelta(days=number), title, tuple(kept))


def _paragraphs(article: Article) -> Iterator[str]:
    for leaf in article.leaves():
        text = " ".join(leaf.text.split())
        if any(map(str.isalnum, text)):
            yield text


def write_folder(found: Sequence[Text], folder: Path) -> Path:
    """The articles as this program is given them: a file each, with date and title on top."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(found):
        head = f"date: {text.day}\ntitle: {text.title}\n\n"
        body = "\n\n".join(text.paragraphs)
        (folder / f"{number:05}.txt").write_text(f"{head}{body}\n", encoding="utf-8")
    return folder
