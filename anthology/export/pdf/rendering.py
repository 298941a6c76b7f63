"""One section -> one chunk, as work for the workshop: a pure function of style and job."""

from __future__ import annotations

import atexit
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from anthology.export.pdf.pieces import Chunk, Job
from anthology.theme import FontFace

if TYPE_CHECKING:
    from anthology.export.pdf.chunk import Renderer


@dataclass(frozen=True, slots=True)
class Style:
    """What all sections of a book share."""

    css: str
    faces: tuple[FontFace, ...]


def render(style: Style, job: Job) -> Chunk:
    """The job's chunk."""
    return _renderer(style).render(job)


@atexit.register
def _let_go() -> None:
    """Free the renderer while the engine's libraries are still there to free its fonts."""
    _renderer.cache_clear()


@lru_cache(maxsize=1)
def _renderer(style: Style) -> Renderer:
    """The style's renderer: reading the style sheets and the fonts takes 0.1 s."""
    from anthology.export.pdf.chunk import Renderer  # noqa: PLC0415 - loads WeasyPrint

    return Renderer(style.css, style.faces)
