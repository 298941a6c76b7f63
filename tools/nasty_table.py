"""Write tests/nasty/table.toml anew: what comes of each case today. Read the difference well.

python tools/nasty_table.py [PREFIX]    (needs ../shared; the reasons in the table are kept)
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.nasty.cases import TABLE, Outcome, Row, is_one_of_many, run, stage, table  # noqa: E402

_HEAD = """\
# What comes of each nasty input of ../shared/corpora/nasty, built beside one good article:
# exit code, articles bound (the good one not counted), their dates, their words, and the
# notices told. "why" argues where the manifest wants something else. Checked by
# test_manifest.py; written by tools/nasty_table.py.
"""


def main(prefix: str) -> None:
    """Build every case whose path begins with ``prefix``; keep the other rows."""
    nasty = ROOT.parent / "shared/corpora/nasty"
    rows = table() if TABLE.exists() else {}
    cases = [case["path"] for case in json.loads((nasty / "manifest.json").read_text())]
    for path in cases:
        if path.startswith(prefix):
            with tempfile.TemporaryDirectory() as folder:
                outcome = outcome_of(nasty, path, Path(folder))
            why = rows[path].why if path in rows else ""
            if path in rows and rows[path].outcome != outcome:
                print(f"{path}\n  was {rows[path].outcome.row()}\n  is  {outcome.row()}")
            rows[path] = Row(outcome, why)
    order = [path for path in cases if path in rows]
    TABLE.write_text(_HEAD + "".join(_entry(p, rows[p]) for p in order), encoding="utf-8")


def outcome_of(nasty: Path, path: str, folder: Path) -> Outcome:
    """The outcome of one case; of a case among others, its own part of it."""
    source = stage(nasty, path, folder)
    return run(source, only=path.partition("/")[2] if is_one_of_many(path) else "")


def _entry(path: str, row: Row) -> str:
    lines = [f"{key} = {json.dumps(value)}" for key, value in row.outcome.row().items()]
    lines += [f"why = {json.dumps(row.why)}"] if row.why else []
    return "\n".join([f"\n[{json.dumps(path, ensure_ascii=False)}]", *lines]) + "\n"


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
