"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
import platform
import re
import stat
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from anthology.cli import writing
from anthology.cli.writing import ensure_folder_usable, write_whole
from anthology.errors import OutputError

NEW = (("a.epub", b"new epub"), ("b.pdf", b"new pdf"))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    """A folder with an earlier edition of the first book."""
    folder = tmp_path / "dist"
    folder.mkdir()
    (folder / "a.epub").write_bytes(b"old epub")
    return folder


def fail_at(
    monkeypatch: pytest.MonkeyPatch, owner: object, name: str, nth: int, error: BaseException
) -> None:
    """Let the ``nth`` call of ``owner.name`` raise ``error``."""
    original: Callable[..., object] = getattr(owner, name)
    calls = 0

    def replaced(*arguments: object, **named: object) -> object:
        nonlocal calls
        calls += 1
        if calls == nth:
            raise error
        return original(*arguments, **named)

    monkeypatch.setattr(owner, name, replaced)


def test_new_files_take_the_place_of_the_earlier_ones(dist: Path) -> None:
    assert write_whole(dist, NEW) == (dist / "a.epub", dist / "b.pdf")
    assert contents(dist) == dict(NEW)


def test_folders_are_made_as_needed(tmp_path: Path) -> None:
    write_whole(tmp_path / "x/y", NEW)
    assert contents(tmp_path / "x/y") == dict(NEW)


def test_what_fails_before_all_is_there_leaves_the_folder_as_it_was(dist: Path) -> None:
    """Its own error is told, whatever it is; until then what is finished lies on the disk."""

    def files() -> Iterator[tuple[str, bytes]]:
        yield from NEW
        assert sorted(each.read_bytes() for each in dist.glob(".*.part")) == [
            b"new epub",
            b"new pdf",
        ]
        raise FileNotFoundError("a library")

    before = contents(dist)
    with pytest.raises(FileNotFoundError, match="a library"):
        write_whole(dist, files())
    assert contents(dist) == before


def test_files_may_be_read_by_others_as_the_umask_says(tmp_path: Path) -> None:
    earlier = os.umask(0o022)
    try:
        write_whole(tmp_path, NEW)
    finally:
        os.umask(earlier)
    assert stat.S_IMODE((tmp_path / "a.epub").stat().st_mode) == 0o644


FULL = OSError(errno.ENOSPC, "No space left on device")
DENIED = PermissionError(errno.EACCES, "Permission denied")
INJECTED = {
    "the disk is full at the first file": (os, "fsync", 1, FULL),
    "the disk is full at the second file": (os, "fsync", 2, FULL),
    "the first name cannot be taken": (Path, "replace", 1, DENIED),
    "the second name cannot be taken": (Path, "replace", 2, DENIED),
    "the user interrupts while writing": (os, "fsync", 2, KeyboardInterrupt()),
    "the user interrupts while renaming": (Path, "replace", 2, KeyboardInterrupt()),
}


