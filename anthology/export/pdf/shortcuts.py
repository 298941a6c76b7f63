"""What the engine works out again and again, worked out once. No byte changes by it.

Measured: a fifth less time for an article (processor time, least of seven runs each). Without them,
on another version of the engine, books are the same and take longer.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from typing import Any

import pydyf
import weasyprint.css
import weasyprint.draw.text
import weasyprint.layout
import weasyprint.layout.inline
import weasyprint.layout.page
import weasyprint.text.line_break
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango

from anthology.export.pdf.mending import mend

_Engine = Callable[..., Any]  # as the engine's functions

_MARGINS = (
    "@top-left-corner", "@top-left", "@top-center", "@top-right", "@top-right-corner",
    "@right-top", "@right-middle", "@right-bottom",
    "@bottom-right-corner", "@bottom-right", "@bottom-center", "@bottom-left",
    "@bottom-left-corner",
    "@left-bottom", "@left-middle", "@left-top",
)  # fmt: skip
_FONT_SIZES = 14802  # the version of Pango since which a font tells its size
_GLYPH = struct.Struct("=IiiiI")  # PangoGlyphInfo: glyph, width, x offset, y offset, flags
_OWN_NAMES = ("note-call", "note-callback")  # of notes that run: the engine names each by itself
_NOTHING = ("normal", "inhibit", "none")
_LENGTHS = (
    "margin_left", "margin_right", "margin_top", "margin_bottom",
    "padding_left", "padding_right", "padding_top", "padding_bottom",
    "width", "min_width", "max_width", "height", "min_height", "max_height",
)  # fmt: skip
_BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))


@mend
def install() -> None:
    """Put these in place of the engine's functions."""
    line_break = weasyprint.text.line_break
    if pango.pango_version() >= _FONT_SIZES:
        draw = weasyprint.draw.text
        draw.draw_first_line = _drawing(draw.draw_first_line)
    layout = line_break.Layout
    layout.setup = _setting_up(layout.setup)
    line_break.unicode_to_char_p = _bytes_of
    line_break.line_size = _line_size()
    weasyprint.layout.make_margin_boxes = _margin_boxes(weasyprint.layout.make_margin_boxes)
    inline = weasyprint.layout.inline
    inline.resolve_percentages = _resolving(inline.resolve_percentages)
    inline.strut = _once(inline.strut)
    pydyf.PDF.page_references = property(_page_references)
    styles = weasyprint.css.StyleFor
    styles.set_computed_styles = _alike(styles.set_computed_styles)


def _page_references(pdf: Any) -> tuple[bytes, ...]:
    """The references of the pages so far, which every element of the structure tree asks for."""
    numbers = pdf.pages["Kids"][::3]
    known: tuple[bytes, ...] = pdf.__dict__.get("_page_references", ())
    if len(known) != len(numbers):
        known = tuple(b"%d 0 R" % number for number in numbers)
        pdf.__dict__["_page_references"] = known
    return known


def _alike(engine: _Engine) -> _Engine:
    """Pseudo-elements of elements of one style, to which the same rules apply, have one style.

    So the engine has it for elements. There are six of each element, asked for or not.
    """

    def set_computed_styles(self: Any, element: Any, *more: Any, **options: Any) -> None:
        pseudo = options.get("pseudo_type") or "@"
        parent = self._computed_styles.get((element, None))
        if parent is None or pseudo in _OWN_NAMES or pseudo[0] == "@":  # a page's, or none
            engine(self, element, *more, **options)
            return
        cascaded = self._cascaded_styles.get((element, pseudo), {})
        rules = tuple((name, id(value), weight) for name, (value, weight) in cascaded.items())
        known = parent.__dict__.setdefault("_pseudo_styles", {})
        found = known.get((pseudo, rules))
        if found is None:
            engine(self, element, *more, **options)
            found = known[pseudo, rules] = self._computed_styles[element, pseudo]
        self._computed_styles[element, pseudo] = found

    return set_computed_styles


def _once(engine: _Engine) -> _Engine:
    """A function of a style, called once for each: styles do not change their fonts in use."""
    name = f"_{engine.__name__}"

    def call(style: Any) -> Any:
        found = style.__dict__.get(name)
        if found is None:
            found = style.__dict__[name] = engine(style)
        return found

    return call


def _setting_up(engine: _Engine) -> _Engine:
    """A line's layout: a copy of an empty one of the same style."""
    ffi.cdef("PangoLayout * pango_layout_copy (PangoLayout *layout);", override=True)

    def setup(self: Any, style: Any) -> None:
        empty = style.__dict__.get("_empty_layout")
        if empty is None:
            spacing, self.__dict__ = self.__dict__, {}
            engine(self, style)
            empty = style.__dict__["_empty_layout"] = self.__dict__
            self.__dict__ = spacing
        self.__dict__.update(empty)
        copied = pango.pango_layout_copy(empty["layout"])
        self.layout = ffi.gc(copied, gobject.g_object_unref)

    return setup


def _bytes_of(text: str) -> tuple[bytes, bytes]:
    """The text for a function of Pango, which takes bytes as they are."""
    data = text.encode().replace(b"\x00", b"")
    return data, data


def _line_size() -> _Engine:
    extents = ffi.new("PangoRectangle *")

    def size(line: Any, style: Any) -> tuple[float, float]:
        pango.pango_layout_line_get_extents(line, ffi.NULL, extents)
        width = extents.width * FROM_UNITS
        if style["letter_spacing"] != "normal":
            width += style["letter_spacing"]
        return width, extents.height * FROM_UNITS

    return size


