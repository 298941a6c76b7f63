"""Language models take the built-in engine's place behind the same interface."""

from __future__ import annotations

import sys
import types
from pathlib import Path
from typing import Any

import pytest

from anthology.edit.people import find_names, find_people, finder
from anthology.errors import SetupError, UsageError
from anthology.model import Article, Block, BlockKind, Origin
from anthology.report import Report

TEXT = "US climate envoy Zyx Qwertz met Mr. Foo Bar. Qwertz left."


def article() -> Article:
    return Article("a-1", Origin("a"), "", (Block(BlockKind.PARAGRAPH, TEXT),), title_supplied=True)


def test_the_built_in_engine_is_the_default() -> None:
    assert finder() is find_names
    assert finder("built-in") is find_names


@pytest.mark.parametrize("name", ["spacy", "spacy:", "bert:base"])
def test_an_unknown_kind_of_model_is_told_with_the_kinds_there_are(name: str) -> None:
    with pytest.raises(UsageError, match="spacy:NAME, gliner:NAME or built-in"):
        finder(name)


def test_a_missing_package_is_told_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "gliner", None)
    with pytest.raises(SetupError, match=r"pip install .anthology-press\[gliner\]"):
        finder("gliner:some/model")


class FakeGliner:
    """Stands for a loaded GLiNER model: finds two names wherever they stand."""

    @classmethod
    def from_pretrained(cls, name: str) -> FakeGliner:
        if name != "tiny":
            raise OSError("no such model")
        return cls()

    def predict_entities(self, text: str, labels: list[str]) -> list[dict[str, Any]]:
        assert labels == ["person"]
        return [
            {"start": text.index(name), "end": text.index(name) + len(name), "label": "person"}
            for name in ("Zyx Qwertz", "Mr. Foo Bar")
            if name in text
        ]


@pytest.fixture
def gliner(monkeypatch: pytest.MonkeyPatch) -> None:
    package = types.ModuleType("gliner")
    package.GLiNER = FakeGliner  # type: ignore[attr-defined]  # a module made here
    monkeypatch.setitem(sys.modules, "gliner", package)


def test_a_gliner_models_spans_become_people_without_titles(gliner: None) -> None:
    people = find_people([article()], Report(), find=finder("gliner:tiny"))
    assert [p.name.sort_as for p in people] == ["Bar, Foo", "Qwertz, Zyx"]
    assert [r.text for r in people[1].roles] == ["US climate envoy"]


def test_a_gliner_model_that_is_not_there_is_told(gliner: None) -> None:
    with pytest.raises(SetupError, match="gliner:huge: the model cannot be loaded"):
        finder("gliner:huge")


def test_a_spacy_pipeline_is_loaded_from_its_folder(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy", reason="spaCy is an optional extra")
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": "Zyx Qwertz"}])
    pipeline.to_disk(tmp_path / "tiny")
    people = find_people([article()], Report(), find=finder(f"spacy:{tmp_path / 'tiny'}"))
    assert [p.name.display for p in people] == ["Zyx Qwertz"]


def test_a_spacy_pipeline_that_is_not_there_is_told_with_the_command(tmp_path: Path) -> None:
    pytest.importorskip("spacy", reason="spaCy is an optional extra")
    with pytest.raises(SetupError, match="python -m spacy download nowhere"):
        finder("spacy:nowhere")
