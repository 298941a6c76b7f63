"""The benchmark gives every program the same texts, and measures all processes of a command."""

from __future__ import annotations

import sys
from html import unescape
from pathlib import Path

import pytest

from bench.collection import texts, write_folder
from bench.measure import measure
from bench.rivals import write_inputs
from bench.table import Row, markdown, svg


def test_articles_are_taken_again_with_changes(seeds: Path, tmp_path: Path) -> None:
    found = texts([str(seeds)], 40, 0)
    assert len({text.paragraphs for text in found}) == len({text.day for text in found}) == 40
    assert len(list(write_folder(found, tmp_path / "a").glob("*.txt"))) == 40
    assert found == texts([str(seeds)], 40, 0)


def test_every_rival_is_given_every_word(seeds: Path, tmp_path: Path) -> None:
    found = texts([str(seeds)], 20, 0)
    write_inputs(found, tmp_path)
    for name in ("book.html", "book.md", "book.typ"):
        written = "".join(filter(str.isalnum, unescape((tmp_path / name).read_text())))
        for text in found:
            for paragraph in text.paragraphs:
                assert "".join(filter(str.isalnum, paragraph)) in written


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is read from /proc")
def test_the_memory_of_every_process_counts() -> None:
    hold = "import time; held = b'x' * 60_000_000; time.sleep(0.7)"
    start = f"import subprocess, sys; p = subprocess.Popen([sys.executable, '-c', {hold!r}])"
    both = f"{start}; {hold}; p.wait()"
    alone, together = measure([sys.executable, "-c", hold]), measure([sys.executable, "-c", both])
    assert alone.peak_mb > 60
    assert together.peak_mb > 120
    assert together.wall_s >= 0.7


def test_the_table_and_the_chart_name_every_program() -> None:
    rows = [
        Row("Anthology", "PDF", 1.5, 2.0, 90, 800, 120, "proved"),
        Row("Other", "EPUB", 3, 3, 50, 70, 0, ""),
    ]
    table = markdown("Two", rows, "two.svg")
    assert "| Anthology | PDF | 1.50 | 2.00 | 90 | 800 | 120 | proved |" in table
    assert "| Other | EPUB | 3.00 | 3.00 | 50 | 70 |  |  |" in table
    assert svg("Two", rows).count("<rect") == 3
