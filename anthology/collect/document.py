"""Stage 1 of 4, collect: the reader of word processors' documents and of e-books."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from anthology.collect import notices
from anthology.collect.converter import to_html
from anthology.collect.dates import read_date
from anthology.collect.draft import Draft, Source, WrittenDate, words_of
from anthology.collect.file_links import file_base
from anthology.collect.image_files import ImageFiles
from anthology.collect.language import detect_language
from anthology.collect.markup_blocks import blocks_of_element
from anthology.collect.markup_shapes import tidy
from anthology.collect.markup_tree import Node, parse_page, prune
from anthology.collect.page import draft_of_page
from anthology.collect.page_facts import PageFacts, page_facts
from anthology.collect.pictures import bind_images
from anthology.config import Config
from anthology.model import Block, BlockKind, Origin
from anthology.report import Report

_FILE_OF_BOOK = re.compile(r"[^#]*\.x?html?")
_MADE = (
    ("docProps/core.xml", re.compile(rb"<dcterms:created[^>]*>\s*([\d-]{10})")),
    ("meta.xml", re.compile(rb"<meta:creation-date>\s*([\d-]{10})")),
)
_MADE_RTF = re.compile(rb"\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
_RTF_PASSED_OVER = re.compile(rb"\{\\\*\s*\\footnote(?![a-z])")
_RTF_NOTE = re.compile(rb"\\footnote\b")
_TITLE = re.compile(r"\s*\S+(?:\s+\S+){0,14}(?<![.,;:…])\s*")  # a line of few words, no sentence
_OPENING = 6  # blocks among which a line with the date is looked for
_SHOWN_CHARS = 40
_ARTICLE_WORDS = 40  # an e-book's page with fewer is a cover, a title page, an imprint


def read_document(source: Source, config: Config, report: Report) -> Iterator[Draft]:
    """The article of a DOCX, ODT or RTF document, the articles of an EPUB."""
    kind = source.path.rpartition(".")[2].lower()
    if kind == "rtf":  # LibreOffice, Pandoc: Pandoc itself passes over what is marked so
        source = replace(source, data=_RTF_PASSED_OVER.sub(rb"{\\footnote", source.data))
    markup = to_html(source, kind, report)
    root = parse_page(markup) if markup else None
    body = root.find("body") if root is not None else None
    if root is None or body is None:
        return
    facts = page_facts(root, "")
    prune(root)
    if kind == "rtf":
        _tell_lost_notes(body, source, report)
    pages = _pages(body) if kind == "epub" else [body]
    bodies = [_blocks(page, source, facts) for page in pages]
    articles = list(_articles(bodies, source, report)) if kind == "epub" else bodies
    if not any(map(words_of, articles)):
        notices.NO_TEXT.tell(report, source.place)
        return
    several = len(articles) > 1
    made = (facts.date if several else "") or _made(source.data, kind)
    own = replace(facts, title="", date="", site=facts.title) if several else facts
    for number, blocks in enumerate(articles, 1):
        draft = _draft(blocks, own, source, config, report)
        dates = (*draft.dates, *([WrittenDate(made, "properties")] if made else []))
        yield replace(draft, origin=Origin(source.path, number if several else 0), dates=dates)
    if several:
        notices.SEVERAL_CHAPTERS.tell(report, source.place, count=len(articles))


def _tell_lost_notes(body: Node, source: Source, report: Report) -> None:
    """The converter passes over notes within what it does not know."""
    kept = sum(len(list(each.iter("li"))) for each in body.iter("section") if _is_notes(each))
    lost = len(_RTF_NOTE.findall(source.data)) - kept
    if lost > 0:
        notices.NOTES_LOST.tell(report, source.place, count=lost)


def _blocks(page: Node, source: Source, facts: PageFacts) -> tuple[Block, ...]:
    return tidy(blocks_of_element(page, file_base(source.path), facts.language))


def _draft(
    blocks: tuple[Block, ...], facts: PageFacts, source: Source, config: Config, report: Report
) -> Draft:
    language = detect_language(words_of(blocks), facts.language or config.language) or "en"
    blocks, assets = bind_images(blocks, ImageFiles(source), report, ())
    title, date, blocks = _opening(blocks, facts.title, language)
    own = replace(facts, title=title, date=facts.date or date, language=language)
    return draft_of_page(blocks, assets, own, source)


def _opening(
    blocks: tuple[Block, ...], title: str, language: str
) -> tuple[str, str, tuple[Block, ...]]:
    """Title, date and the rest of a text whose first lines may say them without being marked."""
    first = blocks[0].text if blocks and blocks[0].kind is BlockKind.PARAGRAPH else ""
    if first and first == title:
        blocks = blocks[1:]
    elif (
        not title and len(blocks) > 1 and _TITLE.fullmatch(first) and not _is_date(first, language)
    ):
        title, blocks = first, blocks[1:]
    head = [block for block in blocks[:_OPENING] if block.kind is BlockKind.PARAGRAPH]
    for block in head:
        if _is_date(block.text, language):
            line = replace(block, kind=BlockKind.DATELINE)
            return title, block.text, tuple(line if b is block else b for b in blocks)
    return title, "", blocks


def _is_date(text: str, language: str) -> bool:
    """Whether a text is a date and nothing else."""
    found = read_date(text, language)
    return found is not None and found.end == len(text)


def _pages(body: Node) -> list[Node]:
    """An e-book's files, each with its own notes, as Pandoc tells them apart by empty spans."""
    pages: list[Node] = []
    sections = [each for each in body.iter("section") if _is_notes(each)]
    notes = {node.get("id", ""): node for each in sections for node in each.iter("li")}
    for child in [each for each in body if not _is_notes(each)]:
        names = [n.get("id", "") for n in child.iter("span") if not "".join(n.itertext()).strip()]
        if not pages or any(_FILE_OF_BOOK.fullmatch(name) for name in names):
            pages.append(body.makeelement("div", {}))
        pages[-1].append(child)
    for page in pages:
        _take_notes(page, notes)
    return pages


