"""Pictures without words for those who cannot see them."""

from __future__ import annotations

from collections.abc import Iterable

from anthology.model import Article, BlockKind
from anthology.report import Level, Report


def report_bare_pictures(articles: Iterable[Article], report: Report) -> None:
    """Tell of each article with pictures that have no description: they pass as decoration."""
    for article in articles:
        leaves = [leaf for leaf in article.leaves() if leaf.kind is BlockKind.IMAGE]
        bare = sum(not leaf.text.strip() for leaf in leaves)
        if bare:
            what = "a picture has" if bare == 1 else f"{bare} pictures have"
            message = (
                f"{what} no description and will pass as decoration; write an alternative text"
            )
            report.add("A321", article.origin.path, message, Level.INFO)
