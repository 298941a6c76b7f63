"""The user's own folder for what is kept, where each platform has it."""

from __future__ import annotations

from pathlib import Path

_NAME = "anthology"


def cache_folder() -> Path | None:
    """The folder of the cache, for all books of this user; None where there is no home folder."""
    from platformdirs import user_cache_path  # noqa: PLC0415 - for commands that read settings

    return _absolute(user_cache_path(_NAME, appauthor=False))


def _absolute(folder: Path) -> Path | None:
    """Without a home folder the library gives a path from where we stand: ``~/.cache``."""
    return folder if folder.is_absolute() else None
