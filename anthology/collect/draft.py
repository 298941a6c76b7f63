"""Stage 1 of 4, collect: what a reader makes of a file, before dates, titles and order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from anthology.model import Asset, Block, Origin


@dataclass(frozen=True, slots=True)
class Source:
    """A file under the sources, read."""

    path: str  # relative to the source, with /
    place: str  # as the user would name it, for notices
    data: bytes
    folder: str = ""  # where files that it refers to are; "" for standard input
    root: str = ""  # the folder that holds all that may be read with it
    address: str = ""  # where it was fetched from
    listed: tuple[tuple[str, str], ...] = ()  # what a table beside it says of it, by column
    names: tuple[str, ...] = ()  # of a table: its cells that name files
    images: tuple[tuple[str, bytes], ...] = ()  # fetched with it, by their addresses


@dataclass(frozen=True, slots=True)
class Asking(Source):
    """A source that is read only to learn which images it shows that are not with it."""

    missing: list[tuple[str, ...]] = field(default_factory=list)  # the addresses of each


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as the source writes it."""

    text: str
    found_in: str  # header | text | feed ...: as in ArticleDate


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as its reader found it; what was not found is empty."""

    origin: Origin
    place: str  # for notices
    blocks: tuple[Block, ...]
    title: str = ""
    subtitle: str = ""
    dates: tuple[WrittenDate, ...] = ()  # the one to believe first
    language: str = ""  # BCP 47
    authors: tuple[str, ...] = ()
    source: str = ""
    url: str = ""
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    assets: tuple[Asset, ...] = ()


def words_of(blocks: Iterable[Block]) -> str:
    """All that blocks say; "" where they have no words."""
    return " ".join(leaf.text for block in blocks for leaf in block.leaves()).strip()
