"""The who's who as pop-ups: links that e-readers know, entries that they can show."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
from lxml import etree

from anthology.edit.links import link_first_mentions
from anthology.edition import Medium
from anthology.layout import lay_out
from anthology.layout.edition import FilledEdition
from anthology.layout.pages import count_leaves
from anthology.model import (
    Article,
    ArticleDate,
    Block,
    BlockKind,
    Book,
    Folios,
    Mention,
    Name,
    Origin,
    Part,
    Person,
)
from anthology.theme import load_theme

_XHTML = "{http://www.w3.org/1999/xhtml}"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_KOBO_SHOWS = range(9, 5_001)  # characters of a link's target


def _book(articles: int) -> Book:
    """A book in which one person is named in every article, another in the first."""
    texts = ["Ada Quill and Tom Weir spoke.", *["Ada Quill was there."] * (articles - 1)]
    found = tuple(
        Article(
            f"a-{n}",
            Origin(f"{n}.txt"),
            f"High water number {n}",
            (Block(BlockKind.PARAGRAPH, text),),
            date=ArticleDate(dt.date(2020, 1, 1) + dt.timedelta(n)),
        )
        for n, text in enumerate(texts)
    )
    ada = tuple(Mention(a.id, 0, 0, 9, "Ada Quill") for a in found)
    tom = (Mention("a-0", 0, 14, 22, "Tom Weir"),)
    people = (
        Person("p-quill-ada", Name("Ada Quill", "Quill, Ada"), ada, aliases=("Miss Quill",)),
        Person("p-weir-tom", Name("Tom Weir", "Weir, Tom"), tom),
    )
    parts = (Part("part-1", "", link_first_mentions(found, people)),)
    return Book("High Water", "en", parts, people, "urn:uuid:0")


def _edition(book: Book, medium: Medium = Medium.EBOOK) -> FilledEdition:
    return lay_out(book, load_theme("classic"), medium, "A5", "0")


def _whos_who(edition: FilledEdition) -> str:
    """The documents of the who's who, one after the other."""
    sections = (s for s in edition.sections if s.template == "whos-who")
    return "".join(edition.html(s, Folios()) for s in sections)


def _entries(edition: FilledEdition) -> list[etree._Element]:
    (section,) = (s for s in edition.sections if s.template == "whos-who")
    root = etree.fromstring(edition.html(section, Folios()).encode())
    return [e for e in root.iter(f"{_XHTML}div") if e.get("class") == "entry"]


@pytest.mark.parametrize("articles", [1, 6, 7, 250, 900])
def test_no_entry_is_longer_than_a_reader_pops_up(articles: int) -> None:
    """A long one is continued, and all of its articles are listed, each once, in order."""
    entries = _entries(_edition(_book(articles)))
    assert all(len("".join(e.itertext())) in _KOBO_SHOWS for e in entries)
    hrefs = [
        a.get("href")
        for e in entries
        for a in e.iter(f"{_XHTML}a")
        if a.get("role") == "doc-backlink" and a.get("href").endswith(".p-quill-ada")
    ]
    assert hrefs == [f"a-{n}.xhtml#a-{n}.p-quill-ada" for n in range(articles)]
    assert [e.get("id") for e in entries if e.get("id")] == ["p-quill-ada", "p-weir-tom"]


@pytest.mark.parametrize("popups", ["glossref", "noteref"])
@pytest.mark.parametrize("articles", [3, 400])
def test_both_editions_count_the_same_leaves(articles: int, popups: str) -> None:
    """Continued entries exist in the e-book only; printed pages are found all the same."""
    book = _book(articles)
    printed = _whos_who(_edition(book, Medium.PRINT))
    ebook = _whos_who(replace(_edition(book), popups=popups))
    assert len(re.findall("data-leaf", printed)) == count_leaves(ebook)


@pytest.mark.parametrize("popups", ["glossref", "noteref"])
def test_a_first_mention_is_what_the_option_says(popups: str) -> None:
    edition = replace(_edition(_book(2)), popups=popups)
    article = next(s for s in edition.sections if s.id == "a-1")
    root = etree.fromstring(edition.html(article, Folios()).encode())
    (link,) = (a for a in root.iter(f"{_XHTML}a") if a.get("class") == "person")
    assert (link.get(_TYPE), link.get("role")) == (popups, f"doc-{popups}")
    types = [e.get(_TYPE) for e in _entries(edition)]
    assert types == ["footnote" if popups == "noteref" else None] * 2


def test_a_search_for_an_alias_finds_the_entry() -> None:
    first = _entries(_edition(_book(2)))[0]
    assert "Miss Quill" in "".join(first.itertext())
