"""Chunks bound into one file: where pages, heads, folios, links, bookmarks and tags come to lie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import accumulate

import pikepdf
import pypdfium2
import pytest

from anthology.edition import Page, Region, Section
from anthology.export.pdf.chunk import Renderer
from anthology.export.pdf.font_files import FontFiles
from anthology.export.pdf.merge import Merge
from anthology.export.pdf.pieces import Chunk, Furniture, Job
from anthology.export.pdf.plan import Place, Sheet, paginate
from anthology.model import Article, Asset, Book, Origin, Part
from anthology.theme import load_theme

_PT = 72 / 25.4
_PAGE = Page(100, 80, 12, 17, 15, 15, 10, 12, 10, head_mm=8, foot_mm=6)
_SWOLLEN = Page(100, 80, 14, 15, 15, 15, 10, 12, 10, head_mm=8, foot_mm=6)
_BINDING, _MIRROR = 2 * _PT, 5 * _PT
_CSS = (
    "@page { size: 100mm 80mm; margin: 15mm 17mm 15mm 12mm } @page furniture { }"
    "html { font: 10pt/12pt Libertine } body, p { margin: 0 }"
    ".head { page: furniture; break-after: page }"
    "p { break-before: page } p.on { break-before: auto }"
)
_MILL = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0 0h40v20"/></svg>'
)
_HTML = {
    "cover": '<p id="cover">Cover',
    "preface": '<div class="head">PrefaceHead</div><p id="preface">Early'
    '<p>Second <a href="xref:a-2">see</a> <a href="https://e.org/">far</a>'
    "<p>EarlyEnd",
    "p-1": '<p id="p-1">Part',
    "a-1": '<div class="head">OneHead</div><div class="head">TwoHead</div>'
    '<div class="head">FourHead</div>'
    '<article id="a-1"><p data-leaf="0">Begin<p data-leaf="1">Second '
    '<a href="xref:nowhere">lost</a> <img src="asset:mill" alt="Mill">'
    '<p data-leaf="2">Third</article>'
    '<article id="a-2"><p class="on">Follows<p data-leaf="0">Fourth</article>'
    '<article id="a-4"><p>Opening<p data-leaf="0">Fifth</article>',
    "a-3": '<div class="head">ThreeHead</div><article id="a-3"><p>Last<p data-leaf="0">Figures '
    '<img src="asset:mill" alt="Mill"> <table><tr><th>head<tr><td>cell</table></article>',
    "index": '<div class="head">IndexHead</div><p id="index">Index<p>More',
    "heads": '<div class="head">BookHead</div><div class="head">OtherHead</div>',
    "figures": '<div class="head">0123456789ivxlcdm</div>',
}


def _article(name: str) -> Article:
    return Article(name, Origin(f"{name}.txt"), name.upper(), ())


def _section(name: str, region: Region, **more: object) -> Section:
    article = _article(name) if name.startswith("a-") else None
    return Section(name, "article", name.upper(), region, article=article, **more)  # type: ignore[arg-type]  # any field


_ARTICLES = tuple(_article(f"a-{n}") for n in range(13))
_HEADED = {"verso_head": "Book", "recto_head": "Running"}
_SECTIONS = (
    _section("cover", Region.COVER, folio=False, level=0),
    _section("preface", Region.FRONT, verso_head="Other", recto_head="Preface"),
    _section("p-1", Region.BODY, recto=True, folio=False, part=Part("p-1", "Part", _ARTICLES)),
    _section("a-1", Region.BODY, level=2, **_HEADED),
    _section("a-2", Region.BODY, level=2, follows=True, **_HEADED),
    _section("a-4", Region.BODY, level=2, follows=True, **_HEADED),
    _section("p-2", Region.BODY, part=Part("p-2", "Not laid out", _ARTICLES[:12])),
    _section("a-3", Region.BODY, level=2, **_HEADED),
    _section("index", Region.BACK, recto=True),
)


@dataclass(frozen=True)
class _Edition:
    """As much of an edition as is asked for."""

    language: str
    sections: tuple[Section, ...] = _SECTIONS
    page: Page = _PAGE
    version: str = "1"

    @property
    def book(self) -> Book:
        return Book("T", self.language, (), (), "urn:uuid:1")

    def run(self, section: Section) -> tuple[Section, ...]:
        return _SECTIONS[3:6] if section.id == "a-1" else (section,)

    def page_for(self, pages: int) -> Page:
        return _SWOLLEN if pages == 18 else _PAGE

    def describe(self, anchor: str) -> str:
        return "" if anchor == "nowhere" else f"To {anchor}"


@pytest.fixture(scope="module")
def chunks() -> dict[str, Chunk]:
    renderer = Renderer(_CSS, load_theme("classic").faces)
    asset = Asset("mill", "image/svg+xml", _MILL)
    return {
        name: renderer.render(Job(name, f'<html lang="en"><body>{html}', (asset,), merged=True))
        for name, html in _HTML.items()
    }


@pytest.fixture(scope="module")
def sheets(chunks: dict[str, Chunk]) -> tuple[Sheet, ...]:
    places = tuple(Place(s.id, s.region, s.recto, s.article) for s in _SECTIONS if not s.follows)
    return paginate(places, chunks)


@pytest.fixture(scope="module", params=["en", "he"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def merged(chunks: dict[str, Chunk], sheets: tuple[Sheet, ...], language: str) -> bytes:
    furniture = Furniture(chunks["heads"], ("Book", "Other"), chunks["figures"], 9)
    files = FontFiles(load_theme("classic").faces)
    return Merge(_Edition(language), sheets, chunks, furniture, files).run()  # type: ignore[arg-type]  # all that is asked of it


@pytest.fixture(scope="module")
def pdf(merged: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(merged)) as opened:
        yield opened


def _lines(content: bytes) -> list[dict[str, tuple[float, float, float]]]:
    """For each page, its lines with left edge, right edge and foot."""
    pages: list[dict[str, tuple[float, float, float]]] = []
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            text = page.get_textpage()
            pages.append({})
            for at in range(text.count_rects()):
                box = text.get_rect(at)
                words = text.get_text_bounded(*box).strip()
                pages[-1][words] = (box[0], box[2], box[1])
    return pages


_NONE = ("", "", "")
_PAGES = [  # first word, head, folio
    ("Cover", "", ""), _NONE,
    ("Early", "", "i"), ("Second", "OtherHead", "ii"),
    ("EarlyEnd", "PrefaceHead", "iii"), _NONE,
    ("Part", "", ""), ("Begin", "", "2"),
    ("Second", "OneHead", "3"), ("Third", "BookHead", "4"),
    ("Fourth", "TwoHead", "5"), ("Opening", "", "6"),
    ("Fifth", "FourHead", "7"), ("Last", "", "8"),
    ("Figures", "ThreeHead", "9"), _NONE,
    ("Index", "", "11"), ("More", "", "12"),
]  # fmt: skip


def _shift(at: int, language: str) -> float:
    """Of a page by its place, from 0: out of the binding, and mirrored on the left."""
    left = at % 2 == (0 if language == "he" else 1)
    return 0 if at == 0 else _MIRROR - _BINDING if left else _BINDING


def test_heads_and_folios_stand_on_the_pages_that_have_them(merged: bytes, language: str) -> None:
    for at, (lines, (word, head, folio)) in enumerate(zip(_lines(merged), _PAGES, strict=True)):
        assert {word, head, folio} - {""} <= set(lines)
        others = {
            w for w in lines if w.endswith("Head") or w.isdecimal() or w in ("i", "ii", "iii")
        }
        assert others == {head, folio} - {""}
        shift = _shift(at, language)
        if word:
            assert lines[word][0] == pytest.approx(12 * _PT + shift, abs=1)
        if folio:
            left, right, foot = lines[folio]
            assert (left + right) / 2 == pytest.approx((12 + 83) / 2 * _PT + shift, abs=0.6)
            assert foot == pytest.approx(6 * _PT, abs=0.4)
        if head:
            left, _, foot = lines[head]
            assert left == pytest.approx(12 * _PT + shift, abs=1)
            assert foot == pytest.approx((80 - 8) * _PT, abs=0.5)


def test_folios_may_stand_at_the_outer_edges(
    chunks: dict[str, Chunk], sheets: tuple[Sheet, ...], language: str
) -> None:
    edition = _Edition(language, page=replace(_PAGE, outer_furniture=True))
    furniture = Furniture(chunks["heads"], ("Book", "Other"), chunks["figures"], 9)
    files = FontFiles(load_theme("classic").faces)
    made = Merge(edition, sheets, chunks, furniture, files).run()  # type: ignore[arg-type]  # all that is asked of it
    for at, (lines, (_, _, folio)) in enumerate(zip(_lines(made), _PAGES, strict=True)):
        if folio:
            shift = _shift(at, language)
            left_hand = shift == _MIRROR - _BINDING
            edge = (12 if left_hand else 83) * _PT + shift
            assert lines[folio][0 if left_hand else 1] == pytest.approx(edge, abs=1)


@pytest.mark.engine_warnings  # no font has the character
def test_a_box_for_a_missing_character_is_its_chunks_own(
    chunks: dict[str, Chunk], sheets: tuple[Sheet, ...]
) -> None:
    html = f'<html lang="en"><body>{_HTML["index"]} \U00013000'
    job = Job("index", html, merged=True)
    changed = {**chunks, "index": Renderer(_CSS, load_theme("classic").faces).render(job)}
    furniture = Furniture(chunks["heads"], ("Book", "Other"), chunks["figures"], 9)
    files = FontFiles(load_theme("classic").faces)
    made = Merge(_Edition("en"), sheets, changed, furniture, files).run()  # type: ignore[arg-type]  # all that is asked of it
    with pikepdf.open(BytesIO(made)) as pdf:
        fonts = dict(pdf.pages[-1].Resources.Font.items())
        assert set(fonts) == {f"/{use.hash}" for use in changed["index"].fonts} | {"/Folio"}
        assert all("/ToUnicode" in font for font in fonts.values())
    assert any("\U00013000" in words for words in _lines(made)[-1])


def test_pages_draw_with_the_fonts_of_the_book(pdf: pikepdf.Pdf) -> None:
    """And leave the state of the page as they found it."""
    files = set()
    for page, (word, _, _) in zip(pdf.pages, _PAGES, strict=True):
        fonts = dict(page.obj.get("/Resources", {}).get("/Font", pikepdf.Dictionary()).items())
        for font in fonts.values():
            stream = font.DescendantFonts[0].FontDescriptor.FontFile3
            files.add(stream.objgen)
            assert len(stream.read_bytes()) > 1000
        drawn = list(pikepdf.parse_content_stream(page)) if word else []
        operators = [str(each.operator) for each in drawn]
        assert operators[:1] == ["q"] * bool(word)
        depths = list(accumulate({"q": 1, "Q": -1}.get(name, 0) for name in operators))
        assert min(depths, default=0) >= 0
        assert depths[-1:] == [0] * bool(word)
        assert {str(each.operands[0]) for each in drawn if str(each.operator) == "Tf"} <= set(fonts)
    assert len(files) == 2  # regular, and bold for the head of the table


def test_blank_pages_have_the_size_of_the_others(pdf: pikepdf.Pdf) -> None:
    sizes = {tuple(round(float(v), 2) for v in page.mediabox) for page in pdf.pages}
    assert sizes == {(0, 0, round(100 * _PT, 2), round(80 * _PT, 2))}


def test_labels_count_as_the_folios_do(pdf: pikepdf.Pdf) -> None:
    nums = pdf.Root.PageLabels.Nums
    assert [int(nums[at]) for at in range(0, len(nums), 2)] == [0, 2, 6]
    assert [dict(nums[at].items()) for at in range(1, len(nums), 2)] == [
        {}, {"/S": "/r", "/St": 1}, {"/S": "/D", "/St": 1},
    ]  # fmt: skip


def test_bookmarks_lead_to_the_tops_of_pages_and_to_what_runs_on(pdf: pikepdf.Pdf) -> None:
    numbers = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}

    def told(item: pikepdf.OutlineItem) -> tuple[object, ...]:
        page, kind, left, top, _ = item.destination
        assert (kind, left) == ("/XYZ", 0)
        return item.title, numbers[page.objgen], round(float(top)), item.is_closed

    top = round(80 * _PT)
    with pdf.open_outline() as outline:
        assert [told(item) for item in outline.root] == [
            ("PREFACE", 2, top, False), ("P-1", 6, top, True), ("INDEX", 16, top, False),
        ]  # fmt: skip
        articles = [told(item) for item in outline.root[1].children]
    follows = round((80 - 15) * _PT - 12)
    assert articles == [
        ("A-1", 7, top, False), ("A-2", 9, follows, False),
        ("A-4", 11, round((80 - 15) * _PT), False), ("A-3", 13, top, False),
    ]  # fmt: skip
    assert pdf.Root.PageMode == "/UseOutlines"


def test_links_within_the_book_say_where_they_lead(pdf: pikepdf.Pdf) -> None:
    links = [
        (at, each) for at, page in enumerate(pdf.pages) for each in page.obj.get("/Annots", ())
    ]
    told = [
        (at, str(each.get("/Dest", "")), str(each.Contents), "/A" in each) for at, each in links
    ]
    assert told[0] == (3, "a-2", "To a-2", False)
    assert told[1][0::3] == (3, True)
    assert links[1][1].A.URI == "https://e.org/"
    assert told[2] == (8, "nowhere", "nowhere", False)


def test_links_lie_over_their_words(pdf: pikepdf.Pdf, merged: bytes) -> None:
    lines = _lines(merged)
    checked = 0
    for at, page in enumerate(pdf.pages):
        words = {3: ["see", "far"], 8: ["lost"]}.get(at, [])
        areas = [[float(v) for v in each.Rect] for each in page.obj.get("/Annots", ())]
        for word, area in zip(words, areas, strict=True):
            left, right, foot = lines[at][word]
            assert (min(area[::2]), max(area[::2])) == pytest.approx((left, right), abs=1)
            assert min(area[1::2]) - 1 <= foot <= max(area[1::2])
            checked += 1
    assert checked == 3


def test_names_lead_to_where_their_elements_stand(pdf: pikepdf.Pdf, language: str) -> None:
    names = pdf.Root.Names.Dests.Names
    numbers = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
    places = {str(names[at]): names[at + 1] for at in range(0, len(names), 2)}
    assert list(places) == ["a-1", "a-2", "a-3", "a-4", "cover", "index", "p-1", "preface"]
    found = {name: numbers[place[0].objgen] for name, place in places.items()}
    assert found == {
        "cover": 0, "preface": 2, "p-1": 6, "a-1": 7, "a-2": 9, "a-4": 11, "a-3": 13, "index": 16,
    }  # fmt: skip
    for name, (_, kind, left, top, zoom) in places.items():
        assert (kind, zoom) == ("/XYZ", 0)
        assert float(left) == pytest.approx(12 * _PT + _shift(found[name], language))
        assert float(top) == pytest.approx((80 - 15) * _PT - 12 * (name == "a-2"))


def _walk(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for kid in element.K if isinstance(element.K, pikepdf.Array) else [element.K]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            assert kid.P.objgen == element.objgen
            yield kid
            yield from _walk(kid)


def test_figures_are_marked_where_they_stand(pdf: pikepdf.Pdf, language: str) -> None:
    figures = [e for e in _walk(pdf.Root.StructTreeRoot) if e.S == "/Figure"]
    numbers = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
    assert [numbers[figure.Pg.objgen] for figure in figures] == [8, 14]
    for figure, at in zip(figures, (8, 14), strict=True):
        left, bottom, right, top = (float(v) for v in figure.A.BBox)
        assert (right - left, top - bottom) == pytest.approx((30, 15), abs=0.1)
        begins = (12 * _PT + _shift(at, language)) + (45 if at == 8 else 30)
        assert left == pytest.approx(begins, abs=6)
        assert 150 < bottom < top < (80 - 15) * _PT + 0.1


def test_the_tree_has_every_page_and_link_and_no_head(pdf: pikepdf.Pdf) -> None:
    root = pdf.Root.StructTreeRoot
    assert (root.Type, root.K[0].S, root.K[0].Type) == (
        "/StructTreeRoot",
        "/Document",
        "/StructElem",
    )
    assert root.K[0].P.objgen == root.objgen
    nums = root.ParentTree.Nums
    keys = [int(nums[at]) for at in range(0, len(nums), 2)]
    full = [at for at, (word, _, _) in enumerate(_PAGES) if word]
    assert keys == [*full, 18, 19, 20]
    assert root.ParentTreeNextKey == 21
    parents = {int(nums[at]): nums[at + 1] for at in range(0, len(nums), 2)}
    elements = {e.objgen: e for e in _walk(root)}
    for at in full:
        page = pdf.pages[at].obj
        assert (page.StructParents, page.Tabs) == (at, "/S")
        assert all(parent.objgen in elements for parent in parents[at])
        assert {parent.Pg.objgen for parent in parents[at]} <= {page.objgen}
    links = [each for page in pdf.pages for each in page.obj.get("/Annots", ())]
    assert [int(link.StructParent) for link in links] == [18, 19, 20]
    assert [elements[parents[n].objgen].S for n in (18, 19, 20)] == ["/Link"] * 3
    assert {e.Pg.objgen for e in elements.values() if "/Pg" in e} <= {
        page.obj.objgen for page in pdf.pages
    }


def test_ids_are_in_one_order(pdf: pikepdf.Pdf) -> None:
    names = pdf.Root.StructTreeRoot.IDTree.Names
    ids = [bytes(names[at]) for at in range(0, len(names), 2)]
    assert ids
    assert ids == sorted(ids)
    assert all(names[at] == names[at + 1].ID for at in range(0, len(names), 2))
