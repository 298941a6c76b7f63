"""A text that fits its line but for the space at its end is not broken.

WeasyPrint takes that space into account where a link or another inline element follows, finds the
text too long and breaks it after its first word or syllable, which then stands alone on a line. The
space would hang over the margin unseen.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import weasyprint.layout.inline

from anthology.export.pdf.mending import mend

_CHARS_PER_EM = 4  # a line never holds more: a longer text was broken for a good reason

_Splitting = Callable[..., Any]  # as the engine's function


@mend
def install() -> None:
    """Put this module's splitting in front of the engine's."""
    engine: _Splitting = weasyprint.layout.inline.split_first_line

    def split(text: str, style: Any, context: Any, width: Any, *more: Any, **named: Any) -> Any:
        found = engine(text, style, context, width, *more, **named)
        if found[2] is None or not text.endswith(" ") or not _limited(text, style, width):
            return found
        bare = text.rstrip(" ")
        if not bare or engine(bare, style, context, width, *more, **named)[2] is not None:
            return found
        hanging = (len(text) - len(bare)) * style["font_size"]
        return engine(text, style, context, width + hanging, *more, **named)

    weasyprint.layout.inline.split_first_line = split


def _limited(text: str, style: Any, width: Any) -> bool:
    """Whether the text might just fit a line of this width."""
    return (
        width is not None
        and width != math.inf
        and style["white_space"] == "normal"
        and len(text) * style["font_size"] <= width * _CHARS_PER_EM
    )
