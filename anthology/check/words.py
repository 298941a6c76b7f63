"""Whether every word that went into a book came out of it, in order.

An article's title and leaves, reduced to letters and digits, must stand in the
book's reduced text one after the other, from the article's place on; the book may put
something of its own between them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from ..model import Article, Block, BlockKind, Book
from .findings import Finding, error, remark
from .letters import Flat, is_shaped, reduce, strip_marks
from .search import Region

_AROUND = 4  # words shown on either side of a fault
_PROVED = 0.995  # share of a shaped text's letters that proves it as well as letters can
_PRESENT = 0.6  # below this share of its letters a shaped text is not there


@dataclass(frozen=True, slots=True)
class _Lost:
    """A text of an article that was not found."""

    text: str
    at: int  # how many of its letters were


def missing_words(book: Book, name: str, text: Flat, *, drawn: bool) -> tuple[Finding, ...]:
    """A finding for every text of the book of which a word is missing in ``text``.

    ``name`` says what ``text`` is ("the PDF"); ``drawn`` that it was read back from drawn
    pages, where alternative texts do not stand and shaped scripts lose their order: of
    these the letters are counted, and a remark says so.
    """
    findings: list[Finding] = []
    counted_only = 0
    end = 0
    articles = book.articles
    for article, following in zip(articles, (*articles[1:], None), strict=True):
        region = _region(article, following, text, end)
        lost, end = _lost(article, region, drawn)
        shaped = [each for each in lost if drawn and is_shaped(each.text)]
        share = _share(article, shaped, lost, region) if shaped else 0.0
        if share >= _PRESENT:
            lost = [each for each in lost if each not in shaped]
            counted_only += 1
            if share < _PROVED:
                findings.append(_doubt(article, share, name))
        findings += [_finding(article, each, name) for each in lost]
    if counted_only:
        findings.append(_counted_only(counted_only, name))
    return (*_out_of_order(book, text, name), *findings)


def _region(article: Article, following: Article | None, text: Flat, end: int) -> Region:
    """Where the article must stand: from its own place, else the end of the one before."""
    start = text.starts.get(article.id, end)
    stop = text.ends.get(following.id, len(text.text)) if following else len(text.text)
    notes = sum(len(reduce(leaf)) for leaf in _notes(article.blocks))
    return Region(text.text, start, max(start, stop), text.breaks, notes)


def _lost(article: Article, region: Region, drawn: bool) -> tuple[list[_Lost], int]:
    """The article's texts that do not stand in order in the region, and where the last one ends."""
    lost = []
    end = region.start
    for text in _texts(article, drawn):
        after = _stands(text, region, end)
        if after < 0:
            lost.append(_Lost(text, region.cover(reduce(text), end)[0]))
        else:
            end = after
    onwards = replace(region, stop=len(region.text))  # notes may stand at the book's end
    for text in (article.subtitle, *_notes(article.blocks)):
        if _stands(text, onwards, region.start) < 0:
            lost.append(_Lost(text, 0))
    return lost, end


def _stands(text: str, region: Region, begin: int) -> int:
    """Where the text ends that stands from ``begin`` on, accents aside if need be; else -1."""
    end = region.find(reduce(text), begin)
    if end >= 0 or text.isascii():
        return end
    plain = strip_marks(text)
    here = strip_marks(region.text[begin : region.stop])
    if len(here) != region.stop - begin:
        return -1  # offsets would not agree
    at = here.find(plain)
    return begin + at + len(plain) if at >= 0 else -1


def _texts(article: Article, drawn: bool) -> Iterator[str]:
    """The article's texts in reading order, but for its notes."""
    if not article.title_supplied:
        yield article.title
    for block in article.blocks:
        yield from _leaf_texts(block, drawn)


def _leaf_texts(block: Block, drawn: bool) -> Iterator[str]:
    if block.kind is BlockKind.NOTE or (drawn and block.kind is BlockKind.IMAGE):
        return
    if not block.children:
        yield block.text
    for child in block.children:
        yield from _leaf_texts(child, drawn)


def _notes(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if block.kind is BlockKind.NOTE:
            yield from (leaf.text for leaf in block.leaves())
        else:
            yield from _notes(block.children)


def _share(article: Article, shaped: list[_Lost], lost: list[_Lost], region: Region) -> float:
    """The share of the shaped texts' letters that the region has beside the texts found in it."""
    needed = Counter(reduce("".join(each.text for each in shaped)))
    missing = {each.text for each in lost}
    found = Counter(reduce("".join(t for t in _texts(article, True) if t not in missing)))
    there = Counter(region.text[region.start : region.stop]) - found
    return (needed & there).total() / max(1, needed.total())


def _out_of_order(book: Book, text: Flat, name: str) -> Iterator[Finding]:
    placed = [article for article in book.articles if article.id in text.starts]
    for before, after in pairwise(placed):
        if text.starts[after.id] < text.starts[before.id]:
            yield error(
                _place(after),
                f"stands before {_place(before)} in {name}, but comes after it in the book",
            )


def _finding(article: Article, lost: _Lost, name: str) -> Finding:
    return error(_place(article), f"“{_around(lost)}” is missing in {name}")


def _around(lost: _Lost) -> str:
    """The words where the text breaks off."""
    words = lost.text.split()
    letters = 0
    for number, word in enumerate(words):
        letters += len(reduce(word))
        if letters > lost.at:
            break
    first, last = max(0, number - _AROUND), number + _AROUND
    before = "… " if first else ""
    after = " …" if last < len(words) else ""
    return f"{before}{' '.join(words[first:last])}{after}"


def _doubt(article: Article, share: float, name: str) -> Finding:
    return remark(
        _place(article),
        f"{1 - share:.0%} of its letters cannot be read back from {name}: its font may shape them"
        " beyond recognition, or text is missing",
        "Look at its pages.",
    )


def _counted_only(articles: int, name: str) -> Finding:
    which = "1 article" if articles == 1 else f"{articles:,} articles"
    return remark(
        "",
        f"{which} in a script that {name} does not keep in order: the letters were counted,"
        " the words could not be compared one by one",
    )


def _place(article: Article) -> str:
    record = f"#{article.origin.record}" if article.origin.record else ""
    return f"{article.origin.path}{record}"
