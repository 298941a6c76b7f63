"""Stage 1 of 4, collect: which reader takes which kind of file.

A reader is a function ``(Source, Config, Report) -> Iterable[Draft]``. Packages add their own
by an entry point of the group ``anthology.readers`` whose name is the suffix: ``org = pkg:read``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.metadata import entry_points
from pathlib import PurePosixPath

from anthology.collect import converter
from anthology.collect.clippings import are_clippings, read_clippings
from anthology.collect.document import read_document
from anthology.collect.draft import Draft, Source
from anthology.collect.evernote import read_evernote
from anthology.collect.feed import read_feed
from anthology.collect.feed_kind import is_feed
from anthology.collect.mail import read_mail, read_mailbox
from anthology.collect.markdown_file import read_markdown
from anthology.collect.page import read_page
from anthology.collect.rows import read_csv, read_json, read_json_lines
from anthology.collect.text import read_text
from anthology.config import Config
from anthology.errors import SetupError
from anthology.report import Report

Reader = Callable[[Source, Config, Report], Iterable[Draft]]

_OWN: Mapping[str, Reader] = {
    "": read_text,
    "txt": read_text,
    "text": read_text,
    **dict.fromkeys(("md", "markdown", "mdx"), read_markdown),
    "eml": read_mail,
    "mbox": read_mailbox,
    "enex": read_evernote,
    "jsonl": read_json_lines,
    "ndjson": read_json_lines,
    "json": read_json,
    "csv": read_csv,
    "tsv": read_csv,
    **dict.fromkeys(("xml", "rss", "atom", "rdf", "cdf", "feed"), read_feed),
    **dict.fromkeys(("html", "htm", "xhtml", "xht", "mhtml", "mht"), read_page),
    **dict.fromkeys(("html.gz", "htm.gz", "xhtml.gz", "mhtml.gz", "mht.gz"), read_page),
}

# Feeds are saved under these names, too.
_MAY_BE_FEEDS = (read_text, read_page, read_json)

# What to do about kinds that people keep articles in and that nobody reads yet.
_REMEDIES: Mapping[str, str] = {
    **dict.fromkeys(
        converter.KINDS, "install their converter (pip install 'anthology-press[office]')"
    ),
    **dict.fromkeys(("doc", "pages"), "save the document as .docx or as plain text (.txt)"),
    **dict.fromkeys(("mobi", "pdf"), "save its text as .txt"),
    **dict.fromkeys(("zip", "gz", "tar", "tgz", "7z", "rar"), "unpack it"),
    "js": "of an archive of Twitter take `window.YTD.tweets.part0 =` from the head of tweets.js"
    " and save it as tweets.json",
    **dict.fromkeys(("pst", "msg", "olm"), "save the messages as .eml or .mbox"),
    **dict.fromkeys(("xls", "xlsx", "ods", "numbers"), "save the table as .csv"),
}

# Kinds that articles show; alone they are none.
IMAGES = frozenset(
    ("jpg", "jpeg", "jfif", "png", "gif", "svg", "webp", "avif", "bmp", "tif", "tiff", "ico")
)


def reader_for(path: str) -> Reader | None:
    """The reader of a file by its name; None for a kind that nobody reads.

    Raises:
        SetupError: two packages read the same kind.
    """
    return _table().get(kind_of(path))


def reader_of(source: Source) -> Reader | None:
    """The reader of a file by its content where that is telling, else by its name."""
    named = reader_for(source.path)
    if named is read_text and are_clippings(source.data):
        return read_clippings
    return read_feed if named in _MAY_BE_FEEDS and is_feed(source.data) else named


def kind_of(path: str) -> str:
    """The suffix in lower case; nothing for a name without one, or with one that is no word.

    Of a packed file also what is packed: ``html.gz``.
    """
    name = PurePosixPath(path)
    suffix = name.suffix[1:].lower()
    if suffix == "gz" and name.with_suffix("").suffix:
        suffix = f"{name.with_suffix('').suffix[1:].lower()}.gz"
    plain = suffix.removesuffix(".gz")
    return suffix if plain.isalnum() and not plain.isdigit() and len(plain) <= 8 else ""


def remedy_for(kind: str) -> str:
    """What to do about a kind of file that nobody reads."""
    return _REMEDIES.get(kind, "save articles as .txt or .md")


@cache
def _table() -> Mapping[str, Reader]:
    table = dict(_OWN)
    if converter.is_there():
        table |= dict.fromkeys(converter.KINDS, read_document)
    for point in sorted(entry_points(group="anthology.readers"), key=lambda each: each.value):
        kind = point.name.lower().removeprefix(".")
        if kind in table:
            raise SetupError(f".{kind}: {point.value} and another reader both take it; remove one")
        table[kind] = point.load()
    return table
