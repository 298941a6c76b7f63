"""A build gives the same bytes in any number of processes, cold, warm and after a change."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from anthology.cli import writing
from anthology.cli.places import state_folder
from anthology.cli.program import app
from anthology.cli.workplace import open_cache
from anthology.config import Config


@pytest.fixture
def place(tmp_path: Path, seeds: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with some articles in it, where we stand."""
    (tmp_path / "texts").mkdir()
    for file in sorted(seeds.rglob("*.txt"))[:7]:
        shutil.copy(file, tmp_path / "texts")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def kept(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the cache, of this test alone."""
    base = tmp_path_factory.mktemp("cache")
    monkeypatch.setattr("anthology.cli.options.cache_folder", lambda: base / "anthology")
    return base / "anthology"


def build(*options: str, sources: str = "texts") -> Mapping[str, object]:
    """What ``anthology build --json`` says."""
    run = CliRunner().invoke(app, ["build", sources, "--json", *options], prog_name="anthology")
    assert run.exit_code == 0, run.output
    answer = json.loads(run.stdout)
    assert isinstance(answer, dict)
    return answer


def books(answer: Mapping[str, object]) -> dict[str, str]:
    files = answer["files"]
    assert isinstance(files, list)
    return {Path(each["path"]).name: each["sha256"] for each in files}


def test_neither_processes_nor_cache_change_a_byte(place: Path, kept: Path) -> None:
    alone = books(build("-o", "a", "--jobs", "1", "--no-cache"))
    assert not kept.exists()
    cold = books(build("-o", "b", "--jobs", "3"))
    warm = books(build("-o", "c", "--jobs", "1"))
    assert alone == cold == warm
    assert len(alone) == 2


def test_a_change_is_seen_and_the_rest_comes_from_the_cache(place: Path) -> None:
    before = build("-o", "a")
    changed = sorted((place / "texts").iterdir())[-1]
    changed.write_text(changed.read_text() + "\n\nA last sentence was added by Vera Lindgren.\n")
    after = build("-o", "a")
    anew = build("-o", "b", "--no-cache")
    assert books(before) != books(after)
    assert books(after) == books(anew)


def test_nothing_changed_is_told_and_nothing_is_made(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = build("-o", "a")
    monkeypatch.setattr("anthology.build.build", None)
    assert build("-o", "a") == before
    run = CliRunner().invoke(app, ["build", "texts", "-o", "a"])
    assert "nothing has changed since the last build" in run.stdout


def test_warnings_refuse_new_books_and_the_earlier_ones_stay(place: Path) -> None:
    """Whether the build is made or only remembered; the report tells of every file all the same."""
    build("-o", "a", "--format", "epub")
    (book,) = (place / "a").glob("*.epub")
    whole = book.read_bytes()
    (place / "texts" / "undated.txt").write_text("A text that bears no date at all, by nobody.\n")
    command = ["build", "texts", "-o", "a", "--format", "epub", "--json"]
    for _ in range(2):
        run = CliRunner().invoke(app, [*command, "--fail-if-warnings"], prog_name="anthology")
        answer = json.loads(run.stdout)
        assert (run.exit_code, answer["error"]["exit_code"]) == (9, 9)
        assert (len(answer["inputs"]), len(answer["notices"])) == (8, 1)
        assert book.read_bytes() == whole
    assert CliRunner().invoke(app, command).exit_code == 0
    remembered = CliRunner().invoke(app, [*command, "--fail-if-warnings"])
    assert remembered.exit_code == 9
    assert json.loads(remembered.stdout)["inputs"] == answer["inputs"]


def test_what_a_killed_run_left_goes_even_if_nothing_has_changed(place: Path) -> None:
    """It may have been killed after its books had their names."""
    build("-o", "a", "--format", "epub")
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    (place / "a" / f".anthology-{writing._host()}-{ended.pid}-0.part").write_bytes(b"the old book")
    run = CliRunner().invoke(app, ["build", "texts", "-o", "a", "--format", "epub"])
    assert "nothing has changed" in run.stdout
    assert [path.name for path in (place / "a").glob("*.part")] == []


@pytest.mark.parametrize("harm", ["removed", "damaged"])
def test_a_book_that_is_not_as_it_was_is_written_again(place: Path, harm: str) -> None:
    before = build("-o", "a")
    (pdf,) = (place / "a").glob("*.pdf")
    whole = pdf.read_bytes()
    if harm == "removed":
        pdf.unlink()
    else:
        pdf.write_bytes(whole[:-1])
    assert build("-o", "a") == before
    assert pdf.read_bytes() == whole


def test_notices_are_told_again_when_nothing_has_changed(place: Path) -> None:
    (place / "texts" / "undated.txt").write_text("A text that bears no date at all, by nobody.\n")
    first = build("-o", "a")
    assert first["notices"]
    assert build("-o", "a") == first


def test_a_cache_that_is_damaged_everywhere_is_mended(place: Path, kept: Path) -> None:
    before = books(build("-o", "a"))
    for number, path in enumerate(kept.glob("??/*")):
        content = path.read_bytes()
        path.write_bytes([b"", content[:50], content + b"x", b"\x80\x04."][number % 4])
    assert books(build("-o", "b")) == before
    assert books(build("-o", "c")) == before


def test_clean_removes_the_cache(place: Path, kept: Path) -> None:
    build("-o", "a", "--format", "epub")
    assert kept.is_dir()
    run = CliRunner().invoke(app, ["clean", "texts"])
    assert run.exit_code == 0
    assert run.stdout.startswith("removed ")
    assert not kept.exists()


def test_the_cache_lies_where_the_options_say(place: Path, kept: Path) -> None:
    (place / "anthology.toml").write_text('sources = ["texts"]\nformats = ["epub"]\ncache = "x"\n')
    build("-o", "a")
    build("-o", "a", "--cache", "texts/y")
    assert (place / "x").is_dir()
    assert (place / "texts" / "y").is_dir()
    assert not kept.exists()


def test_what_lies_in_the_sources_by_their_wish_is_no_article(place: Path) -> None:
    """Books and cache in the folder of articles are not read again."""
    first = build("-o", "texts/books", "--cache", "texts/kept", "--format", "epub")
    again = build("-o", "texts/books", "--cache", "texts/kept", "--format", "epub", "--title", "T")
    assert first["inputs"] == again["inputs"]
    assert len(first["inputs"]) == 7  # type: ignore[arg-type]  # a list


def test_a_build_leaves_nothing_in_the_folder_of_articles(place: Path) -> None:
    before = sorted((place / "texts").rglob("*"))
    build("-o", "a")
    assert sorted((place / "texts").rglob("*")) == before
    assert sorted(path.name for path in place.iterdir()) == ["a", "texts"]


def test_a_read_only_folder_of_articles_is_bound(place: Path) -> None:
    """A disk that cannot be written, where one may be mounted; else a folder without permission."""
    with read_only(place / "texts"):
        assert books(build("-o", "a", "--format", "epub"))
        assert books(build("-o", "b", "--format", "epub"))


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    command = ["mount", "--bind", "-o", "ro", str(folder), str(folder)]
    folder.chmod(0o500)
    usable = shutil.which("mount") is not None
    mounted = usable and not subprocess.run(command, capture_output=True, check=False).returncode
    try:
        yield
    finally:
        if mounted:
            subprocess.run(["umount", folder], check=True)
        folder.chmod(0o700)


def test_the_same_files_in_two_folders_are_two_books(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The books of one are not taken for those of the other: a title is the folder's name."""
    shutil.copytree(place / "texts", place / "letters")
    titles = []
    for folder in ("texts", "letters"):
        monkeypatch.chdir(place / folder)
        titles.append(build("-o", str(place / "a"), "--format", "epub", sources=".")["title"])
    assert titles[0] != titles[1]


def test_without_a_home_folder_nothing_is_kept(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("anthology.cli.places._absolute", lambda _: None)
    build("-o", "a", "--format", "epub")
    assert sorted(path.name for path in place.iterdir()) == ["a", "texts"]
    assert CliRunner().invoke(app, ["clean", "texts"]).stdout == "no cache\n"


@pytest.mark.parametrize("secret", [b"", b"short", b"x" * 33])
def test_a_damaged_secret_is_made_anew(tmp_path: Path, secret: bytes) -> None:
    """Fails where it is left: nothing would be kept any more, and nobody would know why."""
    folder = state_folder()
    assert folder is not None
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cache-secret").write_bytes(secret)
    config = Config(cache=tmp_path / "kept")
    first, second = open_cache(config), open_cache(config)
    assert first is not None
    assert second is not None
    first.put("0" * 40, b"content")
    assert second.get("0" * 40) == b"content"


def test_a_cache_of_another_user_is_not_used(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may have come with the articles."""
    before = books(build("-o", "a", "--format", "epub"))
    monkeypatch.setenv("ANTHOLOGY_CACHE_SECRET", "mine")
    run = CliRunner().invoke(app, ["build", "texts", "-o", "b", "--format", "epub"])
    assert "from the cache" not in run.stdout
    assert books(build("-o", "b", "--format", "epub")) == before
