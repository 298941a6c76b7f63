"""Mending the engine: functions of WeasyPrint replaced while the program runs.

A mend is laid on once in a process, however many books it makes, and only on versions of the engine
that it was tried with; on others books are made without it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import weasyprint

_TRIED = ("69", "70")  # major versions of WeasyPrint


def mend(lay_on: Callable[[], None]) -> Callable[[], None]:
    """``lay_on`` as a function that does its work once, where the engine is one that was tried."""

    @cache
    def once() -> None:
        if weasyprint.__version__.partition(".")[0] in _TRIED:
            lay_on()

    return once
