"""What layout hands to the exporters: an Edition, its sections and its page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol, Self

from anthology.model import Article, Book, Folios, PageStart, Part, Person, SpanKind
from anthology.printing import Printing
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
    follows: bool = False  # runs on from the section before it, in print
    piece_of: str = ""  # the section of which it is a later piece, in print

    def as_follower(self) -> Section:
        """The section, running on from the one before it."""
        return replace(self, follows=True)

    @property
    def refers(self) -> bool:
        """Whether its article leads to a place in the book: print says on which page that is."""
        spans = (s for leaf in self.article.leaves() for s in leaf.spans) if self.article else ()
        return any(s.kind is SpanKind.LINK and s.target.startswith("#") for s in spans)

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
    bleed_mm: float = 0.0  # of the cover; other pages have nothing that bleeds

    @property
    def measure_mm(self) -> float:
        """Width of the text block."""
        return self.width_mm - self.inner_mm - self.outer_mm

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
            f"@page bare {{ margin: 0 }}\n{self._bleed_css()}"
            f"html {{ font-size: {self.type_pt}pt; line-height: {self.leading_pt}pt;"
            f" --page-width: {self.width_mm:.3f}mm; --page-height: {self.height_mm:.3f}mm;"
            f" --head: {self.top_mm - self.head_mm:.3f}mm }}\n"
        )

    def _bleed_css(self) -> str:
        """A cover that is larger than the trim."""
        if not self.bleed_mm:
            return ""
        width, height = (mm + 2 * self.bleed_mm for mm in (self.width_mm, self.height_mm))
        return (
            f"@page bare {{ size: {width:.3f}mm {height:.3f}mm }}\n"
            f".cover {{ --page-width: {width:.3f}mm; --page-height: {height:.3f}mm }}\n"
        )


_SPINE_INCHES = {"white": 0.002252, "cream": 0.0025, "colour": 0.002347}  # KDP's, a page
_SPINE_TEXT_FROM = 79  # pages
_WRAP_BLEED_MM = 3.175  # where none is asked for: no printer takes a cover without


@dataclass(frozen=True, slots=True)
class Wrap:
    """The outside cover as one sheet: back, spine, front, and bleed on all sides."""

    page: Page
    spine_mm: float
    has_spine_text: bool
    printing: Printing  # with the bleed of the sheet

    @classmethod
    def of(cls, page: Page, pages: int, printing: Printing) -> Wrap:
        """For a book of so many pages; a leaf has two."""
        spine = (pages + pages % 2) * _SPINE_INCHES[printing.paper] * 25.4
        bled = replace(printing, bleed_mm=printing.bleed_mm or _WRAP_BLEED_MM)
        return cls(page, spine, pages >= _SPINE_TEXT_FROM, bled)

    @property
    def trim_width_mm(self) -> float:
        """Width of the sheet when it is cut."""
        return 2 * self.page.width_mm + self.spine_mm

    def css(self) -> str:
        """The sheet's rule, and its measures for the theme's."""
        bleed, width = self.printing.bleed_mm, self.page.width_mm
        sheet = (self.trim_width_mm + 2 * bleed, self.page.height_mm + 2 * bleed)
        measures = {
            "wrap-width": sheet[0],
            "wrap-height": sheet[1],
            "bleed": bleed,
            "spine-left": bleed + width,
            "spine": self.spine_mm,
            "spine-length": self.page.height_mm * 0.84,
            "spine-type": min((self.spine_mm - 3.2) * 0.8, 5.0),
            "front": bleed + width + self.spine_mm,
            "front-width": width + bleed,
        }
        named = "; ".join(f"--{name}: {mm:.3f}mm" for name, mm in measures.items())
        size = f"{sheet[0]:.3f}mm {sheet[1]:.3f}mm"
        return f"@page wrap {{ size: {size}; margin: 0 }}\n.wrap {{ {named} }}\n"


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
    def printing(self) -> Printing:
        """How it is printed."""

    def run(self, section: Section) -> tuple[Section, ...]:
        """The section and those that run on from it in print."""

    def page_for(self, pages: int) -> Page:
        """The printed page of a book of so many: a thick one swallows more of its inner margin."""

    def on(self, page: Page) -> Self:
        """The same edition on another page."""

    @property
    def version(self) -> str:
        """The program's version."""

    @property
    def popups(self) -> str:
        """What a first mention is to e-readers: glossref or noteref."""

    @property
    def embed_fonts(self) -> bool:
        """Whether an e-book brings the theme's fonts along."""

    def html(self, section: Section, folios: Folios) -> str:
        """The section's document, with page numbers as far as ``folios`` has them."""

    def fill(self, run: tuple[Section, ...], folios: Folios) -> str:
        """The document of articles that run on from the first one in print."""

    def lean(self) -> Self:
        """As much of the edition as fills an article that has a key."""

    @property
    def own_templates(self) -> tuple[str, ...]:
        """The texts of the templates that fill an article, if they come with the program."""

    @property
    def links(self) -> str:
        """Where the addresses of links stand in print: notes, end or none."""

    def key(self, section: Section, folios: Folios) -> bytes:
        """All that the section's document depends on; nothing where that cannot be said."""

    def furniture(self, heads: tuple[str, ...], kind: str) -> str:
        """A document with one head a page, to be laid over others; ``kind``: verso or folio."""

    def wrap(self, wrap: Wrap) -> str:
        """The document of the outside cover."""

    def css(self) -> str:
        """The style sheet of the medium."""

    def extras(self) -> str:
        """An e-book's second style sheet: what old readers would stumble over."""

    def navigation(self, folios: Folios) -> str:
        """An e-book's navigation document."""

    def page_file(self, start: PageStart, folios: Folios) -> str:
        """The document of an e-book in which a printed page begins; "" where there is none."""

    def href(self, anchor: str) -> str:
        """The address of an id."""

    def describe(self, anchor: str) -> str:
        """What a link to the id leads to, in words."""
