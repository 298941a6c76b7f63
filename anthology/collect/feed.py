"""Stage 1 of 4, collect: the reader of feeds: RSS, Atom, CDF and JSON Feed, an article an entry."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from anthology.collect import notices
from anthology.collect.dates import read_date
from anthology.collect.draft import Draft, Source, WrittenDate, words_of
from anthology.collect.feed_entries import Entry, Feed, Text, entries_of
from anthology.collect.feed_kind import root_of
from anthology.collect.image_files import ImageFiles
from anthology.collect.language import detect_language, language_tag
from anthology.collect.lines import paragraphs_of
from anthology.collect.markdown_file import titled
from anthology.collect.markup_blocks import blocks_of_html
from anthology.collect.markup_shapes import tidy
from anthology.collect.markup_text import text_of_markup
from anthology.collect.page import read_page
from anthology.collect.path_dates import date_in_path
from anthology.collect.pictures import bind_images
from anthology.collect.players import players_of, tell_players
from anthology.collect.text import all_names_of
from anthology.config import Config
from anthology.labels import labels
from anthology.model import Block, BlockKind, Origin
from anthology.report import Report

_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>|&(?:#\d+|#x[\da-fA-F]+|[a-zA-Z]\w+);")
_CUT = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?|(?:continue reading|read (?:more|on)|weiterlesen|lire la suite|"
    r"leer más|keep reading)\W*)\s*$",
    re.IGNORECASE,
)
_SHORT = 60  # words; a description that is shorter stands for a longer text elsewhere


@dataclass(frozen=True, slots=True)
class _Body:
    """The text of an entry, and whether it is only a summary."""

    blocks: tuple[Block, ...]
    words: str
    summary: bool
    players: tuple[str, ...] = ()  # addresses of videos and frames among the words


def read_feed(source: Source, config: Config, report: Report) -> Iterator[Draft]:
    """An article for every entry that has text; XML that is no feed is told so."""
    root = root_of(source.data)
    if root == "html":
        yield from read_page(source, config, report)
        return
    feed = entries_of(source.data)
    if feed is None:
        notices.NO_FEED.tell(report, source.place, root=root or "no element")
        return
    if feed.guessed:
        notices.ENCODING_WRONG.tell(report, source.place, encoding=feed.guessed)
    refused: dict[str, list[int]] = {}
    for number, entry in enumerate(feed.entries, 1):
        if entry.left_out:
            continue
        body = _body(entry, feed)
        if not body.words:
            refused.setdefault(_without_text(entry), []).append(number)
            continue
        tell_players(body.players, f"{source.place}:{number}", report)
        files = ImageFiles(source, base=entry.url or feed.url)
        blocks, assets = bind_images(body.blocks, files, report)
        draft = _draft(entry, feed, replace(body, blocks=blocks), config)
        yield replace(
            draft,
            origin=Origin(source.path, number),
            place=f"{source.place}:{number}",
            assets=assets,
        )
    for reason, numbers in refused.items():
        more = f", as are {len(numbers) - 1} others" if len(numbers) > 1 else ""
        place = f"{source.place}:{numbers[0]}"
        notices.ENTRY_NOT_READ.tell(report, place, more=more, reason=reason)
    _tell_export(feed, source, report)
    if not feed.entries:
        notices.NO_ENTRIES.tell(report, source.place)


def _tell_export(feed: Feed, source: Source, report: Report) -> None:
    """What an export holds beside its articles, and what only its site can show."""
    beside = Counter(entry.left_out for entry in feed.entries if entry.left_out)
    beside["comments"] += feed.comments
    notices.tell_beside(beside, source.place, report)
    bound = (entry for entry in feed.entries if not entry.left_out)
    shortcodes = sorted({name for entry in bound for name in entry.shortcodes})
    if shortcodes:
        notices.TEMPLATES_REMOVED.tell(report, source.place, names=", ".join(shortcodes))


def _without_text(entry: Entry) -> str:
    if entry.url or entry.title:
        return "it has no text of its own; save the page that it leads to"
    return "it is empty"


def _body(entry: Entry, feed: Feed) -> _Body:
    """The fullest text of an entry; a content counts before a summary that is not longer."""
    read = [
        (_blocks(text, entry, feed), text is entry.summary, players_of(text.value))
        for text in (*entry.contents, entry.summary)
        if text
    ]
    bodies = [_Body(blocks, words_of(blocks), summary, found) for blocks, summary, found in read]
    full = max(bodies, key=lambda body: (len(body.words.split()), not body.summary), default=None)
    if full is None:
        return _Body((), "", False)
    return replace(full, summary=full.summary and _is_cut(full.words))


def _is_cut(words: str) -> bool:
    """Whether a description stands for a longer text: some feeds put the whole text in it."""
    return len(words.split()) < _SHORT or bool(_CUT.search(words))


def _blocks(text: Text, entry: Entry, feed: Feed) -> tuple[Block, ...]:
    if text.is_markup or _TAG.search(text.value):
        base = text.base or entry.url or feed.url
        return tidy(blocks_of_html(text.value, base, feed.language))
    return tuple(Block(BlockKind.PARAGRAPH, each) for each in paragraphs_of(text.value).texts)


def _draft(entry: Entry, feed: Feed, body: _Body, config: Config) -> Draft:
    """What the entry says, before its place and its images are known."""
    known = language_tag(entry.language or feed.language)
    language = detect_language(body.words, known or config.language) or known or "en"
    title, blocks = titled(_line(entry.title), body.blocks)
    note = labels(config.language or language)["summary_only"]
    return Draft(
        origin=Origin(""),
        place="",
        blocks=blocks,
        title=title,
        subtitle=_line(entry.subtitle),
        dates=_dates(entry, language),
        language=language,
        authors=all_names_of(entry.authors),
        source=_line(feed.title),
        url=entry.url,
        tags=entry.tags,
        notes=(note,) if body.summary else (),
    )


def _dates(entry: Entry, language: str) -> tuple[WrittenDate, ...]:
    """The date as written where we read it, else as the library does, else the address's."""
    for written, moment in entry.dates:
        if read_date(written, language):
            return (WrittenDate(written, "feed"),)
        if moment:
            return (WrittenDate(moment, "feed"),)
    path = date_in_path(re.sub(r"^[a-z]+://[^/]*/|[?#].*$", "", entry.url) + "/")
    unread = tuple(WrittenDate(written, "feed") for written, _ in entry.dates[:1])
    return (*unread, *((WrittenDate(path.iso, "path"),) if path else ()))


def _line(text: Text | None) -> str:
    """A title as one line of plain text."""
    if text is None:
        return ""
    marked = text.is_markup or _TAG.search(text.value)
    return " ".join((text_of_markup(text.value) if marked else text.value).split())
