"""One subset of every face for the whole book: which glyphs, what they mean, how wide they are."""

import hashlib
import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from anthology.export.pdf import font_files
from anthology.export.pdf.boxes import box_font
from anthology.export.pdf.font_files import FontFiles
from anthology.export.pdf.fonts import FontUnion, subset
from anthology.export.pdf.pieces import Chunk, FontUse
from anthology.theme import load_theme

_FACES = load_theme("classic").faces
_FACE = next(f.path for f in _FACES if f.style == "normal" and f.weight == 400)


def _use(
    path: Path, to_unicode: Mapping[int, str], name: str = "F1", shared: bool = True
) -> FontUse:
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    widths = tuple((glyph, 500.0 + glyph) for glyph in to_unicode)
    meanings = tuple(to_unicode.items())
    return FontUse(name, "Face", digest, len(content), 0, shared, meanings, widths)


def _chunk(name: str, *uses: FontUse) -> Chunk:
    return Chunk(name, b"", 0, 1, (), (), uses, ())


def _sample(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """A font dictionary as a chunk has it, with a file that the book does not want."""
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor, FontFile2=pdf.make_stream(b"old"),
        FontFile3=pdf.make_stream(b"old"), CIDSet=pdf.make_stream(b"old"), Ascent=700,
    )  # fmt: skip
    descendant = pikepdf.Dictionary(Type=pikepdf.Name.Font, FontDescriptor=descriptor, DW=7)
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, BaseFont=pikepdf.Name("/ABC+Face"),
        DescendantFonts=pikepdf.Array([descendant]), ToUnicode=pdf.make_stream(b"old"),
    )  # fmt: skip
    return pdf.make_indirect(font)


_Build = Callable[..., list[pikepdf.Dictionary]]


@pytest.fixture
def build() -> _Build:
    """The font resources of each chunk, from the files of the theme or from others."""
    source, pdf = pikepdf.new(), pikepdf.new()

    def built(*chunks: Chunk, files: FontFiles | None = None) -> list[pikepdf.Dictionary]:
        union = FontUnion(files or FontFiles(_FACES))
        union.plan(chunks)
        union.build(pdf, {use.hash: _sample(source) for chunk in chunks for use in chunk.fonts})
        return [union.resources(chunk, {}) for chunk in chunks]

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
    assert (one["/F1"].BaseFont, descendant.DW) == ("/ABC+Face", 7)


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
    other = FontUse(*(getattr(second, f) for f in second.__slots__[:-1]), widths=((5, 9.0),))
    (found, _) = build(_chunk("a", first), _chunk("b", other))
    assert [float(w) for w in found["/F1"].DescendantFonts[0].W[1]] == [505]


def test_the_font_file_takes_the_place_of_the_chunks(build: _Build) -> None:
    (found,) = build(_chunk("a", _use(_FACE, {5: "a"})))
    descriptor = found["/F1"].DescendantFonts[0].FontDescriptor
    assert set(descriptor.keys()) == {"/Type", "/Ascent", "/FontFile3"}
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
    assert set(descriptor.keys()) == {"/Type", "/Ascent", "/FontFile2"}
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


def test_a_face_that_cannot_be_shared_stays_the_chunks_own() -> None:
    own, lost = _use(_FACE, {5: "a"}, "F2", shared=False), _use(Path(__file__), {5: "a"}, "F3")
    chunk = _chunk("a", own, _use(_FACE, {5: "a"}), lost)
    union = FontUnion(FontFiles(_FACES))
    union.plan([chunk])
    assert [union.shares(use) for use in chunk.fonts] == [False, True, False]
    pdf, source = pikepdf.new(), pikepdf.new()
    union.build(pdf, {"F1": _sample(source)})
    kept = {"F2": pikepdf.Name.Own, "F3": pikepdf.Name.Lost}
    found = union.resources(chunk, kept)
    assert (found["/F2"], found["/F3"]) == ("/Own", "/Lost")
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
