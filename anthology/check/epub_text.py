"""An EPUB's text: the documents of its spine, in reading order."""

from __future__ import annotations

import io
import posixpath
import zipfile
from pathlib import PurePosixPath
from urllib.parse import unquote

from lxml import etree

from anthology.check.letters import Flat, reduce

OPF = "{http://www.idpf.org/2007/opf}"
XHTML = "{http://www.w3.org/1999/xhtml}"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"


def epub_text(content: bytes) -> Flat:
    """The EPUB's reduced text, with the start of every id and of every file's stem.

    Raises:
        zipfile.BadZipFile, KeyError, etree.XMLSyntaxError: when it is no EPUB.
    """
    parts: list[str] = []
    starts: dict[str, int] = {}
    length = 0
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in spine(archive):
            starts.setdefault(PurePosixPath(name).stem, length)
            for ids, text in _pieces(parse_xml(archive.read(name))):
                for each in ids:
                    starts[each] = length
                reduced = reduce(text)
                parts.append(reduced)
                length += len(reduced)
    return Flat("".join(parts), starts, starts)


def spine(archive: zipfile.ZipFile) -> tuple[str, ...]:
    """The names in the archive of the spine's documents."""
    opf = package_name(archive)
    package = parse_xml(archive.read(opf))
    names = {
        item.get("id"): resolve(opf, item.get("href", "")) for item in package.iter(f"{OPF}item")
    }
    return tuple(names[each.get("idref")] for each in package.iter(f"{OPF}itemref"))


def package_name(archive: zipfile.ZipFile) -> str:
    """The name of the package document. Source: EPUB 3.3 section 4.2.6.3."""
    container = parse_xml(archive.read("META-INF/container.xml"))
    rootfile = container.find(f".//{CONTAINER}rootfile")
    if rootfile is None:
        raise KeyError("META-INF/container.xml names no rootfile")
    return unquote(rootfile.get("full-path", ""))


def parse_xml(content: bytes) -> etree._Element:
    """The root element; nothing outside the document is read, whatever it asks for."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(content, parser)


def one_line(message: str) -> str:
    """What a library says is wrong, which may be in several lines."""
    return " ".join(message.split())


def resolve(base: str, href: str) -> str:
    """The name in the archive that ``href`` in the file ``base`` leads to, without fragment."""
    path = unquote(href.partition("#")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), path)) if path else base


def _pieces(root: etree._Element) -> list[tuple[list[str], str]]:
    """The body's text, cut before every element that has an id."""
    pieces: list[tuple[list[str], list[str]]] = [([], [])]
    for body in root.iter(f"{XHTML}body"):
        for event, element in etree.iterwalk(body, events=("start", "end", "pi", "comment")):
            if event == "start":
                if identifier := element.get("id"):
                    pieces.append(([identifier], []))
                pieces[-1][1].extend((element.get("alt") or "", element.text or ""))
            if event != "start" and element is not body:
                pieces[-1][1].append(element.tail or "")
    return [(ids, "".join(text)) for ids, text in pieces]
