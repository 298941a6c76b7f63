"""One section -> one chunk, as work for the workshop: a pure function of style and job."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from anthology.export.pdf.chunk import Chunk, Job, Renderer
from anthology.theme import FontFace


@dataclass(frozen=True, slots=True)
class Style:
    """What all sections of a book share."""

    css: str
    faces: tuple[FontFace, ...]


def render(style: Style, job: Job) -> Chunk:
    """The job's chunk."""
    return _renderer(style).render(job)


@lru_cache(maxsize=1)
def _renderer(style: Style) -> Renderer:
    """The style's renderer: reading the style sheets and the fonts takes 0.1 s."""
    return Renderer(style.css, style.faces)
