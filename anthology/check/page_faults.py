"""What a compositor would send back: lone lines, overfull lines, stranded headings, hyphens, boxes.

Where the PDF has no structure tree, only what can be seen without one is looked for.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

import pikepdf

from anthology.check.findings import Finding, remark, warning
from anthology.check.page_lines import Line, PrintedPage, printed_pages

_SHOWN = 20  # of each fault
_SELDOM = 30  # of so many lines one that reaches further out says where the margin is
_FEW = 5  # lines of one length, of which fewer tell nothing
_OVER_PT = 2.5  # ink may reach so far over the margin: a hanging quote
_OVERHANG = 0.2  # of the type size: how much farther an italic f at the end of a line reaches
_INDENT_PT = 4
_IN_A_ROW = 3
_ENDS = re.compile(r"[.!?…:;。！？؟۔।][”’»\"')\]）」』]*$")
_DIVIDED = ("\u2010", "\u00ad")
_HYPHENS = (*_DIVIDED, "-")
_TEXTS = ("P", "LBody", "LI", "BlockQuote", "Note")
_ITEMS = ("LI", "LBody")
_HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6", "H")
_SHOWN_GLYPHS = re.compile(rb"<([0-9A-Fa-f]{4,})>")


def page_faults(content: bytes) -> Iterator[Finding]:
    """The faults of a PDF's pages, in order of pages, with a remedy each. Costs 10 ms a page."""
    pages = list(printed_pages(content))
    found = [*_missing_glyphs(content), *_lines_over(pages)]
    for page in pages:
        found += _hyphens(page)
    told = any(_is_one(before, after) for before, after in pairwise(pages))
    for before, after in pairwise(pages):
        found += _turns(before, after, told=told)
    found.sort(key=lambda finding: int(finding.place.split()[1]))
    counts: Counter[str] = Counter()
    for finding in found:
        counts[finding.remedy] += 1
        if counts[finding.remedy] <= _SHOWN:
            yield finding
    for remedy, count in counts.items():
        if count > _SHOWN:
            yield remark("", f"{count - _SHOWN} more like this were found", remedy)


def _fault(page: PrintedPage, message: str, remedy: str) -> Finding:
    return warning(f"page {page.number}", message, remedy)


def _quote(line: Line) -> str:
    words = line.text if len(line.text) <= 48 else line.text[:47].rstrip() + "…"
    return f"“{words}”"


def _lines_over(pages: list[PrintedPage]) -> Iterator[Finding]:
    """Lines outside the measure, which the justified lines of the book tell."""
    for side in (1, 0):
        some = [page for page in pages if page.number % 2 == side]
        lefts = Counter(round(line.left) for page in some for line in page.lines)
        rights = Counter(round(line.right) for line in _texts(some))
        rights = Counter({x: count for x, count in rights.items() if count >= _FEW})
        if not rights:
            continue
        left, right = min(_often(lefts)), max(_often(rights))
        for page in some:
            for line in filter(_has_letters, page.lines):
                out = max(line.right - right, left - line.left)
                beyond = line.right > page.width or line.left < 0
                ink = _OVER_PT + _OVERHANG * line.size * line.slanted
                if beyond or (out > ink and page.number > 1):
                    where = "off the page" if beyond else f"{out:.0f} points into the margin"
                    yield _fault(
                        page,
                        f"the line {_quote(line)} runs {where}",
                        "Break the word or address in it, or make the table narrower.",
                    )


def _has_letters(line: Line) -> bool:
    """Whether it is more than marks that stand over a letter of another line."""
    return not all(unicodedata.category(char).startswith("M") for char in line.text)


def _often(edges: Counter[int]) -> list[int]:
    return [x for x, count in edges.items() if count * _SELDOM >= max(edges.values())]


def _texts(pages: Iterable[PrintedPage]) -> Iterator[Line]:
    return (line for page in pages for line in page.lines if line.role in ("P", ""))


def _hyphens(page: PrintedPage) -> Iterator[Finding]:
    for _, found in groupby(page.lines, key=lambda line: line.block):
        lines = list(found)
        for hyphened, run in groupby(lines, key=_is_hyphened):
            rows = list(run)
            if hyphened and len(rows) > _IN_A_ROW:
                yield _fault(
                    page,
                    f"{len(rows)} lines in a row end with a hyphen, from {_quote(rows[0])} on",
                    "Change a word of the paragraph, or its measure.",
                )
        longest = max(line.right - line.left for line in lines)
        address = any("://" in line.text for line in lines)
        for line in lines:
            alone = _is_hyphened(line) and " " not in line.text and not address
            if alone and line.right - line.left < longest / 2:
                yield _fault(
                    page,
                    f"a piece of a word stands alone in a line: {_quote(line)}",
                    "Change a word before it.",
                )


