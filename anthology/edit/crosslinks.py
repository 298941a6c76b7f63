"""Links from one article of the book to another, by address or by file, lead inside the book."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from anthology.model import FILE, Article, Block, Span, SpanKind

_INDEX = re.compile(r"(?:^|(?<=/))index(?:\.\w+)?$|/$")
_SUFFIX = re.compile(r"\.(?:mdx?|markdown|html?|xhtml|xht|mhtml?|txt)(?:\.gz)?$", re.IGNORECASE)


def link_articles(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles with links to each other as ``#id``; links to other files leave their words.

    An address or path that several articles have is nobody's.
    """
    places = _Places(
        _unique((_address(a.url), a.id) for a in articles if a.url),
        _unique(
            (form, a.id)
            for a in articles
            if not a.origin.record
            for form in {a.origin.path, _plain(a.origin.path)}
        ),
    )
    return tuple(_linked(article, places) for article in articles)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where articles are found: ids by address and by path."""

    addresses: Mapping[str, str]
    paths: Mapping[str, str]

    def find(self, target: str, article: Article) -> str:
        """The id of the article to which a link of this article leads; "" where it is none."""
        if target.startswith(FILE):
            return self._at(unquote(target[len(FILE) :]))
        if not target.lower().startswith("http"):
            return ""
        found = self.addresses.get(_address(target), "")
        folder = article.url.rpartition("/")[0] + "/"  # a file's own address is known, too
        if not found and len(folder) > len("https://") and target.startswith(folder):
            beside = unquote(target[len(folder) :])
            found = self._at(posixpath.join(posixpath.dirname(article.origin.path), beside))
        return found

    def _at(self, path: str) -> str:
        path = posixpath.normpath(re.sub(r"[?#].*", "", path))
        return self.paths.get(path) or self.paths.get(_plain(path), "")


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for place, article_id in pairs:
        found.setdefault(place, set()).add(article_id)
    return {place: ids.pop() for place, ids in found.items() if place and len(ids) == 1}


def _plain(path: str) -> str:
    """A path without its suffix; a folder's index is the folder."""
    return _SUFFIX.sub("", _INDEX.sub("", path)).rstrip("/")


def _address(url: str) -> str:
    """An address as it is compared: without scheme, ``www.``, fragment, index."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    host = parts.netloc.lower().removeprefix("www.")
    path = _INDEX.sub("", unquote(parts.path)).rstrip("/")
    return f"{host}{path}?{parts.query}" if parts.query else f"{host}{path}"


def _linked(article: Article, places: _Places) -> Article:
    blocks = tuple(_block(block, article, places) for block in article.blocks)
    return article if blocks == article.blocks else replace(article, blocks=blocks)


def _block(block: Block, article: Article, places: _Places) -> Block:
    if block.children:
        return replace(block, children=tuple(_block(c, article, places) for c in block.children))
    if not any(span.kind is SpanKind.LINK for span in block.spans):
        return block
    return replace(block, spans=tuple(_spans(block.spans, article, places)))


def _spans(spans: Iterable[Span], article: Article, places: _Places) -> Iterator[Span]:
    for span in spans:
        found = places.find(span.target, article) if span.kind is SpanKind.LINK else ""
        if found and found != article.id:
            yield replace(span, target=f"#{found}")
        elif span.kind is not SpanKind.LINK or not span.target.startswith(FILE):
            yield span
