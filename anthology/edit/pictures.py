"""Pictures without words for those who cannot see them."""

from __future__ import annotations

from collections.abc import Iterable

from anthology.model import Article, BlockKind
from anthology.report import Level, Report


def report_bare_pictures(articles: Iterable[Article], report: Report) -> str:
    """Tell of each article with pictures that have no description: they pass as decoration.

    The answer is how many there are in all, in words; "" when there are none.
    """
    total = 0
    for article in articles:
        leaves = [leaf for leaf in article.leaves() if leaf.kind is BlockKind.IMAGE]
        bare = sum(not leaf.text.strip() for leaf in leaves)
        total += bare
        if bare:
            what = "a picture has" if bare == 1 else f"{bare} pictures have"
            message = (
                f"{what} no description and will pass as decoration; write an alternative text"
            )
            report.add("A321", article.origin.path, message, Level.INFO)
    return f"{total} pictures" if total > 1 else "1 picture" if total else ""
