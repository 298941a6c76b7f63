"""Right-to-left text drawn word by word in the order in which it is read.

WeasyPrint draws a line from left to right, whatever its direction. The page looks
right, but the words of Arabic or Hebrew stand backwards in the file, where text
extraction and screen readers find them. This draws the same glyphs at the same
places, one word after the other in logical order. Words whose glyphs do not spell
their letters (Indic and like scripts reorder and join them, Thai and stacked accents
share them) are marked with these (ActualText). Other lines, and those with missing
glyphs or with drawn ones (emoji), are left to the engine.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import weasyprint.draw.text
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from anthology.export.pdf.mending import mend

_RTL = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# Also characters for private use: PDF/A wants it (ISO 19005-2, 6.2.11.7.3).
_SPELLED = re.compile(
    "[\u0900-\u0dff\u0f00-\u109f\u1780-\u17ff\u1a20-\u1aaf\ua8e0-\ua8ff"
    "\ue000-\uf8ff\U000f0000-\U0010ffff]"
)
_MARKED = re.compile(  # combining marks outside those scripts, and Thai and Lao
    "[\u0300-\u036f\u0483-\u0489\u0e00-\u0eff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a"
    "\ufe20-\ufe2f]"
)
_NOT_PLAIN = re.compile(f"{_RTL.pattern}|{_SPELLED.pattern}|{_MARKED.pattern}")
_WORD = re.compile(r"\S*\s|\S+$")  # a word and the space that ends it

# A ligature stands for two letters; extraction reverses them unless they are one character.
_LIGATURES = {
    unicodedata.normalize("NFKC", chr(c)): chr(c) for c in (0xFEF5, 0xFEF7, 0xFEF9, 0xFEFB)
}

_Drawing = Callable[..., Any]  # as the engine's function


@dataclass(frozen=True, slots=True)
class _Glyph:
    """One glyph of a line, as Pango placed it. Lengths in the line's units of text space."""

    word: int
    font: Any
    size: float
    id: int
    left: float  # from the start of the line
    natural: float  # what the font advances, in thousandths of the size
    rise: float  # downwards


@mend
def install() -> None:
    """Put this module's drawing in front of the engine's."""
    engine: _Drawing = weasyprint.draw.text.draw_first_line

    def draw(stream: Any, textbox: Any, overflow: Any, ellipsis: Any, matrix: Any) -> Any:
        if _NOT_PLAIN.search(textbox.text) and overflow != "ellipsis" and ellipsis == "none":
            text = textbox.pango_layout.text
            glyphs = _glyphs(stream, textbox, text)
            if glyphs is not None:
                _draw(stream, glyphs, _WORD.findall(text), matrix)
                return []
        return engine(stream, textbox, overflow, ellipsis, matrix)

    weasyprint.draw.text.draw_first_line = draw


def _glyphs(stream: Any, textbox: Any, text: str) -> list[_Glyph] | None:
    """The line's glyphs from left to right; None where only the engine can draw them."""
    pango.pango_layout_set_single_paragraph_mode(textbox.pango_layout.layout, True)
    line, _ = textbox.pango_layout.get_first_line()
    data = text.encode()
    words = _word_of_byte(text)
    found: list[_Glyph] = []
    at = 0.0
    run = line.runs[0]
    while run != ffi.NULL:
        item, run = run.data, run.next
        font, size = stream.add_font(item.item.analysis.font)
        if font.bitmap or font.png or font.svg or font.colr:
            return None
        clusters = _clusters(item)
        infos = item.glyphs.glyphs[0 : item.glyphs.num_glyphs]
        meanings = _meanings(data, clusters)
        for info, (start, _), meaning in zip(infos, clusters, meanings, strict=True):
            width = info.geometry.width * FROM_UNITS
            if info.glyph == pango.PANGO_GLYPH_EMPTY:
                at += width
                continue
            if info.glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG:
                return None
            font.to_unicode.setdefault(info.glyph, meaning)
            natural = _natural_width(stream, font, item.item.analysis.font, info.glyph, size)
            x_offset = info.geometry.x_offset * FROM_UNITS
            rise = info.geometry.y_offset * FROM_UNITS
            found.append(_Glyph(words[start], font, size, info.glyph, at + x_offset, natural, rise))
            at += width
    return found


