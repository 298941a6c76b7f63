"""A reader is found by the file's name; packages add their own by an entry point."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

from anthology.collect import collect, readers
from anthology.collect.draft import Draft, Source
from anthology.config import Config
from anthology.errors import SetupError
from anthology.model import Block, BlockKind, Origin
from anthology.report import Report


def read_shouts(source: Source, config: Config, report: Report) -> Iterator[Draft]:
    """A third party's reader: every line is an article."""
    for number, line in enumerate(source.data.decode().splitlines(), 1):
        blocks = (Block(BlockKind.PARAGRAPH, line),)
        yield Draft(Origin(source.path, number), source.place, blocks, title=line.upper())


@pytest.fixture
def point(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An installed package whose entry point has the name of the parameter."""
    found = EntryPoint(request.param, f"{__name__}:read_shouts", "anthology.readers")
    monkeypatch.setattr(EntryPoint, "load", lambda self: read_shouts)
    monkeypatch.setattr(readers, "entry_points", lambda group: EntryPoints([found]))
    readers._table.cache_clear()
    yield
    monkeypatch.undo()
    readers._table.cache_clear()


@pytest.mark.usefixtures("point")
@pytest.mark.parametrize("point", ["shout"], indirect=True)
def test_a_package_adds_a_reader(tmp_path: Path) -> None:
    (tmp_path / "a.shout").write_text("hello\ngood morning", encoding="utf-8")
    articles = collect([str(tmp_path)], Config(), Report())
    assert [(a.id, a.title, a.origin.record) for a in articles] == [
        ("a-hello", "HELLO", 1),
        ("a-good-morning", "GOOD MORNING", 2),
    ]


@pytest.mark.usefixtures("point")
@pytest.mark.parametrize("point", [".TXT"], indirect=True)
def test_two_readers_of_one_kind_are_an_error() -> None:
    with pytest.raises(SetupError, match=r"\.txt: .*read_shouts and another reader both take it"):
        readers.reader_for("a.txt")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a.txt", "txt"),
        ("A.TXT", "txt"),
        ("folder.md/notes", ""),
        ("No. 12", ""),
        ("trailing..txt", "txt"),
        ("2023.07.20", ""),
    ],
)
def test_the_kind_of_a_file_is_its_suffix_if_that_is_a_word(path: str, kind: str) -> None:
    assert readers.kind_of(path) == kind
