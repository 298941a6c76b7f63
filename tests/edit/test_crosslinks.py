"""Links from one article of the book to another lead inside the book."""

from __future__ import annotations

import pytest

from anthology.edit.crosslinks import link_articles
from anthology.model import Article, Block, BlockKind, Origin, Span, SpanKind


def _article(name: str, path: str, url: str = "", target: str = "", record: int = 0) -> Article:
    spans = (Span(0, 3, SpanKind.LINK, target),) if target else ()
    inner = Block(BlockKind.PARAGRAPH, "See it.", spans)
    blocks = (Block(BlockKind.QUOTE, children=(inner,)),)
    return Article(f"a-{name}", Origin(path, record), name, blocks, url=url)


ARTICLES = (
    _article("tide", "news/2023/tide.md", "https://www.example.org/2023/tide/"),
    _article("ice", "news/ice.html", "https://example.org/ice.html?id=3"),
    _article("row", "rows.csv", "https://example.org/", record=1),
    _article("twin", "news/twin.md", "https://example.org/twin"),
    _article("pair", "news/twin.txt", "https://example.org/twin"),
    _article("index", "news/old/index.md"),
)


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("http://example.org/2023/tide", "#a-tide"),
        ("https://EXAMPLE.org/2023/tide/index.html#top", "#a-tide"),
        ("https://example.org/ice.html?id=3", "#a-ice"),
        ("https://example.org", "#a-row"),
        ("https://here.example/blog/ice.html", "#a-ice"),
        ("file:///news/2023/tide.md", "#a-tide"),
        ("file:///news/2023/../ice", "#a-ice"),
        ("file:///news/2023/tide.html?x=1#y", "#a-tide"),
        ("file:///news/old/", "#a-index"),
        ("https://example.org/ice.html", "https://example.org/ice.html"),
        ("https://example.org/twin", "https://example.org/twin"),
        ("https://here.example/blog/me", "https://here.example/blog/me"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("file:///news/gone.md", None),
        ("file:///news/twin", None),
        ("file:///rows.csv", None),
    ],
)
def test_a_link_leads_to_the_article_of_that_address_or_file(target: str, found: str) -> None:
    """What several articles have is nobody's; a link to no article keeps its address, or words."""
    linking = _article("me", "news/me.md", "https://here.example/blog/me", target)
    linked = link_articles([*ARTICLES, linking])
    assert linked[:-1] == ARTICLES
    [leaf] = linked[-1].leaves()
    assert leaf.spans == ((Span(0, 3, SpanKind.LINK, found),) if found else ())
