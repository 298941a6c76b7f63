"""A long book as a numbered series."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from anthology.build import build
from anthology.collect import collect
from anthology.config import Config
from anthology.edit import edit, split, stem_of
from anthology.model import Book
from anthology.report import Report

_TEXTS = {
    "2021-03-01": "The engineer Ada Quill opened the lock. Ada Quill said that Tom Weir was late.",
    "2021-03-09": "Tom Weir closed the lock. Nobody else was there, and the water stood still.",
    "2021-07-02": "A ship of the old kind came up. The mayor Nora Sand spoke of it at length.",
    "2022-01-05": "Quill came back as harbour master. Ms. Quill and Tom Weir opened it again.",
    "undated": "The keeper Nora Sand left this page without a date, and nobody asked her why.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in _TEXTS.items():
        date = f"{name}\n\n" if name[0] == "2" else ""
        (tmp_path / f"{name}.txt").write_text(f"{date}{text}\n", encoding="utf-8")
    return tmp_path


def _volumes(folder: Path, wanted: str, **more: object) -> tuple[Book, tuple[Book, ...], Report]:
    config = Config(sources=(str(folder),), title="Tides", split=wanted, **more)  # type: ignore[arg-type]  # of many types
    report = Report()
    book = edit(collect(config.sources, config, Report()), config, report)
    report = Report()
    return book, split(book, config, report), report


@pytest.mark.parametrize(
    ("wanted", "subtitles", "sizes"),
    [
        ("year", ["2021", "2022", "Undated"], [3, 1, 1]),
        ("month", ["March 2021", "July 2021", "January 2022", "Undated"], [2, 1, 1, 1]),
        ("2", ["March 2021", "July 2021 – January 2022", ""], [2, 2, 1]),
    ],
)
def test_volumes_hold_all_articles_in_order(
    folder: Path, wanted: str, subtitles: list[str], sizes: list[int]
) -> None:
    book, volumes, _ = _volumes(folder, wanted)
    assert [v.subtitle for v in volumes] == subtitles
    assert [len(v.articles) for v in volumes] == sizes
    assert [a.id for v in volumes for a in v.articles] == [a.id for a in book.articles]
    assert [v.title for v in volumes] == [f"Tides, Volume {n}" for n in range(1, len(sizes) + 1)]
    assert [stem_of(v) for v in volumes] == [f"tides-{n:02}" for n in range(1, len(sizes) + 1)]
    assert len({v.identifier for v in volumes} | {book.identifier}) == len(sizes) + 1


def test_a_person_is_resolved_over_all_volumes_and_listed_where_named(folder: Path) -> None:
    """ "Quill" of 2022 is the Ada Quill of 2021: one id, with the words of each volume."""
    _, volumes, _ = _volumes(folder, "year")
    named = [[p.name.display for p in v.people] for v in volumes]
    assert named == [
        ["Ada Quill", "Nora Sand", "Tom Weir"],
        ["Ada Quill", "Tom Weir"],
        ["Nora Sand"],
    ]
    (first,), (second,) = ([p for p in v.people if p.id == "p-quill-ada"] for v in volumes[:2])
    assert (first.other_volumes, second.other_volumes) == ((2,), (1,))
    assert [r.text for r in first.roles] == ["engineer"]
    for person, volume in ((first, volumes[0]), (second, volumes[1])):
        articles = {a.id: a for a in volume.articles}
        assert {m.article_id for m in person.mentions} <= set(articles)
        assert person.introduction is not None
        excerpt = person.introduction
        leaf = articles[excerpt.article_id].leaves()[excerpt.leaf].text
        assert leaf[excerpt.start : excerpt.end] == excerpt.text


def test_beside_names_only_people_of_the_volume(folder: Path) -> None:
    _, volumes, _ = _volumes(folder, "1")
    for volume in volumes:
        here = {p.id for p in volume.people}
        assert {i for p in volume.people for i in p.beside} <= here


@pytest.mark.parametrize("wanted", ["", "5", "100"])
def test_what_fits_one_volume_is_no_series(folder: Path, wanted: str) -> None:
    book, volumes, _ = _volumes(folder, wanted)
    assert volumes == (book,)


def test_later_articles_change_no_earlier_volume(folder: Path) -> None:
    (folder / "undated.txt").unlink()
    before = _volumes(folder, "2")[1]
    (folder / "2022-02-01.txt").write_text("2022-02-01\n\nAll was quiet on the canal.\n")
    after = _volumes(folder, "2")[1]
    assert [v.identifier for v in after[:2]] == [v.identifier for v in before]


def test_an_isbn_names_one_book(folder: Path) -> None:
    """None of the volumes bears it, and a notice says so (A320)."""
    _, volumes, report = _volumes(folder, "year", isbn="978-3-16-148410-0")
    assert {v.isbn for v in volumes} == {""}
    assert all(v.identifier.startswith("urn:uuid:") for v in volumes)
    assert [n.code for n in report] == ["A320"]


def test_both_editions_of_every_volume_are_made_and_know_their_series(folder: Path) -> None:
    config = Config(sources=(str(folder),), title="Tides", split="year")
    files = dict(build(config, Report()).files)
    names = list(files)
    assert names == [f"tides-0{n}.{kind}" for n in (1, 2, 3) for kind in ("epub", "pdf")] + [
        "tides-index.epub",
        "tides-index.pdf",
    ]
    for number, others in ((1, ("2", "3")), (2, ("1",)), (3, ("1",))):
        content = files[f"tides-0{number}.epub"]
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            opf = archive.read("EPUB/content.opf").decode()
            people = archive.read("EPUB/text/whos-who.xhtml").decode()
        assert re.search(r'belongs-to-collection" id="series">Tides<', opf)
        assert re.search(rf'group-position"[^>]*>{number}<', opf)
        assert set(re.findall(r"Also in volume (\d)<", people)) == set(others)
