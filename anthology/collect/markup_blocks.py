"""Stage 1 of 4, collect: the elements of a page, a feed's entry or a piece of HTML as blocks.

``blocks_of_html("<p>An <em>old</em> harbour</p>", "https://example.org/a")``

An image is a block whose ``target`` holds the addresses that it may be had from, the
likeliest first, a line each; ``pictures.bind`` makes them assets of the book.
"""

from __future__ import annotations

from anthology.collect.markup_flow import Context, Flow
from anthology.collect.markup_language import language_of
from anthology.collect.markup_notes import find_notes
from anthology.collect.markup_tree import Node, parse_fragment, prune
from anthology.model import Block


def blocks_of_html(fragment: str, base: str = "", language: str = "") -> tuple[Block, ...]:
    """The blocks of a piece of HTML; a heading's level is one more than written.

    ``base`` is the address that links are relative to; a link that leads to no page on the
    web leaves its words. ``language`` is that of the text around it.
    """
    root = parse_fragment(fragment)
    prune(root)
    return blocks_of_element(root, base, language)


def blocks_of_element(root: Node, base: str = "", language: str = "") -> tuple[Block, ...]:
    """As ``blocks_of_html``, for an element whose tree has been pruned."""
    context = Context(base, find_notes(root), language)
    return Flow(context, language_of(root) or language).of(root)
