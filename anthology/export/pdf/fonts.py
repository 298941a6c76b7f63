"""One subset of every face for the whole book, in place of one for every chunk.

WeasyPrint keeps the glyph ids of the original font, so the glyphs that all
chunks use can be cut from the font file once and shared. A chunk whose use of a
face cannot be shared (missing glyphs, emoji, variable fonts, no file) keeps its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pikepdf
import uharfbuzz
from pikepdf import Array, Dictionary, Name

from anthology.export.pdf.font_files import FontFiles
from anthology.export.pdf.pieces import Chunk, FontUse

_DROP = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "GDEF", "JSTF", "LTSH", "PCLT",
         "SVG ", "kern", "FFTM")  # fmt: skip


@dataclass(slots=True)
class _Variant:
    """Chunks that agree on what every glyph means; one font dictionary serves them."""

    to_unicode: dict[int, str] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    object: pikepdf.Object | None = None

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

    def build(self, pdf: pikepdf.Pdf, samples: Mapping[str, pikepdf.Object]) -> None:
        """Make the font dictionaries; ``samples`` has one chunk's dictionary of each face."""
        for name, variants in sorted(self._variants.items()):
            glyphs = sorted({0} | {g for v in variants for g in v.to_unicode})
            use = self._uses[name]
            data = subset(self._files.content(use), use.index, glyphs)
            stream = pdf.make_stream(data)
            truetype = data[:4] in (b"\0\1\0\0", b"true")
            if truetype:
                stream.Length1 = len(data)
            else:
                stream.Subtype = Name.CIDFontType0C
            copied = pdf.copy_foreign(samples[name])
            descriptor = _same(copied.DescendantFonts[0].FontDescriptor)
            for key in ("/FontFile2", "/FontFile3", "/CIDSet"):
                if key in descriptor:
                    del descriptor[key]
            descriptor["/FontFile2" if truetype else "/FontFile3"] = stream
            described = pdf.make_indirect(descriptor)
            for (
                variant
            ) in variants:  # each a dictionary of its own: a copy would be the same object
                descendant = _same(copied.DescendantFonts[0])
                descendant.FontDescriptor = described
                descendant.W = _widths(variant.widths)
                font = _same(copied)
                font.DescendantFonts = Array([pdf.make_indirect(descendant)])
                font.ToUnicode = pdf.make_stream(_cmap(variant.to_unicode))
                variant.object = pdf.make_indirect(font)

    def resources(self, chunk: Chunk, own: Mapping[str, pikepdf.Object]) -> Dictionary:
        """The chunk's font resources: the shared fonts, and its own where it must keep them."""
        found = Dictionary()
        for use in chunk.fonts:
            variant = self._chosen.get((chunk.id, use.hash))
            font = variant.object if variant is not None else own[use.hash]
            found[f"/{use.hash}"] = font
        return found


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


def _same(source: pikepdf.Object) -> Dictionary:
    """A new dictionary with the entries of another."""
    return Dictionary({key: source[key] for key in source.keys()})  # noqa: SIM118 - no mapping


def _widths(widths: Mapping[int, float]) -> Array:
    runs = Array()
    previous = None
    for glyph in sorted(widths):
        if previous is None or glyph != previous + 1:
            runs.append(glyph)
            runs.append(Array())
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
