"""Stage 1 of 4, collect: the editor's introduction."""

from __future__ import annotations

from pathlib import Path

from anthology.collect.decode import NotTextError, decode
from anthology.config import Config
from anthology.errors import InputError
from anthology.model import Block
from anthology.report import Report

FILE_NAME = "introduction.md"


def read_introduction(config: Config, report: Report) -> tuple[Block, ...]:
    """The Markdown file that the user names, or introduction.md in or beside the sources.

    Nothing when there is none.

    Raises:
        InputError: the file named cannot be read.
    """
    path = config.introduction or _beside(config.sources)
    if path is None:
        return ()
    from anthology.collect.markdown import blocks_of  # noqa: PLC0415 - seldom needed

    try:
        return blocks_of(decode(path.read_bytes()).text)
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read ({error.strerror}); check introduction"
        ) from error
    except NotTextError as error:
        raise InputError(f"{path}: does not hold text; save it as Markdown") from error


def _beside(sources: tuple[str, ...]) -> Path | None:
    for source in sources:
        base = Path(source)
        folder = base if base.is_dir() else base.parent
        if source != "-" and (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
    return None
