"""How well people are found, held by gates: practice news always, labelled documents if here."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from anthology.edit.people import find_people
from anthology.model import Article, Block, BlockKind, Origin
from anthology.report import Report

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
MARK = re.compile(r"\[([^=\]]+)=([^\]]+)\]")


def cases() -> list[tuple[str, str]]:
    """The practice news by title, with their marks."""
    parts = (HERE / "cases" / "news.txt").read_text(encoding="utf-8").split("\n== ")[1:]
    return [(p.partition("\n")[0], p.partition("\n")[2].strip()) for p in parts]


def unmarked(text: str) -> tuple[str, set[tuple[int, int, str]]]:
    """A text without its marks (⟦ is a bracket), and its mentions: start, end and person."""
    plain, mentions, last = "", set(), 0
    for match in MARK.finditer(text):
        plain += text[last : match.start()]
        mentions.add((len(plain), len(plain) + len(match.group(1)), match.group(2)))
        plain += match.group(1)
        last = match.end()
    return (plain + text[last:]).replace("⟦", "[").replace("⟧", "]"), mentions


def found_in(text: str) -> set[tuple[int, int, str]]:
    article = Article("a-1", Origin("a"), "", (Block(BlockKind.PARAGRAPH, text),), True)
    return {
        (m.start, m.end, person.name.display)
        for person in find_people([article], Report())
        for m in person.mentions
    }


@pytest.mark.parametrize(("title", "marked"), cases(), ids=[t for t, _ in cases()])
def test_everyone_in_practice_news_is_found_and_nobody_else(title: str, marked: str) -> None:
    text, mentions = unmarked(marked)
    assert found_in(text) == mentions


@pytest.fixture(scope="module")
def figures(shared: Path) -> dict[str, dict[str, Any]]:
    """The reference scorer's figures for the built-in engine on the labelled documents."""
    gold_files = sorted((shared / "people" / "dev").glob("*.jsonl"))
    golds = [json.loads(x) for f in gold_files for x in f.read_text("utf-8").splitlines() if x]
    score = module(shared / "people" / "score_people.py").score
    predict = module(ROOT / "tools" / "predict_people.py").predictions
    results, _ = score(golds, {p["id"]: p for p in predict(golds)})
    return {**results["sources"], "ALL": results["ALL"]}


def module(path: Path) -> Any:  # Any: a script is imported by its place
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = loaded
    spec.loader.exec_module(loaded)
    return loaded


FLOOR = tomllib.loads((HERE / "floor.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("source", FLOOR)
def test_figures_on_labelled_documents_never_fall(
    source: str, figures: dict[str, dict[str, Any]]
) -> None:
    """A floor is lowered only with a reason in the commit."""
    got = figures[source]
    reached = {
        "person_f1": got["person"]["f1"],
        "mention_exact_f1": got["mention_exact"]["f1"],
        "name_accuracy": got["name_accuracy"],
        "b_cubed_f1": got["b_cubed"]["f1"],
    }
    short = {k: (reached[k], v) for k, v in FLOOR[source].items() if 100 * reached[k] < v}
    assert short == {}
