"""What fuzzing throws bytes at: every parser, and the way from bytes to an e-book's documents.

A target returns or raises an AnthologyError (or NotTextError): anything else is a fault, as is
text that no XML can hold. ``tools/fuzz.py`` runs them at length, test_any_bytes.py in short.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from lxml import etree

from anthology.check.letters import reduce
from anthology.collect.dates import find_date, read_date
from anthology.collect.decode import NotTextError, decode
from anthology.collect.draft import Draft, Source
from anthology.collect.finish import finish
from anthology.collect.frontmatter import read_front_matter
from anthology.collect.header import read_header, split_records
from anthology.collect.language import language_tag
from anthology.collect.lines import paragraphs_of
from anthology.collect.markdown import blocks_of
from anthology.collect.paragraphs import set_paragraphs
from anthology.collect.readers import reader_for
from anthology.collect.templates import without_templates
from anthology.collect.titles import supply_title
from anthology.config import Config
from anthology.edit import edit
from anthology.edit.people.rulings import read_rulings
from anthology.edition import Medium
from anthology.errors import AnthologyError
from anthology.layout import lay_out
from anthology.layout.typography import typeset
from anthology.model import Article, Folios
from anthology.report import Report
from anthology.settings import load_config
from anthology.theme import load_theme

Target = Callable[[bytes], object]
LANGUAGES = ("en", "de", "zh", "ar", "th")
SUFFIXES = tuple(
    s
    for s in (
        "txt",
        "md",
        "mdx",
        "json",
        "jsonl",
        "csv",
        "html",
        "xhtml",
        "xml",
        "rss",
        "eml",
        "mbox",
        "enex",
    )
    if reader_for(f"a.{s}")
)


def _text(data: bytes) -> str:
    return decode(data).text


def _decoded(data: bytes) -> None:
    text = _text(data)
    etree.fromstring(f"<p>{''.join(f'&#{ord(c)};' for c in set(text))}</p>")


def _dates(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    for language in LANGUAGES:
        read_date(text, language)
        find_date(text, language)
    language_tag(text)


def _header(data: bytes) -> None:
    for record in split_records(_text(data)):
        read_header(record)


def _titles(data: bytes) -> None:
    for language in LANGUAGES:
        supply_title(_text(data) or "x", language)


def _paragraphs(data: bytes) -> None:
    text = " ".join(_text(data).split())
    for language in LANGUAGES:
        parts = set_paragraphs(text, language)
        assert "".join("".join(parts).split()) == "".join(text.split()), "a word was lost"


def _lines(data: bytes) -> None:
    paragraphs_of(_text(data))


def _rulings(data: bytes) -> None:
    read_rulings(_text(data))


def _settings(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "anthology.toml"
        file.write_bytes(data)
        load_config({"sources": (folder,)}, file)


def _reader(suffix: str) -> Target:
    def read(data: bytes) -> None:
        _bound(_drafts(data, suffix))

    return read


def _drafts(data: bytes, suffix: str) -> list[Draft]:
    reader = reader_for(f"a.{suffix}")
    assert reader is not None
    with tempfile.TemporaryDirectory() as folder:
        return list(reader(Source(f"a.{suffix}", f"a.{suffix}", data, folder), Config(), Report()))


def _bound(drafts: list[Draft]) -> None:
    """Every article of the drafts, through to its documents, which must be XML and inert."""
    articles = [finish(draft, Config(), Report()) for draft in drafts[:20]]
    if articles:
        _documents(tuple(articles))


def _documents(articles: tuple[Article, ...]) -> None:
    unique = {article.id: article for article in articles}
    book = edit(tuple(unique.values()), Config(title="Fuzz"), Report(), (), "")
    edition = lay_out(book, _theme(), Medium.EBOOK, "A5", "0")
    for section in edition.sections:
        root = etree.fromstring(edition.html(section, Folios()).encode())
        assert not root.xpath("//*[local-name()='script' or local-name()='iframe']")
        assert not root.xpath("//@*[starts-with(name(), 'on')]")
        assert not root.xpath("//@href[starts-with(., 'javascript:') or starts-with(., 'file:')]")


@cache
def _theme():  # type: ignore[no-untyped-def]  # a Theme
    return load_theme("classic")


TARGETS: Mapping[str, Target] = {
    "decode": _decoded,
    "dates": _dates,
    "header": _header,
    "front matter": lambda data: read_front_matter(_text(data)),
    "templates": lambda data: without_templates(_text(data)),
    "markdown": lambda data: blocks_of(_text(data)),
    "lines": _lines,
    "paragraphs": _paragraphs,
    "titles": _titles,
    "typography": lambda data: [typeset(_text(data), language) for language in LANGUAGES],
    "word check": lambda data: reduce(_text(data)),
    "rulings": _rulings,
    "settings": _settings,
    **{f".{suffix}": _reader(suffix) for suffix in SUFFIXES},
}


def throw(name: str, data: bytes) -> None:
    """Throw the bytes at a target; what it may raise is no fault."""
    try:
        TARGETS[name](data)
    except (AnthologyError, NotTextError):
        return
