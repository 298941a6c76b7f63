"""Name the Debian package of every shared library that WeasyPrint needs and that is not here.

Prints one package a line, nothing when all is well. Runs on the bare interpreter, before
anything is installed.
"""

from __future__ import annotations

import ctypes
import sys

PANGO_AT_LEAST = (1, 44)  # Source: WeasyPrint 70, "First Steps"

# package, name on Linux, name on macOS; the names that WeasyPrint itself tries
LIBRARIES = (
    ("libpango-1.0-0", "libgobject-2.0.so.0", "libgobject-2.0.0.dylib"),
    ("libpango-1.0-0", "libpango-1.0.so.0", "libpango-1.0.dylib"),
    ("libpangoft2-1.0-0", "libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
    ("libharfbuzz0b", "libharfbuzz.so.0", "libharfbuzz.0.dylib"),
    ("libharfbuzz-subset0", "libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
    ("libfontconfig1", "libfontconfig.so.1", "libfontconfig.1.dylib"),
)


def present(name: str) -> bool:
    """True if the library can be loaded, and is new enough if it is Pango."""
    try:
        library = ctypes.CDLL(name)
    except OSError:
        return False
    if not name.startswith("libpango-"):
        return True
    version = library.pango_version()
    return (version // 10000, version // 100 % 100) >= PANGO_AT_LEAST


def missing() -> list[str]:
    """The packages to install, each once, in the order of LIBRARIES."""
    mac = sys.platform == "darwin"
    wanted = [(package, dylib if mac else so) for package, so, dylib in LIBRARIES]
    return list(dict.fromkeys(package for package, name in wanted if not present(name)))


if __name__ == "__main__":
    print("\n".join(missing()))
