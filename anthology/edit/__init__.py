"""Stage 2 of 4, edit: Articles -> a Book, with its people, links and parts."""

from __future__ import annotations

from collections.abc import Sequence

from anthology.config import Config
from anthology.edit.crosslinks import link_articles
from anthology.edit.cumulative import index_of
from anthology.edit.identity import identifier, newest
from anthology.edit.links import link_first_mentions
from anthology.edit.news import with_news
from anthology.edit.parts import make_parts, report_whole, with_articles
from anthology.edit.people import find_people, finder, read_rulings
from anthology.edit.pictures import report_bare_pictures
from anthology.edit.titles import book_language, book_subtitle, book_title, file_stem
from anthology.edit.volumes import split, stem_of
from anthology.model import Article, Block, Book, Part
from anthology.report import Report
from anthology.workshop import Workshop

__all__ = ["edit", "file_stem", "index_of", "parts_of", "split", "stem_of", "with_news"]


def parts_of(articles: Sequence[Article], config: Config) -> tuple[Part, ...]:
    """The parts of the book that these articles would make, in its order."""
    return make_parts(articles, config.parts, config.language or book_language(articles))


def edit(  # noqa: PLR0913, PLR0917 - what the editor gives, and where it is done
    articles: Sequence[Article],
    config: Config,
    report: Report,
    introduction: tuple[Block, ...] = (),
    rulings: str = "",
    shop: Workshop | None = None,
) -> Book:
    """The book made of the articles, which are in order already.

    ``rulings`` is the text of the editor's people.toml.

    Raises:
        ConfigError: the rulings are not TOML, or rule nothing.
        SetupError: the model of names that is wanted is not installed.
    """
    language = config.language or book_language(articles)
    parts = parts_of(articles, config)
    report_whole(parts, config.parts, report)
    articles = link_articles([article for part in parts for article in part.articles])
    ruled = read_rulings(rulings, str(config.people or "people.toml")) if rulings else None
    people = find_people(articles, report, ruled, finder(config.people_model), shop)
    linked = link_first_mentions(articles, people)
    bare = report_bare_pictures(linked, report)
    if bare and config.certified_by:
        report.add("A322", "", f"no conformance is claimed while {bare} lack a description (A321)")
    title = config.title or book_title(config.sources, linked, language)
    return Book(
        title=title,
        subtitle=config.subtitle or book_subtitle(linked, title, language),
        language=language,
        parts=with_articles(parts, linked),
        people=people,
        identifier=identifier(title, config.isbn, linked),
        editor=config.editor,
        publisher=config.publisher,
        rights=config.rights,
        isbn=config.isbn,
        description=config.description,
        introduction=introduction,
        certified_by="" if bare else config.certified_by,
        modified=config.timestamp or newest(linked),
    )
