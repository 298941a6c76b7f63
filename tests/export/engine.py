"""The engine as it comes, for tests of what is put in place of its functions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf
import pytest
import weasyprint.css
import weasyprint.draw.text
import weasyprint.layout.inline
import weasyprint.pdf.stream
import weasyprint.pdf.tags
import weasyprint.text.line_break

from anthology.export.pdf import (
    divisions,
    justify,
    leaders,
    logical,
    parsing,
    shortcuts,
    structure,
    trailing_space,
)
from anthology.export.pdf.chunk import Renderer

_inline = weasyprint.layout.inline
_MENDED = (
    (weasyprint, "tinyhtml5"),
    (pydyf.PDF, "page_references"),
    (weasyprint.css.StyleFor, "set_computed_styles"),
    (weasyprint.draw.text, "draw_first_line"),
    (weasyprint.layout, "make_margin_boxes"),
    *((_inline, name) for name in (
        "add_word_spacing", "count_expandable_spaces", "get_next_linebox", "handle_leader",
        "resolve_percentages", "split_first_line", "strut",
    )),
    (weasyprint.pdf, "add_tags"),
    (weasyprint.pdf.stream.Stream, "marked"),
    (weasyprint.pdf.tags, "_build_box_tree"),
    *((weasyprint.text.line_break, name) for name in ("line_size", "unicode_to_char_p")),
    *((weasyprint.text.line_break.Layout, name) for name in ("set_text", "setup")),
)  # fmt: skip
# Read when tests are collected, before any of them has made a renderer.
_AS_IT_COMES = [(owner, name, getattr(owner, name)) for owner, name in _MENDED]
_MENDS = (divisions, justify, leaders, logical, parsing, shortcuts, structure, trailing_space)
_INSTALLS = [each.install for each in _MENDS]


def _home(engine: Any) -> str:  # Any: a module, a function or a property
    """The package that it comes from."""
    found = getattr(engine, "fget", engine)
    name: str = getattr(found, "__module__", None) or found.__name__
    return name.partition(".")[0]


@contextmanager
def unmended() -> Iterator[pytest.MonkeyPatch]:
    """The engine as it comes: the next renderer mends it anew. Afterwards it is as it was."""
    Renderer("", ())  # what is put back at the end is the engine mended
    with pytest.MonkeyPatch.context() as patch:
        for owner, name, engine in _AS_IT_COMES:
            assert _home(engine) in ("weasyprint", "pydyf", "tinyhtml5"), name
            patch.setattr(owner, name, engine)
        for install in _INSTALLS:
            install.cache_clear()  # type: ignore[attr-defined]  # of functools.cache
        yield patch
        for install in _INSTALLS:
            install()  # so that nothing is laid on again what is put back
