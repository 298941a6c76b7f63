"""Work done piece by piece gives the same results wherever it is done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from anthology.cache import Cache
from anthology.progress import SilentProgress
from anthology.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Square:
    of: int
    value: int
    by: str = ""


def square(shared: str, number: int) -> Square:
    """A pure piece of work."""
    return Square(number, number * number, shared)


def square_or_die(shared: int, number: int) -> Square:
    """The process that gets piece 30 is killed, as for want of memory; the program survives."""
    if number == 30 and os.getpid() != shared:
        os.kill(os.getpid(), signal.SIGKILL)
    return Square(number, number * number)


def name_of(_: None, path: str) -> tuple[str, ...]:
    return (path,)


def fail(_: None, number: int) -> Square:
    raise ValueError(f"piece {number}")


WANTED = [Square(n, n * n, "s") for n in range(60)]


@pytest.mark.parametrize(
    ("jobs", "cost_s", "started"), [(1, 9, False), (2, 0.01, False), (2, 1, True)]
)
def test_processes_are_started_for_much_work_only(jobs: int, cost_s: float, started: bool) -> None:
    asked = []

    def crew() -> Executor:
        asked.append(True)
        return ThreadPoolExecutor(2)

    with Workshop(jobs, crew=crew) as shop:
        assert list(shop.map(square, "s", range(60), cost_s=cost_s)) == WANTED
    assert bool(asked) is started


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_pieces(jobs: int) -> None:
    with Workshop(jobs) as shop:
        assert list(shop.map(square, "s", range(60))) == WANTED


def test_nothing_is_made_twice(tmp_path: Path) -> None:
    cache = Cache(tmp_path, b"secret")
    first, second = Workshop(1, cache), Workshop(1, cache)
    assert list(first.map(square, "s", range(60))) == WANTED
    assert list(second.map(square, "s", range(59, -1, -1))) == WANTED[::-1]
    assert (first.made, first.recalled, second.made, second.recalled) == (60, 0, 0, 60)


@pytest.mark.parametrize(
    ("shared", "needs", "stamp"),
    [("t", "", ""), ("s", "Pango 2", ""), ("s", "", "program 2")],
)
def test_an_entry_made_of_anything_else_is_not_used(
    tmp_path: Path, shared: str, needs: str, stamp: str
) -> None:
    cache = Cache(tmp_path, b"secret")
    list(Workshop(1, cache).map(square, "s", [7]))
    shop = Workshop(1, cache, stamp)
    assert list(shop.map(square, shared, [7], needs)) == [Square(7, 49, shared)]
    assert shop.made == 1


def test_an_entry_of_another_form_is_made_again(tmp_path: Path) -> None:
    """A sealed entry that does not read as the declared type is no result."""
    cache = Cache(tmp_path, b"secret")
    list(Workshop(1, cache).map(square, "s", [7]))
    (path,) = (each for each in tmp_path.glob("??/*"))
    cache.put(path.parent.name + path.name, b"\xc3")
    shop = Workshop(1, cache)
    assert list(shop.map(square, "s", [7])) == [Square(7, 49, "s")]
    assert shop.made == 1


def test_a_killed_process_costs_time_only() -> None:
    with Workshop(2) as shop:
        results = list(shop.map(square_or_die, os.getpid(), range(60)))
    assert results == [Square(n, n * n) for n in range(60)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_of_the_work_is_the_callers(jobs: int) -> None:
    with Workshop(jobs) as shop, pytest.raises(ValueError, match="piece 0"):
        list(shop.map(fail, None, range(60)))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_name_that_is_no_text_passes_and_is_not_kept(tmp_path: Path, jobs: int) -> None:
    names = [f"\udcff{n}" for n in range(40)]
    with Workshop(jobs, Cache(tmp_path, b"secret")) as shop:
        assert list(shop.map(name_of, None, names)) == [(name,) for name in names]
    assert not list(tmp_path.glob("??/*"))


def test_another_crew_does_the_same_work() -> None:
    """As machines of a cluster do."""

    def crew() -> Executor:
        return ThreadPoolExecutor(2)

    with Workshop(2, crew=crew) as shop:
        assert list(shop.map(square, "s", range(60))) == WANTED


def wait_for(shared: str, name: str) -> str:
    """Say that it has begun, wait to be told to end; the process that does it."""
    (Path(shared) / "begun").touch()
    while not (Path(shared) / name).exists():
        time.sleep(0.01)
    return str(os.getpid())


def process_of(_: str, number: int) -> str:
    return str(os.getpid())


def test_fresh_processes_take_over_while_the_old_ones_finish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("anthology.workshop._WORN", 60)
    with Workshop(2) as shop:
        used = set(shop.map(process_of, "", range(59)))
        shop.refresh()  # they have not done much
        used |= set(shop.map(process_of, "", range(59)))
        assert len(used) <= 2
        before = shop.begin(wait_for, str(tmp_path), "end", cost_s=9)
        while not (tmp_path / "begun").exists():
            time.sleep(0.01)
        shop.refresh()
        after = set(shop.map(process_of, "", range(60)))
        (tmp_path / "end").touch()
        assert before() not in after
    assert str(os.getpid()) not in after


class Heard(SilentProgress):
    """Keeps what the stages are told."""

    def __init__(self) -> None:
        self.told: list[tuple[int, int]] = []
        self.steps = 0

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Heard]:
        yield self

    def expect(self, steps: int, recalled: int = 0) -> None:
        self.told.append((steps, recalled))

    def advance(self, steps: int = 1) -> None:
        self.steps += steps


def test_progress_hears_what_is_left_to_do(tmp_path: Path) -> None:
    cache = Cache(tmp_path, b"secret")
    list(Workshop(1, cache).map(square, "s", range(40)))
    heard = Heard()
    shop = Workshop(1, cache)
    with shop.stage(heard, "Squaring"):
        list(shop.map(square, "s", range(60)))
    assert (heard.told, heard.steps) == ([(20, 40)], 20)


PROGRAM = """\
import time
from anthology.workshop import Workshop

