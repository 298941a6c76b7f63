"""``anthology init`` begins a book and overwrites nothing."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def files(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def test_an_empty_folder_gets_options_and_an_article(run: Run, here: Path) -> None:
    result = run("init")
    assert result.exit_code == 0
    assert files(here) == ["anthology.toml", "seeds/2024-01-01-welcome.txt"]
    assert result.stdout == (
        "wrote anthology.toml\nwrote seeds/2024-01-01-welcome.txt\nnext: anthology build\n"
    )


def test_a_folder_is_made(run: Run, here: Path) -> None:
    result = run("init", "my book", "--json")
    assert json.loads(result.stdout) == {
        "written": ["my book/anthology.toml", "my book/seeds/2024-01-01-welcome.txt"],
        "notices": [],
    }
    assert files(here / "my book") == ["anthology.toml", "seeds/2024-01-01-welcome.txt"]


def test_a_folder_with_articles_gets_options_only(run: Run, here: Path) -> None:
    (here / "a.txt").write_text("mine")
    assert run("init").exit_code == 0
    assert files(here) == ["a.txt", "anthology.toml"]


def test_nothing_is_overwritten(run: Run, here: Path) -> None:
    (here / "anthology.toml").write_text("mine")
    result = run("init")
    assert result.exit_code == 8
    assert result.stderr == (
        "Error: anthology.toml: is there already; edit it, or remove it to begin anew\n"
    )
    assert (here / "anthology.toml").read_text() == "mine"
    assert files(here) == ["anthology.toml"]


def test_a_file_is_not_a_folder(run: Run, here: Path) -> None:
    (here / "book").touch()
    result = run("init", "book")
    assert result.exit_code == 8
    assert result.stderr == "Error: book: is not a folder; choose another\n"
