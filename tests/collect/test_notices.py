"""What is said about bad input: tests/cases/collect/notices.toml holds a case for each code."""

from __future__ import annotations

import datetime as dt
import time
import tomllib
from pathlib import Path

import pytest

from anthology.collect import collect
from anthology.collect.notices import KINDS
from anthology.collect.page_furniture import tell_page_furniture
from anthology.config import Config
from anthology.report import Report

CASES = Path(__file__).parent.parent / "cases" / "collect"
NOTICES = tomllib.loads((CASES / "notices.toml").read_text(encoding="utf-8"))["notice"]


def write(path: Path, case: dict[str, str]) -> None:
    """The case's file."""
    if "link" in case:
        path.symlink_to(case["link"])
    elif "bytes" in case:
        path.write_bytes(bytes.fromhex(case["bytes"]))
    else:
        path.write_text(case["text"], encoding="utf-8")


@pytest.mark.parametrize("case", NOTICES, ids=[f"{c['code']} {c['file']}" for c in NOTICES])
def test_a_notice_names_the_file_and_the_remedy(case: dict[str, str], tmp_path: Path) -> None:
    """One notice for each case, and the good article beside it is bound."""
    (tmp_path / "zz-good.txt").write_text("date: 2020-01-01\n\nAll is well.", encoding="utf-8")
    write(tmp_path / case["file"], case)
    report = Report()
    config = Config(since=dt.date(2000, 1, 1), where=case.get("where", ()), map=case.get("map", ()))
    articles = collect((str(tmp_path),), config, report)
    assert "All is well." in [article.blocks[0].text for article in articles]
    place = case.get("place", (tmp_path / case["file"]).as_posix()) + case.get("place_line", "")
    assert [(n.code, n.place, n.message) for n in report] == [(case["code"], place, case["says"])]


def test_every_code_has_a_case() -> None:
    elsewhere = {
        "A160",
        "A165",
        "A166",
        "A330",
    }  # of addresses, of several files, of a last build: test_online, test_exports, test_since_last
    assert {kind.code for kind in KINDS} == {case["code"] for case in NOTICES} | elsewhere


def test_no_code_is_used_twice() -> None:
    assert len({kind.code for kind in KINDS}) == len(KINDS)


def test_lines_that_are_mostly_blanks_are_read_in_no_time() -> None:
    """Their number to the fourth power would be a minute and more."""
    text = f"The pier closed.\n\n{' ' * 1_000}{'x' * 80}\n\n" * 5
    report = Report()
    started = time.process_time()
    tell_page_furniture(text, "a.txt", report)
    assert time.process_time() - started < 1
    assert list(report) == []
