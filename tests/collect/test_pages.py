"""Saved pages become articles; tests/cases/collect/pages.toml holds the rules."""

from __future__ import annotations

import gzip
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from anthology.collect import collect
from anthology.collect.draft import Source
from anthology.collect.finish import finish
from anthology.collect.markup_tree import parse_page
from anthology.collect.readers import reader_for
from anthology.config import Config
from anthology.model import Article
from anthology.report import Report

CASES = Path(__file__).parent.parent / "cases" / "collect" / "pages.toml"
PAGES = tomllib.loads(CASES.read_text(encoding="utf-8"))["page"]
PLAIN = "<title>A Quiet Summit</title><p>The ministers met in the café, and then they went home."


def read(data: bytes | str, path: str = "a.html", report: Report | None = None) -> list[Article]:
    """The articles of a page."""
    content = data.encode() if isinstance(data, str) else data
    reader = reader_for(path)
    assert reader is not None
    report = report if report is not None else Report()
    drafts = reader(Source(path, path, content), Config(), report)
    return [finish(draft, Config(), report) for draft in drafts]


def said(article: Article) -> Iterator[str]:
    """An article as the cases write it."""
    facts = [
        ("title", "supplied" if article.title_supplied else article.title),
        ("subtitle", article.subtitle),
        ("date", article.date.iso if article.date else ""),
        *(("author", name) for name in article.authors),
        ("source", article.source),
        ("url", article.url),
        ("tags", ", ".join(article.tags)),
        ("language", article.language if article.language != "en" else ""),
        *((block.kind.value, block.text or " ") for block in article.blocks),
    ]
    yield from (f"{name} {value}".strip() for name, value in facts if value)


@pytest.mark.parametrize("case", PAGES, ids=[case["says"] for case in PAGES])
def test_a_page_becomes_the_article_that_the_case_shows(case: dict[str, str]) -> None:
    [article] = read(case["file"].removeprefix("\n"))
    assert "\n".join(said(article)) == case["article"].strip()


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("utf-16", ""),
        ("windows-1252", '<meta charset="iso-8859-1">'),
        ("iso8859-2", '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-2">'),
        ("utf-8", '<meta charset="windows-1251">'),  # it says so, and is not
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_names(encoding: str, head: str) -> None:
    [article] = read((head + PLAIN).encode(encoding))
    assert "in the café" in article.blocks[0].text


def test_a_packed_page_is_unpacked() -> None:
    [article] = read(gzip.compress(PLAIN.encode(), mtime=0), "a.html.gz")
    assert article.title == "A Quiet Summit"


def test_a_damaged_packed_page_is_told() -> None:
    report = Report()
    assert read(gzip.compress(PLAIN.encode(), mtime=0)[:-12], "a.html.gz", report) == []
    assert [notice.code for notice in report] == ["A109"]


def test_a_page_in_a_message_has_its_address() -> None:
    """MHTML, as browsers save it."""
    message = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/2023/07/20/a\r\n"
        "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=xx\r\n\r\n"
        "--xx\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        "Content-Location: https://example.org/2023/07/20/a\r\n\r\n"
        "<meta charset=3D=22utf-8=22><p>The ministers met in the caf=C3=A9, and then=\r\n"
        " they went home.\r\n--xx--\r\n"
    )
    [article] = read(message, "a.mhtml")
    assert article.blocks[0].text == "The ministers met in the café, and then they went home."
    assert (article.url, article.date and article.date.iso) == (
        "https://example.org/2023/07/20/a",
        "2023-07-20",
    )


@pytest.mark.parametrize("page", ["", "<html></html>", "<script>x()</script>", "<!-- -->"])
def test_a_page_without_text_is_told(page: str) -> None:
    report = Report()
    assert read(page, report=report) == []
    assert [notice.code for notice in report] == ["A101"]


def test_a_page_that_is_too_deep_is_read() -> None:
    [article] = read("<p>before" + "<div>" * 100_000 + "deep")
    assert {"before", "deep"} <= set(" ".join(leaf.text for leaf in article.leaves()).split())


