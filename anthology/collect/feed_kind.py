"""Stage 1 of 4, collect: whether bytes are a feed, by what they open with."""

from __future__ import annotations

import re

_HEAD = 4096
_PROLOGUE = re.compile(
    r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>|\s+)", re.DOTALL
)
_ROOT = re.compile(r"\s*<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_FEED_ROOTS = ("rss", "feed", "rdf", "channel", "entry")
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org', re.IGNORECASE)


def root_of(data: bytes) -> str:
    """The name of the first element in lower case, without its prefix; "json" for a JSON Feed.

    Nothing where the bytes open with no element.
    """
    head = _head(data)
    if head.lstrip("\ufeff \t\r\n").startswith("{"):
        return "json" if _JSON_FEED.search(head) else ""
    at = 0
    while (match := _PROLOGUE.match(head, at)) and match.end() > at:
        at = match.end()
    root = _ROOT.match(head, at)
    return root[2].lower() if root else ""


def is_feed(data: bytes) -> bool:
    """Whether the bytes open as RSS, Atom, RDF, CDF or JSON Feed do."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    if not head.startswith((b"<", b"{")):
        return False
    root = root_of(data)
    return root == "json" or (root in _FEED_ROOTS and _looks_like_one(_head(data), root))


def _looks_like_one(head: str, root: str) -> bool:
    if root == "rdf":
        return "purl.org/rss" in head or "netscape.com/rdf" in head
    if root in ("feed", "entry"):
        return "w3.org/2005/Atom" in head or "purl.org/atom" in head
    return root == "rss" or ("<item" in head.lower() and "<title" in head.lower())


def _head(data: bytes) -> str:
    """The first characters, whatever the width of a character; letters of ASCII suffice here."""
    sample = data[: _HEAD * 4] if b"\x00" in data[:64] else data[:_HEAD]
    return sample.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe").decode("latin-1")
