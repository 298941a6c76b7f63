"""Stage 1 of 4, collect: the content behind an image's address, if it lies among the sources.

Nothing is fetched here, and nothing is read outside of the folder that the user named: an address
that climbs out of it, or a link that leads out of it, is answered with nothing. What was fetched
with a page is with its source.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, unquote_to_bytes, urljoin, urlsplit

from anthology.collect.draft import Source

_MOST_BYTES = 64 * 1024 * 1024
_SIZED = re.compile(r"-\d{2,4}x\d{2,4}(?=\.\w{3,4}$)")  # smaller copies
_MONTH = re.compile(r"(?<=/)\d{4}/\d\d/[^/]+$")
_MOST_CHARS = 2000  # of an address that names a file


@dataclass(frozen=True, slots=True)
class Content:
    """What was found behind an address."""

    data: bytes
    name: str  # as the user would call it
    path: str = ""  # of the file, as in Origin; "" for what is no file of its own


@dataclass(frozen=True, slots=True)
class ImageFiles:
    """The images that a file may show: beside it, above it, or in parts of its own."""

    source: Source
    parts: Mapping[str, bytes] = field(default_factory=dict)  # address or cid: -> content
    base: str = ""  # the address that the file was saved from

    def find(self, address: str) -> Content | None:
        """The content behind an address; None where it is not among the sources."""
        if address[:5].lower() == "data:":
            data = _inline(address)
            return Content(data, "an image within it") if data else None
        if len(address) > _MOST_CHARS:
            return None
        for name in (address, self.joined(address)):
            data = self.parts.get(name) or dict(self.source.images).get(name)
            if data is not None:
                return Content(data, name_of(address))
        return self._file(address)

    def joined(self, address: str) -> str:
        """The address on the web, seen from that of the file."""
        try:
            return urljoin(self.base or self.source.address, address)
        except ValueError:
            return address

    def _file(self, address: str) -> Content | None:
        if not self.source.root:
            return None
        root = os.path.realpath(self.source.root)
        for candidate in self._candidates(address):
            file = os.path.realpath(candidate)
            data = _read(file) if _is_inside(file, root) else None
            if data is not None:
                return Content(data, name_of(address), self._path(file, root))
        return None

    def _path(self, file: str, root: str) -> str:
        """The file's path as an article's origin would have it."""
        own = os.path.relpath(os.path.realpath(self.source.folder), root)
        folder = PurePosixPath(self.source.path).parent.as_posix()
        above = folder if own == "." else folder.removesuffix(Path(own).as_posix())
        inner = Path(os.path.relpath(file, root)).as_posix()
        return inner if above in (".", "") else f"{above.rstrip('/')}/{inner}"

    def _candidates(self, address: str) -> Iterator[str]:
        """Where the file may be: as written, else under the folders above, up to the source."""
        try:
            parts = urlsplit(address)
        except ValueError:
            return
        plain = dict.fromkeys((unquote(parts.path), parts.path, unquote(address)))
        web = bool(parts.scheme or parts.netloc)
        for path in plain:
            inner = path.lstrip("/").replace("\\", "/")
            if not inner or "\0" in inner or (web and "/" not in inner):
                continue
            if not path.startswith("/") and not web:
                yield f"{self.source.folder}/{inner}"
            names = _uploaded(inner) if web else (inner,)
            yield from (f"{folder}/{name}" for name in names for folder in self._folders())

    def _folders(self) -> Iterator[str]:
        """The file's folder and those above it, up to the source."""
        folder, root = Path(self.source.folder), os.path.realpath(self.source.root)
        for each in (folder, *folder.parents):
            yield str(each)
            if os.path.realpath(each) == root:
                return


def _uploaded(path: str) -> Iterable[str]:
    """The names that a file on the web may have here; WordPress keeps originals by month.

    >>> list(_uploaded("wp-content/uploads/2019/03/ferry-300x200.jpg"))[1:]
    ['wp-content/uploads/2019/03/ferry.jpg', '2019/03/ferry-300x200.jpg', '2019/03/ferry.jpg']
    """
    whole = dict.fromkeys((path, _SIZED.sub("", path)))
    months = (_MONTH.search(each) for each in whole)
    return dict.fromkeys((*whole, *(month[0] for month in months if month)))


def _is_inside(file: str, root: str) -> bool:
    """Whether a real path lies in the folder ``root``."""
    return file.startswith(root + os.sep) or root == os.sep


def name_of(address: str) -> str:
    """The name of an image's file, for notices."""
    if address[:5].lower() == "data:":
        return "an image within it"
    path = address.partition("?")[0].partition("#")[0].rstrip("/")
    return unquote(path.rpartition("/")[2])[:80] or address[:80]


def _read(file: str) -> bytes | None:
    """The content of a file of data that is not too large."""
    try:
        status = Path(file).stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > _MOST_BYTES:
            return None
        return Path(file).read_bytes()
    except (OSError, ValueError):
        return None


def _inline(address: str) -> bytes | None:
    """The content of a data address (RFC 2397)."""
    head, comma, body = address.partition(",")
    if not comma or len(body) > _MOST_BYTES:
        return None
    if not re.search(r";\s*base64\s*$", head, re.IGNORECASE):
        plain = "utf8" in head.lower() and "<" in body  # written by hand, or by us
        return body.encode() if plain else unquote_to_bytes(body)
    letters = re.sub(r"[^A-Za-z0-9+/]", "", unquote(body).replace("-", "+").replace("_", "/"))
    try:
        return base64.b64decode(letters + "=" * (-len(letters) % 4))
    except binascii.Error:
        return None
