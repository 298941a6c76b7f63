"""A PDF file, written object by object.

Only what a book of many chunks needs: objects that are no streams lie in compressed ones, some
hundred together, and are found by a table that is a stream too (ISO 32000-2, 7.5.7 and 7.5.8).
Bytes depend on what is written and in which order, on nothing else.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from operator import sub
from typing import Any

import pydyf

from anthology.export.pdf.cutting import TOGETHER, entries_of
from anthology.export.pdf.pieces import Block, Template

_HEAD = b"%PDF-1.7\n%\xbf\xf7\xa2\xfe\n"  # four bytes above 127: the file is no text
_PACKING = 5  # zlib's level: a quarter less time than its usual one, a hundredth more bytes
_MOST = 9_999_999  # objects: as many as a place in a template has room for
# A row of the table: room for the way it is packed, in the file or in a stream, where, and which
# object of the stream.
_ROW = struct.Struct(">xBIH")


class File:
    """A file in the making. Objects are told apart by their numbers, from 1."""

    def __init__(self) -> None:
        self._out = BytesIO()
        self._out.write(_HEAD)
        self._rows: dict[int, bytes] = {}
        self._next = 1
        self._waiting: list[tuple[int, bytes]] = []

    def reserve(self, count: int = 1) -> int:
        """Numbers for so many objects, one after another: the first one."""
        first = self._next
        self._next += count
        if self._next > _MOST:
            raise ValueError(f"a PDF of more than {_MOST} objects cannot be written")
        return first

    def add(self, content: bytes | Mapping[str, Any], number: int = 0) -> int:
        """An object that is no stream: its syntax or its value; its number."""
        number = number or self.reserve()
        written = content if isinstance(content, bytes) else pydyf.Dictionary(content).data
        self._waiting.append((number, written))
        if len(self._waiting) == TOGETHER:
            self._store()
        return number

    def add_stream(
        self, data: bytes, entries: bytes | Mapping[str, Any] = b"", *, number: int = 0
    ) -> int:
        """A stream with data that are to be compressed; its number."""
        if isinstance(entries, Mapping):
            entries = entries_of(entries)
        packed = zlib.compress(data, _PACKING)
        return self.add_as_is(packed, entries + b"/Filter /FlateDecode", number=number)

    def add_as_is(self, data: bytes, entries: bytes, *, number: int = 0) -> int:
        """A stream with data as they are to lie in the file; its number."""
        number = number or self.reserve()
        self._rows[number] = _ROW.pack(1, self._out.tell(), 0)
        head = b"%d 0 obj\n<<%b/Length %d>>\nstream\n" % (number, entries, len(data))
        self._out.writelines((head, data, b"\nendstream\nendobj\n"))
        return number

    def take_in(self, block: Block, given: Sequence[int] = ()) -> tuple[int, ...]:
        """The objects of a block; the number in the file of each, those that are given first."""
        count = len(block.streams) + sum(len(part.starts) for part in block.objects)
        first = self.reserve(count)
        numbers = (*given, *range(first, first + count))
        for at, stream in enumerate(block.streams):
            self.add_as_is(stream.data, filled(stream.entries, numbers), number=first + at)
        first += len(block.streams)
        for part in block.objects:
            index = range(first, first + len(part.starts))
            self._write(index, part.starts, filled(part.template, numbers))
            first += len(part.starts)
        return numbers

    def finish(self, catalogue: Mapping[str, Any], info: Mapping[str, Any]) -> bytes:
        """The file, once all that it holds has been added; ``info`` as old readers show it."""
        root, told = self.add(catalogue), self.add(info)
        if self._waiting:
            self._store()
        mark = hashlib.md5(self._out.getbuffer(), usedforsecurity=False).hexdigest()
        number = self.reserve()
        begin = self._out.tell()
        self._rows[number] = _ROW.pack(1, begin, 0)
        rows = [_ROW.pack(0, 0, 0xFFFF), *(self._rows[n] for n in range(1, self._next))]
        entries = {
            "Type": "/XRef",
            "Size": self._next,
            "W": pydyf.Array([1, 4, 2]),
            "Root": reference(root),
            "Info": reference(told),
            "ID": pydyf.Array([f"<{mark}>".encode()] * 2),
            "DecodeParms": pydyf.Dictionary({"Columns": _ROW.size - 1, "Predictor": 12}),
        }
        self.add_stream(_differences(rows), entries, number=number)
        self._out.write(b"startxref\n%d\n%%%%EOF\n" % begin)
        return self._out.getvalue()

    def _store(self) -> None:
        """Write the objects that wait."""
        index, starts, length = [], [], 0
        for number, content in self._waiting:
            index.append(number)
            starts.append(length)
            length += len(content) + 1
        self._write(index, starts, b"".join(content + b"\n" for _, content in self._waiting))
        self._waiting = []

    def _write(self, index: Sequence[int], starts: Sequence[int], text: bytes) -> None:
        """Write objects that are no streams into one: their numbers, and where each begins."""
        number = self.reserve()
        for at, each in enumerate(index):
            self._rows[each] = _ROW.pack(2, number, at)
        head = b" ".join(b"%d %d" % pair for pair in zip(index, starts, strict=True)) + b"\n"
        entries = {"Type": "/ObjStm", "N": len(index), "First": len(head)}
        self.add_stream(head + text, entries, number=number)


def filled(template: Template, numbers: Sequence[int]) -> bytes:
    """The syntax with the numbers that its objects have in a file."""
    return template.text % tuple([numbers[each] for each in template.numbers])


def reference(number: int) -> bytes:
    """What stands for an object."""
    return b"%d 0 R" % number


def name_tree(targets: Mapping[str, Any]) -> dict[str, Any]:
    """Targets by name, in the order of the bytes that the names are written with."""
    ordered = sorted(targets, key=_as_bytes)
    return {"Names": pydyf.Array([each for n in ordered for each in (pydyf.String(n), targets[n])])}


def _as_bytes(words: str) -> bytes:
    return words.encode() if words.isascii() else b"\xfe\xff" + words.encode("utf-16-be")


def _differences(rows: Sequence[bytes]) -> bytes:
    """Each row as what it differs by from the one before it: PNG's way up, which packs well."""
    table = b"".join(rows)
    before = bytes(_ROW.size) + table
    out = bytearray(map(bytes(range(256)).__getitem__, map(sub, table, before)))
    out[:: _ROW.size] = b"\2" * len(rows)
    return bytes(out)
