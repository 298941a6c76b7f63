"""What goes into a renderer and what comes out: jobs, chunks and all that the merge must know.

Without WeasyPrint, which takes half a second to load and is needed in the processes only
that render.
"""

from __future__ import annotations

from dataclasses import dataclass

from anthology.edition import Section
from anthology.model import Asset


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be rendered."""

    id: str
    html: str
    assets: tuple[Asset, ...] = ()
    merged: bool = False  # the merge brings the theme's faces, the chunk goes without


@dataclass(frozen=True, slots=True)
class Run:
    """Articles of a chunk that are filled where they are rendered."""

    id: str
    sections: tuple[Section, ...]  # with their articles; the first one, and what runs on from it


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where an element with an id stands: page from 0, points from the lower left corner."""

    id: str
    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class TextStart:
    """The first text of a page: how many letters and digits of the leaf stand on earlier pages."""

    page: int
    leaf: int  # -1: the page begins before the first leaf
    letters: int
    article: str = ""  # id of the article that it belongs to, if any


@dataclass(frozen=True, slots=True)
class FontUse:
    """One face as a chunk uses it. Glyph ids are those of the whole font."""

    hash: str  # name of the font resource
    name: str
    digest: str  # of the font file
    size_bytes: int  # of the font file
    index: int
    shared: bool  # whether its glyphs can go into one subset with other chunks'
    to_unicode: tuple[tuple[int, str], ...]
    widths: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A rendered section."""

    id: str
    pdf: bytes
    heads: int  # leading pages that hold running heads only
    pages: int  # pages after those
    anchors: tuple[Anchor, ...]
    starts: tuple[TextStart, ...]  # one a page
    fonts: tuple[FontUse, ...]
    missing: tuple[str, ...]  # characters that no font has


@dataclass(frozen=True, slots=True)
class Furniture:
    """What is drawn over pages: verso heads by their text, and the figures of folios."""

    versos: Chunk
    heads: tuple[str, ...]  # the texts of the pages of ``versos``
    figures: Chunk
    size_pt: float
