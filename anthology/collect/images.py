"""Stage 1 of 4, collect: an image in any usual form, made fit for print and for e-readers.

Turned as its camera says, no larger than a page can show, in sRGB or grey, on white where it
is transparent, without the camera's notes (places and names of people), its first picture
only. Photographs become JPEG, drawings and screens PNG.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from anthology.collect.drawings import clean_drawing, is_drawing
from anthology.model import Asset

if TYPE_CHECKING:
    from PIL import Image

# 300 dots an inch over the 135 mm of the widest usual measure; what large e-readers show.
_WIDEST, _TALLEST = 1600, 2560
_MOST_PIXELS = 120_000_000  # decoded, half a gigabyte at most; JPEG is decoded at a fraction
_MOST_JPEG_PIXELS = 178_000_000  # what Pillow opens
_TOO_LARGE = "it has more than a hundred million pixels"
_LEAST = 3  # pixels; what is smaller counts readers or keeps a place
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "AVIF", "ICO", "JPEG2000")
_FEW_COLOURS = 2048  # a drawing or a screen has no more, in a sample
_LARGE_PNG = 600_000  # bytes; a larger picture of many colours is a photograph
_QUALITY = 88
# What Pillow's decoders raise on damaged files.
_FAULTS = (
    OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, MemoryError,
    ZeroDivisionError, OverflowError, AttributeError,
)  # fmt: skip


class UnfitImageError(ValueError):
    """The image cannot be bound; the message is the reason, a clause for a notice."""


def asset_of(data: bytes) -> Asset | None:
    """The image as an asset of the book; None for one too small to be seen.

    Raises:
        UnfitImageError: it is damaged, of no known kind, or too large.
    """
    if is_drawing(data):
        cleaned = clean_drawing(data)
        if cleaned is None:
            raise UnfitImageError("it is a damaged drawing")
        return _asset("image/svg+xml", cleaned.data, cleaned.width, cleaned.height)
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 - heavy

    try:
        with warnings.catch_warnings(), _whole_images():
            warnings.simplefilter("ignore")  # Pillow warns of what is measured here
            Image.init()
            known = [each for each in _FORMATS if each in Image.OPEN]
            with Image.open(io.BytesIO(data), formats=known) as opened:
                if min(opened.size) < _LEAST:
                    return None
                _bound(opened)
                kind = opened.format or ""
                plain = _is_plain(opened, kind)
                opened.load()
                turned = ImageOps.exif_transpose(opened) or opened
                return _encoded(turned, kind, data if plain else b"")
    except UnidentifiedImageError as error:
        raise UnfitImageError("it is no image that can be read") from error
    except Image.DecompressionBombError as error:
        raise UnfitImageError(_TOO_LARGE) from error
    except _FAULTS as error:
        if isinstance(error, UnfitImageError):
            raise
        raise UnfitImageError("it is damaged") from error


@contextmanager
def _whole_images() -> Iterator[None]:
    """Have Pillow refuse images that are cut off; WeasyPrint has it fill them up, for good."""
    from PIL import ImageFile  # noqa: PLC0415 - heavy

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _bound(image: Image.Image) -> None:
    """Have a JPEG decoded no larger than needed.

    Raises:
        UnfitImageError: the image would take too much memory.
    """
    pixels = image.width * image.height
    if pixels > (_MOST_JPEG_PIXELS if image.format == "JPEG" else _MOST_PIXELS):
        raise UnfitImageError(_TOO_LARGE)
    if image.format == "JPEG":
        image.draft(None, (_WIDEST * 2, _TALLEST * 2))


def _is_plain(image: Image.Image, kind: str) -> bool:
    """Whether the file can be bound as it is: small enough, without notes of a camera."""
    small = image.width <= _WIDEST and image.height <= _TALLEST
    noted = "exif" in image.info or "icc_profile" in image.info or "comment" in image.info
    if kind == "JPEG":
        return small and not noted and image.mode in ("RGB", "L")
    frames = getattr(image, "n_frames", 1)
    bare = "transparency" not in image.info and image.mode in ("1", "L", "P", "RGB")
    return kind == "PNG" and small and bare and not noted and frames == 1


def _encoded(image: Image.Image, kind: str, whole: bytes) -> Asset:
    """``whole``: the file's bytes where they may stay as they are."""
    if whole and (kind == "JPEG" or len(whole) < _LARGE_PNG):
        return _asset(f"image/{kind.lower()}", whole, *image.size)
    flat = _flattened(_in_srgb(image))
    flat.info = {}  # else Pillow writes notes and profile again
    flat.thumbnail((_WIDEST, _TALLEST))
    if kind not in ("JPEG", "MPO", "JPEG2000"):
        png = _png(flat)
        if len(png) < _LARGE_PNG or _few_colours(flat):
            return _asset("image/png", png, *flat.size)
    written = io.BytesIO()
    flat.save(written, "JPEG", quality=_QUALITY, optimize=True)
    return _asset("image/jpeg", written.getvalue(), *flat.size)


