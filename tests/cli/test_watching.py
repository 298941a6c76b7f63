"""``anthology watch`` makes the books again when a file changes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("watchfiles", reason="watchfiles is not installed")

SECONDS = 90


def wait_for(stream: Path, text: str, times: int) -> None:
    """Until the text stands in the file so many times."""
    end = time.monotonic() + SECONDS
    while stream.read_text().count(text) < times:
        assert time.monotonic() < end, stream.read_text()
        time.sleep(0.1)


def test_a_change_makes_the_books_again_and_an_error_ends_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "one.txt").write_text("date: 2021-02-03\n\nThe ferry was late, Ada Fenwick said.\n")
    said = tmp_path / "said"
    command = [sys.executable, "-m", "anthology", "watch", str(folder), "-o", str(tmp_path / "out")]
    command += ["--format", "epub", "--jobs", "1"]
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # inherited by what shells have behind
        signal.signal(signal.SIGINT, signal.default_int_handler)
    with said.open("w") as stream:
        process = subprocess.Popen(
            command,
            stdout=stream,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
    try:
        wait_for(said, "done in", 1)
        first = {each.name: each.read_bytes() for each in (tmp_path / "out").iterdir()}
        time.sleep(1)  # the watch begins after the first build
        (folder / "two.txt").write_text("date: 2021-02-04\n\nThe ferry came, Ada Fenwick said.\n")
        wait_for(said, "2 articles", 1)
        wait_for(said, "done in", 2)
        second = {each.name: each.read_bytes() for each in (tmp_path / "out").iterdir()}
        assert first != second
        for file in folder.glob("*.txt"):
            file.unlink()
        wait_for(said, "Error:", 1)
        (folder / "one.txt").write_text("date: 2021-02-03\n\nThe ferry sank, Ada Fenwick said.\n")
        wait_for(said, "done in", 3)
    finally:
        process.send_signal(signal.SIGINT)
        code = process.wait(30)
    assert code == 0
    assert "Traceback" not in said.read_text()
