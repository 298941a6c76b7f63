"""Every option, declared once: its key in anthology.toml, its flag, its default and its help.

``Config`` is what the stages read. How a file or the command line fills it is
``settings.py``'s business.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


def _option(default: Any, help_text: str, **more: Any) -> Any:  # Any: a dataclass field of any type
    """A field with its help; ``choices``, ``flag`` and ``metavar`` may be given as well."""
    return field(default=default, metadata={"help": help_text, **more})


@dataclass(frozen=True, slots=True)
class Config:
    """The options of a build. Paths are absolute or relative to the working directory."""

    sources: tuple[str, ...] = _option((), "Files and folders of articles; - is standard input.")
    output: Path = _option(Path("dist"), "Folder for the finished books.")
    formats: tuple[str, ...] = _option(
        ("epub", "pdf"), "Which books to make.", choices=("epub", "pdf"), flag="--format"
    )
    title: str = _option("", "Title of the book; made from the folder or the dates if not given.")
    subtitle: str = _option("", "Subtitle; the range of dates if not given.")
    editor: str = _option("", "Who put the book together.")
    publisher: str = _option("", "Publisher, for the imprint page and the metadata.")
    rights: str = _option("", "Copyright or licence line for the imprint page.")
    isbn: str = _option("", "ISBN of the e-book, with or without hyphens.")
    description: str = _option("", "A sentence or two for catalogues and the metadata.")
    introduction: Path | None = _option(None, "Markdown file with the editor's introduction.")
    language: str = _option("", "Language of the book (BCP 47); detected if not given.")
    theme: str = _option("classic", "Name of a theme, or a folder with one.")
    page_size: str = _option("A5", "Size of the printed page: A4, A5, letter, 6x9 ...")
    since: dt.date | None = _option(None, "Leave out what is older than this date.")
    until: dt.date | None = _option(None, "Leave out what is newer than this date.")
    reverse: bool = _option(False, "Newest first.")
    parts: str = _option(
        "auto", "Divide the book into parts.", choices=("auto", "none", "month", "year")
    )
    paragraphs: str = _option(
        "auto",
        "auto sets a long blob in paragraphs; keep leaves it as it is.",
        choices=("auto", "keep"),
    )
    people: Path | None = _option(None, "The editor's rulings; people.toml beside the sources.")
    fail_if_warnings: bool = _option(False, "Exit with an error if there was a warning.")
    timestamp: dt.datetime | None = None  # UTC; from SOURCE_DATE_EPOCH or the newest article
