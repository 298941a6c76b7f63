"""A digest of each page of a PDF: of all that its text can be read from, wherever it lies.

Two pages of one digest have the same text, in whatever books they stand; so a page that was
read once, and has not changed since, need not be read again to prove its words.
"""

from __future__ import annotations

import hashlib
import re

import pikepdf

_READ = ("/Contents", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit")
_REFERENCE = re.compile(rb"(\d+) (\d+) R\b")


def page_digests(pdf: pikepdf.Pdf) -> tuple[bytes, ...]:
    """The digest of every page, in order; costs about 0.2 ms a page."""
    digests = _Digests(pdf)
    return tuple(digests.of_page(page.obj) for page in pdf.pages)


class _Digests:
    """The digests of a file's objects, each made once."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._known: dict[tuple[int, int], bytes] = {}

    def of_page(self, page: pikepdf.Object) -> bytes:
        digest = hashlib.sha256()
        for key in _READ:
            value = _inherited(page, key)
            digest.update(key.encode() + (b"" if value is None else self._of(value)))
        return digest.digest()

    def _of(self, value: object) -> bytes:
        """Of a value and of all that it refers to; an object that holds itself ends there."""
        if not isinstance(value, pikepdf.Object):
            return repr(value).encode()
        place = value.objgen
        if place in self._known:
            return self._known[place]
        if place != (0, 0):
            self._known[place] = b"itself"
        is_stream = isinstance(value, pikepdf.Stream)
        held = value.stream_dict if is_stream else value
        digest = hashlib.sha256(_REFERENCE.sub(self._referred, held.unparse(resolved=True)))
        if is_stream:
            digest.update(value.read_raw_bytes())
        found = digest.digest()
        if place != (0, 0):
            self._known[place] = found
        return found

    def _referred(self, reference: re.Match[bytes]) -> bytes:
        """What a reference leads to, in place of its number, which says nothing."""
        return self._of(self._pdf.get_object(int(reference[1]), int(reference[2])))


def _inherited(page: pikepdf.Object, key: str) -> object | None:
    """Source: ISO 32000-2, 7.7.3.4: pages inherit some entries from the nodes above them."""
    node: pikepdf.Object | None = page
    while node is not None:
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None
