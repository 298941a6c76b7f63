"""How a long who's who is divided, for print and for e-readers."""

import string

import pytest

from anthology.layout.people_files import people_files, printed_pieces, span
from anthology.model import Article, Mention, Name, Origin, Person

_ARTICLES = tuple(
    Article(f"a-{n}", Origin(f"{n}.txt"), f"The harbour in year {n}", ()) for n in range(9)
)


def _people(letters: str, each: int) -> tuple[Person, ...]:
    mentions = tuple(Mention(article.id, 0, 0, 9, "Ada Quill") for article in _ARTICLES)
    return tuple(
        Person(f"p-{letter}{n}", Name(f"Ada {letter}uill{n}", f"{letter}uill{n}, Ada"), mentions)
        for letter in letters
        for n in range(each)
    )


def test_a_short_one_is_printed_in_one_piece() -> None:
    people = _people(string.ascii_uppercase, 1)
    assert printed_pieces(people, _ARTICLES) == (people,)


def test_a_long_one_is_printed_in_pieces_of_whole_letters_all_about_as_long() -> None:
    people = _people(string.ascii_uppercase, 40)
    pieces = printed_pieces(people, _ARTICLES)
    assert tuple(person for piece in pieces for person in piece) == people
    sizes = [len(piece) for piece in pieces]
    assert len(sizes) > 8
    assert all(size % 40 == 0 for size in sizes)
    assert max(sizes) - min(sizes) <= 40
    assert span(pieces[0])[0] == "A"
    assert span(pieces[-1])[-1] == "Z"


@pytest.mark.parametrize("divide", [printed_pieces, people_files])
def test_a_letter_of_a_piece_of_its_own_leaves_no_piece_empty(divide) -> None:  # type: ignore[no-untyped-def]
    people = _people("A", 2) + _people("B", 900) + _people("C", 2)
    pieces = divide(people, _ARTICLES)
    assert all(pieces)
    assert tuple(person for piece in pieces for person in piece) == people


def test_print_divides_no_letter() -> None:
    assert len(printed_pieces(_people("B", 900), _ARTICLES)) == 1
