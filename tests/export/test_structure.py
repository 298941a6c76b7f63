"""The structure tree: what assistive technology is told of the book."""

from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pytest
import weasyprint.pdf.stream
import weasyprint.pdf.tags

from anthology.export.pdf.chunk import Job, Renderer
from anthology.model import Asset
from anthology.theme import load_theme

from .conftest import Sample

_CSS = "@page { size: 100mm 60mm; margin: 10mm } body { font-family: Libertine }"


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(_CSS, load_theme("classic").faces)


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    return [k for k in element.K if isinstance(k, pikepdf.Dictionary) and "/S" in k]


def _walk(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for kid in _kids(element):
        yield kid
        yield from _walk(kid)


def _outline(element: pikepdf.Object) -> object:
    """``P``, or ``{"L": [...]}`` for what holds elements that count."""
    name = str(element.S).lstrip("/")
    inner = [_outline(kid) for kid in _kids(element) if kid.S not in ("/Span", "/NonStruct")]
    return {name: inner} if inner else name


def _tree(renderer: Renderer, html: str) -> list[object]:
    chunk = renderer.render(Job("x", f'<html lang="en"><body>{html}</body></html>'))
    with pikepdf.open(BytesIO(chunk.pdf)) as pdf:
        return [_outline(kid) for kid in _kids(pdf.Root.StructTreeRoot.K[0])]


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<ul><li>one</li></ul>", [{"L": [{"LI": ["Lbl", "LBody"]}]}]),
        ("<ul><li><p>one</p><p>two</p></li></ul>",
         [{"L": [{"LI": ["Lbl", {"LBody": ["P", "P"]}]}]}]),
        ("<dl><dt>a</dt><dd>one</dd><dd>two</dd><dt>b</dt><dd>three</dd></dl>",
         [{"L": [{"LI": ["Lbl", "LBody", "LBody"]}, {"LI": ["Lbl", "LBody"]}]}]),
        ("<h1>a</h1><h4>b</h4><h5>c</h5><h3>d</h3><h1>e</h1>", ["H1", "H2", "H3", "H2", "H1"]),
        ("<h3>a</h3><h2>b</h2>", ["H1", "H1"]),
        ('<ul class="toc" style="list-style: none"><li><a href="#x">1</a></li></ul><p id="x">x</p>',
         [{"TOC": [{"TOCI": [{"Reference": ["Link"]}]}]}, "P"]),
    ],
)  # fmt: skip
def test_elements_are_tagged_as_pdf_ua_asks(
    renderer: Renderer, html: str, wanted: list[object]
) -> None:
    assert _tree(renderer, html) == wanted


def test_a_paragraph_over_three_pages_is_one_element(renderer: Renderer) -> None:
    words = "The river rose by the mill. " * 120
    chunk = renderer.render(Job("x", f'<html lang="en"><article><p>{words}</p></article></html>'))
    assert chunk.pages > 2
    with pikepdf.open(BytesIO(chunk.pdf)) as pdf:
        assert [_outline(kid) for kid in _kids(pdf.Root.StructTreeRoot.K[0])] == [{"Art": ["P"]}]


def test_a_link_over_two_lines_is_one_element_with_two_areas(renderer: Renderer) -> None:
    words = "the river rose by the mill " * 3
    html = f'<html lang="en"><p>As said: <a href="https://example.org/">{words}</a></p></html>'
    chunk = renderer.render(Job("x", html))
    with pikepdf.open(BytesIO(chunk.pdf)) as pdf:
        links = [e for e in _walk(pdf.Root.StructTreeRoot) if e.S == "/Link"]
        areas = pdf.pages[0].Annots
        assert (len(links), len(areas)) == (1, 2)
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        parents = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
        assert all(parents[int(a.StructParent)].objgen == links[0].objgen for a in areas)


def test_another_language_inside_a_text_is_said(renderer: Renderer) -> None:
    html = '<html lang="en"><p>He said <span lang="fr">bonjour</span>.</p></html>'
    chunk = renderer.render(Job("x", html))
    with pikepdf.open(BytesIO(chunk.pdf)) as pdf:
        said = [str(e.Lang) for e in _walk(pdf.Root.StructTreeRoot) if "/Lang" in e]
    assert said == ["fr"]


