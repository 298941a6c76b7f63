"""Throw damaged and stretched input at every parser for a bounded time: ``make fuzz``.

    python tools/fuzz.py [--seconds 300] [--target NAME] [--seed 1] [--engine own|atheris]

The own engine splices, cuts, repeats and damages the samples of the tests (and of ../shared
where it is there), and stretches short pieces to 100 kB, which finds what costs the square of
its input. A fault is an exception that is no AnthologyError, more than 10 s for each MB (and
10 s in all cases), or more than 20 times the input and 250 MB of memory. The input of every
fault is kept in build/fuzz/: make it a case of the tests when you mend it.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import resource
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.fuzz.targets import TARGETS, throw  # noqa: E402

_TOKENS = (
    b"---\n",
    b"+++\n",
    b"date: ",
    b"2023-07-20",
    b"title: ",
    b"[",
    b"](",
    b"![",
    b"*",
    b"_",
    b"`",
    b"```\n",
    b"> ",
    b"- ",
    b"1. ",
    b"|",
    b"\n",
    b"\n\n",
    b"\r\n",
    b"\t",
    b" ",
    b"<",
    b"</",
    b"<a ",
    b"<script>",
    b"&",
    b"&#",
    b"&#x0;",
    b"{{",
    b"{%",
    b"}}",
    b"[^1]",
    b"[^1]: ",
    b'"',
    b"'",
    b",",
    b";",
    b"{",
    b"}",
    b":",
    b"#",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\x00",
    b"\x1b[31m",
    b"\xe2\x80\xae",
    b"\xf0\x9f\x91\xa9\xe2\x80\x8d",
    b"Mr. ",
    b"J. ",
    b"de ",
    b"A",
    b"a",
    b"a.",
    b"A.",
    b". ",
    b"-\n",
    b"\xcc\x81",
    b"\xe4\xb8\xad",
    b"\xd8\xa7",
    b"said ",
    b"\xe2\x80\x9c",
    b"\xe2\x80\x9d",
    b"(",
    b")",
    b"1",
    b"99999999999",
    b"1e999",
    b"July ",
    b"van der ",
    b"=",
    b"~~",
    b"\\",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"<!DOCTYPE ",
    b"<p>",
    b"<div>",
    b"<table><tr><td>",
    b"<b><i>",
    b"<br>",
)
_STRETCHED_BYTES = 100_000


class TookTooLongError(Exception):
    """The alarm rang."""


def samples() -> list[bytes]:
    """What mutation begins with."""
    folders = [ROOT / "seeds", ROOT / "tests/cases", ROOT.parent / "shared/corpora/nasty"]
    files = sorted(f for folder in folders for f in folder.rglob("*") if f.is_file())
    texts = (".txt", ".md", ".toml", ".json", ".jsonl", ".csv", ".html", ".xhtml", ".xml")
    found = [f.read_bytes()[:20_000] for f in files if f.suffix in texts]
    return [each for each in found if each] + [b"date: 2023-07-20\n\nText."]


def inputs(chance: random.Random, seeds: list[bytes]) -> Iterator[bytes]:
    """Endless input: half of it mutated, half of it stretched."""
    while True:
        if chance.random() < 0.6:
            yield mutated(chance, seeds)
        else:
            yield stretched(chance)


def mutated(chance: random.Random, seeds: list[bytes]) -> bytes:
    """A piece of a sample, damaged in a few places."""
    sample = chance.choice(seeds)
    start = chance.randrange(len(sample))
    data = bytearray(sample[:4000] if chance.random() < 0.6 else sample[start : start + 4000])
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(data) + 1)
        kind = chance.randrange(5)
        if kind == 0:
            data[at:at] = chance.choice(_TOKENS) * chance.choice((1, 1, 2, 30))
        elif kind == 1:
            del data[at : at + chance.randint(1, 40)]
        elif kind == 2 and data:
            data[at % len(data)] = chance.randrange(256)
        elif kind == 3:
            other = chance.choice(seeds)
            cut = chance.randrange(len(other))
            data[at:at] = other[cut : cut + chance.randint(1, 400)]
        else:
            data[at:at] = data[at : at + 60]
    return bytes(data)


def stretched(chance: random.Random) -> bytes:
    """A few tokens repeated to 100 kB, with or without an end, under a header or alone."""
    unit = b"".join(chance.choices(_TOKENS, k=chance.randint(1, 4)))
    head = chance.choice(
        (b"", b"", b"date: 2023-07-20\n\n", b"---\ntitle: x\n---\n", b"[", b'{"a":')
    )
    size = chance.choice((2_000, 20_000, _STRETCHED_BYTES))
    return head + unit * (size // len(unit)) + chance.choice((b"", b"\n", b"x", b"]", b"---\n"))


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Processor time, so that a busy machine raises no false alarm."""

    def ring(*_: object) -> None:
        raise TookTooLongError

    signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def fault(name: str, data: bytes) -> str:
    """What is wrong with how a target takes the input; "" when nothing is."""
    before = _highest_bytes()
    try:
        with _alarm(10 + 10 * len(data) / 1e6):
            throw(name, data)
    except TookTooLongError:
        return "took too long\n" + "".join(traceback.format_exc(limit=-4))
    except Exception:
        return traceback.format_exc(limit=-4)
    grown = _highest_bytes() - before
    if grown > 20 * len(data) + 250e6:
        return f"took {grown / 1e6:.0f} MB for {len(data)} bytes"
    return ""


