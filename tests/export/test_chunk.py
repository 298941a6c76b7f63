"""What is told of a rendered section: starts, anchors, links, fonts; and what may be fetched."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from anthology.export.pdf.chunk import Renderer, _Fetcher, _Fonts, _is_shared
from anthology.export.pdf.pieces import Anchor, Chunk, Job, TextStart
from anthology.model import Asset
from anthology.theme import load_theme

_CSS = (
    "@page { size: 100mm 80mm; margin: 10mm } @page furniture { margin-top: 5mm }"
    "html { font: 10pt/12pt Libertine } body, p, ol, h1 { margin: 0; font-weight: normal }"
    ".head { page: furniture; break-after: page } .next { break-before: page }"
    ".said::before { content: 'Said: ' } .said::after { content: '.' }"
    "@page { @top-center { content: 'running 1' } @footnote { border-top: 1px solid } }"
    ".note { float: footnote }"
)
_MILL = Asset(
    "mill", "image/svg+xml",
    b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0 0h40v20"/></svg>',
)  # fmt: skip


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(_CSS, load_theme("classic").faces)


_Render = Callable[..., Chunk]


@pytest.fixture(scope="module")
def render(renderer: Renderer) -> _Render:
    def rendered(html: str, **more: Any) -> Chunk:
        job = Job("x", f'<html lang="en"><body>{html}', (_MILL,), **more)
        return renderer.render(job)

    return rendered


def _starts(chunk: Chunk) -> list[tuple[int, int, str]]:
    assert [start.page for start in chunk.starts] == list(range(chunk.pages))
    return [(start.leaf, start.letters, start.article) for start in chunk.starts]


class TestStarts:
    """The first text of every page."""

    def test_letters_are_counted_leaf_by_leaf(self, render: _Render) -> None:
        html = (
            '<article id="a"><p data-leaf="0">One <b class="next">two, 3</b></p>'
            '<p data-leaf="0" class="next">four</p><p data-leaf="1">five</p>'
            '<p data-leaf="1" class="next">six</p></article>'
        )
        assert _starts(render(html)) == [(0, 0, "a"), (0, 7, "a"), (1, 4, "a")]

    def test_a_page_begins_before_the_first_leaf_or_with_it(self, render: _Render) -> None:
        html = (
            '<article id="a"><h1>Title</h1><p data-leaf="0">x</p></article>'
            '<article id="b" class="next"><h1> </h1><p data-leaf="0">x</p></article>'
            '<article id="c" class="next"><h1>Title</h1><p data-leaf="0" class="next">x</p>'
            '<div class="next">address</div></article>'
        )
        assert _starts(render(html)) == [
            (-1, 0, "a"), (0, 0, "b"), (-1, 0, "c"), (0, 0, "c"), (0, 1, "c"),
        ]  # fmt: skip

    def test_each_article_counts_its_own_leaves(self, render: _Render) -> None:
        html = (
            '<article id="a"><p data-leaf="0">one</p></article>'
            '<article id="b"><h1>Two</h1><p data-leaf="0">x<br class="next">and more</p>'
            '<p data-leaf="0" class="next">end</p></article>'
        )
        assert _starts(render(html))[0] == (0, 0, "a")
        assert _starts(render(html))[-1] == (0, len("xandmore"), "b")

    def test_a_section_without_articles_opens_once(self, render: _Render) -> None:
        html = '<h1>Who</h1><p data-leaf="4">is</p><p class="next">who</p><p data-leaf="4">x</p>'
        assert _starts(render(html)) == [(-1, 0, ""), (4, 2, "")]
        assert _starts(render("<p>a</p><p class='next'>b</p>")) == [(-1, 0, ""), (-1, 0, "")]

    def test_what_was_set_before_the_leaves_of_an_article_is_no_opening_twice(
        self, render: _Render
    ) -> None:
        html = (
            '<article><p>a</p></article><article id="b"><p class="next">t</p>'
            '<p class="next">u</p><p data-leaf="2">v</p></article>'
        )
        assert _starts(render(html)) == [(-1, 0, ""), (-1, 0, "b"), (-1, 0, "b")]

    def test_what_the_style_adds_is_no_text(self, render: _Render) -> None:
        html = (
            '<article id="a"><p data-leaf="0"><span class="said">one</span>'
            '<span class="note">a note</span></p><ol><li data-leaf="1">two'
            '<p class="next">three</p></li></ol><p data-leaf="0" class="next">x</p></article>'
        )
        chunk = render(html)
        assert _starts(chunk) == [(0, 0, "a"), (1, 3, "a"), (0, 3, "a")]

    def test_a_picture_begins_a_page_without_letters(self, render: _Render) -> None:
        html = (
            '<article id="a"><p data-leaf="0">one</p><figure data-leaf="1" class="next">'
            '<img src="asset:mill" alt="Mill"></figure><p data-leaf="2">two</p></article>'
        )
        assert _starts(render(html)) == [(0, 0, "a"), (1, 0, "a")]


def test_heads_are_counted_and_are_no_pages(render: _Render) -> None:
    chunk = render('<div class="head">A</div><div class="head">B</div><p id="p">x</p>')
    assert (chunk.id, chunk.heads, chunk.pages) == ("x", 2, 1)
    assert chunk.starts == (TextStart(0, -1, 0),)
    assert [anchor.page for anchor in chunk.anchors] == [0]


def test_anchors_are_told_where_they_are_seen_first(render: _Render) -> None:
    html = (
        '<p id="a">a</p><p id="b" style="margin-left: 20pt">b</p>'
        '<p id="c" class="next">c<br class="next">d</p>'
    )
    edge, top = 10 / 25.4 * 72, 70 / 25.4 * 72
    told = {anchor.id: anchor for anchor in render(html).anchors}
    assert list(told) == ["a", "b", "c"]
    for name, page, left, height in (
        ("a", 0, edge, top), ("b", 0, edge + 20, top - 12), ("c", 1, edge, top),
    ):  # fmt: skip
        found = told[name]
        assert isinstance(found, Anchor)
        assert (found.page, found.x, found.y) == (page, *map(pytest.approx, (left, height)))


def _links(chunk: Chunk) -> list[str]:
    with pikepdf.open(BytesIO(chunk.pdf)) as pdf:
        areas = [area for page in pdf.pages for area in page.obj.get("/Annots", ())]
        return [str(area.A.URI) for area in areas]


def test_a_link_has_an_area_for_each_of_its_lines_and_none_inside(render: _Render) -> None:
    html = (
        '<p><a href="https://a.org/">one <em>two</em> <b>three</b></a></p>'
        '<a href="https://b.org/" style="display: block"><p>four</p><p>five</p></a>'
        '<p><a href="https://c.org/">six<br>seven</a></p>'
    )
    assert _links(render(html)) == [f"https://{site}.org/" for site in "abcc"]


def test_links_that_lead_to_one_place_are_each_a_link(render: _Render) -> None:
    block = '<a href="https://a.org/" style="display: block">x</a>'
    assert _links(render(block * 2)) == ["https://a.org/"] * 2


@dataclass(eq=False)
class _Font:
    """As much of an engine's font as is asked for."""

    hash: str = "F"
    bitmap: bool = False
    png: bool = False
    svg: bool = False
    colr: bool = False
    tables: dict[str, bytes] = field(default_factory=dict)
    missing: set[int] = field(default_factory=set)


