"""Our own checks of any EPUB: a sound one has no finding, each fault has its own."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

import pytest

from anthology.check.devices import check_device
from anthology.check.epub import check_epub
from anthology.check.epub_text import epub_text
from tests.check.epubs import archive, documents, epub

BODIES = {
    "a.xhtml": '<section id="a"><h1>One</h1><p>See <a href="b.xhtml#b1">two</a>.</p></section>',
    "b.xhtml": '<section id="b"><h1>Two</h1><p id="b1">To <a href="a.xhtml">one</a>.</p></section>',
}
Files = dict[str, bytes]


def replaced(name: str, old: str, new: str) -> Callable[[Files], Files]:
    """A change of one file's text."""

    def change(files: Files) -> Files:
        assert old.encode() in files[name]
        return files | {name: files[name].replace(old.encode(), new.encode())}

    return change


def without(name: str) -> Callable[[Files], Files]:
    return lambda files: {each: content for each, content in files.items() if each != name}


def also(name: str, content: bytes) -> Callable[[Files], Files]:
    return lambda files: files | {name: content}


def first(name: str) -> Callable[[Files], Files]:
    return lambda files: {name: files[name], **files}


NAV = "EPUB/nav.xhtml"
OPF = "EPUB/book.opf"
PAGES = '</nav><nav epub:type="page-list"><ol>{}</ol></nav></body>'


def pages(*entries: tuple[str, str]) -> Callable[[Files], Files]:
    items = "".join(f'<li><a href="{address}">{label}</a></li>' for label, address in entries)
    return replaced(NAV, "</nav></body>", PAGES.format(items))


_ENCRYPTION = (
    b'<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"'
    b' xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:CipherData>'
    b'<enc:CipherReference URI="EPUB/a.xhtml"/></enc:CipherData></enc:EncryptedData></encryption>'
)

