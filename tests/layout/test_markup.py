"""Blocks and spans become markup; nothing an article says can become markup or be lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup

from anthology.layout.markup import Setting, render
from anthology.layout.note_marks import unsaid_mark
from anthology.layout.weave import apart, weave
from anthology.model import (
    Article,
    Asset,
    Block,
    BlockKind,
    Origin,
    PageStart,
    Position,
    Span,
    SpanKind,
)


def _article(*blocks: Block, **more: object) -> Article:
    return Article("a-x", Origin("x.txt"), "Title", blocks, **more)  # type: ignore[arg-type]  # any field


def _setting(*breaks: PageStart, ebook: bool = True) -> Setting:
    return Setting(href=lambda i: f"#{i}", ebook=ebook, breaks=breaks)


def _paragraph(text: str, *spans: Span) -> Article:
    return _article(Block(BlockKind.PARAGRAPH, text, spans))


def _tree(markup: Markup) -> etree._Element:
    return etree.fromstring(f'<root xmlns:epub="e">{markup}</root>')


_KINDS = [k for k in SpanKind if k is not SpanKind.BREAK]
_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn")), max_size=60)


@given(
    _TEXT,
    st.lists(
        st.tuples(st.integers(-2, 70), st.integers(-2, 70), st.sampled_from(_KINDS)), max_size=8
    ),
)
def test_no_character_is_lost_whatever_the_spans(
    text: str, raw: list[tuple[int, int, SpanKind]]
) -> None:
    """Spans may overlap, nest, cross, be empty or lie outside: the text comes out whole."""
    spans = [Span(max(a, 0), min(b, len(text)), k, "t") for a, b, k in raw if b > a]
    spans = [s for s in spans if s.end > s.start]

    def tags(span: Span) -> tuple[Markup, Markup]:
        return Markup(f'<x id="i{span.kind}">'), Markup("</x>")

    found = weave(text, apart(spans)[0], [], tags)
    assert "".join(_tree(found).itertext()) == text


def test_markup_in_an_article_is_text() -> None:
    found = render(_paragraph('<script>alert("1")</script> & more'), _setting())
    assert "<script" not in found
    assert "".join(_tree(found).itertext()) == "<script>alert(“1”)</script> & more"


def test_spans_that_cross_are_cut_where_they_cross() -> None:
    spans = (Span(0, 6, SpanKind.EMPHASIS), Span(4, 9, SpanKind.STRONG))
    found = render(_paragraph("abcdefghij", *spans), _setting())
    assert found == "<p><em>abcd<strong>ef</strong></em><strong>ghi</strong>j</p>"


def test_a_link_in_a_link_gives_way_to_the_outer_one() -> None:
    """A person's mention stays a place that the who's who can lead back to."""
    spans = (Span(0, 9, SpanKind.LINK, "https://example.org/"), Span(4, 9, SpanKind.PERSON, "p-k"))
    found = render(_paragraph("see Kerry now", *spans), _setting())
    assert found == (
        '<p><a href="https://example.org/">see <span id="a-x.p-k"></span>Kerry</a> now</p>'
    )


def test_a_first_mention_leads_to_the_who_is_who_and_can_be_led_back_to() -> None:
    found = render(_paragraph("Mr Kerry said", Span(3, 8, SpanKind.PERSON, "p-kerry")), _setting())
    link = _tree(found).find(".//a")
    assert link is not None
    assert dict(link.attrib) == {
        "class": "person",
        "id": "a-x.p-kerry",
        "href": "#p-kerry",
        "{e}type": "glossref",
        "role": "doc-glossref",
    }


def test_an_element_cut_in_two_keeps_its_id_once() -> None:
    spans = (Span(0, 3, SpanKind.EMPHASIS), Span(2, 6, SpanKind.PERSON, "p-k"))
    found = str(render(_paragraph("abcdefgh", *spans), _setting()))
    assert len(re.findall(' id="', found)) == 1


def test_a_printed_page_begins_where_its_text_begins() -> None:
    start = PageStart("87", 99, "a-x", Position(0, 4))
    found = str(render(_paragraph("One two"), _setting(start)))
    assert re.fullmatch(r'<p>One <span [^>]*id="page-87"[^>]*></span>two</p>', found)


def test_print_may_break_words_of_hundreds_of_letters() -> None:
    """Where lines of scripts without spaces may end, the engine knows."""
    for text, breaks in (("x" * 400, 33), ("x" * 399, 0), ("\u6c34" * 900, 0), ("\u0e01" * 900, 0)):
        article = _paragraph(text)
        assert str(render(article, _setting(ebook=False))).count("<wbr/>") == breaks
        assert "<wbr/>" not in str(render(article, _setting()))


def test_print_numbers_its_leaves_and_e_books_do_not() -> None:
    blocks = (
        Block(BlockKind.PARAGRAPH, "a"),
        Block(BlockKind.LIST, children=(Block(BlockKind.ITEM, children=(
            Block(BlockKind.PARAGRAPH, "b"),)),)),
        Block(BlockKind.CELL),
        Block(BlockKind.PARAGRAPH, "c"),
    )  # fmt: skip
    article = _article(*blocks)
    found = str(render(article, _setting(ebook=False)))
    assert re.findall(r'data-leaf="(\d+)"[^>]*>(\w)', found) == [("0", "a"), ("1", "b"), ("3", "c")]
    assert [leaf.text for leaf in article.leaves()] == ["a", "b", "", "c"]
    assert "data-leaf" not in render(article, _setting())


def test_a_printed_page_may_begin_with_a_picture_or_with_the_words_of_a_missing_one() -> None:
    asset = Asset("f00", "image/png", b"", 1, 1)
    blocks = (
        Block(BlockKind.PARAGRAPH, "a"),
        Block(BlockKind.IMAGE, "A chart", target="f00"),
        Block(BlockKind.IMAGE, "A map", target="gone"),
    )
    found = str(render(_article(*blocks, assets=(asset,)), _setting(ebook=False)))
    assert re.findall(r'<(\w+)[^>]* data-leaf="(\d)"', found) == [
        ("p", "0"),
        ("img", "1"),
        ("p", "2"),
    ]


def test_code_is_set_as_it_is_and_prose_is_typeset() -> None:
    blocks = (Block(BlockKind.CODE, "x = '1'"), Block(BlockKind.PARAGRAPH, "it's"))
    assert render(_article(*blocks), _setting()) == "<pre>x = &#39;1&#39;</pre>\n<p>it’s</p>"


def test_an_image_has_its_alternative_text_and_a_missing_one_leaves_it() -> None:
    asset = Asset("f00", "image/png", b"", 1, 1)
    blocks = (
        Block(BlockKind.IMAGE, "A chart", target="f00"),
        Block(BlockKind.IMAGE, "A map", target="gone"),
    )
    found = render(_article(*blocks, assets=(asset,)), _setting())
    assert '<img src="f00" alt="A chart"/>' in found
    assert '<p class="missing-image">A map</p>' in found


def test_a_passage_in_another_language_is_marked_and_turned() -> None:
    found = render(_article(Block(BlockKind.PARAGRAPH, "שלום", language="he")), _setting())
    assert found == '<p lang="he" xml:lang="he" dir="rtl">שלום</p>'


def _cell(text: str, heading: int = 0) -> Block:
    return Block(BlockKind.CELL, children=(Block(BlockKind.CELL_TEXT, text),), level=heading)


def _row(*cells: Block) -> Block:
    return Block(BlockKind.ROW, children=cells)


def test_a_table_has_its_caption_first_and_headings_with_their_scope() -> None:
    caption = Block(BlockKind.CAPTION, "Levels")
    head = _row(_cell("Day", 1), _cell("Metres", 1))
    row = _row(_cell("Monday", 1), _cell("2"))
    found = render(_article(Block(BlockKind.TABLE, children=(caption, head, row))), _setting())
    tree = _tree(found)
    assert [e.tag for e in tree.find("table")] == ["caption", "thead", "tbody"]
    assert [e.get("scope") for e in tree.iter("th")] == ["col", "col", "row"]


@pytest.mark.parametrize(
    ("firsts", "named"),
    [
        (("Height", "Width"), True),
        (("Height", "Height"), False),
        (("Height", ""), False),
        (("1.5", "2.5"), False),
        (("Height", "A sentence that goes on until it has said something"), False),
        (("Height",), False),
    ],
)
def test_rows_that_begin_with_a_name_have_it_as_their_heading(
    firsts: tuple[str, ...], named: bool
) -> None:
    """Where the source gives no headings: who hears a table is told them with each cell."""
    rows = tuple(_row(_cell(first), _cell("2 m")) for first in firsts)
    found = _tree(render(_article(Block(BlockKind.TABLE, children=rows)), _setting()))
    scopes = [e.get("scope") for e in found.iter("th")]
    assert scopes == ["row"] * len(firsts) * named
    assert len(list(found.iter("td"))) == 2 * len(firsts) - len(scopes)


def test_a_table_of_headings_alone_has_a_body() -> None:
    table = Block(BlockKind.TABLE, children=(_row(_cell("a", 1)), _row(_cell("b", 1))))
    (found,) = _tree(render(_article(table), _setting()))
    assert [e.tag for e in found] == ["tbody"]


def test_no_level_of_heading_is_skipped_whatever_the_source_has() -> None:
    levels = (4, 4, 2, 3, 6, 2)
    blocks = [Block(BlockKind.HEADING, f"h{n}", level=n) for n in levels]
    found = _tree(render(_article(*blocks), _setting()))
    assert [e.tag for e in found] == ["h2", "h2", "h2", "h3", "h4", "h2"]


def _noted(opening: str) -> Article:
    note = Block(BlockKind.NOTE, children=(Block(BlockKind.PARAGRAPH, opening),), id="note-1")
    spans = (Span(5, 6, SpanKind.NOTE, "note-1"), Span(11, 12, SpanKind.NOTE, "note-1"))
    return _article(Block(BlockKind.PARAGRAPH, "water1 wood1", spans), note)


def test_a_note_leads_back_to_its_first_reference() -> None:
    tree = _tree(render(_noted("Deep."), _setting()))
    first, second = tree.findall("p/a")
    assert (first.get("id"), second.get("id")) == ("a-x.note-1.ref", None)
    assert first.get("href") == "#a-x.note-1"
    (note,) = tree.findall("div")
    assert (note.get("id"), note.get("role")) == ("a-x.note-1", "doc-footnote")
    back = note.find("p/a")
    assert (back.get("href"), back.text) == ("#a-x.note-1.ref", "1")


def test_a_note_that_has_its_number_already_is_not_numbered_twice() -> None:
    tree = _tree(render(_noted("1. Deep."), _setting()))
    assert tree.find("div/p/a").text == "^"


def test_a_person_named_by_a_picture_alone_is_found_there() -> None:
    """The words of a picture hold no link, but the who's who leads to it."""
    spans = (Span(0, 9, SpanKind.PERSON, "p-q"),)
    asset = Asset("0f", "image/png", b"", 1, 1)
    picture = Block(BlockKind.IMAGE, "Ada Quill at work", spans, target="0f")
    found = render(_article(picture, assets=(asset,)), _setting())
    assert found == '<span id="a-x.p-q"></span><img src="0f" alt="Ada Quill at work"/>'


