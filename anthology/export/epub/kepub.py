"""An EPUB in the form that Kobo's own renderer reads: every sentence in a numbered span.

Kobo's devices keep highlights, notes and the place in the book by these spans, and lay pages out
in the two wrappers. The form has no published specification. Source: pgaskin/kepubify.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

_XHTML = "{http://www.w3.org/1999/xhtml}"
_NEW_PARAGRAPH = {"p", "ol", "ul", "dl", "table", "h1", "h2", "h3", "h4", "h5", "h6"}
_LEFT_ALONE = {"pre", "script", "style", "svg", "math", "audio", "video"}
_SENTENCE = re.compile(r".+?(?:[.!?:…。！？؟।]['\"”’»)\]]*(?:\s+|(?<=[。！？]))|$)", re.DOTALL)
_STYLE = "div#book-inner { margin-top: 0; margin-bottom: 0 }"
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'


def to_kepub(epub: bytes) -> bytes:
    """The book with Kobo's spans; its files, their order and their dates stay as they are."""
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(epub)) as old, zipfile.ZipFile(data, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename.endswith(".xhtml"):
                content = _spanned(content)
            copy = zipfile.ZipInfo(entry.filename, entry.date_time)
            copy.compress_type, copy.external_attr = entry.compress_type, entry.external_attr
            new.writestr(copy, content)
    return data.getvalue()


def _spanned(xhtml: bytes) -> bytes:
    root = etree.fromstring(xhtml)
    head, body = root.find(f"{_XHTML}head"), root.find(f"{_XHTML}body")
    style = etree.SubElement(
        head, f"{_XHTML}style", {"type": "text/css", "class": "kobostylehacks"}
    )
    style.text = _STYLE
    _Spans().mark(body)
    inner = etree.Element(f"{_XHTML}div", id="book-inner")
    inner.text, body.text = body.text, None
    inner.extend(list(body))
    columns = etree.SubElement(body, f"{_XHTML}div", id="book-columns")
    columns.append(inner)
    return f"{_HEAD}{etree.tostring(root, encoding='unicode')}\n".encode()


class _Spans:
    """Numbers the spans of one document: ``kobo.3.2`` is the second of the third paragraph."""

    def __init__(self) -> None:
        self.paragraph = 0
        self.sentence = 0

    def mark(self, element: etree._Element) -> None:
        """Put all text of the element, and its pictures, into spans."""
        name = etree.QName(element).localname
        if name in _LEFT_ALONE:
            return
        if name in _NEW_PARAGRAPH:
            self._begin()
        children = list(element)
        spans = list(self._sentences(element.text))
        if spans:
            element.text = None
            for at, span in enumerate(spans):
                element.insert(at, span)
        for child in children:
            tail, child.tail = child.tail, None
            if isinstance(child.tag, str) and etree.QName(child).localname == "img":
                self._begin()
                child = self._wrapped(element, child)  # noqa: PLW2901 - the picture in its span
            elif isinstance(child.tag, str):
                self.mark(child)
            spans = list(self._sentences(tail))
            if not spans:
                child.tail = tail
            for span in reversed(spans):
                child.addnext(span)

    def _begin(self) -> None:
        self.paragraph += 1
        self.sentence = 0

    def _sentences(self, text: str | None) -> Iterator[etree._Element]:
        """A span for each sentence; none for white space, which may stand where no span may."""
        if not text or not text.strip():
            return
        for match in _SENTENCE.finditer(text):
            span = self._span()
            span.text = match[0]
            yield span

    def _wrapped(self, parent: etree._Element, picture: etree._Element) -> etree._Element:
        span = self._span()
        parent.replace(picture, span)
        span.append(picture)
        return span

    def _span(self) -> etree._Element:
        self.sentence += 1
        number = f"kobo.{max(self.paragraph, 1)}.{self.sentence}"
        return etree.Element(f"{_XHTML}span", {"class": "koboSpan", "id": number})
