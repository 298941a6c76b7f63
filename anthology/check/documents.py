"""The documents of an EPUB: well-formed, not empty, ids unique, and every link lands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from anthology.check.epub_text import XHTML, one_line, parse_xml, resolve
from anthology.check.findings import Finding, error, warning

EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_SEEN = ("img", "image", "svg", "math", "video", "audio", "object", "iframe", "hr")
_LOADING = ("img", "image", "use", "feImage", "script", "iframe", "embed")
_FAR = re.compile(r"\s*(?:https?:|ftp:|file:|//)", re.IGNORECASE)
_PUT_IN = "Put the file into the book: many readers have no network."
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_WELL_FORMED = "Close every element, and write &amp; for & and &lt; for <."
_CSS_ADDRESS = re.compile(r"""url\(\s*['"]?([^'")]+)['"]?\s*\)""")


@dataclass(frozen=True, slots=True)
class Document:
    """An XHTML or SVG document of the book."""

    name: str
    root: etree._Element = field(repr=False)
    ids: frozenset[str] = frozenset()


def open_documents(contents: Mapping[str, bytes], findings: list[Finding]) -> dict[str, Document]:
    """The documents that can be parsed, by name; a finding for each other."""
    documents = {}
    for name, content in contents.items():
        try:
            root = parse_xml(content)
        except etree.XMLSyntaxError as fault:
            line = fault.lineno or 1
            message = f"is not well-formed: {one_line(fault.msg)}"
            findings.append(error(f"{name}:{line}", message, _WELL_FORMED))
            continue
        documents[name] = Document(name, root, frozenset(_ids(root)))
    return documents


def check_document(document: Document) -> Iterator[Finding]:
    """What can be said of a document by itself."""
    for identifier, count in sorted(Counter(_ids(document.root)).items()):
        if count > 1:
            yield error(
                document.name,
                f"the id {identifier!r} is used {count} times",
                "Give every element an id of its own.",
            )
    if not document.root.tag.startswith(XHTML):
        return
    title = document.root.find(f".//{XHTML}title")
    if title is None or not "".join(title.itertext()).strip():
        yield warning(document.name, "has no title", "Give its head a title.")
    body = document.root.find(f"{XHTML}body")
    if body is None or not ("".join(body.itertext()).strip() or _shows_something(body)):
        yield error(document.name, "is empty", "Take it out, or make the book again.")


def check_links(
    document: Document, documents: Mapping[str, Document], names: frozenset[str]
) -> Iterator[Finding]:
    """That what the document leads to or shows is in the book: file and fragment."""
    for element, address in addresses(document):
        place = f"{document.name}:{element.sourceline or 1}"
        if _FAR.match(address) and _loads(element):
            yield error(place, f"loads {address} from the network", _PUT_IN)
        if problem := lands(document.name, address, documents, names):
            yield error(place, problem, "Mend the link, or make the book again.")


def lands(base: str, address: str, documents: Mapping[str, Document], names: frozenset[str]) -> str:
    """What is wrong with a link from the file ``base``; "" when it lands or leaves the book."""
    if _SCHEME.match(address) or address.startswith("//"):
        return ""
    name = resolve(base, address)
    if name not in names:
        return f"links to {address}, but there is no file {name}"
    fragment = unquote(address.partition("#")[2])
    if not fragment or name not in documents or fragment.startswith("epubcfi("):
        return ""
    if fragment not in documents[name].ids:
        return f"links to {address}, but {name} has no id {fragment!r}"
    return ""


def check_style(name: str, css: str, names: frozenset[str]) -> Iterator[Finding]:
    """That the fonts and images of a style sheet are in the book."""
    for address in _CSS_ADDRESS.findall(css):
        if _FAR.match(address):
            yield warning(name, f"loads {address} from the network", _PUT_IN)
        if not _SCHEME.match(address) and resolve(name, address.strip()) not in names:
            yield error(name, f"uses {address}, which is not in the book", "Add it.")


def addresses(document: Document) -> Iterator[tuple[etree._Element, str]]:
    """Every element that leads or loads, with its address."""
    for element in document.root.iter(etree.Element):
        for attribute in ("href", "src", "poster", _XLINK):
            if (address := element.get(attribute)) is not None:
                yield element, address.strip()


def _loads(element: etree._Element) -> bool:
    """Whether readers load what it names at once; sound and films may lie on the network."""
    sheet = "stylesheet" in (element.get("rel") or "").split()
    return etree.QName(element).localname in _LOADING or sheet


def _ids(root: etree._Element) -> Iterator[str]:
    return (element.get("id") for element in root.iter(etree.Element) if element.get("id"))


def _shows_something(body: etree._Element) -> bool:
    return any(etree.QName(each).localname in _SEEN for each in body.iter(etree.Element))
