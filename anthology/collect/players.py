"""Stage 1 of 4, collect: videos, frames and other players, which no book can hold: told, not bound.

Whether one belongs to the article is seen by the words before it, which the article has too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from anthology.collect import notices
from anthology.collect.markup_tree import Node, parse_fragment
from anthology.report import Report

_PLAYERS = frozenset(("iframe", "video", "audio", "embed", "object", "amp-youtube", "amp-video"))
_NAMED = re.compile(r"<(?:iframe|video|audio|embed|object|amp-)", re.IGNORECASE)
_LISTINGS = re.compile(r"(?s)```.*?```|`[^`\n]*`|(?m:^(?: {4}|\t).*$)|<(pre|code)\b.*?</\1>")
_BEFORE = 40  # letters that tell where it stands


def players_in(root: Node) -> tuple[tuple[str, str], ...]:
    """The address of each player, with the last letters before it; of a tree not yet pruned."""
    return tuple(_players(root))


def _players(root: Node) -> Iterator[tuple[str, str]]:
    before = ""
    for event, node in _walk(root):
        if event == "text":
            before = (before + "".join(filter(str.isalnum, str(node))))[-_BEFORE:]
        elif address := _address(node):
            yield address, before


def _walk(root: Node) -> Iterator[tuple[str, Node | str]]:
    """Elements and texts in the order of the page; what a player holds is not the page's."""
    ahead: list[Node | str] = [root]
    while ahead:
        each = ahead.pop()
        if isinstance(each, str):
            yield "text", each
        elif isinstance(each.tag, str) and each.tag not in ("script", "style", "head"):
            yield "element", each
            inside: list[Node | str] = [each.text or ""]
            for child in each:
                inside += [child, child.tail or ""]
            ahead += reversed(inside if each.tag not in _PLAYERS else [])


def _address(node: Node) -> str:
    if node.tag not in _PLAYERS:
        return ""
    own = node.get("src") or node.get("data") or node.get("data-src") or ""
    return own or next((each.get("src", "") for each in node.iter("source")), "")


def players_among(players: Iterable[tuple[str, str]], words: str) -> tuple[str, ...]:
    """The addresses of the players that stand among the words of an article."""
    letters = "".join(filter(str.isalnum, words))
    return tuple(address for address, before in players if before and before in letters)


def players_of(markup: str) -> tuple[str, ...]:
    """The addresses of all players in the markup of an article, listings aside."""
    if not _NAMED.search(markup):
        return ()
    bare = _LISTINGS.sub("", markup)
    return tuple(address for address, _ in players_in(parse_fragment(bare)))


def tell_players(addresses: Sequence[str], place: str, report: Report) -> None:
    """One notice of all that are left out."""
    if addresses:
        names = notices.some(list(dict.fromkeys(addresses)))
        notices.PLAYERS_LEFT_OUT.tell(report, place, count=len(addresses), names=names)
