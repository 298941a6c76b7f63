"""What the engine is spared: that it is not asked again, and where it still is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import weasyprint.draw.text
import weasyprint.layout
import weasyprint.layout.inline
import weasyprint.text.line_break

from anthology.export.pdf import shortcuts
from anthology.export.pdf.chunk import Renderer
from anthology.export.pdf.pieces import Job
from anthology.theme import load_theme

from .engine import unmended

_CSS = (
    "@page { size: 90mm 120mm; margin: 20mm 12mm } html { font: 10pt Libertine }"
    "@page furnished { @bottom-left { content: 'Foot' } } .furnished { page: furnished }"
    ".percent { padding-left: 5% } .cut { overflow: hidden; text-overflow: ellipsis;"
    " white-space: nowrap; width: 20mm } p { text-align: justify }"
)
_WORDS = "The committee published the results of the <i>public</i> consultation in June. "


@pytest.fixture(scope="module")
def asked() -> Iterator[Any]:
    """How often the engine's functions are called for a document."""
    counts: Counter[str] = Counter()
    with unmended() as patch:

        def count(owner: Any, name: str) -> None:
            engine = getattr(owner, name)

            def counted(*told: Any, **more: Any) -> Any:
                counts[name] += 1
                return engine(*told, **more)

            counted.__name__ = name
            patch.setattr(owner, name, counted)

        count(weasyprint.draw.text, "draw_first_line")
        count(weasyprint.layout, "make_margin_boxes")
        count(weasyprint.layout.inline, "resolve_percentages")
        count(weasyprint.layout.inline, "strut")
        count(weasyprint.text.line_break.Layout, "setup")
        renderer = Renderer(_CSS, load_theme("classic").faces)

        def made(html: str) -> Counter[str]:
            counts.clear()
            renderer.render(Job("x", f'<html lang="en"><body>{html}'))
            return Counter(counts)

        yield made


def test_plain_lines_are_drawn_without_the_engine(asked: Any) -> None:
    assert asked(f"<p>{_WORDS * 9}</p>")["draw_first_line"] == 0
    assert asked("<p>AV To ffi x<sup>2</sup> fi</p>")["draw_first_line"] == 0


def test_lines_that_are_cut_are_the_engines_to_draw(asked: Any) -> None:
    assert asked(f'<p class="cut">{_WORDS}</p><p>x</p>')["draw_first_line"] > 0


def test_pages_without_heads_have_no_margins_to_lay_out(asked: Any) -> None:
    assert asked(f"<p>{_WORDS * 60}</p>")["make_margin_boxes"] == 0
    assert asked(f"<p>x</p><p class='furnished'>{_WORDS}</p>")["make_margin_boxes"] == 1


def test_used_lengths_and_struts_are_found_once_for_a_style(asked: Any) -> None:
    few, many = asked("<p>x <b>y</b></p>"), asked("<p>x <b>y</b></p>" * 9)
    assert few["resolve_percentages"] == many["resolve_percentages"] == 0
    assert 0 < few["strut"] < 9
    assert asked(f"<p>{_WORDS * 20}</p>")["strut"] == asked(f"<p>{_WORDS}</p>")["strut"]
    percent = "<p>x <b class='percent'>y</b></p>"
    assert asked(percent * 9)["resolve_percentages"] > 0


def test_layouts_of_one_style_are_copies_of_one(asked: Any) -> None:
    assert asked(f"<p>{_WORDS * 20}</p>")["setup"] == asked(f"<p>{_WORDS}</p>")["setup"] > 0


def test_what_is_asked_of_a_style_is_asked_once() -> None:
    asked = []

    def strut(style: Any) -> int:
        asked.append(style)
        return len(asked)

    once, style, other = shortcuts._once(strut), SimpleNamespace(), SimpleNamespace()
    assert [once(style), once(style), once(other), once(style)] == [1, 1, 2, 1]
    assert style._strut == 1

    def other_one(style: Any) -> str:
        return "another"

    assert shortcuts._once(other_one)(style) == "another"


def test_text_is_given_to_pango_as_bytes_without_nulls() -> None:
    assert shortcuts._bytes_of("é\0b\0") == (b"\xc3\xa9b", b"\xc3\xa9b")


