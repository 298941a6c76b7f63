"""A text with a space at its end, before a link or another inline element, is broken where it can.

WeasyPrint takes a space into account that would hang over the margin unseen, finds the text too
long and breaks it after its first word or syllable, which then stands alone on a line. It does the
same where a space without a break binds the last word to the link, and both must go to the next
line: Pango counts no white space at the end, so that for Pango the text fits.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import weasyprint.layout.inline

from anthology.export.pdf.mending import mend

_CHARS_PER_EM = 4  # a line never holds more: a longer text was broken for a good reason
_BINDING = "\xa0"
_SPACES = (" ", _BINDING)

_Splitting = Callable[..., Any]  # as the engine's function


@mend
def install() -> None:
    """Put this module's splitting in front of the engine's."""
    engine: _Splitting = weasyprint.layout.inline.split_first_line

    def split(text: str, style: Any, context: Any, width: Any, *more: Any, **named: Any) -> Any:
        def broken(text: str, width: Any) -> Any:
            return engine(text, style, context, width, *more, **named)

        found = broken(text, width)
        if found[2] is None or not text.endswith(_SPACES) or not _limited(text, style, width):
            return found
        if text.endswith(_BINDING):
            return _before_bound_word(text, width, broken, found)
        bare = text.rstrip(" ")
        if not bare or broken(bare, width)[2] is not None:
            return found
        return broken(text, width + (len(text) - len(bare)) * style["font_size"])

    weasyprint.layout.inline.split_first_line = split


def _before_bound_word(text: str, width: float, broken: _Splitting, found: Any) -> Any:
    """What the engine found, or where it has parted the first word, what ends before the last."""
    bare = text.rstrip(_BINDING)
    if " " not in bare or " " in text.encode()[: found[1]].decode():
        return found
    space = broken(text, None)[3] - broken(bare, None)[3]
    before = broken(bare, width - space)
    return found if before[2] is None else before


def _limited(text: str, style: Any, width: Any) -> bool:
    """Whether the text might just fit a line of this width."""
    return (
        width is not None
        and width != math.inf
        and style["white_space"] == "normal"
        and len(text) * style["font_size"] <= width * _CHARS_PER_EM
    )
