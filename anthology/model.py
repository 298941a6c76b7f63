"""The nouns of the program, frozen: what stages hand on. Offsets are code points, half-open."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain

from anthology.series import Volume
from anthology.since import Since

FILE = "file:///"  # before the path of a file below the sources, as the target of a link
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


class SpanKind(StrEnum):
    """What a stretch of text is. Renderers know these kinds and no others."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    SMALL_CAPS = "small-caps"
    CODE = "code"
    DELETED = "deleted"
    SUBSCRIPT = "subscript"
    SUPERSCRIPT = "superscript"
    LANGUAGE = "language"  # target: a BCP 47 tag
    LINK = "link"  # target: an absolute address, or "#id" inside the book
    NOTE = "note"  # a reference to a note; target: the note block's id
    PERSON = "person"  # target: Person.id; set by edit, on first mentions
    BREAK = "break"  # a forced line break before ``start``; start == end


@dataclass(frozen=True, slots=True)
class Span:
    """A property of ``Block.text[start:end]``; spans may overlap and nest."""

    start: int
    end: int
    kind: SpanKind
    target: str = ""


class BlockKind(StrEnum):
    """Leaves carry text; containers (marked *) carry children."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"  # level 2..6 inside an article, whose title is level 1
    DATELINE = "dateline"  # "Friday, July 21, 2017", "BEIJING, July 19 --": as the source had it
    SPEAKER = "speaker"  # a speaker's name on a line of its own
    VERSE = "verse"  # one stanza; lines are separated by BREAK spans or newlines
    CODE = "code"  # preformatted; white space counts
    RULE = "rule"  # a break in the text, without words
    IMAGE = "image"  # text is the alternative text; target the asset's id
    CAPTION = "caption"
    TERM = "term"
    CELL_TEXT = "cell-text"
    QUOTE = "quote"  # *
    LIST = "list"  # * of ITEM; ordered when level is 1
    ITEM = "item"  # *
    DEFINITIONS = "definitions"  # * of TERM and DEFINITION
    DEFINITION = "definition"  # *
    FIGURE = "figure"  # * of IMAGE, CAPTION
    TABLE = "table"  # * of CAPTION and ROW
    ROW = "row"  # * of CELL
    CELL = "cell"  # *; heading when level is 1
    NOTE = "note"  # *; id is what NOTE spans point at


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list, table...: text with spans, or children."""

    kind: BlockKind
    text: str = ""
    spans: tuple[Span, ...] = ()
    children: tuple[Block, ...] = ()
    level: int = 0
    id: str = ""  # unique inside the article where set (notes, anchors)
    target: str = ""  # IMAGE: Asset.id
    language: str = ""  # BCP 47, where it differs from the article's
    columns: int = 1  # CELL: columns spanned
    rows: int = 1  # CELL: rows spanned
    start: int = 1  # LIST, ordered: the number of its first item

    def leaves(self) -> Iterator[Block]:
        """This block if it has no children, else its leaves in reading order."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()


class Precision(StrEnum):
    """How much of a date the source gives."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class ArticleDate:
    """When an article was published, as exactly as the source says."""

    day: dt.date  # first day of the month or year where precision is coarser
    precision: Precision = Precision.DAY
    time: dt.time | None = None  # with tzinfo where the source has one
    found_in: str = "header"  # header | file name | text | path | feed ...

    @property
    def iso(self) -> str:
        """``2023``, ``2023-07`` or ``2023-07-20``, for data attributes and metadata."""
        return self.day.isoformat()[: {"year": 4, "month": 7, "day": 10}[self.precision]]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article came from: the name given by the user, and the record in it."""

    path: str  # as shown to the user: relative to the source, with /
    record: int = 0  # number of the article in a file that holds several, from 1; 0 = whole file


@dataclass(frozen=True, slots=True)
class Asset:
    """An image of the book, decoded and checked by the reader that brought it."""

    id: str  # from the content: sha256, 16 hex digits
    media_type: str
    data: bytes = field(repr=False)
    width: int = 0
    height: int = 0
    path: str = ""  # of the file, as in Origin; "" for what was no file of its own

    @property
    def file(self) -> str:
        """File name in an e-book."""
        suffix = self.media_type.rpartition("/")[2].partition("+")[0]
        return f"{self.id}.{'jpg' if suffix == 'jpeg' else suffix}"


@dataclass(frozen=True, slots=True)
class Article:
    """One dated text, ready to be bound. Made by collect, never changed after edit."""

    id: str  # "a-" and a slug; unique in the book, stable for the same input
    origin: Origin
    title: str
    blocks: tuple[Block, ...]
    title_supplied: bool = False  # made by us from the article's own words, which the body keeps
    subtitle: str = ""
    date: ArticleDate | None = None
    language: str = "en"  # BCP 47
    authors: tuple[str, ...] = ()
    source: str = ""  # the publication
    url: str = ""
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()  # lines for the list of sources: duplicates, summary only ...
    assets: tuple[Asset, ...] = ()

    def leaves(self) -> tuple[Block, ...]:
        """The text-bearing blocks in reading order; ``Position.leaf`` counts these."""
        return tuple(chain.from_iterable(b.leaves() if b.children else (b,) for b in self.blocks))

    @property
    def words(self) -> int:
        """Number of words in the body, by white space; each Chinese or Japanese letter is one."""
        texts = (leaf.text for leaf in self.leaves())
        return sum(len((t if t.isascii() else _CJK.sub(r" \g<0> ", t)).split()) for t in texts)


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in an article's text. ``leaf`` -1 is the article's opening, before its title."""

    leaf: int = -1
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names a person: the bare name, no title, no possessive."""

    article_id: str
    leaf: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in the parts of CSL-JSON, with the forms to print and to sort by."""

    display: str  # John Kerry; Xi Jinping
    sort_as: str  # Kerry, John; Xi Jinping
    family: str = ""
    given: str = ""
    dropping_particle: str = ""
    non_dropping_particle: str = ""
    suffix: str = ""
    literal: str = ""  # names without parts: Pelé, Pope Francis


