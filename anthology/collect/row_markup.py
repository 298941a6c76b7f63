"""Stage 1 of 4, collect: the text of a record that is markup: HTML or Markdown in a field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from anthology.collect.draft import Draft, Source
from anthology.collect.fields import Facts
from anthology.collect.image_files import ImageFiles
from anthology.collect.language import detect_language
from anthology.collect.markdown import blocks_of
from anthology.collect.markup_blocks import blocks_of_html
from anthology.collect.markup_shapes import tidy
from anthology.collect.markup_text import text_of_markup
from anthology.collect.page import draft_of_page
from anthology.collect.page_facts import PageFacts
from anthology.collect.pictures import bind_images, lead
from anthology.collect.players import players_of, tell_players
from anthology.collect.templates import without_templates
from anthology.config import Config
from anthology.model import Block, Origin
from anthology.report import Report

TAGS = re.compile(
    r"</?(?:p|div|br|h[1-6]|ul|ol|li|blockquote|em|strong|a|span|i|b|u)\b[^>]*>", re.IGNORECASE
)
_PAGE = re.compile(r"\s*(?:<!doctype html|<html|<head|<body)\b", re.IGNORECASE)


def is_markup(facts: Facts) -> bool:
    """Whether the fullest form of the text is markup; a whole page says less than its text."""
    if facts.markdown or (facts.html and not _PAGE.match(facts.html)):
        return True
    return bool(TAGS.search(facts.text or facts.html))


def has_text(facts: Facts) -> bool:
    """Whether one of the fields holds words."""
    if facts.text.strip() and not TAGS.search(facts.text):
        return True
    return any(text_of_markup(each).strip() for each in (facts.markdown, facts.html, facts.text))


def draft_of_markup(  # noqa: PLR0913, PLR0917 - what is known of a record, and where it is
    facts: Facts,
    row: Mapping[str, object],
    source: Source,
    origin: Origin,
    place: str,
    config: Config,
    report: Report,
) -> Draft:
    """The article of a record whose text is markup, with its images."""
    at_record = replace(source, place=place)
    markup, blocks = _blocks(facts)
    tell_players(players_of(markup), place, report)
    words = " ".join(leaf.text for block in blocks for leaf in block.leaves())
    language = facts.language or detect_language(words, config.language) or "en"
    files = ImageFiles(at_record, base=facts.url)
    blocks, assets = bind_images(blocks, files, report, lead(row))
    own = PageFacts(
        facts.title, facts.authors, site=facts.source, url=facts.url, language=language,
        tags=facts.tags,
    )  # fmt: skip
    draft = draft_of_page(blocks, assets, own, at_record)
    dates = (*facts.dates, *draft.dates)
    return replace(draft, origin=origin, subtitle=facts.subtitle or draft.subtitle, dates=dates)


def _blocks(facts: Facts) -> tuple[str, tuple[Block, ...]]:
    """The markup of a text, and its blocks: HTML before Markdown, which sites make into it."""
    page = _PAGE.match(facts.html) is not None
    markup = facts.html if facts.html and not page else ""
    if not markup and facts.markdown:
        markdown, _ = without_templates(facts.markdown)
        return markdown, tidy(blocks_of(markdown, facts.url, facts.language))
    markup = markup or facts.text or facts.html
    return markup, tidy(blocks_of_html(markup, facts.url, facts.language))
