"""Stage 2 of 4, edit: the people named in the articles, and what the texts say of them.

find.py reads one article at a time (a pure function of it), resolve.py joins its names to persons,
collection.py joins the articles' persons, entries.py makes the entries of the who's who.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from anthology.edit.people.collection import resolve_collection
from anthology.edit.people.entries import beside, introduction_in, persons
from anthology.edit.people.find import find_names, names_of_article
from anthology.edit.people.found import Found
from anthology.edit.people.models import Finder, finder
from anthology.edit.people.passed_over import without_things
from anthology.edit.people.resolve import resolve_article
from anthology.edit.people.ruled import apply
from anthology.edit.people.rulings import Rulings, read_rulings
from anthology.edit.people.titled import UNCAPITALISED
from anthology.edit.people.written import write_rulings
from anthology.model import Article, Person
from anthology.report import Level, Report
from anthology.workshop import Workshop

__all__ = [
    "Finder",
    "Found",
    "Rulings",
    "apply",
    "beside",
    "find_names",
    "find_people",
    "finder",
    "introduction_in",
    "people_of",
    "read_rulings",
    "write_rulings",
]

_FINDING_S = 1.2e-6  # for a letter, about


def find_people(
    articles: Sequence[Article],
    report: Report,
    rulings: Rulings | None = None,
    find: Finder = find_names,
    shop: Workshop | None = None,
) -> tuple[Person, ...]:
    """The persons named in ``articles`` (in order of the book), in the order of the index.

    ``rulings`` are the editor's; those that match nothing any more are reported.
    ``find`` is the built-in engine or one of models.py.
    """
    if find is find_names:
        bare = [replace(article, id="", assets=()) for article in articles]
        letters = sum(len(leaf.text) for article in bare for leaf in article.leaves())
        cost_s = _FINDING_S * letters / max(1, len(bare))
        found = list((shop or Workshop()).map(names_of_article, None, bare, cost_s=cost_s))
    else:  # a model fills a processor and its memory by itself
        found = list(map(find, articles))
    people = people_of(articles, found)
    for person in people:
        if person.unsure:
            report.add(
                "A301",
                person.mentions[0].article_id,
                f'"{person.name.display}" may be more than one person, or one with a fuller name; '
                f"say who it is under [{person.id}] in people.toml",
                Level.INFO,
            )
    if find is find_names:
        _tell_of_scripts(articles, report)
    return people if rulings is None else apply(people, rulings, articles, report)


def _tell_of_scripts(articles: Sequence[Article], report: Report) -> None:
    """Report languages whose scripts have no capitals to tell a name by."""
    tags = {a.language.partition("-")[0].lower() for a in articles}
    for language in sorted(tags & UNCAPITALISED):
        report.add(
            "A302",
            "",
            f'names in "{language}" are found by titles only, so the who\'s who is incomplete; '
            "add to people.toml, or use --people-model",
            Level.INFO,
        )


def people_of(articles: Sequence[Article], found: Sequence[Sequence[Found]]) -> tuple[Person, ...]:
    """The persons that the articles' names make: the step that sees the whole collection."""
    entries = resolve_collection([resolve_article(names) for names in found])
    return persons(articles, without_things(articles, entries))
