"""Objects cut loose from their file: what is taken along, and what they say."""

from dataclasses import replace

import pydyf
import pytest

from anthology.export.pdf.chunk import Renderer
from anthology.export.pdf.cutting import Cutter, cut_font, entries_of, plain
from anthology.export.pdf.pieces import Body, Chunk, Job
from anthology.model import Asset
from anthology.theme import load_theme

_CSS = (
    "@page { size: 100mm 60mm; margin: 10mm } @page furniture { margin: 0 }"
    " body { font-family: Libertine } .head { page: furniture; break-after: page }"
)
_MILL = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'


def _added(pdf: pydyf.PDF, value: object) -> pydyf.Object:
    pdf.add_object(value)
    return value


def test_what_is_referred_to_is_taken_along_once_and_streams_come_first() -> None:
    pdf = pydyf.PDF()
    given = _added(pdf, pydyf.Dictionary({"Kind": "/Page"}))
    stream = _added(pdf, pydyf.Stream([b"drawn"], {"Length": 99, "Kind": "/Form"}))
    leaf = _added(pdf, pydyf.Dictionary({"P": given.reference, "Say": pydyf.String("5% (a)")}))
    _added(pdf, pydyf.Dictionary({"Nobody": "/Asks"}))
    held = pydyf.Array([leaf.reference, stream.reference, leaf.reference, 7, b"0.5"])
    top = _added(pdf, pydyf.Dictionary({"Kids": held, "Deep": pydyf.Dictionary({"B": 1.5})}))
    leaf["Up"] = top.reference
    cutter = Cutter(pdf, [given])
    cutter.reach([top.number])
    block = cutter.block()
    assert (block.given, [each.data for each in block.streams]) == (1, [b"drawn"])
    assert block.streams[0].entries.text == b"/Kind /Form"
    (objects,) = block.objects
    assert [cutter.number(each) for each in (given, stream, top, leaf)] == [0, 1, 2, 3]
    assert objects.template.numbers == (3, 1, 3, 0, 2)
    assert objects.template.text.splitlines() == [
        b"<</Kids [%7d 0 R %7d 0 R %7d 0 R 7 0.5 ]/Deep <</B 1.5>>>>",
        rb"<</P %7d 0 R/Say (5%% \(a\))/Up %7d 0 R>>",
    ]
    filled = objects.template.text % ((1,) * 5)
    assert [filled[start : start + 3] for start in objects.starts] == [b"<</", b"<</"]


def test_objects_that_refer_to_each_other_come_to_an_end() -> None:
    pdf = pydyf.PDF()
    objects = [_added(pdf, pydyf.Dictionary()) for _ in range(450)]
    for number, each in enumerate(objects):
        each["Next"] = objects[(number + 1) % len(objects)].reference
    cutter = Cutter(pdf)
    cutter.reach([objects[0].number])
    parts = cutter.block().objects
    assert [len(part.starts) for part in parts] == [200, 200, 50]
    assert all(part.starts[0] == 0 for part in parts)


@pytest.mark.parametrize(
    ("value", "written"),
    [(b"q", b"q"), ("/Name", b"/Name"), (3, b"3"), (2.5, b"2.5"), (4.0, b"4")],
)
def test_values_are_written_as_the_engine_writes_them(value: object, written: bytes) -> None:
    assert plain(value) == written
    assert entries_of({"Key": value}) == b"/Key " + written


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(_CSS, load_theme("classic").faces)


def _merged(renderer: Renderer, html: str) -> Chunk:
    asset = Asset("mill", "image/svg+xml", _MILL)
    return renderer.render(Job("x", f'<html lang="en"><body>{html}', (asset,), merged=True))


def _body(renderer: Renderer, html: str) -> Body:
    body = _merged(renderer, html).body
    assert body is not None
    return body


def _text(body: Body) -> bytes:
    return b"".join(part.template.text for part in body.block.objects)


