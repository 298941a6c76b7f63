"""Elements of HTML become blocks; nothing hidden, nothing that runs, no word lost."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anthology.collect.markup_blocks import blocks_of_html
from anthology.layout.markup import Setting, render
from anthology.model import Article, Block, BlockKind, Origin, SpanKind

CASES = Path(__file__).parent.parent / "cases" / "collect" / "markup.toml"
MARKUP = tomllib.loads(CASES.read_text(encoding="utf-8"))["markup"]


def lines(blocks: tuple[Block, ...], depth: int = 0) -> Iterator[str]:
    """A block a line, children two spaces in; spans in braces behind the text."""
    for block in blocks:
        words = [f"{'  ' * depth}{block.kind}"]
        words += [f"{name}={value}" for name, value in _marks(block)]
        words += [block.text.replace("\n", " / ")] if block.text else []
        for span in block.spans:
            covered = block.text[span.start : span.end]
            target = f" {span.target}" if span.target else ""
            words += [] if span.kind is SpanKind.BREAK else [f"{{{span.kind}: {covered}{target}}}"]
        yield " ".join(words)
        yield from lines(block.children, depth + 1)


def _marks(block: Block) -> Iterator[tuple[str, object]]:
    if block.level:
        yield "level", block.level
    if block.columns > 1:
        yield "columns", block.columns
    if block.rows > 1:
        yield "rows", block.rows
    if block.id:
        yield "id", block.id
    if block.target:
        yield "from", block.target.replace("\n", ",")
    if block.language:
        yield "language", block.language


@pytest.mark.parametrize("case", MARKUP, ids=[case["says"] for case in MARKUP])
def test_elements_become_blocks(case: dict[str, str]) -> None:
    found = blocks_of_html(case["html"], "https://example.org/news/a.html", "en")
    assert "\n".join(lines(found)) == case["blocks"].strip("\n")


@pytest.mark.parametrize("tag", ["div", "blockquote", "b", "ul", "table", "span", "section"])
@pytest.mark.parametrize("depth", [80, 300, 3000, 200_000])
def test_deep_nesting_ends_well_and_keeps_the_words(tag: str, depth: int) -> None:
    found = blocks_of_html(f"<p>before<{tag}>" * 1 + f"<{tag}>" * depth + "deep" + "<p>after")
    words = " ".join(leaf.text for block in found for leaf in block.leaves())
    assert [word in words for word in ("before", "deep", "after")] == [True] * 3


_PIECES = st.sampled_from(
    ["<p>", "</p>", "<b>", "</b>", "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td>", "<br>", " ",
     "</table>", "<pre>", "</pre>", "<a href='https://a.org'>", "</a>", "<blockquote>", "<dl>",
     "<dt>", "<dd>", "<figure>", "<figcaption>", "</figure>", "<h2>", "</h2>", "<sup>", "</sup>",
     "word", "two words", "&amp;", "< ", "\n", "<img src=a.png alt=A>", "<hr>", "<div>", "</div>",
     "<i lang=fr>", "</i>", "é", "<a href='#n'>1</a>", "<li id=n>"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=40))
def test_any_markup_gives_blocks_in_good_shape(pieces: list[str]) -> None:
    """Spans lie inside their text; rows hold cells, lists items, definitions pairs."""
    below = {
        BlockKind.LIST: {BlockKind.ITEM},
        BlockKind.TABLE: {BlockKind.ROW, BlockKind.CAPTION},
        BlockKind.ROW: {BlockKind.CELL},
        BlockKind.DEFINITIONS: {BlockKind.TERM, BlockKind.DEFINITION},
    }
    parts = set().union(*below.values()) - {BlockKind.CAPTION}

    def check(block: Block, above: BlockKind | None) -> None:
        for span in block.spans:
            assert 0 <= span.start <= span.end <= len(block.text)
            assert span.kind is SpanKind.BREAK or span.start < span.end
        if above in below:
            assert block.kind in below[above]
        else:
            assert block.kind not in parts
        for child in block.children:
            check(child, block.kind)

    for block in blocks_of_html("".join(pieces)):
        check(block, None)


@given(st.lists(_PIECES, max_size=40))
def test_no_word_of_any_markup_is_lost(pieces: list[str]) -> None:
    found = blocks_of_html("".join(pieces))
    words = " ".join(leaf.text for block in found for leaf in block.leaves())
    for word in ("word", "é"):
        assert words.count(word) >= sum(piece.count(word) for piece in pieces)


def test_a_great_many_elements_are_read_in_a_moment() -> None:
    """Work grows with the length: ten times the markup takes no hundred times as long."""
    found = blocks_of_html("<p>some words <b>and</b> more</p>" * 30_000)
    assert len(found) == 30_000


@pytest.mark.parametrize("markup", ["", " ", "<html></html>", "<!-- a -->", "<head></head>", "\0"])
def test_markup_without_words_gives_nothing(markup: str) -> None:
    assert blocks_of_html(markup) == ()


@pytest.mark.parametrize(
    ("markup", "start"),
    [
        ("<ol start='3'><li>a<li>b</ol>", 3),
        ("<ol><li value='7'>a<li>b</ol>", 7),
        ("<ol start='x'><li>a</ol>", 1),
        ("<ol start='0'><li>a</ol>", 0),
        ("<ol reversed start='3'><li>a</ol>", 1),
        ("<ul start='3'><li>a</ul>", 1),
    ],
)
def test_an_ordered_list_begins_with_its_own_number(markup: str, start: int) -> None:
    [block] = blocks_of_html(markup)
    assert (block.kind, block.start) == (BlockKind.LIST, start)
    article = Article("a-1", Origin("a"), "A", (block,))
    written = render(article, Setting(href=str))
    assert (f'start="{start}"' in written) == (start != 1)


def test_a_word_behind_a_sign_at_the_very_end_is_kept() -> None:
    """Parsers take it for the beginning of a tag; a known one that is cut off is not text."""
    assert [block.text for block in blocks_of_html("<p>if a <word")] == ["if a <word"]
    assert [block.text for block in blocks_of_html("<p>so it ends.<div")] == ["so it ends."]
