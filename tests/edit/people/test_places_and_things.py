"""Where a place, a day or an office runs into a name, and what is listed or told as a thing."""

from __future__ import annotations

import pytest

from anthology.edit.people import find_names
from anthology.model import Article, Block, BlockKind, Origin

ENGLISH = {
    "In Ohio J. D. Vance defeated Tim Ryan.": ["J. D. Vance", "Tim Ryan"],
    "The bank had it by Sunday Colm Kelleher said.": ["Colm Kelleher"],
    "They met in Florida Ron DeSantis and his wife, Casey.": ["Ron DeSantis", "Casey"],
    "With Speaker Baker, Senate Majority Leader Byrd, and House Minority Leader Michel.": [
        "Baker",
        "Byrd",
        "Michel",
    ],
    "Mr Justice Goose thanked Dr Shoo Lee and Lord Hermer.": ["Goose", "Shoo Lee", "Hermer"],
    "The European Union fines the luxury brands Gucci, Chloé and Loewe.": [],
    "The firms Elon Musk runs pay well. Mr Musk said so.": ["Elon Musk", "Musk"],
    "It is called a Boltzmann machine.": [],
    "Lady Cassandra from Doctor Who was on the stage.": [],
}
FRENCH = {
    "Le boson de Higgs vient de Peter Higgs.": ["Peter Higgs"],
    "La découverte du Boson de Higgs a réjoui Peter Higgs.": ["Peter Higgs"],
}
ESPERANTO = {
    "La festivalo okazis en Bela Lando kaj en Orienta Samar.": [],
    "Itala Caritas helpis al TV-kanalo Norge.": [],
    "Ĉina ĵurnalisto Yang Lan Intervjuas verkiston.": ["Yang Lan"],
}


def named(text: str, language: str) -> list[str]:
    """The names found in a text, in its order."""
    blocks = (Block(BlockKind.PARAGRAPH, text),)
    article = Article("a", Origin("a"), "", blocks, title_supplied=True, language=language)
    return [found.text for found in find_names(article)]


@pytest.mark.parametrize("text", ENGLISH)
def test_a_name_begins_after_the_place_or_office_and_a_thing_has_none(text: str) -> None:
    assert named(text, "en") == ENGLISH[text]


def test_each_part_of_a_double_name_gives_a_letter_to_those_who_speak() -> None:
    text = "Petra Oduya-Lang talks to Sam Whitlock.\nSW: Who taught you?\nPOL: My aunt."
    assert named(text, "en") == ["Petra Oduya-Lang", "Sam Whitlock", "SW", "POL"]


@pytest.mark.parametrize("text", ESPERANTO)
def test_adjectives_nouns_and_verbs_of_esperanto_are_no_names(text: str) -> None:
    assert named(text, "eo") == ESPERANTO[text]


@pytest.mark.parametrize("text", FRENCH)
def test_a_thing_that_is_called_after_somebody_is_nobody(text: str) -> None:
    assert named(text, "fr") == FRENCH[text]


def test_a_name_that_is_a_things_word_too_stays_one() -> None:
    assert named("Mr Scala left. Mr Scala had spoken to Jane Boson.", "en") == [
        "Scala",
        "Scala",
        "Jane Boson",
    ]
