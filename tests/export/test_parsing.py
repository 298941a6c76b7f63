"""Documents read by an XML parser are the documents that the engine's parser reads."""

import io
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest
import tinyhtml5

from anthology.export.pdf.parsing import parse, parse_well_formed

_DOCUMENT = (
    '<!DOCTYPE html>\n<html lang="en" dir="ltr">\n<head><meta charset="utf-8"/><title>A &amp; B'
    '</title></head>\n<body>\n<section epub:type="glossary" id="a">\n<h1>Who’s <i>Who</i></h1>'
    '<p data-leaf="1">one&#160;two<br/>three <span title="a &quot;b&quot;"></span> tail</p>\n'
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>t</title>'
    '<path d="M0 0h9"/></svg> <ul><li>a</li>\n<li>b <!-- no word --></li></ul>\n'
    "</section>\n</body>\n</html>\n"
)


def _told(root: Element) -> Iterator[tuple[object, ...]]:
    """Every element with all that it says; the space between the outermost ones says nothing."""
    outer = [root, *root]
    for each in root.iter():
        texts = [each.text or "", each.tail or ""]
        shown = [text.strip() for text in texts] if each in outer else texts
        yield each.tag, dict(each.attrib), *shown


def _engines(text: str) -> Element:
    root: Element = tinyhtml5.parse(io.BytesIO(text.encode()), namespace_html_elements=False)
    for each in list(root.iter()):  # comments are no elements to the engine either
        for child in [kid for kid in each if not isinstance(kid.tag, str)]:
            each.remove(child)
    return root


def test_a_well_formed_document_is_read_as_the_engine_reads_it() -> None:
    found = parse_well_formed(_DOCUMENT)
    assert found is not None
    ours, engines = list(_told(found)), list(_told(_engines(_DOCUMENT)))
    body = next(at for at, each in enumerate(ours) if each[0] == "body")
    assert ours[:body] == engines[:body]
    inside = list(zip(ours[body + 1 :], engines[body + 1 :], strict=True))
    assert inside[0][0][:3] == inside[0][1][:3]  # what follows the last element is space
    assert all(one == other for one, other in inside[1:])


@pytest.mark.parametrize(
    "text",
    [
        "<p>no document",
        "<html><head></head><body><p>a<br>b</p></body></html>",
        "<html><head></head><body>a &nbsp; b</body></html>",
        "<html><head></head><body>a \x01 b</body></html>",
        "<html><body><p>no head</p></body></html>",
        '<!DOCTYPE html [<!ENTITY a "b">]><html><head></head><body>&a;</body></html>',
        "",
    ],
)
def test_what_is_not_well_formed_is_left_to_the_engine(text: str) -> None:
    found = parse(io.StringIO(text), namespace_html_elements=False)
    assert list(_told(found)) == list(_told(_engines(text)))


@pytest.mark.parametrize("kind", [io.StringIO, lambda text: io.BytesIO(text.encode())])
def test_text_and_bytes_are_read(kind: type[io.StringIO]) -> None:
    found = parse(kind(_DOCUMENT), namespace_html_elements=False)
    assert [each.tag for each in found] == ["head", "body"]
    assert "".join(found.itertext()).split()[:4] == ["A", "&", "B", "Who’s"]
