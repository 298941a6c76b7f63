"""The print edition, read back: folios, links, outline, labels, fonts, bytes."""

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from anthology.edition import Region
from anthology.export.pdf.plan import after_letters, roman
from anthology.layout.matter import Matter

from .conftest import Sample, make_sample

_PT = 72 / 25.4


@pytest.fixture(scope="module")
def pdf(sample: Sample) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(sample.printed.pdf)) as opened:
        yield opened


@pytest.fixture(scope="module")
def texts(sample: Sample) -> list[str]:
    """The text of every page."""
    document = pypdfium2.PdfDocument(sample.printed.pdf)
    return [page.get_textpage().get_text_range() for page in document]


def _labels(pdf: pikepdf.Pdf) -> list[str]:
    return [page.label for page in pdf.pages]


def _destinations(pdf: pikepdf.Pdf) -> dict[str, int]:
    names = pdf.Root.Names.Dests.Names
    numbers = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
    return {str(names[i]): numbers[names[i + 1][0].objgen] for i in range(0, len(names), 2)}


def test_the_printed_folio_is_the_page_label(pdf: pikepdf.Pdf, texts: list[str]) -> None:
    """Wherever a folio is printed, it stands last on its page and equals the PDF's label."""
    shown = {
        at: text.split()[-1]
        for at, text in enumerate(texts)
        if text.split() and re.fullmatch(r"\d+|[ivxl]+", text.split()[-1])
    }
    labels = _labels(pdf)
    assert shown
    assert {at: labels[at] for at in shown} == shown


def test_articles_begin_with_folio_of_the_contents(
    sample: Sample, pdf: pikepdf.Pdf, texts: list[str]
) -> None:
    """The number after a title in the contents is the label of the page with that title."""
    labels = _labels(pdf)
    contents = " ".join(
        t for t, s in zip(texts, labels, strict=True) if "Contents" in t and not s.isdecimal()
    )
    for article in sample.book.articles:
        match = re.search(rf"{re.escape(article.title)}.*?\.[ .]+(\d+)", " ".join(contents.split()))
        assert match, article.title
        opener = texts[labels.index(match.group(1))]
        assert article.title in " ".join(opener.split())


def test_pages_in_the_whos_who_are_the_pages_that_name_the_person(
    sample: Sample, texts: list[str], pdf: pikepdf.Pdf
) -> None:
    matter = Matter(
        sample.book, sample.print_edition.sections, sample.printed.folios,
        sample.print_edition.page, sample.print_edition.theme, "0",
    )  # fmt: skip
    (entry,) = (e for _, entries in matter.letters() for e in entries)
    listed = set()
    for reference in entry.references:
        for run in reference.pages.split(", "):
            first, _, last = run.partition("–")
            listed |= set(range(int(first), int(last or first) + 1))
    labels = _labels(pdf)
    back = labels.index(sample.printed.folios.anchors["chronology"])
    naming = {
        int(labels[at])
        for at, text in enumerate(texts[:back])
        if labels[at].isdecimal() and re.search(r"Ada\s+Quill", text)
    }
    assert naming
    assert naming <= listed  # a name may be divided between two pages
    assert listed - naming <= {n + 1 for n in naming} | {n - 1 for n in naming}


def test_every_internal_link_lands_and_says_where(pdf: pikepdf.Pdf) -> None:
    known = _destinations(pdf)
    links = [a for page in pdf.pages for a in page.obj.get("/Annots", pikepdf.Array())]
    internal = [a for a in links if "/Dest" in a]
    assert len(internal) > 10
    assert [str(a.Dest) for a in internal if str(a.Dest) not in known] == []
    assert [a for a in internal if not str(a.Contents)] == []
    assert not any(str(a.get("/A", {}).get("/URI", "")).startswith("xref:") for a in links)


def test_links_and_anchors_lie_on_the_text_block(sample: Sample, pdf: pikepdf.Pdf) -> None:
    """The mirror of left-hand pages moves links with the text."""
    page = sample.print_edition.page
    inner, outer = page.inner_mm * _PT, page.outer_mm * _PT
    for at, one in enumerate(pdf.pages):
        left = outer if at % 2 else inner
        right = page.width_mm * _PT - (inner if at % 2 else outer)
        for link in one.obj.get("/Annots", pikepdf.Array()):
            xs = sorted((float(link.Rect[0]), float(link.Rect[2])))
            assert xs[0] >= left - 12
            assert xs[1] <= right + 12


