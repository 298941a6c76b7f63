"""The command line: the only part that prints, exits, reads the environment, writes files.

``program`` declares the commands; each command's work lives in a module of its
own, imported when it is called, so that ``anthology --help`` answers at once.
"""

from __future__ import annotations

import gc
import os
import signal
import sys

from anthology import __version__

_SELDOM = 50_000  # new objects before garbage is looked for: modules that are loaded leave none


def main() -> None:
    """Run the command line and exit with its code (errors.py lists them)."""
    gc.set_threshold(_SELDOM)
    os.environ.setdefault("TYPER_USE_RICH", "0")  # rich's help costs 0.14 s at every start
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a file name may hold any byte
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # lets the clean-up run
    if sys.argv[1:] == ["--version"]:  # typer would load pydantic to read this one flag: 0.15 s
        print(f"anthology {__version__}")
        return
    from anthology.cli.program import app  # noqa: PLC0415 - after TYPER_USE_RICH

    try:
        app(prog_name="anthology")
    finally:
        gc.freeze()  # all is let go now: what points at itself need not be looked for
