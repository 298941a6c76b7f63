"""What the last builds came to: if nothing has changed since, and the books are there, all is done.

Looks at every file that a build could read, and reads nothing else: no library is loaded.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from anthology.cache import Cache
from anthology.config import Config, paths_of
from anthology.engine import engine
from anthology.errors import AnthologyError
from anthology.report import Input, Notice
from anthology.theme import Theme, load_theme

_MOST_FILES = 100_000  # a source that stands in a folder of more is built anew
_OUTSIDE = (
    "output",
    "jobs",
    "scheduler",
    "cache",
    "fail_if_warnings",
)  # options that change no book


@dataclass(frozen=True, slots=True)
class BookFile:
    """A finished book."""

    name: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out of a build."""

    title: str
    articles: int
    words: int
    people: int
    pages: int  # 0 without a PDF
    files: tuple[BookFile, ...]
    notices: tuple[Notice, ...] = ()
    inputs: tuple[Input, ...] = ()


def recall(cache: Cache, name: str, output: Path) -> Outcome | None:
    """The outcome of that name, if its books stand in ``output`` as they were written."""
    content = cache.get(name) if name else None
    if content is None:
        return None
    try:
        outcome = msgspec.msgpack.decode(content, type=Outcome)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    same = all(_digest(output / each.name) == each.sha256 for each in outcome.files)
    return outcome if same else None


def remember(cache: Cache, name: str, outcome: Outcome) -> None:
    """Keep the outcome for ``recall``."""
    try:
        content = msgspec.msgpack.encode(outcome)
    except UnicodeEncodeError:  # a file's name that is no text
        return
    cache.put(name, content)


def build_name(config: Config, stamp: str) -> str:
    """A digest of all that a build depends on; nothing where that cannot be told."""
    others = len(config.sources) - len(paths_of(config.sources))  # whose state is not seen
    if others or config.people_model:  # a model's folder is not looked into
        return ""
    digest = hashlib.blake2b(digest_size=20)
    told = dataclasses.asdict(config)
    for name in _OUTSIDE:
        told.pop(name)
    here = [str(Path(source).resolve()) for source in config.sources]  # titles may be their names
    digest.update(f"{stamp}\0{here}\0{sorted(told.items())}".encode(errors="surrogateescape"))
    try:
        theme = load_theme(config.theme)
        digest.update(engine(theme.faces).encode())
        for number, file in enumerate(_files(config, theme)):
            if number > _MOST_FILES:
                return ""
            content = "" if _is_hidden(file) else _digest(file)
            digest.update(f"{file}\0{content}\0".encode(errors="surrogateescape"))
    except (OSError, AnthologyError):  # the build will say what is wrong
        return ""
    return digest.hexdigest()


def _files(config: Config, theme: Theme) -> Iterator[Path]:
    """Every file that may be read: more than will be, in an order that is always the same."""
    own = {folder.resolve() for folder in (config.output, config.cache) if folder}
    for source in map(Path, config.sources):
        folder = source if source.is_dir() else source.parent
        yield from _walk(folder, own - {folder.resolve()}, set())
    yield from (each for each in (config.introduction, config.people) if each)
    for folder in theme.folders:
        yield from _walk(folder, set(), set())


def _walk(folder: Path, own: set[Path], seen: set[Path]) -> Iterator[Path]:
    """Hidden ones too: their names are told, their content is not looked at."""
    real = folder.resolve()
    if real in seen or real in own:
        return
    seen.add(real)
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and not _is_hidden(entry):
            yield from _walk(entry, own, seen)
        else:
            yield entry


def _is_hidden(path: Path) -> bool:
    return path.name.startswith(".")


def _digest(path: Path) -> str:
    """Of a file's content; nothing for one that cannot be read, or is no file of data."""
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
