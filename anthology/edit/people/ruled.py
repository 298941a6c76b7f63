"""Apply the editor's rulings to the people that were found."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from anthology.edit.people.entries import beside, introduction_in, with_ids
from anthology.edit.people.names import index_key, name_of
from anthology.edit.people.rulings import Pin, Ruling, Rulings, Split, unmatched
from anthology.edit.people.tokens import tokens_of, visible
from anthology.model import Article, Mention, Name, Person, Role
from anthology.report import Report


def apply(
    people: Sequence[Person], rulings: Rulings, articles: Sequence[Article], report: Report
) -> tuple[Person, ...]:
    """The people as ruled, in the order of the index; ids stay those under which they were found.

    Order of the rulings: splits, pins, merges, then names, roles, descriptions and omissions.
    """
    ids = [p.id for p in people]
    for gone in unmatched(rulings, ids):
        near = difflib.get_close_matches(gone, ids, 1, 0.8)
        hint = f" (did you mean {near[0]}?)" if near else ""
        report.add(
            "A310",
            "people.toml",
            f"no person {gone} was found any more{hint}; "
            "mend or remove what people.toml rules of it",
        )
    order = {a.id: n for n, a in enumerate(articles)}
    ruled = list(people)
    for split in rulings.splits:
        meant = replace(split, articles=_ids(split.articles, articles))
        ruled = _split(ruled, meant, order, report)
    for pin in rulings.pins:
        meant_pin = replace(pin, articles=_ids(pin.articles, articles))
        ruled = _pinned(ruled, meant_pin, articles, order, report)
    found = {p.id: p.mentions for p in people}
    in_articles = {a.id: a for a in articles}
    ruled = [
        p if found.get(p.id) == p.mentions or not p.mentions else _told_again(p, in_articles)
        for p in ruled
    ]
    by_id = {r.id: r for r in rulings.persons}
    ruled = _merged(ruled, by_id, order)
    kept = [_changed(p, by_id.get(p.id)) for p in ruled if not by_id.get(p.id, Ruling("")).omit]
    kept = [p for p in kept if p.mentions]
    return beside(sorted(kept, key=lambda p: (index_key(p.name.sort_as, p.name.family), p.id)))


def _ids(named: Sequence[str], articles: Sequence[Article]) -> tuple[str, ...]:
    """The ids of articles that a ruling names by id or by file."""
    meant = set(named)
    known = tuple(a.id for a in articles if a.id in meant or a.origin.path in meant)
    return known or tuple(named)  # what names nothing is reported as matching nothing


def _told_again(person: Person, articles: Mapping[str, Article]) -> Person:
    """A person whose mentions were changed, introduced and called as in those that are left."""
    used = {" ".join(visible(m.text).split()) for m in person.mentions}
    return replace(
        person,
        introduction=introduction_in(articles, person.mentions),
        aliases=tuple(a for a in person.aliases if any(a.endswith(form) for form in used)),
    )


def _sorted(mentions: Sequence[Mention], order: Mapping[str, int]) -> tuple[Mention, ...]:
    """Mentions in order of the book, each once."""
    return tuple(sorted(set(mentions), key=lambda m: (order[m.article_id], m.leaf, m.start)))


def _target(
    people: list[Person], to: str, mentions: Sequence[Mention], order: Mapping[str, int]
) -> list[Person]:
    """People with ``mentions`` given to the person of id or name ``to``, who may be new."""
    for n, person in enumerate(people):
        if to in {person.id, person.name.display}:
            joined = _sorted([*person.mentions, *mentions], order)
            return [*people[:n], replace(person, mentions=joined), *people[n + 1 :]]
    words = [t.text for t in tokens_of(to)] or [to]
    new = Person("", replace(name_of(words), display=to), _sorted(mentions, order))
    return [*people, with_ids([new], {p.id for p in people})[0]]


def _split(
    people: list[Person], split: Split, order: Mapping[str, int], report: Report
) -> list[Person]:
    """People with one person's mentions of a form given to another."""
    source = next((p for p in people if p.id == split.person), None)
    if source is None:
        return people
    gone = [
        m
        for m in source.mentions
        if " ".join(visible(m.text).split()) == split.form
        and (not split.articles or m.article_id in split.articles)
    ]
    if not gone:
        message = f'{split.person} is not named "{split.form}" there any more; remove the split'
        report.add("A311", "people.toml", message)
        return people
    rest = replace(source, mentions=tuple(m for m in source.mentions if m not in gone))
    return _target([rest if p is source else p for p in people], split.to, gone, order)


def _pinned(
    people: list[Person],
    pin: Pin,
    articles: Sequence[Article],
    order: Mapping[str, int],
    report: Report,
) -> list[Person]:
    """People with the words of a pin as mentions, where they are not mentions yet."""
    taken = {(m.article_id, m.leaf): [] for p in people for m in p.mentions}  # type: dict[tuple[str, int], list[tuple[int, int]]]
    for person in people:
        for m in person.mentions:
            taken[m.article_id, m.leaf].append((m.start, m.end))
    words = r"\s+".join(map(re.escape, pin.text.split()))
    pattern = re.compile(rf"(?<!\w){words}(?!\w)")
    found = [
        Mention(article.id, n, *match.span(), match.group())
        for article in articles
        if not pin.articles or article.id in pin.articles
        for n, leaf in enumerate(article.leaves())
        for match in pattern.finditer(leaf.text)
        if not any(a < match.end() and match.start() < b for a, b in taken.get((article.id, n), ()))
    ]
    if not found:
        message = f'"{pin.text}" stands nowhere that is not a name already; remove the pin'
        report.add("A312", "people.toml", message)
        return people
    return _target(people, pin.person, found, order)


def _merged(
    people: list[Person], rulings: Mapping[str, Ruling], order: Mapping[str, int]
) -> list[Person]:
    """People with those that are ruled to be the same as another joined to that one."""
    by_id = {p.id: p for p in people}
    for person in people:
        goal = person.id
        seen = {goal}
        while (
            (ruling := rulings.get(goal)) and ruling.same_as in by_id and ruling.same_as not in seen
        ):
            goal = ruling.same_as
            seen.add(goal)
        if goal == person.id:
            continue
        into, gone = by_id[goal], by_id.pop(person.id)
        by_id[goal] = replace(
            into,
            mentions=_sorted([*into.mentions, *gone.mentions], order),
            aliases=tuple(dict.fromkeys([*into.aliases, gone.name.display, *gone.aliases])),
            roles=tuple(dict.fromkeys([*into.roles, *gone.roles])),
            introduction=into.introduction or gone.introduction,
            unsure=False,
        )
    return list(by_id.values())


def _changed(person: Person, ruling: Ruling | None) -> Person:
    """A person with the editor's own name, sort key, role and description."""
    if not ruling:
        return person
    name = person.name
    if ruling.name:
        parts = name_of([t.text for t in tokens_of(ruling.name)] or [ruling.name])
        name = replace(parts, display=ruling.name)
    if ruling.sort_as:
        name = _sorted_as(name, ruling.sort_as)
    roles = person.roles
    if ruling.role is not None:
        first = person.mentions[0]
        roles = (Role(ruling.role, first.article_id),) if ruling.role else ()
    description = ruling.description or person.description
    return replace(person, name=name, roles=roles, description=description, unsure=False)


def _sorted_as(name: Name, sort_as: str) -> Name:
    """A name under another sort key, with the parts that the key shows."""
    family, comma, given = (part.strip() for part in sort_as.partition(","))
    if not comma:
        return replace(name, sort_as=sort_as)
    return replace(name, sort_as=sort_as, family=family, given=given, literal="")
