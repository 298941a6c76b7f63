"""Work done piece by piece: from the cache where it was done before, else in several processes.

The one seam through which stages use cache and processes. A stage hands over a pure function,
what all pieces share, and the pieces; it gets the results in the order of the pieces and cannot
tell where they were made:

    articles = shop.map(read, wanted, files)

The function must be one that a module holds, and typed: its result is written as MessagePack
after the declared type, and read back by it, in every case, so that a result from the cache and
one just made are the same. MessagePack holds values only; reading it runs nothing.
"""

from __future__ import annotations

import gc
import hashlib
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cache
from multiprocessing import forkserver
from pathlib import Path
from threading import Thread
from typing import Any, Self, TypeVar, get_type_hints

import msgspec

from anthology.cache import Cache
from anthology.progress import Progress, Stage

Shared = TypeVar("Shared")
Piece = TypeVar("Piece")
Result = TypeVar("Result")
Work = Callable[[Shared, Piece], Result]
Crew = Callable[[], Executor]

_READY_S = 2.0  # work of less is done before a second process has loaded what it needs
_HANDED_S = 0.3  # work of less is not handed to processes that are there
_BATCHES = 12  # for each process: enough to share evenly, few enough to cost nothing
_MOST_PIECES = 16  # in a batch


@dataclass(frozen=True, slots=True)
class _Unwritten:
    """A result that has no written form, and so cannot be kept."""

    value: Any  # Any: of its work's type


