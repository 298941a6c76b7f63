"""One subset of every face for the whole book: which glyphs, what they mean, how wide they are."""

import hashlib
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pikepdf
import pydyf
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from anthology.export.pdf import font_files
from anthology.export.pdf.boxes import box_font
from anthology.export.pdf.file import File, reference
from anthology.export.pdf.font_files import FontFiles
from anthology.export.pdf.fonts import FontUnion, subset
from anthology.export.pdf.pieces import Block, Chunk, FontUse, Objects, Template
from anthology.theme import load_theme

_DESCRIBED = (
    "/Type", "/FontName", "/FontFamily", "/Flags", "/FontBBox", "/ItalicAngle", "/Ascent",
    "/Descent", "/CapHeight", "/StemV", "/StemH",
)  # fmt: skip
_FACES = load_theme("classic").faces
_FACE = next(f.path for f in _FACES if f.style == "normal" and f.weight == 400)


def _use(
    path: Path, to_unicode: Mapping[int, str], name: str = "F1", shared: bool = True
) -> FontUse:
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    widths = tuple((glyph, 500.0 + glyph) for glyph in to_unicode)
    meanings = tuple(to_unicode.items())
    return FontUse(
        name, "ABC+Face", "Face", 4, 700, -200, digest, len(content), 0, shared, meanings, widths
    )


def _chunk(name: str, *uses: FontUse) -> Chunk:
    return Chunk(name, b"", 0, 1, (), (), uses, ())


_Build = Callable[..., list[pikepdf.Object]]
_OPENED: list[pikepdf.Pdf] = []  # objects are gone with their file


def _read(file: File, resources: list[dict[str, bytes]]) -> list[pikepdf.Object]:
    """The font resources, as they are read from the finished file."""
    held = pydyf.Array(map(pydyf.Dictionary, resources))
    pages = reference(file.add({"Type": "/Pages", "Count": 0, "Kids": pydyf.Array()}))
    made = file.finish({"Type": "/Catalog", "Pages": pages, "Held": held}, {})
    _OPENED.append(pikepdf.open(io.BytesIO(made)))
    return list(_OPENED[-1].Root.Held)


@pytest.fixture
def build() -> _Build:
    """The font resources of each chunk, from the files of the theme or from others."""

    def built(*chunks: Chunk, files: FontFiles | None = None) -> list[pikepdf.Object]:
        union, file = FontUnion(files or FontFiles(_FACES)), File()
        union.plan(chunks)
        union.build(file)
        return _read(file, [union.resources(chunk, file) for chunk in chunks])

    return built


def _meanings(font: pikepdf.Object) -> dict[int, str]:
    """Read from ToUnicode as ISO 32000-2, 9.10.3 has it."""
    text = font.ToUnicode.read_bytes().decode("ascii")
    found = {}
    for count, body in re.findall(r"(\d+) beginbfchar\n(.*?)\nendbfchar", text, re.DOTALL):
        lines = body.split("\n")
        assert len(lines) == int(count) <= 100
        for line in lines:
            glyph, meaning = re.fullmatch(r"<([0-9a-f]{4})> <([0-9a-f]+)>", line).groups()  # type: ignore[union-attr]  # else the test fails
            found[int(glyph, 16)] = bytes.fromhex(meaning).decode("utf-16-be")
    return found


def test_chunks_that_agree_share_one_font(build: _Build) -> None:
    one, two = build(_chunk("a", _use(_FACE, {5: "a"})), _chunk("b", _use(_FACE, {5: "a", 6: "b"})))
    assert list(one.keys()) == ["/F1"]
    assert one["/F1"].objgen == two["/F1"].objgen
    assert _meanings(one["/F1"]) == {5: "a", 6: "b"}
    descendant = one["/F1"].DescendantFonts[0]
    assert [v if isinstance(v, int) else [float(w) for w in v] for v in descendant.W] == [
        5, [505, 506],
    ]  # fmt: skip
    assert (one["/F1"].BaseFont, descendant.BaseFont) == ("/ABC+Face", "/ABC+Face")


