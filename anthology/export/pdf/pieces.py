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
class Template:
    """PDF syntax in which ``%7d`` stands for the number of an object, as wide whatever it is."""

    text: bytes
    numbers: tuple[int, ...]  # the objects, by their numbers in a block


@dataclass(frozen=True, slots=True)
class StreamObject:
    """A stream: the entries of its dictionary without its length, and its data as they lie."""

    entries: Template
    data: bytes


@dataclass(frozen=True, slots=True)
class Objects:
    """Some objects that are no streams, one after another."""

    template: Template
    starts: tuple[int, ...]  # where each begins in the text, once it has its numbers


@dataclass(frozen=True, slots=True)
class Block:
    """Objects that a file can take in as they are but for their numbers.

    They are counted from 0: first those that the file has itself, then the streams, then the
    others.
    """

    given: int  # how many the file has itself
    streams: tuple[StreamObject, ...]
    objects: tuple[Objects, ...]


@dataclass(frozen=True, slots=True)
class FontUse:
    """One face as a chunk uses it. Glyph ids are those of the whole font."""

    hash: str  # name of the font resource
    name: str
    family: str
    flags: int  # of the font descriptor, but for that of a fixed pitch
    ascent: int  # thousandths of the type size
    descent: int
    digest: str  # of the font file
    size_bytes: int  # of the font file
    index: int
    shared: bool  # whether its glyphs can go into one subset with other chunks'
    to_unicode: tuple[tuple[int, str], ...]
    widths: tuple[tuple[int, float], ...]
    own: Block | None = None  # the font as the chunk cut it, its dictionary first; not the theme's


@dataclass(frozen=True, slots=True)
class LoosePage:
    """A page without what the book gives it: numbers are those of the chunk's block."""

    entries: bytes  # of its dictionary: its boxes
    content: int  # the stream that it draws
    parents: int  # the list of the elements that hold what it draws


@dataclass(frozen=True, slots=True)
class Link:
    """The area of a link by two opposite corners: points from the lower left of the page."""

    page: int
    area: tuple[float, float, float, float]
    anchor: str  # where it leads to in the book; empty for addresses
    entries: bytes  # of its dictionary, beside these
    parent: int  # the element that holds it, in the chunk's block


@dataclass(frozen=True, slots=True)
class Figure:
    """The attributes of a picture in the structure tree; the box as the area of a link."""

    page: int
    box: tuple[float, float, float, float]
    entries: bytes  # beside the box


@dataclass(frozen=True, slots=True)
class Body:
    """What a chunk draws, for a book to take in. Numbers are those of the block.

    The book gives the block its document element, the chunk's pages, the links, and the
    attributes of the figures, in this order.
    """

    block: Block
    pages: tuple[LoosePage, ...]
    heads: tuple[bytes, ...]  # what the leading pages of running heads draw
    resources: Template  # the entries that all pages share, beside fonts and forms
    forms: Template  # the entries of their forms and images
    links: tuple[Link, ...]
    figures: tuple[Figure, ...]
    kids: tuple[int, ...]  # the elements right under the document
    ids: tuple[tuple[str, int], ...]  # of elements


@dataclass(frozen=True, slots=True)
class Chunk:
    """A rendered section: a file of its own, or, for the merge, a body."""

    id: str
    pdf: bytes
    heads: int  # leading pages that hold running heads only
    pages: int  # pages after those
    anchors: tuple[Anchor, ...]
    starts: tuple[TextStart, ...]  # one a page
    fonts: tuple[FontUse, ...]
    missing: tuple[str, ...]  # characters that no font has
    leaves: int = 0  # how many elements of text it has
    body: Body | None = None


@dataclass(frozen=True, slots=True)
class Furniture:
    """What is drawn over pages: verso heads by their text, and the figures of folios."""

    versos: Chunk
    heads: tuple[str, ...]  # the texts of the pages of ``versos``
    figures: Chunk
    size_pt: float
