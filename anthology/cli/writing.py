"""Files written whole or not at all: a failure leaves the folder as it was."""

from __future__ import annotations

import errno
import itertools
import os
import platform
import shutil
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from anthology.errors import OutputError

_REMEDIES: dict[int | None, str] = {
    errno.ENOSPC: "there is no space left; make room and try again",
    errno.EDQUOT: "your quota is used up; make room and try again",
    errno.EACCES: "writing is not allowed; choose another folder",
    errno.EPERM: "writing is not allowed; choose another folder",
    errno.EROFS: "the disk is read-only; choose another folder",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter title or folder",
}


def ensure_folder_usable(folder: Path) -> None:
    """Look before a long build whether ``folder`` is, or can be made, a folder to write in.

    Raises:
        OutputError: when it is a file, or writing is not allowed.
    """
    for place in (folder, *folder.parents):
        if place.is_dir():
            if not os.access(place, os.W_OK | os.X_OK):
                raise OutputError(f"{place}: {_REMEDIES[errno.EACCES]}")
            return
        if place.exists() or place.is_symlink():
            raise OutputError(f"{place}: is not a folder; choose another")


def write_whole(
    folder: Path, files: Iterable[tuple[str, bytes]], sources: Iterable[Path] = ()
) -> tuple[Path, ...]:
    """Write ``files`` (name, content) into ``folder``, all of them or none; their paths.

    Each is written beside its place and flushed to the disk as soon as it is there to be taken;
    only when all are do they take their names. ``sources`` are files that must never be replaced.

    Raises:
        OutputError: the folder is then as it was before; so it is if ``files`` raises anything.
    """
    made = _missing_folders(folder)
    protected = tuple(sources)
    replacement = _Replacement(folder)
    targets = []
    try:
        for name, content in files:
            with _told(folder):
                folder.mkdir(parents=True, exist_ok=True)
                targets.append(_target(folder, name, protected))
                replacement.prepare(targets[-1], content)
        with _told(folder):
            replacement.commit()
    except BaseException:
        replacement.undo()
        for each in made:
            with suppress(OSError):
                each.rmdir()
        raise
    replacement.forget()
    sweep(folder)
    return tuple(targets)


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """What the system says of writing there, with the remedy."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"{folder}: {_remedy(error)}; nothing was written") from error


class _Replacement:
    """Files under way: prepared beside their places, then renamed, with the way back kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._temporaries: list[Path] = []
        self._prepared: list[tuple[Path, Path]] = []  # (temporary, target)
        self._replaced: list[tuple[Path, Path | None]] = []  # (target, what stood there)

    def prepare(self, target: Path, content: bytes) -> None:
        temporary = self._beside()
        self._prepared.append((temporary, target))
        with temporary.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())

    def commit(self) -> None:
        for temporary, target in self._prepared:
            earlier = self._keep(target) if target.exists() else None
            self._replaced.append((target, earlier))
            temporary.replace(target)
        _flush_folder(self._folder)

    def undo(self) -> None:
        for target, earlier in reversed(self._replaced):
            with suppress(OSError):
                if earlier:
                    earlier.replace(target)
                else:
                    target.unlink()
        self.forget()

    def forget(self) -> None:
        for temporary in self._temporaries:
            with suppress(OSError):
                temporary.unlink()

    def _keep(self, target: Path) -> Path:
        earlier = self._beside()
        try:
            os.link(target, earlier)
        except OSError:  # a file system without hard links
            shutil.copy2(target, earlier)
        return earlier

    def _beside(self) -> Path:
        """A name that nothing has: a run that was killed may have left some."""
        name = f".anthology-{_host()}-{os.getpid()}"
        counted = itertools.count(len(self._temporaries))
        paths = (self._folder / f"{name}-{count}.part" for count in counted)
        self._temporaries.append(next(path for path in paths if not path.exists()))
        return self._temporaries[-1]


def _host() -> str:
    """This machine in eight characters: a folder may be shared between several."""
    return f"{zlib.crc32(platform.node().encode()):08x}"


def sweep(folder: Path) -> None:
    """Remove what runs on this machine left when they were killed; none that still runs."""
    for path in folder.glob(f".anthology-{_host()}-*.part"):
        with suppress(OSError, ValueError):
            if not _runs(int(path.name.split("-")[2])):
                path.unlink()


def _runs(process_id: int) -> bool:
    if os.name != "posix":  # elsewhere os.kill ends the process that it asks about
        return True
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _target(folder: Path, name: str, sources: Iterable[Path]) -> Path:
    target = folder / name
    if Path(name).name != name or name in {"", ".", ".."}:
        raise OutputError(f"{name!r}: is not a file name; choose another title")
    if target.is_dir():
        raise OutputError(f"{target}: is a folder; rename it or choose another")
    if target.exists() and any(target.samefile(each) for each in sources if each.exists()):
        raise OutputError(f"{target}: is one of the sources; choose another folder")
    return target


def _missing_folders(folder: Path) -> tuple[Path, ...]:
    """The folders that would have to be made, the innermost first."""
    return tuple(each for each in (folder, *folder.parents) if not each.exists())


def _flush_folder(folder: Path) -> None:
    """Make the new names durable, where the system can (Windows cannot open a folder)."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _remedy(error: OSError) -> str:
    return _REMEDIES.get(error.errno, error.strerror or str(error))
