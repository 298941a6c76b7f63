"""One of an article's texts, read: its words and its runs of capitals."""

from __future__ import annotations

from dataclasses import dataclass

from anthology.edit.people.tokens import Token, runs_of, tokens_of

# Languages in which de, di, du, da and their like are the usual prepositions.
_PREPOSITIONS = frozenset({"fr", "es", "it", "pt", "ca", "gl", "ro", "eo", "oc", "la"})


@dataclass(frozen=True, slots=True)
class Line:
    """A text in words; ``leaf`` as in Found."""

    leaf: int
    text: str
    tokens: list[Token]
    runs: list[tuple[int, int]]

    @classmethod
    def of(cls, leaf: int, text: str, language: str = "en") -> Line:
        """Read a text."""
        tokens = tokens_of(text)
        return cls(leaf, text, tokens, runs_of(tokens, language not in _PREPOSITIONS))
