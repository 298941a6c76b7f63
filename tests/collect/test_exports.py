"""What services and programs export, read as what their users wrote: cases/collect/exports.toml."""

from __future__ import annotations

import base64
import time
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from anthology.collect import clippings, collect
from anthology.collect.clippings import are_clippings, read_clippings
from anthology.collect.draft import Source
from anthology.collect.mdx import prose_of
from anthology.collect.site_exports import post_markup
from anthology.config import Config
from anthology.errors import InputError
from anthology.model import Article, Block, BlockKind
from anthology.report import Report

CASES = Path(__file__).parent.parent / "cases" / "collect" / "exports.toml"
EXPORTS = tomllib.loads(CASES.read_text(encoding="utf-8"))["export"]
MARKS = {
    BlockKind.HEADING: "#", BlockKind.QUOTE: ">", BlockKind.ITEM: "-", BlockKind.CODE: "`",
    BlockKind.CAPTION: "=", BlockKind.IMAGE: "!", BlockKind.RULE: "---",
}  # fmt: skip


def told(folder: Path) -> str:
    """The articles of a folder and the notices, for people to read."""
    report = Report()
    try:
        articles = collect([str(folder)], Config(), report)
    except InputError:
        articles = ()
    lines = [line for article in articles for line in _article(article)]
    for notice in report:
        place = notice.place.removeprefix(folder.as_posix() + "/")
        lines.append(f"{notice.code} {place} {notice.message}")
    return "\n".join(lines)


def _article(article: Article) -> Iterator[str]:
    date = article.date
    moment = f" {date.time:%H:%M}" if date and date.time else ""
    title = f"({article.title})" if article.title_supplied else article.title
    facts = (
        f"{date.iso if date else ''}{moment}", title, article.subtitle,
        ", ".join(article.authors), ", ".join(article.tags), article.url,
    )  # fmt: skip
    yield " | ".join(facts)
    yield from _blocks(article.blocks, "  ")


def _blocks(blocks: Iterable[Block], indent: str) -> Iterator[str]:
    for block in blocks:
        mark = MARKS.get(block.kind, "")
        shown = " (shown)" if block.kind is BlockKind.IMAGE and block.target else ""
        if block.children:
            inner = list(_blocks(block.children, indent))
            if mark and len(block.children) == 1:
                inner = [f"{indent}{mark} {inner[0].strip()}", *inner[1:]]
            yield from inner
        else:
            yield f"{indent}{mark}{' ' * bool(mark)}{block.text}{shown}".replace("\n", " / ")


@pytest.mark.parametrize("case", EXPORTS, ids=[case["says"] for case in EXPORTS])
def test_an_export_is_what_its_user_wrote(case: dict[str, Any], tmp_path: Path) -> None:
    for file in case["file"]:
        path = tmp_path / file["name"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file["text"], encoding="utf-8")
    assert told(tmp_path) == case["gives"]["text"].rstrip("\n")


def test_damaged_headers_of_a_message_are_read_as_far_as_they_go(tmp_path: Path) -> None:
    """Dates beyond all time, encodings that are none, bytes of UTF-8 without a name for them."""
    head = "From: Jörg <=?x?q?a=?= j@example.org>\nDate: Fri, 99999999999999999999 Feb 2021\n"
    subject = "Subject: =?no-such?b?////?= Übersee\nContent-Type: text/plain; charset=x-none\n\n"
    (tmp_path / "2021-02-05 a.eml").write_text(f"{head}{subject}It closed.", encoding="utf-8")
    assert told(tmp_path).splitlines() == [
        "2021-02-05 | =?no-such?b?////?= Übersee |  | Jörg |  | ",
        "  It closed.",
        "A103 2021-02-05 a.eml the date 'Fri, 99999999999999999999 Feb 2021' is not understood;"
        " write it as 2023-07-20",
    ]


