"""A build gives the same bytes in any number of processes, cold, warm and after a change."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner

from anthology.cli.program import app


@pytest.fixture
def place(tmp_path: Path, seeds: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with some articles in it, where we stand."""
    (tmp_path / "texts").mkdir()
    for file in sorted(seeds.rglob("*.txt"))[:7]:
        shutil.copy(file, tmp_path / "texts")
    monkeypatch.chdir(tmp_path)
    return tmp_path


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


def test_neither_processes_nor_cache_change_a_byte(place: Path) -> None:
    alone = books(build("-o", "a", "--jobs", "1", "--no-cache"))
    assert not (place / "texts" / ".anthology").exists()
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


def test_a_cache_that_is_damaged_everywhere_is_mended(place: Path) -> None:
    before = books(build("-o", "a"))
    for number, path in enumerate((place / "texts" / ".anthology").glob("??/*")):
        content = path.read_bytes()
        path.write_bytes([b"", content[:50], content + b"x", b"\x80\x04."][number % 4])
    assert books(build("-o", "b")) == before
    assert books(build("-o", "c")) == before


def test_clean_removes_the_cache(place: Path) -> None:
    build("-o", "a", "--format", "epub")
    assert (place / "texts" / ".anthology").is_dir()
    run = CliRunner().invoke(app, ["clean", "texts"])
    assert run.exit_code == 0
    assert run.stdout.startswith("removed ")
    assert not (place / "texts" / ".anthology").exists()


def test_the_cache_lies_where_the_options_say(place: Path) -> None:
    (place / "anthology.toml").write_text('sources = ["texts"]\nformats = ["epub"]\n')
    build("-o", "a")
    assert (place / ".anthology").is_dir()
    build("-o", "a", "--cache", "elsewhere")
    assert (place / "elsewhere").is_dir()
    assert not (place / "texts" / ".anthology").exists()


def test_a_cache_of_another_user_is_not_used(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may have come with the articles."""
    before = books(build("-o", "a", "--format", "epub"))
    monkeypatch.setenv("ANTHOLOGY_CACHE_SECRET", "mine")
    run = CliRunner().invoke(app, ["build", "texts", "-o", "b", "--format", "epub"])
    assert "from the cache" not in run.stdout
    assert books(build("-o", "b", "--format", "epub")) == before
