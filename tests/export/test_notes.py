"""Notes at an article's end hang by their numbers and are not parted from what heads them."""

import pytest

from anthology.check.page_lines import printed_pages
from anthology.export.pdf.chunk import Job, Renderer
from anthology.layout.markup import Setting, render
from anthology.model import Article, Block, BlockKind, Origin, Span, SpanKind
from anthology.theme import load_theme

_WORDS = "What the keeper read by lantern he wrote into the book that is chained to the wall. "


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    theme = load_theme("classic")
    page = "@page { size: 90mm 240pt; margin: 20pt 10mm } html { font: 10pt/14pt Libertine }"
    return Renderer(page + theme.text("print.css"), theme.faces)


@pytest.mark.parametrize("length", [4, 16])
def test_a_heading_of_notes_stands_over_the_first_of_them(renderer: Renderer, length: int) -> None:
    """The number of the note used to stay behind with the heading: a float of its own."""
    note = Block(BlockKind.NOTE, id="n1", children=(Block(BlockKind.PARAGRAPH, _WORDS * length),))
    reference = Span(0, 3, SpanKind.NOTE, "n1")
    for lines in range(4, 13):
        text = Block(BlockKind.VERSE, "[1]" + "\nA row of verse" * lines, spans=(reference,))
        blocks = (text, Block(BlockKind.HEADING, "Notes", level=2), note)
        article = Article("a1", Origin("a1.txt"), "Rivers", blocks, language="en")
        body = render(article, Setting(href=lambda anchor: f"#{anchor}"))
        html = f'<html lang="en"><body><article class="article"><div class="text">{body}</div>'
        pages = list(printed_pages(renderer.render(Job("x", html)).pdf))
        (heading,) = [page for page in pages if any(line.text == "Notes" for line in page.lines)]
        assert any(line.text.startswith("1") for line in heading.lines), lines
        assert heading.lines[-1].text != "Notes"
