"""The structure tree: what assistive technology is told of the book."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

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


_SMALL = (
    "@page { size: 100mm 60mm; margin: 10mm } body { font: 10pt/12pt Libertine; margin: 0 }"
    "p, h1, h2, ul, dl, table, figure, pre { margin: 0 }"
)
_MILL = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0 0h40v20"/></svg>'
)


@pytest.fixture(scope="module")
def small() -> Renderer:
    return Renderer(_SMALL, load_theme("classic").faces)


def _told(element: pikepdf.Object) -> str:
    """What an element says of itself beside what it holds."""
    said = [
        f"{key.lower()}={element['/' + key]}"
        for key in ("Lang", "ID", "Alt")
        if f"/{key}" in element
    ]
    attributes = element.get("/A", pikepdf.Dictionary())
    if "/Scope" in attributes:
        said.append(f"scope={str(attributes.Scope)[1:]}")
    if "/Headers" in attributes:
        said.append("heads=" + ",".join(str(head).split("/")[1] for head in attributes.Headers))
    return " ".join([str(element.S)[1:], *said])


def _written(element: pikepdf.Object, pages: dict[tuple[int, int], int]) -> list[object]:
    """The elements below with all that they say; marked content as page and number."""
    found: list[object] = []
    for kid in element.K if isinstance(element.K, pikepdf.Array) else [element.K]:
        if isinstance(kid, int):
            found.append(f"{pages[element.Pg.objgen]}.{kid}")
        elif "/S" in kid:
            assert kid.P.objgen == element.objgen, "an element knows what holds it"
            assert kid.Type == "/StructElem"
            assert kid.Pg.objgen in pages
            found.append([_told(kid), *_written(kid, pages)])
        elif kid.Type == "/MCR":
            found.append(f"{pages[kid.Pg.objgen]}.{kid.MCID}")
        else:
            assert kid.Type == "/OBJR"
            assert kid.Obj.Subtype == "/Link"
            found.append(f"{pages[kid.Pg.objgen]}.link")
    return found


def _whole(renderer: Renderer, html: str, name: str = "x") -> list[Any]:  # Any: lists in lists
    """The tree of a document, after its tables have been compared with it."""
    job = Job(name, f'<html lang="en"><body>{html}', (Asset("mill", "image/svg+xml", _MILL),))
    with pikepdf.open(BytesIO(renderer.render(job).pdf)) as pdf:
        root = pdf.Root.StructTreeRoot
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        _compare_parents(pdf, {e.objgen: _written(e, pages) for e in _walk(root)})
        _compare_names(root)
        return _written(root.K[0], pages)


def _compare_parents(pdf: pikepdf.Pdf, held: dict[tuple[int, int], list[object]]) -> None:
    """Every piece of content, and every link, belongs to the element that has it among its kids."""
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    total = 0
    for at, page in enumerate(pdf.pages):
        listed = parents[int(page.obj.StructParents)]
        for mcid, owner in enumerate(listed):
            assert f"{at}.{mcid}" in held[owner.objgen]
            total += 1
        for area in page.obj.get("/Annots", pikepdf.Array()):
            assert f"{at}.link" in held[parents[int(area.StructParent)].objgen]
            total += 1
    assert total == sum(isinstance(kid, str) for kids in held.values() for kid in kids)


def _compare_names(root: pikepdf.Object) -> None:
    """Ids and figures are listed under the root, where the merge finds them."""
    elements = list(_walk(root))
    names = root.IDTree.Names
    assert [(str(names[at]), names[at + 1].objgen) for at in range(0, len(names), 2)] == [
        (str(e.ID), e.objgen) for e in elements if "/ID" in e
    ]
    figures = [e.objgen for e in elements if e.S == "/Figure"]
    assert [figure.objgen for figure in root.Figures] == figures


def test_inline_elements_have_roles_and_say_their_language(small: Renderer) -> None:
    html = (
        '<p id="p">a <em lang="de">b</em> <code>c</code> <q>d</q> <u>e</u> <dfn>f</dfn> '
        '<a href="#p">g</a>'
    )
    assert _whole(small, html) == [
        ["P", ["Span", "0.0"], ["Span lang=de", ["Span", "0.1"]], ["Span", "0.2"],
         ["Code", ["Span", "0.3"]], ["Span", "0.4"],
         ["Quote", ["NonStruct", ["Span", "0.5"]], ["Span", "0.6"], ["NonStruct", ["Span", "0.7"]]],
         ["Span", "0.8"], ["NonStruct", ["Span", "0.9"]], ["Span", "0.10"],
         ["Span", ["Span", "0.11"]], ["Span", "0.12"], ["Link", "0.link", "0.13"]],
    ]  # fmt: skip


def test_blocks_of_their_own_kind_have_roles_and_notes_have_ids(small: Renderer) -> None:
    html = "<pre>a</pre><aside>b</aside><aside><p>c</p></aside><section lang='fr'>d</section>"
    code, first, second, section = _whole(small, html, "a-1")
    assert code == ["Code", ["Span", "0.0"]]
    assert [first[1:], second[1:]] == [[["Span", "0.1"]], [["P", ["Span", "0.2"]]]]
    names = [note[0] for note in (first, second)]
    assert all(name.startswith("Note id=a-1/") for name in names)
    assert names[0] != names[1]
    assert section[0].endswith("lang=fr")


def test_a_figure_says_its_words_and_where_it_stands(small: Renderer) -> None:
    html = '<p>a</p><figure style="padding-left: 12pt"><img src="asset:mill" alt="A mill"></figure>'
    assert _whole(small, html)[1] == ["Div", ["Figure alt=A mill", "0.1"]]
    job = Job("x", f'<html lang="en"><body>{html}', (Asset("mill", "image/svg+xml", _MILL),))
    with pikepdf.open(BytesIO(small.render(job).pdf)) as pdf:
        figure = next(e for e in _walk(pdf.Root.StructTreeRoot) if e.S == "/Figure")
        left, bottom, right, top = (float(v) for v in figure.A.BBox)
    margin = 10 / 25.4 * 72
    assert (left, right - left, top - bottom) == pytest.approx((margin + 12, 30, 15), abs=0.1)
    assert 60 / 25.4 * 72 - margin - 12 - 16 < top < 60 / 25.4 * 72 - margin - 12 + 1


def test_cells_name_the_heads_of_their_column_and_row(small: Renderer) -> None:
    html = '<table><tr><th>a<th>b<tr><th scope="row">c<td>d</table>'
    ((table, (body, first, second)),) = _whole(small, html, "a-1")
    ids = [re.sub(r".*id=a-1/(\S+).*", r"\1", each[0]) for each in (*first[1:], second[1])]
    assert (table, body) == ("Table", "TBody")
    assert first == [
        "TR",
        [f"TH id=a-1/{ids[0]} scope=Column", ["Span", "0.0"]],
        [f"TH id=a-1/{ids[1]} scope=Column", ["Span", "0.1"]],
    ]
    assert second == [
        "TR",
        [f"TH id=a-1/{ids[2]} scope=Row", ["Span", "0.2"]],
        [f"TD heads={ids[2]},{ids[1]}", ["Span", "0.3"]],
    ]


def test_the_head_of_a_table_is_repeated_and_both_stay(small: Renderer) -> None:
    rows = "".join(f"<tr><td>{n}</td></tr>" for n in range(12))
    html = f"<table><thead><tr><th>a</th></tr></thead><tbody>{rows}</tbody></table>"
    assert [each[0] for each in _whole(small, html)] == ["Table", "Table"]


def test_what_stands_in_an_item_beside_its_body_has_a_body(small: Renderer) -> None:
    html = '<ul style="list-style: none"><li>a<p>b</p></li><li><p>c</p><p>d</p></li></ul>'
    assert _whole(small, html) == [
        ["L",
         ["LI", ["LBody", ["NonStruct", ["Span", "0.0"]], ["P", ["Span", "0.1"]]]],
         ["LI", ["LBody", ["P", ["Span", "0.2"]], ["P", ["Span", "0.3"]]]]],
    ]  # fmt: skip


def test_a_term_is_the_label_of_all_that_follows_it(small: Renderer) -> None:
    html = "<dl><dd>z</dd><dt>a</dt><dt>b</dt><dd>c</dd><dd><p>d</p></dd></dl><ul><li>e</li></ul>"
    definitions, bullets = _whole(small, html)
    assert definitions == [
        "L",
        ["LI", ["LBody", ["Span", "0.0"]]],
        ["LI", ["Lbl", ["Span", "0.1"]]],
        ["LI", ["Lbl", ["Span", "0.2"]], ["LBody", ["Span", "0.3"]],
         ["LBody", ["P", ["Span", "0.4"]]]],
    ]  # fmt: skip
    assert bullets == ["L", ["LI", ["Lbl", ["Span", "0.6"]], ["LBody", ["Span", "0.5"]]]]


def test_contents_are_items_that_refer(small: Renderer) -> None:
    html = (
        '<ol class="list toc" style="list-style: none"><li><a href="#x">1</a>'
        '<ol style="list-style: none"><li>2</li></ol></li></ol><ul class="toctoc"><li>x</li></ul>'
        '<p id="x">x'
    )
    contents, plain, _ = _whole(small, html)
    link = ["NonStruct", ["Link", "0.link", "0.0"]]
    inner = ["L", ["LI", ["LBody", ["Span", "0.1"]]]]
    assert contents == ["TOC", ["TOCI", ["Reference", link, inner]]]
    assert plain[0] == "L"


def test_a_paragraph_over_pages_holds_its_content_on_each(small: Renderer) -> None:
    words = "The river rose by the mill. " * 30
    (article,) = _whole(small, f"<article><p>{words}</p><p>end</p></article>")
    assert [part[0] for part in article[1:]] == ["P", "P"]
    pieces = [piece for _, *held in article[1][1:] for piece in held]
    assert {piece.partition(".")[0] for piece in pieces} == {"0", "1"}
    assert pieces == sorted(pieces, key=lambda piece: [int(n) for n in piece.split(".")])


def test_a_link_over_two_pages_is_one_element(small: Renderer) -> None:
    words = "The river rose by the mill. " * 30
    html = f'<p><a href="https://e.org/">{words}</a></p>'
    ((_, link),) = _whole(small, html)
    assert link[0] == "Link"
    assert {"0.0", "0.link", "1.0", "1.link"} <= set(link)


def test_equal_neighbours_stay_apart(small: Renderer) -> None:
    html = "<p>a</p><p>b</p><p><em>c</em><em>d</em></p>"
    assert _whole(small, html) == [
        ["P", ["Span", "0.0"]], ["P", ["Span", "0.1"]],
        ["P", ["Span", ["Span", "0.2"]], ["Span", ["Span", "0.3"]]],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("levels", "wanted"),
    [("2 3 6 6 4 2", "1 2 3 3 3 1"), ("1 3 2", "1 2 2"), ("6 5 4", "1 1 1"), ("1 6 1", "1 2 1")],
)
def test_headings_skip_no_level_on_their_way_down(
    small: Renderer, levels: str, wanted: str
) -> None:
    html = "".join(f"<h{n} style='font-size: 8pt; margin: 0'>x</h{n}>" for n in levels.split())
    assert [each[0] for each in _whole(small, html)] == [f"H{n}" for n in wanted.split()]
