"""Where the pages of sections fall in the book, and which folio each bears."""

from dataclasses import replace

import pytest

from anthology.export.pdf.pieces import Anchor, Chunk, TextStart
from anthology.export.pdf.plan import Place, Sheet, after_letters, folios, paginate, roman
from anthology.model import Article, Block, BlockKind, Origin, PageStart, Position


def _chunk(name: str, pages: int, starts: tuple[TextStart, ...] = (), *anchors: Anchor) -> Chunk:
    starts = starts or tuple(TextStart(page, -1, 0) for page in range(pages))
    return Chunk(name, b"", 0, pages, anchors, starts, (), ())


def _places(*places: tuple[str, str, bool]) -> tuple[Place, ...]:
    return tuple(Place(name, region, recto, None) for name, region, recto in places)


def _shown(sheets: tuple[Sheet, ...]) -> str:
    """``i cover.0``: the folio and what stands on the page, or the folio alone for a blank."""
    return ", ".join(
        f"{s.folio or '-'} {s.section_id}.{s.page}" if s.section_id else s.folio or "-"
        for s in sheets
    )


@pytest.mark.parametrize(
    ("places", "pages", "wanted"),
    [
        ("cover cover, front f", (1, 1), "- c.0, -, i f.0"),
        ("front a, front b", (1, 2), "i a.0, ii b.0, iii b.1"),
        ("front a, front* b", (1, 1), "i a.0, ii, iii b.0"),
        ("front a, front* b", (2, 1), "i a.0, ii a.1, iii b.0"),
        ("front a, body b, body c", (1, 1, 1), "i a.0, ii, 1 b.0, 2 c.0"),
        ("front a, body b, back c, back* d", (2, 2, 1, 1),
         "i a.0, ii a.1, 1 b.0, 2 b.1, 3 c.0, 4, 5 d.0"),
        ("body a, gone x, body b", (1, 0, 1), "1 a.0, 2 b.0"),
        ("front a, gone x, body b", (1, 0, 1), "i a.0, ii, 1 b.0"),
    ],
)  # fmt: skip
def test_pages_in_order_with_blanks_and_folios(
    places: str, pages: tuple[int, ...], wanted: str
) -> None:
    """A star asks for a right-hand page; a section ``gone`` has not been laid out yet."""
    named, chunks = [], {}
    for each, count in zip(places.split(", "), pages, strict=True):
        region, name = each.split()
        name = "c" if name == "cover" else name
        named.append((name, region.strip("*"), region.endswith("*")))
        if region != "gone":
            chunks[name] = _chunk(name, count)
    assert _shown(paginate(_places(*named), chunks)) == wanted


_TEXT = Block(BlockKind.PARAGRAPH, "The river rose. It fell.")
_ARTICLE = Article("a-1", Origin("1.txt"), "High water", (_TEXT, _TEXT))


def test_starts_and_anchors_bear_the_folios_of_their_pages() -> None:
    places = (
        Place("front", "front", False, None),
        Place("a-1", "body", True, _ARTICLE),
        Place("a-2", "body", False, _ARTICLE),
        Place("x", "back", False, None),
    )
    chunks = {
        "front": _chunk("front", 1, (TextStart(0, 2, 9),), Anchor("top", 0, 0, 0)),
        "a-1": _chunk(
            "a-1",
            3,
            (TextStart(0, -1, 0), TextStart(1, 1, 12), TextStart(2, 0, 3, "a-2")),
            Anchor("a-1", 0, 0, 0), Anchor("late", 2, 0, 0),
        ),
        "x": _chunk("x", 1, (TextStart(0, 0, 0, "unknown"),), Anchor("x", 0, 0, 0)),
        "later": _chunk("later", 1, (), Anchor("nowhere", 0, 0, 0)),
    }  # fmt: skip
    found = folios(paginate(places, chunks), places, chunks)
    assert found.anchors == {"top": "i", "a-1": "1", "late": "3", "x": "4"}
    assert found.starts == (
        PageStart("i", 1, "front", Position(2, 9)),  # matter: letters are counted
        PageStart("1", 3, "a-1", Position()),
        PageStart("2", 4, "a-1", Position(1, 16)),  # articles: an offset into the text
        PageStart("3", 5, "a-2", Position(0, 4)),
        PageStart("4", 6, "x", Position(0, 0)),
    )


def test_pages_of_later_pieces_are_the_sections_own() -> None:
    """Their elements of text are counted from its first, as an e-book's files are."""
    places = (
        Place("w", "back", True, None),
        Place("w-2", "back", False, None, "w"),
        Place("w-3", "back", False, None, "w"),
        Place("x", "back", False, None),
    )
    starts = {"w": (-1, 5), "w-2": (0, 2), "w-3": (-1, 4), "x": (0, 3)}
    chunks = {
        name: replace(
            _chunk(name, 2, tuple(TextStart(page, leaf, 0) for page, leaf in enumerate(leaves))),
            leaves=leaves[1] + 2,
        )
        for name, leaves in starts.items()
    }
    found = folios(paginate(places, chunks), places, chunks).starts
    assert [(s.section_id, s.position.leaf) for s in found] == [
        ("w", -1), ("w", 5), ("w", 7 + 0), ("w", 7 + 2), ("w", 7 + 4 + 0), ("w", 7 + 4 + 4),
        ("x", 0), ("x", 3),
    ]  # fmt: skip


def test_covers_and_blanks_are_no_starts() -> None:
    places = _places(("cover", "cover", True), ("front", "front", True), ("b", "front", True))
    chunks = {name: _chunk(name, 1) for name in ("cover", "front", "b")}
    starts = folios(paginate(places, chunks), places, chunks).starts
    assert [(s.folio, s.page, s.section_id) for s in starts] == [("i", 3, "front"), ("iii", 5, "b")]


@pytest.mark.parametrize(
    ("text", "letters", "wanted"),
    [
        ("One. (Two)", 3, 5),
        ("One.  (Two)", 3, 6),  # after the last of several spaces
        ("One two", 4, 5),
        ("One", 3, 3),
        ("One.", 3, 4),
        ("One +two", 3, 4),
        ("One+two", 3, 3),  # no mark and no space: a sign goes with what follows
        ("e\u0301\u0302b", 1, 3),
        ("a-b", 1, 2),
        ("a", 9, 1),
    ],
)
def test_what_belongs_to_the_last_letter_stays_behind(text: str, letters: int, wanted: int) -> None:
    assert after_letters(text, letters) == wanted


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        (1, "i"), (2, "ii"), (4, "iv"), (5, "v"), (6, "vi"), (9, "ix"), (10, "x"), (11, "xi"),
        (40, "xl"), (41, "xli"), (50, "l"), (51, "li"), (90, "xc"), (91, "xci"), (100, "c"),
        (101, "ci"), (400, "cd"), (401, "cdi"), (500, "d"), (501, "di"), (900, "cm"),
        (901, "cmi"), (1000, "m"), (1001, "mi"), (1999, "mcmxcix"), (3888, "mmmdccclxxxviii"),
    ],
)  # fmt: skip
def test_roman_figures_at_every_step(number: int, wanted: str) -> None:
    assert roman(number) == wanted
