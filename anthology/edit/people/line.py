"""One of an article's texts, read: its words and its runs of capitals."""

from __future__ import annotations

from dataclasses import dataclass

from anthology.edit.people.tokens import Token, runs_of, tokens_of


@dataclass(frozen=True, slots=True)
class Line:
    """A text in words; ``leaf`` as in Found."""

    leaf: int
    text: str
    tokens: list[Token]
    runs: list[tuple[int, int]]

    @classmethod
    def of(cls, leaf: int, text: str) -> Line:
        """Read a text."""
        tokens = tokens_of(text)
        return cls(leaf, text, tokens, runs_of(tokens))
