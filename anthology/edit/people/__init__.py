"""Stage 2 of 4, edit: the people named in the articles, and what the texts say of them.

find.py reads one article at a time (a pure function of it), resolve.py joins its names to persons,
collection.py joins the articles' persons, entries.py makes the entries of the who's who.
"""

from __future__ import annotations

from collections.abc import Sequence

from anthology.edit.people.collection import resolve_collection
from anthology.edit.people.entries import persons
from anthology.edit.people.find import Found, find_names
from anthology.edit.people.resolve import resolve_article
from anthology.model import Article, Person
from anthology.report import Report

__all__ = ["Found", "find_names", "find_people", "people_of"]


def find_people(articles: Sequence[Article], report: Report) -> tuple[Person, ...]:
    """The persons named in ``articles`` (in order of the book), in the order of the index."""
    return people_of(articles, [find_names(article) for article in articles])


def people_of(articles: Sequence[Article], found: Sequence[Sequence[Found]]) -> tuple[Person, ...]:
    """The persons that the names found in each article make: the step that sees the whole collection."""
    return persons(articles, resolve_collection([resolve_article(names) for names in found]))
