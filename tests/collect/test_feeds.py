"""Feeds: an article an entry, the full text before the summary, nothing fetched or expanded."""

from __future__ import annotations

import json
import socket
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

from anthology.collect import collect
from anthology.collect.draft import Source
from anthology.collect.feed import read_feed
from anthology.collect.feed_entries import Feed, _names, entries_of
from anthology.collect.header import read_header
from anthology.collect.site_exports import post_markup
from anthology.config import Config
from anthology.errors import InputError
from anthology.model import Article
from anthology.report import Report

CASES = Path(__file__).parent.parent / "cases" / "collect" / "feeds.toml"
FEEDS = tomllib.loads(CASES.read_text(encoding="utf-8"))["feed"]


def read(path: Path, text: str, encoding: str = "utf-8") -> tuple[Article, ...]:
    """The articles of a feed saved under a name."""
    path.write_bytes(text.lstrip("\n").encode(encoding))
    return collect([str(path)], Config(), Report())


@pytest.mark.parametrize("case", FEEDS, ids=[case["says"] for case in FEEDS])
def test_an_entry_is_an_article(case: dict[str, Any], tmp_path: Path) -> None:
    [article] = read(tmp_path / case["file"], case["text"], case.get("encoding", "utf-8"))
    assert article.date is not None
    found: dict[str, object] = {
        "title": article.title, "date": article.date.iso, "authors": list(article.authors),
        "tags": list(article.tags), "source": article.source, "url": article.url,
        "notes": [] if article.language == "ru" else list(article.notes),
        "paragraphs": [leaf.text for leaf in article.leaves()],
    }  # fmt: skip
    wanted = {"authors": [], "tags": [], "url": "", "notes": [], **case}
    if case.get("language") == "ru":
        wanted["notes"] = []
    assert found == {name: wanted[name] for name in found}
    assert article.language.lower() == case.get("language", "en")


@pytest.mark.parametrize("width", ["utf-16", "utf-16-le", "utf-16-be", "utf-32-be", "cp037"])
def test_a_feed_is_read_in_wide_and_old_encodings(width: str, tmp_path: Path) -> None:
    text = (
        f"<?xml version='1.0' encoding='{width}'?><rss version='2.0'><channel><item><title>Tide"
        "</title><pubDate>2001-02-03</pubDate><description>High.</description></item></channel></rss>"
    )
    [article] = read(tmp_path / "a.xml", text, width)
    assert (article.title, article.date and article.date.iso) == ("Tide", "2001-02-03")


def test_no_entity_is_expanded_and_nothing_is_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of entities that the document type declares, neither files nor floods come of them."""
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", encoding="utf-8")
    flood = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 12))

    def refuse(*_: object) -> None:
        raise AssertionError("a feed made the program open a connection")

    monkeypatch.setattr(socket, "create_connection", refuse)
    text = (
        f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY b0 "boom">{flood}]>'
        "<rss version='2.0'><channel><item><title>T</title><pubDate>2001-02-03</pubDate>"
        "<description>&x; &b11; stays</description></item></channel></rss>"
    )
    [article] = read(tmp_path / "a.xml", text)
    words = " ".join(leaf.text for leaf in article.leaves())
    assert ("SECRET" in words, len(words) < 200, "stays" in words) == (False, True, True)


def test_xml_that_is_no_feed_is_refused(shared: Path) -> None:
    report = Report()
    with pytest.raises(InputError):
        collect([str(shared / "corpora" / "xml_gum_wikinews")], Config(), report)
    assert {notice.code for notice in report} == {"A140"}


def _expected(path: Path) -> list[dict[str, Any]]:
    feed = json.loads(path.read_text(encoding="utf-8"))
    return feed.get("entries") or feed.get("items") or []


def _found(path: Path) -> Feed:
    feed = entries_of(path.read_bytes())
    assert feed is not None, path
    return feed


def test_real_feeds_have_the_entries_titles_and_dates_that_another_parser_finds(
    shared: Path,
) -> None:
    """40 feeds; where the expected file gives no title, ours may have one."""
    folder = shared / "corpora" / "feeds_gofeed"
    feeds = sorted(folder.rglob("*.xml"))
    assert len(feeds) == 40
    wrong = []
    for path in feeds:
        wanted = _expected(path.with_suffix(".json"))
        entries = _found(path).entries
        if len(entries) != len(wanted):
            wrong.append(f"{path.name}: {len(entries)} entries, not {len(wanted)}")
        for entry, item in zip(entries, wanted, strict=False):
            title = entry.title.value if entry.title else ""
            if item.get("title", title) != title:
                wrong.append(f"{path.name}: {title!r}")
            date = item.get("publishedParsed") or item.get("pubDateParsed") or ""
            if date and date[:10] not in {iso[:10] for _, iso in entry.dates}:
                wrong.append(f"{path.name}: {entry.dates!r}")
    assert wrong == []


@pytest.mark.parametrize(
    ("folder", "others"),
    [
        ("feeds_feedparser", {"rss_empty_document.xml"}),
        ("feeds_feed_rs", {"xml_sample_1.xml", "xml_sample_2.xml"}),
    ],
)
def test_every_real_feed_is_read_as_one(folder: str, others: set[str], shared: Path) -> None:
    files = sorted((shared / "corpora" / folder).rglob("*.xml"))
    assert {path.name for path in files if entries_of(path.read_bytes()) is None} == others


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        (
            "euc-jp",
            "日本語の新聞記事がここにあります。大臣は昨日、東京で会議を開きました。",
        ),
        ("tis-620", "นี่คือบทความข่าวภาษาไทย รัฐมนตรีได้ประชุมเมื่อวานนี้ที่กรุงเทพมหานคร"),
        ("euc-kr", "대한민국 정부는 어제 서울에서 새로운 기후 정책에 대하여 논의하였다."),
        ("big5", "外交部發言人昨天在臺北表示，雙方將就氣候變化問題繼續保持溝通。"),
    ],
)
def test_a_feed_that_names_a_wrong_encoding_is_read_in_its_own(encoding: str, text: str) -> None:
    """And the guess is told."""
    feed = (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>x</title><item>'
        f"<title>x</title><description>{text * 2}</description></item></channel></rss>"
    )
    report = Report()
    source = Source("a.xml", "a.xml", feed.encode(encoding))
    [draft] = read_feed(source, Config(), report)
    assert [leaf.text for block in draft.blocks for leaf in block.leaves()] == [text * 2]
    assert [notice.code for notice in report] == ["A163"]


def test_texts_that_are_all_of_one_sign_are_looked_at_in_no_time() -> None:
    """The expressions took the square and the cube of their lengths."""
    started = time.process_time()
    assert _names(["a" + "@a" * 2_000, "jane@example.org (Jane Doe)"])[1] == "Jane Doe"
    assert post_markup(f"One.{' ' * 30_000}Two.\nThree.")[0].endswith("Two.<br>Three.</p>")
    assert read_header(f"date: 2021-02-03\n{' ' * 30_000}x").rest.endswith("x")
    assert time.process_time() - started < 1