class Workshop(AbstractContextManager["Workshop"]):
    """Cache and processes of one build.

    ``stamp`` stands for the program itself and all that it is made of: an entry of another
    program is not an entry. ``crew`` makes an executor other than processes of this machine.
    """

    def __init__(
        self, jobs: int = 1, cache: Cache | None = None, stamp: str = "", crew: Crew | None = None
    ) -> None:
        self.jobs = jobs
        self.cache = cache
        self.recalled = 0  # pieces that came from the cache
        self.made = 0
        self.stamp = stamp
        self._crew = crew or (lambda: _processes(jobs))
        self._hands: Executor | None = None
        self._steps: Stage | None = None

    @contextmanager
    def stage(self, progress: Progress, name: str) -> Iterator[None]:
        """A stage of ``progress`` whose steps are the pieces of the maps inside."""
        with progress.stage(name) as steps:
            self._steps = steps
            try:
                yield
            finally:
                self._steps = None

    def map(  # noqa: PLR0913, PLR0917 - the last three are named and seldom given
        self,
        work: Work[Shared, Piece, Result],
        shared: Shared,
        pieces: Iterable[Piece],
        needs: str = "",
        keys: Sequence[bytes] = (),
        cost_s: float = 0.1,
    ) -> Iterator[Result]:
        """``work(shared, piece)`` for every piece, in order.

        ``needs`` names what the work depends on beside its arguments: engines, fonts.
        ``keys`` says of each piece all that its result depends on, where that is less than
        what is shared: a page's own content, where the whole book is handed over.
        ``cost_s`` is about how long a piece takes: little work is done here and now.
        """
        todo = list(pieces)
        names = self._names(work, b"" if keys else shared, keys or todo, needs)
        kept = {at: found for at, name in enumerate(names) if (found := self._recall(work, name))}
        if self._steps:
            self._steps.expect(len(todo) - len(kept), recalled=len(kept))
        lacking = [at for at in range(len(todo)) if at not in kept]
        alone = self._alone(len(lacking) * cost_s)
        made = self._make(work, shared, [todo[at] for at in lacking], alone=alone, heavy=bool(keys))
        for at in range(len(todo)):
            if at in kept:
                yield kept.pop(at)[0]
                continue
            written = next(made)
            self.made += 1
            if self.cache and names[at] and isinstance(written, bytes):
                self.cache.put(names[at], written)
            yield _decoder(work).decode(written) if isinstance(written, bytes) else written.value
            if self._steps:
                self._steps.advance()

    def _names(
        self, work: Callable[..., object], shared: object, pieces: Sequence[object], needs: str
    ) -> list[str]:
        """The name of every piece's entry; none are needed without a cache."""
        if self.cache is None:
            return [""] * len(pieces)
        head = hashlib.blake2b(
            _encode((self.stamp, work.__module__, work.__qualname__, needs, shared)),
            digest_size=20,
        )
        names = []
        for piece in pieces:
            digest = head.copy()
            written = _written(piece)
            if isinstance(written, bytes):
                digest.update(written)
            names.append(digest.hexdigest() if isinstance(written, bytes) else "")
        return names

    def _recall(self, work: Work[Shared, Piece, Result], name: str) -> tuple[Result] | None:
        """The kept result, in a tuple; None where there is none that can be read."""
        content = self.cache.get(name) if self.cache and name else None
        if content is None:
            return None
        try:
            found = (_decoder(work).decode(content),)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None
        self.recalled += 1
        return found

    def _alone(self, seconds: float) -> bool:
        """Whether so much work is done sooner by this process than by several."""
        return self.jobs < 2 or seconds < (_HANDED_S if self._hands else _READY_S)

    def _make(
        self,
        work: Work[Shared, Piece, Result],
        shared: Shared,
        pieces: Sequence[Piece],
        *,
        alone: bool,
        heavy: bool,
    ) -> Iterator[bytes | _Unwritten]:
        """The results as they are written, in order, while the processes go on.

        What is ``heavy`` to hand over is handed over a few times only.
        """
        if alone or not pieces:
            with collecting_off():
                for piece in pieces:
                    yield _written(work(shared, piece))
            return
        size = max(1, min(_MOST_PIECES, len(pieces) // (self.jobs * _BATCHES)))
        if heavy:
            size = -(-len(pieces) // (2 * self.jobs))
        batches = [pieces[at : at + size] for at in range(0, len(pieces), size)]
        futures = [self._submit(work, shared, batch) for batch in batches]
        for batch, future in zip(batches, futures, strict=True):
            try:
                yield from future.result()
            except BrokenExecutor:  # a process was killed, most likely for want of memory
                self.jobs = 1
                yield from _do(work, shared, batch)

    def _submit(
        self, work: Work[Shared, Piece, Result], shared: Shared, batch: Sequence[Piece]
    ) -> Future[list[bytes | _Unwritten]]:
        if self._hands is None:
            self._hands = self._crew()
        try:
            return self._hands.submit(_do, work, shared, batch)
        except BrokenExecutor as error:
            failed: Future[list[bytes | _Unwritten]] = Future()
            failed.set_exception(error)
            return failed

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._hands is not None:
            self._hands.shutdown(wait=True, cancel_futures=True)


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


def _processes(jobs: int) -> Executor:
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


def _do(
    work: Work[Shared, Piece, Result], shared: Shared, pieces: Sequence[Piece]
) -> list[bytes | _Unwritten]:
    """One batch, in a process of the crew."""
    done = [_written(work(shared, piece)) for piece in pieces]
    gc.collect()
    return done


def _written(value: object) -> bytes | _Unwritten:
    """The value's written form; the value itself where a string holds bytes that are no text."""
    try:
        return _encode(value)
    except UnicodeEncodeError:  # a file's name, most likely
        return _Unwritten(value)


def _encode(value: object) -> bytes:
    return _encoder().encode(value)


@cache
def _encoder() -> msgspec.msgpack.Encoder:
    return msgspec.msgpack.Encoder(enc_hook=_plain, order="deterministic")


def _plain(value: object) -> object:
    """Paths by their names: where a thing lies is no part of what it is."""
    if isinstance(value, Path):
        return value.name
    raise NotImplementedError(f"{type(value).__name__} cannot be written")


@cache
def _decoder(work: Callable[..., Any]) -> msgspec.msgpack.Decoder[Any]:  # Any: of each work's type
    return msgspec.msgpack.Decoder(get_type_hints(work)["return"])
