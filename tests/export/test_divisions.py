"""Words are divided in no more than three lines in a row, and not at the end of a page."""

from itertools import groupby

import pytest

from anthology.check.page_faults import page_faults
from anthology.check.page_lines import PrintedPage, printed_pages
from anthology.export.pdf.chunk import Job, Renderer
from anthology.theme import load_theme

_WORDS = (
    "Verwaltungsgebäude Donaudampfschiffahrt Wasserstandsmessungen wurden Hochwasserkatastrophen "
    "Gemeindeversammlungen beschlossen Pegelaufzeichnungen in Überschwemmungsgebieten "
)
_HYPHENED = "a well-tempered half-forgotten long-winded state-of-the-art never-ending tale of "
_HYPHENED_CODE = (
    "The <code>mill-gauge</code> considers neighbouring <code>mill-weir</code> representatives; "
    "and <code>mill-book</code> municipalities, <code>mill-race</code> "
)


@pytest.fixture(scope="module")
def pages() -> list[PrintedPage]:
    css = (
        "@page { size: 62mm 160pt; margin: 20pt 8mm } html { font: 9pt/12pt Libertine }"
        "p { margin: 0; text-align: justify; hyphens: auto; hyphenate-limit-chars: 6 3 3 }"
    )
    html = f'<html lang="de"><p>{_WORDS * 12}'
    pdf = Renderer(css, load_theme("classic").faces).render(Job("x", html)).pdf
    assert [each.message for each in page_faults(pdf) if "word" in each.message] == []
    return list(printed_pages(pdf))


def _divided(pages: list[PrintedPage]) -> list[bool]:
    return [line.text.endswith("\u2010") for page in pages for line in page.lines]


def test_no_more_than_three_lines_in_a_row_end_with_a_hyphen(pages: list[PrintedPage]) -> None:
    runs = [len(list(run)) for divided, run in groupby(_divided(pages)) if divided]
    assert max(runs) == 3


def test_no_page_ends_with_a_hyphen(pages: list[PrintedPage]) -> None:
    assert len(pages) > 3
    assert not any(page.lines[-1].text.endswith("\u2010") for page in pages)
    assert sum(_divided(pages)) > 5


def test_an_article_in_another_language_than_the_books_is_set_by_its_own_rules() -> None:
    """English in a Thai book: in the theme's face, divided, with text figures again."""
    theme = load_theme("classic")
    words = "Representatives of neighbouring municipalities considered 1914 recommendations. "
    article = (
        f'<article class="article" lang="en"><div class="text"><p>{words * 9}</p></div></article>'
    )
    css = "@page { size: 82mm 400pt; margin: 20pt 8mm }" + theme.text("print.css")
    renderer = Renderer(css, theme.faces)
    found = [
        renderer.render(Job("x", f'<html lang="{language}"><body>{article}')).pdf
        for language in ("en", "th")
    ]
    texts = [[line.text for page in printed_pages(pdf) for line in page.lines] for pdf in found]
    assert texts[0] == texts[1]
    assert any(line.endswith("\u2010") for line in texts[1])


@pytest.mark.parametrize(
    ("width_mm", "limits", "words"),
    [
        (50, "5 2 2", _HYPHENED),
        (66, "5 2 2", _HYPHENED),
        (58, "6 3 3", _HYPHENED_CODE),
        (72, "6 3 3", _HYPHENED_CODE),
    ],
)
def test_hyphens_of_the_text_count_as_well(width_mm: int, limits: str, words: str) -> None:
    css = (
        f"@page {{ size: {width_mm}mm 400pt; margin: 20pt 8mm }}"
        "html { font: 9pt/12pt Libertine } p { margin: 0; text-align: justify; hyphens: auto;"
        f"hyphenate-limit-chars: {limits} }}"
    )
    html = f'<html lang="en"><p>{words * 12}'
    pdf = Renderer(css, load_theme("classic").faces).render(Job("x", html)).pdf
    lines = [line.text for page in printed_pages(pdf) for line in page.lines]
    runs = [list(run) for ends, run in groupby(lines, _ends_with_hyphen) if ends]
    assert max(map(len, runs)) == 3
    assert any(line.endswith("-") for run in runs for line in run)


def _ends_with_hyphen(line: str) -> bool:
    return line.endswith(("-", "\u2010"))
