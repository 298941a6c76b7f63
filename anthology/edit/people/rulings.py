"""The editor's rulings on the who's who: the file people.toml, read, applied and written.

A table a person, headed by the id under which the program found the person; what stands in it is
ruled, what does not is left to the program:

    [p-kerry-john]
    # found: John Kerry; 8 mentions in 1 article; US climate envoy
    name = "John Forbes Kerry"
    sort_as = "Kerry, John Forbes"
    role = "climate envoy"
    description = "Secretary of State from 2013 to 2017."
    omit = true                      # leave the person out
    same_as = "p-kerry-j"            # one person with that one

    [[split]]                        # not all that was joined is one person
    person = "p-bush-george-w"
    form = "Bush"                    # the words that name somebody else ...
    articles = ["a-parade"]          # ... in these articles, by id or file; in all if not given
    to = "George H. W. Bush"         # an id, or a name for a new person

    [[pin]]                          # a name that was not found
    text = "Dushko"
    articles = ["a-referendum"]
    person = "Dushko"                # an id, or a name for a new person
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import tomlkit
from tomlkit.exceptions import ParseError

from anthology.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the editor says of one person; empty and None leave it to the program."""

    id: str
    name: str = ""
    sort_as: str = ""
    role: str | None = None  # "" takes the role away
    description: str = ""
    omit: bool = False
    same_as: str = ""  # the id of the person that this one is

    def __bool__(self) -> bool:
        return self != Ruling(self.id)


@dataclass(frozen=True, slots=True)
class Split:
    """Mentions that name somebody else than the person they were given to."""

    person: str
    form: str
    to: str
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pin:
    """Words that name a person where the program found none."""

    text: str
    person: str
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rulings:
    """All that people.toml rules, in the order of the file."""

    persons: tuple[Ruling, ...] = ()
    splits: tuple[Split, ...] = ()
    pins: tuple[Pin, ...] = ()


def read_rulings(text: str, file: str = "people.toml") -> Rulings:
    """The rulings in the text of a people.toml.

    Raises:
        ConfigError: the text is not TOML, or has keys or values that rule nothing; all at once.
    """
    try:
        document = tomlkit.parse(text).unwrap()
    except ParseError as error:
        raise ConfigError(
            f"{file}:{error.line}: this is not TOML: {error}; mend the line"
        ) from error
    problems: list[str] = []
    persons: list[Ruling] = []
    splits: list[Split] = []
    pins: list[Pin] = []
    for key, value in document.items():
        if key == "split":
            splits += [Split(**t) for t in _tables(value, "split", Split, problems)]
        elif key == "pin":
            pins += [Pin(**t) for t in _tables(value, "pin", Pin, problems)]
        elif isinstance(value, dict):
            table = _checked(value, f"[{key}]", Ruling, problems, skip="id")
            persons.append(Ruling(key, **table))
        else:
            problems.append(f"{key} stands outside a table; put it under the person's [id]")
    if problems:
        raise ConfigError("\n".join(f"{file}: {problem}" for problem in problems))
    return Rulings(tuple(persons), tuple(splits), tuple(pins))


def _tables(value: object, kind: str, shape: type, problems: list[str]) -> list[dict[str, Any]]:
    """The checked tables of a list of tables; those that miss a key are problems."""
    found = []
    for number, item in enumerate(value if isinstance(value, list) else [value], 1):
        if not isinstance(item, dict):
            problems.append(f"{kind} must be a table; write [[{kind}]] above its keys")
            continue
        table = _checked(item, f"[[{kind}]] {number}", shape, problems)
        missing = [f.name for f in fields(shape) if f.name != "articles" and not table.get(f.name)]
        if missing:
            problems.append(f"[[{kind}]] {number} lacks {', '.join(missing)}; say what is meant")
        else:
            found.append(table)
    return found


def _checked(
    table: Mapping[str, Any], place: str, shape: type, problems: list[str], skip: str = ""
) -> dict[str, Any]:
    """The known keys of a table with values of the right type; the rest are problems."""
    known = {f.name: str(f.type) for f in fields(shape) if f.name != skip}
    good: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            hint = f"did you mean {near[0]}?" if near else f"the keys are {', '.join(known)}"
            problems.append(f"{place} has an unknown key {key}; {hint}")
        elif known[key].startswith("tuple"):
            listed = value if isinstance(value, list) else [value]
            if all(isinstance(v, str) for v in listed):
                good[key] = tuple(listed)
            else:
                problems.append(f"{place}: {key} must be a list of article ids")
        elif isinstance(value, bool if known[key] == "bool" else str):
            good[key] = value
        else:
            wanted = "true or false" if known[key] == "bool" else "text in quotation marks"
            problems.append(f"{place}: {key} must be {wanted}")
    return good


def unmatched(rulings: Rulings, ids: Sequence[str]) -> tuple[str, ...]:
    """Ids that rulings name and no person has, in the order of the file."""
    known = set(ids)
    named = [r.id for r in rulings.persons if r] + [s.person for s in rulings.splits]
    named += [r.same_as for r in rulings.persons if r.same_as]
    return tuple(dict.fromkeys(i for i in named if i not in known))
