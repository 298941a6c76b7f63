"""The form of Kobo's readers, and embedded fonts."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from anthology.check.epub import check_epub
from anthology.export.epub import to_epub, to_kepub
from anthology.model import Folios

from .conftest import Sample

_X = "{http://www.w3.org/1999/xhtml}"


def _documents(epub: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        names = [n for n in archive.namelist() if n.endswith(".xhtml")]
        return {name: etree.fromstring(archive.read(name)) for name in names}


@pytest.fixture(scope="module")
def kepub(sample: Sample) -> bytes:
    return to_kepub(sample.epub)


def test_no_character_changes(kepub: bytes, sample: Sample) -> None:
    before, after = _documents(sample.epub), _documents(kepub)
    assert list(before) == list(after)
    for name in before:
        bodies = [d[name].find(f"{_X}body") for d in (before, after)]
        assert "".join(bodies[0].itertext()) == "".join(bodies[1].itertext()), name


def test_all_text_and_every_picture_is_in_a_numbered_span(kepub: bytes) -> None:
    for name, doc in _documents(kepub).items():
        body = doc.find(f"{_X}body")
        spans = [e for e in body.iter(f"{_X}span") if e.get("class") == "koboSpan"]
        ids = [span.get("id") for span in spans]
        assert ids
        assert len(set(ids)) == len(ids), name
        texts = [text for text in body.xpath(".//text()") if text.strip()]
        skipped = {f"{_X}pre", "{http://www.w3.org/2000/svg}title"}
        assert [t for t in texts if t.is_tail] == [], name
        inside = [t for t in texts if t.getparent().tag not in skipped]
        assert all(t.getparent() in spans for t in inside), name
        assert all(img.getparent().get("class") == "koboSpan" for img in body.iter(f"{_X}img"))


def test_pages_stand_in_the_two_wrappers_of_the_reader(kepub: bytes) -> None:
    for doc in _documents(kepub).values():
        (columns,) = doc.find(f"{_X}body")
        assert columns.get("id") == "book-columns"
        (inner,) = columns
        assert inner.get("id") == "book-inner"


def test_a_sentence_is_a_span_and_a_paragraph_counts_anew(kepub: bytes) -> None:
    doc = _documents(kepub)["EPUB/text/a-5.xhtml"]
    paragraphs = [p for p in doc.iter(f"{_X}p") if "The river" in "".join(p.itertext())]
    ids = [s.get("id") for s in paragraphs[0].iter(f"{_X}span") if s.get("class") == "koboSpan"]
    number = ids[0].split(".")[1]
    assert ids == [f"kobo.{number}.{n}" for n in range(1, len(ids) + 1)]
    assert "".join(paragraphs[0].itertext()).count(". ") < len(ids)


def test_the_kobo_form_is_sound_and_the_same_every_time(kepub: bytes, sample: Sample) -> None:
    assert check_epub(kepub) == ()
    assert to_kepub(sample.epub) == kepub


def test_embedded_fonts_hold_what_the_book_needs_and_little_else(sample: Sample) -> None:
    edition = replace(sample.ebook_edition, embed_fonts=True)  # type: ignore[type-var]  # a dataclass behind the protocol
    book = to_epub(edition, Folios(), b"")
    assert book == to_epub(edition, Folios(), b"")
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        sheet = archive.read("EPUB/css/fonts.css").decode()
        fonts = [n for n in archive.namelist() if n.startswith("EPUB/fonts/")]
        assert len(fonts) == len(edition.theme.faces)
        assert all(n.removeprefix("EPUB/") in sheet for n in fonts)
        assert b"fonts.css" in archive.read("EPUB/text/a-1.xhtml")
        font = TTFont(io.BytesIO(archive.read("EPUB/fonts/LinLibertine_R.otf")))
        sizes = {n: archive.getinfo(n).file_size for n in fonts}
    assert {ord(c) for c in "HighwaterQu"} <= set(font.getBestCmap())
    assert len(font.getBestCmap()) < 120
    assert max(sizes.values()) < 120_000


def test_without_the_option_there_is_no_font(sample: Sample) -> None:
    with zipfile.ZipFile(io.BytesIO(sample.epub)) as archive:
        assert not [n for n in archive.namelist() if "font" in n]
