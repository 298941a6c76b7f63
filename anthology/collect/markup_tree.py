"""Stage 1 of 4, collect: HTML in any state, made into a tree that is safe to walk.

Nothing is fetched, no entity of a document type is expanded; what a reader of the page does
not see (scripts, styles, forms, hidden elements) is not in the tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import dropwhile
from typing import Any, TypeAlias

from lxml import etree, html

from anthology.collect.decode import without_unfit

Node: TypeAlias = Any  # lxml.etree._Element: lxml has no types

_DEEPEST = 1500  # elements within each other; libxml2 drops what lies deeper than 2,047
_KEPT_DEPTH = 90  # deeper elements give their words to those above
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])")
_UNNESTED = frozenset(
    ("area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta",
     "option", "p", "param", "source", "td", "th", "tr", "track", "wbr")
)  # fmt: skip
UNSEEN = frozenset(
    ("applet", "audio", "base", "button", "canvas", "datalist", "embed", "frame", "frameset",
     "head", "iframe", "input", "link", "map", "meta", "noframes", "noscript", "object", "option",
     "param", "progress", "script", "select", "style", "template", "textarea", "title", "video")
)  # fmt: skip
_OF_HEAD = ("base", "link", "meta", "noscript", "script", "style", "template", "title")
_MOST_LOOSE = 60
_LOOSE = re.compile(r"<([^\W\d_]\w*)\s*$")  # "<word" at the very end
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def parse_fragment(markup: str) -> Node:
    """A ``div`` with what the markup holds."""
    text = _shallow(_clean(markup))
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = html.fragment_fromstring(text, create_parent="div", parser=parser)
    except (ValueError, AssertionError, etree.ParserError, etree.XMLSyntaxError):
        root = html.Element("div")  # it holds nothing, or a page without a body
        root.text = re.sub(r"(?s)<!--.*?(?:-->|$)|</?[a-zA-Z!?][^<>]*>", " ", text)
    return root


def parse_page(markup: str) -> Node | None:
    """The ``html`` element of a page; None where there is nothing in it."""
    text = _shallow(_clean(markup))
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (ValueError, etree.ParserError, etree.XMLSyntaxError):
        return None
    _end_head(root)
    return root


def _end_head(root: Node) -> None:
    """Begin the body where a page without that tag does: libxml2 takes newer elements for head."""
    head = root.find("head")
    body = root.find("body")
    loose = [] if head is None else list(dropwhile(lambda node: node.tag in _OF_HEAD, head))
    if not loose:
        return
    if body is None:
        body = html.Element("body")
        root.append(body)
    body[:0] = loose


def _clean(markup: str) -> str:
    """The markup without what lxml refuses: an XML declaration, characters of no book."""
    plain = re.sub(r"^\s*<\?xml[^>]*>", "", without_unfit(markup).replace("\x00", ""))
    loose = _LOOSE.search(plain[-_MOST_LOOSE:])  # parsers drop it, as the beginning of a tag
    if loose and loose[1].lower() not in html.defs.tags:
        plain = f"{plain[: plain.rindex('<')]}&lt;{loose[1]}"
    return plain


def _shallow(markup: str) -> str:
    """The markup; where it is nested deeper than any page, its paragraphs without other tags."""
    depth = deepest = 0
    for match in _TAG.finditer(markup):
        if match[2].lower() not in _UNNESTED:
            depth = max(0, depth - 1) if match[1] else depth + 1
            deepest = max(deepest, depth)
    if deepest < _DEEPEST:
        return markup
    bare = re.sub(r"(?is)<(script|style|head)\b.*?</\1\s*>|<!--.*?-->", " ", markup)
    bare = re.sub(
        r"(?i)</?(?:div|p|li|ul|ol|blockquote|section|article|td|tr|h\d)\b[^>]*>", "\n", bare
    )
    bare = re.sub(r"</?[a-zA-Z!?][^<>]*>", "", bare)
    return "".join(f"<p>{line.strip()}</p>" for line in bare.split("\n") if line.strip())


def prune(root: Node, *, styles: bool = True) -> None:
    """Take out of the tree what is not seen, and flatten what is nested too deeply.

    ``styles``: elements hidden by their own style attribute, too.
    """
    for node in list(root.iter()):
        if node is root:
            continue
        if not isinstance(node.tag, str):
            drop(node)
        elif node.tag == "noscript" and node.getparent() is not None:
            _keep_images(node)
        elif node.tag in UNSEEN or (styles and is_hidden(node)):
            drop(node)
    _flatten(root)


def is_hidden(node: Node) -> bool:
    """Whether the element says of itself that it is not shown."""
    if node.get("hidden", "until-found") != "until-found":
        return True
    if node.get("aria-hidden") == "true" and node.tag not in ("img", "figure", "picture"):
        return "fallback-image" not in node.get("class", "")
    return bool(_HIDDEN.search(node.get("style", "")))


def _keep_images(node: Node) -> None:
    """Only the images of a ``noscript``: they stand for those that a script brings."""
    parent = node.getparent()
    before = node.getprevious()
    lazy = before is not None and (before.tag == "img" or before.find(".//img") is not None)
    images = [] if lazy else list(node.iter("img"))
    place = parent.index(node)
    for image in images:
        image.tail = ""
        place += 1
        parent.insert(place, image)
    if images:
        images[-1].tail, node.tail = node.tail, ""
    drop(node)


def drop(node: Node) -> None:
    """Take an element out, and leave the text after it."""
    parent = node.getparent()
    if parent is None:
        return
    tail = node.tail
    if tail:
        before = node.getprevious()
        if before is None:
            parent.text = (parent.text or "") + tail
        else:
            before.tail = (before.tail or "") + tail
        node.tail = None
    parent.remove(node)


def _flatten(root: Node) -> None:
    deep = [node for node, depth in _depths(root) if depth == _KEPT_DEPTH and len(node)]
    for node in deep:
        words = " ".join(" ".join(node.itertext()).split())
        for child in list(node):
            node.remove(child)
        node.text = words


def _depths(root: Node) -> Iterator[tuple[Node, int]]:
    depth = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            yield node, depth
            depth += 1
        else:
            depth -= 1
