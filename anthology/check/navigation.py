"""The navigation document of an EPUB: contents, page list, landmarks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from lxml import etree

from anthology.check.documents import EPUB_TYPE, Document
from anthology.check.epub_text import XHTML, resolve
from anthology.check.findings import Finding, error, warning


def check_navigation(
    navigation: Document, documents: Mapping[str, Document], spine: Sequence[str]
) -> Iterator[Finding]:
    """Contents and page list are there, labelled and in reading order.

    That their links land is checked with all other links. Source: EPUB 3.3 section 7.
    """
    kinds = {
        kind: nav
        for nav in navigation.root.iter(f"{XHTML}nav")
        for kind in (nav.get(EPUB_TYPE) or "").split()
    }
    if "toc" not in kinds:
        yield error(navigation.name, "has no table of contents", 'Add nav epub:type="toc".')
    order = _reading_order(documents, spine)
    for kind, noun in (("toc", "the table of contents"), ("page-list", "the page list")):
        if kind in kinds:
            yield from _check_list(navigation, kinds[kind], noun, order)
    if "page-list" in kinds:
        yield from _check_labels(navigation, kinds["page-list"])


def _check_list(
    navigation: Document,
    nav: etree._Element,
    noun: str,
    order: Mapping[tuple[str, str], int],
) -> Iterator[Finding]:
    links = list(nav.iter(f"{XHTML}a"))
    if not links:
        yield error(
            navigation.name, f"{noun} is empty", "List what the book holds, or take it out."
        )
    for link in links:
        if not "".join(link.itertext()).strip():
            address = link.get("href", "")
            yield error(
                f"{navigation.name}:{link.sourceline}",
                f"the link to {address} has no text",
                "Write what it leads to.",
            )
    places = [(link, _place(navigation, link, order)) for link in links]
    for (_, before), (link, after) in pairwise(each for each in places if each[1] is not None):
        if before is not None and after is not None and after < before:
            yield warning(
                f"{navigation.name}:{link.sourceline}",
                f"{noun} is not in reading order at {''.join(link.itertext()).strip()!r}",
                "Put its lines in the order of the spine.",
            )


def _check_labels(navigation: Document, nav: etree._Element) -> Iterator[Finding]:
    labels = Counter("".join(link.itertext()).strip() for link in nav.iter(f"{XHTML}a"))
    for label, count in labels.items():
        if count > 1:
            yield warning(navigation.name, f"page {label!r} is listed {count} times", "Keep one.")


def _place(
    navigation: Document, link: etree._Element, order: Mapping[tuple[str, str], int]
) -> int | None:
    address = link.get("href", "")
    key = (resolve(navigation.name, address), address.partition("#")[2])
    return order.get(key, order.get((key[0], "")))


def _reading_order(
    documents: Mapping[str, Document], spine: Sequence[str]
) -> dict[tuple[str, str], int]:
    """The rank in the book of every document (with id "") and every id in it."""
    order: dict[tuple[str, str], int] = {}
    for name in spine:
        order[name, ""] = len(order)
        if name in documents:
            for element in documents[name].root.iter(etree.Element):
                if identifier := element.get("id"):
                    order[name, identifier] = len(order)
    return order
