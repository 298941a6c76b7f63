"""Which mention of a person leads to the who's who."""

from __future__ import annotations

from anthology.edit.links import link_first_mentions
from anthology.model import (
    Article,
    Block,
    BlockKind,
    Mention,
    Name,
    Origin,
    Person,
    Span,
    SpanKind,
)

_TEXT = "Ada Quill came. Ada Quill went."
_SOURCE_LINK = Span(0, 9, SpanKind.LINK, "https://example.org/")


def _linked(*blocks: Block) -> list[tuple[int, int]]:
    """Leaf and offset of the spans that lead to the person named in all of these blocks."""
    article = Article("a-x", Origin("x.txt"), "X", blocks)
    mentions = tuple(
        Mention("a-x", number, at, at + 9, "Ada Quill")
        for number, leaf in enumerate(article.leaves())
        for at in range(len(leaf.text))
        if leaf.text.startswith("Ada Quill", at)
    )
    person = Person("p-q", Name("Ada Quill", "Quill, Ada"), mentions)
    (found,) = link_first_mentions((article,), (person,))
    return [
        (number, span.start)
        for number, leaf in enumerate(found.leaves())
        for span in leaf.spans
        if span.kind is SpanKind.PERSON
    ]


def test_it_is_the_first() -> None:
    assert _linked(Block(BlockKind.PARAGRAPH, _TEXT), Block(BlockKind.PARAGRAPH, _TEXT)) == [(0, 0)]


def test_a_mention_in_a_link_of_the_source_is_passed_over() -> None:
    assert _linked(Block(BlockKind.PARAGRAPH, _TEXT, (_SOURCE_LINK,))) == [(0, 16)]


def test_a_mention_in_the_words_of_a_picture_is_passed_over() -> None:
    picture = Block(BlockKind.IMAGE, "Ada Quill at work", target="0f")
    assert _linked(picture, Block(BlockKind.PARAGRAPH, _TEXT)) == [(1, 0)]


def test_where_there_is_no_other_it_is_marked_all_the_same() -> None:
    assert _linked(Block(BlockKind.PARAGRAPH, "Ada Quill.", (_SOURCE_LINK,))) == [(0, 0)]
