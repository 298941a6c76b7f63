"""The e-book, read back: package, navigation, page list, links."""

import posixpath
import re
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from lxml import etree

from anthology.edition import Medium
from anthology.export.epub import to_epub
from anthology.layout import lay_out
from anthology.model import Asset, Block, BlockKind, Folios, Part
from tests.check.epubs import PNG

from .conftest import Sample

_NS = {
    "h": "http://www.w3.org/1999/xhtml",
    "e": "http://www.idpf.org/2007/ops",
    "o": "http://www.idpf.org/2007/opf",
}
_TYPE = "{http://www.idpf.org/2007/ops}type"


@pytest.fixture(scope="module")
def archive(sample: Sample) -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(sample.epub))


def _documents(archive: zipfile.ZipFile) -> dict[str, etree._Element]:
    return {
        name: etree.fromstring(archive.read(name))
        for name in archive.namelist()
        if name.endswith(".xhtml")
    }


def test_the_archive_begins_with_its_type_and_bears_the_books_date(
    archive: zipfile.ZipFile,
) -> None:
    first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert archive.read("mimetype") == b"application/epub+zip"
    assert {info.date_time for info in archive.infolist()} == {(2022, 6, 1, 0, 0, 0)}


def test_every_internal_link_lands(archive: zipfile.ZipFile) -> None:
    documents = _documents(archive)
    ids = {name: set(doc.xpath("//@id")) for name, doc in documents.items()}
    broken = []
    count = 0
    for name, doc in documents.items():
        for href in doc.xpath("//h:a/@href", namespaces=_NS):
            if re.match(r"\w+:", href):
                continue
            count += 1
            path, _, fragment = href.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
            target = target if path else name
            if target not in ids or (fragment and fragment not in ids[target]):
                broken.append((name, href))
    assert count > 30
    assert broken == []


def test_the_page_list_is_the_print_editions(archive: zipfile.ZipFile, sample: Sample) -> None:
    """Every numbered page of the PDF that has text, in order, each with its marker."""
    nav = etree.fromstring(archive.read("EPUB/nav.xhtml"))
    items = nav.xpath("//h:nav[@e:type='page-list']//h:a", namespaces=_NS)
    assert [a.text for a in items] == [s.folio for s in sample.printed.folios.starts]
    markers = [
        (span.get("id"), span.get("aria-label"))
        for doc in _documents(archive).values()
        for span in doc.xpath("//h:span[@role='doc-pagebreak']", namespaces=_NS)
    ]
    assert sorted(markers) == sorted((f"page-{a.text}", a.text) for a in items)


def test_the_contents_have_parts_with_articles_under_them(
    archive: zipfile.ZipFile, sample: Sample
) -> None:
    nav = etree.fromstring(archive.read("EPUB/nav.xhtml"))
    found = []
    for item in nav.xpath("//h:nav[@e:type='toc']/h:ol/h:li", namespaces=_NS):
        (link,) = item.xpath("h:a", namespaces=_NS)
        children = item.xpath("h:ol/h:li/h:a", namespaces=_NS)
        found.append(("".join(link.itertext()), ["".join(c.itertext()) for c in children]))
    parts = [(part.title, [a.title for a in part.articles]) for part in sample.book.parts]
    assert found == [
        ("Introduction", []), *parts, ("Chronology", []), ("Who’s Who", []), ("Sources", []),
    ]  # fmt: skip


def test_the_first_mention_alone_is_linked_and_the_entry_links_back(
    archive: zipfile.ZipFile, sample: Sample
) -> None:
    documents = _documents(archive)
    for article in sample.book.articles:
        doc = documents[f"EPUB/text/{article.id}.xhtml"]
        links = doc.xpath("//h:a[@role='doc-glossref']", namespaces=_NS)
        assert [a.get("href") for a in links] == ["whos-who.xhtml#p-quill-ada"]
    who = documents["EPUB/text/whos-who.xhtml"]
    back = who.xpath("//h:a[@role='doc-backlink']/@href", namespaces=_NS)
    assert back == [f"{a.id}.xhtml#{a.id}.p-quill-ada" for a in sample.book.articles]


def test_headings_go_down_one_level_at_a_time(archive: zipfile.ZipFile) -> None:
    for name, doc in _documents(archive).items():
        levels = [
            int(e.tag[-1]) for e in doc.iter() if isinstance(e.tag, str) and e.tag[-2:-1] == "h"
            and e.tag[-1].isdigit()
        ]  # fmt: skip
        steps = zip([0, *levels], levels, strict=False)
        assert all(b - a <= 1 for a, b in steps), name


def test_the_package_says_what_it_is(archive: zipfile.ZipFile, sample: Sample) -> None:
    opf = etree.fromstring(archive.read("EPUB/content.opf"))
    meta = {}
    for element in opf.xpath("//o:meta[@property]", namespaces=_NS):
        meta.setdefault(element.get("property"), []).append(element.text)
    assert meta["dcterms:modified"] == ["2022-06-01T00:00:00Z"]
    assert meta["pageBreakSource"] == [f"{sample.book.identifier}#print"]
    assert "pageBreakMarkers" in meta["schema:accessibilityFeature"]
    assert meta["schema:accessibilityHazard"] == ["none"]
    assert meta["schema:accessModeSufficient"] == ["textual"]
    assert "dcterms:conformsTo" not in meta


@pytest.mark.parametrize(
    ("words", "modes", "sufficient"),
    [
        (None, ["textual"], ["textual"]),
        ("A mill", ["textual", "visual"], ["textual,visual", "textual"]),
        ("", ["textual", "visual"], ["textual,visual"]),
    ],
)
def test_the_access_modes_are_those_of_the_books_pictures(
    sample: Sample, words: str | None, modes: list[str], sufficient: list[str]
) -> None:
    """A picture without words shows what the text alone does not say."""
    asset = Asset("0f", "image/png", PNG, 1, 1)
    first = sample.book.articles[0]
    blocks = () if words is None else (Block(BlockKind.IMAGE, words, target="0f"),)
    article = replace(first, blocks=(*first.blocks, *blocks), assets=(asset,))
    book = replace(sample.book, parts=(Part("p", "", (article,)),), people=())
    edition = lay_out(book, sample.ebook_edition.theme, Medium.EBOOK, "A5", "0")
    with zipfile.ZipFile(BytesIO(to_epub(edition, Folios(), b""))) as archive:
        opf = etree.fromstring(archive.read("EPUB/content.opf"))
    meta = {
        name: opf.xpath(f"//o:meta[@property='schema:{name}']/text()", namespaces=_NS)
        for name in ("accessMode", "accessModeSufficient")
    }
    assert meta == {"accessMode": modes, "accessModeSufficient": sufficient}
    (summary,) = opf.xpath("//o:meta[@property='schema:accessibilitySummary']", namespaces=_NS)
    assert summary.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


def test_the_package_bears_the_claim_of_who_judged_it(sample: Sample) -> None:
    judged = replace(sample.ebook_edition, book=replace(sample.book, certified_by="M. Reyes"))  # type: ignore[type-var]  # a dataclass behind the protocol
    with zipfile.ZipFile(BytesIO(to_epub(judged, Folios(), b""))) as archive:
        opf = archive.read("EPUB/content.opf").decode()
    assert ">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>" in opf
    assert '<meta property="a11y:certifiedBy" refines="#conformance">M. Reyes</meta>' in opf
