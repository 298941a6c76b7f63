"""The structure tree of a chunk, mended as it is made: what WeasyPrint's tags lack for PDF/UA.

One element of the document is one element of the tree, however many lines and pages
it takes; list items hold labels and bodies; headings skip no level; contents are a
TOC; terms are the labels of their definitions; languages, scopes and notes are said;
images that only decorate are artifacts, outside the tree (ISO 14289-1, 7.3).
All of it happens on the objects from which a chunk's PDF is written, so that it is
done by the processes that render, and kept with what they made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pydyf
import weasyprint.pdf
import weasyprint.pdf.stream
import weasyprint.pdf.tags
from weasyprint.formatting_structure import boxes

from anthology.export.pdf.mending import mend

_PT_PER_PX = 0.75
_ROLES = dict.fromkeys(
    ("em", "i", "strong", "b", "cite", "small", "sup", "sub", "time", "dfn", "del"), "/Span"
) | {"code": "/Code", "pre": "/Code", "q": "/Quote", "figure": "/Div", "aside": "/Note"}
_UNJOINED = ("/Table", "/Figure")  # a table repeats its heads on every page
_HEADINGS = {f"/H{n}": n for n in range(1, 7)}

_Engine = Callable[..., Any]  # as the engine's functions


@mend
def install() -> None:
    """Put this module behind the engine's tagging."""
    build: _Engine = weasyprint.pdf.tags._build_box_tree
    add: _Engine = weasyprint.pdf.add_tags
    mark: _Engine = weasyprint.pdf.stream.Stream.marked

    def build_and_note(box: Any, parent: Any, pdf: Any, *more: Any) -> Iterator[Any]:
        if isinstance(box, boxes.PageBox):
            pdf.page_height_px = box.margin_height()
        if _is_decoration(getattr(box, "_box", box)):
            return
        for element in build(box, parent, pdf, *more):
            _note(element, getattr(box, "_box", box), pdf)
            yield element

    def add_and_mend(pdf: Any, document: Any, *more: Any) -> None:
        add(pdf, document, *more)
        _Tree(pdf, getattr(document, "section_id", "")).mend()

    def mark_content(stream: Any, box: Any, tag: str) -> Any:
        return stream.artifact() if _is_decoration(box) else mark(stream, box, tag)

    weasyprint.pdf.tags._build_box_tree = build_and_note
    weasyprint.pdf.add_tags = add_and_mend
    weasyprint.pdf.stream.Stream.marked = mark_content


def _is_decoration(box: Any) -> bool:
    """Whether it is an image that says of itself that it has no meaning."""
    source = box.element
    is_image = isinstance(box, boxes.ReplacedBox) and source is not None
    return is_image and source.get("role") == "presentation"


def _note(element: Any, box: Any, pdf: Any) -> None:
    """Keep what the document says of the element that a box becomes."""
    source = box.element
    if source is None or hasattr(element, "source"):
        return
    element.source = source
    tag = box.element_tag or ""
    if "::" not in tag:
        if element["S"] == "/NonStruct":
            element["S"] = _ROLES.get(tag, "/NonStruct")
        if source.get("lang"):
            element["Lang"] = pydyf.String(source.get("lang"))
    if element["S"] == "/TH":
        element["A"]["Scope"] = "/Row" if source.get("scope") == "row" else "/Column"
    if element["S"] == "/Figure":
        left, top, right, bottom = element["A"]["BBox"]
        height = pdf.page_height_px
        corners = (left, height - bottom, right, height - top)
        element["A"]["BBox"] = pydyf.Array([corner * _PT_PER_PX for corner in corners])