def _drawing(engine: _Engine) -> _Engine:
    def draw(stream: Any, textbox: Any, overflow: Any, ellipsis: Any, matrix: Any) -> Any:
        """A line whose glyphs have all been drawn before, from what was written for them."""
        if overflow == "ellipsis" or ellipsis != "none" or not textbox.text.strip():
            return engine(stream, textbox, overflow, ellipsis, matrix)
        pango.pango_layout_set_single_paragraph_mode(textbox.pango_layout.layout, True)
        line, _ = textbox.pango_layout.get_first_line()
        written = _written(stream, line.runs[0], textbox.pango_layout.text)
        if written is None:
            return engine(stream, textbox, overflow, ellipsis, matrix)
        stream.set_text_matrix(*matrix.values)
        for font, size, string in written:
            stream.set_font_size(font, size)
            stream.show_text(string)
        return []

    return draw


def _written(stream: Any, run: Any, text: str) -> list[tuple[str, float, str]] | None:
    """Font, size and glyphs of each stretch of a line; None where the engine must see to it."""
    stretches: list[tuple[str, float, list[str]]] = []
    drawn: Any = None
    pieces = _Pieces(None, 0)
    while run != ffi.NULL:
        item, run = run.data, run.next
        if item.item.analysis.font != drawn:
            drawn = item.item.analysis.font
            font, size = stream.add_font(drawn)
            if font.bitmap or font.png or font.svg or font.colr:
                return None
            known = font.__dict__.setdefault("_pieces", {})
            if size not in known:
                known[size] = _Pieces(font, size)
            pieces = known[size]
            stretches.append((font.hash, size, []))
        glyphs = ffi.buffer(item.glyphs.glyphs, item.glyphs.num_glyphs * _GLYPH.size)
        string = pieces.of(glyphs)
        if string is None and _introduce(stream, item, pieces, text):
            string = pieces.of(glyphs)
        if string is None:
            return None
        string = f"<{string}"
        stretches[-1][2].append(string[:-1] if string.endswith("<") else f"{string}>")
    return [(font, size, "".join(strings)) for font, size, strings in stretches]


def _introduce(stream: Any, item: Any, pieces: _Pieces, text: str) -> bool:
    """Tell a font what the glyphs of a stretch stand for and how wide they are.

    Whether it could be told: what stands for nothing, or is in no font, is the engine's to draw.
    """
    font = pieces.font
    infos = _GLYPH.iter_unpack(ffi.buffer(item.glyphs.glyphs, item.glyphs.num_glyphs * _GLYPH.size))
    clusters = item.glyphs.log_clusters[0 : item.glyphs.num_glyphs]
    backwards = item.item.analysis.level % 2
    data = text.encode()[item.item.offset :][: item.item.length]
    for at, (glyph, *_) in enumerate(infos):
        if glyph == pango.PANGO_GLYPH_EMPTY or glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG:
            return False
        if glyph not in font.to_unicode:
            after = at - 1 if backwards else at + 1
            end = clusters[after] if 0 <= after < len(clusters) else item.item.length
            font.to_unicode[glyph] = data[clusters[at] : end].decode()
        if glyph not in font.widths:
            pango.pango_font_get_glyph_extents(
                item.item.analysis.font, glyph, stream.ink_rect, stream.logical_rect
            )
            width = stream.logical_rect.width * 1000 * FROM_UNITS / pieces.size
            font.widths[glyph] = round(width)
    return True


class _Pieces(dict[tuple[int, ...], str]):
    """What is written for a glyph of a font in one size, as Pango places it."""

    def __init__(self, font: Any, size: float) -> None:
        super().__init__()
        self.font = font
        self.size = size

    def of(self, glyphs: Any) -> str | None:
        """What is written for a stretch; None if one is new, or is not drawn as others are."""
        try:
            return "".join(map(self.__getitem__, _GLYPH.iter_unpack(glyphs)))
        except KeyError:
            return None

    def __missing__(self, placed: tuple[int, ...]) -> str:
        glyph, width, x_offset, y_offset, _ = placed
        if y_offset or glyph not in self.font.to_unicode or glyph not in self.font.widths:
            raise KeyError(glyph)
        offset = x_offset / self.size
        kerning = self.font.widths[glyph] + offset - width * 1000 * FROM_UNITS / self.size
        found = f">{-offset}<" if offset else ""
        found += f"{glyph:04x}"
        found += f">{int(kerning)}<" if kerning else ""
        self[placed] = found
        return found


def _margin_boxes(engine: _Engine) -> _Engine:
    def make(context: Any, page: Any, state: Any) -> Iterator[Any]:
        """The page's margin boxes; most pages have none, and then no size is to be found."""
        styles = (context.style_for(page.page_type, name) for name in _MARGINS)
        if any(style is not None and style["content"] not in _NOTHING for style in styles):
            yield from engine(context, page, state)

    return make


def _resolving(engine: _Engine) -> _Engine:
    """Used lengths of what stands in lines: those without percentages depend on the style alone."""

    def resolve(box: Any, containing_block: Any) -> None:
        fixed = box.style.__dict__.get("_fixed")
        if fixed is None:
            fixed = box.style.__dict__["_fixed"] = _fixed(box.style)
        if fixed:
            box.__dict__.update(fixed)
        else:
            engine(box, containing_block)

    return resolve


def _fixed(style: Any) -> dict[str, Any]:
    """The used lengths; none where one depends on the containing block."""
    if style["box_sizing"] != "content-box" or style["border_collapse"] == "collapse":
        return {}
    found = {name: style[name] for name in _BORDERS}
    for name in _LENGTHS:
        value = style[name]
        if value == "auto":
            found[name] = 0 if name.startswith("min") else value
        elif getattr(value, "unit", "") == "px":
            found[name] = value.value
        else:
            return {}
    return found
