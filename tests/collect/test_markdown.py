"""CommonMark becomes blocks; the editor's introduction is written in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anthology.collect import collect, read_introduction
from anthology.collect.frontmatter import read_front_matter
from anthology.collect.markdown import blocks_of
from anthology.config import Config
from anthology.errors import InputError
from anthology.model import Block, BlockKind, Span, SpanKind
from anthology.report import Report

P = BlockKind.PARAGRAPH


def test_a_heading_goes_down_one_level_because_the_title_is_the_first() -> None:
    assert blocks_of("# One\n\n###### Six") == (
        Block(BlockKind.HEADING, "One", level=2),
        Block(BlockKind.HEADING, "Six", level=6),
    )


def test_spans_stand_where_their_words_do() -> None:
    [block] = blocks_of("A *fine **old** harbour* and `code`, [here](https://example.org/).")
    assert block == Block(
        P,
        "A fine old harbour and code, here.",
        (
            Span(7, 10, SpanKind.STRONG),
            Span(2, 18, SpanKind.EMPHASIS),
            Span(23, 27, SpanKind.CODE),
            Span(29, 33, SpanKind.LINK, "https://example.org/"),
        ),
    )


def test_a_link_that_leads_nowhere_in_a_book_leaves_its_words() -> None:
    assert blocks_of("[run](javascript:alert(1)) [near](b.md)") == (
        Block(P, "[run](javascript:alert(1)) near"),
    )


def test_lists_quotes_code_and_rules_are_kept() -> None:
    text = "1. one\n2. two\n   - deep\n\n> said\n\n```\na  b\n```\n\n---\n"
    assert blocks_of(text) == (
        Block(
            BlockKind.LIST,
            children=(
                Block(BlockKind.ITEM, children=(Block(P, "one"),)),
                Block(
                    BlockKind.ITEM,
                    children=(
                        Block(P, "two"),
                        Block(
                            BlockKind.LIST,
                            children=(Block(BlockKind.ITEM, children=(Block(P, "deep"),)),),
                        ),
                    ),
                ),
            ),
            level=1,
        ),
        Block(BlockKind.QUOTE, children=(Block(P, "said"),)),
        Block(BlockKind.CODE, "a  b"),
        Block(BlockKind.RULE),
    )


def test_a_line_break_that_is_meant_is_kept() -> None:
    assert blocks_of("one  \ntwo\nthree") == (
        Block(P, "one\ntwo three", (Span(4, 4, SpanKind.BREAK),)),
    )


@pytest.mark.parametrize("text", ["> " * 600 + "deep", "[" * 5000 + "]" * 5000, "- " * 300 + "x"])
def test_deep_nesting_ends_well_and_keeps_the_words(text: str) -> None:
    words = " ".join(leaf.text for block in blocks_of(text) for leaf in block.leaves())
    assert text.strip("> -") in words


@given(st.text(alphabet="ab *_`[]()<>#-1.\n>!\\&", max_size=200))
def test_spans_lie_inside_their_text(text: str) -> None:
    for block in blocks_of(text):
        for leaf in block.leaves():
            assert all(0 <= span.start <= span.end <= len(leaf.text) for span in leaf.spans)


def test_the_introduction_is_the_file_that_is_named(tmp_path: Path) -> None:
    (tmp_path / "hello.md").write_text("Hello, *reader*.", encoding="utf-8")
    assert read_introduction(Config(introduction=tmp_path / "hello.md"), Report()) == (
        Block(P, "Hello, reader.", (Span(7, 13, SpanKind.EMPHASIS),)),
    )


def test_the_introduction_is_found_in_the_folder_of_the_sources(tmp_path: Path) -> None:
    (tmp_path / "introduction.md").write_text("Hello.", encoding="utf-8")
    assert read_introduction(Config(sources=(str(tmp_path),)), Report()) == (Block(P, "Hello."),)


def test_there_need_not_be_an_introduction(tmp_path: Path) -> None:
    assert read_introduction(Config(sources=(str(tmp_path), "-")), Report()) == ()


def test_an_introduction_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot be read \(No such file or directory\)"):
        read_introduction(Config(introduction=tmp_path / "none.md"), Report())


@pytest.mark.parametrize(
    ("text", "values", "body"),
    [
        ('+++\ntitle = "A"\n[extra]\nx = 1\n[taxonomies]\ntags = ["t"]\n+++\nB',
         {"title": "A", "x": 1, "tags": ["t"]}, "B"),
        ('+++\nx = 2\nextra = "y"\n+++\nB', {"x": 2, "extra": "y"}, "B"),
        ('+++\nx = 2\n[extra]\nx = 1\n+++\nB', {"x": 2}, "B"),
        ('{"title": "A"}\nB', {"title": "A"}, "B"),
        ('{"title": "A"', {}, '{"title": "A"'),
    ],
)  # fmt: skip
def test_front_matter_may_be_toml_or_json(text: str, values: object, body: str) -> None:
    found = read_front_matter(text)
    assert (found.values, found.rest.strip(), found.problem) == (values, body, "")


def test_front_matter_that_is_no_toml_is_told_with_the_line() -> None:
    found = read_front_matter("+++\ntitle = \n+++\nB")
    assert found.problem == "TOML: Invalid value (at line 1, column 9)"


def test_rules_at_either_end_part_nothing(tmp_path: Path) -> None:
    text = "***\n\nThe river rose.\n\n***\n\nIt fell.\n\n---\n"
    (tmp_path / "2021-03-04.md").write_text(text, encoding="utf-8")
    [article] = collect((str(tmp_path),), Config(), Report())
    assert [b.kind for b in article.blocks] == [P, BlockKind.RULE, P]
