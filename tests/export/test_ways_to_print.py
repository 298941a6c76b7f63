"""Every way to print, read back: boxes, folios, links, order of reading, fonts, bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from anthology.check.words import check_words
from anthology.edit.parts import make_parts
from anthology.edition import Medium
from anthology.export.press import Printed, lay_pages, to_print
from anthology.layout import lay_out
from anthology.model import Book
from anthology.printing import Printing
from anthology.progress import SilentProgress
from anthology.report import Report
from anthology.theme import load_theme
from anthology.workshop import Workshop

from .conftest import make_book

_PT = 72 / 25.4
pytestmark = pytest.mark.xdist_group("ways to print")  # each is made once
WAYS = {
    "plain": Printing(),
    "archive": Printing(archive=True),
    "press": Printing(press=True, bleed_mm=3, crop_marks=True),
    "bleed": Printing(bleed_mm=3.175, size="6x9"),
    "large print": Printing(large_print=True, size="letter"),
    "two columns": Printing(two_column=True, size="A4"),
    "spread": Printing(openers="spread"),
    "run-on": Printing(openers="run-on", size="B5"),
    "booklet": Printing(booklet=True, signature=2),
    "cover wrap": Printing(cover_wrap=True, size="5.5x8.5"),
}


def book_for(way: str) -> Book:
    """The sample book; to run on, its articles of a paragraph, in one part."""
    book = make_book()
    if way != "run-on":
        return book
    articles = tuple(replace(a, blocks=a.blocks[:1]) for a in book.articles)
    (person,) = book.people
    mentions = tuple(m for m in person.mentions if m.leaf < 1)
    people = (replace(person, mentions=mentions),)
    return replace(book, parts=make_parts(articles, "none", "en"), people=people)


def make(way: str) -> Printed:
    edition = lay_out(book_for(way), load_theme("classic"), Medium.PRINT, WAYS[way], "0")
    pages = lay_pages(edition, Report(), SilentProgress(), Workshop())
    return to_print(pages, SilentProgress())


class _Made(dict[str, Printed]):
    """The books made so far, each when it is first asked for."""

    def __missing__(self, way: str) -> Printed:
        self[way] = make(way)
        return self[way]


@pytest.fixture(scope="module")
def printed() -> dict[str, Printed]:
    return _Made()


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def pdf(way: str, printed: dict[str, Printed]) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(printed[way].pdf)) as opened:
        yield opened


def _texts(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_range() for page in document]


def test_every_word_stands_in_the_book(way: str, printed: dict[str, Printed]) -> None:
    check_words(book_for(way), {"book.pdf": printed[way].pdf}, Report())


def test_the_same_book_gives_the_same_bytes(way: str, printed: dict[str, Printed]) -> None:
    again = make(way)
    assert again.pdf == printed[way].pdf
    assert again.beside == printed[way].beside


def test_title_language_tags_and_labels_are_said(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang) == "en"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert pdf.Root.MarkInfo.Marked
    assert all(page.obj.Tabs == "/S" for page in pdf.pages if "/Tabs" in page.obj)
    with pdf.open_metadata(update_docinfo=False) as data:
        assert data["dc:title"] == "High Water: Five days"
    labels = [page.label for page in pdf.pages]
    assert "i" in labels
    assert labels[labels.index("1") :] == [
        str(n + 1) for n in range(len(labels[labels.index("1") :]))
    ]


def test_bookmarks_lead_to_the_pages_with_their_titles(
    way: str, pdf: pikepdf.Pdf, printed: dict[str, Printed]
) -> None:
    texts = [" ".join(text.split()) for text in _texts(printed[way].pdf)]
    numbers = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
    with pdf.open_outline() as outline:
        items = [i for item in outline.root for i in (item, *item.children)]
        places = {i.title: numbers[i.destination[0].objgen] for i in items}
    assert len(places) == (10 if way == "run-on" else 12)
    assert {title: title in texts[at] for title, at in places.items()} == dict.fromkeys(
        places, True
    )


def test_links_land_inside_the_trim_on_the_page_that_is_printed(
    way: str, pdf: pikepdf.Pdf, printed: dict[str, Printed]
) -> None:
    """A press file has none: annotations must not lie on its pages (ISO 15930-7)."""
    names = pdf.Root.Names.Dests.Names
    known = {str(names[i]): names[i + 1] for i in range(0, len(names), 2)}
    numbers = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
    links = [a for page in pdf.pages for a in page.obj.get("/Annots", pikepdf.Array())]
    assert bool(links) == (way != "press")
    for link in links:
        target = known[str(link.Dest)]
        page = pdf.pages[numbers[target[0].objgen]]
        left, bottom, right, top = (float(v) for v in page.trimbox)
        assert left <= float(target[2]) <= right
        assert bottom <= float(target[3]) <= top
        assert str(link.Contents)
        assert printed[way].folios.anchors[str(link.Dest)] == page.label


def test_pages_have_the_boxes_of_their_trim_and_bleed(way: str, pdf: pikepdf.Pdf) -> None:
    printing = WAYS[way]
    edition = lay_out(make_book(), load_theme("classic"), Medium.PRINT, printing, "0")
    width, height = edition.page.width_mm * _PT, edition.page.height_mm * _PT
    bleed = printing.bleed_mm * _PT
    for page in pdf.pages:
        media, trim = ([float(v) for v in box] for box in (page.mediabox, page.trimbox))
        assert media[:2] == [0, 0]
        assert trim[2] - trim[0] == pytest.approx(width, abs=0.01)
        assert trim[3] - trim[1] == pytest.approx(height, abs=0.01)
        if bleed:
            bled = [float(v) for v in page.obj.BleedBox]
            assert bled == pytest.approx(
                [trim[0] - bleed, trim[1] - bleed, trim[2] + bleed, trim[3] + bleed], abs=0.01
            )
            assert (media == pytest.approx(bled, abs=0.01)) != printing.crop_marks


def test_fonts_are_embedded_and_subset(pdf: pikepdf.Pdf) -> None:
    fonts = [
        font
        for page in pdf.pages
        for font in page.obj.get("/Resources", {}).get("/Font", pikepdf.Dictionary()).values()
    ]
    assert fonts
    for font in fonts:
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert "/FontFile3" in descriptor or "/FontFile2" in descriptor
        assert re.fullmatch(r"/[A-Z]{6}\+.+", str(font.BaseFont))


def test_the_order_of_reading_is_that_of_the_book(pdf: pikepdf.Pdf, way: str) -> None:
    """One Art an article, in order, whatever the pages; figures have words."""
    waiting, found = [pdf.Root.StructTreeRoot.K[0]], []
    while waiting:
        element = waiting.pop()
        found.append(element)
        kids = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
        waiting += [
            k for k in reversed(list(kids)) if isinstance(k, pikepdf.Dictionary) and "/S" in k
        ]
    assert len([e for e in found if e.S == "/Art"]) == 5
    assert all(str(e.Alt) for e in found if e.S == "/Figure")


def test_a_spread_begins_every_article_on_the_right(printed: dict[str, Printed]) -> None:
    with pikepdf.open(BytesIO(printed["spread"].pdf)) as pdf:
        labels = [page.label for page in pdf.pages]
    anchors = printed["spread"].folios.anchors
    assert [labels.index(anchors[f"a-{n}"]) % 2 for n in range(1, 6)] == [0] * 5


def test_short_articles_run_on_and_keep_their_folios(printed: dict[str, Printed]) -> None:
    """Two share a page, and the page list begins each page with the article that opens it."""
    folios = printed["run-on"].folios
    pages = [folios.anchors[f"a-{n}"] for n in range(1, 6)]
    assert len(set(pages)) < len(pages)
    assert [s.page for s in folios.starts] == sorted({s.page for s in folios.starts})
    texts = [" ".join(text.split()) for text in _texts(printed["run-on"].pdf)]
    with pikepdf.open(BytesIO(printed["run-on"].pdf)) as pdf:
        labels = [page.label for page in pdf.pages]
    for number in range(1, 6):
        assert f"High water, day {number}" in texts[labels.index(folios.anchors[f"a-{number}"])]


def test_a_press_file_is_pdf_x_4_in_its_inks(printed: dict[str, Printed]) -> None:
    with pikepdf.open(BytesIO(printed["press"].pdf)) as pdf:
        assert pdf.pdf_version == "1.6"
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFX"
        assert int(intent.DestOutputProfile.N) == 4
        assert str(pdf.docinfo["/Trapped"]) == "/False"
        metadata = pdf.Root.Metadata.read_raw_bytes()  # not compressed
        assert b"<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in metadata
        inks = {
            tuple(float(v) for v in i.operands)
            for page in pdf.pages
            for i in pikepdf.parse_content_stream(page)
            if str(i.operator) in ("k", "K")
        }
        others = {
            str(i.operator)
            for page in pdf.pages
            for i in pikepdf.parse_content_stream(page)
            if str(i.operator) in ("rg", "RG", "g", "G", "sc", "scn", "sh")
        }
    assert others == set()
    assert inks == {(0, 0, 0, 1), (1, 1, 1, 1)}  # text in black alone; marks in every ink


def test_the_cover_is_one_sheet_with_a_spine_of_its_paper(printed: dict[str, Printed]) -> None:
    ((name, content),) = printed["cover wrap"].beside
    assert name == "cover"
    with pikepdf.open(BytesIO(printed["cover wrap"].pdf)) as book:
        pages = len(book.pages)
    with pikepdf.open(BytesIO(content)) as pdf:
        (page,) = pdf.pages
        trim = [float(v) for v in page.trimbox]
        spine = (pages + pages % 2) * 0.002252 * 72
        assert trim[2] - trim[0] == pytest.approx(2 * 5.5 * 72 + spine, abs=0.05)
        assert trim[3] - trim[1] == pytest.approx(8.5 * 72, abs=0.05)
        assert float(page.mediabox[2]) == pytest.approx(trim[2] + 0.125 * 72, abs=0.05)
    assert "High Water" in _texts(content)[0]


def test_a_book_with_a_cover_of_its_own_begins_with_the_half_title(
    printed: dict[str, Printed],
) -> None:
    assert "Edited by" not in _texts(printed["cover wrap"].pdf)[0]
    with pikepdf.open(BytesIO(printed["cover wrap"].pdf)) as pdf:
        assert pdf.pages[0].label == "i"
