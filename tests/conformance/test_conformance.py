"""The PDFs are what they say they are: veraPDF finds no failed check.

The whole of every folder of the shared corpora is bound by ``make conformance``; plain test runs
take so many files of each as a short book needs.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from anthology.build import build
from anthology.config import Config
from anthology.errors import InputError
from anthology.report import Report
from tests.conformance.conftest import Validate

_SHARED = Path(__file__).parent.parent.parent.parent / "shared" / "corpora"
_FOLDERS = sorted(p.name for p in _SHARED.iterdir() if p.is_dir()) if _SHARED.is_dir() else []
_WHOLE = bool(os.environ.get("CONFORMANCE"))
_FILES_OF_A_FOLDER = 12


def _printed(source: Path, title: str, *, archive: bool = False) -> bytes:
    config = Config(sources=(str(source),), formats=("pdf",), title=title, archive=archive)
    (pdf,) = (content for _, content in build(config, Report()).files)
    return pdf


def test_the_sample_book_is_pdf_ua(seeds: Path, validate: Validate) -> None:
    assert validate("ua1", {"seeds": _printed(seeds, "Seeds")}) == {"seeds": []}


def test_the_archived_sample_book_is_pdf_a(seeds: Path, validate: Validate) -> None:
    assert validate("2a", {"seeds": _printed(seeds, "Seeds", archive=True)}) == {"seeds": []}


@pytest.mark.engine_warnings
@pytest.mark.parametrize("name", _FOLDERS)
def test_books_of_any_input_are_pdf_ua_and_pdf_a(
    name: str, shared: Path, tmp_path: Path, validate: Validate
) -> None:
    """Whatever the input: tables, lists, code, images, many scripts, things without sense."""
    source = shared / "corpora" / name
    if not _WHOLE:
        source = _some_of(source, tmp_path / name)
    try:
        pdf = _printed(source, name, archive=True)
    except InputError:
        pytest.skip("there is nothing in this folder that can be bound yet")
    assert validate("ua1", {name: pdf}) == {name: []}
    assert validate("2a", {name: pdf}) == {name: []}


def _some_of(folder: Path, target: Path) -> Path:
    """A copy of the folder with its images and some of its articles, evenly spread."""
    images = {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"}
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.name != "README.md")
    articles = [p for p in files if p.suffix.lower() not in images]
    step = max(1, len(articles) // _FILES_OF_A_FOLDER)
    wanted = articles[::step] + [p for p in files if p.suffix.lower() in images]
    for path in wanted:
        copy = target / path.relative_to(folder)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    return target
