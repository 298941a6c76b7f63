"""Stage 1 of 4, collect: the reader of plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from anthology.collect import notices
from anthology.collect.decode import NotTextError, decode
from anthology.collect.draft import Draft, Source, WrittenDate
from anthology.collect.header import Header, read_header, split_records
from anthology.collect.language import detect_language, language_tag
from anthology.collect.lines import paragraphs_of
from anthology.collect.openings import Opening, read_opening
from anthology.collect.paragraphs import set_paragraphs
from anthology.config import Config
from anthology.model import Block, BlockKind, Origin
from anthology.report import Report


def read_text(source: Source, config: Config, report: Report) -> Iterator[Draft]:
    """The articles in a file of plain text: one, or one under each date line."""
    text = text_of(source, report)
    if text is None:
        return
    records = split_records(text)
    if len(records) > 1:
        notices.SEVERAL_ARTICLES.tell(report, source.place, count=len(records))
    for number, record in enumerate(records, 1):
        draft = draft_of(record, source, config, report)
        if draft and len(records) > 1:
            draft = replace(draft, origin=Origin(source.path, number))
        if draft:
            yield draft


def draft_of(text: str, source: Source, config: Config, report: Report) -> Draft | None:
    """The article of a text with its header; None with a notice where there is no text."""
    header = read_header(text)
    if not header.rest.strip() and not header.first("title"):
        notices.NO_TEXT.tell(report, source.place)
        return None
    given = header.first("language")
    language = language_tag(given) or detect_language(header.rest, config.language) or "en"
    if given and not language_tag(given):
        notices.LANGUAGE_NOT_READ.tell(report, source.place, written=given)
    paragraphs = paragraphs_of(header.rest)
    opening = read_opening(paragraphs, language, titled=bool(header.first("title")))
    return _draft(source, header, opening, language, config)


def text_of(source: Source, report: Report) -> str | None:
    """The file's text, with a notice of every doubt about it; None where it is no text."""
    try:
        decoded = decode(source.data)
    except NotTextError:
        notices.NOT_TEXT.tell(report, source.place)
        return None
    if decoded.guessed:
        notices.ENCODING_GUESSED.tell(report, source.place, encoding=decoded.guessed)
    if decoded.replaced:
        notices.BYTES_REPLACED.tell(report, source.place, count=decoded.replaced)
    if decoded.dropped:
        names = ", ".join(decoded.dropped)
        notices.CHARACTERS_DROPPED.tell(report, source.place, names=names)
    return decoded.text


def _draft(
    source: Source, header: Header, opening: Opening, language: str, config: Config
) -> Draft:
    blocks = [Block(kind, text) for kind, text in opening.leading]
    blocks += [Block(BlockKind.PARAGRAPH, text) for text in _body(opening, language, config)]
    dates = [WrittenDate(text, "header") for text in header.values.get("date", [])]
    dates += [WrittenDate(text, "text") for text in opening.dates]
    authors = header.values.get("author", []) or list(opening.authors)
    return Draft(
        origin=Origin(source.path),
        place=source.place,
        blocks=tuple(blocks),
        title=header.first("title") or opening.title,
        subtitle=header.first("subtitle") or opening.subtitle,
        dates=tuple(dates),
        language=language,
        authors=tuple(dict.fromkeys(name for text in authors for name in names_of(text))),
        source=header.first("source"),
        url=header.first("url"),
        tags=tuple(tag.strip() for tag in header.first("tags").split(",") if tag.strip()),
    )


def _body(opening: Opening, language: str, config: Config) -> tuple[str, ...]:
    """The paragraphs; one blob is set in several."""
    if len(opening.body) != 1 or config.paragraphs == "keep":
        return opening.body
    return set_paragraphs(opening.body[0], language)


def names_of(text: str) -> tuple[str, ...]:
    """The names in a list of authors: "A. Hamilton and J. Jay; J. Madison"."""
    names = re.split(r"\s*;\s*|\s*&\s*|\s+and\s+|,\s+(?=\S+\s+\S)", text.strip().rstrip("."))
    return tuple(name.strip() for name in names if name.strip())
