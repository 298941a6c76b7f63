"""Justified lines of scripts that the engine spaces wrongly, or not at all.

WeasyPrint widens the spaces of a line. Chinese and Japanese have none: here the extra width is
shared among their characters. And where a line is set in a fallback face, its spaces change face
as they are widened and the line misses the margin by some points: here it is measured and mended.
Lines of Latin, Greek and Cyrillic letters are left to the engine.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import weasyprint.layout.inline
import weasyprint.text.line_break
from weasyprint.text.ffi import TO_UNITS, ffi, pango

from anthology.export.pdf.mending import mend

_OTHER = re.compile("[\u0590-\u1fff\u2e80-\uffef\U00010000-\U0003ffff]")
# Ideographs, kana, Bopomofo, their punctuation and full-width forms; not Hangul, which has spaces.
_IDEOGRAPHS = re.compile(
    "[\u2e80-\u31ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]"
)
_CLOSE_PT = 0.02
_ROUNDS = 3

_Engine = Callable[..., Any]  # as the engine's functions


@mend
def install() -> None:
    """Put this module's justification beside the engine's."""
    inline = weasyprint.layout.inline
    inline.count_expandable_spaces = _counting(inline.count_expandable_spaces)
    inline.add_word_spacing = _spacing(inline.add_word_spacing)
    layout = weasyprint.text.line_break.Layout
    layout.set_text = _setting(layout.set_text)


def _counting(engine: _Engine) -> _Engine:
    def count(box: Any) -> int:
        """Spaces and ideographs: between them a line can be widened."""
        text = getattr(box, "text", None)
        found = int(engine(box))
        if text is None or not _OTHER.search(text):
            return found
        return found + len(_IDEOGRAPHS.findall(text))

    return count


def _spacing(engine: _Engine) -> _Engine:
    def add(context: Any, box: Any, spacing: float, x_advance: float) -> float:
        text = getattr(box, "text", None)
        advanced = float(engine(context, box, spacing, x_advance))
        if not text or not _OTHER.search(text):
            return advanced
        if places := weasyprint.layout.inline.count_expandable_spaces(box):
            for _ in range(_ROUNDS):
                short = box.width - _width(box)
                if abs(short) < _CLOSE_PT:
                    break
                box.justification_spacing += short / places
                box.pango_layout.justification_spacing = box.justification_spacing
        return advanced

    return add


def _width(box: Any) -> float:
    """How wide the text will be drawn."""
    box.pango_layout.reactivate(box.style)
    line, _ = box.pango_layout.get_first_line()
    width, _ = weasyprint.text.line_break.line_size(line, box.style)
    box.pango_layout.deactivate()
    return float(width)


def _setting(engine: _Engine) -> _Engine:
    def set_text(self: Any, text: str, justify: bool = False) -> None:
        engine(self, text, justify)
        if not (justify and self.justification_spacing and _IDEOGRAPHS.search(self.text)):
            return
        attributes = pango.pango_layout_get_attributes(self.layout)
        if attributes == ffi.NULL:
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        spacing = self.style["letter_spacing"]
        spacing = self.justification_spacing + (0 if spacing == "normal" else spacing)
        for start, end in _byte_ranges(self.text):
            attribute = pango.pango_attr_letter_spacing_new(int(spacing * TO_UNITS))
            attribute.start_index, attribute.end_index = start, end
            pango.pango_attr_list_change(attributes, attribute)
        pango.pango_layout_set_attributes(self.layout, attributes)

    return set_text


def _byte_ranges(text: str) -> list[tuple[int, int]]:
    """Where the runs of ideographs stand in the UTF-8 of the text."""
    ranges = []
    for run in re.finditer(f"(?:{_IDEOGRAPHS.pattern})+", text):
        start = len(text[: run.start()].encode())
        ranges.append((start, start + len(run[0].encode())))
    return ranges
