"""The structure tree: every chunk's tree under one document element, in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pydyf

from anthology.export.pdf.file import File, name_tree, reference


@dataclass(slots=True)
class Tree:
    """The tree in the making. Numbers are those of objects in the file."""

    document: int  # its one element right under the root
    kids: list[int] = field(default_factory=list)
    pages: list[tuple[int, int]] = field(default_factory=list)  # (page, list of its elements)
    links: list[int] = field(default_factory=list)  # the element that holds each
    ids: dict[str, int] = field(default_factory=dict)

    def write(self, file: File, pages: int) -> int:
        """The root of the tree of a book of so many pages; its number."""
        root = file.reserve()
        kids = pydyf.Array(map(reference, self.kids))
        file.add(
            {"Type": "/StructElem", "S": "/Document", "P": reference(root), "K": kids},
            self.document,
        )
        holders = [*sorted(self.pages), *enumerate(self.links, start=pages)]
        numbers = [each for key, number in holders for each in (key, reference(number))]
        entries: dict[str, Any] = {
            "Type": "/StructTreeRoot",
            "K": pydyf.Array([reference(self.document)]),
            "ParentTree": reference(file.add({"Nums": pydyf.Array(numbers)})),
            "ParentTreeNextKey": pages + len(self.links),
        }
        if self.ids:
            named = {name: reference(number) for name, number in self.ids.items()}
            entries["IDTree"] = pydyf.Dictionary(name_tree(named))
        return file.add(entries, root)