# A change to a sound book, and the findings: severity, place, message.
FAULTS: dict[str, tuple[Callable[[Files], Files], list[str]]] = {
    "a sound book": (lambda files: files, []),
    "a sound page list": (pages(("1", "a.xhtml#a"), ("2", "b.xhtml#b1")), []),
    "the text is protected": (
        also("META-INF/encryption.xml", _ENCRYPTION),
        ["error EPUB/a.xhtml: is encrypted and cannot be read or checked"],
    ),
    "mimetype is not first": (
        first("META-INF/container.xml"),
        ["error mimetype: is not the first file of the archive"],
    ),
    "mimetype says something else": (
        replaced("mimetype", "epub", "zip"),
        ["error mimetype: does not say application/epub+zip"],
    ),
    "no title": (
        replaced(OPF, "<dc:title>Talks</dc:title>", ""),
        [f"error {OPF}: the book has no title"],
    ),
    "an empty language": (
        replaced(OPF, "<dc:language>en", "<dc:language>"),
        [f"error {OPF}: the book has no language"],
    ),
    "a language in words": (
        replaced(OPF, "<dc:language>en", "<dc:language>English, mostly"),
        [f"error {OPF}: 'English, mostly' is not a language tag"],
    ),
    "no date of change": (
        replaced(OPF, '<meta property="dcterms:modified">2023-07-20T00:00:00Z</meta>', ""),
        [f"error {OPF}: there must be one dcterms:modified"],
    ),
    "no cover": (
        replaced(OPF, ' properties="cover-image"', ""),
        [f"warning {OPF}: the book has no cover image"],
    ),
    "a file that is listed is missing": (
        without("EPUB/cover.png"),
        ["error EPUB/cover.png: is in the manifest, but not in the archive"],
    ),
    "a file that is there is not listed": (
        also("EPUB/notes.txt", b"x"),
        ["warning EPUB/notes.txt: is in the archive, but not in the manifest"],
    ),
    "a name that leads out of the archive": (
        also("../outside.txt", b"x"),
        [
            "error ../outside.txt: is a name that leads out of the archive",
            "warning ../outside.txt: is in the archive, but not in the manifest",
        ],
    ),
    "two items with one id": (
        replaced(OPF, '<item id="img"', '<item id="nav"'),
        [f"error {OPF}: the id 'nav' is used 2 times"],
    ),
    "a spine entry without item": (
        replaced(OPF, 'idref="c1"', 'idref="c9"'),
        [f"error {OPF}: spine entry 2 (c9) is not in the manifest"],
    ),
    "an empty spine": (
        replaced(OPF, '<itemref idref="c0"/><itemref idref="c1"/>', ""),
        [f"error {OPF}: the spine is empty: there is nothing to read"],
    ),
    "no navigation": (
        replaced(OPF, ' properties="nav"', ""),
        [f"error {OPF}: has 0 navigation documents"],
    ),
    "no table of contents": (
        replaced(NAV, 'epub:type="toc"', 'epub:type="landmarks"'),
        [f"error {NAV}: has no table of contents"],
    ),
    "contents out of order": (
        replaced(
            NAV,
            '<li><a href="a.xhtml">a.xhtml</a></li><li><a href="b.xhtml">b.xhtml</a></li>',
            '<li><a href="b.xhtml">Two</a></li><li><a href="a.xhtml">One</a></li>',
        ),
        [f"warning {NAV}:1: the table of contents is not in reading order at 'One'"],
    ),
    "an entry without words": (
        replaced(NAV, ">a.xhtml</a>", "> </a>"),
        [f"error {NAV}:1: the link to a.xhtml has no text"],
    ),
    "a page that is not there": (
        pages(("1", "a.xhtml#a"), ("2", "b.xhtml#b9")),
        [f"error {NAV}:1: links to b.xhtml#b9, but EPUB/b.xhtml has no id 'b9'"],
    ),
    "two pages of one number": (
        pages(("1", "a.xhtml#a"), ("1", "b.xhtml#b1")),
        [f"warning {NAV}: page '1' is listed 2 times"],
    ),
    "pages out of order": (
        pages(("2", "b.xhtml#b1"), ("1", "a.xhtml#a")),
        [f"warning {NAV}:1: the page list is not in reading order at '1'"],
    ),
    "a link to a file that is not there": (
        replaced("EPUB/a.xhtml", "b.xhtml#b1", "c.xhtml"),
        ["error EPUB/a.xhtml:1: links to c.xhtml, but there is no file EPUB/c.xhtml"],
    ),
    "a link to an id that is not there": (
        replaced("EPUB/a.xhtml", "#b1", "#b2"),
        ["error EPUB/a.xhtml:1: links to b.xhtml#b2, but EPUB/b.xhtml has no id 'b2'"],
    ),
    "a link out of the book is not looked at": (
        replaced("EPUB/a.xhtml", "b.xhtml#b1", "https://example.org/x"),
        [],
    ),
    "a picture on the network": (
        replaced("EPUB/a.xhtml", "<h1>One", '<img alt="" src="https://example.org/x.png"/><h1>One'),
        ["error EPUB/a.xhtml:1: loads https://example.org/x.png from the network"],
    ),
    "a style sheet on the network": (
        replaced(
            "EPUB/a.xhtml", "<title>", '<link rel="stylesheet" href="//example.org/x.css"/><title>'
        ),
        ["error EPUB/a.xhtml:1: loads //example.org/x.css from the network"],
    ),
    "a script and a drawing on the network": (
        replaced(
            "EPUB/a.xhtml",
            "<h1>One",
            '<script src="https://example.org/x.js"/><svg xmlns="http://www.w3.org/2000/svg">'
            '<image href="file:///x.png"/></svg><h1>One',
        ),
        [
            "error EPUB/a.xhtml:1: loads https://example.org/x.js from the network",
            "error EPUB/a.xhtml:1: loads file:///x.png from the network",
        ],
    ),
    "a sound on the network is no fault": (
        replaced("EPUB/a.xhtml", "<h1>One", '<audio src="https://example.org/x.mp3"/><h1>One'),
        [],
    ),
    "an id twice": (
        replaced("EPUB/b.xhtml", 'id="b1"', 'id="b"'),
        [
            "error EPUB/a.xhtml:1: links to b.xhtml#b1, but EPUB/b.xhtml has no id 'b1'",
            "error EPUB/b.xhtml: the id 'b' is used 2 times",
        ],
    ),
    "a chapter without words": (
        replaced("EPUB/a.xhtml", BODIES["a.xhtml"], "<section id='a'><p> </p></section>"),
        ["error EPUB/a.xhtml: is empty"],
    ),
    "a chapter that is a picture": (
        replaced("EPUB/a.xhtml", BODIES["a.xhtml"], '<img src="cover.png" alt=""/>'),
        [],
    ),
    "a document without title": (
        replaced("EPUB/a.xhtml", "<title>Talks</title>", "<title> </title>"),
        ["warning EPUB/a.xhtml: has no title"],
    ),
    "a document that is not well-formed": (
        replaced("EPUB/b.xhtml", "<h1>Two</h1>", "<h1>Two"),
        [
            "error EPUB/b.xhtml:1: is not well-formed: Opening and ending tag mismatch: h1 line 1"
            " and section",
        ],
    ),
    "a document that asks for files of the machine": (
        replaced(
            "EPUB/a.xhtml",
            "<html ",
            '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html ',
        ),
        [],
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_each_fault_has_its_finding(case: str) -> None:
    change, expected = FAULTS[case]
    found = check_epub(archive(change(documents(BODIES))))
    assert [
        f"{each.severity} {each.place}: {each.message}".partition(", line")[0] for each in found
    ] == expected
    assert all(each.remedy.endswith(".") for each in found)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "cannot be opened as an EPUB: File is not a zip file"),
        (b"%PDF-1.7", "cannot be opened as an EPUB: File is not a zip file"),
        (epub(BODIES)[:-40], "cannot be opened as an EPUB: File is not a zip file"),
        (
            archive({"a.txt": b"x"}),
            "cannot be opened as an EPUB: there is no file 'META-INF/container.xml' in the archive",
        ),
        (
            archive({"META-INF/container.xml": b"<container/>"}),
            "cannot be opened as an EPUB: META-INF/container.xml names no rootfile",
        ),
    ],
)
def test_what_is_no_epub_is_one_error(content: bytes, message: str) -> None:
    (found,) = check_epub(content)
    assert (found.severity, found.message) == ("error", message)


