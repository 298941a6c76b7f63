"""What the last builds came to: if nothing has changed since, and the books are there, all is done.

Looks at every file that a build could read, and reads nothing else: no library is loaded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from anthology.cache import Cache
from anthology.config import Config, paths_of
from anthology.errors import AnthologyError
from anthology.needs import digest_of, files_in, is_hidden, needs
from anthology.report import Input, Notice
from anthology.since import record_name

_MOST_FILES = 100_000  # a source that stands in a folder of more is built anew


@dataclass(frozen=True, slots=True)
class BookFile:
    """A finished book."""

    name: str
    size_bytes: int
    sha256: str
    pages: int  # 0 of what is no PDF


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out of a build."""

    title: str
    articles: int
    words: int
    people: int
    files: tuple[BookFile, ...]
    notices: tuple[Notice, ...] = ()
    inputs: tuple[Input, ...] = ()

    @property
    def pages(self) -> int:
        """Of all PDFs together; 0 without one."""
        return sum(each.pages for each in self.files)


def recall(cache: Cache, name: str, output: Path) -> Outcome | None:
    """The outcome of that name, if its books stand in ``output`` as they were written."""
    content = cache.get(name) if name else None
    if content is None:
        return None
    try:
        outcome = msgspec.msgpack.decode(content, type=Outcome)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    same = all(digest_of(output / each.name) == each.sha256 for each in outcome.files)
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
    here = [str(Path(source).resolve()) for source in config.sources]  # titles may be their names
    try:
        told = f"{stamp}\0{here}\0{config.sources}\0{needs(config)}"
        digest.update(told.encode(errors="surrogateescape"))
        for record in sorted(config.output.glob(record_name("*"))) if config.since_last else ():
            digest.update(f"{record.name}\0{digest_of(record)}\0".encode())
        for number, file in enumerate(_files(config)):
            if number > _MOST_FILES:
                return ""
            content = "" if is_hidden(file) else digest_of(file)
            digest.update(f"{file}\0{content}\0".encode(errors="surrogateescape"))
    except (OSError, AnthologyError):  # the build will say what is wrong
        return ""
    return digest.hexdigest()


def _files(config: Config) -> Iterator[Path]:
    """Every file that may be read: more than will be, in an order that is always the same."""
    own = {folder.resolve() for folder in (config.output, config.cache) if folder}
    for source in map(Path, config.sources):
        folder = source if source.is_dir() else source.parent
        yield from files_in(folder, own - {folder.resolve()}, set())
    yield from (each for each in (config.introduction, config.people) if each)
