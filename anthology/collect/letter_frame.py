"""Stage 1 of 4, collect: what stands around a newsletter's text and is not its own.

Newsletters are tables in tables; in their first and last cells they say how to see them in a
browser, why they were sent and how to be rid of them.
"""

from __future__ import annotations

import re

from anthology.collect.markup_tree import Node, drop

_LEAVING = re.compile(
    r"unsubscribe|email preferences|manage (?:your )?(?:preferences|subscription)"
    r"|update your preferences|abmelden|abbestellen|se désabonner|désinscri|darse de baja"
    r"|cancelar (?:la )?suscripci|disiscriviti|annulla l.iscrizione|afmelden|uitschrijven"
    r"|cancelar (?:a )?inscrição|отписаться|配信停止|退订|取消订阅",
    re.IGNORECASE,
)
# What an article may say, too, in a sentence of its own.
_SEEING = re.compile(
    r"view (?:it |this (?:e-?mail |message |newsletter )?)?(?:in|on) (?:your |a |the )?"
    r"(?:web )?browser|(?:read|view) (?:it )?online|forward to a friend|im browser (?:an|öffnen)"
    r"|voir (?:dans|en ligne)|ver en (?:el|tu) navegador",
    re.IGNORECASE,
)
_FORWARDED = re.compile(r"(?:was this (?:e-?mail )?)?forwarded (?:this|to you)", re.IGNORECASE)
# All that a block says, where it is a button.
_BUTTON = re.compile(
    r"(?:(?:read|open) in (?:the )?app|share(?: this post)?|like|comment|restack|reply|forward"
    r"|leave a comment|subscribe(?: now)?|upgrade to paid|give a gift subscription|get the app"
    r"|tweet)\W*",
    re.IGNORECASE,
)
_BLOCKS = ("td", "p", "div", "li", "center", "footer", "section")
_MOST_WORDS = 90  # of a block that is about the mail and nothing else
_FEW_WORDS = 15  # of one that only says where else to read it
_MOST_SHARE = 0.25  # of the words of a message
_LINK_WORDS = 8


def without_frame(body: Node) -> None:
    """Take out of a message what tells of the mail, and make plain its tables for layout."""
    most = len(_words(body).split()) * _MOST_SHARE
    around: dict[Node, str] = {}  # what the element says that holds links
    for node in list(body.iter("a")):
        words = _words(node)
        parent = node.getparent()
        if parent not in around:
            around[parent] = _words(parent)
        is_short = len(words.split()) <= _LINK_WORDS
        if is_short and _LEAVING.search(words):
            _drop_about(node, max(most, _FEW_WORDS), most)
        elif (is_short and _SEEING.search(words)) or _is_forwarded(around[parent]):
            _drop_about(node, _FEW_WORDS, most)
        elif _BUTTON.fullmatch(words) and words == _words(_block_around(node)):
            drop(_block_around(node))
    for table in reversed(list(body.iter("table"))):
        if _is_layout(table):
            for node in (table, *_cells(table)):
                node.tag = "div"


def _words(node: Node) -> str:
    return " ".join("".join(node.itertext()).split())


def _is_forwarded(words: str) -> bool:
    return len(words.split()) <= _FEW_WORDS and _FORWARDED.match(words) is not None


def _drop_about(link: Node, own: float, most: float) -> None:
    """Drop a link about the mail with its block of ``own`` words at most, and those around it.

    Those hold few words of the message's, ``most``; of a longer block the link alone is dropped.
    """
    found = link
    for node in link.iterancestors():
        words = len(_words(node).split())
        if node.tag == "body" or words > min(own, _MOST_WORDS) or _has_heading(node):
            break
        if node.tag in _BLOCKS and (found is link or words <= most):
            found = node
    drop(found)


def _has_heading(node: Node) -> bool:
    return next(node.iter("h1", "h2", "h3"), None) is not None


def _block_around(node: Node) -> Node:
    """The block that an element stands in; the element where it stands in none."""
    return next((each for each in node.iterancestors() if each.tag in _BLOCKS), node)


def _cells(table: Node) -> list[Node]:
    """The rows and cells of a table, those of tables inside aside."""
    tags = ("thead", "tbody", "tfoot", "tr", "td", "th")
    return [
        node
        for node in table.iter(*tags)
        if next(node.iterancestors("table", "div"), None) is table
    ]


def _is_layout(table: Node) -> bool:
    """Whether a table only puts things in their places: it says so, or has a cell in a row."""
    if table.get("role") in ("presentation", "none") or table.find(".//table") is not None:
        return True
    if next(table.iter("th", "caption"), None) is not None:
        return False
    rows = [[cell for cell in row if cell.tag == "td"] for row in table.iter("tr")]
    full = [row for row in rows if sum(bool(_words(cell)) for cell in row) > 1]
    blocks = next(table.iter("p", "h1", "h2", "h3", "ul", "ol", "blockquote", "div"), None)
    return not full or blocks is not None
