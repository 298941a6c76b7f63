"""Our own checks of any PDF, and its text as a reader takes it in."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, NumberTree, OutlineItem, Pdf, String

from anthology.check.pdf import check_pdf
from anthology.check.pdf_text import pdf_text, without_pictures
from anthology.workshop import Workshop

Change = Callable[[Pdf], None]


def a_pdf(change: Change) -> bytes:
    """A sound PDF of six pages with words, bookmarks, labels and a link, then changed."""
    with pikepdf.new() as pdf:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Face"))
        font.FontDescriptor = Dictionary(Type=Name.FontDescriptor, FontFile=pdf.make_stream(b"x"))
        font = pdf.make_indirect(font)
        for number in range(6):
            page = pdf.add_blank_page(page_size=(300, 400))
            page.Resources = Dictionary(Font=Dictionary(F=font))
            lines = ((380, "Running head"), (200, f"Text {number}"), (20, f"{number}"))
            drawn = (f"BT /F 12 Tf 50 {y} Td ({text}) Tj ET" for y, text in lines)
            page.Contents = pdf.make_stream("\n".join(drawn).encode())
        pdf.docinfo.Title = "Talks"
        pdf.Root.Lang = String("en")
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        pdf.Root.PageLabels = NumberTree.new(pdf).obj
        place = Array([pdf.pages[2].obj, Name.XYZ, 0, 0, 0])
        pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String("a-1"), place])))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9])
        link.Dest = String("a-1")
        pdf.pages[0].Annots = Array([link])
        with pdf.open_outline() as outline:
            outline.root.append(OutlineItem("One", 2))
        change(pdf)
        stream = io.BytesIO()
        pdf.save(stream)
        return stream.getvalue()


def nothing(pdf: Pdf) -> None:
    pass


def no_title(pdf: Pdf) -> None:
    del pdf.docinfo["/Title"]


def no_language(pdf: Pdf) -> None:
    del pdf.Root["/Lang"]


def title_not_shown(pdf: Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def no_labels(pdf: Pdf) -> None:
    del pdf.Root["/PageLabels"]


def no_bookmarks(pdf: Pdf) -> None:
    del pdf.Root["/Outlines"]


def link_to_no_name(pdf: Pdf) -> None:
    pdf.pages[0].Annots[0].Dest = String("a-2")


def link_to_no_page(pdf: Pdf) -> None:
    other = pdf.make_indirect(Dictionary(Type=Name.Page))
    pdf.pages[0].Annots[0].A = Dictionary(S=Name.GoTo, D=Array([other, Name.Fit]))
    del pdf.pages[0].Annots[0]["/Dest"]


def link_out_of_the_book(pdf: Pdf) -> None:
    action = Dictionary(S=Name.URI, URI=String("https://example.org"))
    pdf.pages[0].Annots[0].A = action
    del pdf.pages[0].Annots[0]["/Dest"]


def bookmark_to_nowhere(pdf: Pdf) -> None:
    pdf.Root.Outlines.First.Dest = String("gone")


def bookmark_without_title(pdf: Pdf) -> None:
    pdf.Root.Outlines.First.Title = String(" ")


def font_elsewhere(pdf: Pdf) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/Arial"))
    pdf.pages[3].Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))


def font_in_a_form_elsewhere(pdf: Pdf) -> None:
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/Arial"))
    )
    form = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form)
    form.Resources = Dictionary(Font=Dictionary(F=font))
    pdf.pages[3].Resources.XObject = Dictionary(X=form)


def font_without_letters(pdf: Pdf) -> None:
    inner = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/Face"))
    inner.FontDescriptor = Dictionary(FontFile2=pdf.make_stream(b"x"))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/Face"))
    font.DescendantFonts = Array([inner])
    pdf.pages[1].Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))


FAULTS: dict[Change, list[str]] = {
    nothing: [],
    no_title: ["error : has no title"],
    no_language: ["warning : does not say its language"],
    title_not_shown: ["warning : does not ask for its title to be shown"],
    no_labels: ["warning : does not label its pages"],
    no_bookmarks: ["warning : has no bookmarks"],
    link_to_no_name: ["error page 1: a link leads nowhere (a-2)"],
    link_to_no_page: ["error page 1: a link leads nowhere (no such page)"],
    link_out_of_the_book: [],
    bookmark_to_nowhere: ["error : the bookmark 'One' leads nowhere"],
    bookmark_without_title: ["warning : has a bookmark without a title"],
    font_elsewhere: ["error page 4: the font Arial is not in the file"],
    font_in_a_form_elsewhere: ["error page 4: the font Arial is not in the file"],
    font_without_letters: ["warning page 2: text in the font Face cannot be searched or copied"],
}


@pytest.mark.parametrize("change", FAULTS, ids=lambda change: change.__name__)
def test_each_fault_has_its_finding(change: Change) -> None:
    found = check_pdf(a_pdf(change))
    assert [f"{each.severity} {each.place}: {each.message}" for each in found] == FAULTS[change]


def test_what_is_no_pdf_is_one_error() -> None:
    (found,) = check_pdf(b"%PDF-1.7 and nothing more")
    assert found.message.startswith("is not a sound PDF: ")


def test_a_damaged_pdf_is_told() -> None:
    content = a_pdf(nothing)
    found = check_pdf(content[: len(content) - 200])
    assert found[0].severity == "error"
    assert found[0].message.startswith(("is damaged: ", "is not a sound PDF: "))


def test_a_locked_pdf_is_told() -> None:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(a_pdf(nothing))) as pdf:
        pdf.save(stream, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    (found,) = check_pdf(stream.getvalue())
    assert found.message == "is locked with a password"


def test_the_text_leaves_out_running_heads_and_folios() -> None:
    flat = pdf_text(a_pdf(nothing))
    assert flat.text == "".join(f"Text{number}" for number in range(6))
    assert flat.breaks == (5, 10, 15, 20, 25, 30)


def test_the_place_of_a_name_is_its_page() -> None:
    flat = pdf_text(a_pdf(nothing))
    assert (flat.starts, flat.ends) == ({"a-1": 10}, {"a-1": 15})


def test_latin_lines_of_a_book_read_from_the_right_are_read_from_the_left() -> None:
    def from_the_right(pdf: Pdf) -> None:
        pdf.Root.ViewerPreferences.Direction = Name.R2L

    assert pdf_text(a_pdf(from_the_right)).text == pdf_text(a_pdf(nothing)).text


def pictured(pdf: Pdf) -> None:
    """A picture behind the words of every page, with a mask."""
    grey = Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=300, Height=400,
                      BitsPerComponent=8, ColorSpace=Name.DeviceGray)  # fmt: skip
    mask = pdf.make_stream(bytes(120_000), grey)
    picture = pdf.make_stream(bytes(range(240)) * 500, grey)
    picture.SMask = mask
    for page in pdf.pages:
        page.Resources.XObject = Dictionary(Im=picture)
        page.contents_add(b"q 300 0 0 400 0 0 cm /Im Do Q", prepend=True)


def test_the_text_is_read_without_the_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    content = a_pdf(pictured)
    whole = pdf_text(content)
    assert "Text5" in whole.text
    lean = without_pictures(content)
    with pikepdf.open(io.BytesIO(lean)) as pdf:
        pictures = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        sizes = [int(each.Width) for each in pictures if each.get("/Subtype") == "/Image"]
    assert set(sizes) == {1}
    assert len(lean) < len(content)
    monkeypatch.setattr("anthology.check.pdf_text._HEAVY", 0)
    handed: list[object] = []
    shop = Workshop()
    plain = shop.map
    monkeypatch.setattr(shop, "map", lambda *a, **more: handed.append(a[1]) or plain(*a, **more))
    assert pdf_text(content, shop) == whole
    assert handed == [lean]