def test_a_line_that_begins_with_from_begins_no_message_without_a_time(tmp_path: Path) -> None:
    border = "From - Fri Feb  5 07:00:00 2021\n"
    letter = "From: Ada Brook <a@example.org>\nSubject: One\nDate: 5 Feb 2021\n\n"
    text = "It closed on the day after the storm.\n\nFrom here one sees the island.\n\n"
    (tmp_path / "a.mbox").write_text(f"{border}{letter}{text}{border}{letter}It opened.\n")
    assert told(tmp_path).splitlines() == [
        "2021-02-05 | One |  | Ada Brook |  | ",
        "  It closed on the day after the storm.",
        "  From here one sees the island.",
        "2021-02-05 | One |  | Ada Brook |  | ",
        "  It opened.",
    ]


@pytest.mark.parametrize("kind", ["plain", "html"])
@pytest.mark.parametrize("label", ["iso-8859-1", "us-ascii", "windows-1252"])
def test_a_letter_that_names_latin_has_the_quotes_of_windows(
    label: str, kind: str, tmp_path: Path
) -> None:
    head = f"{LETTER}Content-Type: text/{kind}; charset={label}\n\n"
    (tmp_path / "a.eml").write_bytes(head.encode() + "“It closed” – the café.".encode("cp1252"))
    assert told(tmp_path).splitlines()[1:] == ["  “It closed” – the café."]


@pytest.mark.parametrize("label", ["cp437", "utf-16-le", "shift_jis", "utf-7"])
def test_a_letter_is_read_in_the_encoding_that_it_names(label: str, tmp_path: Path) -> None:
    head = f"{LETTER}Content-Type: text/plain; charset={label}\nContent-Transfer-Encoding: base64"
    text = "It closed on the day after: 12 crowns." + (" 港" if label != "cp437" else " é")
    content = base64.b64encode(text.encode(label)).decode()
    (tmp_path / "a.eml").write_text(f"{head}\n\n{content}\n", encoding="ascii")
    assert told(tmp_path).splitlines()[1:] == [f"  {text}"]


def test_the_author_of_a_letter_from_nobody_is_who_its_text_names(tmp_path: Path) -> None:
    text = f"By Ada Brook\n\n{SENTENCE}\n"
    (tmp_path / "a.eml").write_text(f"Subject: One\nDate: 5 Feb 2021\n\n{text}")
    [article] = collect([str(tmp_path)], Config(), Report())
    assert article.authors == ("Ada Brook",)


LETTER = "From: Ada Brook <a@example.org>\nSubject: One\nDate: 5 Feb 2021\n"
SENTENCE = "The harbour commission met in the old town hall, and voted to close the pier. "


def letter(folder: Path, markup: str) -> list[str]:
    """What is left of a letter whose text is that markup."""
    head = f"{LETTER}Content-Type: text/html; charset=utf-8\n\n"
    (folder / "a.eml").write_text(f"{head}<html><body>{markup}</body></html>", encoding="utf-8")
    return [line.strip() for line in told(folder).splitlines()[1:]]


@pytest.mark.parametrize("words", ["View in browser", "Read it online", "Forward to a friend"])
def test_a_link_that_says_where_to_read_a_letter_takes_no_text_with_it(
    words: str, tmp_path: Path
) -> None:
    link = f"<a href='https://harbour.example/'>{words}</a>"
    text = (SENTENCE * 4).strip()
    assert letter(tmp_path, f"<div>{link}<br>{text}</div>") == [text]
    assert letter(tmp_path, f"<p>{text} {link}</p>") == [text]
    assert letter(tmp_path, f"<p>Is it broken? {link}</p><p>{text}</p>") == [text]


def test_the_link_to_leave_a_list_takes_few_words_with_it(tmp_path: Path) -> None:
    link = "<a href='https://harbour.example/'>Unsubscribe</a>"
    text = (SENTENCE * 4).strip()
    assert letter(tmp_path, f"<div>{text} {link}</div>") == [text]
    assert letter(tmp_path, f"<p>{text}</p><p>You asked for it. {link}</p>") == [text]


def test_a_sentence_that_begins_like_a_forwarded_letter_stays(tmp_path: Path) -> None:
    text = f"Forwarded to you are <a href='https://harbour.example/'>twelve letters</a>. {SENTENCE}"
    plain = f"Forwarded to you are twelve letters. {SENTENCE}".strip()
    assert letter(tmp_path, f"<p>{text}</p>") == [plain]
    asked = "Forwarded this? <a href='https://harbour.example/'>Subscribe here</a>"
    assert letter(tmp_path, f"<p>{asked}</p><p>{SENTENCE}</p>") == [SENTENCE.strip()]