def _in_srgb(image: Image.Image) -> Image.Image:
    """The image in the colours that screens and WeasyPrint take for granted."""
    from PIL import ImageCms  # noqa: PLC0415 - heavy

    profile = image.info.get("icc_profile")
    if image.mode == "P":
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    if profile and image.mode in ("RGB", "CMYK", "RGBA"):
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if image.mode == "RGBA":
                return image  # profiles of drawings with transparency are sRGB
            srgb = ImageCms.createProfile("sRGB")
            found = ImageCms.profileToProfile(image, own, srgb, outputMode="RGB")
            return found or image
        except (ImageCms.PyCMSError, OSError, ValueError):
            return image
    return image


def _flattened(image: Image.Image) -> Image.Image:
    """The image in RGB or grey; on white, or on black where all that can be seen is white."""
    from PIL import Image, ImageStat  # noqa: PLC0415 - heavy

    if image.mode.startswith("I") or image.mode == "F":
        low, high = (cast(float, each) for each in image.getextrema())  # it has one band
        image = image.point(lambda each: (each - low) * 255 / max(high - low, 1.0)).convert("L")
    if image.mode not in ("LA", "La", "PA", "RGBA", "RGBa") and "transparency" not in image.info:
        return image.convert("L" if image.mode in ("1", "L") else "RGB")
    image = image.convert("RGBA")
    alpha = image.getchannel("A")
    seen = ImageStat.Stat(image.convert("L"), alpha.point(lambda each: 255 * (each > 127)))
    light = bool(seen.count[0]) and seen.mean[0] > 240 and alpha.getextrema()[0] == 0
    ground = Image.new("RGBA", image.size, (64, 64, 64, 255) if light else (255, 255, 255, 255))
    return Image.alpha_composite(ground, image).convert("RGB")


def _few_colours(image: Image.Image) -> bool:
    sample = image.resize((min(400, image.width), min(400, image.height)), resample=0)
    return sample.getcolors(_FEW_COLOURS) is not None


def _png(image: Image.Image) -> bytes:
    """The image as PNG; with a palette where it has few colours, no colour changed."""
    from PIL import Image  # noqa: PLC0415 - heavy

    written = io.BytesIO()
    colours = image.getcolors(256) if image.mode == "RGB" else None
    bands = [cast(tuple[int, ...], colour) for _, colour in colours or ()]
    if bands and all(len(set(colour)) == 1 for colour in bands):
        image = image.convert("L")
    elif colours is not None:
        image = (
            image.quantize(len(colours), dither=Image.Dither.NONE) if len(colours) > 1 else image
        )
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


def _asset(media_type: str, data: bytes, width: int, height: int) -> Asset:
    name = hashlib.sha256(data).hexdigest()[:16]
    return Asset(name, media_type, data, width, height)
