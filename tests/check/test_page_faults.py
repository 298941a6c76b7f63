"""``anthology check`` finds what a compositor would send back, and nothing on sound pages."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from anthology.check.page_faults import page_faults
from anthology.check.page_lines import printed_pages
from anthology.export.pdf.chunk import Job, Renderer
from anthology.model import Asset
from anthology.theme import load_theme

_CSS = """
@page { size: 90mm 160pt; margin: 20pt 12mm }
html { font: 9pt/12pt Libertine }
body, p, h2 { margin: 0; font-size: 9pt }
p { text-align: justify; text-indent: 1em; orphans: 1; widows: 1 }
"""
_WORDS = "one morning the river rose by the old mill and nobody in the village slept until "


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(_CSS, load_theme("classic").faces)


def _pdf(renderer: Renderer, body: str) -> bytes:
    return renderer.render(Job("x", f'<html lang="en"><body>{body}')).pdf


def _found(renderer: Renderer, body: str) -> list[str]:
    findings = page_faults(_pdf(renderer, body))
    return [f"{f.place}: {re.sub('“.*”', '“”', f.message)}" for f in findings]


def _paragraph_to(renderer: Renderer, body: str, lines_over: int) -> str:
    """The body with a paragraph at its end of which so many lines stand on the second page."""
    words = (_WORDS * 12).split()
    for count in range(20, len(words)):
        text = f"{body}<p>{' '.join(words[:count])}</p>"
        pages = list(printed_pages(_pdf(renderer, text)))
        if len(pages) == 2 and len(pages[1].lines) == lines_over:
            return text
    raise AssertionError("no such paragraph")


def _rows(count: int, row: str = "a line of verse by the old mill") -> str:
    return "<br>".join([row] * count)


def test_a_sound_page_has_no_faults(renderer: Renderer) -> None:
    body = f"<h2>Rivers</h2><p>{_WORDS * 8}end.</p>"
    assert _found(renderer, body.replace("<p>", '<p style="orphans: 2; widows: 2">')) == []


def test_the_last_line_of_a_paragraph_alone_on_its_page(renderer: Renderer) -> None:
    body = _paragraph_to(renderer, "", 1)
    message = "the only line of the page is the last of a paragraph: “”"
    assert _found(renderer, body) == [f"page 2: {message}"]
    assert _found(renderer, body + "<p>More.</p>") == [
        f"page 2: {message.replace('only', 'first')}"
    ]


def test_the_first_line_of_a_paragraph_alone_at_the_foot(renderer: Renderer) -> None:
    body = f'<p style="text-align: left">{_rows(9)}.</p><p>{_WORDS * 3}end.</p>'
    message = "page 1: the last line of the page is the first of a paragraph: “”"
    assert _found(renderer, body) == [message]


def test_a_heading_alone_at_the_foot(renderer: Renderer) -> None:
    body = f"<p>{_rows(9)}.</p><h2 style='break-after: auto'>Rivers</h2><p>{_WORDS * 3}</p>"
    assert _found(renderer, body) == ["page 1: the heading “” stands alone at the foot of the page"]


def test_a_line_in_the_margin_and_one_off_the_page(renderer: Renderer) -> None:
    text = f"<p style='orphans: 2; widows: 2'>{_WORDS * 5}end.</p>"
    for long, where in (("x" * 44, r"\d+ points into the margin"), ("x" * 90, "off the page")):
        found = _found(renderer, f"{text * 2}<p style='white-space: nowrap'>{long}</p>{text}")
        assert re.fullmatch(f"page 2: the line “” runs {where}", found[0]), found
        assert len(found) == 1


def test_four_hyphens_in_a_row(renderer: Renderer) -> None:
    row = "a line of verse by the old mil-"
    assert _found(renderer, f"<p>{_rows(3, row)}<br>end.</p>") == []
    message = "page 1: 4 lines in a row end with a hyphen, from “” on"
    assert _found(renderer, f"<p>{_rows(4, row)}<br>end.</p>") == [message]


def test_a_piece_of_a_word_alone_in_a_line(renderer: Renderer) -> None:
    body = "<p>a line of verse by the old mill<br>compet\u2010<br>itive and so on</p>"
    assert _found(renderer, body) == ["page 1: a piece of a word stands alone in a line: “”"]


def test_a_word_divided_where_the_page_is_turned(renderer: Renderer) -> None:
    body = f"<p>{_rows(9)}<br>a line of verse by the old mil\u2010<br>ler and<br>so on</p>"
    assert _found(renderer, body) == ["page 1: a word is divided where the page is turned: “”"]


@pytest.mark.engine_warnings
def test_a_character_that_no_font_has(renderer: Renderer) -> None:
    body = "<p>\U00013000 in Egypt</p>"
    assert _found(renderer, body) == ["page 1: has characters that no font of the book has"]


def test_a_heading_over_a_picture_is_not_alone(renderer: Renderer) -> None:
    heading = "<h2 style='break-after: auto'>Rivers</h2>"
    after = f"<p style='break-before: page; orphans: 2; widows: 2'>{_WORDS * 3}end.</p>"
    asset = Asset("grey", "image/png", _grey(), 1, 1)
    image = "<img style='height: 30pt' alt='A river' src='asset:grey'>"
    for body, faults in ((heading + image, 0), (image + heading, 1)):
        html = f'<html lang="en"><body><p>{_rows(3)}.</p>{body}{after}'
        found = [f.message for f in page_faults(renderer.render(Job("x", html, (asset,))).pdf)]
        assert len(found) == faults, found


def _grey() -> bytes:
    picture = io.BytesIO()
    Image.new("L", (8, 8), 128).save(picture, "PNG")
    return picture.getvalue()


def test_items_that_run_on_in_a_line_are_one_paragraph(renderer: Renderer) -> None:
    """An index: the title in the first item is broken over the page, but no line of it is alone."""
    style = "ul { margin: 0; padding: 0; orphans: 2; widows: 2 } li { display: inline }"
    words = " ".join(f"<li>{_WORDS}{n}</li>" for n in range(9))
    for rows in range(3, 9):
        html = f"<style>{style}</style><p>{_rows(rows)}</p><ul>{words}</ul>"
        assert len(list(printed_pages(_pdf(renderer, html)))) > 1
        assert [fault for fault in _found(renderer, html) if "paragraph" in fault] == []


def test_ink_of_italics_hangs_over(renderer: Renderer) -> None:
    """An f in italics reaches a third of its size beyond its line: no fault, unless it is more."""
    text = f"<p style='orphans: 2; widows: 2'>{_WORDS * 5}end.</p>" * 2
    for points, faults in ((3.5, 0), (9, 1)):
        style = f"font-style: italic; text-align: right; margin-right: -{points - 3}pt"
        assert len(_found(renderer, f"{text}<p style='{style}'>of the end of</p>{text}")) == faults


def test_a_piece_of_an_address_may_stand_alone(renderer: Renderer) -> None:
    text = f"<p style='orphans: 2; widows: 2'>{_WORDS * 3}end.</p>"
    for opening, faults in (("https://example.org/over/the/old/", 0), ("Rivers of the far ", 1)):
        body = f"{text}<p>{opening}<br>conflict-<br>{'z' * 30}</p>"
        assert len(_found(renderer, body)) == faults