def test_an_image_without_meaning_is_no_part_of_the_tree(renderer: Renderer) -> None:
    """ISO 14289-1, 7.3: a figure has words, what only decorates is an artifact."""
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'
    )
    asset = Asset("mill", "image/svg+xml", drawing)

    def tree(attributes: str) -> object:
        image = f'<figure><img src="asset:mill" {attributes}/></figure><p>After.</p>'
        html = f'<html lang="en"><body>{image}</body></html>'
        with pikepdf.open(BytesIO(renderer.render(Job("x", html, (asset,))).pdf)) as pdf:
            return [_outline(kid) for kid in _kids(pdf.Root.StructTreeRoot.K[0])]

    assert tree('alt="A mill"') == [{"Div": ["Figure"]}, "P"]
    assert tree('alt="" role="presentation"') == ["Div", "P"]


def test_the_engine_is_mended_once_however_many_renderers_there_are(renderer: Renderer) -> None:
    """Wrapped anew by each, it would end in a RecursionError after some hundreds of books."""
    parts = weasyprint.pdf.tags._build_box_tree, weasyprint.pdf.stream.Stream.marked
    Renderer(_CSS, load_theme("classic").faces)
    assert parts == (weasyprint.pdf.tags._build_box_tree, weasyprint.pdf.stream.Stream.marked)


def test_headers_of_tables_have_a_scope_and_an_id_of_their_own(renderer: Renderer) -> None:
    html = "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>"
    chunk = renderer.render(Job("a-1", f'<html lang="en">{html}</html>'))
    with pikepdf.open(BytesIO(chunk.pdf)) as pdf:
        root = pdf.Root.StructTreeRoot
        heads = [e for e in _walk(root) if e.S == "/TH"]
        cells = [e for e in _walk(root) if e.S == "/TD"]
        assert [str(h.A.Scope) for h in heads] == ["/Column", "/Column"]
        ids = [str(h.ID) for h in heads]
        assert all(name.startswith("a-1/") for name in ids)
        assert [str(c.A.Headers[0]) for c in cells] == ids
        assert [str(root.IDTree.Names[at]) for at in (0, 2)] == sorted(ids)


def test_the_book_has_one_element_for_each_article(sample: Sample) -> None:
    with pikepdf.open(BytesIO(sample.printed.pdf)) as pdf:
        root = pdf.Root.StructTreeRoot
        articles = [e for e in _walk(root) if e.S == "/Art"]
        assert len(articles) == len(sample.book.articles)
        assert len([e for e in _walk(root) if e.S == "/TOC"]) == 1
        headings = [int(str(e.S)[-1]) for e in _walk(root) if str(e.S)[1:-1] == "H"]
        steps = zip([0, *headings], headings, strict=False)
        assert all(after <= before + 1 for before, after in steps)


def test_every_piece_of_text_belongs_to_the_element_that_lists_it(sample: Sample) -> None:
    """The parent tree and the tree agree, page by page, after pieces have been joined."""
    with pikepdf.open(BytesIO(sample.printed.pdf)) as pdf:
        root = pdf.Root.StructTreeRoot
        pages = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
        listed = {}
        for element in _walk(root):
            for kid in element.K if isinstance(element.K, pikepdf.Array) else [element.K]:
                if isinstance(kid, int):
                    listed[pages[element.Pg.objgen], kid] = element.objgen
                elif kid.get("/Type") == "/MCR":
                    listed[pages[kid.Pg.objgen], int(kid.MCID)] = element.objgen
        numbers = root.ParentTree.Nums
        parents = {
            (int(numbers[i]), mcid): element.objgen
            for i in range(0, len(numbers), 2)
            if isinstance(numbers[i + 1], pikepdf.Array)
            for mcid, element in enumerate(numbers[i + 1])
        }
        assert listed == parents