def test_articles_of_a_news_site_are_dated_by_their_french_prose(shared: Path) -> None:
    """Every word of the pages is kept."""
    folder = shared / "corpora" / "html_wikinews_fr"
    articles = collect([str(folder)], Config(), Report())
    months = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    number = {name: f"{at:02}" for at, name in enumerate(months.split(), 1)}
    assert len(articles) == 60
    for article in articles:
        page = (folder / article.origin.path).read_text(encoding="utf-8")
        match = re.search(rf"(\d+)(?:er)? ({'|'.join(number)}) (\d{{4}})\.? ?[.-]", page)
        assert match is not None
        day = f"{match[3]}-{number[match[2]]}-{int(match[1]):02}"
        assert article.date is not None
        assert (article.origin.path, article.date.iso) == (article.origin.path, day)
        body = page.partition("<body>")[2].replace("\xad", "")
        own = [article.title, article.subtitle, *(leaf.text for leaf in article.leaves())]
        wanted = re.findall(r"\w+", re.sub(r"<[^>]+>|&amp;", " ", body))
        assert re.findall(r"\w+", " ".join(own)) == wanted


def test_titles_and_dates_of_saved_pages_agree_with_another_program(shared: Path) -> None:
    """Where they do not, ours was read by eye and is as good: no site's name in the title."""
    allowed = {"003-metadata-preferred", "firefox-nightly-blog", "keep-tabular-data", "lwn-1"}
    allowed |= {"mercurial", "v8-blog", "links-in-tables"}
    wrong = []
    for folder in sorted((shared / "corpora" / "html_readability").iterdir()):
        if not folder.is_dir() or folder.name in allowed:
            continue
        expected = json.loads((folder / "expected-metadata.json").read_text(encoding="utf-8"))
        [article] = read((folder / "source.html").read_bytes())
        day = (expected.get("publishedTime") or "")[:10]
        title = " ".join((expected["title"] or "").split())
        found = "" if article.title_supplied else article.title
        if (found, article.date.iso if article.date else "") != (title, day):
            wrong.append((folder.name, found, article.date))
    assert wrong == []


def test_the_words_of_saved_pages_are_those_of_the_article(shared: Path) -> None:
    """Word-level F1 against another program's result; bench/pages.py compares the libraries."""
    from lxml import html  # noqa: PLC0415 - only here

    scores = []
    for folder in sorted((shared / "corpora" / "html_readability").iterdir()):
        if folder.is_dir():
            [article] = read((folder / "source.html").read_bytes())
            tree = html.fromstring((folder / "expected.html").read_bytes().decode())
            wanted = Counter(re.findall(r"\w+", " ".join(tree.itertext()).lower()))
            own = " ".join(leaf.text for leaf in article.leaves())
            found = Counter(re.findall(r"\w+", own.lower()))
            scores.append(2 * (wanted & found).total() / (wanted.total() + found.total()))
    assert sum(scores) / len(scores) > 0.97


def test_a_page_without_a_body_tag_has_one_where_the_head_ends() -> None:
    """HTML 5 lets a page leave the tags out; libxml2 takes the elements that it added for head."""
    root = parse_page(
        "<!doctype html><title>One</title><meta name=a><nav>x</nav><article>They met."
    )
    assert root is not None
    assert [node.tag for node in root] == ["head", "body"]
    assert [node.tag for node in root.find("body")] == ["nav", "article"]


CARD = '<a class="u-url" href="https://ida.example/">Ida Falk</a>'


@pytest.mark.parametrize(
    ("entry", "url"),
    [
        (f'<p class="p-author h-card">{CARD}</p>', ""),
        ('<a class="p-author h-card u-url" href="https://ida.example/">Ida Falk</a>', ""),
        (
            f'<p class="h-card">{CARD}</p><a class="u-url" href="https://ida.example/a/b">#</a>',
            "https://ida.example/a/b",
        ),
    ],
)
def test_the_home_page_of_its_author_is_not_the_address_of_an_entry(entry: str, url: str) -> None:
    text = "The ministers met in the café, and then they went home."
    page = f'<article class="h-entry">{entry}<div class="e-content"><p>{text}</div></article>'
    [article] = read(f"<title>A Quiet Summit</title>{page}")
    assert article.url == url


def test_the_home_page_beside_an_entry_is_not_its_address() -> None:
    entry = '<article class="h-entry"><p class="e-content">The ministers met.</p></article>'
    [article] = read(f"<title>A Quiet Summit</title><header>{CARD}</header>{entry}")
    assert article.url == ""
