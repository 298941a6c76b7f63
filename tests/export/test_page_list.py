"""The e-book's page list against the PDF's own pages, as each was read back from its file."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from anthology.build import build
from anthology.check.epub_text import epub_text
from anthology.check.pdf_text import pdf_text
from anthology.config import Config
from anthology.report import Report
from tests.conftest import ROOT

_LETTERS = 8  # compared: the contents have page numbers on paper alone
_NS = {"h": "http://www.w3.org/1999/xhtml", "e": "http://www.idpf.org/2007/ops"}
_OPF = {"o": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}


def _labels(pdf: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [page.label for page in opened.pages]


def _first_letters(pdf: bytes) -> list[str]:
    """The first letters of each page, running heads aside."""
    read = pdf_text(pdf)
    starts = (0, *read.breaks)
    return [read.text[a:b][:_LETTERS] for a, b in zip(starts, read.breaks, strict=False)]


def _check(source: Path) -> int:
    """Compare both books of a folder; how many pages were compared."""
    built = build(Config(sources=(str(source),), title="Pages"), Report())
    (_, epub), (_, pdf) = built.files
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        nav = etree.fromstring(archive.read("EPUB/nav.xhtml"))
        opf = etree.fromstring(archive.read("EPUB/content.opf"))
    listed = nav.xpath("//h:nav[@e:type='page-list']//h:a/text()", namespaces=_NS)
    pages = dict(zip(_labels(pdf), _first_letters(pdf), strict=True))
    assert [label for label, text in pages.items() if text and label in listed] == listed
    read = epub_text(epub)
    wrong = {}
    for label in listed:
        at = read.starts[f"page-{label}"]
        found = read.text[at : at + len(pages[label])]
        if found != pages[label]:
            wrong[label] = (pages[label], found)
    assert wrong == {}
    (source_of,) = opf.xpath("//o:meta[@property='pageBreakSource']/text()", namespaces=_OPF)
    assert source_of in opf.xpath("//dc:source/text()", namespaces=_OPF)
    return len(listed)


def test_every_page_of_the_sample_begins_after_its_marker() -> None:
    assert _check(ROOT / "seeds") > 30


@pytest.mark.parametrize("name", ["text_seedform_wikinews_en", "text_federalist"])
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
