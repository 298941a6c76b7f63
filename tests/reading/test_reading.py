"""Books opened, paged through and followed in two reading engines: foliate-js and epub.js.

The screenshots stay in pytest's folder (``--basetemp`` chooses it) for someone to look at.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from anthology.export.epub import to_kepub
from tests.export.conftest import Sample, make_sample

ENGINES = ("foliate", "epubjs")
PHONE = {"viewport": {"width": 390, "height": 780}, "color_scheme": "light"}
TABLET = {"viewport": {"width": 1024, "height": 768}, "color_scheme": "dark"}
SCREENS = {
    "phone-light": PHONE,
    "phone-dark": PHONE | {"color_scheme": "dark"},
    "tablet-light": TABLET | {"color_scheme": "light"},
    "tablet-dark": TABLET,
}
_H = {"h": "http://www.w3.org/1999/xhtml", "e": "http://www.idpf.org/2007/ops"}

Open = Callable[..., tuple[Any, dict[str, Any]]]
pytestmark = pytest.mark.xdist_group("reading")  # one browser for all


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _documents(book: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith(".xhtml")
        }


def _same(section: str, href: str) -> bool:
    """Whether the engine's name of a section is that of the address's file."""
    return posixpath.basename(section) == posixpath.basename(href.partition("#")[0])


def _turn_all(page: Any) -> Iterator[dict[str, str]]:
    """Every screen from the first to the last."""
    for _ in range(1000):
        yield page.evaluate("reader.where()")
        if not page.evaluate("reader.next()"):
            return
    pytest.fail("the book does not end")


def _go(page: Any, href: str) -> dict[str, str]:
    page.evaluate("href => reader.goTo(href)", href)
    return dict(page.evaluate("reader.where()"))


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("engine", ENGINES)
def test_paging_through_shows_every_article_whole(
    engine: str, screen: str, shelf: Sample, open_book: Open, tmp_path: Path
) -> None:
    page, said = open_book(engine, shelf.epub, **SCREENS[screen])
    seen: dict[str, str] = {}
    for number, shown in enumerate(_turn_all(page)):
        seen[shown["section"]] = seen.get(shown["section"], "") + _letters(shown["text"])
        if number < 12:
            page.screenshot(path=tmp_path / f"{number}.png")
    assert list(seen) == said["sections"]
    turned = "rtl" if shelf.book.language == "ar" else "ltr"
    assert page.evaluate("getComputedStyle(reader.shown().body).direction") == turned
    for article in shelf.book.articles:
        (text,) = (t for s, t in seen.items() if _same(s, f"{article.id}.xhtml"))
        lost = [
            part
            for leaf in article.leaves()
            for part in (_letters(leaf.text)[:24], _letters(leaf.text)[-24:])
            if part not in text
        ]
        assert lost == []


def test_the_form_for_kobo_reads_as_the_plain_one_does(sample: Sample, open_book: Open) -> None:
    """Its spans and wrappers change no word (epub.js does not tell the last word of a screen)."""
    texts = []
    for book in (sample.epub, to_kepub(sample.epub)):
        page, _ = open_book("foliate", book, **PHONE)
        texts.append("".join(_letters(shown["text"]) for shown in _turn_all(page)))
    assert texts[0] == texts[1]


@pytest.mark.parametrize("engine", ENGINES)
def test_every_line_of_the_contents_leads_to_its_section(
    engine: str, shelf: Sample, open_book: Open
) -> None:
    page, said = open_book(engine, shelf.epub, **PHONE)
    labels = [entry["label"] for entry in said["contents"]]
    titles = [article.title for article in shelf.book.articles]
    assert [label for label in labels if label in titles] == titles
    for entry in said["contents"]:
        shown = _go(page, entry["href"])
        assert _same(shown["section"], entry["href"])
        assert _letters(entry["label"]) in _letters(shown["text"])


@pytest.mark.parametrize("engine", ENGINES)
def test_every_printed_page_is_found_with_its_first_words(
    engine: str, shelf: Sample, open_book: Open
) -> None:
    """Going to a page of the print edition shows the text that stands behind its marker."""
    page, said = open_book(engine, shelf.epub, **PHONE)
    folios = [start.folio for start in shelf.printed.folios.starts]
    assert [entry["href"].partition("#page-")[2] for entry in said["pages"]] == folios
    documents = _documents(shelf.epub)
    for entry in said["pages"]:
        file, _, anchor = entry["href"].partition("#")
        (doc,) = (d for name, d in documents.items() if _same(name, file))
        following = doc.xpath(f"//*[@id='{anchor}']/following::text()")
        wanted = _letters("".join(following))[:16]
        shown = _go(page, entry["href"])
        assert _same(shown["section"], file)
        here = _letters(shown["text"])
        runs_on = any(here.endswith(wanted[:n]) for n in range(4, 16))  # over the screen's end
        assert wanted in here or runs_on, entry


@pytest.mark.parametrize("screen", ["phone-light", "tablet-dark"])
@pytest.mark.parametrize("engine", ENGINES)
def test_a_first_mention_leads_to_the_entry_and_the_entry_back(
    engine: str, screen: str, shelf: Sample, open_book: Open, tmp_path: Path
) -> None:
    (person,) = shelf.book.people
    page, said = open_book(engine, shelf.epub, **SCREENS[screen])
    for article in shelf.book.articles:
        (href,) = (e["href"] for e in said["contents"] if _same(f"{article.id}.xhtml", e["href"]))
        _go(page, href)
        page.evaluate("reader.follow('a.person')")
        shown = page.evaluate("reader.where()")
        assert _same(shown["section"], "whos-who.xhtml")
        assert _letters(person.name.sort_as) in _letters(shown["text"])
        page.screenshot(path=tmp_path / f"{article.id}-entry.png")
        page.evaluate("selector => reader.follow(selector)", f"a[href^='{article.id}.xhtml#']")
        shown = page.evaluate("reader.where()")
        assert _same(shown["section"], f"{article.id}.xhtml")
        assert _letters(person.name.display) in _letters(shown["text"])


@pytest.mark.parametrize("popups", ["glossref", "noteref"])
def test_a_first_mention_pops_up_its_whole_entry(
    popups: str, sample: Sample, open_book: Open, tmp_path: Path
) -> None:
    """foliate-js, which Foliate and Readest use, shows the entry and stays on the page."""
    book = sample.epub if popups == "glossref" else make_sample(popups=popups).epub
    page, said = open_book("foliate", book, **PHONE)
    (href,) = (e["href"] for e in said["contents"] if _same("a-3.xhtml", e["href"]))
    before = _go(page, href)
    shown = page.evaluate("reader.popup('a.person')")
    page.wait_for_timeout(300)
    page.screenshot(path=tmp_path / "pop-up.png")
    (person,) = sample.book.people
    letters = _letters(shown["text"])
    for words in (person.name.sort_as, person.roles[0].text, *person.aliases):
        assert _letters(words) in letters
    assert letters.count("Highwater") == len(sample.book.articles)
    assert shown["type"] == ("footnote" if popups == "noteref" else None)
    assert not shown["hidden"]
    assert page.evaluate("reader.where()")["at"] == before["at"]


@pytest.mark.parametrize("size", ["100%", "250%"])
@pytest.mark.parametrize("engine", ENGINES)
def test_nothing_is_wider_than_the_page_at_any_size_of_type(
    engine: str, size: str, sample: Sample, open_book: Open, tmp_path: Path
) -> None:
    """On the narrowest phones too, and in a font that the reader chose."""
    page, said = open_book(engine, sample.epub, viewport={"width": 320, "height": 568})
    for name in ("title-page", "a-1", "whos-who", "sources", "colophon", "nav"):
        (href,) = (s for s in said["sections"] if _same(s, f"{name}.xhtml"))
        _go(page, href)
        wide = page.evaluate(_TOO_WIDE, size)
        page.screenshot(path=tmp_path / f"{name}.png")
        assert wide == [], name


_TOO_WIDE = """size => {
    const doc = reader.shown()
    doc.documentElement.style.fontSize = size
    doc.documentElement.style.fontFamily = 'DejaVu Sans'
    const room = doc.body.getClientRects()[0].width + 1
    return [...doc.querySelectorAll('body *')]
        .filter(each => [...each.getClientRects()].some(rect => rect.width > room))
        .map(each => `${each.tagName} ${each.className}`)
}"""


@pytest.mark.parametrize("engine", ENGINES)
def test_text_is_dark_by_day_and_light_by_night(
    engine: str, sample: Sample, open_book: Open, tmp_path: Path
) -> None:
    """Nothing in the style sheets holds the reader's colours off, of text or of links."""
    found = {}
    for scheme in ("light", "dark"):
        page, said = open_book(engine, sample.epub, **PHONE | {"color_scheme": scheme})
        (href,) = (e["href"] for e in said["contents"] if _same("a-5.xhtml", e["href"]))
        _go(page, href)
        page.screenshot(path=tmp_path / f"{scheme}.png")
        found[scheme] = page.evaluate(
            "['p', 'h1', 'a.person'].map(s => getComputedStyle(reader.shown().querySelector(s))"
            ".color)"
        )
    assert found == {"light": ["rgb(0, 0, 0)"] * 3, "dark": ["rgb(255, 255, 255)"] * 3}


@pytest.mark.parametrize("engine", ENGINES)
def test_scripts_without_italics_are_set_upright(
    engine: str, arabic: Sample, sample: Sample, open_book: Open
) -> None:
    found = []
    for book in (sample, arabic):
        page, said = open_book(engine, book.epub, **PHONE)
        (href,) = (e["href"] for e in said["contents"] if _same("a-3.xhtml", e["href"]))
        _go(page, href)
        style = "getComputedStyle(reader.shown().querySelector('.byline')).fontStyle"
        found.append(page.evaluate(style))
    assert found == ["italic", "normal"]
