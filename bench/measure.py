"""Time and memory of a command and of every process that it starts."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_INTERVAL_S = 0.05
_REST = 30  # times as long as it took to ask for the memory: the kernel counts large ones for long
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Measured:
    """What a run took."""

    wall_s: float
    processor_s: float  # of all processes together, as far as it was seen every 0.05 s
    peak_mb: float  # proportional set size of all processes together


def measure(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Measured:
    """Run the command to its end.

    Raises:
        subprocess.CalledProcessError: it failed; with the end of what it wrote.
    """
    surroundings = {**os.environ, **(environment or {})}
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)  # programs are installed compiled
    started = time.perf_counter()
    with subprocess.Popen(
        command,
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as process:
        os.set_blocking(process.stdout.fileno(), False)
        said = b""
        peak, busy, again = 0, {}, started
        while process.poll() is None:
            running = list(_session(process.pid))
            for pid in running:
                busy[pid] = max(busy.get(pid, 0), _ticks(pid))
            begun = time.perf_counter()
            if begun >= again:
                peak = max(peak, sum(map(_held_kb, running)))
                again = time.perf_counter() + _REST * (time.perf_counter() - begun)
            said = (said + (process.stdout.read() or b""))[-2000:]
            time.sleep(_INTERVAL_S)
        wall = time.perf_counter() - started
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command, said)
    return Measured(wall, sum(busy.values()) / _TICKS, peak / 1024)


def _session(leader: int) -> Iterator[int]:
    """The processes of a session, whoever started them."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            fields = _fields(int(entry.name))
            if fields and int(fields[3]) == leader:
                yield int(entry.name)


def _ticks(pid: int) -> int:
    fields = _fields(pid)
    return int(fields[11]) + int(fields[12]) if fields else 0


def _fields(pid: int) -> list[str]:
    """The fields of /proc/PID/stat from the state on; none when the process has gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _held_kb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