def test_code_reads_from_left_to_right_in_any_article() -> None:
    code = Block(BlockKind.CODE, "a = b")
    assert render(_article(code, language="ar"), _setting()) == '<pre dir="ltr">a = b</pre>'
    assert render(_article(code), _setting()) == "<pre>a = b</pre>"


def test_a_picture_without_words_is_decoration() -> None:
    asset = Asset("0f", "image/png", b"", 1, 1)
    blocks = (
        Block(BlockKind.IMAGE, "", target="0f"),
        Block(BlockKind.IMAGE, "A lock", target="0f"),
    )
    found = _tree(render(_article(*blocks, assets=(asset,)), _setting()))
    assert [(e.get("alt"), e.get("role")) for e in found] == [
        ("", "presentation"),
        ("A lock", None),
    ]


def test_two_hyphens_are_one_dash_and_spans_stay_where_they_were() -> None:
    text = Block(BlockKind.PARAGRAPH, "He came--and saw", spans=(Span(9, 12, SpanKind.EMPHASIS),))
    assert render(_article(text), _setting()) == "<p>He came—<em>and</em> saw</p>"


def test_words_of_a_table_are_whole_where_a_line_of_print_holds_its_columns() -> None:
    long = "10.1145/362384.362685" * 2
    tables = {
        ("relational database", long): [["whole"], []],
        ("a", "12"): [["whole"], ["number", "whole"]],
        tuple(f"fourteen-letters{n}" * 2 for n in range(9)): [[]] * 9,
    }
    for cells, classes in tables.items():
        table = _article(Block(BlockKind.TABLE, children=(_row(*map(_cell, cells)),)))
        printed = _tree(render(table, _setting(ebook=False)))
        assert [e.get("class", "").split() for e in printed.findall(".//td")] == classes


def test_a_table_too_wide_for_any_page_is_a_list_of_its_rows_in_print() -> None:
    """Its words would be set letter under letter, where no reader and no program finds them."""
    for columns, tables in ((24, 1), (25, 0)):
        row = _row(*(_cell(f"c{n}") for n in range(columns)))
        table = _article(Block(BlockKind.TABLE, children=(row, row)))
        printed = _tree(render(table, _setting(ebook=False)))
        assert len(printed.findall(".//table")) == tables
        assert len(printed.findall(".//li")) == (0 if tables else 2)
        assert len(printed.findall(".//span[@class='cell']")) == 2 * columns
        assert len(_tree(render(table, _setting())).findall(".//table")) == 1


@pytest.mark.parametrize(
    ("text", "mark"),
    [("1. A note.", ""), ("[1] A note.", ""), ("1 boat sank.", "1"), ("A note.", "1")],
)
def test_a_note_that_begins_with_its_mark_is_not_marked_again(text: str, mark: str) -> None:
    note = Block(BlockKind.NOTE, id="n1", children=(Block(BlockKind.PARAGRAPH, text),))
    assert unsaid_mark(note, {"n1": "[1]"}) == mark
    assert unsaid_mark(note, {}) == ""
