"""What a make of readers refuses: each limit has a book that breaks it, and our own break none."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image

from anthology.build import build
from anthology.check.devices import DEVICES, check_device, report_devices
from anthology.check.findings import Severity
from anthology.config import Config
from anthology.report import Report
from tests.check.epubs import archive, documents
from tests.check.test_epub import NAV, OPF, Files, also, replaced
from tests.conftest import ROOT


def _picture(width: int, height: int, kind: str = "PNG") -> bytes:
    stream = io.BytesIO()
    Image.new("L", (width, height)).save(stream, kind)
    return stream.getvalue()


def _files() -> Files:
    """A book that every device takes."""
    files = documents({"a.xhtml": "<h1>One</h1><p>Text.</p>"})
    files["EPUB/cover.png"] = _picture(1600, 2560)
    files["EPUB/toc.ncx"] = b"<ncx/>"
    files["EPUB/book.css"] = b"p { margin: 0 }"
    files[OPF] = files[OPF].replace(
        b"<manifest>",
        b'<meta name="cover" content="img"/><manifest>'
        b'<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
        b'<item id="css" href="book.css" media-type="text/css"/>',
    )
    link = b'<link rel="stylesheet" type="text/css" href="book.css"/></head>'
    files["EPUB/a.xhtml"] = files["EPUB/a.xhtml"].replace(b"</head>", link)
    return files


def _css(rules: str) -> Callable[[Files], Files]:
    return also("EPUB/book.css", rules.encode())


def _body(markup: str) -> Callable[[Files], Files]:
    return replaced("EPUB/a.xhtml", "<p>Text.</p>", markup)


def _language(tag: str) -> Callable[[Files], Files]:
    return replaced(OPF, "<dc:language>en<", f"<dc:language>{tag}<")


_ONE = '<ol><li><a href="a.xhtml">a.xhtml</a></li></ol>'
_LEVELS = '<ol><li><a href="a.xhtml">1</a>{}</li></ol>'
_THREE = _LEVELS.format(_LEVELS.format(_LEVELS.format("")))
FAULTS: dict[str, tuple[str, Callable[[Files], Files], list[str]]] = {
    "no language": ("kindle", _language("und"), [
        "error EPUB/book.opf: 'und' names no language, for which Kindle refuses books",
    ]),
    "a word for a language": ("kindle", _language("english"), [
        "error EPUB/book.opf: 'english' names no language, for which Kindle refuses books",
    ]),
    "hyphens in a comment": ("kindle", _css("/* a -- b */ p { margin: 0 }"), [
        "error EPUB/book.css: a comment holds --, for which Kindle's converter refuses the book",
    ]),
    "css variables": ("kindle", _css("p { margin: var(--gap) }"), [
        "error EPUB/book.css: uses CSS variables, for which Kindle's converter refuses the book",
    ]),
    "a small cover": ("kindle", also("EPUB/cover.png", _picture(300, 480)), [
        "error EPUB/cover.png: the cover has 300 by 480 pixels; Kindle asks for 1000",
    ]),
    "a script": ("kindle", _body("<p>Text.</p><script>1</script>"), [
        "warning EPUB/a.xhtml:1: Kindle passes over <script>",
    ]),
    "three levels": ("kindle", replaced(NAV, _ONE, _THREE), [
        "remark EPUB/nav.xhtml: the contents have 3 levels; Kindle shows 2",
    ]),
    "a long note": ("kobo", _body(f'<div epub:type="footnote">{"n" * 5001}</div>'), [
        "warning EPUB/a.xhtml:1: the note has 5,001 characters; Kobo pops up from 9 to 5,000",
    ]),
    "a large picture": ("apple", also("EPUB/cover.png", _picture(2400, 2400)), [
        "error EPUB/cover.png: has 2400 by 2400 pixels; Apple Books takes 5,600,000 in all",
    ]),
    "rubbish of a Mac": ("apple", also("EPUB/.DS_Store", b"x"), [
        "error EPUB/.DS_Store: Apple's shop refuses books with such files",
    ]),
    "a long document": ("ade", _body(f"<p>{'word ' * 61_000}</p>"), [
        "error EPUB/a.xhtml: has 305,213 bytes; Adobe Digital Editions opens up to 300,000",
    ]),
    "only a modern sheet": ("ade", _css("@media (min-width: 40em) { p { margin: 0 } }"), [
        "warning EPUB/book.css: Adobe's engine drops this sheet whole: it has a media query with "
        "a number",
    ]),
    "only an empty sheet": ("ade", _css("/* later */"), [
        "warning EPUB/book.css: Adobe's engine drops this sheet whole: it has no rules",
    ]),
    "a name with a space": ("ade", replaced(OPF, "toc.ncx", "my%20toc.ncx"), [
        "warning EPUB/my toc.ncx: Adobe's older engines do not find files of such names",
    ]),
    "no NCX": ("ade", replaced(OPF, 'href="toc.ncx"', 'href="toc.xml"'), [
        "error EPUB/book.opf: there is no NCX, without which Adobe Digital Editions shows no "
        "contents in its menu",
    ]),
    "a modern picture": ("ade", replaced(OPF, '"image/png"', '"image/webp"'), [
        "error EPUB/cover.png: Adobe Digital Editions does not show image/webp",
    ]),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_what_a_device_refuses_is_told_with_its_remedy(name: str) -> None:
    device, change, expected = FAULTS[name]
    found = check_device(archive(change(_files())), "book.kepub.epub", device)
    assert [f"{f.severity} {f.place}: {f.message}" for f in found] == expected
    assert all(f.remedy for f in found)
    assert {f.found_by for f in found} == {device}


@pytest.mark.parametrize("device", DEVICES)
def test_a_plain_book_is_taken_everywhere(device: str) -> None:
    assert check_device(archive(_files()), "book.kepub.epub", device) == ()


def test_a_book_without_a_cover_is_told() -> None:
    files = replaced(OPF, ' properties="cover-image"', "")(_files())
    files = replaced(OPF, '<meta name="cover" content="img"/>', "")(files)
    (finding,) = check_device(archive(files), "book.epub", "kindle")
    assert finding.message == "Kindle shows the title page, or nothing, for want of a cover"


@pytest.mark.parametrize("name", ["book.epub", "no zip"])
def test_what_is_no_book_is_left_to_the_other_checks(name: str) -> None:
    assert check_device(b"PK but no zip", name, "kobo") == ()


def test_our_own_books_are_taken_by_all_of_them() -> None:
    """With the theme's fonts too; what is told is worth knowing, not mending."""
    report = Report()
    config = Config(
        sources=(str(ROOT / "seeds"),),
        formats=("epub",),
        kepub=True,
        embed_fonts=True,
        devices=tuple(DEVICES),
    )
    built = build(config, report)
    for name, content in built.files:
        for device in DEVICES:
            found = check_device(content, name, device)
            assert [f for f in found if f.severity is not Severity.REMARK] == []
    assert "A502" in {notice.code for notice in report}


def test_of_a_book_in_two_forms_kobo_is_asked_about_its_own() -> None:
    """What stands against the plain one is what the other is for."""
    book = archive(_files())
    told = {}
    for names in (("a.epub",), ("a.epub", "a.kepub.epub", "a.pdf")):
        report = Report()
        report_devices(dict.fromkeys(names, book), ("kobo",), report)
        told[names] = [n.message for n in report if "older engine" in n.message]
    assert [len(each) for each in told.values()] == [1, 0]
