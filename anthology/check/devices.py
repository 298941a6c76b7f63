"""What shops and readers of one make are known to refuse or to show badly, told without Java.

Sources: Amazon's Kindle Publishing Guidelines and Send to Kindle; Kobo's epub-spec; Apple's Books
Asset Guide; EDRLab's notes on Adobe's engine; threads of users. Nothing here was tried on a device.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from lxml import etree

from anthology.check.device_styles import check_sheets
from anthology.check.documents import EPUB_TYPE, Document, open_documents
from anthology.check.epub_text import OPF, XHTML
from anthology.check.findings import Finding, Severity, error, remark, warning
from anthology.check.package import XHTML_TYPE, NotAnEpubError, Package, open_epub
from anthology.check.pictures import check_pictures
from anthology.report import Level, Report

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Device:
    """A make of readers, with its limits; 0 = none known."""

    name: str  # in sentences
    book_bytes: int = 0  # more are refused
    slow_bytes: int = 0  # more are refused on one of its ways, or open slowly
    way: str = ""  # that way
    document_bytes: int = 0
    levels: int = 0  # of the contents shown
    needs_ncx: bool = False
    cover_px: int = 0  # the longer side at least
    picture_bytes: int = 0
    picture_px: int = 0  # width times height
    formats: tuple[str, ...] = ("image/jpeg", "image/png", "image/gif", "image/svg+xml")


DEVICES: Mapping[str, Device] = {
    "kindle": Device(
        "Kindle",
        book_bytes=200 * MB,
        slow_bytes=50 * MB,
        way="by e-mail",
        document_bytes=30 * MB,
        levels=2,
        cover_px=1000,
        picture_bytes=5 * MB,
    ),
    "kobo": Device(
        "Kobo",
        slow_bytes=100 * MB,
        way="by its shop",
        document_bytes=1 * MB,
        levels=1,
        cover_px=1072,
    ),
    "apple": Device(
        "Apple Books",
        book_bytes=2000 * MB,
        cover_px=1400,
        picture_px=5_600_000,
        formats=("image/jpeg", "image/png", "image/gif", "image/svg+xml", "image/webp"),
    ),
    "ade": Device(
        "Adobe Digital Editions", document_bytes=300_000, needs_ncx=True, picture_bytes=10 * MB
    ),
}
_NO_LANGUAGES = ("und", "mul", "zxx", "mis", "x-default")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_POPS_UP = range(9, 5_001)  # characters of a target that Kobo shows in a pop-up


def check_device(content: bytes, name: str, device: str) -> tuple[Finding, ...]:
    """What stands against reading the EPUB of this file name on a device of ``DEVICES``."""
    asked = DEVICES[device]
    try:
        package, contents = open_epub(content)
    except NotAnEpubError:
        return ()  # said by check_epub
    parsed = {
        i.name: contents[i.name]
        for i in package.items
        if i.media_type == XHTML_TYPE and i.name in contents
    }
    documents = open_documents(parsed, [])
    checks: list[Callable[[], Iterator[Finding]]] = [
        partial(_check_size, asked, len(content)),
        partial(_check_package, asked, package),
        partial(_check_documents, asked, parsed, documents),
        partial(_check_contents, asked, package, documents),
        partial(check_pictures, asked, package, contents),
        partial(check_sheets, device, documents, contents),
        partial(_OWN.get(device, _nothing), name, package, documents, contents),
    ]
    return tuple(replace(f, found_by=device) for check in checks for f in check())


def report_devices(files: Mapping[str, bytes], devices: tuple[str, ...], report: Report) -> None:
    """Tell as notices (A502) what these devices make of the e-books among the files."""
    for name, content in files.items():
        for finding in (
            f for d in _readers_of(name, devices, files) for f in check_device(content, name, d)
        ):
            place = f"{name}: {finding.place}" if finding.place else name
            level = Level.INFO if finding.severity is Severity.REMARK else Level.WARNING
            report.add("A502", place, f"{finding.message}. {finding.remedy}", level)


def _readers_of(name: str, devices: tuple[str, ...], files: Collection[str]) -> Iterator[str]:
    """The devices on which the file is read: on Kobo's, its form for Kobo where there is one."""
    if not name.endswith(".epub"):
        return
    has_twin = f"{name.removesuffix('.epub')}.kepub.epub" in files
    yield from (d for d in devices if not (d == "kobo" and has_twin))


def _check_size(device: Device, size: int) -> Iterator[Finding]:
    remedy = "Make volumes (--split), or smaller pictures."
    if device.book_bytes and size > device.book_bytes:
        yield error(
            "", f"{device.name} refuses {_mb(size)}: {_mb(device.book_bytes)} is the most", remedy
        )
    elif device.slow_bytes and size > device.slow_bytes:
        yield warning(
            "", f"{device.name} takes no more than {_mb(device.slow_bytes)} {device.way}", remedy
        )


