"""Stage 1 of 4, collect: the reader of saved pages: HTML, XHTML, MHTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from anthology.collect import notices
from anthology.collect.draft import Draft, Source, WrittenDate, words_of
from anthology.collect.file_links import file_base
from anthology.collect.image_files import ImageFiles
from anthology.collect.language import detect_language
from anthology.collect.lines import Paragraphs
from anthology.collect.markdown_file import raised, titled
from anthology.collect.markup_blocks import blocks_of_element
from anthology.collect.markup_shapes import tidy
from anthology.collect.markup_tree import Node, parse_page, prune
from anthology.collect.microformats import content_of_entry, is_draft
from anthology.collect.openings import Opening, read_opening
from anthology.collect.page_article import article_of
from anthology.collect.page_facts import PageFacts, page_facts
from anthology.collect.page_source import Page, read_source
from anthology.collect.pictures import bind_images
from anthology.collect.players import players_among, players_in, tell_players
from anthology.collect.text import all_names_of
from anthology.collect.web_addresses import join
from anthology.config import Config
from anthology.model import Asset, Block, BlockKind, Origin
from anthology.report import Report

_SUBTITLE_CHARS = 250
_OPENING = 6  # leaves of a text that may say when it was written


def read_page(source: Source, config: Config, report: Report) -> Iterator[Draft]:
    """The article of a page; none, with a notice, where it holds no text."""
    page = read_source(source, report)
    if page is None:
        return
    root = parse_page(page.markup)
    if root is None:
        notices.NO_TEXT.tell(report, source.place)
        return
    if is_draft(root, source.path):
        notices.DRAFT.tell(report, source.place)
        return
    facts = page_facts(root, page.address)
    base = _base(root, page, facts)
    players = players_in(root)
    _prune(root)
    links_base = base if "://" in base else join(file_base(source.path), base)
    content = content_of_entry(root)
    content = article_of(root) if content is None else content
    blocks = tidy(blocks_of_element(content, links_base, facts.language))
    words = words_of(blocks)
    if not words:
        notices.NO_TEXT.tell(report, source.place)
        return
    language = detect_language(words, facts.language or config.language) or "en"
    tell_players(players_among(players, words), source.place, report)
    files = ImageFiles(source, page.parts, base)
    blocks, assets = bind_images(blocks, files, report, _lead(facts))
    yield draft_of_page(blocks, assets, replace(facts, language=language), source)


def _base(root: Node, page: Page, facts: PageFacts) -> str:
    """The address that the page's links are relative to."""
    own = next((node.get("href", "") for node in root.iter("base") if node.get("href")), "")
    return join(page.address or facts.url, own)


def _prune(root: Node) -> None:
    """Take out what is not seen; a page that hides all it has, for a script to show, is seen."""
    hidden = [node for node in root.iter("body", "main", "article") if "style" in node.attrib]
    for node in hidden:
        node.attrib.pop("style")
    prune(root)


def _lead(facts: PageFacts) -> tuple[Block, ...]:
    """The page's lead image, which may not stand in its text."""
    if not facts.image:
        return ()
    image = Block(BlockKind.IMAGE, facts.image_words, target=facts.image)
    return (Block(BlockKind.FIGURE, children=(image,)),)


def draft_of_blocks(  # noqa: PLR0913, PLR0917 - what was read, and where its images are
    blocks: tuple[Block, ...],
    facts: PageFacts,
    files: ImageFiles,
    config: Config,
    report: Report,
    lead: Sequence[Block] = (),
) -> Draft:
    """The article that blocks are which stood in no page: with its images, in its language."""
    language = facts.language or detect_language(words_of(blocks), config.language) or "en"
    bound, assets = bind_images(blocks, files, report, lead)
    return draft_of_page(bound, assets, replace(facts, language=language), files.source)


def draft_of_page(
    blocks: tuple[Block, ...], assets: tuple[Asset, ...], facts: PageFacts, source: Source
) -> Draft:
    """The article of a page, with what its first lines say of date and author."""
    title, blocks = titled(facts.title, blocks)
    subtitle, blocks = _subtitle(blocks)
    opening, blocks = _opening(blocks, facts)
    header = (WrittenDate(facts.date, facts.date_found_in),) if facts.date else ()
    authors = facts.authors or tuple(opening.authors)
    return Draft(
        origin=Origin(source.path),
        place=source.place,
        blocks=blocks,
        title=title,
        subtitle=subtitle,
        dates=header or tuple(WrittenDate(text, "text") for text in opening.dates),
        language=facts.language,
        authors=all_names_of(authors),
        source=facts.site,
        url=facts.url,
        tags=facts.tags,
        assets=assets,
    )


def _subtitle(blocks: Sequence[Block]) -> tuple[str, tuple[Block, ...]]:
    """The heading that the text opens with, if it is the only one of its level: a standfirst."""
    first = blocks[0] if blocks else None
    if first is None or first.kind is not BlockKind.HEADING or len(blocks) < 2:
        return "", tuple(blocks)
    alone = sum(b.kind is BlockKind.HEADING and b.level <= first.level for b in blocks) == 1
    if not alone or len(first.text) > _SUBTITLE_CHARS or blocks[1].kind is BlockKind.HEADING:
        return "", tuple(blocks)
    return " ".join(first.text.split()), raised(blocks[1:])


def _opening(blocks: tuple[Block, ...], facts: PageFacts) -> tuple[Opening, tuple[Block, ...]]:
    """What the first paragraphs say of date and author; a line that only says so is a dateline."""
    at = next((n for n, b in enumerate(blocks) if b.kind is BlockKind.PARAGRAPH), len(blocks))
    head = [block for block in blocks[at : at + _OPENING] if block.kind is BlockKind.PARAGRAPH]
    if not head:
        return Opening(), blocks
    texts = tuple(" ".join(block.text.split()) for block in head)
    opening = read_opening(Paragraphs(texts, line_each=False), facts.language, titled=True)
    lines = {text for kind, text in opening.leading if kind is BlockKind.DATELINE}
    marked = (
        replace(block, kind=BlockKind.DATELINE)
        if block in head and " ".join(block.text.split()) in lines
        else block
        for block in blocks
    )
    return opening, tuple(marked)