def _highest_bytes() -> int:
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return highest if sys.platform == "darwin" else highest * 1024


def keep(name: str, data: bytes) -> Path:
    """Where the input of a fault is kept."""
    folder = ROOT / "build/fuzz"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name.strip('.').replace(' ', '-')}-{hashlib.sha256(data).hexdigest()[:12]}"
    path.write_bytes(data)
    return path


def own(names: list[str], seconds: float, seed: int) -> int:
    """Throw input at the targets by turns until the time is up; how many faults there were."""
    chance, seeds = random.Random(seed), samples()
    ends = time.monotonic() + seconds
    faults: dict[str, str] = {}
    thrown = dict.fromkeys(names, 0)
    slowest = (0.0, "")
    for data in inputs(chance, seeds):
        for name in names:
            if time.monotonic() > ends:
                total = sum(thrown.values())
                print(f"{total} inputs, {len(faults)} faults")
                print(f"  slowest: {slowest[0]:.2f} s {slowest[1]}")
                print("  " + ", ".join(f"{name} {count}" for name, count in thrown.items()))
                return len(faults)
            started = time.process_time()
            wrong = fault(name, data)
            told = f"in {name}, {len(data)} bytes: {data[:40]!r}"
            slowest = max(slowest, (time.process_time() - started, told))
            thrown[name] += 1
            if wrong and (kind := f"{name}: {wrong.splitlines()[-1]}") not in faults:
                faults[kind] = wrong
                print(f"FAULT in {name}, input in {keep(name, data)}\n{wrong}", flush=True)
    return len(faults)


def with_atheris(name: str, seconds: float, seed: int) -> int:
    """One target under libFuzzer, guided by coverage."""
    import atheris  # noqa: PLC0415 - not everywhere

    atheris.instrument_all()

    def one(data: bytes) -> None:
        if wrong := fault(name, data):
            keep(name, data)
            raise AssertionError(wrong)

    atheris.Setup([sys.argv[0], f"-max_total_time={int(seconds)}", f"-seed={seed}"], one)
    atheris.Fuzz()
    return 0


def main() -> int:
    """Fuzz as asked; 1 when there was a fault."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--target", action="append", choices=list(TARGETS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=("own", "atheris"), default="own")
    asked = parser.parse_args()
    names = asked.target or list(TARGETS)
    if asked.engine == "atheris":
        return max(with_atheris(name, asked.seconds / len(names), asked.seed) for name in names)
    return min(1, own(names, asked.seconds, asked.seed))


if __name__ == "__main__":
    sys.exit(main())
