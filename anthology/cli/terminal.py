"""What the user sees: results on standard output, all else on standard error."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import TextIO

from anthology.progress import Progress, SilentProgress, Stage

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """``text`` with control characters spelt out, so that no input can steer the terminal."""
    return _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


@dataclass(frozen=True, slots=True)
class Terminal:
    """The voice of one run of a command."""

    quiet: bool = False
    verbose: int = 0
    as_json: bool = False

    def say(self, text: str = "") -> None:
        """A line of the result."""
        if not (self.quiet or self.as_json):
            print(harmless(text))

    def remark(self, text: str) -> None:
        """A line beside the result."""
        if not self.quiet:
            print(harmless(text), file=sys.stderr)

    def fail(self, message: str) -> None:
        """An error: always told."""
        head = "\033[1;31mError:\033[0m" if _coloured(sys.stderr) else "Error:"
        print(head, harmless(message).replace("\n", "\n  "), file=sys.stderr)

    def answer(self, value: object) -> None:
        """The one JSON object of ``--json``."""
        if self.as_json:
            print(to_json(value), flush=True)

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        """Bars on a terminal, a line a stage elsewhere, silence with ``--quiet``."""
        if self.quiet or (self.as_json and not sys.stderr.isatty()):
            yield SilentProgress()
        elif sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
            from anthology.cli.bars import Bars  # noqa: PLC0415 - rich costs 0.1 s

            with Bars() as bars:
                yield bars
        else:
            yield Lines(sys.stderr)


def to_json(value: object) -> str:
    """JSON as people and programs read it: indented, in the given order, letters as they are."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=str)


class Lines(SilentProgress):
    """A line for every stage, for logs and pipes."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def stage(self, name: str, total: int | None = None) -> AbstractContextManager[Stage]:
        """Announce the stage; its steps are not shown."""
        count = "" if total is None else f" ({total})"
        print(harmless(f"{name}{count}"), file=self._stream, flush=True)
        return SilentProgress()


def _coloured(stream: TextIO) -> bool:
    """Source: https://no-color.org: any value but an empty one switches colour off."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return stream.isatty() and not plain
