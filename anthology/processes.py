"""How work is done: in this process, or in several that are forked from one that is loaded."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from multiprocessing import forkserver
from threading import Thread
from typing import TypeVar

from anthology.written import Unwritten, written_form

Shared = TypeVar("Shared")
Piece = TypeVar("Piece")
Result = TypeVar("Result")
Work = Callable[[Shared, Piece], Result]


def preload(modules: Sequence[str]) -> None:
    """Have the process from which others are forked load ``modules`` when it is started."""
    multiprocessing.set_forkserver_preload(list(modules))


def warm_up() -> None:
    """Start the process from which others are forked, so that it loads its modules meanwhile."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        forkserver.ensure_running()


@contextmanager
def collecting_off() -> Iterator[None]:
    """Garbage collection off: it costs a fifth of the layout and finds next to nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def processes(jobs: int) -> Executor:
    """Processes that are forked from one that runs no thread: forking this one is not safe."""
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_settle_in)


def _settle_in() -> None:
    """What a process does first: its collector runs between batches only."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the program itself says that it stops
    Thread(target=_end_with_program, daemon=True).start()
    gc.disable()
    gc.freeze()


def _end_with_program() -> None:
    """Ends this process when the program has been killed, which nothing else would tell it."""
    program = multiprocessing.parent_process()
    if program:
        program.join()
        os.kill(os.getpid(), signal.SIGTERM)


def tidy() -> None:
    """Collect garbage, and hand back what glibc keeps of the memory that many small objects had."""
    gc.collect()
    trim = _trim()
    if trim:
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    """glibc's way to hand back memory; None elsewhere."""
    try:
        found: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return None
    return found


def do_alone(
    work: Work[Shared, Piece, Result], shared: Shared, pieces: Sequence[Piece], tidied: int
) -> Iterator[bytes | Unwritten]:
    """The results as they are written; what is left of so many pieces is ``tidied`` away."""
    with collecting_off():
        for number, piece in enumerate(pieces, start=1):
            yield written_form(work(shared, piece))
            if number % tidied == 0:
                tidy()


def do(
    work: Work[Shared, Piece, Result], shared: Shared, pieces: Sequence[Piece]
) -> list[bytes | Unwritten]:
    """One batch, in a process of the crew."""
    done = [written_form(work(shared, piece)) for piece in pieces]
    tidy()
    return done
