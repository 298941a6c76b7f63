"""The structure tree: every chunk's tree under one document element, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name

from anthology.export.pdf.pieces import Chunk


def drop_heads(source: pikepdf.Pdf, heads: int) -> None:
    """Take the leading pages of running heads out of a chunk's tree: they are furniture."""
    if not heads:
        return
    furniture = {source.pages[i].obj.objgen for i in range(heads)}
    document = source.Root.StructTreeRoot.K[0]
    document.K = Array([kid for kid in document.K if kid.Pg.objgen not in furniture])


def merge(
    pdf: pikepdf.Pdf,
    chunks: Iterable[Chunk],
    sources: Mapping[str, pikepdf.Pdf],
    page_of: Mapping[tuple[str, int], int],
    shift_of: Callable[[int], float],
) -> None:
    """Give the book one structure tree and one parent tree, from those of its chunks.

    ``shift_of`` says how far to the right the content of a page has been moved.
    """
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, K=Array()))
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([document])))
    document.P = root
    book = tuple(page.obj for page in pdf.pages)
    pages: list[tuple[int, pikepdf.Object]] = []
    links: list[tuple[int, pikepdf.Object]] = []
    names: list[tuple[pikepdf.Object, pikepdf.Object]] = []
    figures: list[pikepdf.Object] = []
    for chunk in chunks:
        tree = pdf.copy_foreign(sources[chunk.id].Root.StructTreeRoot)
        for kid in tree.K[0].K:
            kid.P = document
            document.K.append(kid)
        if "/IDTree" in tree:
            names += _pairs(tree.IDTree.Names)
            figures += list(tree.Figures)
        numbers = [(int(key), parent) for key, parent in _pairs(tree.ParentTree.Nums)]
        total = chunk.heads + chunk.pages
        pages += [
            (page_of[chunk.id, key - chunk.heads], parent)
            for key, parent in numbers
            if chunk.heads <= key < total
        ]
        moved: dict[int, int] = {}
        for key, parent in numbers:
            if key >= total:
                moved[key] = len(book) + len(links)
                links.append((moved[key], parent))
        for number in (page_of[chunk.id, page] for page in range(chunk.pages)):
            _number_page(book[number], number, moved)
    parents = [each for pair in [*sorted(pages, key=lambda p: p[0]), *links] for each in pair]
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(parents)))
    root.ParentTreeNextKey = len(book) + len(links)
    if names:
        ordered = sorted(names, key=lambda pair: bytes(pair[0]))
        root.IDTree = Dictionary(Names=Array([each for pair in ordered for each in pair]))
    _shift_figures(book, figures, shift_of)
    pdf.Root.StructTreeRoot = root


def _pairs(tree: pikepdf.Object) -> list[tuple[pikepdf.Object, pikepdf.Object]]:
    """Keys and values of a name or number tree."""
    return [(tree[at], tree[at + 1]) for at in range(0, len(tree), 2)]


def _number_page(page: pikepdf.Object, number: int, moved: Mapping[int, int]) -> None:
    """Give a page and its links their keys of the parent tree."""
    page.StructParents = number
    page.Tabs = Name.S
    for annotation in page.get("/Annots", Array()):
        if "/StructParent" in annotation:
            annotation.StructParent = moved[int(annotation.StructParent)]


def _shift_figures(
    pages: Sequence[pikepdf.Object],
    figures: list[pikepdf.Object],
    shift_of: Callable[[int], float],
) -> None:
    """Move the bounding boxes of figures with the content of their pages."""
    if not figures:
        return
    number_of = {page.objgen: number for number, page in enumerate(pages)}
    for figure in figures:
        number = number_of.get(figure.Pg.objgen)
        if number is not None:
            box = [float(v) for v in figure.A.BBox]
            shift = shift_of(number)
            figure.A.BBox = Array([v + (0 if i % 2 else shift) for i, v in enumerate(box)])