def test_the_outline_lists_parts_articles_and_matter(sample: Sample, pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        found = [(item.title, [child.title for child in item.children]) for item in outline.root]
    parts = [(part.title, [a.title for a in part.articles]) for part in sample.book.parts]
    matter = [(t, []) for t in ("Chronology", "Who’s Who", "Sources")]
    assert found == [("Contents", []), ("Introduction", []), *parts, *matter]


def test_front_matter_is_roman_and_the_body_begins_again_on_the_right(
    sample: Sample, pdf: pikepdf.Pdf
) -> None:
    labels = _labels(pdf)
    first = labels.index("1")
    assert first % 2 == 0  # counted from 0: a right-hand page
    front = [s for s in sample.printed.folios.starts if s.page <= first]
    assert all(re.fullmatch("[ivxl]+", s.folio) for s in front)
    assert labels[first:] == [str(n) for n in range(1, len(labels) - first + 1)]


def test_parts_and_their_first_articles_begin_on_the_right(sample: Sample) -> None:
    pages = {}
    for start in reversed(sample.printed.folios.starts):
        pages[start.section_id] = start.page
    wanted = [s.id for s in sample.print_edition.sections if s.recto and s.region is Region.BODY]
    assert len(wanted) == 4
    assert all(pages[section] % 2 == 1 for section in wanted)


def test_openers_and_blanks_bear_no_running_head(sample: Sample, texts: list[str]) -> None:
    """A running head repeats the title; on the opener it would stand twice."""
    article = max(sample.book.articles, key=lambda a: a.words)
    pages = [s.page for s in sample.printed.folios.starts if s.section_id == article.id]
    counts = [texts[page - 1].count(article.title) for page in pages]
    assert counts[0] == 1
    following = list(zip(pages, counts, strict=True))[1:]
    following_rectos = [n for page, n in following if page % 2]
    assert following_rectos
    assert set(following_rectos) == {1}


def test_every_page_start_is_the_first_text_of_its_page(sample: Sample, texts: list[str]) -> None:
    """What the e-book's page list is made of."""
    articles = {a.id: a for a in sample.book.articles}
    checked = 0
    for start in sample.printed.folios.starts:
        article = articles.get(start.section_id)
        if article is None or start.position.leaf < 0:
            continue
        leaf = article.leaves()[start.position.leaf].text[start.position.offset :]
        wanted = "".join(c for c in leaf if c.isalnum())[:20]
        found = "".join(c for c in texts[start.page - 1] if c.isalnum())
        assert wanted in found[: len(wanted) + 60], start
        checked += 1
    assert checked > 5


def test_fonts_are_embedded_and_subset_once_a_face(pdf: pikepdf.Pdf) -> None:
    fonts = {
        str(font.BaseFont): font.DescendantFonts[0].FontDescriptor
        for page in pdf.pages
        for font in page.obj.get("/Resources", {}).get("/Font", pikepdf.Dictionary()).values()
    }
    assert {name.partition("+")[2] for name in fonts} >= {"Libertine", "Libertine-Italic"}
    assert all("/FontFile3" in d or "/FontFile2" in d for d in fonts.values())
    files = {(d.get("/FontFile3") or d.get("/FontFile2")).objgen for d in fonts.values()}
    assert len(files) == len({name.partition("+")[2] for name in fonts})


def test_the_document_says_its_title_and_language_and_is_tagged(
    sample: Sample, pdf: pikepdf.Pdf
) -> None:
    assert str(pdf.Root.Lang) == "en"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert pdf.Root.MarkInfo.Marked
    with pdf.open_metadata() as data:
        assert data["dc:title"] == "High Water: Five days"
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    keys = [int(numbers[i]) for i in range(0, len(numbers), 2)]
    assert keys == sorted(set(keys))


def test_the_same_book_gives_the_same_bytes(sample: Sample) -> None:
    again = make_sample()
    assert again.printed.pdf == sample.printed.pdf
    assert again.epub == sample.epub


@pytest.mark.parametrize(
    ("text", "letters", "wanted"),
    [
        ("One two", 0, 0),
        ("One two", 3, 4),
        ("said. “We", 4, 6),
        ("divided", 3, 3),
        ("word—word", 4, 5),
        ("कि नहीं", 1, 3),
    ],
)
def test_a_page_begins_after_what_belongs_to_the_page_before(
    text: str, letters: int, wanted: int
) -> None:
    assert after_letters(text, letters) == wanted


def test_roman_numerals() -> None:
    assert [roman(n) for n in (3, 8, 19, 44, 99, 2024)] == [
        "iii", "viii", "xix", "xliv", "xcix", "mmxxiv",
    ]  # fmt: skip
