"""Stage 1 of 4, collect: the editor's own files: the introduction, the rulings on people."""

from __future__ import annotations

from pathlib import Path

from anthology.collect.decode import NotTextError, decode
from anthology.collect.draft import Source
from anthology.collect.image_files import ImageFiles
from anthology.config import Config, paths_of
from anthology.errors import InputError
from anthology.model import Block
from anthology.report import Report

FILE_NAME = "introduction.md"
RULINGS_NAME = "people.toml"


def read_introduction(config: Config, report: Report) -> tuple[Block, ...]:
    """The Markdown file that the user names, or introduction.md in or beside the sources.

    Nothing when there is none.

    Raises:
        InputError: the file named cannot be read.
    """
    path = config.introduction or _beside(config.sources, FILE_NAME)
    if path is None:
        return ()
    from anthology.collect.markdown import blocks_of  # noqa: PLC0415 - seldom needed
    from anthology.collect.pictures import bind_images  # noqa: PLC0415 - as above

    try:
        blocks = blocks_of(decode(path.read_bytes()).text)
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read ({error.strerror}); check introduction"
        ) from error
    except NotTextError as error:
        raise InputError(f"{path}: does not hold text; save it as Markdown") from error
    return bind_images(blocks, ImageFiles(Source(path.name, str(path), b"")), report)[0]


def read_rulings_text(config: Config) -> tuple[Path, str]:
    """Where the rulings on people are, or would be written, and their text; none is "".

    The file that the user names, or people.toml in or beside the sources.

    Raises:
        InputError: there is such a file, but it cannot be read.
    """
    found = config.people or _beside(config.sources, RULINGS_NAME)
    if found is None:
        first = next(map(Path, paths_of(config.sources)), Path())
        return (first if first.is_dir() else first.parent) / RULINGS_NAME, ""
    try:
        return found, decode(found.read_bytes()).text
    except FileNotFoundError:
        return found, ""  # named, to be written
    except OSError as error:
        raise InputError(f"{found}: cannot be read ({error.strerror}); check people") from error
    except NotTextError as error:
        raise InputError(f"{found}: does not hold text; save it as TOML") from error


def _beside(sources: tuple[str, ...], name: str) -> Path | None:
    for source in paths_of(sources):
        base = Path(source)
        folder = base if base.is_dir() else base.parent
        if (folder / name).is_file():
            return folder / name
    return None