def test_a_damaged_file_of_the_archive_is_one_error() -> None:
    content = epub(BODIES)
    assert content.count(b">To <") == 1
    (found,) = check_epub(content.replace(b">To <", b">At <"))
    assert found.message.startswith("cannot be opened as an EPUB: Bad CRC-32 for file")


def test_an_archive_that_would_fill_the_memory_is_not_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("anthology.check.package._MOST_BYTES", 1000)
    (found,) = check_epub(epub(BODIES))
    assert found.message == "unpacks to more than 1 GB"


def test_a_compressed_mimetype_is_an_error() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in documents(BODIES).items():
            zipped.writestr(name, content)
    (found,) = check_epub(stream.getvalue())
    assert found.message == "is compressed or has extra fields"


def test_fonts_and_images_of_a_style_sheet_must_be_in_the_book() -> None:
    files = documents(BODIES)
    files[OPF] = files[OPF].replace(
        b"</manifest>", b'<item id="css" href="s.css" media-type="text/css"/></manifest>'
    )
    files["EPUB/s.css"] = (
        b'@font-face{src:url("a.otf")} p{background:url(cover.png)} q{x:url(data:,)}'
        b"b{background:url(http://example.org/x.png)}"
    )
    assert [(each.place, each.message) for each in check_epub(archive(files))] == [
        ("EPUB/s.css", "uses a.otf, which is not in the book"),
        ("EPUB/s.css", "loads http://example.org/x.png from the network"),
    ]


def test_the_text_of_a_book_is_that_of_its_spine_with_the_place_of_every_id() -> None:
    flat = epub_text(epub(BODIES))
    assert flat.text == "OneSeetwoTwoToone"
    assert flat.starts == {"a": 0, "b": 9, "b1": 12}


@pytest.mark.parametrize("seed", range(40))
def test_a_book_that_arrived_damaged_is_told_and_never_raises(seed: int) -> None:
    """Compressed data break in many ways: bad codes, bad sums, an early end."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in documents(BODIES).items():
            zipped.writestr(name, content * (1 if name != "EPUB/cover.png" else 50))
    damaged = bytearray(stream.getvalue())
    chance = random.Random(seed)
    for _ in range(20):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    found = check_epub(bytes(damaged))
    assert found
    assert all(each.message and "\n" not in each.message and each.remedy for each in found)
    assert isinstance(check_device(bytes(damaged), "x.epub", "kobo"), tuple)
