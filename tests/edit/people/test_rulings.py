"""people.toml: the editor's rulings are read, applied and kept."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from anthology.edit.people import apply, find_people, read_rulings, write_rulings
from anthology.edit.people.rulings import Pin, Ruling, Rulings, Split
from anthology.errors import ConfigError
from anthology.model import Article, Block, BlockKind, Origin, Person
from anthology.report import Report

TEXTS = {
    "a-1": "President George W. Bush spoke in Ohio. Mr Bush thanked Laura Bush.",
    "a-2": "Senator John Kerry met Dushko in Skopje. Kerry said little.",
}


def articles() -> list[Article]:
    return [
        Article(key, Origin(key), "", (Block(BlockKind.PARAGRAPH, text),), title_supplied=True)
        for key, text in TEXTS.items()
    ]


def ruled(toml: str) -> tuple[tuple[Person, ...], Report]:
    report = Report()
    return find_people(articles(), report, read_rulings(toml)), report


def names(people: tuple[Person, ...]) -> list[str]:
    return [p.name.sort_as for p in people]


def test_without_rulings_nothing_changes() -> None:
    people, report = ruled("")
    assert people == find_people(articles(), Report())
    assert list(report) == []


def test_a_person_is_renamed_sorted_and_described_as_ruled_and_keeps_the_id() -> None:
    people, _ = ruled("""
        [p-kerry-john]
        name = "John Forbes Kerry"
        sort_as = "Kerry, John Forbes"
        role = "senator for Massachusetts"
        description = "Later Secretary of State."
    """)
    kerry = next(p for p in people if p.id == "p-kerry-john")
    assert kerry.name.display == "John Forbes Kerry"
    assert (kerry.name.family, kerry.name.given) == ("Kerry", "John Forbes")
    assert kerry.name.sort_as == "Kerry, John Forbes"
    assert [r.text for r in kerry.roles] == ["senator for Massachusetts"]
    assert kerry.description == "Later Secretary of State."


def test_an_empty_role_takes_the_role_away() -> None:
    people, _ = ruled('[p-kerry-john]\nrole = ""')
    assert next(p for p in people if p.id == "p-kerry-john").roles == ()


def test_an_omitted_person_is_nowhere_not_even_beside_others() -> None:
    people, _ = ruled("[p-bush-laura]\nomit = true")
    assert "Bush, Laura" not in names(people)
    assert all("p-bush-laura" not in p.beside for p in people)


def test_two_persons_ruled_the_same_are_one() -> None:
    people, _ = ruled('[p-bush-laura]\nsame_as = "p-bush-george-w"')
    bush = next(p for p in people if p.id == "p-bush-george-w")
    assert "Bush, Laura" not in names(people)
    assert len(bush.mentions) == 3
    assert "Laura Bush" in bush.aliases


def test_a_split_gives_mentions_to_another_or_to_a_new_person() -> None:
    people, report = ruled("""
        [[split]]
        person = "p-bush-george-w"
        form = "Bush"
        articles = ["a-1"]
        to = "George H. W. Bush"
    """)
    assert list(report) == []
    counts = {p.name.display: len(p.mentions) for p in people}
    assert counts["George W. Bush"] == 1
    assert counts["George H. W. Bush"] == 1


def test_a_pin_adds_a_name_that_was_not_found() -> None:
    people, report = ruled('[[pin]]\ntext = "Skopje"\nperson = "Skopje the Cat"')
    assert list(report) == []
    cat = next(p for p in people if p.name.display == "Skopje the Cat")
    assert [(m.article_id, m.text) for m in cat.mentions] == [("a-2", "Skopje")]


def test_rulings_that_match_nothing_are_reported() -> None:
    people, report = ruled("""
        [p-nobody]
        name = "Nobody"
        [[split]]
        person = "p-kerry-john"
        form = "Jack"
        to = "Jack"
        [[pin]]
        text = "Gandalf"
        person = "Gandalf"
    """)
    assert [n.code for n in report] == ["A310", "A311", "A312"]
    assert names(people) == names(find_people(articles(), Report()))


def test_all_problems_of_the_file_are_told_at_once_with_the_near_key() -> None:
    with pytest.raises(ConfigError) as error:
        read_rulings("""
            stray = 1
            [p-a]
            nmae = "A"
            omit = "yes"
            [[split]]
            person = "p-a"
        """)
    told = str(error.value).splitlines()
    assert len(told) == 4
    assert "did you mean name?" in told[1]
    assert "omit must be true or false" in told[2]
    assert "lacks form, to" in told[3]


def test_a_file_that_is_not_toml_is_told_with_its_line() -> None:
    with pytest.raises(ConfigError, match=r"people.toml:2: this is not TOML"):
        read_rulings("[p-a]\nname = ")


def test_the_rulings_are_data() -> None:
    assert read_rulings("""
        [p-a]
        omit = true
        [[split]]
        person = "p-a"
        form = "A"
        to = "B"
        [[pin]]
        text = "C"
        articles = ["a-1"]
        person = "p-a"
    """) == Rulings(
        (Ruling("p-a", omit=True),), (Split("p-a", "A", "B"),), (Pin("C", "p-a", ("a-1",)),)
    )


def test_a_new_file_lists_everyone_in_order_and_rules_nothing() -> None:
    people = find_people(articles(), Report())
    text = write_rulings(people)
    assert text.startswith("# The people of this book")
    headers = [line for line in text.splitlines() if line.startswith("[")]
    assert headers == [f"[{p.id}]" for p in people]
    assert "# found: Kerry, John; 2 mentions in 1 article; Senator" in text
    assert apply(people, read_rulings(text), articles(), Report()) == people


def test_writing_again_changes_nothing() -> None:
    people = find_people(articles(), Report())
    once = write_rulings(people)
    assert write_rulings(people, once) == once


def test_every_word_of_the_editor_survives_a_rewrite() -> None:
    people = find_people(articles(), Report())
    mine = (
        "# My own heading.\n\n"
        "[p-bush-laura]   # the First Lady\n"
        "# found: old facts\n"
        'description = """\nTwo lines,\n[not a header]\n"""\n\n'
        "# Gone from the text, but ruled.\n"
        "[p-zorro]\n"
        "omit = true # for now\n\n"
        "[p-vanished]\n"
        "# found: Vanished; 1 mention in 1 article\n"
    )
    text = write_rulings(people, mine)
    for line in mine.replace("# found: old facts\n", "").splitlines()[:-3]:
        assert line in text.splitlines()
    assert "# found: Bush, Laura; 1 mention in 1 article" in text
    assert "p-vanished" not in text
    assert [h for h in text.splitlines() if h.startswith("[p-")] == [
        "[p-bush-george-w]",
        "[p-bush-laura]   # the First Lady",
        *[f"[{p.id}]" for p in people if p.id not in {"p-bush-george-w", "p-bush-laura"}],
        "[p-zorro]",
    ]
    assert read_rulings(text).persons[1].description == "Two lines,\n[not a header]\n"
    assert write_rulings(people, text) == text


def test_the_example_of_the_manual_rules_all_that_can_be_ruled() -> None:
    manual = (Path(__file__).parents[3] / "docs" / "people.md").read_text(encoding="utf-8")
    _, example = re.findall(r"```toml\n(.*?)```", manual, re.DOTALL)
    rulings = read_rulings(example)
    kerry, quill, ashdown = rulings.persons
    assert (kerry.name, kerry.sort_as) == ("John Forbes Kerry", "Kerry, John Forbes")
    assert (kerry.role, kerry.description[:9]) == ("climate envoy", "Secretary")
    assert (quill.same_as, ashdown.omit) == ("p-winslow-rob", True)
    assert rulings.splits == (
        Split("p-bush-george-w", "Bush", "George H. W. Bush", ("2004-speech.txt",)),
    )
    assert rulings.pins == (Pin("Skopje", "Skopje the Cat", ("2.txt",)),)


def test_an_article_is_named_by_its_file_or_its_id() -> None:
    for article in ("a-1", "file-of-a-1.txt"):
        report = Report()
        people = find_people(
            [replace(a, origin=Origin(f"file-of-{a.id}.txt")) for a in articles()],
            report,
            Rulings(splits=(Split("p-bush-george-w", "Bush", "George H. W. Bush", (article,)),)),
        )
        assert list(report) == []
        older = next(p for p in people if p.name.display == "George H. W. Bush")
        assert older.introduction is not None
        assert older.introduction.text == "Mr Bush thanked Laura Bush."
