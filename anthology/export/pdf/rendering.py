"""One section -> one chunk, as work for the workshop: a pure function of style and job.

Articles are filled here too, in the processes that render, and not at all where their chunks are
in the cache.
"""

from __future__ import annotations

import atexit
import hashlib
import pickle
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Self

from anthology.edition import Edition
from anthology.export.pdf.pieces import Chunk, Job, Run
from anthology.model import Folios
from anthology.theme import FontFace
from anthology.written import written_form

if TYPE_CHECKING:
    from anthology.export.pdf.chunk import Renderer


@dataclass(frozen=True, slots=True)
class Style:
    """What all sections of a book share."""

    css: str
    faces: tuple[FontFace, ...]

    @property
    def digest(self) -> str:
        """Of the style sheet; the faces are part of the engine."""
        return hashlib.blake2b(self.css.encode(), digest_size=20).hexdigest()


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills articles: a lean edition, packed once for all that they are handed to."""

    packed: bytes
    templates: tuple[str, ...]  # which it will read where it is unpacked

    @classmethod
    def of(cls, edition: Edition) -> Self:
        """That of an edition."""
        return cls(pickle.dumps(edition.lean()), edition.own_templates)


def render(style: Style, job: Job) -> Chunk:
    """The job's chunk."""
    return _renderer(style).render(job)


def fill_and_render(shared: tuple[Style, Filler], work: Job | Run) -> Chunk:
    """The chunk of a job, or of articles that are filled first."""
    style, filler = shared
    if isinstance(work, Run):
        assets = [asset for s in work.sections if s.article for asset in s.article.assets]
        html = _edition(filler).fill(work.sections, Folios())
        work = Job(work.id, html, tuple(assets), merged=True)
    return render(style, work)


def key_of(job: Job | Run) -> bytes:
    """All that the chunk of a job depends on beside the style; nothing if it cannot be written."""
    written = written_form(job)
    return written if isinstance(written, bytes) else b""


@lru_cache(maxsize=1)
def _edition(filler: Filler) -> Edition:
    """The edition, with the templates that it has read."""
    edition: Edition = pickle.loads(filler.packed)
    return edition


@atexit.register
def _let_go() -> None:
    """Free the renderer while the engine's libraries are still there to free its fonts."""
    _renderer.cache_clear()


@lru_cache(maxsize=1)
def _renderer(style: Style) -> Renderer:
    """The style's renderer: reading the style sheets and the fonts takes 0.1 s."""
    from anthology.export.pdf.chunk import Renderer  # noqa: PLC0415 - loads WeasyPrint

    return Renderer(style.css, style.faces)
