"""How a long job tells that it moves: stages with a name, and steps in them.

The stages call this and print nothing; the command line draws a bar, writes
plain lines, or stays silent.

    with progress.stage("Reading articles", total=len(paths)) as stage:
        for path in paths:
            read(path)
            stage.advance()
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol, Self


class Stage(Protocol):
    """One stage under way."""

    def advance(self, steps: int = 1) -> None:
        """Say that ``steps`` more of the stage's total are done."""

    def expect(self, steps: int, recalled: int = 0) -> None:
        """Say that ``steps`` more are to do, and that ``recalled`` need not be done again."""


class Progress(Protocol):
    """Where a job announces its stages, one after the other or nested."""

    def stage(self, name: str, total: int | None = None) -> AbstractContextManager[Stage]:
        """A stage that lasts as long as the ``with``; ``total`` None means steps are not counted.

        ``name`` is a few words for a reader: "Laying out the print edition".
        """


class SilentProgress:
    """Says nothing: for tests, for ``--quiet`` and for programs that import this one."""

    def stage(self, name: str, total: int | None = None) -> AbstractContextManager[Stage]:
        """Itself, as a stage without a voice."""
        return self

    def advance(self, steps: int = 1) -> None:
        """Nothing to do."""

    def expect(self, steps: int, recalled: int = 0) -> None:
        """Nothing to do."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None
