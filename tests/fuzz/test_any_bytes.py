"""Whatever bytes come, no parser breaks; ``make fuzz`` throws more of them for longer."""

from __future__ import annotations

import random
from itertools import islice, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS, throw
from tools.fuzz import fault, mutated, samples, stretched

_PIECES = st.sampled_from(
    [
        "---\n",
        "date: ",
        "2023-07-20",
        "title: ",
        "[",
        "](",
        "![",
        "*",
        "`",
        "> ",
        "- ",
        "\n",
        "\n\n",
        "<p>",
        "<script>",
        "&",
        "{{",
        '"',
        ",",
        "{",
        "}",
        "\x00",
        "\u202e",
        "Mr. ",
        "J. ",
    ]
)
_TEXTS = st.lists(st.one_of(_PIECES, st.text(max_size=12)), max_size=30).map("".join)
_BYTES = st.one_of(
    _TEXTS.map(lambda text: text.encode("utf-8", "replace")), st.binary(max_size=300)
)


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=25)
@given(data=_BYTES)
def test_no_bytes_break_a_parser(name: str, data: bytes) -> None:
    """Only an AnthologyError may come out; what comes out whole is XML without scripts."""
    throw(name, data)


@pytest.mark.parametrize("name", TARGETS)
def test_damaged_and_stretched_samples_break_no_parser(name: str) -> None:
    chance, seeds = random.Random(8), samples()
    for _ in range(6):
        throw(name, mutated(chance, seeds))
        throw(name, stretched(chance)[:2000])


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        (".md", b"1`\\"),
        ("paragraphs", b"1. "),
        (".html", b"\xef\xbb\xbf\n\nA1"),
        ("typography", b"so--or "),
        (".mdx", b"~"),
        ("paragraphs", b",<!["),
    ],
    ids=[
        "spans of code",
        "sentences of a figure",
        "a run of capitals",
        "dashes",
        "a fence",
        "signs",
    ],
)
def test_what_took_the_square_of_its_length_does_no_more(name: str, unit: bytes) -> None:
    """Findings of ``make fuzz``: each took more than 11 s of processor time."""
    assert fault(name, unit * (100_000 // len(unit))) == ""


def test_a_long_number_behind_a_guillemet_is_not_cut_in_every_way() -> None:
    """Forty figures would have taken days: each more doubled the time."""
    assert fault("word check", ("‹" + "1" * 5000 + "‹" + "m" * 5000).encode()) == ""


def test_names_in_full_are_compared_with_each_other_once() -> None:
    """1,500 paragraphs with a name each took more than 10 s, nearly all in counting initials."""
    givens = ("James", "Mary", "Robert", "Linda", "Peter", "Susan", "David", "Karen")
    heads = ("Hart", "Lind", "Brook", "Stan", "Whit", "Nor", "Cald", "Ash", "Wes", "Mor", "Pres")
    tails = ("man", "ley", "ton", "well", "field", "ford", "wood", "by", "son", "ham", "er", "ing")
    names = (f"{g} {h}{t}" for h, t, g in product(heads, tails, givens))
    text = "\n\n".join(f"{name} spoke to us." for name in islice(names, 1300))
    assert fault(".txt", text.encode()) == ""
