"""Stage 1 of 4, collect: the text of a record that is markup: HTML or Markdown in a field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from anthology.collect import notices
from anthology.collect.draft import Draft, Source
from anthology.collect.fields import Facts
from anthology.collect.image_files import ImageFiles
from anthology.collect.markdown import blocks_of
from anthology.collect.markup_blocks import blocks_of_html
from anthology.collect.markup_shapes import tidy
from anthology.collect.page import draft_of_blocks
from anthology.collect.page_facts import PageFacts
from anthology.collect.pictures import lead
from anthology.collect.players import players_of, tell_players
from anthology.collect.templates import without_templates
from anthology.config import Config
from anthology.model import Block, BlockKind, Origin
from anthology.report import Report

TAGS = re.compile(
    r"</?(?:p|div|br|h[1-6]|ul|ol|li|blockquote|em|strong|a|span|i|b|u)\b[^>]*>", re.IGNORECASE
)
_PAGE = re.compile(r"\s*(?:<!doctype html|<html|<head|<body)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Body:
    """The text of a record as it stands there, and its blocks."""

    text: str
    blocks: tuple[Block, ...] | None = None  # None of plain text
    templates: tuple[str, ...] = ()  # the names of the tags that were taken out


def body_of(facts: Facts) -> Body | None:
    """The fullest form of a record's text that holds words; None where none does."""
    return next(filter(_has_words, _bodies(facts)), None)


def _bodies(facts: Facts) -> Iterator[Body]:
    """HTML before Markdown, which sites make into it; a whole page says less than a text."""
    is_page = _PAGE.match(facts.html) is not None
    if facts.html and not is_page:
        yield _of_html(facts.html, facts)
    if facts.markdown:
        markdown, templates = without_templates(facts.markdown)
        blocks = tidy(blocks_of(markdown, facts.url, facts.language))
        yield Body(markdown, blocks, templates)
    yield _of_html(facts.text, facts) if TAGS.search(facts.text) else Body(facts.text)
    if is_page:
        yield _of_html(facts.html, facts)


def _of_html(markup: str, facts: Facts) -> Body:
    return Body(markup, tidy(blocks_of_html(markup, facts.url, facts.language)))


def _has_words(body: Body) -> bool:
    """Whether it says something; the words of a picture alone are no text."""
    if body.blocks is None:
        return bool(body.text.strip())
    leaves = (leaf for block in body.blocks for leaf in block.leaves())
    return any(leaf.text.strip() for leaf in leaves if leaf.kind is not BlockKind.IMAGE)


def draft_of_markup(  # noqa: PLR0913, PLR0917 - what is known of a record, and where it is
    facts: Facts,
    body: Body,
    row: Mapping[str, object],
    source: Source,
    origin: Origin,
    place: str,
    config: Config,
    report: Report,
) -> Draft:
    """The article of a record whose text is markup, with its images."""
    tell_players(players_of(body.text), place, report)
    if body.templates:
        notices.TEMPLATES_REMOVED.tell(report, place, names=", ".join(body.templates))
    files = ImageFiles(replace(source, place=place), base=facts.url)
    own = PageFacts(
        facts.title, facts.authors, site=facts.source, url=facts.url, language=facts.language,
        tags=facts.tags,
    )  # fmt: skip
    draft = draft_of_blocks(body.blocks or (), own, files, config, report, lead(row))
    dates = (*facts.dates, *draft.dates)
    return replace(draft, origin=origin, subtitle=facts.subtitle or draft.subtitle, dates=dates)
