"""Ace by DAISY, the accessibility checker of the trade, finds nothing to complain of."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from anthology.export.epub import to_kepub
from tests.export.conftest import Sample, make_sample

pytestmark = pytest.mark.xdist_group("reading")


@pytest.fixture
def ace(modules: Path, chromium: str, tmp_path: Path) -> list[str]:
    """The command that checks a book into a folder."""
    node = shutil.which("node")
    if not node:
        pytest.skip("Node.js is not here: `make readers` installs it")
    program = modules / "@daisy" / "ace" / "bin" / "ace-puppeteer.js"
    return [node, str(program), "--silent", "--outdir", str(tmp_path / "report")]


def _violations(ace: list[str], book: bytes, chromium: str, folder: Path) -> list[str]:
    file = folder / "book.epub"
    file.write_bytes(book)
    environment = os.environ | {"PUPPETEER_EXECUTABLE_PATH": chromium, "HOME": str(folder)}
    subprocess.run(  # ace's status tells of violations as well as of crashes
        [*ace, str(file)], env=environment, capture_output=True, timeout=300, check=False
    )
    report = json.loads((folder / "report" / "report.json").read_text(encoding="utf-8"))
    return [
        f"{document['earl:testSubject']['url']}: {found['earl:test']['dct:title']}"
        for document in report["assertions"]
        for found in document["assertions"]
    ]


def test_a_book_has_no_violations_whichever_way_it_is_read(
    ace: list[str], chromium: str, shelf: Sample, tmp_path: Path
) -> None:
    assert _violations(ace, shelf.epub, chromium, tmp_path) == []


def test_entries_as_notes_have_no_violations(ace: list[str], chromium: str, tmp_path: Path) -> None:
    assert _violations(ace, make_sample(popups="noteref").epub, chromium, tmp_path) == []


def test_a_kobo_book_has_no_violations(
    ace: list[str], chromium: str, sample: Sample, tmp_path: Path
) -> None:
    assert _violations(ace, to_kepub(sample.epub), chromium, tmp_path) == []


def test_a_violation_is_seen(ace: list[str], chromium: str, sample: Sample, tmp_path: Path) -> None:
    """The test above can fail: a picture without words for it is found."""

    spoiled = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sample.epub)) as old, zipfile.ZipFile(spoiled, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("a-1.xhtml"):
                content = content.replace(b"</h1>", b'</h1><img src="../images/cover.jpg"/>')
            new.writestr(name, content)
    found = _violations(ace, spoiled.getvalue(), chromium, tmp_path)
    assert "text/a-1.xhtml: image-alt" in found
