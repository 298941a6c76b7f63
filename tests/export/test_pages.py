"""In which order sections are laid out, and how often, until the numbers that they print agree."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any

import pytest

import anthology.export.pdf as printing
import anthology.export.pdf.merge as merging
from anthology.edition import Page, Region, Section
from anthology.export.pdf import Pages, lay_pages, to_pdf
from anthology.export.pdf.pieces import Anchor, Chunk, Job, Run, TextStart
from anthology.export.pdf.rendering import key_of
from anthology.model import Article, Asset, Block, BlockKind, Folios, Origin, Span, SpanKind
from anthology.progress import SilentProgress
from anthology.report import Report

_PAGE = Page(100, 80, 12, 17, 15, 15, 10, 12, 10, head_mm=8, foot_mm=6)
_ASSET = Asset("mill", "image/png", b"")


def _article(name: str, target: str = "") -> Article:
    spans = (Span(0, 4, SpanKind.LINK, target),) if target else ()
    block = Block(BlockKind.PARAGRAPH, "Over there", spans)
    return Article(name, Origin(f"{name}.txt"), name, (block,), assets=(_ASSET,))


def _section(name: str, region: Region, article: Article | None = None, **more: Any) -> Section:
    template = "article" if article else name
    return Section(name, template, name, region, article=article, **more)


_COVER = _section("cover", Region.COVER)
_TITLE = _section("title", Region.FRONT)
_CONTENTS = _section("contents", Region.FRONT, verso_head="Book")
_ONE = _section("a-1", Region.BODY, _article("a-1"), verso_head="Book")
_TWO = _section("a-2", Region.BODY, _article("a-2"), verso_head="Part")
_THREE = _section("a-3", Region.BODY, _article("a-3"), follows=True)
_REFERS = _section("a-1", Region.BODY, _article("a-1", "#a-2"))
_INDEX = _section("index", Region.BACK)
_SECTIONS = (_COVER, _TITLE, _CONTENTS, _ONE, _TWO, _THREE, _INDEX)


@dataclass
class _Edition:
    """As much of an edition as is asked for. Its documents say the pages that they print."""

    sections: tuple[Section, ...] = _SECTIONS
    page: Page = _PAGE
    keyed: frozenset[str] = frozenset()
    printed: dict[str, str] = field(default_factory=dict)  # section -> of whose page it prints
    narrow_from: int = 999  # pages; from there on another page is wanted
    own_templates: tuple[str, ...] = ()
    theme: Any = field(default_factory=lambda: SimpleNamespace(faces=()))

    def css(self) -> str:
        return "css"

    def lean(self) -> str:
        return "lean"

    def run(self, section: Section) -> tuple[Section, ...]:
        return (_TWO, _THREE) if section.id == "a-2" and _THREE in self.sections else (section,)

    def key(self, section: Section, known: Folios) -> bytes:
        return section.id.encode() if section.id in self.keyed else b""

    def html(self, section: Section, known: Folios) -> str:
        target = self.printed.get(section.id)
        return f"{section.id}: {known.anchors.get(target, '?')}" if target else section.id

    def furniture(self, heads: tuple[str, ...], kind: str) -> str:
        return f"{kind}: {'/'.join(heads)}"

    def page_for(self, pages: int) -> Page:
        return replace(self.page, inner_mm=14) if pages >= self.narrow_from else self.page

    def on(self, page: Page) -> _Edition:
        return replace(self, page=page, narrow_from=999)


@dataclass
class _Shop:
    """Makes a chunk of one page of each piece of work, or of as many as ``pages`` says."""

    pages: Callable[[str, str], int] = lambda name, html: 1
    missing: dict[str, tuple[str, ...]] = field(default_factory=dict)
    calls: list[list[Job | Run]] = field(default_factory=list)
    keys: list[list[bytes]] = field(default_factory=list)
    costs: list[tuple[float, float]] = field(default_factory=list)
    stages: list[str] = field(default_factory=list)

    @contextmanager
    def stage(self, progress: object, name: str) -> Iterator[None]:
        assert isinstance(progress, SilentProgress)
        self.stages.append(name)
        yield

    def map(
        self,
        work_of: object,
        shared: object,
        work: list[Job | Run],
        *told: Any,
        first_s: float = 0.0,
    ) -> Iterator[Chunk]:
        needs, keys, each_s = told
        assert work_of is printing.fill_and_render
        style, filler = shared  # type: ignore[misc]  # a pair
        assert style.css.endswith("css")
        assert filler.templates == ()
        assert needs.endswith(f" {style.digest}")
        self.calls.append(list(work))
        self.keys.append(keys)
        self.costs.append((first_s, each_s))
        for each in work:
            count = self.pages(each.id, each.html if isinstance(each, Job) else "")
            anchors = [Anchor(each.id, 0, 0.0, 0.0)]
            starts = tuple(TextStart(page, -1, 0) for page in range(count))
            missing = self.missing.get(each.id, ())
            yield Chunk(each.id, b"", 0, count, tuple(anchors), starts, (), missing)

    def told(self) -> list[str]:
        """What was made, call by call: of jobs the documents, of runs the ids."""
        return [
            ", ".join(each.html if isinstance(each, Job) else f"<{each.id}>" for each in work)
            for work in self.calls
        ]


def _laid(edition: _Edition, shop: _Shop, report: Report | None = None) -> Pages:
    report = Report() if report is None else report
    pages = Pages(edition, report, SilentProgress(), shop)  # type: ignore[arg-type]  # all that is asked of them
    assert pages.lay() is None
    return pages


_OVERLAYS = "verso: Book/Part, folio: 0123456789ivxlcdm"


def test_articles_come_before_what_prints_their_pages() -> None:
    shop = _Shop()
    pages = _laid(_Edition(printed={"contents": "a-2", "index": "a-1"}), shop)
    assert shop.told() == [
        f"{_OVERLAYS}, cover, title, a-1, a-2", "index: 1", "contents: 2", "",
    ]  # fmt: skip
    assert list(pages.chunks) == ["cover", "title", "a-1", "a-2", "index", "contents"]
    assert list(pages.overlays) == ["heads", "figures"]
    assert pages.folios.anchors == {
        "cover": "", "title": "i", "contents": "ii", "a-1": "1", "a-2": "2", "index": "3",
    }  # fmt: skip
    assert shop.stages == ["Laying out the pages"]
    assert pages.page is pages.edition.page


def test_jobs_bring_the_images_of_their_articles_and_no_font() -> None:
    shop = _Shop()
    _laid(_Edition(), shop)
    jobs = {each.id: each for work in shop.calls for each in work if isinstance(each, Job)}
    assert jobs["a-1"] == Job("a-1", "a-1", (_ASSET,), merged=True)
    assert jobs["a-2"] == Job("a-2", "a-2", (_ASSET, _ASSET), merged=True)  # with what runs on
    assert jobs["index"] == Job("index", "index", (), merged=True)
    assert jobs["heads"] == Job("heads", "verso: Book/Part", merged=True)
    assert shop.keys == [[key_of(each) for each in work] for work in shop.calls]


def test_articles_that_have_a_key_are_filled_where_they_are_rendered() -> None:
    shop = _Shop()
    _laid(_Edition(keyed=frozenset(("a-1", "a-2"))), shop)
    assert shop.told()[0] == f"{_OVERLAYS}, cover, title, <a-1>, <a-2>"
    assert shop.calls[0][-2:] == [Run("a-1", (_ONE,)), Run("a-2", (_TWO, _THREE))]
    assert shop.keys[0][-2:] == [b"a-1", b"a-2"]


@pytest.mark.parametrize("loaded", [True, False])
def test_work_is_estimated_by_its_letters(loaded: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """And by the engine, if it is still to be loaded."""
    monkeypatch.setattr(sys, "modules", {"weasyprint": sys} if loaded else {})
    loading_s = 0 if loaded else 0.5
    shop = _Shop()
    _laid(_Edition(sections=(_TWO, _THREE, _INDEX), keyed=frozenset(("a-2",))), shop)
    letters = len("verso: Part") + len("folio: 0123456789ivxlcdm") + 2 * len("Over there")
    assert shop.costs[0] == pytest.approx((loading_s, 13e-6 * letters / 3))
    assert shop.costs[1] == pytest.approx((loading_s, 13e-6 * len("index")))
    assert shop.costs[-1] == pytest.approx((loading_s, 0))  # there was nothing to do


def test_an_article_that_prints_a_page_is_laid_out_again_when_it_is_known() -> None:
    shop = _Shop()
    sections = (_TITLE, _REFERS, _TWO, _THREE, _INDEX)
    pages = _laid(_Edition(sections, printed={"a-1": "a-2", "index": "a-1"}), shop)
    told = [each for each in shop.told() if each]
    assert told[0].endswith("title, a-1: ?, a-2")
    assert told[1:] == ["index: 1", "a-1: 2"]
    assert pages.folios.anchors["a-2"] == "2"


def test_a_longer_article_moves_what_comes_after_it() -> None:
    """Its page is told again, and the pages of all that are printed elsewhere."""
    shop = _Shop(lambda name, html: 3 if html == "a-1: 2" else 1)
    sections = (_CONTENTS, _REFERS, _TWO, _THREE, _INDEX)
    printed = {"a-1": "a-2", "index": "a-2", "contents": "a-2"}
    pages = _laid(_Edition(sections, printed=printed), shop)
    # With 2 it takes three pages, with 4 it takes one: nothing agrees, and it comes to an end.
    made = [each for each in ", ".join(shop.told()).split(", ") if each.startswith("a-1")]
    assert made == ["a-1: ?", "a-1: 2", "a-1: 4", "a-1: 2", "a-1: 4"]
    assert pages.filled["a-1"] == "a-1: 4"


def test_contents_are_laid_out_again_while_they_change() -> None:
    """They are longer with the numbers, and push what comes after them."""
    contents = _section("contents", Region.FRONT)
    after = _section("preface", Region.FRONT)
    shop = _Shop(lambda name, html: 1 if html == "contents: i" else 3)
    pages = _laid(_Edition((contents, after, _ONE), printed={"contents": "preface"}), shop)
    made = [each for each in shop.told() if each.startswith("contents")]
    assert made == ["contents: i", "contents: ii", "contents: iv"]
    assert pages.folios.anchors["preface"] == "iv"


def test_contents_that_never_agree_come_to_an_end() -> None:
    contents = _section("contents", Region.FRONT)
    after = _section("preface", Region.FRONT)
    shop = _Shop(lambda name, html: 2 if html == "contents: ii" else 1)
    _laid(_Edition((contents, after, _ONE), printed={"contents": "preface"}), shop)
    made = [each for each in shop.told() if each.startswith("contents")]
    assert made == ["contents: i", *["contents: ii", "contents: iii"] * 2]


def test_many_pages_want_another_and_are_laid_out_on_it() -> None:
    edition, shop = _Edition(narrow_from=7), _Shop()
    pages = Pages(edition, Report(), SilentProgress(), shop)  # type: ignore[arg-type]  # all that is asked of them
    assert pages.lay() == replace(_PAGE, inner_mm=14)
    laid = lay_pages(edition, Report(), SilentProgress(), shop)  # type: ignore[arg-type]  # all that is asked of them
    assert laid.edition.page.inner_mm == 14
    assert laid.page.inner_mm == 14


def test_a_wider_page_is_no_reason_to_lay_out_again() -> None:
    edition, shop = _Edition(narrow_from=999), _Shop()
    wider = replace(_PAGE, outer_mm=16.5)
    edition.page_for = lambda pages: wider  # type: ignore[method-assign]  # for this book
    assert _laid(edition, shop).page is wider


def test_what_is_laid_out_is_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Any] = []

    class Bound:
        def __init__(self, *told: Any) -> None:
            given.extend(told)

        def run(self) -> bytes:
            return b"book"

    monkeypatch.setattr(merging, "Merge", Bound)
    edition, shop, report = _Edition(), _Shop(), Report()
    made = to_pdf(edition, report, SilentProgress(), shop)  # type: ignore[arg-type]  # all that is asked of them
    assert (made.pdf, made.pages, made.page) == (b"book", 7, _PAGE)
    assert made.folios.anchors["index"] == "3"
    told, sheets, chunks, furniture, files = given
    assert told is edition
    assert (len(sheets), len(chunks)) == (7, 6)
    assert (furniture.versos.id, furniture.heads) == ("heads", ("Book", "Part"))
    assert (furniture.figures.id, furniture.size_pt) == ("figures", pytest.approx(9.5))
    assert files._found == {}
    assert shop.stages == ["Laying out the pages", "Binding the print edition"]
    assert list(report) == []


def test_characters_that_no_font_has_are_told_where_they_stand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """For every article; for the matter only if no article has them."""
    monkeypatch.setattr(merging, "Merge", lambda *told: SimpleNamespace(run=lambda: b""))
    missing = {"a-1": ("\U00013000",), "a-2": ("\U00013000",), "index": ("\U00013000", "\ue000")}
    report = Report()
    pages = _laid(_Edition(), _Shop(missing=missing), report)
    assert list(report) == []
    pages.bind()
    assert [(notice.code, notice.place) for notice in report] == [
        ("A401", "a-1.txt"), ("A401", "a-2.txt"), ("A401", "index"),
    ]  # fmt: skip
    assert "U+13000" in next(iter(report)).message
    assert "replace them" in [notice.message for notice in report][-1]
