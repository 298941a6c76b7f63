"""Stage 1 of 4, collect: the images of all articles: each held once, and not too many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from anthology.errors import InputError
from anthology.model import Article, Asset

# As they are bound. A book holds them all, and so does the program until it has written them.
MOST_BYTES = 1024**3


def with_shared_images(articles: Iterable[Article]) -> Iterator[Article]:
    """The articles; an image that several show is one object for all of them.

    Raises:
        InputError: the images take more than a gigabyte (``MOST_BYTES``).
    """
    held: dict[str, Asset] = {}
    size = 0
    for article in articles:
        for asset in article.assets:
            if asset.id not in held:
                held[asset.id] = asset
                size += len(asset.data)
        if size > MOST_BYTES:
            raise InputError(
                f"{article.origin.path}: up to here the images take more than"
                f" {MOST_BYTES // 1024**2:,} MB; bind the articles in several runs"
            )
        own = tuple(replace(asset, data=held[asset.id].data) for asset in article.assets)
        yield replace(article, assets=own) if own else article
