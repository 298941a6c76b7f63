"""Which files of the sources are read, in which order and under which names, and why not others."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from anthology.collect.draft import Source
from anthology.collect.sources import (
    File,
    find_files,
    legible,
    natural,
    neighbours,
    read_file,
    read_stdin,
)
from anthology.errors import InputError
from anthology.report import Report


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


def told(*sources: Path, own: tuple[Path, ...] = ()) -> list[str]:
    """Path of each file; ``~`` before those saved with a page, ``: why`` after those skipped."""
    return [
        f"{'~' * each.of_page}{each.path}{': ' * bool(each.skipped)}{each.skipped}"
        for each in find_files([str(each) for each in sources], own)
    ]


def test_files_come_in_natural_order_and_folders_among_them(tmp_path: Path) -> None:
    put(tmp_path, "10.txt", "9.txt", "b/1.txt", "a.txt", "b/c/2.txt")
    assert told(tmp_path) == ["9.txt", "10.txt", "a.txt", "b/1.txt", "b/c/2.txt"]


def test_all_that_is_told_of_a_file(tmp_path: Path) -> None:
    put(tmp_path, "in/b/1.txt", "x.txt")
    inside, alone = find_files([f"{tmp_path}/in", f"{tmp_path}/x.txt"], [])
    assert inside == File(
        tmp_path / "in/b/1.txt", "b/1.txt", f"{tmp_path}/in/b/1.txt", tmp_path / "in"
    )
    assert alone == File(tmp_path / "x.txt", "x.txt", f"{tmp_path}/x.txt", tmp_path, named=True)
    assert not inside.is_folder


def test_several_folders_are_told_apart_by_their_names(tmp_path: Path) -> None:
    put(tmp_path, "one/a.txt", "two/a.txt", "b.txt", "c/b.txt")
    assert told(tmp_path / "one", tmp_path / "two") == ["one/a.txt", "two/a.txt"]
    assert told(tmp_path / "one", tmp_path / "b.txt") == ["a.txt", "b.txt"]
    b, c = tmp_path / "b.txt", tmp_path / "c/b.txt"
    assert told(b, c) == [str(b), str(c)]


def test_what_is_no_article_is_said_to_be_none(tmp_path: Path) -> None:
    put(
        tmp_path, ".hidden", ".git/x", "README.md", "licence", "notes.txt~", "a.bak", "b.part",
        "people.toml", "Anthology.toml", "introduction.md", "readme.md.txt", "thumbs.db",
    )  # fmt: skip
    of_the_book, named = (
        "it is no article, but belongs to the book",
        "its name is that of no article",
    )
    assert sorted(told(tmp_path)) == sorted([
        ".git/: it is hidden", ".hidden: it is hidden", f"Anthology.toml: {of_the_book}",
        f"README.md: {named}", f"a.bak: {named}", f"b.part: {named}",
        f"introduction.md: {of_the_book}", f"licence: {named}", f"notes.txt~: {named}",
        f"people.toml: {of_the_book}", "readme.md.txt", f"thumbs.db: {named}",
    ])  # fmt: skip


def test_own_folders_are_not_even_told(tmp_path: Path) -> None:
    put(tmp_path, "in/a.txt", "in/dist/book.epub", "in/sub/cache/x")
    (tmp_path / "in/again").symlink_to(tmp_path / "in/dist")
    own = (tmp_path / "in/dist", tmp_path / "in/sub/../sub/cache")
    assert told(tmp_path / "in", own=own) == ["a.txt"]
    (tmp_path / "in/sub/b.txt").touch()
    assert told(tmp_path / "in", own=own) == ["a.txt", "sub/b.txt"]


def test_what_a_browser_saved_with_a_page_is_of_it(tmp_path: Path) -> None:
    put(
        tmp_path, "A page.html", "A page_files/x.js", "A page_files/sub/y.html", "B.htm",
        "B-Dateien/z.png", "other_files/a.txt", "C.txt", "C_files/d.txt", "B.htm.files/e",
    )  # fmt: skip
    assert told(tmp_path) == [
        "A page.html", "~A page_files/sub/y.html", "~A page_files/x.js", "~B-Dateien/z.png",
        "B.htm", "B.htm.files/e", "C.txt", "C_files/d.txt", "other_files/a.txt",
    ]  # fmt: skip


def test_a_page_that_is_named_brings_its_folder_and_the_images_beside_it(tmp_path: Path) -> None:
    put(
        tmp_path, "a.html", "a_files/10.css", "a_files/9.css", "a_files/.x", "b_files/c", "d.PNG",
        ".e.png", "f.txt", "g.md",
    )  # fmt: skip
    (tmp_path / "a_files/again.css").symlink_to(tmp_path / "a_files/9.css")
    page, *beside = find_files([str(tmp_path / "a.html")], [])
    assert page.named
    assert [each.path for each in beside] == ["a_files/9.css", "a_files/10.css", "d.PNG"]
    first = beside[0]
    assert first == File(
        tmp_path / "a_files/9.css", "a_files/9.css", f"{tmp_path}/a_files/9.css", tmp_path,
        of_page=True, beside=True,
    )  # fmt: skip
    assert told(tmp_path / "f.txt") == ["f.txt"]


@pytest.mark.parametrize("kind", ["html", "HTM", "xhtml", "md", "markdown", "mdx"])
def test_images_beside_a_page_come_in_natural_order(tmp_path: Path, kind: str) -> None:
    put(tmp_path, f"p.{kind}", "10.png", "9.jpg", "a.JPEG", "b.gif", "c.svg", "d.webp", "e.avif")
    assert told(tmp_path / f"p.{kind}") == [
        f"p.{kind}", "~9.jpg", "~10.png", "~a.JPEG", "~b.gif", "~c.svg", "~d.webp", "~e.avif",
    ]  # fmt: skip


def test_a_file_is_read_once_under_its_first_name(tmp_path: Path) -> None:
    put(tmp_path, "in/a.txt", "in/d.png", "in/p.html")
    (tmp_path / "in/b.txt").symlink_to("a.txt")
    same = f"it is the same file as {tmp_path}/in/a.txt"
    assert told(tmp_path / "in") == ["a.txt", f"b.txt: {same}", "d.png", "p.html"]
    assert told(tmp_path / "in/a.txt", tmp_path / "in/a.txt") == ["a.txt"]
    assert told(tmp_path / "in/d.png", tmp_path / "in/p.html") == ["d.png", "p.html"]


def test_a_folder_is_looked_into_once(tmp_path: Path) -> None:
    put(tmp_path, "in/a/x.txt")
    (tmp_path / "in/b").symlink_to(tmp_path / "in/a")
    (tmp_path / "in/a/round").symlink_to(tmp_path / "in")
    again = "the same folder is read under another name"
    assert told(tmp_path / "in") == [f"a/round/: {again}", "a/x.txt", f"b/: {again}"]


def test_a_link_out_of_the_source_is_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "out/x.txt", "in/a.txt", "y.txt")
    (tmp_path / "in/out").symlink_to(tmp_path / "out")
    (tmp_path / "in/y.txt").symlink_to(tmp_path / "y.txt")
    report = Report()
    found = find_files([str(tmp_path / "in")], [])
    assert [each.path for each in found] == ["a.txt", "out", "y.txt"]
    assert [bool(read_file(each, report)) for each in found] == [True, False, False]
    assert [notice.place for notice in report] == [f"{tmp_path}/in/out", f"{tmp_path}/in/y.txt"]
    wanted = "cannot be read (it is a link out of its folder); copy the file in or name it"
    assert all(wanted in notice.message for notice in report)


def test_a_folder_that_cannot_be_looked_into_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "in/a.txt", "in/locked/b.txt")
    listed = Path.iterdir

    def iterdir(folder: Path) -> object:
        if folder.name == "locked":
            raise PermissionError(13, "Permission denied")
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    found = find_files([str(tmp_path / "in")], [])
    assert [(each.path, each.place, each.is_folder, each.skipped) for each in found] == [
        ("a.txt", f"{tmp_path}/in/a.txt", False, ""),
        ("locked/", f"{tmp_path}/in/locked/", True, ""),
    ]


def test_a_source_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        find_files([f"{tmp_path}/x"], [])
    assert str(caught.value) == (
        f"{tmp_path}/x: there is no such file or folder; name one that exists"
    )
    (tmp_path / "x").symlink_to("nowhere")
    (found,) = find_files([f"{tmp_path}/x"], [])
    report = Report()
    assert read_file(found, report) is None
    assert "No such file or directory" in next(iter(report)).message


class TestReading:
    """The content of a file, or a notice."""

    def test_a_file_is_a_source_with_its_places(self, tmp_path: Path) -> None:
        put(tmp_path, "b/a.txt")
        file = File(tmp_path / "b/a.txt", "b/a.txt", "place", tmp_path)
        assert read_file(file, Report()) == Source(
            "b/a.txt", "place", b"b/a.txt", f"{tmp_path}/b", str(tmp_path)
        )

    def test_a_link_that_is_named_may_lead_anywhere(self, tmp_path: Path) -> None:
        put(tmp_path, "out/x.txt", "in/a")
        (tmp_path / "in/y.txt").symlink_to(tmp_path / "out/x.txt")
        (found,) = find_files([f"{tmp_path}/in/y.txt"], [])
        source = read_file(found, Report())
        assert source is not None
        assert source.data == b"out/x.txt"

    @pytest.mark.parametrize(
        ("size", "read"), [(64 * 1024 * 1024, True), (64 * 1024 * 1024 + 1, False)]
    )
    def test_a_file_has_64_mb_at_most(
        self, tmp_path: Path, size: int, read: bool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(Path, "read_bytes", lambda _: b"much")
        with (tmp_path / "a").open("wb") as stream:
            stream.truncate(size)
        report = Report()
        found = read_file(File(tmp_path / "a", "a", "a", tmp_path), report)
        assert bool(found) is read
        messages = [notice.message for notice in report]
        assert ["(it is larger than 64 MB); divide it" in m for m in messages] == [True] * (
            not read
        )

    def test_what_is_no_file_of_data_is_told(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        report = Report()
        assert read_file(File(tmp_path / "pipe", "pipe", "pipe", tmp_path), report) is None
        (notice,) = report
        assert "(it is not a file of data); remove it" in notice.message

    def test_what_the_system_says_is_told(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put(tmp_path, "a.txt")
        file = File(tmp_path / "a.txt", "a.txt", "a.txt", tmp_path)
        for error, reason in (
            (PermissionError(13, "Permission denied"), "Permission denied"),
            (OSError("odd"), "it has no name we can use"),
        ):
            report = Report()
            with monkeypatch.context() as patch:
                patch.setattr(Path, "read_bytes", lambda _, e=error: (_ for _ in ()).throw(e))
                assert read_file(file, report) is None
            (notice,) = report
            assert f"({reason}); check its permissions" in notice.message

    def test_standard_input_is_read_to_the_same_size(self) -> None:
        assert read_stdin(io.BytesIO(b"x")) == Source("standard input", "-", b"x")
        with pytest.raises(InputError) as caught:
            read_stdin(None)
        assert str(caught.value) == ("-: there is no standard input; pipe a text into the command")


def test_names_sort_by_their_numbers() -> None:
    names = ["a10b", "a9b", "a09b", "9", "10", "b", "a", "a9", "\u0663"]
    assert sorted(names, key=natural) == [
        "9", "10", "a", "a09b", "a9", "a9b", "a10b", "b", "\u0663",
    ]  # fmt: skip


def test_names_are_legible() -> None:
    assert legible("tide\x07\x9b\udcff.txt") == "tide\\x07\\x9b\\xff.txt"
    assert legible("Ebbe é.txt") == "Ebbe é.txt"


class TestNeighbours:
    """What articles may bring in, as it is now: another digest where something changed."""

    def test_a_change_beside_a_file_is_seen(self, tmp_path: Path) -> None:
        put(tmp_path, "a.html", "b.png", ".hidden", "other/c.png")
        source = [f"{tmp_path}/a.html"]
        seen = [neighbours(source, [])]
        (tmp_path / "a.html").write_text("an article is no neighbour")
        (tmp_path / ".hidden").write_text("what is hidden is none")
        assert neighbours(source, []) == seen[0]
        (tmp_path / "other/c.png").write_text("longer")
        seen.append(neighbours(source, []))
        os.utime(tmp_path / "b.png", ns=(5, 5))
        seen.append(neighbours(source, []))
        (tmp_path / "b.png").rename(tmp_path / "d.png")
        seen.append(neighbours(source, []))
        (tmp_path / "d.png").unlink()
        seen.append(neighbours(source, []))
        assert len(set(seen)) == len(seen)
        assert all(len(each) == 64 for each in seen)

    def test_files_of_folders_are_those_that_were_found(self, tmp_path: Path) -> None:
        put(tmp_path, "in/b.png", "in/c.png")
        source = [f"{tmp_path}/in"]
        files = [File(tmp_path / "in/b.png", "b.png", "b.png", tmp_path / "in")]
        found = neighbours(source, files)
        (tmp_path / "in/c.png").write_text("not one of them")
        assert neighbours(source, files) == found
        (tmp_path / "in/b.png").write_text("longer")
        assert neighbours(source, files) != found
        gone = [File(tmp_path / "in/x", "x", "x", tmp_path / "in")]
        assert neighbours(source, [*files, *gone]) == neighbours(source, files)
        assert neighbours(source, gone) != neighbours(source, [])  # the folder is told

    def test_no_more_than_20000_are_looked_at(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("anthology.collect.sources._MOST_NEIGHBOURS", 1)
        put(tmp_path, "a.html", "b.png", "c.png")
        found = neighbours([f"{tmp_path}/a.html"], [])
        (tmp_path / "c.png").write_text("longer")
        assert neighbours([f"{tmp_path}/a.html"], []) == found
        (tmp_path / "b.png").write_text("longer")
        assert neighbours([f"{tmp_path}/a.html"], []) != found
