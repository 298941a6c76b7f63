"""The texts of an article that must stand in a book, and where each is looked for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby

from anthology.check.letters import is_shaped, reduce, strip_marks
from anthology.check.search import Region
from anthology.model import Article, Block, BlockKind, SpanKind


@dataclass(frozen=True, slots=True)
class Lost:
    """A text of an article that was not found."""

    text: str
    at: int = 0  # how many of its letters were found
    shaped: bool = False  # a PDF does not keep its letters in order: they can only be counted


def texts(article: Article, *, drawn: bool) -> tuple[str, ...]:
    """Title, if it is the article's own, and leaves in reading order, without the notes."""
    title = () if article.title_supplied else (article.title,)
    return (*title, *(text for block in article.blocks for text in _leaf_texts(block, drawn)))


def notes(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The texts of the notes, which may stand anywhere after their reference."""
    for block in blocks:
        if block.kind is BlockKind.NOTE:
            yield from (leaf.text for leaf in block.leaves())
        else:
            yield from notes(block.children)


def drawn_words(article: Article) -> Iterator[str]:
    """The words in the article's drawings, which a PDF holds among those of the text."""
    for asset in article.assets:
        if asset.media_type == "image/svg+xml":
            yield re.sub(r"(?s)<style.*?</style>|<[^>]*>", " ", asset.data.decode())


def addresses(article: Article) -> Iterator[str]:
    """Where the article's links lead: in print, a note may say it at the page's foot."""
    for leaf in article.leaves():
        yield from (s.target.removeprefix("mailto:") for s in leaf.spans if s.kind is SpanKind.LINK)


def mostly_shaped(wanted: tuple[str, ...]) -> bool:
    """Whether more of the words are of a shaped script than not."""
    words = [word for text in wanted for word in text.split()]
    return sum(map(is_shaped, words)) * 2 > len(words)


def stands(text: str, region: Region, begin: int) -> int:
    """Where the text ends that stands from ``begin`` on, accents aside if need be; else -1."""
    end = region.find(reduce(text), begin)
    if end >= 0 or text.isascii():
        return end
    plain, ends = _without_marks(region, begin)
    end = plain.find(strip_marks(text), 0)
    return begin + bisect_left(ends, end) + 1 if end > 0 else -1


def lost_segments(text: str, region: Region, begin: int) -> tuple[list[Lost], int]:
    """What is lost of a text with some shaped words in it, and where it ends.

    What stands between them must be there in order; they themselves can only be counted.
    """
    lost = []
    end = begin
    for shaped, words in groupby(_marked(text.split()), key=lambda word: word[0]):
        segment = " ".join(word for _, word in words)
        after = stands(segment, region, end)
        if after < 0:
            lost.append(Lost(segment, region.cover(reduce(segment), end)[0], shaped))
        else:
            end = after
    return lost, end


def _marked(words: list[str]) -> list[tuple[bool, str]]:
    """Each word with whether its place is uncertain: numbers move with shaped words beside them."""
    shaped = [is_shaped(word) for word in words]
    for steps in (range(len(words)), reversed(range(len(words)))):
        before = False
        for at in steps:
            shaped[at] = shaped[at] or (before and not any(map(str.isalpha, words[at])))
            before = shaped[at]
    return list(zip(shaped, words, strict=True))


def _without_marks(region: Region, begin: int) -> tuple[Region, list[int]]:
    """The region from ``begin`` on without accents, and where each of its letters ends in it."""
    letters = [strip_marks(letter) for letter in region.text[begin : region.stop]]
    ends = list(accumulate(map(len, letters)))
    text = "".join(letters)
    breaks = [ends[at - begin - 1] for at in region.breaks if begin < at <= region.stop]
    return Region(text, 0, len(text), breaks, region.notes), ends


def _leaf_texts(block: Block, drawn: bool) -> Iterator[str]:
    if block.kind is BlockKind.NOTE or (drawn and block.kind is BlockKind.IMAGE):
        return
    if not block.children:
        yield block.text
    for child in block.children:
        yield from _leaf_texts(child, drawn)