def test_only_fonts_of_outlines_that_have_all_glyphs_are_shared() -> None:
    assert _is_shared(_Font())
    assert _is_shared(_Font(tables={"glyf": b""}))
    for name in ("bitmap", "png", "svg", "colr"):
        assert not _is_shared(_Font(**{name: True})), name
    assert not _is_shared(_Font(tables={"fvar": b""}))
    assert not _is_shared(_Font(missing={65}))


def test_fonts_of_one_name_are_one_object() -> None:
    fonts, (one, same, other) = _Fonts(), (_Font("A"), _Font("A"), _Font("B"))
    fonts[1], fonts[2], fonts[3] = one, same, other
    assert [fonts[key] for key in (1, 2, 3)] == [one, one, other]
    assert list(fonts.values()) == [one, other]


def test_fonts_are_cut_in_the_way_that_is_given() -> None:
    fonts, cut = _Fonts(), []
    fonts.clean = lambda *told: cut.append(told)
    fonts[1] = font = _Font()
    font.clean("cmap", 3)  # type: ignore[attr-defined]  # what was just given to it
    assert cut == [(font, "cmap", 3)]


class TestFetcher:
    """Nothing is read but what was given."""

    def test_fonts_and_assets_are_given_with_their_kind(self) -> None:
        fetcher = _Fetcher({"font:0": b"OTTO"})
        fetcher.assets = {"mill": _MILL}
        found = [fetcher.fetch("font:0"), fetcher.fetch("asset:mill")]
        assert [each.url for each in found] == ["font:0", "asset:mill"]
        assert [each.read() for each in found] == [b"OTTO", _MILL.data]
        assert [each.content_type for each in found] == ["font/otf", "image/svg+xml"]

    @pytest.mark.parametrize("url", ["https://e.org/a.png", "file:///etc/passwd", "asset:other"])
    def test_all_else_is_not_there(self, url: str) -> None:
        with pytest.raises(ValueError, match=f"^not part of the book: {url}$"):
            _Fetcher({"font:0": b"OTTO"}).fetch(url)

    def test_no_way_to_fetch_is_left_to_the_engine(self) -> None:
        assert _Fetcher({})._allowed_protocols == ()


def test_a_merged_chunk_brings_no_font_of_the_theme(render: _Render) -> None:
    whole, merged = render("<p>fi — AV"), render("<p>fi — AV", merged=True)
    assert whole.fonts == merged.fonts
    assert (merged.pdf, whole.body) == (b"", None)
    assert merged.body is not None
    assert [use.own for use in merged.fonts] == [None]
    (content,) = merged.body.block.streams  # of the page; there is no other
    assert b"Tf" in zlib.decompress(content.data)


def test_the_use_of_a_font_is_told_in_full(render: _Render) -> None:
    face = next(f for f in load_theme("classic").faces if f.style == "normal" and f.weight == 400)
    content = face.path.read_bytes()
    (use,) = render("<p>ba e\u0301").fonts
    assert (use.digest, use.size_bytes) == (hashlib.sha256(content).hexdigest(), len(content))
    assert use.name.partition("+")[2].startswith("Libertine")
    assert not use.name.startswith("/")
    assert (use.index, use.shared) == (0, True)
    assert {text for _, text in use.to_unicode} == {"\u00e9", *"ba running 1"}
    assert list(use.to_unicode) == sorted(use.to_unicode)
    assert list(use.widths) == sorted(use.widths)
    assert {glyph for glyph, _ in use.to_unicode} == {glyph for glyph, _ in use.widths}


def test_files_of_one_name_and_size_are_one_file(renderer: Renderer) -> None:
    """They are digested once; of another size, or by another name, they are another's."""
    found = [
        renderer._digest(*each)
        for each in (("N", b"one"), ("N", b"two"), ("N", b"three"), ("M", b"two"))
    ]
    one, two, three = (hashlib.sha256(each).hexdigest() for each in (b"one", b"two", b"three"))
    assert found == [one, one, three, two]
