"""Stage 1 of 4, collect: a page that marks its entry by classes, as the exports of Medium do.

Source: microformats.org, h-entry.
"""

from __future__ import annotations

from anthology.collect.markup_tree import Node


def content_of_entry(root: Node) -> Node | None:
    """The element with the text of the page's only entry; None where that is not marked."""
    entries = _of_class(root, "h-entry")
    contents = _of_class(entries[0], "e-content") if len(entries) == 1 else []
    return contents[0] if len(contents) == 1 else None


def address_of_entry(root: Node) -> str:
    """The entry's own address, as its links say."""
    for name in ("p-canonical", "u-url"):
        for node in _of_class(root, name):
            if node.get("href", "").startswith("http"):
                return str(node.get("href"))
    return ""


def is_draft(root: Node, path: str) -> bool:
    """Whether it is a draft: Medium's exports have them under such a name, without a date."""
    named = path.rpartition("/")[2].startswith("draft_")
    return named and content_of_entry(root) is not None and not _of_class(root, "dt-published")


def _of_class(root: Node, name: str) -> list[Node]:
    return [node for node in root.iter() if name in str(node.get("class") or "").split()]
