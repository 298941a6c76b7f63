"""What layout hands to the exporters: an Edition, its sections and its page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from anthology.model import Article, Book, Folios, PageStart, Part, Person
from anthology.theme import Theme

_PT_PER_MM = 72 / 25.4


class Medium(StrEnum):
    """What an edition is read on."""

    PRINT = "print"
    EBOOK = "ebook"


class Region(StrEnum):
    """Where a section stands in the book; each region has folios of its own kind."""

    COVER = "cover"  # none
    FRONT = "front"  # roman
    BODY = "body"  # arabic, from 1
    BACK = "back"  # arabic, going on


@dataclass(frozen=True, slots=True)
class Section:
    """What starts on a page, or in a file, of its own."""

    id: str
    template: str  # without its suffix
    title: str  # in contents, bookmarks and the running head
    region: Region
    recto: bool = False  # begins on a right-hand page
    level: int = 1  # depth in bookmarks and contents; 0 = not listed
    verso_head: str = ""  # running heads; none on the section's first page
    recto_head: str = ""
    folio: bool = True  # whether a page number is printed
    article: Article | None = None
    part: Part | None = None
    people: tuple[Person, ...] = ()  # of the who's who, or of one of its files

    @property
    def file(self) -> str:
        """Name of the section's document in an e-book."""
        return f"text/{self.id}.xhtml"


@dataclass(frozen=True, slots=True)
class Page:
    """Geometry of a right-hand page; a left-hand one is its mirror."""

    width_mm: float
    height_mm: float
    inner_mm: float
    outer_mm: float
    top_mm: float
    bottom_mm: float
    type_pt: float
    leading_pt: float
    lines: int
    head_mm: float  # edge of the page to the baseline of the running head
    foot_mm: float  # edge of the page to the baseline of the folio
    outer_furniture: bool = False  # heads and folios at the outer edge, not in the middle

    @property
    def mirror_pt(self) -> float:
        """How far the text block of a left-hand page stands to the right of a right-hand one."""
        return (self.outer_mm - self.inner_mm) * _PT_PER_MM

    def css(self) -> str:
        """The page rules and the root's type size, for the style sheets to build on."""
        margins = " ".join(
            f"{mm:.3f}mm" for mm in (self.top_mm, self.outer_mm, self.bottom_mm, self.inner_mm)
        )
        size = f"{self.width_mm:.3f}mm {self.height_mm:.3f}mm"
        return (
            f"@page {{ size: {size}; margin: {margins} }}\n"
            f"@page bare {{ margin: 0 }}\n"
            f"html {{ font-size: {self.type_pt}pt; line-height: {self.leading_pt}pt;"
            f" --page-width: {self.width_mm:.3f}mm; --page-height: {self.height_mm:.3f}mm;"
            f" --head: {self.top_mm - self.head_mm:.3f}mm }}\n"
        )


class Edition(Protocol):
    """A book laid out for one medium."""

    @property
    def medium(self) -> Medium:
        """Print or e-book."""

    @property
    def book(self) -> Book:
        """What is laid out."""

    @property
    def theme(self) -> Theme:
        """The look."""

    @property
    def page(self) -> Page:
        """The printed page; for e-books that of their print edition."""

    @property
    def sections(self) -> tuple[Section, ...]:
        """All sections in order."""

    @property
    def version(self) -> str:
        """The program's version."""

    @property
    def embed_fonts(self) -> bool:
        """Whether an e-book brings the theme's fonts along."""

    def html(self, section: Section, folios: Folios) -> str:
        """The section's document, with page numbers as far as ``folios`` has them."""

    def furniture(self, heads: tuple[str, ...], kind: str) -> str:
        """A document with one head a page, to be laid over others; ``kind``: verso or folio."""

    def css(self) -> str:
        """The style sheet of the medium."""

    def extras(self) -> str:
        """An e-book's second style sheet: what old readers would stumble over."""

    def navigation(self, folios: Folios) -> str:
        """An e-book's navigation document."""

    def page_file(self, start: PageStart) -> str:
        """The document of an e-book in which a printed page begins; "" where there is none."""

    def href(self, anchor: str) -> str:
        """The address of an id."""

    def describe(self, anchor: str) -> str:
        """What a link to the id leads to, in words."""
