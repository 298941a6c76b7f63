"""The e-book's page list against the PDF's own pages, as each was read back from its file."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pikepdf
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
