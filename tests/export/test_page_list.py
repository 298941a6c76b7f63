"""The e-book's page list against the PDF's own pages, as each was read back from its file."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from lxml import etree

from anthology.build import build
from anthology.check.epub_text import epub_text
from anthology.check.pdf_text import pdf_text
from anthology.config import Config
from anthology.export.pdf.pieces import Job
from anthology.export.pdf.rendering import Style, render
from anthology.report import Report
from anthology.theme import load_theme
from tests.conftest import ROOT

_LETTERS = 8  # compared
_NS = {"h": "http://www.w3.org/1999/xhtml", "e": "http://www.idpf.org/2007/ops"}
_OPF = {"o": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}


def _labels(pdf: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [page.label for page in opened.pages]


def _first_letters(label: str, text: str) -> str:
    """What a page begins with; of the contents less, for paper has dates and page numbers too."""
    if label.isdecimal():
        return text[:_LETTERS]
    return "".join(c for c in text[: 10 * _LETTERS] if not c.isdecimal())[: _LETTERS // 2]


def _pages(pdf: bytes) -> dict[str, str]:
    """The first letters of each page by its label, running heads aside."""
    read = pdf_text(pdf)
    bounds = zip(_labels(pdf), (0, *read.breaks), read.breaks, strict=False)
    return {label: _first_letters(label, read.text[a:b]) for label, a, b in bounds}


def _without_words_of_pictures(epub: bytes) -> bytes:
    """The book with no alternative texts, which are not seen on paper."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(epub)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            shown = re.sub(rb' alt="[^"]*"', b"", old.read(name))
            svg = re.sub(rb"(<svg[^>]*>)<title>[^<]*</title>", rb"\1", shown)
            new.writestr(name, svg)
    return stream.getvalue()


def _check(source: Path) -> int:
    """Compare both books of a folder; how many pages were compared."""
    built = build(Config(sources=(str(source),), title="Pages"), Report())
    (_, epub), (_, pdf) = built.files
    return _compare(epub, pdf)


def _compare(epub: bytes, pdf: bytes) -> int:
    """Compare the page list of one with the pages of the other; how many there were."""
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        nav = etree.fromstring(archive.read("EPUB/nav.xhtml"))
        opf = etree.fromstring(archive.read("EPUB/content.opf"))
    listed = nav.xpath("//h:nav[@e:type='page-list']//h:a/text()", namespaces=_NS)
    pages = _pages(pdf)
    assert [label for label in pages if label in listed] == listed
    read = epub_text(_without_words_of_pictures(epub))
    wrong = {}
    for label in listed:
        at = read.starts[f"page-{label}"]
        found = _first_letters(label, read.text[at : at + 10 * _LETTERS])[: len(pages[label])]
        if found != pages[label]:
            wrong[label] = (pages[label], found)
    assert wrong == {}
    (source_of,) = opf.xpath("//o:meta[@property='pageBreakSource']/text()", namespaces=_OPF)
    assert source_of in opf.xpath("//dc:source/text()", namespaces=_OPF)
    return len(listed)


def test_every_page_of_the_sample_begins_after_its_marker() -> None:
    assert _check(ROOT / "seeds") > 30


@pytest.mark.parametrize(
    "name", ["text_seedform_wikinews_en", "text_federalist", "html_wikinews_fr"]
)
def test_every_page_of_a_collection_begins_after_its_marker(shared: Path, name: str) -> None:
    assert _check(shared / "corpora" / name) > 50


_FAMILIES = (
    "Abbot Archer Barlow Beck Carver Coates Dalton Drew Elton Eyre Farrow Finch Garner Gale"
    " Harlow Hale Irving Ives Jarvis Joyce Keats Kemp Lister Lowell Marlow Meyer Nash Norton"
    " Oakes Orwell Parrish Pike Quill Quinn Rowan Ridley Sawyer Shaw Tanner Thorne Upton Usher"
    " Vance Vernon Walsh Weir Yates York"
)


def test_a_whos_who_in_several_pieces_is_one_to_the_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each piece begins on a page of its own, in both books; its letters are in the head."""
    monkeypatch.setattr("anthology.layout.people_files._PRINTED_BYTES", 12_000)
    monkeypatch.setattr("anthology.layout.people_files._MOST_BYTES", 9_000)
    for day, family in enumerate(_FAMILIES.split(), start=1):
        said = f"Mayor Clara {family} opened the bridge. “It will last,” Mr. {family} said. "
        text = f" date 2021-{1 + day // 28:02}-{1 + day % 28:02} \n\n{said * 3}\n"
        (tmp_path / f"{day}.txt").write_text(text, encoding="utf-8")
    built = build(Config(sources=(str(tmp_path),), title="Bridges", jobs=1), Report())
    (_, epub), (_, pdf) = built.files
    assert _compare(epub, pdf) > 60
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_outline() as outline:
        (people,) = (each for each in outline.root if each.title == "Who’s Who")
        pieces = [each.title for each in people.children]
        assert len(pieces) > 1
        letters = re.findall(r"\b[A-Z]\b", " ".join(pieces))
        assert letters == sorted(letters)
    shown = [each.get_textpage().get_text_bounded() for each in pypdfium2.PdfDocument(pdf)]
    for title in pieces:
        assert any(title in page for page in shown), title  # in the head of its right-hand pages
    contents = next(page for page in shown if page.startswith("Contents"))
    assert not any(title in contents for title in pieces)


def test_without_a_pdf_the_book_says_that_it_has_no_printed_pages() -> None:
    built = build(Config(sources=(str(ROOT / "seeds"),), formats=("epub",)), Report())
    ((_, epub),) = built.files
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        opf = archive.read("EPUB/content.opf").decode()
        assert '<meta property="pageBreakSource">none</meta>' in opf
        assert "pageNavigation" not in opf
        assert b"page-list" not in archive.read("EPUB/nav.xhtml")


def test_a_page_without_text_of_its_own_begins_where_the_text_ended() -> None:
    """A list of addresses on a page of its own is no opening of its article."""
    html = (
        '<html lang="en"><body><article id="a-x"><h1>Tide</h1><p data-leaf="0">It rose.</p>'
        '<ol style="break-before: page"><li>example.org</li></ol></article></body></html>'
    )
    made = render(Style("@page { size: A6 }", load_theme("classic").faces), Job("a-x", html))
    assert [(s.leaf, s.letters, s.article) for s in made.starts] == [
        (-1, 0, "a-x"),
        (0, len("Itrose"), "a-x"),
    ]