def test_chunks_that_disagree_on_a_glyph_have_each_its_own_and_one_file(build: _Build) -> None:
    one, two, three = build(
        _chunk("a", _use(_FACE, {5: "a"})),
        _chunk("b", _use(_FACE, {5: "A", 9: "x"})),
        _chunk("c", _use(_FACE, {5: "a", 7: "c"})),
    )
    assert one["/F1"].objgen == three["/F1"].objgen != two["/F1"].objgen
    assert _meanings(one["/F1"]) == {5: "a", 7: "c"}
    assert _meanings(two["/F1"]) == {5: "A", 9: "x"}
    descriptors = [r["/F1"].DescendantFonts[0].FontDescriptor for r in (one, two)]
    assert descriptors[0].objgen == descriptors[1].objgen
    widths = [r["/F1"].DescendantFonts[0].W for r in (one, two)]
    assert [[int(v) for v in w if not isinstance(v, pikepdf.Array)] for w in widths] == [
        [5, 7],
        [5, 9],
    ]


def test_the_first_width_of_a_glyph_stays(build: _Build) -> None:
    first, second = _use(_FACE, {5: "a"}), _use(_FACE, {5: "a"})
    other = replace(second, widths=((5, 9.0),))
    (found, _) = build(_chunk("a", first), _chunk("b", other))
    assert [float(w) for w in found["/F1"].DescendantFonts[0].W[1]] == [505]


def test_the_font_file_takes_the_place_of_the_chunks(build: _Build) -> None:
    (found,) = build(_chunk("a", _use(_FACE, {5: "a"})))
    descriptor = found["/F1"].DescendantFonts[0].FontDescriptor
    assert set(descriptor.keys()) == {*_DESCRIBED, "/FontFile3"}
    assert descriptor.FontFile3.Subtype == "/CIDFontType0C"
    cff = CFFFontSet()
    cff.decompile(io.BytesIO(descriptor.FontFile3.read_bytes()), TTFont())
    assert len(cff) == 1


