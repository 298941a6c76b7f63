"""Stage 1 of 4, collect: the reader of Markdown files with front matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from anthology.collect import notices
from anthology.collect.draft import Draft, Source, words_of
from anthology.collect.fields import Facts, facts_of
from anthology.collect.file_links import file_base
from anthology.collect.frontmatter import read_front_matter
from anthology.collect.image_files import ImageFiles
from anthology.collect.language import detect_language
from anthology.collect.markdown import blocks_of
from anthology.collect.mdx import prose_of
from anthology.collect.pictures import bind_images, lead
from anthology.collect.players import players_of, tell_players
from anthology.collect.sections import Section, dated_sections, properties_of
from anthology.collect.templates import without_templates
from anthology.collect.text import all_names_of, text_of
from anthology.config import Config
from anthology.model import Block, BlockKind, Origin
from anthology.report import Report


def read_markdown(source: Source, config: Config, report: Report) -> Iterator[Draft]:
    """The article in a Markdown file, or one under each first heading that is dated.

    None where the file is marked as a draft or holds no text.
    """
    text = text_of(source, report)
    if text is None:
        return
    front = read_front_matter(text)
    if front.problem:
        notices.FRONT_MATTER_DAMAGED.tell(report, source.place, problem=front.problem)
    if source.path.lower().endswith(".mdx"):
        prose = prose_of(front.rest)
        front = replace(front, values={**prose.values, **front.values})
        body, tags = prose.text, prose.names
    else:
        body, tags = without_templates(front.rest)
    if not front.values:
        fields, body = properties_of(body)
        front = replace(front, values=dict(fields))
    facts = facts_of(front.values)
    if facts.is_draft:
        notices.DRAFT.tell(report, source.place)
        return
    if tags:
        notices.TEMPLATES_REMOVED.tell(report, source.place, names=", ".join(tags))
    if front.repeated:
        notices.KEYS_REPEATED.tell(report, source.place, names=", ".join(front.repeated))
    tell_players(players_of(body), source.place, report)
    sections = dated_sections(blocks_of(body, facts.url or file_base(source.path), facts.language))
    files = ImageFiles(source)
    if len(sections) > 1:
        notices.SEVERAL_ARTICLES.tell(report, source.place, count=len(sections))
    for number, section in enumerate(sections, 1):
        own = _own_facts(facts, section) if len(sections) > 1 else facts
        title, blocks = titled(own.title, section.blocks)
        blocks, assets = bind_images(
            blocks, files, report, () if number > 1 else lead(front.values)
        )
        words = words_of(blocks)
        if not words:
            notices.NO_TEXT.tell(report, source.place)
            continue
        language = own.language or detect_language(words, config.language) or "en"
        origin = Origin(source.path, number if len(sections) > 1 else 0)
        draft = _draft(replace(own, title=title, language=language), blocks, origin, source.place)
        yield replace(draft, assets=assets)


def _own_facts(facts: Facts, section: Section) -> Facts:
    """What the lines under a section's heading say, and the file's front matter beside them."""
    own = facts_of(dict(section.fields))
    return replace(
        own, title="", source=own.source or facts.source, language=own.language or facts.language
    )


def _draft(facts: Facts, blocks: tuple[Block, ...], origin: Origin, place: str) -> Draft:
    return Draft(
        origin=origin,
        place=place,
        blocks=blocks,
        title=facts.title,
        subtitle=facts.subtitle,
        dates=facts.dates,
        language=facts.language,
        authors=all_names_of(facts.authors),
        source=facts.source,
        url=facts.url,
        tags=facts.tags,
    )


def titled(title: str, blocks: Sequence[Block]) -> tuple[str, tuple[Block, ...]]:
    """The title, and the blocks with headings from level 2 on.

    A heading that the text opens with is the title where none is given, or where it repeats it.
    """
    first = blocks[0] if blocks else None
    if first and first.kind is BlockKind.HEADING and len(blocks) > 1:
        if not title and first.level == 2:
            title, blocks = " ".join(first.text.split()), blocks[1:]
        elif first.text.casefold() == title.casefold():
            blocks = blocks[1:]
    return title, raised(blocks)


def raised(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with headings from level 2 on."""
    levels = [block.level for block in blocks if block.kind is BlockKind.HEADING]
    up = min(levels, default=2) - 2
    found = (
        replace(block, level=block.level - up) if block.kind is BlockKind.HEADING else block
        for block in blocks
    )
    return tuple(found)
