"""Stage 1 of 4, collect: CommonMark with tables, notes and definitions, made into blocks.

Markdown may hold HTML anywhere, and means what it is rendered to: so it is rendered, and the
elements become blocks as those of any page do.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

from anthology.collect.lines import paragraphs_of
from anthology.collect.markup_blocks import blocks_of_html
from anthology.model import Block, BlockKind

_MOST_NESTING = 60


def blocks_of(text: str, base: str = "", language: str = "") -> tuple[Block, ...]:
    """The blocks of a Markdown text; a heading's level is one more than written.

    ``base`` and ``language`` as in ``blocks_of_html``. Notes come last, with the ids that the
    references in the text point at. What is nested deeper than anybody writes becomes
    paragraphs.
    """
    from mdit_py_plugins.deflist import deflist_plugin  # noqa: PLC0415 - 0.1 s, seldom needed
    from mdit_py_plugins.footnote import footnote_plugin  # noqa: PLC0415 - as above

    parser = MarkdownIt("commonmark", {"maxNesting": _MOST_NESTING})
    parser.enable(["table", "strikethrough"]).use(footnote_plugin).use(deflist_plugin)
    environment: dict[str, object] = {}
    tokens = parser.parse(text, environment)
    if any(token.level >= _MOST_NESTING - 2 for token in tokens):  # what lies deeper is not there
        plain = re.sub(r"(?m)^[\s>]*(?:[-*+]\s+)*", "", text)
        return tuple(Block(BlockKind.PARAGRAPH, each) for each in paragraphs_of(plain).texts)
    markup = parser.renderer.render(tokens, parser.options, environment)
    return blocks_of_html(str(markup), base, language)
