"""Stage 1 of 4, collect: the readers of rows: JSON, JSON lines, CSV and TSV, an article a row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from anthology.collect import notices
from anthology.collect.dates import read_date
from anthology.collect.draft import Draft, Source
from anthology.collect.fields import Facts, facts_of, field_of, mapped
from anthology.collect.json_exports import export_in
from anthology.collect.markup_text import text_of_markup
from anthology.collect.relative_dates import relative_date
from anthology.collect.row_markup import TAGS, Body, body_of, draft_of_markup
from anthology.collect.text import draft_from, text_of
from anthology.config import Config
from anthology.model import Origin
from anthology.report import Report

_DELIMITERS = ",;\t|"

# What stands in a place: a record with its fields, or the reason why there is none.
Row = tuple[str, Mapping[str, object] | str]


def read_json_lines(source: Source, config: Config, report: Report) -> Iterator[Draft]:
    """An article for every line that holds a JSON object."""
    text = text_of(source, report)
    return _drafts(_lines(text), source, config, report) if text is not None else iter(())


def read_json(source: Source, config: Config, report: Report) -> Iterator[Draft]:
    """An article for every object in a list, or in the first list of objects in an object.

    Of an export of a site or of what somebody posted, for all that is an article of theirs.
    """
    text = text_of(source, report)
    if text is None:
        return iter(())
    value = _value(text)
    export = export_in(value) if not isinstance(value, str) else None
    if export is None:
        return _drafts(_records(text, value), source, config, report)
    notices.tell_beside(export.beside, source.place, report)
    rows: Iterator[Row] = ((str(number), row) for number, row in enumerate(export.records, 1))
    return _drafts(rows, source, config, report)


def read_csv(source: Source, config: Config, report: Report) -> Iterator[Draft]:
    """An article for every row under a row with the names of the columns."""
    text = text_of(source, report)
    return _drafts(table_of(text), source, config, report) if text is not None else iter(())


def _drafts(rows: Iterable[Row], source: Source, config: Config, report: Report) -> Iterator[Draft]:
    refused: dict[str, list[str]] = {}  # places by reason
    counted: list[str] = []  # dates that counted from a stamp
    missed = dict.fromkeys(config.map)
    listed = frozenset(source.names)
    number = 0
    for number, (where, row) in enumerate(rows, 1):
        found = _read(row, config)
        if isinstance(found, str) and not isinstance(row, str) and _names_one(row, listed):
            continue
        if not isinstance(row, str):
            missed = {pair: None for pair in missed if not _has(row, pair)}
        if isinstance(found, str):
            refused.setdefault(found, []).append(where)
            continue
        facts, body = found
        dated = _dated(facts, config)
        counted += [facts.dates[0].text] if dated is not facts else []
        origin, place = Origin(source.path, number), f"{source.place}:{where}"
        if body.blocks is None or isinstance(row, str):
            yield draft_from(dated, origin, place, config)
        else:
            yield draft_of_markup(dated, body, row, source, origin, place, config, report)
    for reason, places in refused.items():
        more = f", as are {len(places) - 1} others" if len(places) > 1 else ""
        place = f"{source.place}:{places[0]}"
        notices.ROW_NOT_READ.tell(report, place, more=more, reason=reason)
    if counted:
        notices.DATES_COUNTED.tell(report, source.place, count=len(counted), written=counted[0])
    for pair in missed if number else ():
        notices.NOT_MAPPED.tell(report, source.place, pair=pair, field=pair.partition("=")[2])
    if source.names:
        notices.LISTS_FILES.tell(report, source.place, count=len(source.names))
    if not number:
        notices.NO_TEXT.tell(report, source.place)


def _names_one(row: Mapping[str, object], listed: frozenset[str]) -> bool:
    """Whether a row without a text names a file beside its table, which has it."""
    return bool(listed) and not listed.isdisjoint(str(cell).strip() for cell in row.values())


def _has(fields: Mapping[str, object], pair: str) -> bool:
    return field_of(fields, pair.partition("=")[2].strip()) is not None


def _read(row: Mapping[str, object] | str, config: Config) -> tuple[Facts, Body] | str:
    """What the fields of a record say, and its text; or why it is no article."""
    if isinstance(row, str):
        return row
    facts = facts_of(mapped(row, config.map))
    if facts.is_draft:
        return "it is marked as a draft"
    body = body_of(facts)
    if body is None:
        return _without_text(row, facts)
    title = text_of_markup(facts.title) if TAGS.search(facts.title) else facts.title
    return replace(facts, title=" ".join(title.split())), body


def _dated(facts: Facts, config: Config) -> Facts:
    """The facts with a date that says how long ago it was, counted from the record's stamp."""
    if not facts.stamp or not facts.dates:
        return facts
    language = facts.language or config.language or "en"
    written = facts.dates[0]
    if read_date(written.text, language):
        return facts
    day = relative_date(written.text, facts.stamp, language)
    return replace(facts, dates=(replace(written, text=day), *facts.dates[1:])) if day else facts


def _without_text(fields: Mapping[str, object], facts: Facts) -> str:
    if facts.url:
        return (
            "it has an address and no text; save the page there, or give the address with --online"
        )
    names = ", ".join(map(str, list(fields)[:8]))
    return f"none of its fields holds the text: {names}; name it with --map body=FIELD"


def _lines(text: str) -> Iterator[Row]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield str(number), _object(line)


def _object(line: str) -> Mapping[str, object] | str:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"it is not JSON: {error}"
    return value if isinstance(value, dict) else "it is no object with fields"


def _value(text: str) -> object:
    """What the text holds as JSON; where it is none, why."""
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        return f"it is not JSON: {error}"
    return value if not isinstance(value, str) else "it is no object with fields"


def _records(text: str, value: object) -> Iterator[Row]:
    """The records in a value, or why there is none."""
    if isinstance(value, str):
        if text.lstrip().startswith("{") and "}\n{" in text:
            yield from _lines(text)  # JSON lines under another name
        else:
            yield "1", value
        return
    records = value if isinstance(value, list) else _list_in(value)
    for number, record in enumerate(records, 1):
        yield str(number), record if isinstance(record, dict) else "it is no object with fields"


def _list_in(value: object) -> list[object]:
    """The first list of objects in an object, else the object alone."""
    if isinstance(value, dict):
        for each in value.values():
            if isinstance(each, list) and any(isinstance(item, dict) for item in each):
                if facts_of(value).text:
                    break
                return each
    return [value]


def table_of(text: str) -> Iterator[Row]:
    """The rows under the first; how many columns a row has is said where it is wrong."""
    head = text.lstrip("\n").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=head.count)
    if not head.count(delimiter):
        yield "1", "its first row does not name columns"
        return
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    names: list[str] = []
    try:
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            if not names:
                names = [cell.strip() or f"column {number}" for number, cell in enumerate(row, 1)]
            elif len(row) > len(names):
                yield str(reader.line_num), f"it has {len(row)} columns, and not {len(names)}"
            else:  # empty columns at the end may be missing
                yield str(reader.line_num), dict(zip(names, row, strict=False))
    except csv.Error as error:
        yield str(reader.line_num), f"{error}"
