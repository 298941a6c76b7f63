"""Stage 1 of 4, collect: the files under the sources that the user names."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from anthology.collect import notices
from anthology.collect.draft import Source
from anthology.errors import InputError
from anthology.report import Report

_MOST_NEIGHBOURS = 20_000
MOST_BYTES = 64 * 1024 * 1024
_NOT_ARTICLES = re.compile(
    r"(readme|licen[cs]e|copying|changelog)(\.\w+)?|anthology\.toml|people\.toml|introduction\.md|"
    r"thumbs\.db|desktop\.ini|.*~|.*\.(bak|tmp|swp|part|crdownload)",
    re.IGNORECASE,
)
_PAGES = (".html", ".htm", ".xhtml")
_IMAGES = (".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp", ".avif")
# As browsers name it in the languages that they speak: "A Quiet Summit_files".
_OF_PAGE = re.compile(
    r"(.+?)[_.-](?:files|fichiers|dateien|archivos|file|bestanden|ficheiros|arquivos|filer|soubory"
    r"|pliki|tiedostot|elemei|dosyalar|fajlovi|datoteke|файлы)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class File:
    """A file that may hold articles, not yet read."""

    file: Path
    path: str  # as in Origin
    place: str  # as in Notice
    root: Path = Path()  # the source, or the folder of one that is a file
    of_page: bool = False  # saved with a page, which shows it: no article
    named: bool = False  # by the user: a link that the user names may lead anywhere


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
            found.setdefault(_real(base), File(base, base.name, source, base.parent, named=True))
            for file in _saved_with(base):
                path = file.relative_to(base.parent).as_posix()
                place = (base.parent / path).as_posix()
                found.setdefault(_real(file), File(file, path, place, base.parent, True))
            continue
        prefix = f"{base.resolve().name}/" if len(folders) > 1 else ""
        for file, of_page in _walk(base, {_real(output)}):
            path = file.relative_to(base).as_posix()
            place = (base / path).as_posix()
            found.setdefault(_real(file), File(file, prefix + path, place, base, of_page))
    return tuple(found.values())


def _saved_with(page: Path) -> Iterator[Path]:
    """The files in the folders that a browser saved with a page, and those right beside it."""
    if page.suffix.lower() not in (*_PAGES, ".md", ".markdown"):
        return
    for entry in sorted(page.parent.iterdir(), key=lambda entry: natural(entry.name)):
        if entry.is_dir() and _is_of_page(entry.name, {page.stem}):
            yield from (file for file, _ in _walk(entry, set()))
        elif entry.suffix.lower() in _IMAGES and not entry.name.startswith("."):
            yield entry


def _walk(
    folder: Path, seen: set[str], of_page: bool = False, top: Path | None = None
) -> Iterator[tuple[Path, bool]]:
    """The files under a folder, and whether each belongs to a page.

    Links are followed, each folder once; one that leads out of the first folder is given as a
    file, for which ``read_file`` has a notice.
    """
    top = top or folder
    if _real(folder) in seen:
        return
    seen.add(_real(folder))
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: natural(entry.name))
    except OSError:
        return
    pages = {entry.stem for entry in entries if entry.suffix.lower() in _PAGES}
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not _leads_out(entry, top):
            yield from _walk(entry, seen, of_page or _is_of_page(entry.name, pages), top)
        elif not _NOT_ARTICLES.fullmatch(entry.name):
            yield entry, of_page


def _is_of_page(name: str, pages: set[str]) -> bool:
    """Whether a folder holds what a browser saved with a page: its images, frames, scripts."""
    match = _OF_PAGE.fullmatch(name)
    return match is not None and match[1] in pages


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key that puts 9.txt before 10.txt, the same on every system."""
    parts = re.findall(r"[0-9]+|[^0-9]+", name)
    return tuple((0, int(p), p) if p[0] in "0123456789" else (1, 0, p) for p in parts)


def _real(path: Path) -> str:
    return os.path.realpath(path)


def _leads_out(path: Path, root: Path) -> bool:
    """Whether a path is, once all links are followed, outside the folder ``root``."""
    return not Path(_real(path)).is_relative_to(_real(root))


def neighbours(sources: Sequence[str], files: Sequence[File]) -> str:
    """What articles may bring in from files that are none themselves, images say: as they are now.

    Names, sizes and times of change; whoever keeps what an article became must keep this too.
    ``files`` are those of the folders among the sources; beside a source that is a file all
    counts that lies in its folder and is no source itself.
    """
    alone = {Path(each) for each in sources if each != "-" and not Path(each).is_dir()}
    folders = sorted({path.parent for path in alone})
    inside = (path for folder in folders for path, _ in _walk(folder, set()))
    beside = (path for path in inside if path not in alone)
    told = []
    for path in (*(file.file for file in files), *islice(beside, _MOST_NEIGHBOURS)):
        try:
            status = path.stat()
        except OSError:
            continue
        told.append(f"{path.name}\0{status.st_size}\0{status.st_mtime_ns}")
    return hashlib.sha256("\n".join(told).encode(errors="surrogateescape")).hexdigest()


def read_file(file: File, report: Report) -> Source | None:
    """The content of a file; None with a notice where it cannot be had."""
    try:
        status = file.file.stat()
        if not file.named and _leads_out(file.file, file.root):
            reason, remedy = "it is a link out of its folder", "copy the file in or name it"
        elif not stat.S_ISREG(status.st_mode):
            reason, remedy = "it is not a file of data", "remove it"
        elif status.st_size > MOST_BYTES:
            reason, remedy = f"it is larger than {MOST_BYTES // 1024 // 1024} MB", "divide it"
        else:
            data = file.file.read_bytes()
            return Source(file.path, file.place, data, str(file.file.parent), str(file.root))
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
