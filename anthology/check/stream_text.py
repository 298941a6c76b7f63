"""A page's text in the order of the file, by the fonts' own tables.

PDFium sorts what it reads by lines and guesses their direction, which scrambles
lines of two directions. Our own pages are drawn in the order in which they are
read (export/pdf/logical.py), so reading the file as it is proves them word by word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

import pikepdf

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_SPELLED = re.compile("[\u0900-\u0dff\u0f00-\u109f\u1780-\u17ff\u1a20-\u1aaf\ua8e0-\ua8ff]")
_PAIR = re.compile(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>")
_Fonts = dict[tuple[int, int], Mapping[int, str]]


def must_be_read_as_drawn(text: str) -> bool:
    """Whether a page has text from right to left, or words marked with their letters."""
    return _RTL.search(text) is not None or _SPELLED.search(text) is not None


def stream_text(page: pikepdf.Page, fonts: _Fonts) -> str | None:
    """The text that the page draws, furniture left out; None where a font has no table.

    ``fonts`` keeps the tables that have been read, by object.
    """
    resources = page.obj.get("/Resources", pikepdf.Dictionary()).get("/Font")
    if resources is None:
        return ""
    table: Mapping[int, str] = {}
    words: list[str] = []
    marked: list[bool] = []  # for every open mark, whether what is in it is passed over
    for instruction in pikepdf.parse_content_stream(page):
        name = str(instruction.operator)
        operands = instruction.operands
        if name in ("BDC", "BMC"):
            spelled = name == "BDC" and isinstance(operands[1], pikepdf.Dictionary)
            said = operands[1].get("/ActualText") if spelled else None
            if said is not None and not any(marked):
                words.append(str(said))
            marked.append(said is not None or str(operands[0]) == "/Artifact")
        elif name == "EMC" and marked:
            marked.pop()
        elif name == "Tf":
            font = resources[str(operands[0])]
            if "/ToUnicode" not in font:
                return None
            if font.objgen not in fonts:
                fonts[font.objgen] = _table(font.ToUnicode.read_bytes())
            table = fonts[font.objgen]
        elif name in ("TJ", "Tj") and not any(marked):
            words.append(_as_read(list(_glyphs(operands[0], table))))
    return "".join(words)


def _table(data: bytes) -> Mapping[int, str]:
    return {
        int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
        for glyph, text in _PAIR.findall(data.partition(b"endcodespacerange")[2])
    }


def _glyphs(shown: pikepdf.Object, table: Mapping[int, str]) -> Iterator[str]:
    for part in shown if isinstance(shown, pikepdf.Array) else (shown,):
        if isinstance(part, pikepdf.String):
            data = bytes(part)
            for at in range(0, len(data) - 1, 2):
                yield table.get(int.from_bytes(data[at : at + 2], "big"), "\ufffd")


def _as_read(glyphs: list[str]) -> str:
    """The glyphs of one word; those from right to left are drawn last letter first."""
    text = ""
    for turned, run in groupby(glyphs, key=lambda g: _RTL.search(g) is not None):
        found = list(run)
        text += "".join(reversed(found) if turned else found)
    return text
