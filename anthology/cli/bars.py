"""Progress as bars on a terminal, drawn by rich, gone when the stage is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from rich import progress as rich_progress
from rich.console import Console
from rich.markup import escape

from anthology.cli.terminal import harmless
from anthology.progress import Stage


class Bars:
    """A bar for each stage under way, on standard error; rich itself honours NO_COLOR."""

    def __init__(self) -> None:
        self._drawing = rich_progress.Progress(
            rich_progress.SpinnerColumn(),
            rich_progress.TextColumn("{task.description}"),
            rich_progress.BarColumn(bar_width=30),
            rich_progress.TaskProgressColumn(),
            rich_progress.TimeElapsedColumn(),
            rich_progress.TimeRemainingColumn(),
            rich_progress.TextColumn("{task.fields[kept]}"),
            console=Console(stderr=True),
            transient=True,
        )

    def __enter__(self) -> Self:
        self._drawing.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._drawing.stop()

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Stage]:
        """A bar with ``total`` steps, or one that only moves."""
        task = self._drawing.add_task(escape(harmless(name)), total=total, kept="")
        try:
            yield _Bar(self._drawing, task)
        finally:
            self._drawing.refresh()  # a short stage is seen as well
            self._drawing.remove_task(task)


class _Bar:
    def __init__(self, drawing: rich_progress.Progress, task: rich_progress.TaskID) -> None:
        self._drawing = drawing
        self._task = task
        self._recalled = 0

    def advance(self, steps: int = 1) -> None:
        self._drawing.advance(self._task, steps)

    def expect(self, steps: int, recalled: int = 0) -> None:
        self._recalled += recalled
        kept = f"{self._recalled:,} from the cache" if self._recalled else ""
        total = (self._drawing.tasks[self._place()].total or 0) + steps
        self._drawing.update(self._task, total=total, kept=kept)

    def _place(self) -> int:
        return [task.id for task in self._drawing.tasks].index(self._task)
