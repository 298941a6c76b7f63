"""Where the work of a command is done: how many processes, which cache, and whose."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from anthology.cache import Cache
from anthology.cli.places import state_folder
from anthology.config import Config
from anthology.processes import preload, warm_up
from anthology.since import record_name
from anthology.workshop import Workshop

_SECRET_BYTES = 32
_ENVIRONMENT = "ANTHOLOGY_CACHE_SECRET"
_WORTH_WARMING = 2  # processes
_TABLES = ("anthology.cli.preload",)
_BINDING = ("anthology.binding",)
_ENGINE = ("anthology.export.pdf.rendering", "anthology.export.pdf.chunk")


@contextmanager
def workshop(config: Config, *, keep: bool = True) -> Iterator[Workshop]:
    """A workshop as the options want it; what is kept is brought to its size at the end."""
    jobs = config.jobs or cores()
    cache = open_cache(config) if keep else None
    kept = stamp() if cache else ""
    if config.scheduler:
        from anthology.cli.cluster import crew  # noqa: PLC0415 - seldom needed

        with crew(config.scheduler, jobs) as (hands, at_once):
            yield Workshop(at_once, cache, kept, lambda: hands)
    else:
        yield from _here(jobs, cache, kept, _modules(config))
    if cache:
        cache.trim()


def _modules(config: Config) -> tuple[str, ...]:
    """What other processes will need, loaded meanwhile.

    Of a book that was made before little is read anew, as a rule: pages and the e-book are at
    once. Of an e-book alone only the cover needs the engine: the process that draws it loads it.
    """
    if "pdf" not in config.formats:
        return _TABLES
    made = any(config.output.glob(record_name("*")))
    return (*(_BINDING if made else _TABLES), *_ENGINE)


def _here(
    jobs: int, cache: Cache | None, kept: str, modules: tuple[str, ...]
) -> Iterator[Workshop]:
    """A workshop of this machine's processes, which have the ``modules``."""
    preload(modules)
    if jobs >= _WORTH_WARMING:
        warm_up()
    with Workshop(jobs, cache, kept, clock=time.monotonic) as shop:
        yield shop


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def open_cache(config: Config) -> Cache | None:
    """The cache of the options' folder; None where there is no folder, or no secret to be had."""
    secret = _secret()
    return Cache(config.cache, secret) if config.cache and secret else None


def stamp() -> str:
    """The program and the packages that it is made of, as a digest: 160 files, about 10 ms."""
    import anthology  # noqa: PLC0415 - its folder is what is wanted

    package = Path(anthology.__file__ or "").parent
    digest = hashlib.blake2b(digest_size=20)
    for file in sorted(package.rglob("*")):
        if file.is_file() and file.suffix != ".pyc":
            digest.update(f"{file.relative_to(package)}\0".encode())
            digest.update(hashlib.blake2b(file.read_bytes()).digest())
    digest.update(sys.version.encode())
    for name in sorted(_distributions()):
        digest.update(f"{name}\0".encode())
    return digest.hexdigest()


def _distributions() -> set[str]:
    """Names and versions of what is installed, by the folders that describe it."""
    found: set[str] = set()
    for place in sys.path:
        with suppress(OSError):
            found |= {each.name for each in Path(place).iterdir() if each.suffix == ".dist-info"}
    return found


def _secret() -> bytes | None:
    """What seals this user's caches: given by the environment, else kept in the user's own folder.

    It lies apart from the cache, so that a cache which comes from somebody else is not taken for
    ours. Machines that share a cache must be given the same one.
    """
    given = os.environ.get(_ENVIRONMENT)
    if given:
        return hashlib.blake2b(given.encode(), digest_size=_SECRET_BYTES).digest()
    folder = state_folder()
    if folder is None:
        return None
    path = folder / "cache-secret"
    try:
        if path.is_file() and path.stat().st_size != _SECRET_BYTES:
            path.unlink()  # damaged
        if not path.is_file():
            _write_secret(path)
        secret = path.read_bytes()
    except OSError:
        return None
    return secret if len(secret) == _SECRET_BYTES else None


def _write_secret(path: Path) -> None:
    """A new secret, whole and for this user's eyes; of two programs the first one's stays."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_name(f"{path.name}-{os.getpid()}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(os.urandom(_SECRET_BYTES))
        if not path.exists():
            os.link(beside, path)
    except FileExistsError:
        pass
    finally:
        beside.unlink()
