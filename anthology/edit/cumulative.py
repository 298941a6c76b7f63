"""The last volume of a series: in which volume, and where in it, everything is.

Like the cumulative index of a journal it holds what the volumes' own indexes hold, each place with
the number of its volume, and no words of the articles but their titles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from anthology.config import Config
from anthology.edit.identity import identifier, newest
from anthology.edit.titles import dates_of
from anthology.labels import labels
from anthology.model import Article, Book, Part
from anthology.series import Located, Volume


def index_of(
    book: Book, volumes: Sequence[Book], located: Sequence[Located], config: Config
) -> Book:
    """The volume that indexes the others, which divide ``book``: a part for each of them.

    ``located`` says where in their volumes all articles are.
    """
    words = labels(book.language)
    title = words["index_volume"].format(title=book.title)
    return replace(
        book,
        title=title,
        subtitle=config.subtitle or dates_of(book.articles, book.language),
        parts=tuple(_part(volume, words["volume_alone"]) for volume in volumes),
        people=tuple(replace(person, introduction=None) for person in book.people),
        identifier=identifier(title, "", book.articles),
        isbn="",
        introduction=(),
        modified=config.timestamp or newest(book.articles),
        volume=Volume(
            book.title,
            book.identifier,
            len(volumes) + 1,
            len(volumes),
            located=tuple(located),
        ),
    )


def _part(book: Book, name: str) -> Part:
    """A volume's name, and what is told of its articles."""
    assert book.volume is not None
    number, period = book.volume.number, book.volume.period
    title = ", ".join(filter(None, (name.format(number=number), period)))
    return Part(f"volume-{number}", title, tuple(map(_entry, book.articles)))


def _entry(article: Article) -> Article:
    """The article without its text."""
    return replace(article, blocks=(), subtitle="", assets=(), notes=())
