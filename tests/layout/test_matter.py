"""What the matter says: page ranges, running heads, labels in every language."""

import datetime as dt
import string
import tomllib
from pathlib import Path

import pytest

from anthology.edition import Medium
from anthology.labels import labels, say_date
from anthology.layout import lay_out
from anthology.layout.alphabet import join_folios
from anthology.layout.matter import Matter
from anthology.layout.page import make_page
from anthology.layout.sections import shorten
from anthology.model import Article, ArticleDate, Book, Folios, Origin, Part, Precision
from anthology.series import Volume
from anthology.theme import load_theme

_LABELS = sorted((Path(__file__).parents[2] / "anthology" / "labels").glob("*.toml"))


@pytest.mark.parametrize(
    ("folios", "wanted"),
    [
        (["12", "13", "13", "17"], "12–13, 17"),
        (["7"], "7"),
        (["7", "7"], "7"),
        (["1", "2", "3"], "1–3"),
        (["ix", "x"], "ix, x"),
        (["", ""], ""),
        ([], ""),
    ],
)
def test_pages_are_listed_once_and_runs_as_ranges(folios: list[str], wanted: str) -> None:
    assert join_folios(folios) == wanted


def test_a_running_head_is_cut_between_words() -> None:
    title = "The two countries that emit most have agreed on a climate plan for the decade"
    assert shorten(title) == "The two countries that emit most have agreed on a climate…"
    assert shorten("Short") == "Short"


@pytest.mark.parametrize("path", _LABELS, ids=lambda p: p.stem)
def test_every_language_has_every_label_with_the_same_blanks(path: Path) -> None:
    english = tomllib.loads((_LABELS[0].parent / "en.toml").read_text(encoding="utf-8"))
    found = tomllib.loads(path.read_text(encoding="utf-8"))

    def blanks(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert {k: blanks(v) for k, v in found.items()} == {k: blanks(v) for k, v in english.items()}


def test_dates_are_said_as_the_language_says_them() -> None:
    day = dt.date(2023, 7, 20)
    said = {lang: say_date(ArticleDate(day), lang) for lang in ("en", "en-US", "de", "fr", "zh")}
    assert said == {
        "en": "20 July 2023",
        "en-US": "July 20, 2023",
        "de": "20. Juli 2023",
        "fr": "20 juillet 2023",
        "zh": "2023年7月20日",
    }
    assert say_date(ArticleDate(day, Precision.MONTH), "en") == "July 2023"
    assert say_date(ArticleDate(day, Precision.YEAR), "en") == "2023"
    assert labels("xx") == labels("en")


def test_the_credit_of_an_article_is_sentences() -> None:
    article = Article("a", Origin("2023/a.txt"), "A", (), authors=("B. Weir",), source="The Post")
    book = Book("T", "en", (Part("p", "", (article,)),), (), "urn:uuid:0")
    edition = lay_out(book, load_theme("classic"), Medium.EBOOK, "A5", "0")
    (section,) = (s for s in edition.sections if s.id == "sources")
    assert "B. Weir. The Post. From a.txt." in edition.html(section, Folios())


def test_the_colophon_says_in_which_order_the_articles_stand() -> None:
    """By date, newest first, by date within parts of another kind, or by name without dates."""

    def made(*days: int) -> str:
        articles = tuple(
            Article(
                f"a-{n}", Origin(f"{n}.txt"), f"Title {n}", (),
                date=ArticleDate(dt.date(2023, 7, day)) if day else None,
            )
            for n, day in enumerate(days)
        )  # fmt: skip
        book = Book("Talks", "en", (Part("p", "", articles),), (), "urn:uuid:0")
        page = make_page("A5", {})
        return Matter(book, (), Folios(), page, load_theme("classic"), "1").colophon()[0]

    assert made(1, 2, 3).endswith("dated July 2023 in that order.")
    assert made(3, 2, 1, 0).endswith("dated July 2023 in that order.")
    assert made(2, 3, 1).endswith("dated July 2023, in order of date within each part.")
    assert made(0, 0).endswith("in the order of their names.")


@pytest.mark.parametrize("medium", list(Medium))
def test_titles_of_parts_are_set_as_those_of_articles_are(medium: Medium) -> None:
    """A tag or a name may have straight quotes; it stands in heads, bookmarks and contents."""
    articles = tuple(Article(f"a-{n}", Origin(f"{n}.txt"), "Editor's", ()) for n in (1, 2))
    parts = tuple(Part(f"p-{a.id}", "Reader's notes", (a,)) for a in articles)
    edition = lay_out(
        Book("T", "en", parts, (), "urn:uuid:0"), load_theme("classic"), medium, "A5", "0"
    )
    part = next(s for s in edition.sections if s.part)
    article = next(s for s in edition.sections if s.id == "a-1")
    assert (part.title, article.title) == ("Reader’s notes", "Editor’s")
    assert article.verso_head == "Reader’s notes"
    assert "Reader’s notes" in edition.html(part, Folios())
    if medium is Medium.EBOOK:
        assert "Reader’s notes" in edition.navigation(Folios())


def test_the_index_of_a_series_sets_its_heads_as_other_matter_does() -> None:
    volume = Volume("Reader's notes", "urn:uuid:0", 3, 2)
    articles = (Article("a-1", Origin("1.txt"), "One", ()),)
    parts = (Part("volume-1", "Volume 1", articles), Part("volume-2", "Volume 2", ()))
    book = Book("Reader's notes", "en", parts, (), "urn:uuid:0", volume=volume)
    edition = lay_out(book, load_theme("classic"), Medium.PRINT, "A5", "0")
    heads = {s.verso_head for s in edition.sections if s.template == "volume-chronology"}
    assert heads == {"Reader’s notes"}
