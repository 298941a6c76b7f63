"""Things that one article takes for a person, and the collection does not."""

from __future__ import annotations

import datetime as dt

from anthology.edit.people import Found, people_of
from anthology.model import Article, ArticleDate, Block, BlockKind, Origin

_PLAIN = "The crew moved to Gantry again, and Gantry was tested for a week. "


def article(number: int, text: str) -> Article:
    leaf = Block(BlockKind.PARAGRAPH, text)
    date = ArticleDate(dt.date(2023, 7, number))
    return Article(
        f"a-{number}", Origin(f"{number}.txt"), "", (leaf,), title_supplied=True, date=date
    )


def name(text: str, within: str, title: str = "") -> Found:
    start = within.index(text)
    words = tuple(text.split())
    keys = tuple(word.lower() for word in words)
    return Found(0, start, start + len(text), text, words, keys, title=title)


def displayed(articles: list[Article], found: list[list[Found]]) -> list[str]:
    return [person.name.display for person in people_of(articles, found)]


def test_a_word_that_mostly_stands_outside_of_names_is_no_person() -> None:
    texts = ["Gantry said so to Ida Marsh.", *[_PLAIN] * 6]
    articles = [article(n, text) for n, text in enumerate(texts, 1)]
    names = [[name("Gantry", texts[0]), name("Ida Marsh", texts[0])], *[[]] * 6]
    assert displayed(articles, names) == ["Ida Marsh"]
    assert displayed(articles[:5], names[:5]) == ["Gantry", "Ida Marsh"]  # not seen often enough


def test_a_word_that_mostly_stands_in_names_is_one() -> None:
    texts = ["Gantry spoke, and Gantry left. "] * 6
    articles = [article(n, text) for n, text in enumerate(texts, 1)]
    assert displayed(articles, [[name("Gantry", texts[0])] for _ in texts]) == ["Gantry"]


def test_one_word_of_its_own_makes_a_name_a_persons() -> None:
    """As Washington is mostly a city, and Denzel is not; the surname alone is his, too."""
    texts = ["Denzel Gantry came. Gantry spoke.", *[_PLAIN] * 6]
    articles = [article(n, text) for n, text in enumerate(texts, 1)]
    names = [[name("Denzel Gantry", texts[0]), name("Gantry", " " * 19 + texts[0][19:])], *[[]] * 6]
    assert displayed(articles, names) == ["Denzel Gantry"]


def test_a_title_is_evidence_unless_its_word_mostly_stands_elsewhere() -> None:
    texts = ["Mr Gantry came.", *[_PLAIN] * 6]
    articles = [article(n, text) for n, text in enumerate(texts, 1)]
    assert displayed(articles, [[name("Gantry", texts[0], "Mr")], *[[]] * 6]) == ["Gantry"]
    texts = ["Foreman Gantry came.", *["Foreman is out. The Foreman of old. " + _PLAIN] * 8]
    articles = [article(n, text) for n, text in enumerate(texts, 1)]
    assert displayed(articles, [[name("Gantry", texts[0], "Foreman")], *[[]] * 8]) == []


def test_a_particle_within_a_name_is_evidence() -> None:
    texts = ["Gantry de Vault came.", *["A Vault by Gantry. The Vault and the Gantry. "] * 8]
    articles = [article(n, text) for n, text in enumerate(texts, 1)]
    names = [[name("Gantry de Vault", texts[0])], *[[]] * 8]
    assert displayed(articles, names) == ["Gantry de Vault"]
