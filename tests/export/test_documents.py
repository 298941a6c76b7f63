"""A document of an e-book is filled once: its key says all that it depends on."""

from __future__ import annotations

import datetime as dt
import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from anthology.cache import Cache
from anthology.edition import Medium
from anthology.export.epub.documents import documents
from anthology.layout import lay_out
from anthology.layout.edition import FilledEdition
from anthology.model import (
    Block,
    BlockKind,
    Book,
    Folios,
    PageStart,
    Part,
    Position,
    Span,
    SpanKind,
)
from anthology.printing import Printing
from anthology.theme import load_theme
from anthology.workshop import Workshop
from tests.export.conftest import make_book


def _laid_out(book: Book, theme: str = "classic", medium: Medium = Medium.EBOOK) -> FilledEdition:
    edition = lay_out(book, load_theme(theme), medium, "A5", "0")
    assert isinstance(edition, FilledEdition)
    return edition


def _first(edition: FilledEdition) -> int:
    return next(n for n, s in enumerate(edition.sections) if s.template == "article")


@pytest.mark.parametrize("medium", list(Medium))
@pytest.mark.parametrize("theme", ["classic", "modern"])
def test_articles_of_one_key_are_one_document_whatever_else_the_book_has(
    theme: str, medium: Medium
) -> None:
    """Fails if a template of an article names what its key does not."""
    book = make_book()
    edition = _laid_out(book, theme, medium)
    other = replace(
        edition,
        book=replace(
            book,
            title="Another",
            subtitle="Of other days",
            identifier="urn:uuid:11111111-0000-5000-8000-000000000000",
            introduction=(),
            modified=dt.datetime(1999, 1, 1, tzinfo=dt.UTC),
            people=tuple(replace(p, aliases=(), roles=()) for p in book.people),
        ),
        version="99",
        page=replace(edition.page, type_pt=20),
        theme=replace(edition.theme, name="x", palettes=(("#fff", "#000", "#777"),)),
    )
    first = _first(edition)
    (a, b), folios = (e.sections[first] for e in (edition, other)), Folios()
    assert edition.key(a, folios)
    assert edition.key(a, folios) == other.key(b, folios)
    assert edition.html(a, folios) == other.html(b, folios)


def test_what_changes_a_document_changes_its_key() -> None:
    book = make_book()
    edition = _laid_out(book)
    first = _first(edition)
    section, folios = edition.sections[first], Folios()
    article = section.article
    assert article is not None
    start = PageStart("7", 7, section.id, Position(1, 0))
    longer = replace(article, blocks=(*article.blocks, Block(BlockKind.PARAGRAPH, "More.")))
    moved = tuple(
        replace(s, id="elsewhere") if s.template == "whos-who" else s for s in edition.sections
    )
    variants = {
        "as it is": (edition, section, folios),
        "text": (edition, replace(section, article=longer), folios),
        "pages": (edition, section, Folios(starts=(start,))),
        "pop-ups": (replace(edition, popups="noteref"), section, folios),
        "fonts": (replace(edition, embed_fonts=True), section, folios),
        "language": (replace(edition, book=replace(book, language="de")), section, folios),
        "places of people": (replace(edition, sections=moved), section, folios),
    }
    documents_ = {name: e.html(s, f) for name, (e, s, f) in variants.items()}
    keys = {name: e.key(s, f) for name, (e, s, f) in variants.items()}
    assert len(set(documents_.values())) == len(variants)
    assert len(set(keys.values())) == len(variants)


def test_a_lean_edition_fills_what_has_a_key() -> None:
    """In print too, with running heads, and articles that run on."""
    printing = Printing(size="A5", openers="run-on")
    book = make_book()
    short = tuple(replace(article, blocks=article.blocks[:1]) for article in book.articles)
    book = replace(book, parts=(Part("p", "", short),), people=())
    edition = lay_out(book, load_theme("classic"), Medium.PRINT, printing, "0")
    lean = pickle.loads(pickle.dumps(edition.lean()))
    assert lean.book.articles == ()
    leaders = [s for s in edition.sections if s.template == "article" and not s.follows]
    assert any(len(edition.run(section)) > 1 for section in leaders)
    for section in leaders:
        assert edition.key(section, Folios())
        assert lean.fill(edition.run(section), Folios()) == edition.html(section, Folios())


def test_an_article_that_says_a_page_of_the_book_has_no_key_in_print() -> None:
    book = make_book()
    printed = _laid_out(book, medium=Medium.PRINT)
    section = printed.sections[_first(printed)]
    article = section.article
    assert article is not None
    link = Span(0, 3, SpanKind.LINK, "#a-1")
    blocks = (replace(article.blocks[0], spans=(link,)), *article.blocks[1:])
    referring = replace(section, article=replace(article, blocks=blocks))
    assert referring.refers
    assert not section.refers
    assert printed.key(referring, Folios()) == b""
    assert _laid_out(book).key(referring, Folios())


def test_matter_and_foreign_templates_have_no_key(tmp_path: Path) -> None:
    book = make_book()
    edition = _laid_out(book)
    matter = [s for s in edition.sections if s.template != "article"]
    assert matter
    assert {edition.key(section, Folios()) for section in matter} == {b""}
    (tmp_path / "theme.toml").write_text('name = "Own"\nextends = "classic"\n', encoding="utf-8")
    (tmp_path / "templates").mkdir()
    ours = load_theme("classic").path("templates/article.html.j2").read_text(encoding="utf-8")
    (tmp_path / "templates" / "article.html.j2").write_text(ours, encoding="utf-8")
    foreign = _laid_out(book, str(tmp_path))
    assert foreign.key(foreign.sections[_first(foreign)], Folios()) == b""


def test_articles_are_filled_once(tmp_path: Path) -> None:
    edition = _laid_out(make_book())
    cache = Cache(tmp_path, b"secret" * 6)
    cold, warm = Workshop(cache=cache, stamp="s"), Workshop(cache=cache, stamp="s")
    made = documents(edition, Folios(), cold)
    assert documents(edition, Folios(), warm) == made
    articles = sum(section.template == "article" for section in edition.sections)
    assert (cold.recalled, cold.made) == (0, len(edition.sections))
    assert (warm.recalled, warm.made) == (articles, len(edition.sections) - articles)


def test_an_edition_travels_without_what_it_has_looked_up() -> None:
    edition = _laid_out(make_book())
    section = edition.sections[_first(edition)]
    html = edition.html(section, Folios())
    copy = pickle.loads(pickle.dumps(edition))
    assert set(vars(copy)) < set(vars(edition))
    assert copy.html(section, Folios()) == html
