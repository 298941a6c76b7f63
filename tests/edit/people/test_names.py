"""Names are parted and sorted as indexers do (Chicago 16.71 to 16.87, and national usage)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anthology.edit.people.found import Found
from anthology.edit.people.line import Line
from anthology.edit.people.names import capitalised, index_key, name_of
from anthology.edit.people.spell import checked

CASES = """
John Kerry                   | Kerry, John
George W. Bush               | Bush, George W.
J.K. Rowling                 | Rowling, J.K.
Xi Jinping                   | Xi Jinping
Han Zheng                    | Han Zheng
Wang Yi                      | Wang Yi
Kim Jong Un                  | Kim Jong Un
Yoon Suk Yeol                | Yoon Suk Yeol
Tsai Ing-wen                 | Tsai Ing-wen
Lee Man-hee                  | Lee Man-hee
Lee Jae Myung                | Lee Jae Myung
David Henningsson            | Henningsson, David
Nguyen Phu Trong             | Nguyen Phu Trong
Hun Manet                    | Hun Manet
Aung San Suu Kyi             | Aung San Suu Kyi
Thaksin Shinawatra           | Thaksin Shinawatra
Kim Campbell                 | Campbell, Kim
Lee Harvey Oswald            | Oswald, Lee Harvey
Bo Derek                     | Derek, Bo
Sam Minor                    | Minor, Sam
Regina Ip                    | Ip, Regina
Fumio Kishida                | Kishida, Fumio
Ursula von der Leyen         | Leyen, Ursula von der
Alexander Van der Bellen     | Van der Bellen, Alexander
Guido van Rossum             | Rossum, Guido van
Charles de Gaulle            | de Gaulle, Charles
Simone de Beauvoir           | Beauvoir, Simone de
Marine Le Pen                | Le Pen, Marine
Maria de la Cruz             | Cruz, Maria de la
Gabriel García Márquez       | García Márquez, Gabriel
Juan Carlos Varela           | Varela, Juan Carlos
Luiz Inácio Lula da Silva    | Silva, Luiz Inácio Lula da
Mohammed bin Salman          | Mohammed bin Salman
Osama bin Laden              | bin Laden, Osama
Bashar al-Assad              | al-Assad, Bashar
Katrín Jakobsdóttir          | Katrín Jakobsdóttir
Conan O’Brien                | O’Brien, Conan
Daniel Day-Lewis             | Day-Lewis, Daniel
JANE HARMAN                  | Harman, Jane
Pelé                         | Pelé
El Chapo                     | El Chapo
De Niro                      | De Niro
bin Laden                    | bin Laden
Fernando Vérgez Alzaga       | Vérgez Alzaga, Fernando
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_a_name_sorts_as_its_people_sort_it(case: str) -> None:
    written, sort_as = (part.strip() for part in case.split("|"))
    assert name_of(written.split()).sort_as == sort_as


def test_a_generation_follows_the_given_name() -> None:
    name = name_of(["Martin", "Luther", "King"], "Jr.")
    assert (name.sort_as, name.display) == ("King, Martin Luther, Jr.", "Martin Luther King Jr.")
    assert (name.family, name.given, name.suffix) == ("King", "Martin Luther", "Jr.")


def test_popes_and_monarchs_keep_title_and_numeral_and_sort_by_the_name() -> None:
    assert name_of(["Francis"], title="Pope").sort_as == "Francis, Pope"
    charles = name_of(["Charles"], "III", "King")
    assert (charles.display, charles.sort_as) == ("King Charles III", "Charles III, King")
    assert name_of(["John", "Paul"], "II", "Pope").display == "Pope John Paul II"
    assert name_of(["John", "Paul"], "II").sort_as == "John Paul II"
    assert name_of(["Quincy", "Jones"], "III").sort_as == "Jones, Quincy, III"


def test_the_part_that_the_text_uses_alone_is_the_family_name() -> None:
    assert name_of(["Andrés", "López", "Obrador"], alone={"lopez obrador": 2}).family == (
        "López Obrador"
    )
    assert name_of(["Abiy", "Ahmed"], alone={"abiy": 3, "mr abiy": 1}).sort_as == ("Abiy Ahmed")
    assert (
        name_of(["Hillary", "Clinton"], alone={"hillary": 3, "mr hillary": 1}).sort_as
        == "Clinton, Hillary"
    )


def test_particles_are_kept_apart_as_csl_does() -> None:
    name = name_of(["Ursula", "von", "der", "Leyen"])
    assert (name.family, name.dropping_particle, name.given) == ("Leyen", "von der", "Ursula")
    assert name_of(["Charles", "de", "Gaulle"]).non_dropping_particle == "de"


def test_the_index_runs_letter_by_letter_without_accents_and_articles() -> None:
    keys = ["Östlund, Ruben", "al-Assad, Bashar", "O’Brien, Conan", "Obrador, Ana", "Asa, Ann"]
    assert sorted(keys, key=index_key) == [
        "Asa, Ann",
        "al-Assad, Bashar",
        "Obrador, Ana",
        "O’Brien, Conan",
        "Östlund, Ruben",
    ]


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=5))
def test_no_word_of_a_name_is_lost(words: list[str]) -> None:
    name = name_of(words)
    letters = sorted(c for w in capitalised(words) for c in w if c.isalnum())
    assert sorted(c for c in name.sort_as if c.isalnum()) == letters
    assert sorted(c for c in name.display if c.isalnum()) == letters


def test_a_headline_in_capitals_names_nobody_twice() -> None:
    """Where the weights pass over it, its family name is taken, and not the run as well."""
    lines = [
        Line.of(0, "Gerald Nixon came to the mill.", "en"),
        Line.of(1, "VICE PRESIDENT NIXON speaks at the mill.", "en"),
    ]
    found = checked(
        [Found(0, 0, 12, "Gerald Nixon", ("Gerald", "Nixon"), ("gerald", "nixon"))], lines
    )
    spans = [(f.start, f.end) for f in found if f.leaf == 1]
    assert spans == [(15, 20)]
