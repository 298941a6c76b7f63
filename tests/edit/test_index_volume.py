"""The volume that indexes a series: everything in it with its volume and its page there."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from anthology.build import build
from anthology.check.epub import check_epub
from anthology.check.findings import Severity
from anthology.config import Config
from anthology.report import Report

_FILLER = (
    "The water stood still in the lock, and nobody spoke of it for the rest of that day. " * 90
)
_TEXTS = {
    "2021-03-01": f"The engineer Ada Quill opened a lock. {_FILLER}\n\nTom Weir was late, it said.",
    "2021-03-09": "Tom Weir closed the lock. Nobody else was there, and the water stood still.",
    "2022-01-05": "Quill came back as harbour master. Ms. Quill and Tom Weir opened it again.",
    "undated": "The keeper Nora Sand left this page without a date, and nobody asked her why.",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tides")
    for name, text in _TEXTS.items():
        date = f"date: {name}\n" if name[0] == "2" else ""
        (folder / f"{name}.txt").write_text(f"{date}title: On {name}\n\n{text}\n", encoding="utf-8")
    return folder


def _files(folder: Path, **more: object) -> dict[str, bytes]:
    config = Config(sources=(str(folder),), title="Tides", split="year", **more)  # type: ignore[arg-type]  # of many types
    return dict(build(config, Report()).files)


@pytest.fixture(scope="module")
def files(folder: Path) -> dict[str, bytes]:
    return _files(folder)


def _epub(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {
            name.rpartition("/")[2]: archive.read(name).decode()
            for name in archive.namelist()
            if name.endswith((".xhtml", ".opf"))
        }


def _pages(pdf: bytes) -> list[str]:
    """The text of each page with the folio that it bears before it."""
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    return [f"[{document.get_page_label(n)}] {text}" for n, text in enumerate(texts)]


def _locators(text: str) -> dict[str, str]:
    found = re.findall(r"<dfn>(.*?)</dfn>.*?<p class=\"locators\">(.*?)</p>", text, re.DOTALL)
    return {name: re.sub("<.*?>", "", places) for name, places in found}


def test_a_person_has_the_pages_of_every_volume(files: dict[str, bytes]) -> None:
    """What the index says, "1:3", is what stands on page 3 of volume 1."""
    told = _locators(_epub(files["tides-index.epub"])["index-1.xhtml"])
    assert list(told) == ["Quill, Ada", "Sand, Nora", "Weir, Tom"]
    assert told["Sand, Nora"] == "3:1"
    for name, family in (("Quill, Ada", "Quill"), ("Weir, Tom", "Weir")):
        for number, pages in re.findall(r"(\d+):([^;]+)", told[name]):
            volume = _pages(files[f"tides-0{number}.pdf"])
            for page in pages.split(", "):
                first = page.partition("–")[0]
                (text,) = [t for t in volume if t.startswith(f"[{first}] ")]
                assert family in text
    volumes = [n for n, _ in re.findall(r"(\d+):([^;]+)", told["Weir, Tom"])]
    assert volumes == ["1", "2"]


def test_the_chronology_lists_every_article_under_its_volume(files: dict[str, bytes]) -> None:
    inside = _epub(files["tides-index.epub"])
    found = [
        re.findall(r"<dd id=\"(.*?)\".*?>(.*?)\s<span class=\"folio\">\(p. (\d+)\)", inside[name])
        for name in ("volume-1.xhtml", "volume-2.xhtml", "volume-3.xhtml")
    ]
    titles = [[title for _, title, _ in volume] for volume in found]
    assert titles == [["On 2021-03-01", "On 2021-03-09"], ["On 2022-01-05"], ["On undated"]]
    assert '<h1 id="volume-1-title">' in re.sub(r"<span epub.*?/>", "", inside["volume-1.xhtml"])
    assert "Chronology: Volume 1, 2021</h1>" in inside["volume-1.xhtml"]


def test_print_and_e_book_say_the_same(files: dict[str, bytes]) -> None:
    told = _locators(_epub(files["tides-index.epub"])["index-1.xhtml"])
    text = "".join(_pages(files["tides-index.pdf"]))
    assert all(places in " ".join(text.split()) for places in told.values())
    assert "which indexed 4 articles in 3 volumes" in " ".join(text.split())


def test_it_comes_after_the_last_volume_and_leads_nowhere_outside(files: dict[str, bytes]) -> None:
    inside = _epub(files["tides-index.epub"])
    assert re.search(r'group-position"[^>]*>4<', inside["content.opf"])
    assert '<dc:title id="title">Tides, Index</dc:title>' in inside["content.opf"]
    links = [link for text in inside.values() for link in re.findall(r'<a href="([^"#]*)', text)]
    assert {link.rpartition("/")[2] for link in links} <= {*inside, "cover.xhtml"}
    errors = [f for f in check_epub(files["tides-index.epub"]) if f.severity is Severity.ERROR]
    assert errors == []


def test_without_print_it_gives_the_dates_of_the_articles(folder: Path) -> None:
    told = _locators(_epub(_files(folder, formats=("epub",))["tides-index.epub"])["index-1.xhtml"])
    assert told["Weir, Tom"] == "1: 1 March 2021, 9 March 2021; 2: 5 January 2022"
    assert told["Sand, Nora"] == "3: On undated"


def test_it_can_be_left_out(folder: Path) -> None:
    names = list(_files(folder, formats=("epub",), index_volume=False))
    assert names == ["tides-01.epub", "tides-02.epub", "tides-03.epub"]
    assert list(_files(folder, formats=("epub",), index_volume=True))[-1] == "tides-index.epub"
