"""The same input gives the same bytes: wherever, whenever and however the books are made.

Each build is a process of its own on three small articles with a picture, for both books.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).parent.parent
ARTICLES = {
    "10.txt": "date: 2024-03-10\n\nAda Lovelace wrote from Zürich that the pier was dry.\n",
    "9.md": "---\ntitle: Élan\ndate: 2024-03-10\ntags: [b, a]\n---\n\n![A boat](boat.png)\n\n"
    "Grace Hopper met Ada Lovelace.[^1]\n\n[^1]: In the harbour.\n",
    "sub/c.jsonl": '{"title": "Ebb", "date": "2024-02-01", "content": "Mr Hopper came back."}\n'
    '{"title": "Flow", "date": "2024-02-01", "content": "Ada Lovelace left again."}\n',
}
# Run in place of ``python -m anthology``: folders list their files backwards.
BACKWARDS = """\
import os
listed, scanned = os.listdir, os.scandir
class Backwards(list):
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def close(self): pass
    def __next__(self): return self.pop()
os.listdir = lambda *a: sorted(listed(*a), reverse=True)
os.scandir = lambda *a: Backwards(sorted(scanned(*a), key=lambda e: os.fspath(e.name)))
"""
# Pieces are handed to processes however little work they are.
HANDED = "import anthology.workshop as w; w._READY_S = w._HANDED_S = 0\n"


def collection(folder: Path) -> Path:
    """The articles, in a folder of always the same name."""
    for name, text in ARTICLES.items():
        path = folder / "letters" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    Image.effect_mandelbrot((60, 40), (-2, -1, 1, 1), 50).save(folder / "letters" / "boat.png")
    return folder / "letters"


def books(
    source: Path | str, out: Path, *options: str, before: str = "", **surroundings: str
) -> dict[str, str]:
    """The digests of the books that a process of its own makes."""
    script = f"{before}import sys\nfrom anthology.cli import main\nsys.exit(main())"
    command = [sys.executable, "-c", script, "build", str(source), "-o", str(out), *options]
    cwd = out.parent
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **surroundings}
    subprocess.run(command, cwd=cwd, env=environment, check=True, capture_output=True)
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(out.glob("[!.]*"))}


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The books as one process makes them, without a cache."""
    folder = tmp_path_factory.mktemp("usual")
    found = books(
        collection(folder), folder / "out", "--no-cache", "--jobs", "1", PYTHONHASHSEED="0"
    )
    assert [Path(name).suffix for name in found] == [".epub", ".pdf"]
    return found


SURROUNDINGS = {
    "far east, without a locale": {
        "PYTHONHASHSEED": "4242",
        "TZ": "Pacific/Kiritimati",
        **{"LC_ALL": "C", "LANG": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    },
    "far west, in German, optimised": {
        "PYTHONHASHSEED": "77",
        "TZ": "America/St_Johns",
        **{"LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de", "PYTHONOPTIMIZE": "2", "COLUMNS": "20"},
    },
}


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_surroundings_change_no_byte(usual: dict[str, str], name: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    source = collection(tmp_path)
    assert books(source, out, "--no-cache", "--jobs", "1", **SURROUNDINGS[name]) == usual


def test_the_order_of_files_and_their_times_change_no_byte(
    usual: dict[str, str], tmp_path: Path
) -> None:
    """Listed backwards, in a folder far down, named from where we stand, as old as can be."""
    folder = tmp_path / "far" / "down"
    source = collection(folder)
    for number, path in enumerate(sorted(source.rglob("*"))):
        os.utime(path, (number, time.time() - number))
    assert books("letters", folder / "out", "--no-cache", before=BACKWARDS) == usual


def test_processes_and_cache_change_no_byte(usual: dict[str, str], tmp_path: Path) -> None:
    """Cold, warm, and with half of the cache gone, in three processes and in one."""
    source = collection(tmp_path)
    options = ("--cache", str(tmp_path / "kept"), "--jobs")
    assert books(source, tmp_path / "cold", *options, "3", before=HANDED) == usual
    assert books(source, tmp_path / "warm", *options, "1") == usual
    for entry in sorted((tmp_path / "kept").glob("??/*"))[::2]:
        entry.unlink()
    assert books(source, tmp_path / "half", *options, "3", before=HANDED) == usual


def test_volumes_made_at_once_are_those_made_one_after_the_other(tmp_path: Path) -> None:
    """In one process, in two, and from the cache, whole and half."""
    source = collection(tmp_path)
    options = ("--split", "1", "--jobs")
    alone = books(source, tmp_path / "alone", *options, "1", "--no-cache")
    assert len(alone) == 10
    kept = ("--cache", str(tmp_path / "kept"))
    assert books(source, tmp_path / "two", *options, "2", *kept, before=HANDED) == alone
    for entry in sorted((tmp_path / "kept").glob("??/*"))[::2]:
        entry.unlink()
    assert books(source, tmp_path / "half", *options, "2", *kept, before=HANDED) == alone
    assert books(source, tmp_path / "many", *options, "9", *kept) == alone
