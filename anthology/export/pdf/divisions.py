"""Where words may be divided: not more than three lines in a row, nor at the end of a page.

WeasyPrint knows no limit of either kind (hyphenate-limit-lines, hyphenate-limit-last). A line that
would break one is set again without hyphenation, and without a break at the hyphens of the text.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import weasyprint.layout
import weasyprint.layout.inline
from weasyprint.formatting_structure import boxes

from anthology.export.pdf.mending import mend

_IN_A_ROW = 3
_HYPHEN = "-"  # one that the text has itself
_LESS_PX = 0.5  # narrower by so much, a line does not hold the piece before the hyphen any more

_Engine = Callable[..., Any]  # as the engine's functions


@mend
def install() -> None:
    """Put this module's limits in front of the engine's lines."""
    inline = weasyprint.layout.inline
    weasyprint.layout.LayoutContext.words_undivided = False
    inline.get_next_linebox = _limiting(inline.get_next_linebox)
    inline.split_first_line = _undivided(inline.split_first_line)


def _limiting(engine: _Engine) -> _Engine:
    def next_line(
        context: Any, linebox: Any, position_y: Any, bottom_space: Any, skip_stack: Any, *more: Any
    ) -> Any:
        line, resume_at = engine(context, linebox, position_y, bottom_space, skip_stack, *more)
        if line is None or resume_at is None:
            return line, resume_at
        last = _last_text(line)
        if last is None or not last.text.endswith(_hyphens(last)):
            return line, resume_at
        ladders = _ladders(linebox)
        rung = ladders.get(repr(skip_stack), 0) + 1
        # A paragraph of which one line would be left over takes the line before it along.
        lines = 3 if _left(linebox, resume_at) < 2.2 * _length(line) else 2
        foot = line.position_y + lines * line.height
        divided = not last.text.endswith(_HYPHEN)
        if rung > _IN_A_ROW or (divided and context.overflows_page(bottom_space, foot)):
            context.words_undivided = True
            try:
                return engine(context, linebox, position_y, bottom_space, skip_stack, *more)
            finally:
                context.words_undivided = False
        ladders[repr(resume_at)] = rung
        return line, resume_at

    return next_line


def _ladders(linebox: Any) -> dict[str, int]:
    """For each place in a paragraph, how many lines that end before it have divided words."""
    if not hasattr(linebox, "ladders"):
        linebox.ladders = {}
    found: dict[str, int] = linebox.ladders
    return found


def _length(box: Any) -> int:
    """How many characters a box holds."""
    if isinstance(box, boxes.TextBox):
        return len(box.text)
    return sum(map(_length, getattr(box, "children", ())))


def _left(box: Any, skip: Any) -> int:
    """How many characters of a box come after a place in it, as the engine notes places."""
    if not skip:
        return _length(box)
    ((at, inner),) = skip.items()
    if isinstance(box, boxes.TextBox):
        return len(box.text) - int(at)
    children = box.children[at:]
    return _left(children[0], inner) + sum(map(_length, children[1:])) if children else 0


def _last_text(line: Any) -> Any:
    """The text at the end of a line; None where it ends with something else."""
    box = line
    while isinstance(box, (boxes.LineBox, boxes.InlineBox)) and box.children:
        box = box.children[-1]
    return box if isinstance(box, boxes.TextBox) and len(box.text) > 1 else None


def _hyphens(box: Any) -> tuple[str, ...]:
    """What ends a line in the middle of a word."""
    divided = box.style["hyphens"] == "auto"
    return (_HYPHEN, box.style["hyphenate_character"]) if divided else (_HYPHEN,)


def _undivided(engine: _Engine) -> _Engine:
    def split(text: str, style: Any, context: Any, width: Any, *more: Any, **named: Any) -> Any:
        if context is None or not context.words_undivided:
            return engine(text, style, context, width, *more, **named)
        hyphens, style["hyphens"] = style["hyphens"], "manual"
        try:
            found = engine(text, style, context, width, *more, **named)
            if (
                _ends_in_word(found[0].text)
                and " " not in text
                and not named.get("is_line_start", 1)
            ):
                return engine(text, style, context, math.inf, *more, **named)  # to the next line
            while found[2] is not None and _ends_in_word(found[0].text):
                shorter = engine(text, style, context, found[3] - _LESS_PX, *more, **named)
                if shorter[3] >= found[3] or " " not in shorter[0].text:
                    break
                found = shorter
            return found
        finally:
            style["hyphens"] = hyphens

    return split


def _ends_in_word(text: str) -> bool:
    return text.endswith(_HYPHEN) and text[-2:-1].isalpha()