def _is_notes(node: Node) -> bool:
    return node.tag == "section" and "footnotes" in node.get("class", "")


def _take_notes(page: Node, notes: dict[str, Node]) -> None:
    """Put the notes to which a page refers at its end."""
    references = (node for node in page.iter("a") if "footnote-ref" in node.get("class", ""))
    named = [node.get("href", "").removeprefix("#") for node in references]
    found = [notes[name] for name in named if name in notes]
    if found:
        section = page.makeelement("section", {"class": "footnotes", "role": "doc-endnotes"})
        listed = section.makeelement("ol", {})
        section.append(listed)
        for node in found:
            listed.append(node)
        page.append(section)


def _articles(
    pages: Sequence[tuple[Block, ...]], source: Source, report: Report
) -> Iterator[tuple[Block, ...]]:
    """The pages that are articles; one that has no heading goes on with the one before.

    Short pages before the first long one are a cover, a title page: left out with a notice.
    """
    written = [page for page in pages if words_of(page)]
    long = [n for n, page in enumerate(written) if len(words_of(page).split()) >= _ARTICLE_WORDS]
    first = long[0] if long else 0
    if first:
        names = notices.some([words_of(page)[:_SHOWN_CHARS] for page in written[:first]])
        notices.PAGES_LEFT_OUT.tell(report, source.place, names=names)
    article: tuple[Block, ...] = ()
    for blocks in written[first:]:
        if article and blocks[0].kind is BlockKind.HEADING:
            yield article
            article = ()
        article = (*article, *blocks)
    if article:
        yield article


def _made(data: bytes, kind: str) -> str:
    """The day when a document was made, as it says itself; "" where it does not."""
    if kind == "rtf":
        match = _MADE_RTF.search(data[:20_000])
        return "-".join(f"{int(part):02}" for part in match.groups()) if match else ""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name, pattern in _MADE:
                if name in package.namelist() and package.getinfo(name).file_size < 1_000_000:
                    match = pattern.search(package.read(name))
                    return match[1].decode() if match else ""
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError):
        return ""
    return ""
