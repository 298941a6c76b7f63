"""Write people.toml: what was found, sorted, with every word of the editor's kept.

A file that exists is never rebuilt: new tables are set between the old ones, the program's own
"# found:" lines are renewed, and nothing else is touched.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import tomlkit
from tomlkit.exceptions import ParseError

from anthology.edit.people.names import index_key
from anthology.model import Person

_HEADER = re.compile(r"^\[(?!\[)([^\]\n]+)\][ \t]*(?:#.*)?$", re.MULTILINE)
_ANY_HEADER = re.compile(r"^\[", re.MULTILINE)
_FOUND = "# found: "
PREAMBLE = """\
# The people of this book, as the program found them. Change what is wrong: your words are kept.
# Under a person's [id] you may write: name, sort_as, role, description (all "text"), omit = true,
# same_as = "the id of the person that this one is". Further down: [[split]] with person, form, to
# and articles (their files); [[pin]] with text, person and articles, for a name that was not found.
"""


@dataclass(frozen=True, slots=True)
class _Table:
    """A stretch of the file that belongs to one header."""

    id: str  # "" for the preamble and for lists of tables
    text: str


def write_rulings(people: Sequence[Person], old_text: str = "") -> str:
    """The text of people.toml for ``people``, in the order of the index.

    ``people`` are those found before rulings are applied. Tables of persons no longer found stay
    if the editor wrote in them.
    """
    tables = _tables(old_text) if old_text.strip() else [_Table("", PREAMBLE)]
    found = {p.id: p for p in people}
    kept = []
    for table in tables:
        person = found.get(table.id)
        if person is not None:
            kept.append(_Table(table.id, _renewed(table.text, person)))
        elif not table.id or not _bare(table.text):
            kept.append(table)
    present = {t.id for t in kept}
    for person in sorted(people, key=lambda p: index_key(p.name.sort_as, p.name.family)):
        if person.id not in present:
            _insert(kept, _Table(person.id, _fresh(person)), found)
    text = "".join(t.text if t.text.endswith("\n") else t.text + "\n" for t in kept)
    return re.sub(r"\n{3,}", "\n\n", text) if not old_text else text


def _tables(text: str) -> list[_Table]:
    """A file cut before every header; comments right above a header go with it."""
    cuts = [0]
    for match in _ANY_HEADER.finditer(text):
        place = match.start()
        if not _parses(text[:place]):
            continue  # inside a text of several lines
        lines = text[:place].splitlines(keepends=True)
        while lines and lines[-1].startswith("#") and not lines[-1].startswith(_FOUND):
            place -= len(lines.pop().encode("utf-8").decode("utf-8"))
        cuts.append(max(place, cuts[-1]))
    cuts.append(len(text))
    tables = []
    for a, b in pairwise(cuts):
        part = text[a:b]
        header = _HEADER.search(part)
        if part:
            tables.append(_Table(_id(header.group(1)) if header else "", part))
    return tables


def _parses(text: str) -> bool:
    try:
        tomlkit.parse(text)
    except ParseError:
        return False
    return True


def _id(header: str) -> str:
    """The id that a header names; quotes taken off."""
    return next(iter(tomlkit.parse(f"[{header}]").unwrap()))


def _bare(text: str) -> bool:
    """Whether a table holds nothing but its header and the program's own line."""
    lines = [x for x in text.splitlines() if x.strip()]
    return all(x.startswith(_FOUND) or (_HEADER.match(x) and "#" not in x) for x in lines)


def _facts(person: Person) -> str:
    """The program's line about a person, for the editor to know who is meant."""
    articles = len(person.article_ids())
    mentions = len(person.mentions)
    parts = [
        person.name.sort_as,
        f"{mentions} mention{'s' * (mentions != 1)} in {articles} article{'s' * (articles != 1)}",
    ]
    if person.roles:
        parts.append(person.roles[0].text)
    if person.unsure:
        parts.append("not sure who this is")
    return _FOUND + " ".join("; ".join(parts).split())


def _fresh(person: Person) -> str:
    """A new table; the header quoted where TOML wants it."""
    header = tomlkit.key(person.id).as_string()
    return f"\n[{header}]\n{_facts(person)}\n"


def _renewed(text: str, person: Person) -> str:
    """A table with the program's own line brought up to date; all else as it was."""
    lines = text.splitlines(keepends=True)
    for n, line in enumerate(lines):
        if line.startswith(_FOUND):
            end = "\n" if line.endswith("\n") else ""
            return "".join([*lines[:n], _facts(person) + end, *lines[n + 1 :]])
    return text


def _insert(tables: list[_Table], table: _Table, found: dict[str, Person]) -> None:
    """Set a new table before the first person's that sorts after it, or after the last person's."""
    key = index_key(found[table.id].name.sort_as, found[table.id].name.family)
    last = 0
    for n, other in enumerate(tables):
        person = found.get(other.id)
        if person is None:
            continue
        if index_key(person.name.sort_as, person.name.family) > key:
            tables.insert(n, table)
            return
        last = n
    tables.insert(last + 1, table)
