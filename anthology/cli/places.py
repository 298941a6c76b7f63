"""The user's own folders, where each platform has them: what is kept, and the secret beside it."""

from __future__ import annotations

from pathlib import Path

_NAME = "anthology"


def cache_folder() -> Path | None:
    """The folder of the cache, for all books of this user; None where there is no home folder."""
    from platformdirs import user_cache_path  # noqa: PLC0415 - for commands that read settings

    return _absolute(user_cache_path(_NAME, appauthor=False))


def state_folder() -> Path | None:
    """The folder of what is to last; None where there is no home folder."""
    from platformdirs import user_state_path  # noqa: PLC0415 - as above

    return _absolute(user_state_path(_NAME, appauthor=False))


def _absolute(folder: Path) -> Path | None:
    """Without a home folder the library gives a path from where we stand: ``~/.cache``."""
    return folder if folder.is_absolute() else None
