"""The font files of a book: the theme's own, and those that the system lends for other scripts.

Chunks name a font file by digest and size, so that they can be kept without it.
"""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path

from anthology.engine import system_fonts
from anthology.export.pdf.pieces import FontUse
from anthology.theme import FontFace


class FontFiles:
    """Font files by what chunks know of them."""

    def __init__(self, faces: tuple[FontFace, ...]) -> None:
        contents = [face.path.read_bytes() for face in faces]
        self._found: dict[str, bytes | None] = {
            hashlib.sha256(content).hexdigest(): content for content in contents
        }

    def has(self, use: FontUse) -> bool:
        """Whether the file is there: fonts that were made for one chunk have none."""
        if use.digest not in self._found:
            self._found[use.digest] = self._look_for(use)
        return self._found[use.digest] is not None

    def content(self, use: FontUse) -> bytes:
        """The file of a font that is there."""
        content = self._found[use.digest]
        assert content is not None
        return content

    def _look_for(self, use: FontUse) -> bytes | None:
        for path in self._by_size.get(use.size_bytes, ()):
            content = path.read_bytes()
            if hashlib.sha256(content).hexdigest() == use.digest:
                return content
        return None

    @cached_property
    def _by_size(self) -> dict[int, list[Path]]:
        found: dict[int, list[Path]] = {}
        for path, size in system_fonts():
            found.setdefault(size, []).append(path)
        return found
