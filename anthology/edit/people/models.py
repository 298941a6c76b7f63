"""Finders of names: the built-in engine, or a language model that the user has installed.

A finder takes one article and gives the names in it, in reading order; what is done with them
afterwards is the same for all. Models are named as ``spacy:en_core_web_trf`` or
``gliner:urchade/gliner_medium-v2.1``; neither is needed or downloaded unless asked for.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from anthology.edit.people.find import TITLE_LEAF, find_names
from anthology.edit.people.found import Found
from anthology.edit.people.line import Line
from anthology.edit.people.spell import found_at
from anthology.errors import SetupError, UsageError
from anthology.model import Article

PERSON_LABELS = frozenset({"PERSON", "PER", "person"})
MAX_CHARS = 1500  # a GLiNER model reads some 380 words at a time
Spans = Iterable[tuple[int, int]]


class Finder(Protocol):
    """Finds the names of persons in an article: a pure function of its text."""

    def __call__(self, article: Article) -> tuple[Found, ...]:
        """The names in the article's leaves, in reading order; a real title's first, as leaf -1."""


def finder(name: str = "") -> Finder:
    """The finder of that name; the built-in engine for an empty one.

    Raises:
        UsageError: the name is of no known kind.
        SetupError: the package or the model is not installed.
    """
    if not name or name == "built-in":
        return find_names
    kind, _, model = name.partition(":")
    if kind not in _LOADERS or not model:
        raise UsageError(
            f"--people-model {name}: unknown; write spacy:NAME, gliner:NAME or built-in"
        )
    return _by_spans(_LOADERS[kind](model))


def _by_spans(spans_of: Callable[[str], Spans]) -> Finder:
    """A finder from a function that gives the spans of persons in a text."""

    def find(article: Article) -> tuple[Found, ...]:
        texts = [(n, leaf.text) for n, leaf in enumerate(article.leaves())]
        if not article.title_supplied and article.title:
            texts.insert(0, (TITLE_LEAF, article.title))
        found: list[Found] = []
        for leaf, text in texts:
            line = Line.of(leaf, text, article.language.partition("-")[0].lower())
            for start, end in sorted(set(spans_of(text))):
                name = found_at(line, start, end)
                if name is not None:
                    found.append(name)
        return tuple(found)

    return find


def _package(package: str) -> Any:  # Any: an optional package, without types
    """An installed package.

    Raises:
        SetupError: it is not installed.
    """
    try:
        return importlib.import_module(package)
    except ImportError as error:
        raise SetupError(
            f"--people-model {package}:... needs the package {package}; "
            f'install it with: pip install "anthology-press[{package}]"'
        ) from error


def _spacy(model: str) -> Callable[[str], Spans]:
    """Spans of persons by a spaCy pipeline, an installed package or a folder."""
    spacy = _package("spacy")
    try:
        pipeline = spacy.load(model)
    except OSError as error:
        raise SetupError(
            f"--people-model spacy:{model}: there is no such pipeline; "
            f"install it with: python -m spacy download {model}"
        ) from error

    def spans(text: str) -> Spans:
        return [
            (e.start_char, e.end_char) for e in pipeline(text).ents if e.label_ in PERSON_LABELS
        ]

    return spans


def _gliner(model: str) -> Callable[[str], Spans]:
    """Spans of persons by a GLiNER model, a name on its hub or a folder."""
    gliner = _package("gliner")
    try:
        loaded = gliner.GLiNER.from_pretrained(model)
    except (OSError, ValueError) as error:
        raise SetupError(
            f"--people-model gliner:{model}: the model cannot be loaded ({error}); "
            "give the name of a model that is on this machine, or its folder"
        ) from error

    def spans(text: str) -> Spans:
        return [
            (start + entity["start"], start + entity["end"])
            for start, part in pieces(text)
            for entity in loaded.predict_entities(part, ["person"])
        ]

    return spans


def pieces(text: str, max_chars: int = MAX_CHARS) -> list[tuple[int, str]]:
    """A text cut at ends of sentences into pieces of at most ``max_chars``, each with its place.

    >>> pieces("One. Two. Three.", 10)
    [(0, 'One. Two. '), (10, 'Three.')]
    """
    cut: list[tuple[int, str]] = []
    start = 0
    while len(text) - start > max_chars:
        window = text[start : start + max_chars]
        end = max(window.rfind(". "), window.rfind("\n")) + 1
        end = end if end > max_chars // 2 else window.rfind(" ")
        end = end + 1 if end > 0 else max_chars
        cut.append((start, text[start : start + end]))
        start += end
    return [*cut, (start, text[start:])]


_LOADERS: dict[str, Callable[[str], Callable[[str], Spans]]] = {"spacy": _spacy, "gliner": _gliner}
