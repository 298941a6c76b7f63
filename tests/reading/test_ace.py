"""Ace by DAISY, the accessibility checker of the trade, finds nothing to complain of."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from anthology.export.epub import to_kepub
from bench.engines import INSTALLS, violations
from tests.export.conftest import Sample, make_sample

Ace = Callable[[bytes], tuple[str, ...]]
pytestmark = pytest.mark.xdist_group("reading")


@pytest.fixture
def ace(modules: Path, chromium: str, tmp_path: Path) -> Ace:
    """Checks a book, and gives its violations."""
    if not shutil.which("node"):
        pytest.skip(f"Node.js is not here: {INSTALLS}")

    def check(book: bytes) -> tuple[str, ...]:
        file = tmp_path / "book.epub"
        file.write_bytes(book)
        return violations(file, tmp_path)

    return check


def test_a_book_has_no_violations_whichever_way_it_is_read(ace: Ace, shelf: Sample) -> None:
    assert ace(shelf.epub) == ()


def test_entries_as_notes_have_no_violations(ace: Ace) -> None:
    assert ace(make_sample(popups="noteref").epub) == ()


def test_a_kobo_book_has_no_violations(ace: Ace, sample: Sample) -> None:
    assert ace(to_kepub(sample.epub)) == ()


def test_a_violation_is_seen(ace: Ace, sample: Sample) -> None:
    """The test above can fail: a picture without words for it is found."""
    spoiled = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sample.epub)) as old, zipfile.ZipFile(spoiled, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("a-1.xhtml"):
                content = content.replace(b"</h1>", b'</h1><img src="../images/cover.jpg"/>')
            new.writestr(name, content)
    found = ace(spoiled.getvalue())
    assert any(each.startswith("text/a-1.xhtml: image-alt") for each in found)
