"""The ICC profile of the user's press."""

from __future__ import annotations

from anthology.config import Config
from anthology.errors import ConfigError


def read_press_profile(config: Config) -> bytes:
    """The profile named with ``--press-profile``; empty where none is.

    Raises:
        ConfigError: it cannot be read, or is no output profile for CMYK.
    """
    path = config.press_profile
    if path is None:
        return b""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror})") from error
    # Source: ICC.1:2010, 7.2: device class, colour space and signature of the header
    if (content[12:16], content[16:20], content[36:40]) != (b"prtr", b"CMYK", b"acsp"):
        raise ConfigError(f"{path}: is not an ICC output profile for CMYK; ask the printer for one")
    return content