def _is_hyphened(line: Line) -> bool:
    return len(line.text) > 1 and line.text.endswith(_HYPHENS) and line.text[-2].isalpha()


def _turns(before: PrintedPage, after: PrintedPage, *, told: bool) -> Iterator[Finding]:
    """What goes wrong between two pages; ``told`` as for ``_continues``."""
    if not before.lines or not after.lines:
        return
    last, first = _blocks(before)[-1], _blocks(after)[0]
    followed = any(edge < last[-1].baseline for edge in before.pictures)
    heads = last[0].role in _HEADINGS and not followed
    if heads and first[0].role and first[0].role != "H1":
        yield _fault(
            before,
            f"the heading {_quote(last[-1])} stands alone at the foot of the page",
            "Keep it with the text that it heads.",
        )
    if before.number % 2 and last[-1].text.endswith(_DIVIDED):
        yield _fault(
            before,
            f"a word is divided where the page is turned: {_quote(last[-1])}",
            "Change a word of the paragraph.",
        )
    if not _continues(last, first, before, told=told):
        return
    if _count(first) == 1:
        alone = "only line of the page" if len(after.lines) == 1 else "first line of the page"
        yield _fault(
            after,
            f"the {alone} is the last of a paragraph: {_quote(first[0])}",
            "Shorten or lengthen the paragraph by a line.",
        )
    if _count(last) == 1 and len(_blocks(before)) > 1:
        yield _fault(
            before,
            f"the last line of the page is the first of a paragraph: {_quote(last[0])}",
            "Shorten or lengthen the paragraph by a line.",
        )


def _blocks(page: PrintedPage) -> list[list[Line]]:
    """The lines of each paragraph; items that run on in one line are one."""
    blocks: list[list[Line]] = []
    for _, found in groupby(page.lines, key=lambda line: line.block):
        lines = list(found)
        if blocks and _runs_on(blocks[-1][-1], lines[0]):
            blocks[-1] += lines
        else:
            blocks.append(lines)
    return blocks


def _runs_on(line: Line, item: Line) -> bool:
    return line.role == item.role in _ITEMS and abs(line.baseline - item.baseline) < 1


def _count(block: list[Line]) -> int:
    """How many lines a block has, whatever runs on in each."""
    return len({round(line.baseline) for line in block})


def _is_one(before: PrintedPage, after: PrintedPage) -> bool:
    """Whether the structure tree has one block for the end of a page and what follows."""
    if not before.lines or not after.lines:
        return False
    return before.lines[-1].block == after.lines[0].block != (0, 0)


def _continues(last: list[Line], first: list[Line], before: PrintedPage, *, told: bool) -> bool:
    """Whether the first lines of a page go on with the last ones of the page before.

    The structure tree tells by one block over both pages: ``told``, if it does so anywhere in the
    book. Else the text tells: no end of a sentence, or a full last line and no indent.
    """
    if last[-1].role not in _TEXTS or last[-1].role != first[0].role:
        return False
    if told or last[-1].block == first[0].block != (0, 0):
        return last[-1].block == first[0].block
    if first[0].labelled or abs(last[-1].size - first[0].size) > 0.2:
        return False
    if last[-1].text.endswith(_DIVIDED):
        return True
    shift = first[0].left - min(line.left for line in first)
    indented = len(first) > 1 and shift > _INDENT_PT
    full = max(line.right for line in before.lines) - last[-1].right < _OVER_PT
    if _ENDS.search(last[-1].text) or indented or not full:
        return False
    return first[0].text[:1].islower() or len(first) > 1


def _missing_glyphs(content: bytes) -> Iterator[Finding]:
    """Pages with boxes in place of characters, or with glyph 0 of a font."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            fonts = page.obj.get("/Resources", pikepdf.Dictionary()).get("/Font")
            if fonts is None:
                continue
            operators = _operators(page)
            names = {
                name.encode()
                for name, font in fonts.items()
                if "Boxes-" in str(font.get("/BaseFont"))
            }
            boxed = any(name + b" " in operators for name in names)
            if boxed or _has_glyph_0(operators, fonts):
                yield warning(
                    f"page {number}",
                    "has characters that no font of the book has",
                    "Install a Noto font for their script and make the book again.",
                )


def _operators(page: pikepdf.Page) -> bytes:
    contents = page.obj.get("/Contents", pikepdf.Array())
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(stream.read_bytes() for stream in streams)


def _has_glyph_0(operators: bytes, fonts: pikepdf.Object) -> bool:
    """Whether glyph 0 is shown, where all fonts of the page are addressed by glyph."""
    if any(str(font.get("/Encoding", "")) != "/Identity-H" for font in fonts.values()):
        return False
    return any(
        shown[at : at + 4] == b"0000"
        for shown in _SHOWN_GLYPHS.findall(operators)
        if not shown.lower().startswith(b"feff")
        for at in range(0, len(shown), 4)
    )