class _Tree:
    """The tree of one chunk. Elements are pydyf dictionaries; ``K`` holds references to them."""

    def __init__(self, pdf: Any, name: str) -> None:
        self._pdf = pdf
        self._name = name
        self._root = self._at(pdf.catalog["StructTreeRoot"])
        self._joined: dict[bytes, bytes] = {}  # reference of an element -> of that which took it in

    def mend(self) -> None:
        """Join, set right, and enter ids and figures where the merge finds them."""
        document = self._at(self._root["K"][0])
        self._join(document)
        self._follow_joined()
        elements = list(self._walk(document))
        for element in elements:
            self._set_right(element)
        _level(elements)
        self._identify(list(self._walk(document)))

    def _at(self, reference: bytes) -> Any:
        return self._pdf.objects[int(reference.split()[0])]

    def _kids(self, element: Any) -> list[Any]:
        """The child elements, without marked content and annotations."""
        found = [self._at(kid) for kid in element["K"] if isinstance(kid, bytes)]
        return [kid for kid in found if kid.get("S")]

    def _walk(self, element: Any) -> Iterator[Any]:
        """The elements under this one, in reading order."""
        waiting = self._kids(element)[::-1]
        while waiting:
            found = waiting.pop()
            yield found
            waiting += self._kids(found)[::-1]

    def _join(self, element: Any) -> None:
        """Make one of neighbours that are pieces of one element, here and below."""
        kept: list[Any] = []
        before = None
        for kid in element["K"]:
            found = self._at(kid) if isinstance(kid, bytes) else {}
            if before is not None and _same(before, found):
                self._take_in(before, found)
                continue
            kept.append(kid)
            before = found if found.get("S") else None
        element["K"][:] = kept
        for kid in self._kids(element):
            self._join(kid)

    def _take_in(self, first: Any, piece: Any) -> None:
        """Move the kids of a piece to the first one; marked content of other pages says which."""
        for kid in piece["K"]:
            if isinstance(kid, bytes):
                if self._at(kid).get("S"):
                    self._at(kid)["P"] = first.reference
                first["K"].append(kid)
            elif isinstance(kid, int) and piece["Pg"] != first["Pg"]:
                content = {"Type": "/MCR", "Pg": piece["Pg"], "MCID": kid}
                first["K"].append(pydyf.Dictionary(content))
            else:
                first["K"].append(kid)
        self._joined[piece.reference] = first.reference

    def _follow_joined(self) -> None:
        """Point what the parent tree has for joined pieces to what took them in."""
        numbers = self._at(self._root["ParentTree"])["Nums"]
        for at in range(1, len(numbers), 2):
            if isinstance(numbers[at], bytes):
                numbers[at] = self._joined.get(numbers[at], numbers[at])
            else:
                numbers[at][:] = [self._joined.get(kid, kid) for kid in numbers[at]]

    def _set_right(self, element: Any) -> None:
        source = getattr(element, "source", None)
        if element["S"] == "/L" and source is not None:
            if "toc" in source.get("class", "").split():
                self._make_contents(element)
            elif source.tag == "dl":
                self._label_definitions(element)
        if element["S"] == "/LI":
            self._wrap_body(element)

    def _make_contents(self, element: Any) -> None:
        element["S"] = "/TOC"
        for item in self._kids(element):
            item["S"] = "/TOCI"
            for body in self._kids(item):
                body["S"] = "/Reference"

    def _label_definitions(self, element: Any) -> None:
        """Make one item of a term and what follows it: the term is the label."""
        items: list[Any] = []
        for item in self._kids(element):
            bodies = self._kids(item)
            if any(getattr(body, "source", element.source).tag == "dt" for body in bodies):
                for body in bodies:
                    body["S"] = "/Lbl"
            elif items:
                for body in bodies:
                    body["P"] = items[-1].reference
                items[-1]["K"].extend(item["K"])
                continue
            items.append(item)
        element["K"][:] = [item.reference for item in items]

    def _wrap_body(self, element: Any) -> None:
        """Put whatever stands in a list item beside label and body into a body."""
        kept: list[Any] = []
        body: Any = None
        for kid in element["K"]:
            found: Any = self._at(kid) if isinstance(kid, bytes) else {}
            if found.get("S") in ("/Lbl", "/LBody"):
                kept.append(kid)
                body = found if found["S"] == "/LBody" else None
                continue
            if body is None:
                body = self._new_body(element)
                kept.append(body.reference)
            body["K"].append(kid)
            if found.get("S"):
                found["P"] = body.reference
        element["K"][:] = kept

    def _new_body(self, item: Any) -> Any:
        content = {"Type": "/StructElem", "S": "/LBody", "K": pydyf.Array([])}
        body = pydyf.Dictionary({**content, "Pg": item["Pg"], "P": item.reference})
        self._pdf.add_object(body)
        return body

    def _identify(self, elements: list[Any]) -> None:
        """Make ids unique in the book, and list them and the figures under the root."""
        names = pydyf.Array()
        for number, element in enumerate(elements):
            if element["S"] == "/Note":
                element["ID"] = pydyf.String(str(number))
            if "ID" in element:
                element["ID"] = self._unique(element["ID"])
                names.extend([element["ID"], element.reference])
            headers = element.get("A", {}).get("Headers")
            if headers:
                headers[:] = [self._unique(header) for header in headers]
        figures = [element.reference for element in elements if element["S"] == "/Figure"]
        self._root["IDTree"] = pydyf.Dictionary({"Names": names})
        self._root["Figures"] = pydyf.Array(figures)

    def _unique(self, name: Any) -> Any:
        return pydyf.String(f"{self._name}/{name.string}")


def _same(first: Any, second: Any) -> bool:
    """Whether both are pieces of one element of the document."""
    source = getattr(second, "source", None)
    return (
        source is not None
        and getattr(first, "source", None) is source
        and first["S"] == second["S"]
        and first["S"] not in _UNJOINED
    )


def _level(elements: list[Any]) -> None:
    """Number the headings so that the first is H1 and none skips a level on its way down."""
    above: list[int] = []
    for element in elements:
        level = _HEADINGS.get(element["S"])
        if level:
            above = [n for n in above if n < level]
            above.append(level)
            element["S"] = f"/H{len(above)}"
