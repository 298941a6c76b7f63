"""A package of somebody else, installed beside the program, reads a kind of file of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

_MODULE = '''
"""Reads .shout files: every line is an article."""

from anthology.collect.draft import Draft, WrittenDate
from anthology.model import Block, BlockKind, Origin


def read(source, config, report):
    for number, line in enumerate(source.data.decode().splitlines(), 1):
        day, _, text = line.partition(" ")
        if not text:
            report.add("SHOUT1", f"{source.place}:{number}", "says nothing; shout louder")
            continue
        blocks = (Block(BlockKind.PARAGRAPH, text),)
        dates = (WrittenDate(day, "header"),)
        yield Draft(Origin(source.path, number), source.place, blocks, text.upper(), dates=dates)
'''


def test_an_installed_package_adds_a_reader(tmp_path: Path) -> None:
    """Found by its entry point alone, in a process of its own; its notices are told like ours."""
    site, texts = tmp_path / "site", tmp_path / "texts"
    about = site / "shouts-1.0.dist-info"
    about.mkdir(parents=True)
    (site / "shouts.py").write_text(_MODULE)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: shouts\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[anthology.readers]\nshout = shouts:read\n")
    texts.mkdir()
    (texts / "a.shout").write_text("2023-05-02 good morning\nno\n2023-05-01 hello\n")
    (texts / "b.txt").write_text("date: 2023-05-03\ntitle: B\n\nGood night.\n")
    done = subprocess.run(
        [sys.executable, "-m", "anthology", "list", "--json", str(texts)],
        env={**os.environ, "PYTHONPATH": f"{site}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=True,
    )
    answer = json.loads(done.stdout)
    found = [(each["date"], each["title"], each["record"]) for each in answer["articles"]]
    assert found == [
        ("2023-05-01", "HELLO", 3),
        ("2023-05-02", "GOOD MORNING", 1),
        ("2023-05-03", "B", 0),
    ]
    assert [each["code"] for each in answer["notices"]] == ["SHOUT1"]