def test_a_table_that_holds_a_table_only_puts_things_in_their_places(tmp_path: Path) -> None:
    inner = "<table><tr><td>Herring</td><td>12</td></tr><tr><td>Cod</td><td>20</td></tr></table>"
    outer = f"<table><tr><th>Prices</th></tr><tr><td>{inner}</td><td>of May</td></tr></table>"
    found = letter(tmp_path, f"<p>{SENTENCE}</p>{outer}")
    assert found == [SENTENCE.strip(), "Prices", "Herring", "12", "Cod", "20", "of May"]


def test_a_text_that_only_has_rules_like_those_of_clippings_is_a_text() -> None:
    for text in ("\n==========\n", "==========\n==========\n", "Words.\n==========\n"):
        assert not are_clippings(text.encode())


def test_a_longer_rule_ends_no_clipping(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is the text decoded for it."""
    monkeypatch.setattr(clippings, "decode", lambda _: pytest.fail("it was decoded"))
    assert not are_clippings(b"Words.\n" + b"=" * 20 + b"\nMore.\n==========x\n")


def test_bookmarks_hold_no_words_and_are_counted() -> None:
    bookmark = "The Sea Wall (Inger Dahl)\n- Your Bookmark on page 12 | Added on May 5, 2019\n\n\n"
    data = f"{bookmark}==========\r\n".encode()
    report = Report()
    assert are_clippings(data)
    assert list(read_clippings(Source("a.txt", "a.txt", data), Config(), report)) == []
    [notice] = report
    assert (notice.code, notice.message.rpartition(": ")[2]) == ("A164", "bookmarks (1)")


def test_a_text_that_is_nearly_clippings_is_looked_at_in_no_time() -> None:
    data = f"A book\n- {'|'.join(['1' * 1_000] * 4)}\n\n==========\n".encode()
    started = time.process_time()
    assert not are_clippings(data)
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("post", "shown"),
    [
        ("<pre>[box]a[/box]</pre>", "<pre>[box]a[/box]</pre>"),
        ("<pre>[code]a\n\nb[/code]</pre>", "<pre>[code]a\n\nb[/code]</pre>"),
        ("<pre>[caption a='b']c[/caption]</pre>", "<pre>[caption a='b']c[/caption]</pre>"),
        ("[code]a\n\n<pre>b</pre>[/code]", "<pre>a\n\n&lt;pre&gt;b&lt;/pre&gt;</pre>"),
    ],
)
def test_shortcodes_in_a_listing_are_its_words(post: str, shown: str) -> None:
    assert post_markup(f"[box]One.[/box]\n\n{post}\n\n[gallery ids='1']") == (
        f"<p>One.</p>{shown}",
        ("box", "gallery"),
    )
    assert post_markup(post) == (shown, ())


def test_the_looks_of_a_tag_in_mdx_are_no_template() -> None:
    prose = prose_of("<p style={{color: 'red'}} className={big} id='a'>It closed.</p> {sum}")
    assert (prose.text, prose.names) == ("<p id='a'>It closed.</p> ", ("{sum}",))


def test_the_words_of_an_image_in_mdx_may_hold_quotes(tmp_path: Path) -> None:
    image = "<Image src='a.png?x=1&amp;y=2' data-alt='x' alt='Say \"no\" now &amp; <then>' />"
    assert prose_of(image).text == (
        '<img src="a.png?x=1&amp;y=2" alt="Say &quot;no&quot; now &amp; &lt;then&gt;">'
    )
    text = f"It closed.\n\n{image}\n\n<p style={{{{color: 'red'}}}}>It opened.</p>\n"
    (tmp_path / "2021-02-03 a.mdx").write_text(text)
    found = told(tmp_path).splitlines()
    assert found[1:4] == ["  It closed.", '  ! Say "no" now & <then>', "  It opened."]
    assert [line.split()[0] for line in found[4:]] == ["A119"]
