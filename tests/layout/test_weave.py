"""Where elements open and close round spans that nest, touch, cross or are nothing."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from anthology.layout.weave import apart, weave
from anthology.model import Span, SpanKind

_KINDS = {"e": SpanKind.EMPHASIS, "s": SpanKind.STRONG, "c": SpanKind.CODE}


def _span(said: str) -> Span:
    """``e1-3``: kind, start and end."""
    start, _, end = said[1:].partition("-")
    return Span(int(start), int(end), _KINDS[said[0]])


def _tags(span: Span) -> tuple[Markup, Markup]:
    name = next(name for name, kind in _KINDS.items() if kind is span.kind)
    return Markup(f'<{name} id="{span.start}" x="y">'), Markup(f"</{name}>")


def _woven(text: str, spans: str, *points: tuple[int, str]) -> str:
    marks = [(offset, Markup(mark)) for offset, mark in points]
    found = weave(text, [_span(each) for each in spans.split()], marks, _tags)
    assert isinstance(found, Markup)
    return str(found).replace(' x="y"', "")


@pytest.mark.parametrize(
    ("spans", "woven"),
    [
        ("", "abcdef"),
        ("e1-3", 'a<e id="1">bc</e>def'),
        ("e0-6", '<e id="0">abcdef</e>'),
        ("e1-3 s3-4", 'a<e id="1">bc</e><s id="3">d</s>ef'),
        ("s2-3 e1-4", 'a<e id="1">b<s id="2">c</s>d</e>ef'),
        ("s1-3 e1-4", 'a<e id="1"><s id="1">bc</s>d</e>ef'),  # the longer one outside
        ("s1-3 e1-3 c1-3", 'a<c id="1"><e id="1"><s id="1">bc</s></e></c>def'),
        ("e1-3 s2-4", 'a<e id="1">b<s id="2">c</s></e><s>d</s>ef'),
        ("e0-4 s2-6 c3-5",
         '<e id="0">ab<s id="2">c<c id="3">d</c></s></e><s><c>e</c>f</s>'),
        ("e2-2", "abcdef"),
        ("e1-3 e1-3", 'a<e id="1"><e>bc</e></e>def'),
    ],
)  # fmt: skip
def test_elements_round_their_text(spans: str, woven: str) -> None:
    assert _woven("abcdef", spans) == woven


def test_points_stand_at_their_offset_outside_of_what_begins_there() -> None:
    points = (3, "<i/>"), (1, "<p/>"), (1, "<q/>"), (0, "<o/>"), (6, "<z/>")
    assert _woven("abcdef", "e1-3 s1-2 c3-4", *points) == (
        '<o/>a<p/><q/><e id="1"><s id="1">b</s>c</e><i/><c id="3">d</c>ef<z/>'
    )


def test_points_outside_stand_at_the_ends() -> None:
    assert _woven("ab", "", (-3, "<a/>"), (9, "<z/>")) == "<a/>ab<z/>"
    assert _woven("", "", (0, "<a/>")) == "<a/>"
    assert not _woven("", "")


def test_text_is_escaped_once_and_points_are_not() -> None:
    assert _woven("a<&>'\"b", "e1-3", (2, "<p/>")) == (
        'a<e id="1">&lt;<p/>&amp;</e>&gt;&#39;&#34;b'
    )


def test_only_the_id_goes_where_an_element_is_opened_again() -> None:
    def tags(span: Span) -> tuple[Markup, Markup]:
        opening = '<a id="x" href="y">' if span.start else "<b>"
        return Markup(opening), Markup("</>")

    spans = [Span(0, 2, SpanKind.EMPHASIS), Span(1, 4, SpanKind.STRONG)]
    assert weave("abcd", spans, [], tags) == '<b>a<a id="x" href="y">b</></><a href="y">cd</>'
    spans = [Span(1, 3, SpanKind.EMPHASIS), Span(0, 2, SpanKind.STRONG)]
    assert weave("abcd", spans, [], tags) == '<b>a<a id="x" href="y">b</></><a href="y">c</>d'


def _link(start: int, end: int, kind: SpanKind = SpanKind.LINK) -> Span:
    return Span(start, end, kind, "t")


def test_a_link_that_begins_inside_another_is_set_apart() -> None:
    outer, inner, crossing, after = _link(0, 5), _link(1, 3), _link(4, 8), _link(5, 7)
    other = Span(1, 3, SpanKind.EMPHASIS)
    assert apart([after, crossing, inner, other, outer]) == (
        [outer, other, after], [inner, crossing],
    )  # fmt: skip


@pytest.mark.parametrize("kind", [SpanKind.LINK, SpanKind.NOTE, SpanKind.PERSON])
def test_notes_and_persons_are_links(kind: SpanKind) -> None:
    first, second = _link(0, 3, kind), _link(2, 4)
    assert apart(iter([first, second])) == ([first], [second])
    longer = _link(0, 4)
    assert apart([first, longer]) == ([longer], [first])
