"""The real command on real articles: two books, sound, and the same on every run."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ARTICLES = {
    "001.txt": " date 2023-07-20 \n\n\n"
    "US climate envoy John Kerry met Han Zheng in Beijing. Mr Kerry spoke of “dialogue” again, "
    "and of the official affinities of both offices.\n",
    "002.txt": "date: 2023-06-19\ntitle: Talks in Beijing\n\n"
    "Secretary of State Antony Blinken ended two days of talks in Beijing. "
    "Blinken met President Xi Jinping.\n\nXi was brief.\n",
}


def anthology(folder: Path, *arguments: str, **environment: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of the command run in ``folder``."""
    done = subprocess.run(
        [sys.executable, "-m", "anthology", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``seeds`` in it, which nobody configured."""
    folder = tmp_path_factory.mktemp("collection")
    (folder / "seeds").mkdir()
    for name, text in ARTICLES.items():
        (folder / "seeds" / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def answer(collection: Path) -> dict[str, object]:
    """What ``anthology build --json`` answers."""
    code, out, err = anthology(collection, "build", "--json", PYTHONHASHSEED="1")
    assert (code, err) == (0, "")
    made: dict[str, object] = json.loads(out)
    return made


def test_build_without_a_word_makes_both_books_of_the_seeds(
    collection: Path, answer: dict[str, object]
) -> None:
    files = answer["files"]
    assert isinstance(files, list)
    assert [Path(each["path"]).suffix for each in files] == [".epub", ".pdf"]
    for each in files:
        content = (collection / each["path"]).read_bytes()
        assert len(content) == each["size_bytes"]
        assert hashlib.sha256(content).hexdigest() == each["sha256"]
    assert (answer["articles"], answer["written"]) == (2, True)
    assert isinstance(answer["pages"], int)
    assert answer["pages"] > 4
    assert sorted(path.name for path in (collection / "dist").glob("[!.]*")) == sorted(
        Path(each["path"]).name for each in files
    )


def test_a_second_build_gives_the_same_bytes(collection: Path, answer: dict[str, object]) -> None:
    """Under another hash seed, time zone and folder of output."""
    environment = {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo"}
    code, out, _ = anthology(collection, "build", "--json", "-o", "again", **environment)
    assert code == 0
    files, again = answer["files"], json.loads(out)["files"]
    assert isinstance(files, list)
    assert [each["sha256"] for each in again] == [each["sha256"] for each in files]


def test_the_books_are_sound(collection: Path, answer: dict[str, object]) -> None:
    code, out, err = anthology(collection, "check", "dist", "--json")
    checked = json.loads(out)["books"]
    assert [book["errors"] for book in checked] == [0, 0], out
    assert (code, err) == (0, "")


def test_list_has_the_articles_in_order_of_date(collection: Path) -> None:
    code, out, _ = anthology(collection, "list", "--json")
    assert code == 0
    listed = [(each["date"], each["title_supplied"]) for each in json.loads(out)["articles"]]
    assert listed == [("2023-06-19", False), ("2023-07-20", True)]


def test_people_has_the_people_in_order_of_their_names(collection: Path) -> None:
    code, out, _ = anthology(collection, "people", "--json")
    assert code == 0
    people = [each["sort_as"] for each in json.loads(out)["people"]]
    assert people == ["Blinken, Antony", "Han Zheng", "Kerry, John", "Xi Jinping"]


def test_an_article_on_standard_input_is_enough(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "anthology", "list", "-", "--json"],
        input=ARTICLES["001.txt"].encode(),
        capture_output=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert [each["date"] for each in json.loads(done.stdout)["articles"]] == ["2023-07-20"]


def test_an_empty_folder_is_an_input_error_in_one_sentence(tmp_path: Path) -> None:
    code, out, err = anthology(tmp_path, "build", "-q")
    assert (code, out) == (4, "")
    assert err.startswith("Error: ")
    assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_what_init_writes_can_be_built(tmp_path: Path) -> None:
    assert anthology(tmp_path, "init")[0] == 0
    code, _, err = anthology(tmp_path, "build", "-q", "--format", "epub", "--fail-if-warnings")
    assert (code, err) == (0, "")
    assert [path.suffix for path in (tmp_path / "dist").glob("[!.]*")] == [".epub"]
