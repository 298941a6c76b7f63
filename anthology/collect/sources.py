"""Stage 1 of 4, collect: the files under the sources that the user names."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from anthology.collect import notices
from anthology.collect.draft import Source
from anthology.config import paths_of
from anthology.errors import InputError
from anthology.report import Report

_MOST_NEIGHBOURS = 20_000
PIPED = "standard input"
MOST_BYTES = 64 * 1024 * 1024
_NOT_ARTICLES = re.compile(
    r"(readme|licen[cs]e|copying|changelog)(\.\w+)?|thumbs\.db|desktop\.ini|"
    r".*~|.*\.(bak|tmp|swp|part|crdownload)",
    re.IGNORECASE,
)
_OF_THE_BOOK = ("anthology.toml", "people.toml", "introduction.md")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
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
    beside: bool = False  # lies beside a source that is a file, and is none itself
    skipped: str = ""  # why it is not looked at; "" for what is

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder that is not, or cannot be, looked into."""
        return self.place.endswith("/")


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a walk comes upon."""

    path: Path
    of_page: bool = False
    is_folder: bool = False
    skipped: str = ""  # as in File


def find_files(sources: Sequence[str], own: Sequence[Path]) -> tuple[File, ...]:
    """The files of the sources in natural order within each source, and those they bring along.

    Those that are skipped are among them; what lies in our ``own`` folders, of books or cache, is
    not.

    Raises:
        InputError: a source does not exist.
    """
    found: list[File] = []
    first: dict[str, File] = {}  # by where all links lead
    for file in [*_named(sources, {_real(each) for each in own}), *_beside(sources)]:
        known = file if file.skipped else first.setdefault(_real(file.file), file)
        if known is file:
            found.append(file)
        elif not file.beside and file.place != known.place:
            found.append(replace(file, skipped=f"it is the same file as {known.place}"))
    often = Counter(file.path for file in found if not file.skipped)
    return tuple(replace(f, path=f.place) if often[f.path] > 1 else f for f in found)


def _named(sources: Sequence[str], own: set[str]) -> Iterator[File]:
    """The sources that are files, and all that lies in those that are folders."""
    folders = [source for source in paths_of(sources) if Path(source).is_dir()]
    for source in paths_of(sources):
        base = Path(source)
        if source in folders:
            prefix = f"{base.resolve().name}/" if len(folders) > 1 else ""
            for each in _walk(base, set(), own):
                path = each.path.relative_to(base).as_posix() + "/" * each.is_folder
                place = (base / path).as_posix() + "/" * each.is_folder
                names = (legible(prefix + path), legible(place))
                yield File(each.path, *names, base, each.of_page, skipped=each.skipped)
        elif os.path.lexists(base):
            yield File(base, legible(base.name), legible(source), base.parent, named=True)
        else:
            raise InputError(f"{source}: there is no such file or folder; name one that exists")


def _beside(sources: Sequence[str]) -> Iterator[File]:
    """What browsers saved with the sources that are pages: folders of theirs, images beside."""
    for page in map(Path, paths_of(sources)):
        if page.is_dir() or page.suffix.lower() not in (*_PAGES, ".md", ".markdown", ".mdx"):
            continue
        for entry in sorted(page.parent.iterdir(), key=lambda entry: natural(entry.name)):
            files = [entry] if entry.suffix.lower() in _IMAGES and entry.name[0] != "." else []
            if entry.is_dir() and _is_of_page(entry.name, {page.stem}):
                files = [each.path for each in _walk(entry, set()) if not each.skipped]
            for file in files:
                path = legible(file.relative_to(page.parent).as_posix())
                place = legible(file.as_posix())
                yield File(file, path, place, page.parent, of_page=True, beside=True)


def _walk(
    folder: Path,
    seen: set[str],
    own: Collection[str] = (),
    of_page: bool = False,
    top: Path | None = None,
) -> Iterator[_Entry]:
    """What lies under a folder, in natural order.

    Links are followed, each folder once; one that leads out of the first folder is given as a
    file, for which ``read_file`` has a notice, as is a folder that cannot be looked into.
    """
    top = top or folder
    seen.add(_real(folder))
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: natural(entry.name))
    except OSError:
        yield _Entry(folder, of_page, is_folder=True)
        return
    pages = {entry.stem for entry in entries if entry.suffix.lower() in _PAGES}
    for entry in entries:
        is_folder = entry.is_dir() and not _leads_out(entry, top)
        if is_folder and _real(entry) in own:
            continue
        why = _why_skipped(entry, is_folder, seen)
        if is_folder and not why:
            yield from _walk(entry, seen, own, of_page or _is_of_page(entry.name, pages), top)
        else:
            yield _Entry(entry, of_page, is_folder, why)


def _why_skipped(entry: Path, is_folder: bool, seen: set[str]) -> str:
    """Why a file or folder is not looked at; "" for what is."""
    if entry.name.startswith("."):
        return "it is hidden"
    if is_folder:
        return "the same folder is read under another name" if _real(entry) in seen else ""
    if entry.name.lower() in _OF_THE_BOOK:
        return "it is no article, but belongs to the book"
    return "its name is that of no article" if _NOT_ARTICLES.fullmatch(entry.name) else ""


def _is_of_page(name: str, pages: set[str]) -> bool:
    """Whether a folder holds what a browser saved with a page: its images, frames, scripts."""
    match = _OF_PAGE.fullmatch(name)
    return match is not None and match[1] in pages


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key that puts 9.txt before 10.txt, the same on every system."""
    parts = re.findall(r"[0-9]+|[^0-9]+", name)
    return tuple((0, int(p), p) if p[0] in "0123456789" else (1, 0, p) for p in parts)


def legible(name: str) -> str:
    r"""A name as it can be printed: control characters and bytes that are no text spelt out.

    >>> legible("tide\x07\udcff.txt")
    'tide\\x07\\xff.txt'
    """
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return _CONTROL.sub(lambda match: f"\\x{ord(match[0]):02x}", text)


def _real(path: Path) -> str:
    return os.path.realpath(path)


def _leads_out(path: Path, root: Path) -> bool:
    """Whether a path is, once all links are followed, outside the folder ``root``."""
    return not Path(_real(path)).is_relative_to(_real(root))


def neighbours(sources: Sequence[str], files: Sequence[File]) -> str:
    """What articles may bring in from files that are none themselves, images say: as they are now.

    Places, names, sizes, times of change; whoever keeps what an article became must keep this.
    ``files`` are those of the folders among the sources; beside a source that is a file all
    counts that lies in its folder and is no source itself.
    """
    alone = {Path(each) for each in paths_of(sources) if not Path(each).is_dir()}
    folders = sorted({path.parent for path in alone})
    inside = (each.path for folder in folders for each in _walk(folder, set()) if not each.skipped)
    beside = (path for path in inside if path not in alone)
    told = sorted(map(_real, {file.root for file in files} | set(folders)))
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
        elif not (stat.S_ISREG(status.st_mode) or file.is_folder):
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
    return Source(PIPED, "-", stdin.read(MOST_BYTES))
