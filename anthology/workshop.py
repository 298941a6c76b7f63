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

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import AbstractContextManager, contextmanager
from typing import Self

import msgspec

from anthology.cache import Cache
from anthology.processes import Piece, Result, Shared, Work, collecting_off, do, do_alone, processes
from anthology.progress import Progress, Stage
from anthology.written import Unwritten, decoder, digests

Crew = Callable[[], Executor]

_READY_S = 1.5  # after so long other processes have loaded what they need
_HANDED_S = 0.3  # work of less is not handed to processes that are there
_TIDIED_S = 3.0  # work after which what it left in memory is looked for, in one process
_LEAST_S = 0.001  # for a piece
_BATCH_S = 0.2  # of work handed over at once: little, to share evenly, and enough to be worth it
_WORN = 500  # pieces after which processes hold much memory; loading anew costs less than a second
_AHEAD = 2  # large pieces for each process, under way or waiting to be taken


class Workshop(AbstractContextManager["Workshop"]):
    """Cache and processes of one build.

    ``stamp`` stands for the program itself and all that it is made of: an entry of another
    program is not an entry. ``crew`` makes an executor other than processes of this machine.
    ``clock`` tells seconds: with one it is known when other processes have loaded what they need.
    """

    def __init__(
        self,
        jobs: int = 1,
        cache: Cache | None = None,
        stamp: str = "",
        crew: Crew | None = None,
        clock: Callable[[], float] = lambda: 0.0,
    ) -> None:
        self.jobs = jobs
        self.cache = cache
        self.recalled = 0  # pieces that came from the cache
        self.made = 0
        self.stamp = stamp
        self.is_near = crew is None  # all is done on this machine, with its files
        self._crew = crew or (lambda: processes(jobs))
        self._hands: Executor | None = None
        self._fresh_at = 0  # pieces made when the processes were last replaced
        self._steps: Stage | None = None
        self._clock = clock
        self._begun = clock()

    @property
    def shelf(self) -> tuple[Cache | None, str]:
        """Cache and stamp, for a workshop in one of the processes; other machines have none."""
        return (self.cache, self.stamp) if self.is_near else (None, "")

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
        *,
        first_s: float = 0.0,
        heavy: bool = False,
    ) -> Iterator[Result]:
        """``work(shared, piece)`` for every piece, in order.

        ``needs`` names what the work depends on beside its arguments: engines, fonts.
        ``keys`` says of each piece all that its result depends on, where that is less than
        what is shared: a page's own content, where the whole book is handed over; no result is
        kept under an empty one.
        ``cost_s`` is about how long a piece takes, and ``first_s`` what this process must load
        before the first one: little work is done here and now.
        What is shared and ``heavy`` to hand over is handed over a few times only.
        """
        todo = list(pieces)
        names = self._names(work, b"" if keys else shared, keys or todo, needs)
        if keys:
            names = [name if key else "" for name, key in zip(names, keys, strict=True)]
        kept = {at: found for at, name in enumerate(names) if (found := self._recall(work, name))}
        if self._steps:
            self._steps.expect(len(todo) - len(kept), recalled=len(kept))
        lacking = [at for at in range(len(todo)) if at not in kept]
        alone = not lacking or self._alone(first_s + len(lacking) * cost_s)
        todo_now = [todo[at] for at in lacking]
        if alone:
            made = do_alone(
                work, shared, todo_now, max(1, round(_TIDIED_S / max(cost_s, _LEAST_S)))
            )
        else:
            size = -(-len(lacking) // (2 * self.jobs))  # at most, to share evenly
            size = size if heavy else min(size, round(_BATCH_S / max(cost_s, _LEAST_S)))
            made = self._make(work, shared, todo_now, max(1, size))
        for at in range(len(todo)):
            if at in kept:
                yield kept.pop(at)[0]
                continue
            yield self._kept(work, names[at], next(made))
            if self._steps:
                self._steps.advance()

    def each(
        self,
        work: Work[Shared, Piece, Result],
        shared: Shared,
        pieces: Sequence[Piece],
        needs: str = "",
    ) -> Iterator[Result]:
        """As ``map``, for large pieces with large results: few are under way or wait to be taken.

        A result depends on its piece and on what ``needs`` names, whatever is shared.
        """
        under_way: deque[Callable[[], Result]] = deque()
        # With one process each is made at once; of several none waits for a result to be taken.
        most = 1 if self.jobs < 2 else _AHEAD * self.jobs
        if self._steps:
            self._steps.expect(len(pieces))
        for piece in pieces:
            (name,) = self._names(work, b"", [piece], needs)
            under_way.append(self._begin(work, shared, piece, name, alone=self.jobs < 2))
            if len(under_way) >= most:
                yield self._taken(under_way)
        while under_way:
            yield self._taken(under_way)

    def _taken(self, under_way: deque[Callable[[], Result]]) -> Result:
        """The first result, as soon as it is there."""
        result = under_way.popleft()()
        if self._steps:
            self._steps.advance()
        return result

    def begin(
        self,
        work: Work[Shared, Piece, Result],
        shared: Shared,
        piece: Piece,
        cost_s: float,
        needs: str | None = None,
    ) -> Callable[[], Result]:
        """Have one piece made beside what is done meanwhile; what is returned waits for it.

        It is kept if it is said what it ``needs``. Where there are no other processes, it is made
        when it is waited for.
        """
        (name,) = [""] if needs is None else self._names(work, shared, [piece], needs)
        return self._begin(work, shared, piece, name, alone=self._alone(cost_s))

    def _begin(
        self,
        work: Work[Shared, Piece, Result],
        shared: Shared,
        piece: Piece,
        name: str,
        *,
        alone: bool,
    ) -> Callable[[], Result]:
        """What gives the piece's result: at once where it is kept, else when it is made."""
        found = self._recall(work, name)
        if found:
            return lambda: found[0]
        hands = None if alone else self._submit(work, shared, [piece])

        def finish() -> Result:
            (written,) = self._done(hands, work, shared, [piece])
            return self._kept(work, name, written)

        return finish

    def _kept(
        self, work: Work[Shared, Piece, Result], name: str, written: bytes | Unwritten
    ) -> Result:
        """The result, read as it is written, which is kept under the name."""
        self.made += 1
        if isinstance(written, Unwritten):
            result: Result = written.value
            return result
        if self.cache and name:
            self.cache.put(name, written)
        made: Result = decoder(work).decode(written)
        return made

    def _names(
        self, work: Callable[..., object], shared: object, pieces: Sequence[object], needs: str
    ) -> list[str]:
        """The name of every piece's entry; none are needed without a cache."""
        if self.cache is None:
            return [""] * len(pieces)
        return digests((self.stamp, work.__module__, work.__qualname__, needs, shared), pieces)

    def _recall(self, work: Work[Shared, Piece, Result], name: str) -> tuple[Result] | None:
        """The kept result, in a tuple; None where there is none that can be read."""
        content = self.cache.get(name) if self.cache and name else None
        if content is None:
            return None
        try:
            found = (decoder(work).decode(content),)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None
        self.recalled += 1
        return found

    def _alone(self, seconds: float) -> bool:
        """Whether so much work is done sooner by this process than by several."""
        ready_s = 0 if self._hands else _READY_S - (self._clock() - self._begun)
        return self.jobs < 2 or seconds < max(_HANDED_S, ready_s)

    def _make(
        self,
        work: Work[Shared, Piece, Result],
        shared: Shared,
        pieces: Sequence[Piece],
        size: int,
    ) -> Iterator[bytes | Unwritten]:
        """The results as they are written, in order, while the processes go on."""
        batches = [pieces[at : at + size] for at in range(0, len(pieces), size)]
        under_way = deque((batch, self._submit(work, shared, batch)) for batch in batches)
        while under_way:  # what is done with is let go
            batch, future = under_way.popleft()
            yield from self._done(future, work, shared, batch)

    def _done(
        self,
        future: Future[list[bytes | Unwritten]] | None,
        work: Work[Shared, Piece, Result],
        shared: Shared,
        batch: Sequence[Piece],
    ) -> list[bytes | Unwritten]:
        """The results of a batch that was handed over, or is done here and now."""
        try:
            if future:
                return future.result()
        except BrokenExecutor:  # a process was killed, most likely for want of memory
            self.jobs = 1
        with collecting_off():
            return do(work, shared, batch)

    def _submit(
        self, work: Work[Shared, Piece, Result], shared: Shared, batch: Sequence[Piece]
    ) -> Future[list[bytes | Unwritten]]:
        if self._hands is None:
            self._hands = self._crew()
        try:
            return self._hands.submit(do, work, shared, batch)
        except BrokenExecutor as error:
            failed: Future[list[bytes | Unwritten]] = Future()
            failed.set_exception(error)
            return failed

    def refresh(self) -> None:
        """Let go of processes that hold much from all they did; others come when they are needed.

        What is under way in them is finished.
        """
        if self._hands is not None and self.is_near and self.made - self._fresh_at >= _WORN:
            self._hands.shutdown(wait=False)
            self._hands, self._fresh_at = None, self.made

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._hands is not None:
            self._hands.shutdown(wait=True, cancel_futures=True)
