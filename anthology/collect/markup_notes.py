"""Stage 1 of 4, collect: notes in markup: a link from the text to an element, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from anthology.collect.markup_tree import Node

_REFERS = re.compile(r"\b(?:footnote|noteref|fnref|endnote|footnote-ref|doc-noteref)", re.I)
_IS_NOTE = re.compile(r"footnotes?\b|endnotes?\b|doc-(?:foot|end)note|reflist|references\b", re.I)
_SIGN = re.compile(r"[\[(]?\s*(?:\w{1,4}\s?\d{0,3}|[*†‡§¶]{1,3})\s*[\])]?")
_BODIES = ("li", "p", "dd", "aside", "div", "section", "td")
_MOST_CHARS = 6000


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a text: the elements that refer, those that hold notes, and the ways back."""

    references: Mapping[Node, str] = field(default_factory=dict)  # -> the note's id
    bodies: Mapping[Node, tuple[str, str]] = field(default_factory=dict)  # -> id and sign
    backlinks: frozenset[Node] = frozenset()


def find_notes(root: Node) -> Notes:
    """The notes among the elements under ``root``, numbered in order of first reference."""
    links = [node for node in root.iter("a") if "#" in node.get("href", "")]
    if not links:
        return Notes()
    named = _named(root)
    order = {node: number for number, node in enumerate(root.iter())}
    references: dict[Node, str] = {}
    bodies: dict[Node, tuple[str, str]] = {}
    for link in links:
        target = named.get(_fragment(link))
        if target is None or order[target] <= order[link] or not _SIGN.fullmatch(_words(link)):
            continue
        body = _body(target, root)
        if body is None or not (_refers(link) or _leads_back(body, link, named)):
            continue
        sign = _words(link).strip("[]() ")
        name, _ = bodies.setdefault(body, (f"note-{len(bodies) + 1}", sign))
        references[link] = name
    back = frozenset(
        link
        for body in bodies
        for link in body.iter("a")
        if link not in references and _is_way_back(link, body, named, order)
    )
    return Notes(references, bodies, back)


def _named(root: Node) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for node in root.iter():
        if isinstance(node.tag, str):
            for name in (node.get("id"), node.get("name") if node.tag == "a" else None):
                if name:
                    found.setdefault(name, node)
    return found


def _fragment(link: Node) -> str:
    """The id that a link within the page leads to."""
    address = str(link.get("href", ""))
    return address[1:] if address.startswith("#") else address.rpartition("#")[2]


def _words(node: Node) -> str:
    return " ".join("".join(node.itertext()).split())


def _refers(link: Node) -> bool:
    """Whether a link looks like the sign of a note: raised, or called one."""
    if link.find("sup") is not None:
        return True
    said = " ".join(link.get(name, "") for name in ("class", "role", "rel", "epub:type", "id"))
    parent = link.getparent()
    for _ in range(2):
        if parent is not None and parent.tag == "sup":
            return True
        parent = parent.getparent() if parent is not None else None
    return bool(_REFERS.search(said))


def _body(target: Node, root: Node) -> Node | None:
    """The element that holds the note: the target, or what encloses it."""
    node: Node | None = target
    for _ in range(4):
        if node is None or node is root:
            return None
        if node.tag in _BODIES:
            words = len(_words(node))
            return node if 0 < words < _MOST_CHARS else None
        node = node.getparent()
    return None


def _leads_back(body: Node, link: Node, named: Mapping[str, Node]) -> bool:
    """Whether the note has a link to the place of the reference."""
    places = set(link.iterancestors()) | {link}
    near = {node for node in places if node.get("id")} | set(link.iter())
    return any(named.get(_fragment(each)) in near for each in body.iter("a"))


def _is_way_back(
    link: Node, body: Node, named: Mapping[str, Node], order: Mapping[Node, int]
) -> bool:
    """Whether a link in a note leads up into the text, and has no words of its own."""
    if not link.get("href", "").strip():
        return link.get("id") is not None and bool(_SIGN.fullmatch(_words(link)))
    target = named.get(_fragment(link)) if "#" in link.get("href", "") else None
    return target is not None and order[target] < order[body] and len(_words(link)) <= 12
