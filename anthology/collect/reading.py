"""Stage 1 of 4, collect: one source -> its articles, a pure function of its content and options."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from anthology.collect import notices
from anthology.collect.draft import Draft, Source
from anthology.collect.feed import read_feed
from anthology.collect.finish import finish
from anthology.collect.listing import completed
from anthology.collect.readers import reader_of
from anthology.collect.rows import read_json_lines
from anthology.collect.text import read_text
from anthology.config import Config, Use, options
from anthology.model import Article
from anthology.report import Notice, Report

READING_S = 0.01  # for a source, about
_IMAGE_S = 0.1  # for an image that it shows, about
_SHOWN = (b"![", b"<img", b"&lt;img")
_OF_THE_WHOLE = {
    "sources",
    "since",
    "until",
    "reverse",
    "keep_duplicates",
    "where",
    "online",
}  # matter to the collection, not to a file


@dataclass(frozen=True, slots=True)
class Read:
    """The articles of a source, without unique ids yet, and what is to be said about it."""

    articles: tuple[Article, ...] = ()
    notices: tuple[Notice, ...] = ()


def reading_options(config: Config) -> Config:
    """The options that decide how a source is read; the others as if they were not given."""
    names = {each.name for each in options() if each.use is Use.COLLECT} - _OF_THE_WHOLE
    return Config(**{name: getattr(config, name) for name in names})


def reading_s(sources: Sequence[Source]) -> float:
    """About how long a source takes to be read: most of it for its images."""
    shown = sum(source.data.count(mark) for source in sources for mark in _SHOWN)
    return READING_S + _IMAGE_S * shown / max(1, len(sources))


def read_source(config: Config, source: Source) -> Read:
    """What the reader of its kind makes of a source."""
    reader = reader_of(source)
    report = Report()
    drafts = tuple(reader(source, config, report)) if reader else ()
    if source.listed:
        drafts = tuple(_listed(drafts, source, report))
    if source.address and reader is not read_feed:
        drafts = tuple(replace(draft, url=draft.url or source.address) for draft in drafts)
    return _finished(drafts, config, report)


def _listed(drafts: Iterable[Draft], source: Source, report: Report) -> Iterator[Draft]:
    """The drafts with what a table says of their file."""
    for draft in drafts:
        found = completed(draft, source.listed)
        if found is None:
            notices.DRAFT.tell(report, source.place)
        else:
            yield found


def read_piped(config: Config, source: Source) -> Read:
    """What stands in standard input: JSON lines or text."""
    report = Report()
    reader = read_json_lines if source.data.lstrip().startswith(b"{") else read_text
    return _finished(reader(source, config, report), config, report)


def _finished(drafts: Iterable[Draft], config: Config, report: Report) -> Read:
    articles = tuple(finish(draft, config, report) for draft in drafts)
    return Read(articles, tuple(report))
