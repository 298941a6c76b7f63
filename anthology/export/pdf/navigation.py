"""What readers of a PDF find their way by: bookmarks and page labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pydyf

from anthology.export.pdf.file import File, reference


@dataclass(slots=True)
class Bookmark:
    """A line of the outline, with those under it."""

    title: str
    target: pydyf.Array
    kids: list[Bookmark] = field(default_factory=list)
    closed: bool = False  # its kids are not shown at first


def write_bookmarks(file: File, marks: Sequence[Bookmark]) -> int:
    """The outline; its number. Source: ISO 32000-2, 12.3.3."""
    root = file.reserve()
    return file.add({"Type": "/Outlines"} | _write(file, marks, root), root)


def _write(file: File, marks: Sequence[Bookmark], parent: int) -> dict[str, Any]:
    """Write bookmarks side by side; what their parent says of them."""
    if not marks:
        return {}
    first = file.reserve(len(marks))
    last = first + len(marks) - 1
    shown = len(marks)
    for number, mark in enumerate(marks, start=first):
        below = _write(file, mark.kids, number)
        if mark.closed and below:
            below["Count"] = -below["Count"]
        shown += max(0, below.get("Count", 0))
        beside = {"Parent": parent}
        beside |= {"Prev": number - 1} if number > first else {}
        beside |= {"Next": number + 1} if number < last else {}
        linked = {key: reference(each) for key, each in beside.items()}
        file.add({"Title": pydyf.String(mark.title), "Dest": mark.target} | linked | below, number)
    return {"First": reference(first), "Last": reference(last), "Count": shown}


def page_labels(folios: Sequence[str]) -> pydyf.Dictionary:
    """Nothing for the cover, roman in the front, arabic from the first article."""
    ranges = pydyf.Array()
    kind = None
    for at, folio in enumerate(folios):
        found = "n" if not folio else "D" if folio.isdecimal() else "r"
        if found != kind:
            style = {} if found == "n" else {"S": f"/{found}", "St": 1}
            ranges.extend([at, pydyf.Dictionary(style)])
        kind = found
    return pydyf.Dictionary({"Nums": ranges})