def linger(seconds: float, piece: int) -> int:
    print(piece, flush=True)
    time.sleep(seconds)
    return piece

if __name__ == "__main__":
    with Workshop(2) as shop:
        list(shop.map(linger, float({seconds}), range(8), cost_s=9))
        time.sleep(600)
"""


@pytest.mark.parametrize("seconds", [0, 600])
def test_no_process_outlives_a_program_that_is_killed(tmp_path: Path, seconds: int) -> None:
    """At work or waiting: each holds the other end of the pipe for as long as it runs."""
    (tmp_path / "lingering.py").write_text(PROGRAM.format(seconds=seconds))
    with subprocess.Popen(
        [sys.executable, tmp_path / "lingering.py"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as program:
        assert program.stdout
        for _ in range(2 if seconds else 8):
            assert program.stdout.readline()
        program.kill()
        program.communicate(timeout=20)


@pytest.mark.parametrize("jobs", [1, 2])
def test_large_pieces_give_the_same_and_are_kept(tmp_path: Path, jobs: int) -> None:
    """Whatever is shared: that changes no result."""
    cache = Cache(tmp_path, b"secret")
    with Workshop(jobs, cache) as first:
        assert list(first.each(square, "s", range(20))) == WANTED[:20]
    second = Workshop(1, cache)
    assert list(second.each(square, "t", range(25))) == [*WANTED[:20], *_squares(20, 25, "t")]
    assert (first.made, second.recalled, second.made) == (20, 20, 5)


def _squares(first: int, last: int, by: str) -> list[Square]:
    return [Square(n, n * n, by) for n in range(first, last)]


def test_few_large_pieces_are_ahead_of_what_is_taken() -> None:
    """Their results would fill the memory."""
    begun: list[int] = []

    class Counting(ThreadPoolExecutor):
        def submit(self, *arguments: Any, **more: Any) -> Any:  # Any: as the executor's
            begun.append(len(begun))
            return super().submit(*arguments, **more)

    with Workshop(2, crew=lambda: Counting(2)) as shop:
        results = shop.each(square, "s", range(60))
        assert next(results) == WANTED[0]
        assert len(begun) == 4
        assert list(results) == WANTED[1:]


def test_large_pieces_survive_a_killed_process() -> None:
    with Workshop(2) as shop:
        results = list(shop.each(square_or_die, os.getpid(), range(40)))
    assert results == [Square(n, n * n) for n in range(40)]