@pytest.mark.parametrize("name", shortcuts._MARGINS)
@pytest.mark.parametrize(
    ("content", "has_boxes"),
    [("normal", False), ("inhibit", False), ("none", False), ((("string", "x"),), True)],
)
def test_any_margin_with_content_is_the_engines(
    name: str, content: object, has_boxes: bool
) -> None:
    styles = {name: {"content": content}}
    context = SimpleNamespace(style_for=lambda kind, where: styles.get(where))
    make = shortcuts._margin_boxes(lambda *told: iter(told))
    page = SimpleNamespace(page_type="right")
    assert list(make(context, page, "state")) == [context, page, "state"] * has_boxes


_PX = {name: SimpleNamespace(unit="px", value=at) for at, name in enumerate(shortcuts._LENGTHS)}
_PLAIN = {
    "box_sizing": "content-box", "border_collapse": "separate",
    **{name: 100 + at for at, name in enumerate(shortcuts._BORDERS)}, **_PX,
}  # fmt: skip


def test_lengths_in_pixels_depend_on_the_style_alone() -> None:
    assert shortcuts._fixed(_PLAIN) == {
        "border_top_width": 100, "border_right_width": 101, "border_bottom_width": 102,
        "border_left_width": 103, **{name: at for at, name in enumerate(shortcuts._LENGTHS)},
    }  # fmt: skip
    auto = shortcuts._fixed({**_PLAIN, **dict.fromkeys(shortcuts._LENGTHS, "auto")})
    assert {auto[name] for name in ("min_width", "min_height")} == {0}
    others = set(shortcuts._LENGTHS) - {"min_width", "min_height"}
    assert {auto[name] for name in others} == {"auto"}


@pytest.mark.parametrize(
    "other",
    [
        {"box_sizing": "border-box"}, {"border_collapse": "collapse"},
        {"width": SimpleNamespace(unit="%", value=9)}, {"margin_left": "x"},
        {"max_height": SimpleNamespace(unit="em", value=9)},
    ],
)  # fmt: skip
def test_other_lengths_depend_on_what_is_round_them(other: dict[str, object]) -> None:
    assert shortcuts._fixed({**_PLAIN, **other}) == {}


class _Style(dict[str, Any]):
    """A style, which can be asked for things and keep others."""


def test_lengths_are_set_without_the_engine_where_they_are_fixed() -> None:
    asked: list[tuple[Any, ...]] = []
    resolve = shortcuts._resolving(lambda *told: asked.append(told))
    style = _Style(_PLAIN)
    boxes = [SimpleNamespace(style=style) for _ in range(2)]
    for box in boxes:
        resolve(box, "block")
        assert (box.margin_left, box.border_left_width) == (0, 103)
    style["margin_left"] = "changed"  # it is not looked at again
    resolve(boxes[0], "block")
    assert asked == []
    other = SimpleNamespace(style=_Style({**_PLAIN, "box_sizing": "border-box"}))
    resolve(other, "block")
    resolve(other, "block")
    assert asked == [(other, "block")] * 2


class TestPieces:
    """What is written for a glyph, by where Pango puts it."""

    def _of(self, *glyphs: tuple[int, ...]) -> str | None:
        font = SimpleNamespace(to_unicode={1: "a", 2: "b", 3: "c"}, widths={1: 500, 2: 250})
        data = b"".join(shortcuts._GLYPH.pack(*glyph) for glyph in glyphs)
        return shortcuts._Pieces(font, 10.0).of(data)

    def test_glyphs_where_the_font_puts_them_are_their_numbers(self) -> None:
        assert self._of((1, 5 * 1024, 0, 0, 0), (2, 2560, 0, 0, 7)) == "00010002"

    def test_a_glyph_that_takes_another_width_is_followed_by_the_difference(self) -> None:
        assert self._of((1, 6 * 1024, 0, 0, 0)) == "0001>-100<"
        assert self._of((1, 4 * 1024, 0, 0, 0), (2, 2560, 0, 0, 0)) == "0001>100<0002"

    def test_a_glyph_that_is_moved_is_moved_back(self) -> None:
        assert self._of((1, 5 * 1024, 1024, 0, 0)) == ">-102.4<0001>102<"

    @pytest.mark.parametrize("glyph", [(1, 5120, 0, 9, 0), (3, 5120, 0, 0, 0), (4, 5120, 0, 0, 0)])
    def test_what_is_raised_or_not_known_is_the_engines(self, glyph: tuple[int, ...]) -> None:
        assert self._of((1, 5120, 0, 0, 0), glyph) is None
