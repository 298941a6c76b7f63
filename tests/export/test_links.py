"""Where the links of articles lead: inside the book, to a page, to an address in print."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from anthology.build import Built, build
from anthology.check.letters import reduce
from anthology.check.pdf_text import destinations
from anthology.collect import collect
from anthology.config import Config
from anthology.report import Report

_ONE = """---
title: The harbour
date: 2023-01-02
url: https://news.example/2023/harbour.html
---
The **harbour [closed](https://example.org/a/long/way?with=query)** again, as [the keeper
said](https://example.org/keeper) in [her letter](sub/two.md) and in
[the paper](https://example.org/keeper). See <https://example.org/plain>, [a](https://a.example/),
[b](https://b.example/), [c](mailto:c@d.example).

| place | link |
|---|---|
| quay | [map](https://maps.example/quay) |

Text with a note[^1].

[^1]: The note with [a link](https://note.example/).
"""
_ADDRESSES = [
    "https://example.org/a/long/way?with=query",
    "https://example.org/keeper",
    "https://a.example/",
    "https://b.example/",
    "c@d.example",
    "https://maps.example/quay",
    "https://note.example/",
]
_TWO = """---
title: The letter
date: 2023-01-03
---
It told of [the harbour](https://www.news.example/2023/harbour.html#top) and of
[one gone](../three.md).
""" + "".join(
    f"\nThe keeper wrote line {n} of a letter that [went on](https://long.example/{n}), and on.\n"
    for n in range(60)
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    (tmp_path / "one.md").write_text(_ONE, encoding="utf-8")
    (tmp_path / "sub" / "two.md").write_text(_TWO, encoding="utf-8")
    return tmp_path


def _build(folder: Path, links: str, **more: object) -> Built:
    config = Config(sources=(str(folder),), title="Tides", links=links, **more)  # type: ignore[arg-type]  # of many types
    return build(config, Report())


def _pages(pdf: bytes) -> list[str]:
    """The text of each page, a line a line."""
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]


@pytest.mark.parametrize(
    "more",
    [
        {"links": "end"},
        {"links": "notes"},
        {"links": "notes", "two_column": True, "page_size": "A4"},
        {"links": "end", "openers": "run-on"},
        {"links": "none"},
    ],
)
def test_every_address_is_printed_once_as_the_option_says(
    more: dict[str, object], folder: Path
) -> None:
    """The proof of the words passes over the numbers; two addresses on one number are one."""
    built = _build(folder, formats=("pdf",), **more)  # type: ignore[arg-type]  # of many types
    pages = _pages(dict(built.files)["tides.pdf"])
    lines = (line.strip() for each in pages for line in each.splitlines())
    text = "".join(line.replace(" ", "") for line in lines if not line.isdecimal())  # no folios
    wanted = [*_ADDRESSES, *(f"https://long.example/{n}" for n in range(60))]
    times = 0 if more["links"] == "none" else 1
    ends = (re.escape(each) + r"(?!\d)" for each in wanted)
    assert {len(re.findall(each, text)) for each in ends} == {times}
    assert text.count("https://example.org/plain") == 1  # it says so itself
    numbers = re.findall(r"harbourclosed(‹\d+›)?again,asthekeepersaid(‹\d+›)?in", text)
    assert numbers == ([("‹1›", "‹2›")] if times else [("", "")])
    if more["links"] == "notes":
        [page] = [each for each in pages if "line 7 of" in " ".join(each.split())]
        assert "long.example/7" in page


def test_a_link_to_another_article_says_its_page(folder: Path) -> None:
    pdf = dict(_build(folder, "end", formats=("pdf",)).files)["tides.pdf"]
    text = " ".join(" ".join(_pages(pdf)).split())
    found = dict(re.findall(r"(letter|harbour) ‹see page (\d+)›", text))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        at = destinations(opened)
    first = at["a-the-harbour"]
    assert found == {"harbour": "1", "letter": str(1 + at["a-the-letter"] - first)}
    assert "one gone." in text


def test_in_the_e_book_it_is_a_link_and_pages_of_addresses_follow_the_text(folder: Path) -> None:
    built = _build(folder, "end")
    with zipfile.ZipFile(io.BytesIO(dict(built.files)["tides.epub"])) as book:
        one = book.read("EPUB/text/a-the-harbour.xhtml").decode()
        two = book.read("EPUB/text/a-the-letter.xhtml").decode()
    assert '<a href="a-the-letter.xhtml#a-the-letter">her letter</a>' in one
    assert '<a href="a-the-harbour.xhtml#a-the-harbour">the harbour</a>' in two
    assert "see page" not in one and "‹" not in one
    pages = re.findall(r'id="page-(\d+)"', two)
    assert pages == sorted(pages, key=int)
    assert len(pages) == len(set(pages)) > 3
    assert two.rindex('id="page-') > two.index("line 59")  # a page of nothing but addresses


def test_links_lead_from_file_to_file_in_every_form(tmp_path: Path) -> None:
    """HTML from nowhere and Markdown link by path; a file outside of the sources is none."""
    page = (
        "<title>A page</title><p>1 May 2020: <a href='b.md'>the other</a>, <a href='/etc/x'>x</a>."
    )
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (tmp_path / "b.md").write_text("# B\n\n2 May 2020\n\nBack to [it](a.html) and [x](../x.md).")
    articles = collect([str(tmp_path)], Config(), Report())
    targets = [span.target for each in articles for leaf in each.leaves() for span in leaf.spans]
    assert targets == ["file:///b.md", "file:///etc/x", "file:///a.html", "file:///x.md"]


def test_the_proof_passes_over_what_stands_behind_links() -> None:
    assert reduce("her letter ‹see page 87›, ‹3›") == "herletter"
    assert reduce("‹87 صفحة انظر› כן") == "כן"
    assert reduce("il dit ‹ oui › ") == "ilditoui"
