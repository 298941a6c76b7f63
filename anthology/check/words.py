"""Whether every word that went into a book came out of it, in order.

An article's title and leaves, reduced to letters and digits, must stand in the
book's reduced text one after the other, from the article's place on; the book may put
something of its own between them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from anthology.check.findings import Finding, Severity, error, remark
from anthology.check.letters import Flat, is_shaped, reduce
from anthology.check.search import Region
from anthology.check.texts import (
    Lost,
    addresses,
    drawn_words,
    lost_segments,
    mostly_shaped,
    notes,
    stands,
    texts,
)
from anthology.errors import FidelityError
from anthology.model import Article, Book
from anthology.report import Level, Report
from anthology.workshop import Workshop

_SHOWN = 5
_WORDS_BEFORE = re.compile(r"(?:\S+ ){0,3}\S* ?$")  # shown before a fault, and after it
_WORDS_AFTER = re.compile(r" ?\S*(?: \S+){0,3}")
_CHARS = 48  # of either, in scripts without spaces
_PROVED = 0.995  # share of a shaped text's letters that proves it as well as letters can
_PRESENT = 0.6  # below this share of its letters a shaped text is not there


def check_words(
    book: Book, files: Mapping[str, bytes], report: Report, shop: Workshop | None = None
) -> None:
    """Prove that every word of ``book`` stands in its ``files`` (name -> content).

    Costs about 3 ms a printed page. What cannot be proved word by word is a notice.

    Raises:
        FidelityError: a word is missing; the message names the first places.
    """
    errors: list[Finding] = []
    for file_name, content in sorted(files.items()):
        for finding in _missing_in(book, file_name, content, shop or Workshop()):
            if finding.severity is Severity.ERROR:
                errors.append(finding)
            else:
                message = f"{finding.message}. {finding.remedy}".removesuffix(" ")
                report.add("A501", finding.place, message, Level.INFO)
    if errors:
        raise FidelityError(_told(errors))


def _missing_in(book: Book, file_name: str, content: bytes, shop: Workshop) -> tuple[Finding, ...]:
    if file_name.endswith(".pdf"):
        from anthology.check.pdf_text import pdf_text  # noqa: PLC0415 - loads two PDF libraries

        return missing_words(book, "the PDF", pdf_text(content, shop), drawn=True)
    from anthology.check.epub_text import epub_text  # noqa: PLC0415 - loads lxml

    return missing_words(book, "the EPUB", epub_text(content), drawn=False)


def _told(errors: list[Finding]) -> str:
    shown = [f"{each.place}: {each.message}" for each in errors[:_SHOWN]]
    if len(errors) > _SHOWN:
        shown.append(f"and {len(errors) - _SHOWN:,} more places")
    shown.append("no book was written; please report this with the articles that it names")
    return "\n".join(shown)


def missing_words(book: Book, name: str, text: Flat, *, drawn: bool) -> tuple[Finding, ...]:
    """A finding for every text of the book of which a word is missing in ``text``.

    ``name`` says what ``text`` is ("the PDF"); ``drawn`` that it was read back from drawn
    pages, where alternative texts do not stand and shaped scripts lose their order: of
    these the letters are counted, and a remark says so.
    """
    findings = list(_out_of_order(book, text, name))
    counted_only = 0
    end = 0
    articles = book.articles
    for article, following in zip(articles, (*articles[1:], None), strict=True):
        region = _region(article, following, text, end)
        lost, end = _lost(article, region, drawn)
        shaped = [each for each in lost if each.shaped]
        share = _share(article, shaped, region) if shaped else 0.0
        if share >= _PRESENT:
            lost = [each for each in lost if not each.shaped]
            counted_only += 1
            if share < _PROVED:
                findings.append(_doubt(article, share, name))
        findings += [_finding(article, each, name) for each in lost]
    if counted_only:
        findings.append(_counted_only(counted_only, name))
    return tuple(findings)


def _region(article: Article, following: Article | None, text: Flat, end: int) -> Region:
    """Where the article must stand: from its own place, else the end of the one before."""
    start = text.starts.get(article.id, end)
    stop = text.ends.get(following.id, len(text.text)) if following else len(text.text)
    stop = max(start, stop)
    between = (*notes(article.blocks), *drawn_words(article))
    letters = sum(len(reduce(each)) for each in between)
    said = {reduce(each) for each in addresses(article)} if text.breaks else ()
    letters += sum(len(each) for each in said if text.text.find(each, start, stop) >= 0)
    return Region(text.text, start, stop, text.breaks, letters)


def _lost(article: Article, region: Region, drawn: bool) -> tuple[list[Lost], int]:
    """The article's texts that do not stand in order in the region, and where the last one ends."""
    lost: list[Lost] = []
    wanted = texts(article, drawn=drawn)
    count_all = drawn and mostly_shaped(wanted)
    end = region.start
    for text in wanted:
        after = stands(text, region, end)
        if after >= 0:
            end = after
        elif count_all:
            lost.append(Lost(text, shaped=True))
        elif drawn and is_shaped(text):
            segments, end = lost_segments(text, region, end)
            lost += segments
        else:
            lost.append(Lost(text, region.cover(reduce(text), end)[0]))
    onwards = replace(region, stop=len(region.text))  # notes may stand at the book's end
    for text in (article.subtitle, *notes(article.blocks)):
        if stands(text, onwards, region.start) < 0:
            lost.append(Lost(text, shaped=drawn and (count_all or is_shaped(text))))
    return lost, end


def _share(article: Article, shaped: list[Lost], region: Region) -> float:
    """The share of the shaped texts' letters that the region has beside the article's others."""
    needed = Counter(reduce("".join(each.text for each in shaped)))
    others = Counter(reduce("".join(texts(article, drawn=True)))) - needed
    there = Counter(region.text[region.start : region.stop]) - others
    return (needed & there).total() / max(1, needed.total())


def _out_of_order(book: Book, text: Flat, name: str) -> Iterator[Finding]:
    placed = [article for article in book.articles if article.id in text.starts]
    for before, after in pairwise(placed):
        if text.starts[after.id] < text.starts[before.id]:
            yield error(
                _place(after),
                f"stands before {_place(before)} in {name}, but comes after it in the book",
            )


def _finding(article: Article, lost: Lost, name: str) -> Finding:
    return error(_place(article), f"“{_around(lost)}” is missing in {name}")


def _around(lost: Lost) -> str:
    """The words where the text breaks off."""
    text = " ".join(lost.text.split())
    letters, at = 0, 0
    while letters < lost.at and at < len(text):
        letters += len(reduce(text[at]))
        at += 1
    before = _matched(_WORDS_BEFORE.search(text, max(0, at - 4 * _CHARS), at))[-_CHARS:]
    after = _matched(_WORDS_AFTER.match(text, at))[:_CHARS]
    first, last = at - len(before), at + len(after)
    return f"{'… ' if first else ''}{before}{after}{' …' if last < len(text) else ''}"


def _matched(match: re.Match[str] | None) -> str:
    return match[0] if match else ""


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
