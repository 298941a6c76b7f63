"""``anthology list`` and ``anthology people``: what a book would hold, without making it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from anthology.cli.notices import counted
from anthology.cli.options import Request
from anthology.report import Report

if TYPE_CHECKING:
    from anthology.config import Config
    from anthology.model import Article, Person


def list_articles(request: Request) -> None:
    """Print the articles in the order of the book, in the parts that it would have."""
    from anthology.edit import parts_of  # noqa: PLC0415 - heavy

    config = request.config()
    parts = parts_of(_collect(request, config), config)
    articles = [article for part in parts for article in part.articles]
    part_of = {article.id: part.title for part in parts for article in part.articles}
    request.answer["articles"] = [_article_as_json(a) | {"part": part_of[a.id]} for a in articles]
    number_width = len(str(len(articles)))
    openers = {part.articles[0].id: part.title for part in parts if part.title}
    for number, article in enumerate(articles, 1):
        if article.id in openers:
            request.terminal.say(openers[article.id])
        date = article.date.iso if article.date else "undated"
        mark = " *" if article.title_supplied else ""
        record = f" ({article.origin.record})" if article.origin.record else ""
        request.terminal.say(
            f"{number:{number_width}}  {date:10}  {article.words:7,}  {article.title}{mark}"
            f"  [{article.origin.path}{record}]"
        )
        for note in article.notes:
            request.terminal.say(f"{'':{number_width}}  {note}")
    words = sum(article.words for article in articles)
    request.terminal.say(f"{counted(len(articles), 'article')}, {counted(words, 'word')}")
    if any(article.title_supplied for article in articles):
        request.terminal.say("* title made from the article's own words")


def list_people(request: Request, *, write: bool = False) -> None:
    """Print the who's who in the order of the book; ``write`` also renews people.toml."""
    from anthology.collect import read_rulings_text  # noqa: PLC0415 - heavy
    from anthology.edit import edit  # noqa: PLC0415 - heavy

    config = request.config()
    articles = _collect(request, config)
    path, rulings = read_rulings_text(config)
    with request.terminal.progress() as progress, progress.stage("Finding the people"):
        book = edit(articles, config, request.report, (), rulings)
    if write:
        _write_rulings(request, articles, path, rulings)
    request.answer["people"] = [_person_as_json(person) for person in book.people]
    for person in book.people:
        unsure = "  (not sure who this is)" if person.unsure else ""
        where = counted(len(person.article_ids()), "article")
        often = counted(len(person.mentions), "mention")
        request.terminal.say(f"{person.name.sort_as}  ({where}, {often}){unsure}")
        if person.roles:
            roles = dict.fromkeys(role.text for role in person.roles)
            request.terminal.say(f"    {'; '.join(roles)}")
        if person.aliases:
            request.terminal.say(f"    also: {', '.join(person.aliases)}")
    request.terminal.say(counted(len(book.people), "person", "people"))


def _write_rulings(
    request: Request, articles: tuple[Article, ...], path: Path, old_text: str
) -> None:
    """Write people.toml from what was found; what the editor wrote in it stays."""
    from anthology.cli.writing import write_whole  # noqa: PLC0415 - seldom needed
    from anthology.edit.people import (  # noqa: PLC0415 - heavy
        find_people,
        finder,
        write_rulings,
    )

    found = find_people(articles, Report(), None, finder(request.config().people_model))
    text = write_rulings(found, old_text)
    write_whole(path.parent, [(path.name, text.encode())])
    request.terminal.say(f"wrote {path}")


def _collect(request: Request, config: Config) -> tuple[Article, ...]:
    from anthology.collect import collect  # noqa: PLC0415 - heavy

    stdin = sys.stdin.buffer if "-" in config.sources else None
    with request.terminal.progress() as progress, progress.stage("Reading articles"):
        return collect(config.sources, config, request.report, stdin)


def _article_as_json(article: Article) -> dict[str, object]:
    return {
        "id": article.id,
        "date": article.date.iso if article.date else None,
        "title": article.title,
        "title_supplied": article.title_supplied,
        "words": article.words,
        "language": article.language,
        "authors": list(article.authors),
        "source": article.source,
        "url": article.url,
        "tags": list(article.tags),
        "notes": list(article.notes),
        "path": article.origin.path,
        "record": article.origin.record,
    }


def _person_as_json(person: Person) -> dict[str, object]:
    return {
        "id": person.id,
        "name": person.name.display,
        "sort_as": person.name.sort_as,
        "aliases": list(person.aliases),
        "roles": list(dict.fromkeys(role.text for role in person.roles)),
        "articles": list(person.article_ids()),
        "mentions": len(person.mentions),
        "description": person.description,
        "unsure": person.unsure,
    }
