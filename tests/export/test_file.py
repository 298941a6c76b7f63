"""A file written object by object, as two PDF libraries read it."""

import zlib
from io import BytesIO

import pikepdf
import pydyf
import pypdfium2
import pytest

from anthology.export.pdf import file as file_module
from anthology.export.pdf.file import File, filled, name_tree, reference
from anthology.export.pdf.pieces import Block, Objects, StreamObject, Template


def _finished(file: File, **held: object) -> bytes:
    """A file with one page, and what its catalogue holds beside."""
    parent = file.reserve()
    page = {
        "Type": "/Page",
        "Parent": reference(parent),
        "MediaBox": pydyf.Array([0, 0, 200, 100]),
        "Resources": pydyf.Dictionary(),
    }
    kids = pydyf.Array([reference(file.add(page))])
    file.add({"Type": "/Pages", "Count": 1, "Kids": kids}, parent)
    catalogue = {"Type": "/Catalog", "Pages": reference(parent), **held}
    return file.finish(catalogue, {"Title": pydyf.String("High Water")})


def _block() -> Block:
    """A stream, and three objects that refer to it, to each other and to what is given."""
    stream = StreamObject(Template(b"/Kind /Plain/Back %7d 0 R", (3,)), b"as it lies")
    first = Objects(
        Template(b"<</Given %7d 0 R/Stream %7d 0 R>>\n[%7d 0 R (100%%)]\n", (0, 2, 5)),
        (0, 42),
    )
    return Block(2, (stream,), (first, Objects(Template(b"<</Given %7d 0 R>>\n", (1,)), (0,))))


def test_a_block_is_taken_in_with_numbers_of_the_file() -> None:
    file = File()
    given = (file.add(b"(one)"), file.add(b"(two)"))
    file.add(b"(another)")
    numbers = file.take_in(_block(), given)
    assert numbers == (*given, 4, 5, 6, 7)
    made = _finished(file, A=reference(numbers[3]), B=reference(numbers[4]))
    with pikepdf.open(BytesIO(made)) as pdf:
        assert pdf.check_pdf_syntax() == []
        first, pair = pdf.Root.A, pdf.Root.B
        assert str(first.Given) == "one"
        assert first.Stream.read_raw_bytes() == b"as it lies"
        assert first.Stream.Kind == "/Plain"
        assert first.Stream.Back.objgen == first.objgen
        assert str(pair[0].Given) == "two"
        assert str(pair[1]) == "100%"


def test_the_same_block_may_be_taken_in_twice() -> None:
    file = File()
    given = (file.add(b"(one)"), file.add(b"(two)"))
    numbers = [file.take_in(_block(), given) for _ in range(2)]
    assert not set(numbers[0][2:]) & set(numbers[1][2:])
    made = _finished(file, A=pydyf.Array(reference(each[3]) for each in numbers))
    with pikepdf.open(BytesIO(made)) as pdf:
        streams = [each.Stream.objgen[0] for each in pdf.Root.A]
    assert streams == [numbers[0][2], numbers[1][2]]


@pytest.mark.parametrize("count", [0, 1, 199, 200, 201, 1000])
def test_however_many_objects_there_are_all_are_found(count: int) -> None:
    file = File()
    numbers = [file.add(f"({number})".encode()) for number in range(count)]
    made = _finished(file, Held=pydyf.Array(map(reference, numbers)))
    with pikepdf.open(BytesIO(made)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert [str(each) for each in pdf.Root.Held] == [str(number) for number in range(count)]
    document = pypdfium2.PdfDocument(made)
    assert document.get_metadata_value("Title") == "High Water"
    assert (len(document), document[0].get_size()) == (1, (200, 100))
    document.close()


def test_the_table_is_read_far_into_a_large_file() -> None:
    """Offsets of three and four bytes; rows are written as differences, which carry nothing."""
    file = File()
    numbers = [file.add_as_is(bytes(70_000), b"/Number %d" % number) for number in range(300)]
    made = _finished(file, Held=pydyf.Array(map(reference, numbers)))
    assert len(made) > 2**24
    with pikepdf.open(BytesIO(made)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert [int(each.Number) for each in pdf.Root.Held] == list(range(300))


def test_streams_are_packed_and_numbers_may_be_reserved() -> None:
    file = File()
    first = file.reserve(3)
    file.add(b"(last)", first + 2)
    assert file.add_stream(b"drawn " * 50, {"Kind": "/Form"}, number=first + 1) == first + 1
    assert file.add({"Kind": "/Plain"}, first) == first
    made = _finished(file, Held=pydyf.Array(map(reference, range(first, first + 3))))
    with pikepdf.open(BytesIO(made)) as pdf:
        plain, stream, last = pdf.Root.Held
        assert (plain.Kind, stream.Kind, str(last)) == ("/Plain", "/Form", "last")
        assert stream.read_bytes() == zlib.decompress(stream.read_raw_bytes()) == b"drawn " * 50


def test_the_same_objects_make_the_same_bytes_and_others_another_mark() -> None:
    def made(word: bytes) -> bytes:
        file = File()
        file.add(word)
        return _finished(file)

    assert made(b"(a)") == made(b"(a)")
    marks = []
    for word in (b"(a)", b"(b)"):
        with pikepdf.open(BytesIO(made(word))) as pdf:
            marks.append([bytes(each) for each in pdf.trailer.ID])
    assert marks[0][0] == marks[0][1] != marks[1][0]
    assert len(marks[0][0]) == 16


def test_a_file_of_more_objects_than_it_can_number_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(file_module, "_MOST", 10)
    with pytest.raises(ValueError, match="more than 10 objects"):
        File().reserve(11)


def test_a_place_is_as_wide_whatever_number_it_has() -> None:
    template = Template(b"<</A %7d 0 R/B (5%%)>>", (1,))
    texts = [filled(template, numbers) for numbers in ((0, 7), (0, 1_234_567))]
    assert texts == [b"<</A       7 0 R/B (5%)>>", b"<</A 1234567 0 R/B (5%)>>"]


def test_names_stand_in_the_order_of_their_bytes() -> None:
    tree = name_tree({"b": 1, "\u00e9": 2, "a.b": 3, "a": 4, "Z": 5})
    assert [str(each) for each in tree["Names"][1::2]] == ["5", "4", "3", "1", "2"]
    assert tree["Names"][-2].data == b"<feff00e9>"
