"""Stage 1 of 4, collect: documents made into HTML by Pandoc, an optional extra.

Pandoc gets the bytes and gives the markup, its images inside it; in its sandbox it reads no file
and fetches nothing.
"""

from __future__ import annotations

import subprocess
from importlib.util import find_spec
from pathlib import Path

from anthology.collect.draft import Source
from anthology.collect.notices import CANNOT_BE_READ
from anthology.report import Report

KINDS = ("docx", "odt", "rtf", "epub")
_TEMPLATE = Path(__file__).parent / "office.html"
_MOST_SECONDS = 120
_MOST_MEMORY = "-M1500M"


def is_there() -> bool:
    """Whether the extra is installed."""
    return find_spec("pypandoc") is not None


def to_html(source: Source, kind: str, report: Report) -> str:
    """The document as a page of HTML; "" with a notice where it is none of its kind."""
    import pypandoc  # type: ignore[import-untyped]  # noqa: PLC0415 - optional, has no types

    options = ["--sandbox", "--embed-resources", "--standalone", "--wrap=none"]
    try:
        command = [pypandoc.get_pandoc_path(), f"--from={kind}", "--to=html5", *options]
        command += [f"--template={_TEMPLATE}", "+RTS", _MOST_MEMORY, "-RTS"]
        done = subprocess.run(
            command, input=source.data, capture_output=True, timeout=_MOST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        reason = f"it takes longer than {_MOST_SECONDS} s to convert"
    except OSError:
        reason = "Pandoc is not there; install it with: pip install 'anthology-press[office]'"
    else:
        if done.returncode == 0:
            return done.stdout.decode("utf-8", "replace")
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")
        reason = f"it is damaged, or no {kind.upper()}: {said[0][:120]}"
    CANNOT_BE_READ.tell(report, source.place, reason=reason, remedy="save it anew, or as .txt")
    return ""