def test_a_truetype_file_tells_its_length(
    build: _Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "boxes.ttf"
    path.write_bytes(box_font("abc"))
    size = path.stat().st_size
    monkeypatch.setattr(font_files, "system_fonts", lambda: iter([(path, size)]))
    (found,) = build(_chunk("a", _use(path, {2: "a", 4: "c"})), files=FontFiles(()))
    descriptor = found["/F1"].DescendantFonts[0].FontDescriptor
    assert set(descriptor.keys()) == {*_DESCRIBED, "/FontFile2"}
    data = descriptor.FontFile2.read_bytes()
    assert int(descriptor.FontFile2.Length1) == len(data)
    assert "/Subtype" not in descriptor.FontFile2
    glyphs = TTFont(io.BytesIO(data))["glyf"]
    drawn = [glyphs[name].numberOfContours > 0 for name in glyphs.keys()]  # noqa: SIM118
    assert drawn == [True, False, True, False, True]  # the first is .notdef


def test_more_meanings_than_a_block_holds_and_such_as_are_none(build: _Build) -> None:
    many = {glyph: chr(0x4E00 + glyph) for glyph in range(1, 251)} | {300: "\U0001f600", 301: ""}
    (found,) = build(_chunk("a", _use(_FACE, many)))
    assert _meanings(found["/F1"]) == {glyph: text for glyph, text in many.items() if text}
    lines = found["/F1"].ToUnicode.read_bytes().decode().split("\n")
    assert lines[:9] == [
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def", "/CMapType 2 def",
        "1 begincodespacerange", "<0000> <ffff>", "endcodespacerange",
    ]  # fmt: skip
    assert lines[-4:] == [
        "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end",
    ]  # fmt: skip


def test_a_font_is_described_as_iso_32000_asks(build: _Build) -> None:
    (found,) = build(_chunk("a", _use(_FACE, {5: "a", 6: "b"})))
    descriptor = found["/F1"].DescendantFonts[0].FontDescriptor
    assert (descriptor.FontName, str(descriptor.FontFamily)) == ("/ABC+Face", "Face")
    assert (descriptor.Ascent, descriptor.Descent, descriptor.CapHeight) == (700, -200, 700)
    assert [float(v) for v in descriptor.FontBBox] == [0, -200, 506, 700]
    assert descriptor.Flags == 4


def test_a_font_whose_glyphs_are_all_as_wide_says_so(build: _Build) -> None:
    use = replace(_use(_FACE, {5: "a", 6: "b"}), widths=((5, 600.0), (6, 600.0)))
    (found,) = build(_chunk("a", use))
    assert found["/F1"].DescendantFonts[0].FontDescriptor.Flags == 5


def test_a_face_that_cannot_be_shared_stays_the_chunks_own() -> None:
    font = Objects(Template(b"<</Type /Font/Own true/Next %7d 0 R>>\n", (1,)), (0,))
    block = Block(0, (), (font, Objects(Template(b"(next)\n", ()), (0,))))
    own = replace(_use(_FACE, {5: "a"}, "F2", shared=False), own=block)
    lost = replace(_use(Path(__file__), {5: "a"}, "F3"), own=block)
    chunk = _chunk("a", own, _use(_FACE, {5: "a"}), lost)
    union, file = FontUnion(FontFiles(_FACES)), File()
    union.plan([chunk])
    assert [union.shares(use) for use in chunk.fonts] == [False, True, False]
    union.build(file)
    (found,) = _read(file, [union.resources(chunk, file)])
    assert [found[name].Own for name in ("/F2", "/F3")] == [True, True]
    assert str(found["/F3"].Next) == "next"
    assert "/ToUnicode" in found["/F1"]


def test_a_subset_draws_its_glyphs_as_the_font_does_and_no_others() -> None:
    whole = TTFont(_FACE)
    order = whole.getGlyphOrder()
    a = whole.getGlyphID("a")
    cff = CFFFontSet()
    cff.decompile(io.BytesIO(subset(_FACE.read_bytes(), 0, [0, a])), whole)
    drawn = cff[0].CharStrings
    names = list(drawn.keys())

    def bounds(glyphs: Mapping[str, object], name: str) -> object:
        pen = BoundsPen(None)
        glyphs[name].draw(pen)  # type: ignore[attr-defined]  # fontTools is untyped
        return pen.bounds

    shapes = whole["CFF "].cff[0].CharStrings
    assert bounds(drawn, names[a]) == bounds(shapes, "a")
    assert bounds(drawn, names[0]) == bounds(shapes, order[0]) is not None
    assert len(drawn) == a + 1 < len(order)
    assert {bounds(drawn, name) for name in names[1:a]} == {None}


def test_a_truetype_subset_is_without_what_a_page_does_not_need() -> None:
    made = TTFont(io.BytesIO(subset(box_font("ab"), 0, [0, 2])))
    assert {"glyf", "loca", "hmtx", "head"} <= set(made.keys())
    assert not {"GPOS", "GSUB", "GDEF", "kern", "DSIG"} & set(made.keys())


class TestFontFiles:
    """Font files are found by what chunks know of them."""

    def test_the_themes_own_are_there(self) -> None:
        use = _use(_FACE, {})
        files = FontFiles(_FACES)
        assert files.has(use)
        assert files.content(use) == _FACE.read_bytes()

    def test_the_systems_are_looked_for_by_size_and_content(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        paths = [tmp_path / name for name in ("longer", "other", "one", "lost")]
        for path, text in zip(paths, ("12345", "abcd", "1234", "wxyz"), strict=True):
            path.write_text(text)
        listed = [(path, path.stat().st_size) for path in paths[:3]]
        monkeypatch.setattr(font_files, "system_fonts", lambda: iter(listed))
        files = FontFiles(())
        one, lost = _use(paths[2], {}), _use(paths[3], {})
        assert (files.has(one), files.has(lost)) == (True, False)
        assert files.content(one) == b"1234"
        paths[2].unlink()
        assert files.has(one)  # read once
