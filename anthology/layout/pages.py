"""Where printed pages begin in the matter: leaves numbered in print, markers put into the e-book.

The matter's leaves are its elements of text, numbered in the order of the
document, which is the same in both editions; a place is a leaf and the number of
letters and digits before it. (Articles have leaves and offsets of their own.)
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping

from lxml import etree

from anthology.model import PageStart

_LEAVES = ("p", "dt", "dd", "li", "h1", "h2")
_ROLES = ("term", "definition")
_OPENING = re.compile(rf"<({'|'.join(_LEAVES)})(?=[\s>])")
_XHTML = "{http://www.w3.org/1999/xhtml}"
_EPUB = "{http://www.idpf.org/2007/ops}"


def starts_by_section(starts: tuple[PageStart, ...]) -> Mapping[str, tuple[PageStart, ...]]:
    """The pages on which each section's text begins or goes on, in order."""
    found: dict[str, list[PageStart]] = {}
    for start in starts:
        found.setdefault(start.section_id, []).append(start)
    return {section_id: tuple(pages) for section_id, pages in found.items()}


def number_leaves(html: str) -> str:
    """The document with ``data-leaf`` on every element of text."""
    numbers = itertools.count()
    return _OPENING.sub(lambda m: f'<{m.group(1)} data-leaf="{next(numbers)}"', html)


def count_leaves(xhtml: str) -> int:
    """How many leaves of the printed section an e-book's document holds."""
    return len(_leaves(etree.fromstring(xhtml.encode())))


def mark_pages(xhtml: str, starts: tuple[PageStart, ...], first: int = 0) -> str:
    """The document with a marker where each printed page begins; ``first`` is its first leaf."""
    if not starts:
        return xhtml
    root = etree.fromstring(xhtml.encode())
    body = root.find(f"{_XHTML}body")
    leaves = _leaves(root)
    for start in starts:
        marker = etree.Element(f"{_XHTML}span")
        marker.set(f"{_EPUB}type", "pagebreak")
        marker.set("role", "doc-pagebreak")
        marker.set("id", f"page-{start.folio}")
        marker.set("aria-label", start.folio)
        if 0 <= start.position.leaf - first < len(leaves):
            _insert(leaves[start.position.leaf - first], start.position.offset, marker)
        else:
            marker.tail, body[0].text = body[0].text, None
            body[0].insert(0, marker)
    text: str = etree.tostring(root, encoding="unicode")
    return f"{_HEAD}{text}\n"


_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'


def _leaves(root: etree._Element) -> list[etree._Element]:
    """The elements of text in order, without those that only an e-book's later files repeat."""
    return [
        e
        for e in root.find(f"{_XHTML}body").iter()
        if _is_leaf(e) and "again" not in e.get("class", "").split()
    ]


def _is_leaf(element: etree._Element) -> bool:
    """Whether it is an element of text, or stands for one: an entry may be no dt and dd."""
    named = isinstance(element.tag, str) and _name(element) in _LEAVES
    return named or element.get("role") in _ROLES


def _name(element: etree._Element) -> str:
    return str(etree.QName(element).localname)


def _insert(leaf: etree._Element, letters: int, marker: etree._Element) -> None:
    """Put the marker into the leaf after so many of its own letters and digits."""
    left = letters
    for holder, is_tail in _text_nodes(leaf):
        text = (holder.tail if is_tail else holder.text) or ""
        count = sum(map(str.isalnum, text))
        if count <= left:  # at the start too: a marker stands with text, inside a link if need be
            left -= count
            continue
        at = _offset(text, left)
        marker.tail = text[at:]
        if is_tail:
            holder.tail = text[:at]
            parent = holder.getparent()
            parent.insert(parent.index(holder) + 1, marker)
        else:
            holder.text = text[:at]
            holder.insert(0, marker)
        return
    leaf.append(marker)


def _text_nodes(leaf: etree._Element) -> list[tuple[etree._Element, bool]]:
    """The leaf's own text nodes in order, as (element, is its tail); nested leaves are left out."""
    found = [(leaf, False)]
    for child in leaf:
        if isinstance(child.tag, str) and not _is_leaf(child):
            found += _text_nodes(child)
        found.append((child, True))
    return found


def _offset(text: str, letters: int) -> int:
    """The offset after that many letters and digits, and the space that follows them."""
    if not letters:
        return 0
    seen = 0
    for at, char in enumerate(text):
        seen += char.isalnum()
        if seen == letters:
            gap = re.compile(r"\W*\s+").match(text, at + 1)
            return gap.end() if gap else at + 1
    return len(text)
