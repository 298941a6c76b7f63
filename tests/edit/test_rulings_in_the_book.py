"""The editor's people.toml, from the command that writes it to the book that follows it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from anthology.build import build
from anthology.cli.program import app
from anthology.collect import collect, read_rulings_text
from anthology.config import Config
from anthology.edit import edit
from anthology.errors import ConfigError, InputError
from anthology.report import Report

_TEXT = " date 2023-07-20 \n\n\n\nThe engineer Ada Quill met Tom Weir. Ms Quill said no.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(_TEXT, encoding="utf-8")
    return tmp_path


def _names(folder: Path) -> list[str]:
    config = Config(sources=(str(folder),))
    report = Report()
    articles = collect(config.sources, config, report)
    book = edit(articles, config, report, (), read_rulings_text(config)[1])
    return [person.name.sort_as for person in book.people]


def _write_people(folder: Path) -> None:
    done = CliRunner().invoke(app, ["people", str(folder), "--write"])
    assert done.exit_code == 0, done.output


def test_people_toml_is_written_and_a_ruling_in_it_is_kept(folder: Path) -> None:
    _write_people(folder)
    file = folder / "people.toml"
    assert _names(folder) == ["Quill, Ada", "Weir, Tom"]
    ruled = file.read_text(encoding="utf-8").replace(
        "[p-weir-tom]", '[p-weir-tom]\nname = "Thomas Weir" # as he signs'
    )
    file.write_text(ruled, encoding="utf-8")
    assert _names(folder) == ["Quill, Ada", "Weir, Thomas"]
    _write_people(folder)
    assert 'name = "Thomas Weir" # as he signs' in file.read_text(encoding="utf-8")


def test_a_person_can_be_left_out(folder: Path) -> None:
    (folder / "people.toml").write_text("[p-weir-tom]\nomit = true\n", encoding="utf-8")
    assert _names(folder) == ["Quill, Ada"]


def test_a_broken_people_toml_is_an_error_with_its_line(folder: Path) -> None:
    (folder / "people.toml").write_text("[p-weir-tom\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"people\.toml:1"):
        build(Config(sources=(str(folder),), formats=("epub",)), Report())


def test_a_people_file_that_is_no_text_is_an_error(folder: Path) -> None:
    (folder / "people.toml").write_bytes(bytes(range(256)) * 4)
    with pytest.raises(InputError, match="save it as TOML"):
        _names(folder)


def test_a_model_that_is_not_installed_is_named_with_the_remedy(folder: Path) -> None:
    done = CliRunner().invoke(app, ["people", str(folder), "--people-model", "spacy:no_such_model"])
    assert done.exit_code == 5
    assert "spacy" in done.output.lower()
