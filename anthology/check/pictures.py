"""The pictures of an EPUB and its cover, by what a make of readers takes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Protocol

from PIL import Image

from anthology.check.findings import Finding, error, warning
from anthology.check.package import Item, Package

_FOREIGN = "Save it as JPEG or PNG."


class Limits(Protocol):
    """What is asked of a device; 0 = no limit known."""

    @property
    def name(self) -> str:
        """In sentences."""

    @property
    def formats(self) -> tuple[str, ...]:
        """The media types that it shows."""

    @property
    def cover_px(self) -> int:
        """The longer side of a cover, at least."""

    @property
    def picture_bytes(self) -> int:
        """The most of one picture."""

    @property
    def picture_px(self) -> int:
        """Width times height of one picture, at most."""


def check_pictures(
    device: Limits, package: Package, contents: Mapping[str, bytes]
) -> Iterator[Finding]:
    """Formats, sizes, and a cover that is large enough."""
    for item in package.items:
        if item.media_type.startswith("image/") and item.name in contents:
            yield from _check_picture(device, item, contents[item.name])
    cover = _cover(package)
    if cover is None or cover.name not in contents:
        message = f"{device.name} shows the title page, or nothing, for want of a cover"
        yield warning(package.name, message, "Mark a JPEG of 1600 by 2560 pixels as cover-image.")
        return
    width, height = _size(contents[cover.name])
    if width and max(width, height) < device.cover_px:
        message = (
            f"the cover has {width} by {height} pixels; {device.name} asks for {device.cover_px}"
        )
        yield error(cover.name, message, "Take one of 1600 by 2560.")


def _check_picture(device: Limits, item: Item, content: bytes) -> Iterator[Finding]:
    if item.media_type not in device.formats:
        yield error(item.name, f"{device.name} does not show {item.media_type}", _FOREIGN)
    if device.picture_bytes and len(content) > device.picture_bytes:
        most = device.picture_bytes // 1_000_000
        message = f"{device.name} refuses pictures of more than {most} MB"
        yield error(item.name, message, "Save it smaller.")
    width, height = _size(content)
    if device.picture_px and width * height > device.picture_px:
        message = (
            f"has {width} by {height} pixels; {device.name} takes {device.picture_px:,} in all"
        )
        yield error(item.name, message, "Save it smaller.")


def _cover(package: Package) -> Item | None:
    """The image marked as the cover, in EPUB 3's way or in EPUB 2's."""
    named = {
        meta.get("content")
        for meta in package.root.iter("{http://www.idpf.org/2007/opf}meta")
        if meta.get("name") == "cover"
    }
    marked = (i for i in package.items if "cover-image" in i.properties or i.id in named)
    return next(marked, None)


def _size(content: bytes) -> tuple[int, int]:
    """Width and height in pixels; 0, 0 of what is no raster picture."""
    try:
        with Image.open(io.BytesIO(content)) as picture:
            return picture.size
    except (OSError, ValueError, Image.DecompressionBombError):
        return 0, 0