@dataclass(frozen=True, slots=True)
class Role:
    """What the text says a person is, and where it says so."""

    text: str
    article_id: str
    date: ArticleDate | None = None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Exact words of an article: ``text`` is part of the leaf from ``start`` to ``end``."""

    article_id: str
    leaf: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Person:
    """An entry of the who's who. ``mentions`` are in order of book, leaf, offset."""

    id: str  # "p-" and a slug of the sort key; unique in the book
    name: Name
    mentions: tuple[Mention, ...]
    aliases: tuple[str, ...] = ()  # other forms found: Kerry, Mr Kerry, President Xi
    roles: tuple[Role, ...] = ()  # in order of date
    introduction: Excerpt | None = None
    beside: tuple[str, ...] = ()  # Person.id of those most often named with this person
    description: str = ""  # the editor's own words, from people.toml
    unsure: bool = False  # stands alone because joining was not safe
    other_volumes: tuple[int, ...] = ()  # of the series, those that name this person too

    def article_ids(self) -> tuple[str, ...]:
        """The articles that name this person, in order of the book, each once."""
        return tuple(dict.fromkeys(m.article_id for m in self.mentions))


@dataclass(frozen=True, slots=True)
class Part:
    """A run of articles under one heading; a book without parts has one with no title."""

    id: str
    title: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that is to be said, before any thought of pages or files."""

    title: str
    language: str
    parts: tuple[Part, ...]
    people: tuple[Person, ...]  # in order of Name.sort_as, by the rules of the language
    identifier: str  # urn:uuid, version 5, from the content
    subtitle: str = ""
    editor: str = ""
    publisher: str = ""
    rights: str = ""
    isbn: str = ""
    description: str = ""
    introduction: tuple[Block, ...] = ()  # the editor's
    certified_by: str = ""  # who judged the book to conform to WCAG 2.2 AA
    modified: dt.datetime | None = None  # for dcterms:modified; UTC
    volume: Volume | None = None  # None: the book stands alone
    since: Since | None = None  # its news, where they are wanted

    @property
    def articles(self) -> tuple[Article, ...]:
        """All articles in the order of the book."""
        return tuple(article for part in self.parts for article in part.articles)


@dataclass(frozen=True, slots=True)
class PageStart:
    """The first text of a printed page."""

    folio: str  # the printed label: "xii", "87"
    page: int  # physical, from 1
    section_id: str  # Article.id, or the id of a section of the matter
    position: Position  # in the matter, ``leaf`` counts elements and ``offset`` letters and digits


@dataclass(frozen=True, slots=True)
class Folios:
    """What the PDF knows: the printed label of every page and of every anchor."""

    starts: tuple[PageStart, ...] = ()  # in order of page
    anchors: Mapping[str, str] = field(default_factory=dict)  # id -> folio
