"""An EPUB's archive and package document, opened, with the faults found on the way."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from anthology.check.epub_text import OPF, one_line, package_name, parse_xml, resolve
from anthology.check.findings import Finding, error, warning

DC = "{http://purl.org/dc/elements/1.1/}"
MIMETYPE = b"application/epub+zip"
XHTML_TYPE = "application/xhtml+xml"
AGAIN = "Make the book again."
_MOST_BYTES = 10**9  # a small archive can be made to unpack to terabytes
_DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, RuntimeError,
            OSError, ValueError)  # fmt: skip
_ENCRYPTION = "{http://www.w3.org/2001/04/xmlenc#}"
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


class NotAnEpubError(Exception):
    """The file cannot be opened as an EPUB; ``finding`` says why."""

    def __init__(self, message: str, remedy: str) -> None:
        self.finding = error("", message, remedy)


@dataclass(frozen=True, slots=True)
class Item:
    """A resource of the manifest."""

    id: str
    name: str  # in the archive
    media_type: str
    properties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Package:
    """What the package document says, names resolved."""

    name: str  # of the package document
    root: etree._Element = field(repr=False)
    items: tuple[Item, ...]  # the manifest, in its order, without what lies on the network
    spine: tuple[str, ...]  # the ids of the items in reading order

    @property
    def version(self) -> str:
        """``2.0`` or ``3.0``."""
        return str(self.root.get("version", ""))

    def texts(self, tag: str) -> list[str]:
        """The values of a Dublin Core element."""
        return [(each.text or "").strip() for each in self.root.iter(f"{DC}{tag}")]


def check_archive(content: bytes) -> Iterator[Finding]:
    """The container. Source: EPUB 3.3 section 4.2."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        first = entries[0] if entries else None
        if first is None or first.filename != "mimetype":
            yield error(
                "mimetype", "is not the first file of the archive", "Zip it before all other files."
            )
        elif first.compress_type != zipfile.ZIP_STORED or first.extra:
            yield error(
                "mimetype",
                "is compressed or has extra fields",
                "Store it without compression (zip -X0).",
            )
        elif archive.read(first) != MIMETYPE:
            yield error("mimetype", f"does not say {MIMETYPE.decode()}", "Write just that.")
        for name, count in sorted(Counter(each.filename for each in entries).items()):
            if count > 1:
                yield error(name, f"stands {count} times in the archive", "Keep one.")
            if name.startswith("/") or ".." in name.split("/") or "\\" in name:
                yield error(
                    name, "is a name that leads out of the archive", "Rename it to a plain path."
                )


def encrypted(contents: Mapping[str, bytes]) -> frozenset[str]:
    """The names of the files that META-INF/encryption.xml lists: protected, or obfuscated fonts."""
    try:
        root = parse_xml(contents.get("META-INF/encryption.xml", b"<none/>"))
    except etree.XMLSyntaxError:
        return frozenset()
    return frozenset(
        unquote(each.get("URI", "")) for each in root.iter(f"{_ENCRYPTION}CipherReference")
    )


def open_epub(content: bytes) -> tuple[Package, dict[str, bytes]]:
    """The package document, and what is in every file of the archive.

    Raises:
        NotAnEpubError: it cannot be opened as one.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > _MOST_BYTES:
                raise NotAnEpubError("unpacks to more than 1 GB", "Do not trust this file.")
            package = _package(archive)
            return package, {entry.filename: archive.read(entry) for entry in entries}
    except KeyError as fault:
        reason = str(fault.args[0]).replace("There is no item named", "there is no file")
        raise NotAnEpubError(f"cannot be opened as an EPUB: {reason}", AGAIN) from fault
    except etree.XMLSyntaxError as fault:
        reason = f"its package document is not well-formed: {one_line(fault.msg)}"
        raise NotAnEpubError(reason, AGAIN) from fault
    except _DAMAGED as fault:
        reason = one_line(str(fault)) or "it ends too soon"
        raise NotAnEpubError(f"cannot be opened as an EPUB: {reason}", AGAIN) from fault


def _package(archive: zipfile.ZipFile) -> Package:
    name = package_name(archive)
    root = parse_xml(archive.read(name))
    items = tuple(
        Item(
            id=item.get("id", ""),
            name=resolve(name, item.get("href", "")),
            media_type=item.get("media-type", ""),
            properties=tuple(item.get("properties", "").split()),
        )
        for item in root.iter(f"{OPF}item")
        if "://" not in item.get("href", "")
    )
    spine = tuple(each.get("idref", "") for each in root.iter(f"{OPF}itemref"))
    return Package(name, root, items, spine)


def check_package(package: Package, names: frozenset[str]) -> Iterator[Finding]:
    """Metadata, manifest and spine. Source: EPUB 3.3 section 5. ``names`` are the archive's."""
    yield from _check_metadata(package)
    yield from _check_manifest(package, names)
    known = {item.id for item in package.items}
    for number, idref in enumerate(package.spine, 1):
        if idref not in known:
            yield error(
                package.name,
                f"spine entry {number} ({idref}) is not in the manifest",
                "List the file, or take the entry out of the spine.",
            )
    if not package.spine:
        yield error(
            package.name,
            "the spine is empty: there is nothing to read",
            "List the documents in the spine.",
        )


def _check_metadata(package: Package) -> Iterator[Finding]:
    for tag, noun in (("title", "title"), ("language", "language"), ("identifier", "identifier")):
        if not any(package.texts(tag)):
            yield error(package.name, f"the book has no {noun}", f"Add a dc:{tag}.")
    for language in filter(None, package.texts("language")):
        if not _LANGUAGE.fullmatch(language):
            yield error(package.name, f"{language!r} is not a language tag", "Use one such as en.")
    if not package.version.startswith("3"):
        return
    stated = [each.get("property") for each in package.root.iter(f"{OPF}meta")]
    if stated.count("dcterms:modified") != 1:
        yield error(package.name, "there must be one dcterms:modified", "Add it, in UTC.")
    if not any("cover-image" in item.properties for item in package.items):
        yield warning(package.name, "the book has no cover image", "Mark one as cover-image.")


def _check_manifest(package: Package, names: frozenset[str]) -> Iterator[Finding]:
    listed = [item.name for item in package.items]
    for name, count in sorted(Counter(listed).items()):
        if count > 1:
            yield error(name, f"is listed {count} times in the manifest", "Keep one.")
    for identifier, count in sorted(Counter(item.id for item in package.items).items()):
        if count > 1:
            yield error(
                package.name,
                f"the id {identifier!r} is used {count} times",
                "Give every item an id of its own.",
            )
    for name in sorted(set(listed) - names):
        yield error(name, "is in the manifest, but not in the archive", "Add or unlist it.")
    free = {"mimetype", package.name, *(name for name in names if name.startswith("META-INF/"))}
    for name in sorted(names - set(listed) - free):
        if not name.endswith("/"):
            yield warning(name, "is in the archive, but not in the manifest", "List or remove it.")
