"""What a book depends on beside its articles and the program itself, as a digest."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator, Set
from pathlib import Path

from anthology.config import Config
from anthology.engine import engine
from anthology.theme import load_theme

_OUTSIDE = (
    "sources",
    "output",
    "jobs",
    "scheduler",
    "cache",
    "fail_if_warnings",
)  # options that change no book made of the same articles


def needs(config: Config) -> str:
    """A digest of the options, the theme's files, the press's profile, the engine and the fonts.

    Raises:
        AnthologyError: there is no such theme.
        OSError: a folder cannot be read.
    """
    told = dataclasses.asdict(config)
    for name in _OUTSIDE:
        told.pop(name)
    theme = load_theme(config.theme)
    digest = hashlib.blake2b(digest_size=20)
    digest.update(f"{sorted(told.items())}\0{engine(theme.faces)}".encode(errors="surrogateescape"))
    files = [config.press_profile] if config.press_profile else []
    for folder in theme.folders:
        files += files_in(folder, set(), set())
    for file in files:
        content = "" if is_hidden(file) else digest_of(file)
        digest.update(f"{file}\0{content}\0".encode(errors="surrogateescape"))
    return digest.hexdigest()


def files_in(folder: Path, own: Set[Path], seen: set[Path]) -> Iterator[Path]:
    """Every file under the folder in an order that is always the same, but those in ``own``.

    Hidden ones too, but what is in hidden folders; ``seen`` is what need not be looked into again.
    """
    real = folder.resolve()
    if real in seen or real in own:
        return
    seen.add(real)
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and not is_hidden(entry):
            yield from files_in(entry, own, seen)
        else:
            yield entry


def is_hidden(path: Path) -> bool:
    """Whether its name says that it is to be passed over."""
    return path.name.startswith(".")


def digest_of(path: Path) -> str:
    """Of a file's content; nothing for one that cannot be read, or is no file of data."""
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
