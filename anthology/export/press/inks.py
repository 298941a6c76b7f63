"""Colours of the screen -> inks of the press. Black and grey are black ink alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.resources import files
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms

from anthology.errors import ConfigError

_NEUTRAL = 0.02  # colours whose parts differ by no more are greys
_BLACK = 0.14  # greys this dark are text: printed solid, or its edges would be rastered


@dataclass(frozen=True, slots=True)
class Inks:
    """A printing condition: its ICC profile, and the way from sRGB to it."""

    profile: bytes = field(repr=False)
    name: str
    _transform: Any = field(repr=False)  # Any: Pillow's has no public type

    @classmethod
    def of(cls, profile: bytes) -> Inks:
        """Those of a profile, or of the one that comes with the program (SWOP, by Artifex).

        Raises:
            ConfigError: the profile is damaged.
        """
        content = profile or files(__package__).joinpath("swop.icc").read_bytes()
        screen = ImageCms.ImageCmsProfile(
            BytesIO(files(__package__).joinpath("srgb.icc").read_bytes())
        )
        try:
            press = ImageCms.ImageCmsProfile(BytesIO(content))
            transform = ImageCms.buildTransform(
                screen, press, "RGB", "CMYK",
                renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
                flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )  # fmt: skip
            name = ImageCms.getProfileDescription(press).strip()
        except (ImageCms.PyCMSError, OSError) as error:
            raise ConfigError(
                f"--press-profile: cannot be used ({error}); ask for another"
            ) from error
        return cls(content, name, transform)

    def grey(self, light: float) -> tuple[float, float, float, float]:
        """A grey, from 0 black to 1 white."""
        return (0.0, 0.0, 0.0, 1.0 if light <= _BLACK else round(1 - light, 4))

    def colour(self, red: float, green: float, blue: float) -> tuple[float, ...]:
        """Cyan, magenta, yellow and black, each from 0 to 1."""
        if max(red, green, blue) - min(red, green, blue) <= _NEUTRAL:
            return self.grey((red + green + blue) / 3)
        pixel = tuple(round(part * 255) for part in (red, green, blue))
        found = self.picture(Image.new("RGB", (1, 1), pixel)).tobytes()
        return tuple(round(part / 255, 4) for part in found)

    def picture(self, image: Image.Image) -> Image.Image:
        """The picture in inks."""
        made = ImageCms.applyTransform(image.convert("RGB"), self._transform)
        assert made is not None  # it is not made in place
        return made
