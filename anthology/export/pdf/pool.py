"""Renders jobs here or in several processes; the chunks are the same either way.

Workers come from a fork server that has WeasyPrint loaded already: forking the
program itself is not safe beside the threads of a progress bar.
"""

from __future__ import annotations

import gc
import multiprocessing as mp
import os
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from multiprocessing import forkserver
from typing import Self

from anthology.export.pdf.chunk import Chunk, Job, Renderer
from anthology.theme import FontFace

_MODULE = "anthology.export.pdf.chunk"
_WORTH_IT = 24  # fewer jobs are done before a second process is ready
_renderer: Renderer | None = None  # a worker's own; set once when the worker starts


def warm_up() -> None:
    """Start the fork server, so that WeasyPrint loads while the articles are read."""
    mp.get_context("forkserver").set_forkserver_preload([_MODULE])
    forkserver.ensure_running()


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class RenderPool(AbstractContextManager["RenderPool"]):
    """A renderer that may be several processes. ``files`` has every font file met so far."""

    def __init__(self, css: str, faces: tuple[FontFace, ...], processes: int) -> None:
        self._style = (css, faces)
        self._processes = processes
        self._pool: mp.pool.Pool | None = None
        self._own: Renderer | None = None
        self.files: dict[str, bytes] = {}

    def map(self, jobs: Iterable[Job]) -> Iterator[Chunk]:
        """The jobs' chunks, in order, as they become ready."""
        todo = list(jobs)
        if self._processes < 2 or (self._pool is None and len(todo) < _WORTH_IT):
            with _no_collecting():
                for job in todo:
                    yield self._here(job)
            return
        pool = self._start()
        for chunk, files in pool.imap(_render, todo, chunksize=max(1, min(8, len(todo) // 16))):
            self.files.update(files)
            yield chunk

    def _here(self, job: Job) -> Chunk:
        if self._own is None:
            self._own = Renderer(*self._style)
            self.files.update(self._own.files)
        chunk = self._own.render(job)
        self.files.update(self._own.files)
        return chunk

    def _start(self) -> mp.pool.Pool:
        if self._pool is None:
            context = mp.get_context("forkserver")
            context.set_forkserver_preload([_MODULE])
            self._pool = context.Pool(self._processes, _prepare, self._style)
        return self._pool

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.terminate()
            self._pool.join()


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Garbage collection off: it costs a fifth of the layout and finds next to nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _prepare(css: str, faces: tuple[FontFace, ...]) -> None:
    global _renderer  # noqa: PLW0603 - the one place where a worker process keeps its tools
    _renderer = Renderer(css, faces)
    gc.disable()  # a worker lives for one book
    gc.freeze()


def _render(job: Job) -> tuple[Chunk, dict[str, bytes]]:
    assert _renderer is not None
    known = set(_renderer.files)
    chunk = _renderer.render(job)
    return chunk, {k: v for k, v in _renderer.files.items() if k not in known}
