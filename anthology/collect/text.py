"""Stage 1 of 4, collect: the reader of plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from anthology.collect import notices
from anthology.collect.decode import NotTextError, decode
from anthology.collect.draft import Draft, Source, WrittenDate
from anthology.collect.fields import Facts
from anthology.collect.header import read_header, split_records
from anthology.collect.language import detect_language, language_tag
from anthology.collect.lines import paragraphs_of
from anthology.collect.openings import Opening, read_opening
from anthology.collect.page_furniture import tell_page_furniture
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
    if not header.rest.strip():
        notices.NO_TEXT.tell(report, source.place)
        return None
    given = header.first("language")
    if given and not language_tag(given):
        notices.LANGUAGE_NOT_READ.tell(report, source.place, written=given)
    tell_page_furniture(header.rest, source.place, report)
    facts = Facts(
        title=header.first("title"),
        subtitle=header.first("subtitle"),
        dates=tuple(WrittenDate(text, "header") for text in header.values.get("date", [])),
        authors=tuple(header.values.get("author", [])),
        source=header.first("source"),
        url=header.first("url"),
        language=language_tag(given),
        tags=tuple(tag.strip() for tag in header.first("tags").split(",") if tag.strip()),
        text=header.rest,
    )
    return draft_from(facts, Origin(source.path), source.place, config)


def draft_from(facts: Facts, origin: Origin, place: str, config: Config) -> Draft:
    """The article of a plain text and of what is known about it."""
    language = facts.language or detect_language(facts.text, config.language) or "en"
    opening = read_opening(paragraphs_of(facts.text), language, titled=bool(facts.title))
    blocks = [Block(kind, text) for kind, text in opening.leading]
    blocks += [Block(BlockKind.PARAGRAPH, text) for text in _body(opening, language, config)]
    authors = facts.authors or opening.authors
    return Draft(
        origin=origin,
        place=place,
        blocks=tuple(blocks),
        title=facts.title or opening.title,
        subtitle=facts.subtitle or opening.subtitle,
        dates=(*facts.dates, *(WrittenDate(text, "text") for text in opening.dates)),
        language=language,
        authors=all_names_of(authors),
        source=facts.source,
        url=facts.url,
        tags=facts.tags,
    )


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


def _body(opening: Opening, language: str, config: Config) -> tuple[str, ...]:
    """The paragraphs; one blob is set in several."""
    if len(opening.body) != 1 or config.paragraphs == "keep":
        return opening.body
    return set_paragraphs(opening.body[0], language)


def names_of(text: str) -> tuple[str, ...]:
    """The names in a list of authors: "A. Hamilton and J. Jay; J. Madison"."""
    text = re.sub(r"^(?:by|von|par|por|di)\s+(?=[A-Z])", "", text.strip(), flags=re.IGNORECASE)
    names = re.split(r"\s*;\s*|\s*&\s*|\s+and\s+|,\s+(?=\S+\s+\S)", text.rstrip("."))
    return tuple(name.strip() for name in names if name.strip())


def all_names_of(texts: Iterable[str]) -> tuple[str, ...]:
    """The names in several lists of authors, each once."""
    return tuple(dict.fromkeys(name for text in texts for name in names_of(text)))
