"""Stage 2 of 4, edit: Articles -> a Book, with its people, links and parts."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from anthology.config import Config
from anthology.edit.links import link_first_mentions
from anthology.edit.parts import make_parts
from anthology.edit.people import find_people, finder, read_rulings
from anthology.edit.titles import book_language, book_subtitle, book_title, file_stem
from anthology.model import Article, Block, Book
from anthology.report import Report

__all__ = ["edit", "file_stem"]

_NAMESPACE = uuid.UUID("4dcd6d0f-6a4b-5d1c-9d35-0f2f3a8d6a10")  # ours, drawn once


def edit(
    articles: Sequence[Article],
    config: Config,
    report: Report,
    introduction: tuple[Block, ...] = (),
    rulings: str = "",
) -> Book:
    """The book made of the articles, which are in order already.

    ``rulings`` is the text of the editor's people.toml.

    Raises:
        ConfigError: the rulings are not TOML, or rule nothing.
        SetupError: the model of names that is wanted is not installed.
    """
    ruled = read_rulings(rulings, str(config.people or "people.toml")) if rulings else None
    people = find_people(articles, report, ruled, finder(config.people_model))
    linked = link_first_mentions(articles, people)
    language = config.language or book_language(linked)
    title = config.title or book_title(config.sources, linked, language)
    return Book(
        title=title,
        subtitle=config.subtitle or book_subtitle(linked, title, language),
        language=language,
        parts=make_parts(linked, config.parts, language),
        people=people,
        identifier=_identifier(title, config.isbn, linked),
        editor=config.editor,
        publisher=config.publisher,
        rights=config.rights,
        isbn=config.isbn,
        description=config.description,
        introduction=introduction,
        modified=config.timestamp or _newest(linked),
    )


def _identifier(title: str, isbn: str, articles: Sequence[Article]) -> str:
    """``urn:isbn`` where there is one, else a ``urn:uuid`` that is the same for the same text."""
    digits = "".join(c for c in isbn if c.isalnum())
    if digits:
        return f"urn:isbn:{digits}"
    text = "\n".join([title, *(leaf.text for a in articles for leaf in a.leaves())])
    return uuid.uuid5(_NAMESPACE, text).urn


def _newest(articles: Sequence[Article]) -> dt.datetime:
    """Midnight after the newest article, for metadata that must have a date but not a clock."""
    days = [a.date.day for a in articles if a.date]
    day = max(days, default=dt.date(2000, 1, 1))
    return dt.datetime.combine(day, dt.time(), dt.UTC)
