"""One subset of every face for the whole book, in place of one for every chunk.

WeasyPrint keeps the glyph ids of the original font, so the glyphs that all
chunks use can be cut from the font file once and shared. A chunk whose use of a
face cannot be shared (missing glyphs, emoji, variable fonts, no file) keeps its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pydyf
import uharfbuzz

from anthology.export.pdf.file import File, reference
from anthology.export.pdf.font_files import FontFiles
from anthology.export.pdf.pieces import Chunk, FontUse

_DROP = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "GDEF", "JSTF", "LTSH", "PCLT",
         "SVG ", "kern", "FFTM")  # fmt: skip

_STEM = 80  # as the engine has it for every font


@dataclass(slots=True)
class _Variant:
    """Chunks that agree on what every glyph means; one font dictionary serves them."""

    to_unicode: dict[int, str] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    number: int = 0  # of its dictionary

    def accepts(self, use: FontUse) -> bool:
        return all(self.to_unicode.get(glyph, text) == text for glyph, text in use.to_unicode)

    def add(self, use: FontUse) -> None:
        self.to_unicode.update(use.to_unicode)
        for glyph, width in use.widths:
            self.widths.setdefault(glyph, width)


class FontUnion:
    """The fonts of a book: ``plan`` every chunk, then ``resources`` for each."""

    def __init__(self, files: FontFiles) -> None:
        self._files = files
        self._variants: dict[str, list[_Variant]] = {}
        self._chosen: dict[tuple[str, str], _Variant] = {}
        self._uses: dict[str, FontUse] = {}

    def plan(self, chunks: Iterable[Chunk]) -> None:
        """Decide, in order of the chunks, which variant of each face a chunk is given."""
        for chunk in chunks:
            for use in chunk.fonts:
                if not self.shares(use):
                    continue
                self._uses.setdefault(use.hash, use)
                variants = self._variants.setdefault(use.hash, [])
                variant = next((v for v in variants if v.accepts(use)), None)
                if variant is None:
                    variant = _Variant()
                    variants.append(variant)
                variant.add(use)
                self._chosen[chunk.id, use.hash] = variant

    def shares(self, use: FontUse) -> bool:
        """Whether the face's glyphs go into the book's one subset."""
        return use.shared and self._files.has(use)

    def build(self, file: File) -> None:
        """Write the fonts that chunks share."""
        for name, variants in sorted(self._variants.items()):
            use = self._uses[name]
            glyphs = sorted({0} | {g for v in variants for g in v.to_unicode})
            data = subset(self._files.content(use), use.index, glyphs)
            truetype = data[:4] in (b"\0\1\0\0", b"true")
            kind = {"Length1": len(data)} if truetype else {"Subtype": "/CIDFontType0C"}
            cut = file.add_stream(data, kind)
            widths = {g: w for v in variants for g, w in v.widths.items()}
            key = "FontFile2" if truetype else "FontFile3"
            described = file.add(_description(use, widths) | {key: reference(cut)})
            for variant in variants:
                meanings = file.add_stream(_cmap(variant.to_unicode))
                descendant = file.add(_descendant(use, variant.widths, described, truetype))
                variant.number = file.add(_dictionary(use, descendant, meanings))

    def resources(self, chunk: Chunk, file: File) -> dict[str, bytes]:
        """The chunk's font resources: the shared fonts, and its own where it must keep them."""
        found = {}
        for use in chunk.fonts:
            variant = self._chosen.get((chunk.id, use.hash))
            number = variant.number if variant is not None else _own(use, file)
            found[use.hash] = reference(number)
        return found


def _own(use: FontUse, file: File) -> int:
    """The font as the chunk cut it."""
    block = use.own
    assert block is not None  # all that cannot be shared
    return file.take_in(block)[len(block.streams)]


def _description(use: FontUse, widths: Mapping[int, float]) -> dict[str, object]:
    """Source: ISO 32000-2, 9.8. Thousandths of the type size."""
    fixed = len(widths) > 1 and len(set(widths.values())) == 1
    return {
        "Type": "/FontDescriptor",
        "FontName": f"/{use.name}".encode(),
        "FontFamily": pydyf.String(use.family),
        "Flags": use.flags + fixed,
        "FontBBox": pydyf.Array([0, use.descent, max(widths.values(), default=0), use.ascent]),
        "ItalicAngle": 0,
        "Ascent": use.ascent,
        "Descent": use.descent,
        "CapHeight": use.ascent,
        "StemV": _STEM,
        "StemH": _STEM,
    }


def _descendant(
    use: FontUse, widths: Mapping[int, float], described: int, truetype: bool
) -> dict[str, object]:
    identity = {"Registry": "(Adobe)", "Ordering": "(Identity)", "Supplement": 0}
    return {
        "Type": "/Font",
        "Subtype": f"/CIDFontType{2 if truetype else 0}",
        "BaseFont": f"/{use.name}".encode(),
        "CIDSystemInfo": pydyf.Dictionary(identity),
        "CIDToGIDMap": "/Identity",
        "W": _widths(widths),
        "FontDescriptor": reference(described),
    }


def _dictionary(use: FontUse, descendant: int, meanings: int) -> dict[str, object]:
    return {
        "Type": "/Font",
        "Subtype": "/Type0",
        "BaseFont": f"/{use.name}".encode(),
        "ToUnicode": reference(meanings),
        "DescendantFonts": pydyf.Array([reference(descendant)]),
        "Encoding": "/Identity-H",
    }


def subset(data: bytes, index: int, glyphs: list[int]) -> bytes:
    """The font with these glyphs only, under their old ids: TrueType, or a bare CFF table.

    The table alone is smaller, and veraPDF 1.28 misreads some glyphs inside OpenType.
    """
    face = uharfbuzz.Face(uharfbuzz.Blob(data), index)
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(uharfbuzz_tag(tag) for tag in _DROP)
    wanted.flags = (
        uharfbuzz.SubsetFlags.RETAIN_GIDS
        | uharfbuzz.SubsetFlags.DESUBROUTINIZE
        | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
        | uharfbuzz.SubsetFlags.NO_HINTING
    )
    made = uharfbuzz.subset(face, wanted)
    outlines = made.reference_table("CFF ")
    return bytes(outlines.data if len(outlines) else made.blob.data)


def uharfbuzz_tag(tag: str) -> int:
    """A table's name as the number that HarfBuzz wants."""
    return int.from_bytes(tag.encode(), "big")


def _widths(widths: Mapping[int, float]) -> pydyf.Array:
    runs = pydyf.Array()
    previous = None
    for glyph in sorted(widths):
        if previous is None or glyph != previous + 1:
            runs.extend([glyph, pydyf.Array()])
        runs[-1].append(widths[glyph])
        previous = glyph
    return runs


def _cmap(to_unicode: Mapping[int, str]) -> bytes:
    lines = [
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def", "/CMapType 2 def",
        "1 begincodespacerange", "<0000> <ffff>", "endcodespacerange",
    ]  # fmt: skip
    items = [(g, t) for g, t in sorted(to_unicode.items()) if t]
    for start in range(0, len(items), 100):
        batch = items[start : start + 100]
        lines.append(f"{len(batch)} beginbfchar")
        lines += [f"<{g:04x}> <{t.encode('utf-16-be').hex()}>" for g, t in batch]
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode()
