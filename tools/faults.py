"""Break builds on purpose and see that nothing is lost: ``make faults``.

    python tools/faults.py [--kills 200] [--pairs 10] [--damages 10] [--seed 1]

A folder of three articles is bound again and again, in two versions by turns. After every
fault each book in the output must be whole, byte by byte one of the two versions, and the next
build must succeed and leave no scraps. The faults: SIGKILL at a random moment, SIGKILL while
the books are being written, a full disk, a read-only disk, two builds at once into one folder,
and a damaged cache.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent
PATIENCE_SECONDS = 300
_TEXT = """\
date: 2024-0{month}-11
title: Letter {month}

The ferry left late{change}, and Ada Lovelace waited on the pier with Grace Hopper.

{filling}
"""


@dataclass(slots=True)
class Tally:
    """What was tried and what went wrong."""

    tried: int = 0
    hit: int = 0  # faults that struck while the program ran
    lost: list[str] = field(default_factory=list)  # books that are not whole, builds that failed
    skipped: str = ""


class Bench:
    """A folder of articles in two versions, and the books that each makes."""

    def __init__(self, folder: Path, formats: tuple[str, ...]) -> None:
        self.folder = folder
        self.formats = formats
        home = {"HOME": str(folder / "home"), "XDG_STATE_HOME": str(folder / "state")}
        self.cache = folder / "cache" / "anthology"
        self.surroundings = {**os.environ, **home, "XDG_CACHE_HOME": str(folder / "cache")}
        self.good: list[dict[str, str]] = []
        for version in (0, 1):
            source = folder / f"version-{version}"
            source.mkdir(parents=True)
            for month in range(1, 4):
                change = " again" if version else ""
                filling = f"The tide was out, and the {month} boats lay dry. " * 40
                text = _TEXT.format(month=month, change=change, filling=filling)
                (source / f"{month}.txt").write_text(text, encoding="utf-8")
            out = folder / f"good-{version}"
            self.build(version, out).check_returncode()
            self.good.append(books(out))

    def command(self, version: int, out: Path) -> list[str]:
        """The build of one version into ``out``."""
        formats = [part for each in self.formats for part in ("--format", each)]
        source = self.folder / f"version-{version}"
        words = ["build", str(source), "--title", "Letters", "-o", str(out), *formats]
        return [sys.executable, "-m", "anthology", *words, "--cache", str(self.cache)]

    def build(self, version: int, out: Path) -> subprocess.CompletedProcess[bytes]:
        """Build and wait."""
        command = self.command(version, out)
        return subprocess.run(
            command,
            cwd=ROOT,
            env=self.surroundings,
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )

    def start(self, version: int, out: Path) -> subprocess.Popen[bytes]:
        """Begin to build."""
        return subprocess.Popen(
            self.command(version, out),
            cwd=ROOT,
            env=self.surroundings,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )

    def faults_in(self, out: Path) -> list[str]:
        """The books in ``out`` that are neither version."""
        known = {(name, digest) for good in self.good for name, digest in good.items()}
        return [f"{name} is not whole" for name, d in books(out).items() if (name, d) not in known]

    def heal(self, version: int, out: Path, tally: Tally) -> None:
        """The next build must succeed, and leave the books and nothing else."""
        done = self.build(version, out)
        if done.returncode:
            tally.lost.append(f"the next build failed: {done.stderr.decode()[-300:]}")
        elif books(out) != self.good[version]:
            tally.lost.append("the next build made other books")
        elif scraps := [p.name for p in out.iterdir() if not self._is_wanted(version, p)]:
            tally.lost.append(f"scraps were left: {scraps[:3]}")

    def _is_wanted(self, version: int, path: Path) -> bool:
        """Whether it is a book of that version, or the record beside it."""
        return path.name in self.good[version] or path.name.endswith(".issue.json")


def books(out: Path) -> dict[str, str]:
    """The finished files of a folder, by name, with their digests."""
    found = sorted(out.glob("*.epub")) + sorted(out.glob("*.pdf"))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def kills(bench: Bench, count: int, chance: random.Random, *, writing: bool) -> Tally:
    """SIGKILL at random moments; ``writing``: just after the books have begun to be written."""
    tally = Tally()
    out = bench.folder / f"killed-{writing}"
    bench.build(0, out).check_returncode()
    started = time.monotonic()
    bench.build(1, out)
    whole = time.monotonic() - started
    for number in range(count):
        process = bench.start(number % 2, out)
        if writing:
            while process.poll() is None and not any(out.glob(".anthology-*")):
                time.sleep(0.0005)
            time.sleep(chance.uniform(0, 0.02))
        else:
            began = time.monotonic()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(chance.uniform(0, whole))
                whole = min(whole, time.monotonic() - began)  # warm: kill sooner
        tally.tried += 1
        tally.hit += process.poll() is None
        process.kill()  # alone: its workers must end by themselves, and hold the pipe until then
        try:
            process.communicate(timeout=PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            tally.lost.append("processes go on without the program")
        tally.lost += bench.faults_in(out)
        if set(books(out)) != set(bench.good[0]):
            tally.lost.append(f"a book is gone: {sorted(books(out))}")
    bench.heal(1, out, tally)
    return tally


def pairs(bench: Bench, count: int) -> Tally:
    """Two builds of different versions at once into one folder: both succeed, whole books stay."""
    tally = Tally()
    out = bench.folder / "pairs"
    for _ in range(count):
        both = [bench.start(version, out) for version in (0, 1)]
        for process in both:
            _, said = process.communicate(timeout=PATIENCE_SECONDS)
            if process.returncode:
                tally.lost.append(f"one of two builds failed: {said.decode()[-300:]}")
        tally.tried += 1
        tally.hit += 1
        tally.lost += bench.faults_in(out)
    bench.heal(1, out, tally)
    return tally


def damages(bench: Bench, count: int, chance: random.Random) -> Tally:
    """A cache damaged everywhere: the same books are made of it, and it heals."""
    tally = Tally()
    out = bench.folder / "damaged"
    bench.build(0, out).check_returncode()
    for number in range(count):
        for entry in sorted(each for each in bench.cache.rglob("*") if each.is_file()):
            damage(entry, chance)
            tally.hit += 1
        if chance.random() < 0.3:
            (bench.folder / "state/anthology/cache-secret").write_bytes(
                b"x" * chance.randint(0, 40)
            )
        tally.tried += 1
        version = number % 2
        done, again = bench.build(version, out), bench.build(version, out)
        if done.returncode or books(out) != bench.good[version]:
            tally.lost.append(f"other books, or none: {done.stderr.decode()[-300:]}")
        if b"nothing has changed" not in again.stdout:
            tally.lost.append(f"the cache did not heal: {again.stdout.decode()[-300:]}")
    return tally


def damage(entry: Path, chance: random.Random) -> None:
    """Make an entry shorter, longer, other, empty, a folder, or nothing at all."""
    content = bytearray(entry.read_bytes())
    kind = chance.randrange(6)
    if kind == 0:
        entry.write_bytes(content[: chance.randrange(len(content) + 1)])
    elif kind == 1:
        entry.write_bytes(content + chance.randbytes(chance.randint(1, 100)))
    elif kind == 2 and content:
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        entry.write_bytes(content)
    elif kind == 3:
        entry.write_bytes(b"")
    elif kind == 4:
        entry.unlink()
        entry.mkdir()
    else:
        entry.unlink()


def full_disk(bench: Bench) -> Tally:
    """A disk with room for the old books alone: exit code 8 and the old books; room heals it."""
    tally = Tally()
    out = bench.folder / "full"
    size = sum(p.stat().st_size for p in (bench.folder / "good-0").iterdir())
    with _disk(out, size * 3 // 2 // 4096 * 4096 + 16384) as usable:
        if not usable:
            return Tally(skipped="no file system can be mounted here")
        bench.build(0, out).check_returncode()
        for room in range(5):
            filling = out / "filling"
            free = shutil.disk_usage(out).free
            filling.write_bytes(b"x" * max(0, free - room * 8192))
            done = bench.build(1, out)
            tally.tried += 1
            tally.hit += done.returncode != 0
            if done.returncode not in (0, 8):
                tally.lost.append(f"exit code {done.returncode}: {done.stderr.decode()[-300:]}")
            if books(out) != bench.good[0]:
                tally.lost.append("the old books did not stay")
            filling.unlink()
    return tally


def read_only(bench: Bench) -> Tally:
    """A disk that cannot be written: exit code 8, the old books stay."""
    tally = Tally()
    out = bench.folder / "read-only"
    with _disk(out, 4 << 20) as usable:
        if not usable:
            return Tally(skipped="no file system can be mounted here")
        bench.build(0, out).check_returncode()
        subprocess.run(["mount", "-o", "remount,ro", str(out)], check=True)
        done = bench.build(1, out)
        tally.tried, tally.hit = 1, int(done.returncode != 0)
        if done.returncode != 8:
            tally.lost.append(f"exit code {done.returncode}: {done.stderr.decode()[-300:]}")
        if books(out) != bench.good[0]:
            tally.lost.append("the old books did not stay")
    return tally


@contextlib.contextmanager
def _disk(place: Path, size_bytes: int) -> Iterator[bool]:
    """A small file system of its own at ``place``; False where we may not mount one."""
    place.mkdir()
    options = f"size={size_bytes}"
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
    usable = sys.platform == "linux" and shutil.which("mount") is not None
    usable = usable and subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        yield usable
    finally:
        if usable:
            subprocess.run(["umount", str(place)], check=True)


def run(  # noqa: PLR0913 - how many of each
    folder: Path,
    *,
    kill_count: int,
    pair_count: int,
    damage_count: int,
    seed: int,
    formats: tuple[str, ...],
) -> Iterator[tuple[str, Tally]]:
    """Every fault in turn, and what came of each."""
    bench = Bench(folder, formats)
    chance = random.Random(seed)
    half = kill_count // 2
    yield "full disk", full_disk(bench)
    yield "read-only disk", read_only(bench)
    yield "damaged cache", damages(bench, damage_count, chance)
    yield "two builds into one folder", pairs(bench, pair_count)
    yield "killed while writing", kills(bench, kill_count - half, chance, writing=True)
    yield "killed at a random moment", kills(bench, half, chance, writing=False)


def main() -> int:
    """Run the faults and print the table; 1 when anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--pairs", type=int, default=10)
    parser.add_argument("--damages", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", action="append", choices=("epub", "pdf"))
    asked = parser.parse_args()
    lost = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, tally in run(
            Path(folder),
            kill_count=asked.kills,
            pair_count=asked.pairs,
            damage_count=asked.damages,
            seed=asked.seed,
            formats=tuple(asked.format or ("epub", "pdf")),
        ):
            told = f"{tally.tried} tried, {tally.hit} struck, {len(tally.lost)} lost"
            print(f"{name:28} {tally.skipped or told}", flush=True)
            for each in tally.lost[:5]:
                print(f"    {each}")
            lost += len(tally.lost)
    return int(lost > 0)


if __name__ == "__main__":
    sys.exit(main())
