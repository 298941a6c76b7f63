"""Stage 1 of 4, collect: the files under the sources that the user names."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from anthology.collect import notices
from anthology.collect.draft import Source
from anthology.errors import InputError
from anthology.report import Report

MOST_BYTES = 64 * 1024 * 1024
_NOT_ARTICLES = re.compile(
    r"(readme|licen[cs]e|copying|changelog)(\.\w+)?|anthology\.toml|people\.toml|introduction\.md|"
    r"thumbs\.db|desktop\.ini|.*~|.*\.(bak|tmp|swp|part|crdownload)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class File:
    """A file that may hold articles, not yet read."""

    file: Path
    path: str  # as in Origin
    place: str  # as in Notice


def find_files(sources: Sequence[str], output: Path) -> tuple[File, ...]:
    """The files of the sources, each once, in natural order within each source.

    Raises:
        InputError: a source does not exist.
    """
    found: dict[str, File] = {}
    folders = [source for source in sources if source != "-" and Path(source).is_dir()]
    for source in sources:
        if source == "-":
            continue
        base = Path(source)
        if not os.path.lexists(base):
            raise InputError(f"{source}: there is no such file or folder; name one that exists")
        if not base.is_dir():
            found.setdefault(_real(base), File(base, base.name, source))
            continue
        prefix = f"{base.resolve().name}/" if len(folders) > 1 else ""
        for file in _walk(base, {_real(output)}):
            path = file.relative_to(base).as_posix()
            found.setdefault(_real(file), File(file, prefix + path, (base / path).as_posix()))
    return tuple(found.values())


def _walk(folder: Path, seen: set[str]) -> Iterator[Path]:
    """The files under a folder; links are followed, each folder once."""
    if _real(folder) in seen:
        return
    seen.add(_real(folder))
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: natural(entry.name))
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _walk(entry, seen)
        elif not _NOT_ARTICLES.fullmatch(entry.name):
            yield entry


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key that puts 9.txt before 10.txt, the same on every system."""
    parts = re.findall(r"[0-9]+|[^0-9]+", name)
    return tuple((0, int(p), p) if p[0] in "0123456789" else (1, 0, p) for p in parts)


def _real(path: Path) -> str:
    return os.path.realpath(path)


def neighbours(files: Sequence[File]) -> str:
    """What articles may bring in from files that are none themselves, images say: as they are now.

    Names, sizes and times of change; whoever keeps what an article became must keep this too.
    """
    told = []
    for file in files:
        try:
            status = file.file.stat()
        except OSError:
            continue
        told.append(f"{file.path}\0{status.st_size}\0{status.st_mtime_ns}")
    return hashlib.sha256("\n".join(told).encode(errors="surrogateescape")).hexdigest()


def read_file(file: File, report: Report) -> Source | None:
    """The content of a file; None with a notice where it cannot be had."""
    try:
        status = file.file.stat()
        if not stat.S_ISREG(status.st_mode):
            reason, remedy = "it is not a file of data", "remove it"
        elif status.st_size > MOST_BYTES:
            reason, remedy = f"it is larger than {MOST_BYTES // 1024 // 1024} MB", "divide it"
        else:
            data = file.file.read_bytes()
            return Source(file.path, file.place, data, str(file.file.parent))
    except OSError as error:
        reason, remedy = error.strerror or "it has no name we can use", "check its permissions"
    notices.CANNOT_BE_READ.tell(report, file.place, reason=reason, remedy=remedy)
    return None


def read_stdin(stdin: BinaryIO | None) -> Source:
    """Standard input as a file.

    Raises:
        InputError: nothing is connected to it.
    """
    if stdin is None:
        raise InputError("-: there is no standard input; pipe a text into the command")
    return Source("standard input", "-", stdin.read(MOST_BYTES))
