"""A booklet, folded by computation: its pages read in order."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from anthology.export.press import fold
from anthology.export.press.booklet import impose
from anthology.printing import Printing

_WIDTH, _HEIGHT = 200.0, 300.0


def _book(pages: int) -> bytes:
    """Pages that say their number, from 1."""
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    for number in range(1, pages + 1):
        page = pdf.add_blank_page(page_size=(_WIDTH, _HEIGHT))
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        content = f"BT /F 20 Tf 90 150 Td (n{number}.) Tj ET"
        page.obj.Contents = pdf.make_stream(content.encode())
    pdf.Root.Lang = pikepdf.String("en")
    with pdf.open_metadata() as data:
        data["dc:title"] = "Numbers"
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def _halves(content: bytes) -> list[tuple[str, str]]:
    """What stands on the left and on the right of every side."""
    found = []
    for page in pypdfium2.PdfDocument(content):
        width, height = page.get_size()
        text = page.get_textpage()
        halves = [(0, width / 2), (width / 2, width)]
        left, right = (text.get_text_bounded(a, 0, b, height).strip() for a, b in halves)
        found.append((left, right))
    return found


def _folded(sides: list[tuple[str, str]], signature: int) -> list[str]:
    """The pages in order when the sheets are folded, signature after signature.

    A sheet's back is turned over the fold: behind its right front page is its left back one.
    """
    sheets = list(zip(sides[::2], sides[1::2], strict=True))
    read = []
    size = signature or len(sheets)
    for start in range(0, len(sheets), size):
        own = sheets[start : start + size]
        first_half = [p for front, back in own for p in (front[1], back[0])]
        second_half = [p for front, back in reversed(own) for p in (back[1], front[0])]
        read += first_half + second_half
    return read


@pytest.mark.parametrize("signature", [0, 1, 3, 4])
@pytest.mark.parametrize("pages", [1, 4, 7, 16, 33, 66])
def test_the_pages_read_in_order_when_folded(pages: int, signature: int) -> None:
    sheets = fold(_book(pages), Printing(booklet=True, signature=signature), "en")
    read = _folded(_halves(sheets), signature)
    assert [text for text in read if text] == [f"n{n}." for n in range(1, pages + 1)]
    assert len(read) % 4 == 0
    assert all(read[:pages])  # blanks come last


def test_over_the_long_edge_backs_stand_on_their_heads() -> None:
    """The printer turns the paper the other way, and they stand upright again."""
    short, long = (
        fold(_book(8), Printing(booklet=True, duplex=edge), "en") for edge in ("short", "long")
    )
    upright, turned = _halves(short), _halves(long)
    assert upright[::2] == turned[::2]
    assert [side[::-1] for side in upright[1::2]] == turned[1::2]
    with pikepdf.open(BytesIO(long)) as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"


def test_a_book_read_from_right_to_left_is_folded_the_other_way() -> None:
    assert [(s.left, s.right) for s in impose(8, right_to_left=True)] == [
        (0, 7), (6, 1), (2, 5), (4, 3),
    ]  # fmt: skip


def test_creep_moves_inner_pages_towards_the_fold() -> None:
    sheets = fold(_book(40), Printing(booklet=True), "en")
    document = pypdfium2.PdfDocument(sheets)
    lefts = []
    for number in (0, len(document) - 2):  # the fronts of the outermost and the innermost sheet
        text = document[number].get_textpage()
        lefts.append([text.get_charbox(at)[0] for at in range(text.count_chars())])
    assert min(lefts[1]) - min(lefts[0]) == pytest.approx(9 * 0.1 * 72 / 25.4, abs=0.6)


def test_pages_are_scaled_to_the_paper_and_stand_in_its_middle() -> None:
    sheets = fold(_book(4), Printing(booklet=True, sheet="A4"), "en")
    with pikepdf.open(BytesIO(sheets)) as pdf:
        width, height = (float(v) for v in list(pdf.pages[0].mediabox)[2:])
    assert (width, height) == pytest.approx((297 / 25.4 * 72, 210 / 25.4 * 72), abs=0.1)
    assert _halves(sheets) == [("n4.", "n1."), ("n2.", "n3.")]
