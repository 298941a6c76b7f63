"""Stage 1 of 4, collect: a page that marks its entry by classes, as the exports of Medium do.

Source: microformats.org, h-entry.
"""

from __future__ import annotations

from itertools import takewhile

from anthology.collect.markup_tree import Node

_OTHERS = frozenset(("h-card", "h-cite"))  # people and texts that an entry names


def content_of_entry(root: Node) -> Node | None:
    """The element with the text of the page's only entry; None where that is not marked."""
    entry = _entry(root)
    contents = entry.find_class("e-content") if entry is not None else []
    return contents[0] if len(contents) == 1 else None


def address_of_entry(root: Node) -> str:
    """The address of the page's only entry, as its links say, and not that of its author."""
    entry = _entry(root)
    if entry is None:
        return ""
    for name in ("p-canonical", "u-url"):
        for node in entry.find_class(name):
            if node.get("href", "").startswith("http") and not _is_of_another(node, entry):
                return str(node.get("href"))
    return ""


def is_draft(root: Node, path: str) -> bool:
    """Whether it is a draft: Medium's exports have them under such a name, without a date."""
    named = path.rpartition("/")[2].startswith("draft_")
    return named and content_of_entry(root) is not None and not root.find_class("dt-published")


def _entry(root: Node) -> Node | None:
    """The only entry of a page; None where there is none or more than one."""
    entries = root.find_class("h-entry")
    return entries[0] if len(entries) == 1 else None


def _is_of_another(node: Node, entry: Node) -> bool:
    inside = takewhile(lambda each: each is not entry, (node, *node.iterancestors()))
    return any(not _OTHERS.isdisjoint(each.get("class", "").split()) for each in inside)
