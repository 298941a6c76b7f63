"""Persons across the articles of a collection, their roles and their entries."""

from __future__ import annotations

import datetime as dt

from anthology.edit.people import find_people
from anthology.model import Article, ArticleDate, Block, BlockKind, Origin, Person
from anthology.report import Report


def read(*texts: str, language: str = "en") -> dict[str, Person]:
    """The people of articles a-1, a-2 ... of successive days, by their printed names."""
    return {p.name.display: p for p in find_people(articles(*texts, language=language), Report())}


def articles(*texts: str, language: str = "en") -> list[Article]:
    return [
        Article(
            f"a-{n}",
            Origin(f"{n}.txt"),
            "",
            tuple(Block(BlockKind.PARAGRAPH, part) for part in text.split("\n")),
            title_supplied=True,
            date=ArticleDate(dt.date(2023, 7, n)),
            language=language,
        )
        for n, text in enumerate(texts, 1)
    ]


def test_a_surname_alone_goes_to_the_only_bearer_in_the_collection() -> None:
    people = read(
        "US climate envoy Ann Delacourt flew to Beijing on Monday.",
        "Critics of Delacourt say the plan is weak. “We listened,” Delacourt said.",
    )
    assert list(people) == ["Ann Delacourt"]
    assert people["Ann Delacourt"].article_ids() == ("a-1", "a-2")


def test_a_surname_that_two_people_share_stands_alone_and_is_reported() -> None:
    report = Report()
    people = find_people(
        articles(
            "Senator Ruth Ashdown voted no.",
            "The novelist Paul Ashdown won the prize.",
            "Critics of Ashdown say so. Dr Ashdown will sue.",
        ),
        report,
    )
    assert [p.name.sort_as for p in people] == ["Ashdown", "Ashdown, Paul", "Ashdown, Ruth"]
    assert [p.unsure for p in people] == [True, False, False]
    assert [n.code for n in report] == ["A301"]


def test_a_title_tells_which_of_two_bearers_of_a_surname_is_meant() -> None:
    people = read(
        "Senator Ruth Ashdown voted no.",
        "The novelist Paul Ashdown won the prize.",
        "Mr Ashdown said he would sue. Mrs Ashdown did not.",
    )
    assert people["Paul Ashdown"].article_ids() == ("a-2", "a-3")
    assert people["Ruth Ashdown"].article_ids() == ("a-1", "a-3")


def test_a_surname_alone_goes_to_the_bearer_who_is_named_far_more_often() -> None:
    often = ["Senator Ruth Ashdown voted no."] * 4
    people = read(*often, "The novelist Paul Ashdown won the prize.", "Dr Ashdown, it seems, left.")
    assert people["Ruth Ashdown"].article_ids() == ("a-1", "a-2", "a-3", "a-4", "a-6")
    assert not people["Ruth Ashdown"].unsure


def test_a_king_alone_is_not_the_only_bearer_of_his_name() -> None:
    people = read("Ann Charles sang.", "Charles III was crowned in London.")
    assert sorted(people) == ["Ann Charles", "Charles III"]


def test_a_particle_can_be_a_given_name() -> None:
    people = read("Ben Trask met Tom Trask. Al Gore met Tom Gore in Ohio.")
    assert sorted(people) == ["Al Gore", "Ben Trask", "Tom Gore", "Tom Trask"]


def test_a_first_name_borrows_from_its_partner_and_not_from_a_list() -> None:
    assert "Bill Trask" in read("They met Ann Delacourt. Bill and Hillary Trask came.")
    assert sorted(
        read("Taylor Swift, Adele and Billie Eilish won. Beyoncé and Ruth Ashdown won.")
    ) == [
        "Adele",
        "Beyoncé",
        "Billie Eilish",
        "Ruth Ashdown",
        "Taylor Swift",
    ]


def test_a_surname_alone_is_whose_sex_the_text_tells() -> None:
    people = read("George Trask spoke. Kate Trask sang. Trask said he was glad.")
    assert len(people["George Trask"].mentions) == 2
    people = read("Bill Ashdown and Ruth Ashdown came. Mrs Ashdown left, and Ashdown stayed.")
    assert len(people["Bill Ashdown"].mentions) == len(people["Ruth Ashdown"].mentions) == 2


def test_a_word_that_ran_into_a_name_is_none_of_it() -> None:
    people = read("Gavin Marsh of Demosisto Ann Delacourt of Ohio. Ann Delacourt left.")
    assert sorted(people) == ["Ann Delacourt", "Gavin Marsh"]


def test_marks_that_nobody_sees_are_in_no_name() -> None:
    people = read(
        "The envoy Ann Dela\u200bcourt spoke. Dela\u00adcourt and Ann Delacourt\u200b left."
    )
    (person,) = people.values()
    assert (person.name.display, person.aliases) == ("Ann Delacourt", ("Delacourt",))


