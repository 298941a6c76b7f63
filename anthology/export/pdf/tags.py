"""The structure tree: every chunk's tree under one document element, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name

from anthology.export.pdf.chunk import Chunk


def drop_heads(source: pikepdf.Pdf, heads: int) -> None:
    """Take the leading pages of running heads out of a chunk's tree: they are furniture."""
    root = source.Root.get("/StructTreeRoot")
    if root is None or not heads:
        return
    furniture = {source.pages[i].obj.objgen for i in range(heads)}
    document = root.K[0]
    document.K = Array([kid for kid in document.K if kid.Pg.objgen not in furniture])


def merge(
    pdf: pikepdf.Pdf,
    chunks: Iterable[Chunk],
    sources: Mapping[str, pikepdf.Pdf],
    page_of: Mapping[tuple[str, int], int],
) -> None:
    """Give the book one structure tree and one parent tree, from those of its chunks."""
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, K=Array()))
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([document])))
    document.P = root
    pages: list[tuple[int, pikepdf.Object]] = []
    links: list[tuple[int, pikepdf.Object]] = []
    following = len(pdf.pages)
    for chunk in chunks:
        tree = pdf.copy_foreign(sources[chunk.id].Root.StructTreeRoot)
        for kid in tree.K[0].K:
            kid.P = document
            document.K.append(kid)
        numbers = tree.ParentTree.Nums
        total = chunk.heads + chunk.pages
        moved: dict[int, int] = {}
        for at in range(0, len(numbers), 2):
            key = int(numbers[at])
            if key < chunk.heads:
                continue
            if key < total:
                pages.append((page_of[chunk.id, key - chunk.heads], numbers[at + 1]))
            else:
                moved[key] = following
                links.append((following, numbers[at + 1]))
                following += 1
        for page in range(chunk.pages):
            number = page_of[chunk.id, page]
            target = pdf.pages[number].obj
            target.StructParents = number
            for annotation in target.get("/Annots", Array()):
                if "/StructParent" in annotation:
                    annotation.StructParent = moved[int(annotation.StructParent)]
    parents = Array()
    for key, value in sorted(pages, key=lambda pair: pair[0]) + links:
        parents.append(key)
        parents.append(value)
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=parents))
    root.ParentTreeNextKey = following
    pdf.Root.StructTreeRoot = root
