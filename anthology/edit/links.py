"""The first mention of every person in every article becomes a span that leads to the who's who."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from anthology.model import Article, Block, BlockKind, Mention, Person, Span, SpanKind


def link_first_mentions(
    articles: Sequence[Article], people: Iterable[Person]
) -> tuple[Article, ...]:
    """The articles with a PERSON span on the first mention of each person in each of them.

    A mention that is part of a link of the source is passed over where there is another.
    """
    linked = {
        (a.id, n): leaf
        for a in articles
        for n, leaf in enumerate(a.leaves())
        if leaf.spans or leaf.kind is BlockKind.IMAGE
    }
    firsts: dict[str, dict[int, list[Span]]] = {}
    for person in people:
        seen: set[str] = set()
        for mention in sorted(person.mentions, key=lambda m: _is_linked(m, linked)):
            if mention.article_id in seen:
                continue
            seen.add(mention.article_id)
            leaves = firsts.setdefault(mention.article_id, {})
            span = Span(mention.start, mention.end, SpanKind.PERSON, person.id)
            leaves.setdefault(mention.leaf, []).append(span)
    return tuple(_with_spans(a, firsts[a.id]) if a.id in firsts else a for a in articles)


def _is_linked(mention: Mention, linked: Mapping[tuple[str, int], Block]) -> bool:
    """Whether the mention is part of a link of the source, or of the words of a picture."""
    leaf = linked.get((mention.article_id, mention.leaf))
    if leaf is not None and leaf.kind is BlockKind.IMAGE:
        return True
    return leaf is not None and any(
        s.kind in (SpanKind.LINK, SpanKind.NOTE) and s.start < mention.end and s.end > mention.start
        for s in leaf.spans
    )


def _with_spans(article: Article, added: dict[int, list[Span]]) -> Article:
    numbers = iter(range(len(article.leaves())))
    return replace(article, blocks=tuple(_mark(article.blocks, added, numbers)))


def _mark(
    blocks: tuple[Block, ...], added: dict[int, list[Span]], numbers: Iterator[int]
) -> Iterator[Block]:
    """The blocks with the spans added to their leaves, which ``numbers`` counts."""
    for block in blocks:
        if block.children:
            yield replace(block, children=tuple(_mark(block.children, added, numbers)))
            continue
        found = added.get(next(numbers), [])
        spans = sorted([*block.spans, *found], key=lambda s: (s.start, -s.end, s.kind))
        yield replace(block, spans=tuple(spans)) if found else block