def test_links_are_told_apart_by_where_they_lead(renderer: Renderer) -> None:
    html = '<p><a href="xref:a-2">here</a> <a href="https://e.org/">there</a></p>'
    body = _body(renderer, html)
    assert [(link.page, link.anchor) for link in body.links] == [(0, "a-2"), (0, "")]
    inside, outside = (link.entries for link in body.links)
    assert b"/URI (https://e.org/)" in outside
    assert b"/A " not in inside
    assert b"/Contents" not in inside
    assert all(b"/Rect" not in link.entries and b"/Struct" not in link.entries
               for link in body.links)  # fmt: skip
    left, top, right, bottom = body.links[0].area
    assert 28 < left < right < 60
    assert 100 < bottom < top < 142
    assert len({link.parent for link in body.links}) == 2


def test_the_book_gives_pages_areas_and_boxes(renderer: Renderer) -> None:
    html = '<p>a <a href="xref:b">b</a></p><img src="asset:mill" alt="A mill">'
    body = _body(renderer, html)
    assert body.block.given == 1 + len(body.pages) + len(body.links) + len(body.figures)
    assert [figure.page for figure in body.figures] == [0]
    assert b"BBox" not in body.figures[0].entries + _text(body)
    left, bottom, right, top = body.figures[0].box
    assert (right - left, top - bottom) == pytest.approx((6.75, 6.75), abs=0.1)


def test_heads_are_drawn_without_marks_and_have_no_place_in_the_tree(renderer: Renderer) -> None:
    plain = _body(renderer, "<p>words</p>")
    body = _body(renderer, "<div class='head'>One</div><div class='head'>Two</div><p>words</p>")
    assert (len(body.heads), len(body.pages), len(body.kids)) == (2, 1, len(plain.kids))
    for drawn in body.heads:
        operators = drawn.split()
        assert not {b"BDC", b"BMC", b"EMC"} & set(operators)
        assert {b"BT", b"ET", b"Tf"} <= set(operators)
        assert b"/MCID" not in drawn
    assert _text(body).count(b"/StructElem") == _text(plain).count(b"/StructElem")


def test_ids_are_those_of_the_tree(renderer: Renderer) -> None:
    body = _body(renderer, "<aside>a note</aside><p>words</p>")
    ((name, number),) = body.ids
    assert name.startswith("x/")
    assert body.block.given + len(body.block.streams) <= number


def test_what_pages_share_is_beside_them(renderer: Renderer) -> None:
    """A reader that draws a page does not have to unpack the structure tree."""
    body = _body(renderer, '<p style="opacity: 0.5">a</p>')
    assert body.resources.numbers == ()
    assert b"/ColorSpace <<" in body.resources.text
    assert len(body.forms.numbers) == body.forms.text.count(b" R")


@pytest.mark.engine_warnings  # no font has the character
def test_a_font_of_its_own_is_cut_by_itself(renderer: Renderer) -> None:
    chunk = _merged(renderer, "<p>a \U00013000</p>")
    own = [use.own for use in chunk.fonts if use.own]
    assert len(own) == 1
    (block,) = own
    assert (block.given, len(block.streams)) == (0, 2)  # the file, and what its glyphs mean
    assert block.objects[0].template.text.startswith(b"<</Type /Font/Subtype /Type0")
    assert replace(chunk, fonts=()).body == chunk.body


def test_a_font_is_found_by_the_name_that_pages_call_it() -> None:
    pdf = pydyf.PDF()
    font = _added(pdf, pydyf.Dictionary({"Type": "/Font"}))
    fonts = _added(pdf, pydyf.Dictionary({"F1": font.reference}))
    resources = _added(pdf, pydyf.Dictionary({"Font": fonts.reference}))
    pdf.add_page(pydyf.Dictionary({"Type": "/Page", "Resources": resources.reference}))
    assert cut_font(pdf, "F1").objects[0].template.text == b"<</Type /Font>>\n"