def test_a_middle_initial_and_a_nickname_are_the_same_person() -> None:
    people = read(
        "Robert K. Winslow chaired the panel.",
        "Bob Winslow left the panel.",
        "Robert Winslow came back.",
    )
    assert len(people) == 1


def test_father_and_son_are_two() -> None:
    people = read("George H. W. Trask met George W. Trask in Ohio.")
    assert len(people) == 2


def test_roles_over_time_are_listed_in_order_of_date_each_once() -> None:
    people = read(
        "US climate envoy Ann Delacourt flew to Beijing.",
        "Former climate envoy Ann Delacourt spoke in Paris.",
        "US climate envoy Ann Delacourt was praised.",
    )
    roles = people["Ann Delacourt"].roles
    assert [(r.text, r.article_id) for r in roles] == [
        ("US climate envoy", "a-1"),
        ("Former climate envoy", "a-2"),
    ]


def test_a_role_may_follow_the_name() -> None:
    people = read("Gavin Marsh, mayor of Georgetown, said on Monday that Ruth Ashdown had left.")
    assert [r.text for r in people["Gavin Marsh"].roles] == ["mayor of Georgetown"]
    assert people["Ruth Ashdown"].roles == ()


def test_the_introduction_is_exact_and_short_and_holds_the_name() -> None:
    long = "On Monday, " + "after many long and weary hours of talk, " * 6
    person = read(f"It rained. {long}Ann Delacourt of Ohio left the room. She was tired.")
    excerpt = person["Ann Delacourt"].introduction
    assert excerpt is not None
    assert "Ann Delacourt" in excerpt.text
    assert len(excerpt.text.split()) <= 30
    assert (
        excerpt.text
        == f"It rained. {long}Ann Delacourt of Ohio left the room. She was tired."[
            excerpt.start : excerpt.end
        ]
    )


def test_those_named_in_the_same_paragraph_stand_beside_each_other() -> None:
    people = read("Ann Delacourt met Gavin Marsh.\nGavin Marsh met Ann Delacourt and Ruth Ashdown.")
    assert people["Ann Delacourt"].beside == (people["Gavin Marsh"].id, people["Ruth Ashdown"].id)


def test_a_title_of_the_source_is_evidence_but_no_mention() -> None:
    article = Article(
        "a-1",
        Origin("1.txt"),
        "Ann Delacourt resigns",
        (Block(BlockKind.PARAGRAPH, "Mrs Delacourt gave no reason."),),
    )
    (person,) = find_people([article], Report())
    assert person.name.display == "Ann Delacourt"
    assert [(m.leaf, m.text) for m in person.mentions] == [(0, "Delacourt")]


def test_the_same_articles_give_the_same_people() -> None:
    texts = ("Ann Delacourt met Gavin Marsh.", "Marsh met Ruth Ashdown and Bob Ashdown.")
    assert read(*texts) == read(*texts)


def test_french_prepositions_are_no_part_of_a_name() -> None:
    people = read(
        "Le ministre Étienne Garnault est arrivé de Lyon lundi. Déclarations du Québec et de la "
        "Bretagne. Selon Étienne Garnault, la loi du 5 mai est bonne.",
        language="fr",
    )
    assert list(people) == ["Étienne Garnault"]


def test_german_nouns_are_no_names() -> None:
    people = read(
        "Der Wirtschaftsminister Jonas Falkenberg hat am Montag in Berlin eine Erklärung zur Lage "
        "der Haushaltsplanung abgegeben. Falkenberg sagte, die Gespräche seien gut verlaufen.",
        language="de",
    )
    assert list(people) == ["Jonas Falkenberg"]


def test_scripts_without_capitals_are_read_by_titles_with_a_notice() -> None:
    report = Report()
    people = find_people(articles("प्रधानमंत्री थेरेसा मे ने कहा।", language="hi"), report)
    assert [p.name.display for p in people] == ["थेरेसा मे"]
    assert [n.code for n in report] == ["A302"]


def test_an_office_before_a_surname_is_not_given_to_a_woman_who_has_none() -> None:
    people = read(
        "Laura Trask opened the library in Dayton.",
        "President Trask spoke in Ohio, and President Trask flew home.",
    )
    assert sorted(people) == ["Laura Trask", "Trask"]


def test_things_with_capitals_in_esperanto_are_no_persons() -> None:
    text = "La Unuiĝintaj Nacioj kaj la Verda Asembleo parolis kun John Kerry en Sauda Arabio."
    assert list(read(text, language="eo")) == ["John Kerry"]


def test_initials_without_dots_are_those_of_the_names_in_full() -> None:
    people = read(
        "Senator James David Hallow spoke first.",
        "Senator JD Hallow left. Critics of Hallow say so.",
        "The novelist Ed Hallow came late.",
    )
    assert sorted(people) == ["Ed Hallow", "James David Hallow"]
    assert people["James David Hallow"].article_ids() == ("a-1", "a-2")
