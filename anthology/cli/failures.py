"""Any exception, told in one sentence: what happened, where, and what to do."""

from __future__ import annotations

import errno
import platform
import traceback
from dataclasses import dataclass

from anthology import __version__
from anthology.errors import AnthologyError, SetupError

ISSUES = "the project's issue tracker"

_PANGO = {  # what WeasyPrint needs, by the name in os-release; Source: WeasyPrint, First Steps
    "debian": "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "sudo dnf install pango",
    "rhel": "sudo dnf install pango",
    "suse": "sudo zypper install libpango-1_0-0 libharfbuzz-subset0",
    "arch": "sudo pacman -S pango",
    "alpine": "sudo apk add pango",
    "darwin": "brew install pango",
    "windows": "pacman -S mingw-w64-x86_64-pango (in MSYS2)",
}


@dataclass(frozen=True, slots=True)
class Failure:
    """How a run ended: the exit code, the sentence, and the traceback for those who ask."""

    exit_code: int
    kind: str
    message: str
    details: str = ""

    def as_json(self) -> dict[str, str | int]:
        """The failure for ``--json`` and ``--log``."""
        return {"kind": self.kind, "exit_code": self.exit_code, "message": self.message}


def explain(error: BaseException) -> Failure:
    """The failure that ``error`` is to the user."""
    details = "".join(traceback.format_exception(error))
    if isinstance(error, OSError) and "cannot load library" in str(error):
        error = missing_library(str(error))
    if isinstance(error, AnthologyError):
        return Failure(error.exit_code, type(error).__name__, str(error), details)
    if isinstance(error, KeyboardInterrupt):
        return Failure(130, "Interrupted", "interrupted; nothing was written", details)
    if isinstance(error, MemoryError):
        return Failure(1, "MemoryError", "not enough memory; bind fewer articles at once", details)
    if isinstance(error, ModuleNotFoundError):
        return Failure(
            SetupError.exit_code,
            "SetupError",
            f"the Python package {error.name} is missing; install Anthology again with pip",
            details,
        )
    return Failure(1, type(error).__name__, _unexpected(error), details)


def missing_library(message: str) -> SetupError:
    """The error for a system library that is not there, with the command that brings it."""
    library = message.split("'")[1] if message.count("'") > 1 else "a system library"
    systems = _systems()
    command = next((_PANGO[name] for name in systems if name in _PANGO), _PANGO["debian"])
    return SetupError(
        f"{library}, which WeasyPrint needs to draw pages, is missing; install it: {command}"
        " (or make the e-book alone with --format epub)"
    )


def _systems() -> tuple[str, ...]:
    """The names of this system, the nearest first: ubuntu, debian."""
    names = [platform.system().lower()]
    if names == ["linux"]:
        try:
            release = platform.freedesktop_os_release()
        except OSError:
            return ()
        names = [release.get("ID", ""), *release.get("ID_LIKE", "").split()]
    return tuple(names)


def _unexpected(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        place = f"{error.filename}: " if error.filename else ""
        remedy = "make room" if error.errno == errno.ENOSPC else "see that it can be used"
        return f"{place}{error.strerror}; {remedy} and try again"
    said = " ".join(str(error).split())[:200]
    name = type(error).__name__ + (f": {said}" if said else "")
    return (
        f"unexpected {name} in Anthology {__version__};"
        f" please report it in {ISSUES} with the output of ANTHOLOGY_DEBUG=1"
    )
