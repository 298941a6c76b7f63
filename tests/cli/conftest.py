"""The command line run in this process, with a build of its own where books do not matter."""

from __future__ import annotations

import datetime as dt
import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import BinaryIO

import pikepdf
import pytest
from typer.testing import CliRunner, Result

from anthology.config import Config
from anthology.model import (
    Article,
    ArticleDate,
    Block,
    BlockKind,
    Book,
    Mention,
    Name,
    Origin,
    Part,
    Person,
    Role,
)
from anthology.progress import Progress
from anthology.report import Report
from anthology.workshop import Workshop

Run = Callable[..., Result]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(here: Path) -> Run:
    """``run("build", "seeds")``: the result of the command in the empty folder."""
    from anthology.cli.program import app  # noqa: PLC0415 - as the command does

    def invoke(*arguments: str, given: bytes = b"") -> Result:
        return CliRunner().invoke(app, list(arguments), prog_name="anthology", input=given)

    return invoke


def article(number: int, text: str) -> Article:
    """A short article of July 2023."""
    return Article(
        id=f"a-{number}",
        origin=Origin(f"{number:03}.txt"),
        title=f"Talks {number}",
        title_supplied=number > 1,
        blocks=(Block(BlockKind.PARAGRAPH, text),),
        date=ArticleDate(dt.date(2023, 7, number)),
    )


def a_person() -> Person:
    mentions = (Mention("a-1", 0, 0, 5, "Kerry"), Mention("a-2", 0, 0, 5, "Kerry"))
    return Person(
        id="p-kerry-john",
        name=Name("John Kerry", "Kerry, John"),
        mentions=mentions,
        aliases=("Kerry", "Mr Kerry"),
        roles=(Role("US climate envoy", "a-1"), Role("US climate envoy", "a-2")),
    )


def a_book() -> Book:
    articles = (article(1, "Kerry met Han."), article(2, "Kerry left again."))
    return Book("Talks", "en", (Part("part", "", articles),), (a_person(),), "urn:uuid:0")


def a_pdf(pages: int) -> bytes:
    with pikepdf.new() as pdf, io.BytesIO() as stream:
        for _ in range(pages):
            pdf.add_blank_page()
        pdf.save(stream, static_id=True)
        return stream.getvalue()


@dataclass(frozen=True, slots=True)
class Built:
    """As anthology.build has it."""

    book: Book
    files: Iterator[tuple[str, bytes]]
    record: tuple[str, bytes] = (".talks.issue.json", b"{}")


@dataclass(slots=True)
class FakeBuild:
    """A build that makes the same small books, unless told to complain or to fail."""

    files: tuple[tuple[str, bytes], ...] = (("talks.epub", b"PK epub"), ("talks.pdf", a_pdf(3)))
    notices: tuple[tuple[str, str, str], ...] = ()
    error: BaseException | None = None
    config: Config | None = None
    stdin: bytes = b""
    stages: list[str] = field(default_factory=list)

    def build(
        self,
        config: Config,
        report: Report,
        progress: Progress,
        stdin: BinaryIO | None,
        shop: Workshop,
    ) -> Built:
        self.config = config
        self.stdin = stdin.read() if stdin else b""
        with progress.stage("Reading articles", 2) as stage:
            stage.advance()
            stage.advance()
        for code, place, message in self.notices:
            report.add(code, place, message)
        if self.error:
            raise self.error
        return Built(a_book(), iter(self.files))


@pytest.fixture
def fake_build(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeBuild]:
    """In place of the real build, which has its own tests."""
    fake = FakeBuild()
    module = ModuleType("anthology.build")
    module.build = fake.build  # type: ignore[attr-defined]  # a module's attribute
    monkeypatch.setitem(sys.modules, "anthology.build", module)
    yield fake