def _check_package(device: Device, package: Package) -> Iterator[Finding]:
    stated = [tag for tag in package.texts("language") if tag]
    for tag in stated[:1]:
        if tag.lower() in _NO_LANGUAGES or not _LANGUAGE.fullmatch(tag):
            message = f"{tag!r} names no language, for which {device.name} refuses books"
            yield error(package.name, message, "Set dc:language to a tag such as en (--language).")
    if not any(i.name.endswith(".ncx") for i in package.items):
        found = error if device.needs_ncx else remark
        message = f"there is no NCX, without which {device.name} shows no contents in its menu"
        yield found(package.name, message, "Add a toc.ncx and name it in the spine's toc.")


def _check_documents(
    device: Device, contents: Mapping[str, bytes], documents: Mapping[str, Document]
) -> Iterator[Finding]:
    for name, content in contents.items():
        if device.document_bytes and len(content) > device.document_bytes:
            message = (
                f"has {len(content):,} bytes; {device.name} opens up to {device.document_bytes:,}"
            )
            yield error(name, message, "Divide the document.")
    for document in documents.values():
        for tag in ("script", "form", "audio", "video", "iframe"):
            if (found := document.root.find(f".//{XHTML}{tag}")) is not None:
                place = f"{document.name}:{found.sourceline}"
                yield warning(place, f"{device.name} passes over <{tag}>", "Say it in text too.")


def _check_contents(
    device: Device, package: Package, documents: Mapping[str, Document]
) -> Iterator[Finding]:
    for item in package.items:
        if "nav" not in item.properties or item.name not in documents:
            continue
        for nav in documents[item.name].root.iter(f"{XHTML}nav"):
            if (nav.get(EPUB_TYPE) or "") != "toc":
                continue
            deepest = max((_depth(ol) for ol in nav.iter(f"{XHTML}ol")), default=0)
            if device.levels and deepest > device.levels:
                message = f"the contents have {deepest} levels; {device.name} shows {device.levels}"
                yield remark(item.name, message, "Nothing is lost: all entries are listed.")


def _depth(element: etree._Element) -> int:
    return 1 + len([each for each in element.iterancestors() if each.tag == f"{XHTML}ol"])


def _kobo(
    name: str, package: Package, documents: Mapping[str, Document], _: Mapping[str, bytes]
) -> Iterator[Finding]:
    if not name.lower().endswith(".kepub.epub"):
        message = "Kobo opens this with its older engine, which keeps no place in a sentence"
        yield remark("", message, "Use --kepub and copy the .kepub.epub.")
    for document in documents.values():
        for element in document.root.iter(etree.Element):
            kinds = (element.get(EPUB_TYPE) or "").split()
            length = len("".join(element.itertext())) if "footnote" in kinds else _POPS_UP[0]
            if length not in _POPS_UP:
                place = f"{document.name}:{element.sourceline}"
                message = f"the note has {length:,} characters; Kobo pops up from 9 to 5,000"
                yield warning(place, message, "Shorten it, or let it be turned to.")
    if not package.root.xpath("//o:meta[@name='cover']", namespaces={"o": OPF[1:-1]}):
        yield remark(package.name, "older Kobo readers find no cover", "Add meta name=cover.")


def _apple(
    _: str, package: Package, __: Mapping[str, Document], contents: Mapping[str, bytes]
) -> Iterator[Finding]:
    for name in sorted(contents):
        if re.search(r"(^|/)(\.DS_Store|Thumbs\.db|__MACOSX/)", name):
            yield error(name, "Apple's shop refuses books with such files", "Take it out.")
    if any(i.media_type.startswith(("font/", "application/vnd.ms-op")) for i in package.items):
        message = "Apple Books shows the book's fonts only where the reader chooses Original"
        yield remark(package.name, message, "Nothing need be done.")


def _ade(
    _: str, package: Package, __: Mapping[str, Document], ___: Mapping[str, bytes]
) -> Iterator[Finding]:
    for item in package.items:
        if not item.name.isascii() or " " in item.name:
            message = "Adobe's older engines do not find files of such names"
            yield warning(item.name, message, "Use plain letters, figures and hyphens.")


def _nothing(*_: object) -> Iterator[Finding]:
    return iter(())


_OWN = {"kobo": _kobo, "apple": _apple, "ade": _ade}


def _mb(size: int) -> str:
    return f"{size / MB:,.0f} MB"
