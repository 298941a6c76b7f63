"""Stage 1 of 4, collect: tables that say of files what the files do not say themselves.

Some exports have the texts in files and titles and dates in a table beside them: Substack's
``posts.csv``, the tables of Notion. A column whose cells are names of files leads from one to the
other. What a file says itself goes before what the table says of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from anthology.collect.decode import NotTextError, decode
from anthology.collect.draft import Draft, Source
from anthology.collect.fields import facts_of, mapped
from anthology.collect.row_markup import body_of
from anthology.collect.rows import table_of
from anthology.collect.text import all_names_of

_TABLES = (".csv", ".tsv")
_TEXTS = (".html", ".htm", ".xhtml", ".md", ".markdown", ".mdx", ".txt", ".text")
_NOTION = re.compile(r"[ _-][0-9a-f]{32}$")
_LEAST = 3  # letters of a cell that may name a file


def with_listings(sources: Sequence[Source], pairs: Sequence[str] = ()) -> list[Source]:
    """The sources; a file that a table lists knows its row, the table which rows have a file.

    A row that has a text, maybe in a field that ``pairs`` of ``--map`` name, tells of no file.
    """
    listed: dict[str, Mapping[str, str]] = {}
    names: dict[str, tuple[str, ...]] = {}
    texts = [each.path for each in sources if each.path.lower().endswith(_TEXTS)]
    for table in (each for each in sources if each.path.lower().endswith(_TABLES)):
        files = _files(table.path, texts)
        rows = _rows(table, files, pairs) if files else []
        column = _column(rows, files)
        found = {row[column]: row for row in rows if row.get(column) in files} if column else {}
        listed |= {files[name]: row for name, row in found.items()}
        names[table.path] = tuple(found)
    if not listed:
        return list(sources)
    return [
        replace(
            each, listed=tuple(listed.get(each.path, {}).items()), names=names.get(each.path, ())
        )
        for each in sources
    ]


def completed(draft: Draft, row: Iterable[tuple[str, str]]) -> Draft | None:
    """The draft with what its row in a table says beside it; None where it says: no article yet."""
    facts = facts_of(dict(row))
    if facts.is_draft:
        return None
    written = [each for each in draft.dates if each.found_in not in ("text", "properties")]
    return replace(
        draft,
        title=draft.title or facts.title,
        subtitle=draft.subtitle or facts.subtitle,
        dates=draft.dates if written else (*facts.dates, *draft.dates),
        authors=draft.authors or all_names_of(facts.authors),
        source=draft.source or facts.source,
        url=draft.url or facts.url,
        tags=draft.tags or facts.tags,
    )


def _rows(table: Source, files: Mapping[str, str], pairs: Sequence[str]) -> list[Mapping[str, str]]:
    """The rows of a table that name one of the files and have no text themselves."""
    try:
        text = decode(table.data).text
    except NotTextError:
        return []
    rows = (row for _, row in table_of(text) if not isinstance(row, str))
    plain = ({name: str(cell).strip() for name, cell in row.items()} for row in rows)
    naming = (row for row in plain if not files.keys().isdisjoint(row.values()))
    return [row for row in naming if body_of(facts_of(mapped(row, pairs))) is None]


def _files(table: str, texts: Sequence[str]) -> Mapping[str, str]:
    """The files beside and below a table by all names that a cell may have for them."""
    folder = table.rpartition("/")[0]
    found: dict[str, set[str]] = {}
    for path in texts:
        if folder and not path.startswith(folder + "/"):
            continue
        inner = PurePosixPath(path[len(folder) :].lstrip("/"))
        for name in (str(inner), inner.name, inner.stem, _NOTION.sub("", inner.stem)):
            found.setdefault(name, set()).add(path)
    return {name: min(paths) for name, paths in found.items() if len(paths) == 1}


def _column(rows: Sequence[Mapping[str, str]], files: Mapping[str, str]) -> str:
    """The column that most often names a file; "" where none does."""
    counts: dict[str, int] = {}
    for row in rows:
        for name, cell in row.items():
            if len(cell) >= _LEAST and cell in files:
                counts[name] = counts.get(name, 0) + 1
    return max(counts, key=lambda name: counts[name], default="")
