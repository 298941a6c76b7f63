"""Stage 1 of 4, collect: what a page says of its article in JSON-LD (schema.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from anthology.collect.markup_tree import Node

_ARTICLES = re.compile(
    r"(?:\w*Article|BlogPosting|Report|SocialMediaPosting|DiscussionForumPosting|Review"
    r"|CreativeWork|LiveBlogPosting)$"
)
_PAGES = re.compile(r"(?:Web|Item|About)Page$")
_MOST_CHARS = 2_000_000
_DEEPEST = 8


def linked_facts(root: Node) -> Mapping[str, object]:
    """The fields of the page's article, under schema.org's names; empty where there are none."""
    found: list[Mapping[str, object]] = []
    for script in root.iter("script"):
        kind = script.get("type", "").partition(";")[0].strip().lower()
        text = script.text or ""
        if kind == "application/ld+json" and len(text) < _MOST_CHARS:
            found += _objects(_parsed(text), 0)
    articles = [each for each in found if _ARTICLES.search(_kind(each))]
    pages = [each for each in found if _PAGES.search(_kind(each))]
    named = [each for each in articles if each.get("headline") or each.get("datePublished")]
    return next(iter((*named, *articles, *pages)), {})


def _parsed(text: str) -> object:
    """The value of a script; some wrap it in comments, or leave line ends in its strings."""
    text = re.sub(r"^\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[\s*(?:\*/)?)", "", text)
    text = re.sub(r"(?:-->|(?://|/\*)?\s*\]\]>\s*(?:\*/)?)\s*;?\s*$", "", text)
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: object, depth: int) -> Iterator[Mapping[str, object]]:
    """The objects in a value, those in lists and graphs too."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value:
            yield from _objects(each, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(value.get(name), depth + 1)


def _kind(value: Mapping[str, object]) -> str:
    kind = value.get("@type")
    return str(kind[0]) if isinstance(kind, list) and kind else str(kind)


def text_in(value: object) -> str:
    """The text of a field: itself, or the name or address of the object that it holds."""
    if isinstance(value, list):
        return text_in(value[0]) if value else ""
    if isinstance(value, Mapping):
        return next((text_in(value[k]) for k in ("name", "url", "@id") if value.get(k)), "")
    return " ".join(str(value).split()) if isinstance(value, str | int) else ""


def texts_in(value: object) -> tuple[str, ...]:
    """As ``text_in``, for fields that may hold several."""
    several = value if isinstance(value, list) else [value]
    return tuple(filter(None, map(text_in, several)))
