"""Blocks and spans become markup; nothing an article says can become markup or be lost."""

import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup

from anthology.layout.markup import Setting, render, weave
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

    found = weave(text, spans, [], tags)
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
    spans = (Span(0, 9, SpanKind.LINK, "https://example.org/"), Span(4, 9, SpanKind.PERSON, "p-k"))
    found = render(_paragraph("see Kerry now", *spans), _setting())
    assert found == '<p><a href="https://example.org/">see Kerry</a> now</p>'


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
