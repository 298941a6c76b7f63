"""Our own checks of any EPUB: what makes a reader stumble and EPUBCheck may let pass."""

from __future__ import annotations

from collections.abc import Iterator

from anthology.check.documents import (
    Document,
    check_document,
    check_links,
    check_style,
    open_documents,
)
from anthology.check.findings import Finding, error
from anthology.check.navigation import check_navigation
from anthology.check.package import (
    XHTML_TYPE,
    Item,
    NotAnEpubError,
    Package,
    check_archive,
    check_package,
    encrypted,
    open_epub,
)

_UNPROTECTED = "Use a copy of the book without protection (DRM)."
_PARSED = (XHTML_TYPE, "image/svg+xml")


def check_epub(content: bytes) -> tuple[Finding, ...]:
    """The findings about an EPUB, in order of file; none for a sound one."""
    try:
        package, contents = open_epub(content)
    except NotAnEpubError as fault:
        return (fault.finding,)
    return tuple(_check(content, package, contents))


def _check(content: bytes, package: Package, contents: dict[str, bytes]) -> Iterator[Finding]:
    names = frozenset(contents)
    yield from check_archive(content)
    yield from check_package(package, names)
    faults: list[Finding] = []
    protected = encrypted(contents)
    parsed = {
        item.name: contents[item.name]
        for item in package.items
        if item.media_type in _PARSED and item.name in names - protected
    }
    for name in sorted(protected & {item.name for item in package.items if _is_text(item)}):
        yield error(name, "is encrypted and cannot be read or checked", _UNPROTECTED)
    documents = open_documents(parsed, faults)
    yield from faults
    for document in documents.values():
        yield from check_document(document)
        yield from check_links(document, documents, names)
    for item in package.items:
        if item.media_type == "text/css" and item.name in names:
            css = contents[item.name].decode("utf-8", "replace")
            yield from check_style(item.name, css, names)
    yield from _check_navigation(package, documents)


def _is_text(item: Item) -> bool:
    """Whether it holds text; fonts may be obfuscated, which is no protection."""
    return item.media_type in (*_PARSED, "text/css")


def _check_navigation(package: Package, documents: dict[str, Document]) -> Iterator[Finding]:
    by_id = {item.id: item.name for item in package.items}
    spine = [by_id[idref] for idref in package.spine if idref in by_id]
    named = [item.name for item in package.items if "nav" in item.properties]
    if package.version.startswith("3") and len(named) != 1:
        yield error(
            package.name,
            f"has {len(named)} navigation documents",
            "Mark one item of the manifest with the property nav.",
        )
    for name in named:
        if name in documents:
            yield from check_navigation(documents[name], documents, spine)
