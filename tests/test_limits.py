"""Large, many and odd inputs: bound in bounded time and memory, or refused in a sentence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MOST_MB = 400  # of memory, for the libraries alone, and 20 times the input
MOST_SECONDS_PER_MB = 10.0  # of processor time
SCRIPT = """\
import pathlib, re, resource, sys
used_file = sys.argv.pop()
from anthology.cli import main
try:
    main()
finally:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    # Of this program: what getrusage tells of it includes the process that started it.
    told = pathlib.Path("/proc/self/status")
    found = told.exists() and re.search("VmHWM:\\s+(\\d+)", told.read_text())
    most = found[1] if found else used[0].ru_maxrss
    print(max(int(most), used[1].ru_maxrss), sum(u.ru_utime + u.ru_stime for u in used),
          file=open(used_file, "w"))
"""
SENTENCE = "The ferry left the harbour at noon, and {} boats lay dry on the northern side of it. "


@dataclass(frozen=True, slots=True)
class Run:
    """What a run of the command said and used."""

    exit: int
    answer: dict[str, object]
    seconds: float
    mb: float

    @property
    def inputs(self) -> list[dict[str, object]]:
        found = self.answer["inputs"]
        assert isinstance(found, list)
        return found

    @property
    def codes(self) -> list[str]:
        found = self.answer["notices"]
        assert isinstance(found, list)
        return [each["code"] for each in found]


def run(folder: Path, *arguments: str) -> Run:
    """A command with ``--json`` in a process of its own, measured."""
    used = folder / "used"
    command = [sys.executable, "-c", SCRIPT, *arguments, "--json", str(used)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    kilobytes, seconds = map(float, used.read_text().split())
    per_mb = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Run(done.returncode, json.loads(done.stdout), seconds, kilobytes / per_mb)


def prose(size_bytes: int, sentences: int) -> str:
    """Text of that size, in paragraphs of so many sentences."""
    lines = (
        "".join(SENTENCE.format(at + n) for n in range(sentences)) + "\n\n"
        for at in range(0, size_bytes // len(SENTENCE) + 1, sentences)
    )
    return "date: 2024-02-03\ntitle: Long\n\n" + "".join(lines)


@pytest.mark.parametrize(("name", "sentences"), [("paragraphs", 8), ("blob", 200_000)])
def test_an_article_of_10_mb_is_read_in_bounds(tmp_path: Path, name: str, sentences: int) -> None:
    (tmp_path / "letters").mkdir()
    text = prose(10_000_000, sentences)
    (tmp_path / "letters" / f"{name}.txt").write_text(text)
    done = run(tmp_path, "list", "letters")
    (article,) = done.answer["articles"]  # type: ignore[misc]  # a list
    assert article["words"] == len(text.partition("Long")[2].split())
    assert done.seconds < MOST_SECONDS_PER_MB * 10
    assert done.mb < MOST_MB + 20 * 10


def test_ten_thousand_articles_are_listed_in_bounds(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    for number in range(10_000):
        text = f"date: {1990 + number % 30}-02-03\ntitle: Letter {number}\n\nBoat {number} left.\n"
        (folder / f"{number}.txt").write_text(text)
    done = run(tmp_path, "list", "letters")
    assert len(done.answer["articles"]) == 10_000  # type: ignore[arg-type]  # a list
    assert [each["became"] for each in done.inputs] == ["bound"] * 10_000
    assert done.seconds < 120
    assert done.mb < 2 * MOST_MB


def test_a_file_above_the_limit_is_refused_with_the_limit(tmp_path: Path) -> None:
    """64 MB; the file is not read, so no disk and no memory is used."""
    (tmp_path / "a.txt").write_text("date: 2024-02-03\n\nThe tide was out.")
    with (tmp_path / "b.txt").open("wb") as stream:
        stream.truncate(64 * 1024 * 1024 + 1)
    done = run(tmp_path, "list", "a.txt", "b.txt")
    assert done.codes == ["A109"]
    assert [(e["path"], e["became"]) for e in done.inputs] == [
        ("a.txt", "bound"),
        ("b.txt", "refused"),
    ]
    assert "larger than 64 MB" in str(done.inputs[1]["why"])
    assert done.mb < MOST_MB


ODD_NAMES = [
    b"two\nlines.txt",
    b"tab\tbell\x07.txt",
    b"-o.txt",
    b"a:12.txt",
    b"  spaces  .txt",
    b"quote'\"<b>&amp;.txt",
    b"percent%20%s{}.txt",
    b"no-utf-8-\xff\xfe.txt",
    "right-to-left-\u202egpj.txt".encode(),
    "decomposed-e\u0301.txt".encode(),
    "emoji-\U0001f469\u200d\U0001f680.txt".encode(),
    b"x" * 251 + b".txt",
    b"CON.txt",
    b"\\back\\slash.txt",
    b"${HOME}`id`$(id).txt",
]


def test_files_of_odd_names_are_bound_and_told(tmp_path: Path) -> None:
    """Both books are made, whatever the names; the terminal gets no control character."""
    folder = tmp_path / "letters"
    folder.mkdir()
    made = 0
    for number, name in enumerate(ODD_NAMES):
        text = f"date: 2024-02-{number + 1:02}\n\n" + SENTENCE.format(f"{number} of {number}")
        try:
            Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(text)
        except OSError:  # a file system that takes no such name
            continue
        made += 1
    done = run(tmp_path, "build", "letters", "--no-cache", "--keep-duplicates")
    assert (done.exit, done.answer["articles"], done.answer.get("error")) == (0, made, None)
    assert [each["became"] for each in done.inputs] == ["bound"] * made
    assert len({each["path"] for each in done.inputs}) == made


def test_links_in_circles_and_to_nothing_end(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text("date: 2024-02-03\n\nThe tide was out.")
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "nothing.txt").symlink_to("gone.txt")
    (folder / "sub" / "up").symlink_to(folder)
    (folder / "sub" / "over").symlink_to(folder / "sub")
    done = run(tmp_path, "list", "letters")
    became = {str(each["path"]): each["became"] for each in done.inputs}
    assert became == {
        "letters/a.txt": "bound",
        "letters/nothing.txt": "refused",
        "letters/self.txt": "refused",
        "letters/sub/over/": "skipped",
        "letters/sub/up/": "skipped",
    }
    assert done.codes == ["A109", "A109"]


def test_a_deep_tree_of_folders_is_walked(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    deep = folder.joinpath(*("d" for _ in range(300)))
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text("date: 2024-02-03\n\nThe tide was out.")
    assert run(tmp_path, "list", "letters").exit == 0