@pytest.mark.parametrize("case", INJECTED)
def test_after_a_failure_the_folder_is_as_it_was(
    case: str, dist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, name, nth, error = INJECTED[case]
    fail_at(monkeypatch, owner, name, nth, error)
    with pytest.raises((OutputError, KeyboardInterrupt)):
        write_whole(dist, NEW)
    assert contents(dist) == {"a.epub": b"old epub"}


@pytest.mark.parametrize("case", INJECTED)
def test_after_a_failure_no_folder_is_left(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, name, nth, error = INJECTED[case]
    fail_at(monkeypatch, owner, name, nth, error)
    with pytest.raises((OutputError, KeyboardInterrupt)):
        write_whole(tmp_path / "x/y", NEW)
    assert list(tmp_path.iterdir()) == []


def test_a_file_system_without_hard_links_keeps_the_earlier_files_too(
    dist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_at(monkeypatch, os, "link", 1, OSError(errno.EPERM, "Operation not permitted"))
    fail_at(monkeypatch, Path, "replace", 2, FULL)
    with pytest.raises(OutputError):
        write_whole(dist, NEW)
    assert contents(dist) == {"a.epub": b"old epub"}


def test_the_message_names_the_folder_and_the_remedy(
    dist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_at(monkeypatch, os, "fsync", 1, FULL)
    with pytest.raises(OutputError) as caught:
        write_whole(dist, NEW)
    assert str(caught.value) == (
        f"{dist}: there is no space left; make room and try again; nothing was written"
    )


def test_what_killed_runs_left_goes_with_the_next_success(dist: Path) -> None:
    """Fails without ``sweep``. What a run under way, or another machine, keeps stays."""
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    host = writing._host()
    (dist / f".anthology-{host}-{ended.pid}-0.part").write_bytes(b"half a book")
    kept = {
        f".anthology-{host}-{os.getppid()}-0.part": b"under way",
        f".anthology-{host}-{os.getpid()}-0.part": b"our own name is taken",
        f".anthology-00000000-{ended.pid}-0.part": b"elsewhere",
        f".anthology-{host}-x-0.part": b"not ours",
    }
    for name, content in kept.items():
        (dist / name).write_bytes(content)
    write_whole(dist, NEW)
    assert contents(dist) == {**kept, **dict(NEW)}


def test_a_source_is_never_replaced(dist: Path) -> None:
    with pytest.raises(OutputError, match="is one of the sources"):
        write_whole(dist, NEW, [dist / "a.epub"])
    assert contents(dist) == {"a.epub": b"old epub"}


def test_a_folder_in_the_place_of_a_book_is_left_alone(dist: Path) -> None:
    (dist / "b.pdf").mkdir()
    with pytest.raises(OutputError, match="is a folder"):
        write_whole(dist, NEW)
    assert (dist / "a.epub").read_bytes() == b"old epub"


@pytest.mark.parametrize("name", ["../a.epub", "x/a.epub", "..", ""])
def test_a_book_is_written_in_its_folder_only(dist: Path, name: str) -> None:
    with pytest.raises(OutputError, match="is not a file name"):
        write_whole(dist, [(name, b"book")])
    assert contents(dist) == {"a.epub": b"old epub"}


def test_a_file_is_not_a_folder_to_write_in(tmp_path: Path) -> None:
    (tmp_path / "dist").touch()
    for folder in (tmp_path / "dist", tmp_path / "dist/inner"):
        with pytest.raises(OutputError, match="is not a folder; choose another"):
            ensure_folder_usable(folder)
    ensure_folder_usable(tmp_path / "other/inner")


def test_a_folder_without_permission_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everywhere
    with pytest.raises(OutputError, match="writing is not allowed; choose another folder"):
        ensure_folder_usable(tmp_path)


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        (FULL, "there is no space left; make room and try again"),
        (OSError(errno.EDQUOT, "x"), "your quota is used up; make room and try again"),
        (DENIED, "writing is not allowed; choose another folder"),
        (OSError(errno.EPERM, "x"), "writing is not allowed; choose another folder"),
        (OSError(errno.EROFS, "x"), "the disk is read-only; choose another folder"),
        (
            OSError(errno.ENAMETOOLONG, "x"),
            "the name is too long; choose a shorter title or folder",
        ),
        (OSError(errno.EIO, "Input/output error"), "Input/output error"),
        (OSError("unheard of"), "unheard of"),
    ],
)
def test_every_failure_says_what_to_do(
    dist: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, remedy: str
) -> None:
    """Whether it comes while files are written or while they take their names."""
    for owner, name in ((os, "fsync"), (Path, "replace")):
        with monkeypatch.context() as patch:
            fail_at(patch, owner, name, 1, error)
            with pytest.raises(OutputError) as caught:
                write_whole(dist, NEW)
        assert str(caught.value) == f"{dist}: {remedy}; nothing was written"


def test_what_cannot_be_taken_is_named_with_the_remedy(dist: Path) -> None:
    (dist / "b.pdf").mkdir()
    with pytest.raises(OutputError) as folder:
        write_whole(dist, NEW)
    assert str(folder.value) == f"{dist / 'b.pdf'}: is a folder; rename it or choose another"
    with pytest.raises(OutputError) as name:
        write_whole(dist, [("x/a", b"")])
    assert str(name.value) == "'x/a': is not a file name; choose another title"
    (dist / "again").symlink_to(dist / "a.epub")
    with pytest.raises(OutputError) as source:
        write_whole(dist, NEW, [dist / "nowhere", dist / "again"])
    assert str(source.value) == (f"{dist / 'a.epub'}: is one of the sources; choose another folder")
    assert write_whole(dist, NEW[:1], [dist / "nowhere", dist / "b.pdf"]) == (dist / "a.epub",)


def test_a_link_that_leads_nowhere_is_not_a_folder(tmp_path: Path) -> None:
    (tmp_path / "dist").symlink_to(tmp_path / "nowhere")
    with pytest.raises(OutputError) as caught:
        ensure_folder_usable(tmp_path / "dist/inner")
    assert str(caught.value) == f"{tmp_path / 'dist'}: is not a folder; choose another"


def test_to_write_in_a_folder_it_must_be_entered_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[object, int]] = []
    monkeypatch.setattr(os, "access", lambda *told: bool(asked.append(told)))
    with pytest.raises(OutputError) as caught:
        ensure_folder_usable(tmp_path / "inner")
    assert asked == [(tmp_path, os.W_OK | os.X_OK)]
    assert str(caught.value) == f"{tmp_path}: writing is not allowed; choose another folder"


def test_files_and_their_names_are_on_the_disk_at_the_end(
    dist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[str] = []
    flush = os.fsync

    def noted(handle: int) -> None:
        flushed.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        flush(handle)

    monkeypatch.setattr(os, "fsync", noted)
    write_whole(dist, NEW)
    assert flushed == ["file", "file", "folder"]


def test_a_system_that_cannot_open_folders_writes_as_well(
    dist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_at(monkeypatch, os, "open", 1, DENIED)
    assert write_whole(dist, NEW[:1]) == (dist / "a.epub",)


@pytest.mark.parametrize(
    ("error", "runs"), [(None, True), (ProcessLookupError(), False), (PermissionError(), True)]
)
def test_whether_a_process_runs_is_asked_without_touching_it(
    monkeypatch: pytest.MonkeyPatch, error: OSError | None, runs: bool
) -> None:
    asked = []

    def kill(*told: int) -> None:
        asked.append(told)
        if error:
            raise error

    monkeypatch.setattr(os, "kill", kill)
    assert writing._runs(17) is runs
    assert asked == [(17, 0)]
    monkeypatch.setattr(writing, "os", SimpleNamespace(name="nt"))
    assert writing._runs(17)  # there it would end the process


def test_earlier_files_come_back_whatever_is_in_the_way(
    dist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that cannot be taken back does not keep the others from it."""
    (dist / "b.pdf").write_bytes(b"old pdf")
    fail_at(monkeypatch, Path, "replace", 3, FULL)  # the third new name
    fail_at(monkeypatch, Path, "replace", 4, DENIED)  # the first to be taken back
    with pytest.raises(OutputError):
        write_whole(dist, [*NEW, ("c.txt", b"new")])
    assert contents(dist) == {"a.epub": b"old epub", "b.pdf": b"new pdf"}


def test_hosts_are_told_apart_by_eight_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    one = writing._host()
    assert re.fullmatch("[0-9a-f]{8}", one)
    monkeypatch.setattr(platform, "node", lambda: "another")
    assert writing._host() == f"{zlib.crc32(b'another'):08x}" != one
