"""Every file under the sources is told once, with what became of it, and the counts add up."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from anthology.collect import collect
from anthology.collect.accounts import NOTHING_SAID
from anthology.config import Config
from anthology.errors import InputError
from anthology.report import Became, Input, Report
from tests.collect.test_duplicates import OTHER, STORY
from tests.collect.test_sources import dated, fill

FOLDERS = (
    "nasty",
    "html_wikinews_fr",
    "jsonl_csv_globalvoices_eo",
    "feeds_gofeed",
    "text_seedform_wikinews_en",
    "multi_bitcoinops",
)


def told(*sources: Path, **options: object) -> dict[str, Input]:
    """What became of each file, by its place, after the counts were seen to add up."""
    report = Report()
    bound = 0
    config = Config(**options)  # type: ignore[arg-type]  # each option has its own type
    with suppress(InputError):
        bound = len(collect([str(each) for each in sources], config, report))
    assert sum(each.bound for each in report.inputs) == bound
    assert [each.place for each in report.inputs if each.why == NOTHING_SAID] == []
    places = [each.place for each in report.inputs]
    assert sorted(set(places)) == sorted(places)
    for each in report.inputs:
        assert (each.became is Became.BOUND) == bool(each.bound)
        assert each.why or each.became not in (Became.SKIPPED, Became.REFUSED)
        assert each.duplicates or each.became is not Became.DUPLICATE
    return {each.place: each for each in report.inputs}


def files_under(folder: Path, places: set[str]) -> list[str]:
    """Every file, or the folder told of in its place."""
    found = []
    for path in sorted(folder.rglob("*")):
        folders = [f"{each.as_posix()}/" for each in path.parents]
        if not path.is_dir() and not places.intersection(folders):
            found.append(path.as_posix())
    return found


@pytest.mark.parametrize("name", FOLDERS)
def test_every_file_of_a_collection_is_told_once(shared: Path, name: str) -> None:
    folder = shared / "corpora" / name
    inputs = told(folder)
    places = set(inputs)
    assert sorted(files_under(folder, places)) == sorted(p for p in places if p[-1] != "/")


def test_every_file_of_the_seeds_is_told_once(seeds: Path) -> None:
    inputs = told(seeds)
    assert sorted(files_under(seeds, set(inputs))) == sorted(inputs)
    became = [each.became for each in inputs.values()]
    assert (became.count(Became.BOUND), became.count(Became.REFUSED)) == (16, 0)


def test_what_became_of_a_file_is_told_with_the_reason(tmp_path: Path) -> None:
    fill(
        tmp_path,
        a_dot_txt=f"date: 2023-01-01\n\n{STORY}",
        b_dot_txt=f"date: 2023-01-02\n\n{STORY}",
        c_dot_txt=dated("2019-01-01", OTHER),
        d_dot_doc="PK",
        e_dot_txt="",
        f_dot_md="---\ndraft: true\n---\n\nNot yet.",
        g_dot_png="no picture",
        README="x",
        anthology_dot_toml="",
        _dot_git__config="x",
        sub__rows_dot_jsonl='{"content": "The tide was high.", "date": "2023-02-01"}\n'
        '{"content": "The pier was wet.", "date": "2018-02-01"}\n{}\nx\n',
    )
    (tmp_path / "z.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    found = told(tmp_path, since=dt.date(2020, 1, 1))
    said = {
        place.removeprefix(f"{tmp_path.as_posix()}/"): (
            each.became.value,
            each.bound,
            tuple(Path(of).name for of in each.duplicates),
            each.outside,
            each.why.partition(";")[0].replace(tmp_path.as_posix(), ""),
        )
        for place, each in found.items()
    }
    assert said == {
        ".git/": ("skipped", 0, (), 0, "it is hidden"),
        "README": ("skipped", 0, (), 0, "its name is that of no article"),
        "a.txt": ("bound", 1, (), 0, ""),
        "anthology.toml": ("skipped", 0, (), 0, "it is no article, but belongs to the book"),
        "b.txt": ("duplicate", 0, ("a.txt",), 0, ""),
        "c.txt": ("skipped", 0, (), 1, "it lies outside of since, until and where"),
        "d.doc": ("refused", 0, (), 0, ".doc files are not read"),
        "e.txt": ("refused", 0, (), 0, "there is no text in it"),
        "f.md": ("skipped", 0, (), 0, "is marked as a draft and was left out"),
        "g.png": ("skipped", 0, (), 0, "no article shows it"),
        "sub/rows.jsonl": (
            "bound",
            1,
            (),
            1,
            "is no article and was left out: none of its fields holds the text: ",
        ),
        "sub/up/": ("skipped", 0, (), 0, "the same folder is read under another name"),
        "z.txt": ("skipped", 0, (), 0, "it is the same file as /a.txt"),
    }


def test_a_page_tells_of_its_own_pictures_only(tmp_path: Path) -> None:
    """Of what lies beside a source that is a file, only what its article shows is told."""
    fill(tmp_path, page_dot_html="<p>The tide was high.</p>", other_dot_png="x")
    assert list(told(tmp_path / "page.html")) == [f"{tmp_path.as_posix()}/page.html"]


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    fill(tmp_path, one__a_dot_txt=dated("2023-01-01"), two__a_dot_txt=dated("2023-01-02", OTHER))
    found = told(tmp_path / "one/a.txt", tmp_path / "two/a.txt")
    assert [each.bound for each in found.values()] == [1, 1]


def test_a_folder_that_cannot_be_looked_into_is_told() -> None:
    """Fails where the walk passes over it in silence."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder, a_dot_txt=dated("2023-01-01"), in__b_dot_txt=dated("2023-01-02", OTHER))
        (folder / "c.txt").write_text("A secret.")
        folder.chmod(0o755)
        (folder / "in").chmod(0o000)
        (folder / "c.txt").chmod(0o000)
        with unprivileged():
            found = told(folder)
        (folder / "in").chmod(0o700)
    assert {place.removeprefix(f"{name}/"): each.became for place, each in found.items()} == {
        "a.txt": "bound",
        "c.txt": "refused",
        "in/": "refused",
    }
    assert "Permission denied" in found[f"{name}/in/"].why


@contextmanager
def unprivileged() -> Iterator[None]:
    """Without the rights of root, to whom no file is closed."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
