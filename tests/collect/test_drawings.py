"""SVG is cleaned by a list of what may stay; each line here goes without one part of the guard."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from anthology.collect import drawings
from anthology.collect.drawings import clean_drawing, is_drawing

XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
PNG = "data:image/png;base64,iVBORw0KGgo="


def cleaned(inner: str, head: str = "", xmlns: str = 'xmlns="http://www.w3.org/2000/svg"') -> str:
    found = clean_drawing(f'{head}<svg {xmlns} {XLINK} width="9" height="9">{inner}</svg>'.encode())
    assert found is not None
    return found.data.decode()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ('<use href="#a"/>', '<use href="#a"/>'),
        ('<use href="b.svg#a"/>', "<use/>"),
        (f'<use href="{PNG}"/>', "<use/>"),
        (f'<image href="{PNG}"/>', f'<image href="{PNG}"/>'),
        ('<image href="#a"/>', ""),
        ('<image width="3"/>', ""),
        ('<text xml:space="preserve">x</text>', '<text xml:space="preserve">x</text>'),
        ('<text xml:base="https://example.org/">x</text>', "<text>x</text>"),
        ('<text xlink:title="x">x</text>', "<text>x</text>"),
        ('<text xlink:space="x">x</text>', "<text>x</text>"),
        ("<!-- x --><g/><?x y?>", "<g/>"),
        ("<a href='x'><g/></a>", "<g><g/></g>"),
        ("<style>p{fill:red}</style>", "<style>p{fill:red}</style>"),
        ("<style>p{fill:u<g/>rl(https://example.org)}</style>", ""),
        ("<g fill='url(#a)'/>", '<g fill="url(#a)"/>'),
        ("<g fill='URL(x)'/>", "<g/>"),
    ],
)
def test_what_is_on_the_list_stays_and_nothing_else(given: str, kept: str) -> None:
    inner = cleaned(given).partition('viewBox="0 0 9 9"')[2]
    assert inner in (f">{kept}</svg>", "/>" if not kept else "")


def test_an_entity_reads_no_file(tmp_path: Path) -> None:
    """Fails with ``resolve_entities``."""
    (tmp_path / "secret").write_text("third stone")
    uri = (tmp_path / "secret").as_uri()
    head = f'<!DOCTYPE svg [<!ENTITY x SYSTEM "{uri}"><!ENTITY y "fourth stone">]>'
    found = cleaned("<text>&x;&y;</text>", head)
    assert "stone" not in found
    assert "ENTITY" not in found


def test_a_drawing_without_a_name_space_or_an_end_is_mended() -> None:
    root = etree.fromstring(cleaned("<path d='M0 0'/>", xmlns="").encode())
    assert [each.tag.partition("}")[0] for each in root.iter()] == [
        "{http://www.w3.org/2000/svg"
    ] * 2
    found = clean_drawing(b'<svg width="9" height="9"><g><path d="M0 0"/>')
    assert found is not None
    assert found.data.startswith(b"<?xml version='1.0' encoding='utf-8'?>")
    assert [etree.QName(e).localname for e in etree.fromstring(found.data).iter()] == [
        "svg",
        "g",
        "path",
    ]
    assert clean_drawing(b"<html/>") is None
    assert clean_drawing(b"") is None


@pytest.mark.parametrize(
    ("head", "size", "told"),
    [
        ('width="9" height="8"', (9, 8), {"viewBox": "0 0 9 8"}),
        ('width="9" height="8" preserveAspectRatio="none"', (9, 8), {"viewBox": "0 0 9 8"}),
        ('viewBox="0 0 20 10.4"', (20, 10), {"width": "20", "height": "10.4"}),
        ('viewBox="-5 -5 20 10" width="40"', (20, 10), {"width": "20", "height": "10"}),
        ('viewBox="0 0 20 10" width="4in" height="2in"', (384, 192), {"viewBox": "0 0 20 10"}),
        ('viewBox="0 0 0 10" width="4" height="2"', (4, 2), {"viewBox": "0 0 4 2"}),
        ('viewBox="0 0 20" width="4" height="0.2"', (4, 1), {"viewBox": "0 0 4 0.2"}),
        ('viewBox="0 0 0 10"', None, {}),
        ('width="9"', None, {}),
    ],
)
def test_a_drawing_has_a_size_and_a_box_whichever_it_was_given(
    head: str, size: tuple[int, int] | None, told: dict[str, str]
) -> None:
    found = clean_drawing(f'<svg xmlns="http://www.w3.org/2000/svg" {head}><g/></svg>'.encode())
    assert (found and (found.width, found.height)) == size
    if found:
        root = etree.fromstring(found.data)
        assert told.items() <= dict(root.attrib).items()
        assert "preserveAspectRatio" not in root.attrib


def test_a_drawing_brings_no_entity_and_no_prefix_that_it_does_not_need() -> None:
    head = '<!DOCTYPE svg [<!ENTITY a "<path/>"><!ATTLIST g fill CDATA "red">]>'
    assert cleaned("<g>&a;</g>", head) == cleaned("<g/>")


@pytest.mark.parametrize(
    ("head", "is_one"),
    [
        (b"<svg/>", True),
        (b"\xef\xbb\xbf \r\n\t<?xml version='1.0'?><svg/>", True),
        (b"<x:svg xmlns:x='http://www.w3.org/2000/svg'/>", True),
        (b"<!--" + b"x" * 19_990 + b"--><svg/>", False),
        (b"<!--" + b"x" * 19_980 + b"--><svg/>", True),
        (b"<html/>", False),
        (b"a <svg/>", False),
        (b"", False),
    ],
)
def test_what_is_taken_for_a_drawing(head: bytes, is_one: bool) -> None:
    assert is_drawing(head) is is_one


@pytest.mark.parametrize(
    "attribute",
    [
        "onclick", "onLoad", "data-x", "aria-label", "role", "requiredExtensions",
        "systemLanguage", "contentScriptType", "contentStyleType",
    ],
)  # fmt: skip
def test_attributes_that_do_something_go(attribute: str) -> None:
    assert cleaned(f'<g {attribute}="x" fill="red" rolex="1"/>') == cleaned(
        '<g fill="red" rolex="1"/>'
    )


@pytest.mark.parametrize(
    "value",
    [
        "url(x)", "url( 'x' )", 'url("x")'.replace('"', "&quot;"), "@import", "JavaScript:x",
        "expression(x)", "\\75rl(x)", "URL(https://e.org)",
    ],
)  # fmt: skip
def test_values_that_lead_outside_go(value: str) -> None:
    assert cleaned(f'<g style="{value}"/>') == cleaned("<g/>")
    assert "<style" not in cleaned(f"<style>{value}</style>")


@pytest.mark.parametrize(
    ("address", "stays"),
    [
        ("data:image/png;base64,AAEC", True), ("data:image/jpeg;base64,AA==\n", True),
        ("data:image/jpg;base64,A+/", True), ("data:image/gif;base64,AAEC", True),
        ("data:image/svg+xml;base64,AAEC", False), ("data:image/png,AAEC", False),
        ("data:image/png;base64,AA;EC", False), ("https://e.org/a.png", False), ("#a", False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["href", "xlink:href"])
def test_only_images_that_are_within_it_are_shown(address: str, stays: bool, name: str) -> None:
    assert ("<image" in cleaned(f'<image {name}="{address}"/>')) is stays


def test_elements_of_other_names_go_with_what_they_hold() -> None:
    inner = '<x:g xmlns:x="https://e.org/"><path/></x:g><foreignObject><p/></foreignObject><G/>'
    assert cleaned(f"{inner}<text>a<b>b</b>c</text>") == cleaned("<text>ac</text>")


def test_a_link_is_given_up_for_what_it_holds() -> None:
    found = cleaned('<a xlink:href="https://e.org/" fill="red">x<path/></a>')
    assert found == cleaned("<g>x<path/></g>")


def test_a_drawing_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    monkeypatch.setattr(drawings, "_MOST_BYTES", len(data))
    assert clean_drawing(data)
    assert clean_drawing(data + b" ") is None


@pytest.mark.parametrize(
    ("length", "pixels"),
    [
        ("30", 30), ("30px", 30), ("30pt", 40), ("2pc", 32), ("25.4mm", 96), ("2.54cm", 96),
        (" 1in ", 96), ("1 IN", 96), ("2em", 32), ("2ex", 16), ("1.5em", 24), ("7q", 7),
    ],
)  # fmt: skip
def test_lengths_are_in_pixels(length: str, pixels: int) -> None:
    found = clean_drawing(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{length}" height="8"/>'.encode()
    )
    assert found is not None
    assert (found.width, found.height) == (pixels, 8)


@pytest.mark.parametrize("length", ["100%", "auto", "-3", "3 4", "x3", "0", "0px", ""])
def test_what_is_no_length_is_none(length: str) -> None:
    head = f'xmlns="http://www.w3.org/2000/svg" width="{length}" height="8"'
    assert clean_drawing(f"<svg {head}/>".encode()) is None
    found = clean_drawing(f'<svg {head} viewBox="0,0,30,20"/>'.encode())
    assert found is not None
    assert (found.width, found.height) == (30, 20)


def test_a_box_without_a_height_is_none() -> None:
    for box in ("0 0 9 0", "0 0 9 -1", "0 0 9", "0 0 9 9 9", "none"):
        assert clean_drawing(f'<svg viewBox="{box}"/>'.encode()) is None, box
    assert clean_drawing(b'<svg viewBox="0 0 .5 0.4"/>') is not None
