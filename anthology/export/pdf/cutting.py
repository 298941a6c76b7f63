"""The objects of a rendered section -> a body: cut loose from their numbers and their file.

Done where the section is rendered, and kept with it, so that binding a book is to write numbers
into what is there, and not to read some hundred files.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pydyf

from anthology.export.pdf.pieces import (
    Block,
    Body,
    Figure,
    Link,
    LoosePage,
    Objects,
    StreamObject,
    Template,
)

_XREF = "xref:"  # the scheme of links to other sections
_REFERENCE = re.compile(rb"(\d+) 0 R")
_HOLE = b"%7d 0 R"
TOGETHER = 200  # objects that are compressed together
_OURS = {"Parent", "Contents", "Resources", "Annots", "StructParents", "Tabs"}  # of a page
_Object = Any  # pydyf is untyped


@dataclass(slots=True)
class _Syntax:
    """PDF syntax being written, with places for the numbers of objects."""

    pieces: list[bytes] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)  # in the file that is cut

    def write(self, value: _Object) -> None:
        if isinstance(value, dict):
            self.pieces.append(b"<<")
            self.write_entries(value)
            self.pieces.append(b">>")
        elif isinstance(value, list):
            self.pieces.append(b"[")
            for each in value:
                self.write(each)
                self.pieces.append(b" ")
            self.pieces.append(b"]")
        elif isinstance(value, bytes) and (found := _REFERENCE.fullmatch(value)):
            self.pieces.append(_HOLE)
            self.numbers.append(int(found[1]))
        else:
            self.pieces.append(plain(value).replace(b"%", b"%%"))

    def write_entries(self, entries: Mapping[str, _Object]) -> None:
        for key, value in entries.items():
            self.pieces.append(f"/{key} ".encode())
            self.write(value)


def plain(value: _Object) -> bytes:
    """The syntax of a value that refers to no object."""
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        return value.encode("ascii")
    return pydyf.Array([value]).data[1:-1]  # type: ignore[no-any-return]  # pydyf is untyped


def entries_of(values: Mapping[str, _Object]) -> bytes:
    """The syntax of the entries of a dictionary that refer to no object."""
    return pydyf.Dictionary(values).data[2:-2]  # type: ignore[no-any-return]  # pydyf is untyped


class Cutter:
    """Cuts what is asked for, and whatever it refers to, out of a file."""

    def __init__(self, pdf: _Object, given: Sequence[_Object] = ()) -> None:
        self._objects = pdf.objects
        self._local = {each.number: at for at, each in enumerate(given)}
        self._given = len(given)
        self._reached = set(self._local)
        self._streams: list[tuple[_Object, _Syntax]] = []
        self._others: list[tuple[_Object, _Syntax]] = []

    def reach(self, numbers: Iterable[int]) -> None:
        """Take in objects and all that they refer to."""
        waiting = list(numbers)
        for number in waiting:  # which grows
            if number in self._reached:
                continue
            self._reached.add(number)
            found, syntax = self._objects[number], _Syntax()
            if isinstance(found, pydyf.Stream):
                syntax.write_entries(_stream_entries(found))
                self._streams.append((found, syntax))
            else:
                syntax.write(found)
                self._others.append((found, syntax))
            waiting += syntax.numbers

    def entries(self, values: Mapping[str, _Object]) -> _Syntax:
        """The syntax of entries; what they refer to is taken in."""
        syntax = _Syntax()
        syntax.write_entries(values)
        self.reach(syntax.numbers)
        return syntax

    def block(self) -> Block:
        """What has been taken in; only now has everything its number."""
        for at, (found, _) in enumerate([*self._streams, *self._others], start=self._given):
            self._local[found.number] = at
        syntaxes = [syntax for _, syntax in self._others]
        parts = [syntaxes[at : at + TOGETHER] for at in range(0, len(syntaxes), TOGETHER)]
        return Block(
            self._given,
            tuple(StreamObject(self.template(s), _data(found)) for found, s in self._streams),
            tuple(self._together(part) for part in parts),
        )

    def number(self, found: _Object) -> int:
        """The number that an object has in the block."""
        return self._local[found.number]

    def template(self, syntax: _Syntax) -> Template:
        """Syntax with the numbers of the block."""
        numbers = tuple(self._local[number] for number in syntax.numbers)
        return Template(b"".join(syntax.pieces), numbers)

    def _together(self, written: Sequence[_Syntax]) -> Objects:
        starts, whole, length = [], _Syntax(), 0
        for each in written:
            starts.append(length)
            text = b"".join(each.pieces) + b"\n"
            length += len(text % tuple(each.numbers))
            whole.pieces.append(text)
            whole.numbers += each.numbers
        return Objects(self.template(whole), tuple(starts))


def cut(pdf: _Object, heads: int) -> Body:
    """The body of a file of which the leading pages hold running heads."""
    root = _at(pdf, pdf.catalog["StructTreeRoot"])
    document = _at(pdf, root["K"][0])
    sheets = [_at(pdf, each) for each in pdf.page_references]
    pages = sheets[heads:]
    areas = [(n, _at(pdf, each)) for n, page in enumerate(pages) for each in page.get("Annots", ())]
    figures, boxes = _figures(pdf, root, pages)
    cutter = Cutter(pdf, [document, *pages, *(area for _, area in areas), *boxes])
    kids = _kids(pdf, document, sheets[:heads])
    parents = _parents(pdf, root)
    lists = [_listed(pdf, parents[page["StructParents"]]) for page in pages]
    contents = [_at(pdf, page["Contents"]) for page in pages]
    cutter.reach(each.number for each in [*contents, *kids, *lists])
    shared = dict(_at(pdf, sheets[0]["Resources"]))
    # beside the page: to draw it, none of the streams of structure elements has to be unpacked
    shared["ColorSpace"] = _at(pdf, shared["ColorSpace"])
    forms = cutter.entries(shared.pop("XObject", {}))
    resources = cutter.entries({k: value for k, value in shared.items() if value and k != "Font"})
    holders = [_at(pdf, parents[area["StructParent"]]) for _, area in areas]
    named = root["IDTree"]["Names"]
    return Body(
        block=cutter.block(),
        pages=tuple(
            LoosePage(_boxes(page), cutter.number(content), cutter.number(listed))
            for page, content, listed in zip(pages, contents, lists, strict=True)
        ),
        heads=tuple(_unmarked(_at(pdf, sheet["Contents"])) for sheet in sheets[:heads]),
        resources=cutter.template(resources),
        forms=cutter.template(forms),
        links=tuple(
            _link(page, area, cutter.number(holder))
            for (page, area), holder in zip(areas, holders, strict=True)
        ),
        figures=figures,
        kids=tuple(map(cutter.number, kids)),
        ids=tuple(
            (named[at].string, cutter.number(_at(pdf, named[at + 1])))
            for at in range(0, len(named), 2)
        ),
    )


def cut_font(pdf: _Object, name: str) -> Block:
    """A font by itself: its dictionary is the first object that is no stream."""
    resources = _at(pdf, _at(pdf, pdf.page_references[0])["Resources"])
    fonts = _at(pdf, resources["Font"])
    cutter = Cutter(pdf)
    cutter.reach([_number(fonts[name])])
    return cutter.block()


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


def _at(pdf: _Object, reference: bytes) -> _Object:
    return pdf.objects[_number(reference)]


def _figures(
    pdf: _Object, root: _Object, pages: Sequence[_Object]
) -> tuple[tuple[Figure, ...], list[_Object]]:
    """The figures, and their attributes as objects of their own."""
    order = {page.number: at for at, page in enumerate(pages)}
    figures, boxes = [], []
    for picture in [_at(pdf, each) for each in root["Figures"]]:
        said = picture["A"]
        rest = {key: value for key, value in said.items() if key != "BBox"}
        page = order[_number(picture["Pg"])]
        figures.append(Figure(page, _four(said["BBox"]), entries_of(rest)))
        pdf.add_object(said)
        picture["A"] = said.reference
        boxes.append(said)
    return tuple(figures), boxes


def _kids(pdf: _Object, document: _Object, heads: Sequence[_Object]) -> list[_Object]:
    """The elements right under the document, without those of running heads: furniture."""
    furniture = {head.reference for head in heads}
    kids = [_at(pdf, each) for each in document["K"]]
    return [kid for kid in kids if kid["Pg"] not in furniture]


def _parents(pdf: _Object, root: _Object) -> dict[int, _Object]:
    numbers = _at(pdf, root["ParentTree"])["Nums"]
    return {numbers[at]: numbers[at + 1] for at in range(0, len(numbers), 2)}


def _listed(pdf: _Object, parents: _Object) -> _Object:
    """The list as an object of its own."""
    listed = pydyf.Array(parents)
    pdf.add_object(listed)
    return listed


def _boxes(page: _Object) -> bytes:
    return entries_of({key: value for key, value in page.items() if key not in _OURS})


def _link(page: int, area: _Object, parent: int) -> Link:
    rest = {key: value for key, value in area.items() if key not in ("Rect", "StructParent")}
    address = area["A"]["URI"].string if "A" in area else ""
    anchor = address.removeprefix(_XREF) if address.startswith(_XREF) else ""
    if anchor:
        del rest["A"], rest["Contents"]
    return Link(page, _four(area["Rect"]), anchor, entries_of(rest), parent)


def _four(values: Sequence[float]) -> tuple[float, float, float, float]:
    x, y, other_x, other_y = (float(value) for value in values)
    return x, y, other_x, other_y


def _unmarked(content: _Object) -> bytes:
    """What a page draws, its marks left out."""
    kept: list[_Object] = []
    for item in content.stream:
        if item in (b"BDC", b"BMC"):
            del kept[-2 if item == b"BDC" else -1 :]  # the tag, and what is said of it
        elif item != b"EMC":
            kept.append(item)
    return b"\n".join(map(plain, kept))


def _stream_entries(stream: _Object) -> dict[str, _Object]:
    entries = {key: value for key, value in stream.extra.items() if key != "Length"}
    return entries | ({"Filter": "/FlateDecode"} if stream.compress else {})


def _data(stream: _Object) -> bytes:
    data = b"\n".join(map(plain, stream.stream))
    return zlib.compress(data, 9) if stream.compress else data
