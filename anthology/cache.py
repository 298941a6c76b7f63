"""What earlier builds made, kept in a folder: safe to delete, to share, to damage and to distrust.

An entry is a file whose name is the digest of everything that it was made from. Its content
bears a seal, a keyed hash under a secret of the user that lies elsewhere, so that an entry which
is damaged, or which came with somebody else's folder of articles, is not opened: it is made
again. Entries are bytes; what they mean is the business of ``workshop``, which never runs them
(no pickle). Builds may share the folder at the same time: an entry appears whole or not at all.
"""

from __future__ import annotations

import hashlib
import hmac
import itertools
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

MOST_BYTES = 2_000_000_000  # a year of daily articles takes some 30 MB
_SEAL_BYTES = 32
_IGNORED = {  # by version control, and by programs that make backups
    ".gitignore": "*\n",
    "CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n# Made by Anthology; see"
    " https://bford.info/cachedir/\n",
}


class Cache:
    """The folder. ``get`` and ``put`` never fail: without a usable folder nothing is kept."""

    def __init__(self, folder: Path, secret: bytes, most_bytes: int = MOST_BYTES) -> None:
        self.folder = folder
        self._secret = secret
        self._most_bytes = most_bytes
        self._numbers = itertools.count()
        self._usable = True
        self.written = 0

    def __reduce__(self) -> tuple[type[Cache], tuple[Path, bytes, int]]:
        """For the processes that share the folder; never sent to another machine."""
        return Cache, (self.folder, self._secret, self._most_bytes)

    def get(self, name: str) -> bytes | None:
        """The entry's content; None where there is none, or none that we made and is whole."""
        path = f"{self.folder}/{name[:2]}/{name[2:]}"
        try:
            with open(path, "rb", buffering=0) as entry:  # noqa: PTH123 - thousands, and soon
                sealed = entry.read()
        except OSError:
            return None
        seal, content = sealed[:_SEAL_BYTES], sealed[_SEAL_BYTES:]
        if not hmac.compare_digest(seal, self._seal(name, content)):
            return None
        with suppress(OSError):
            os.utime(path)  # used last: the order in which ``trim`` removes
        return content

    def put(self, name: str, content: bytes) -> None:
        """Keep the content under the name, in place of what was there."""
        if not self._usable:
            return
        path = self._path(name)
        beside = path.with_name(f"{path.name}.{os.getpid()}-{next(self._numbers)}.part")
        try:
            if not path.parent.is_dir():
                self._make(path.parent)
            beside.write_bytes(self._seal(name, content) + content)
            if path.is_dir():
                path.rmdir()  # an accident: no entry is a folder
            beside.replace(path)
            self.written += 1
        except OSError:
            self._usable = False  # no room, no permission: this build goes on without
            with suppress(OSError):
                beside.unlink()

    def trim(self) -> None:
        """Remove the entries that were used longest ago until the folder has its size."""
        if not self.written:
            return
        found = sorted(self._entries(), key=lambda each: (-each[1], each[0]))
        room = self._most_bytes
        for path, _, size in found:
            room -= size
            if room < 0:
                with suppress(OSError):
                    path.unlink()

    def clear(self) -> int:
        """Remove every entry, and the folder if nothing else is in it; how many there were."""
        count = 0
        for path, _, _ in list(self._entries()):
            with suppress(OSError):
                path.unlink()
                count += 1
        for name in _IGNORED:
            with suppress(OSError):
                (self.folder / name).unlink()
        for folder in [*self._shelves(), self.folder]:
            with suppress(OSError):
                folder.rmdir()
        return count

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / name[2:]

    def _seal(self, name: str, content: bytes) -> bytes:
        seal = hashlib.blake2b(name.encode(), key=self._secret[:64], digest_size=_SEAL_BYTES)
        seal.update(content)
        return seal.digest()

    def _make(self, shelf: Path) -> None:
        fresh = not self.folder.is_dir()
        shelf.mkdir(parents=True, exist_ok=True)
        for name, content in _IGNORED.items() if fresh else ():
            (self.folder / name).write_text(content, encoding="ascii")

    def _shelves(self) -> list[Path]:
        """The folders of entries, by their names: two figures of a digest."""
        try:
            inside = sorted(self.folder.iterdir())
        except OSError:
            return []
        return [
            each
            for each in inside
            if len(each.name) == 2 and not set(each.name) - set("0123456789abcdef")
        ]

    def _entries(self) -> Iterator[tuple[Path, int, int]]:
        """Every entry with the time of its last use, in nanoseconds, and its size in bytes."""
        for shelf in self._shelves():
            with suppress(OSError), os.scandir(shelf) as entries:
                for entry in entries:
                    status = entry.stat(follow_symlinks=False)
                    yield Path(entry.path), status.st_mtime_ns, status.st_size
