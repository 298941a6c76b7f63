"""What a finished PDF says of itself."""

import datetime as dt
from dataclasses import dataclass, replace
from io import BytesIO

import pikepdf
import pydyf
import pytest

from anthology.export.pdf.description import description, metadata
from anthology.export.pdf.file import File, reference
from anthology.model import Book

_BOOK = Book("High Water", "de", (), (), "urn:uuid:1", modified=dt.datetime(2022, 6, 1, 7, 8, 9))


@dataclass(frozen=True)
class _Edition:
    book: Book
    version: str = "1.2"


def _described(book: Book, right_to_left: bool = False) -> tuple[pikepdf.Pdf, dict[str, object]]:
    edition, file = _Edition(book), File()
    content, info = metadata(edition)  # type: ignore[arg-type]  # all that is asked of it
    packet = file.add_as_is(content, b"/Type /Metadata/Subtype /XML")
    pages = {"Type": "/Pages", "Count": 0, "Kids": pydyf.Array()}
    held = {"Pages": reference(file.add(pages)), "Metadata": reference(packet)}
    told = description(edition, right_to_left)  # type: ignore[arg-type]  # all that is asked of it
    pdf = pikepdf.open(BytesIO(file.finish({"Type": "/Catalog"} | held | told, info)))
    with pdf.open_metadata() as data:
        return pdf, {key.rpartition("}")[2]: value for key, value in data.items()}


def test_a_book_with_little_to_say() -> None:
    pdf, said = _described(_BOOK)
    assert said == {
        "part": "1",
        "title": "High Water",
        "language": {"de"},
        "identifier": "urn:uuid:1",
        "CreatorTool": "Anthology 1.2",
        "Producer": "WeasyPrint, pikepdf",
        "CreateDate": "2022-06-01T07:08:09Z",
        "ModifyDate": "2022-06-01T07:08:09Z",
    }
    assert (str(pdf.Root.Lang), pdf.Root.PageLayout) == ("de", "/TwoPageRight")
    assert pdf.Root.MarkInfo.Marked is True
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
    assert "/Direction" not in pdf.Root.ViewerPreferences


def test_old_readers_are_told_the_same() -> None:
    pdf, _ = _described(replace(_BOOK, title="Höhe", editor="M. Reyes"))
    info = {key: str(value) for key, value in pdf.docinfo.items()}
    assert (info["/Title"], info["/Author"]) == ("Höhe", "M. Reyes")
    assert info["/Creator"] == "Anthology 1.2"


def test_a_book_with_much_to_say() -> None:
    book = replace(
        _BOOK, subtitle="Five days", editor="M. Reyes", description="On floods.", rights="CC0",
        modified=None,
    )  # fmt: skip
    _, said = _described(book)
    assert said["title"] == "High Water: Five days"
    assert said["creator"] == ["M. Reyes"]
    assert (said["description"], said["rights"]) == ("On floods.", "CC0")
    assert not {"CreateDate", "ModifyDate"} & set(said)


def test_a_book_read_from_right_to_left_says_so() -> None:
    pdf, _ = _described(_BOOK, right_to_left=True)
    assert pdf.Root.ViewerPreferences.Direction == "/R2L"


@pytest.mark.parametrize("key", ["pdfuaid:part", "dc:title", "xmp:CreatorTool", "pdf:Producer"])
def test_metadata_are_found_under_the_names_that_readers_look_for(key: str) -> None:
    pdf, _ = _described(_BOOK)
    with pdf.open_metadata() as data:
        assert data[key]
    packet = pdf.Root.Metadata.read_bytes().decode()
    assert 'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"' in packet