def _word_of_byte(text: str) -> list[int]:
    """The number of the word to which each byte of the text belongs; spaces end a word."""
    words: list[int] = []
    number = 0
    for char in text:
        words += [number] * len(char.encode())
        number += char.isspace()
    return [*words, number]


def _clusters(item: Any) -> list[tuple[int, int]]:
    """For each glyph of a run the bytes of the text that it shows."""
    count = item.glyphs.num_glyphs
    log = item.glyphs.log_clusters
    offset, length = item.item.offset, item.item.length
    starts = sorted({log[i] for i in range(count)})
    ends = dict(zip(starts, [*starts[1:], length], strict=True))
    return [(offset + log[i], offset + ends[log[i]]) for i in range(count)]


def _meanings(data: bytes, clusters: list[tuple[int, int]]) -> Iterator[str]:
    """For each glyph of a run what it shows: a letter or mark of its cluster, or all of it."""
    for (start, end), found in groupby(clusters):
        text, count = data[start:end].decode(), len(list(found))
        if count == 1 or _RTL.search(text) or _SPELLED.search(text):
            yield from [_LIGATURES.get(text, text)] * count
        else:
            yield from (text[at] for at in range(min(count, len(text)) - 1))
            yield from [text[min(count, len(text)) - 1 :]] * max(1, count - len(text) + 1)


def _natural_width(stream: Any, font: Any, pango_font: Any, glyph: int, size: float) -> float:
    if glyph not in font.widths:
        pango.pango_font_get_glyph_extents(pango_font, glyph, stream.ink_rect, stream.logical_rect)
        font.widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
    return float(font.widths[glyph])


def _draw(stream: Any, glyphs: list[_Glyph], words: list[str], matrix: Any) -> None:
    """Show the glyphs: words in logical order, each word's glyphs from left to right."""
    in_order = sorted(glyphs, key=lambda g: g.word)  # stable: left to right inside a word
    for number, found in groupby(in_order, key=lambda g: g.word):
        word = list(found)
        spelled = _must_be_spelled(words[number], word)
        if spelled:  # its glyphs are not its letters: the word says itself
            text = words[number].encode("utf-16-be").hex()
            stream.stream.append(f"/Span <</ActualText <feff{text}>>> BDC".encode())
        for _, piece in groupby(word, key=lambda g: (g.font.hash, g.size)):
            _draw_piece(stream, list(piece), matrix)
        if spelled:
            stream.stream.append(b"EMC")


def _must_be_spelled(text: str, word: list[_Glyph]) -> bool:
    """Whether the word's glyphs, read one after the other, are not its letters."""
    if _SPELLED.search(text):
        return True
    if not _MARKED.search(text) or _RTL.search(text):
        return False
    return "".join(g.font.to_unicode[g.id] for g in word).strip() != text.strip()


def _draw_piece(stream: Any, piece: list[_Glyph], matrix: Any) -> None:
    """Show the glyphs of one font: the letters in one go, then the marks above and below them.

    Readers would take a change of the base line for the end of a word.
    """
    stream.set_font_size(piece[0].font.hash, piece[0].size)
    for raised, level in groupby(sorted(piece, key=lambda g: g.rise != 0), key=lambda g: g.rise):
        glyphs = list(level)
        a, b, c, d, e, f = matrix.values
        stream.set_text_matrix(a, b, c, d, e + glyphs[0].left, f)
        if raised:
            stream.set_text_rise(-raised)
        stream.show_text(" ".join(_shown(glyphs)))
        if raised:
            stream.set_text_rise(0)


def _shown(glyphs: list[_Glyph]) -> Iterator[str]:
    """The glyphs for one show operator: ids, and what to move by in thousandths of the size."""
    for glyph, following in zip(glyphs, [*glyphs[1:], None], strict=True):
        yield f"<{glyph.id:04x}>"
        if following is not None:
            move = glyph.natural - (following.left - glyph.left) * 1000 / glyph.size
            if round(move, 3):
                yield f"{move:.3f}"
