"""Style sheets that a make of readers drops whole, or refuses the book for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from anthology.check.documents import Document
from anthology.check.epub_text import XHTML, resolve
from anthology.check.findings import Finding, error, warning

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_DROPPED = (  # by Adobe's engine up to version 10, the whole sheet with it
    (re.compile(r"@supports"), "@supports"),
    (re.compile(r"@media[^{]*\d"), "a media query with a number"),
)
_VARIABLE = re.compile(r"var\(|[{;]\s*--[\w-]+\s*:")


def check_sheets(
    device: str, documents: Mapping[str, Document], contents: Mapping[str, bytes]
) -> Iterator[Finding]:
    """What the device makes of the book's style sheets."""
    sheets = {n: c.decode("utf-8", "replace") for n, c in contents.items() if n.endswith(".css")}
    if device == "kindle":
        yield from _kindle(sheets)
    if device == "ade":
        yield from _adobe(sheets, documents)


def _kindle(sheets: Mapping[str, str]) -> Iterator[Finding]:
    for name, css in sorted(sheets.items()):
        if any("--" in comment[2:-2] for comment in _COMMENT.findall(css)):
            message = "a comment holds --, for which Kindle's converter refuses the book"
            yield error(name, message, "Write it without two hyphens.")
        rules = _COMMENT.sub("", css)
        if _VARIABLE.search(rules):
            message = "uses CSS variables, for which Kindle's converter refuses the book"
            yield error(name, message, "Write the values out.")
        if re.search(r"position\s*:\s*(fixed|absolute)", rules):
            yield warning(name, "Kindle does not place things freely", "Let them flow.")


def _adobe(sheets: Mapping[str, str], documents: Mapping[str, Document]) -> Iterator[Finding]:
    """Faults in a sheet that stands beside a sound one cost nothing but refinements."""
    dropped = {name: why for name, css in sheets.items() if (why := _dropped_for(css))}
    told: set[str] = set()
    for document in documents.values():
        linked = [
            resolve(document.name, link.get("href", ""))
            for link in document.root.iter(f"{XHTML}link")
            if "stylesheet" in (link.get("rel") or "")
        ]
        if linked and all(name in dropped for name in linked):
            for name in linked:
                if name not in told:
                    told.add(name)
                    message = f"Adobe's engine drops this sheet whole: it has {dropped[name]}"
                    yield warning(name, message, "Put that into a second sheet.")


def _dropped_for(css: str) -> str:
    rules = _COMMENT.sub("", css)
    if not rules.strip():
        return "no rules"
    return next((why for pattern, why in _DROPPED if pattern.search(rules)), "")
