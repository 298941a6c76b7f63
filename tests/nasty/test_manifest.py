"""Each of the 258 nasty inputs of ../shared does what table.toml says, in bounded time and memory.

The table is the specification: change it with ``tools/nasty_table.py`` and read the difference.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.nasty.cases import faults, is_one_of_many, run, stage, table

MOST_SECONDS = 10.0  # of processor time, and 10 more for each MB
MOST_GROWN_MB = 250.0  # and 20 times the input; the engines' own libraries count once
PWNED = Path("/tmp/NASTY_PWNED")
ROWS = table()


@pytest.fixture(scope="session")
def nasty(shared: Path) -> Path:
    return shared / "corpora/nasty"


def test_every_case_of_the_manifest_is_in_the_table(nasty: Path) -> None:
    manifest = json.loads((nasty / "manifest.json").read_text(encoding="utf-8"))
    assert [case["path"] for case in manifest] == list(ROWS)


@pytest.mark.engine_warnings
@pytest.mark.parametrize("path", ROWS)
def test_a_nasty_input_gives_what_the_table_says(nasty: Path, path: str, tmp_path: Path) -> None:
    source = stage(nasty, path, tmp_path)
    only = path.partition("/")[2] if is_one_of_many(path) else ""
    outcome = run(source, only=only)
    assert outcome.row() == ROWS[path].outcome.row(), outcome.told
    megabytes = sum(f.stat().st_size for f in source.rglob("*") if f.is_file()) / 1e6
    assert outcome.seconds < MOST_SECONDS * (1 + megabytes)
    assert outcome.grown_mb < MOST_GROWN_MB + 20 * megabytes
    assert outcome.built is None or faults(outcome.built) == []
    assert not PWNED.exists()


def test_what_is_not_bound_is_told(nasty: Path) -> None:
    """A case without an article has a notice, or a name that says it is no article."""
    silent = [
        path
        for path, row in ROWS.items()
        if not row.outcome.articles and not row.outcome.notices and row.outcome.exit == 0
    ]
    assert silent == [path for path in silent if _is_no_article(Path(path).name)]


def _is_no_article(name: str) -> bool:
    """Hidden files, backups and what systems leave: the log lists them, no notice does."""
    return name.startswith(".") or name.endswith(".bak") or name == "Thumbs.db"
