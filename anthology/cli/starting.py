"""``anthology init``: a folder to begin with, every option explained; nothing is overwritten."""

from __future__ import annotations

from pathlib import Path

from anthology.cli.options import Request
from anthology.cli.writing import ensure_folder_usable, write_whole
from anthology.config import Option, options
from anthology.errors import OutputError
from anthology.settings import DEFAULT_SOURCE, FILE_NAME

_SAMPLE_NAME = "2024-01-01-welcome.txt"
_SAMPLE = """\
date: 2024-01-01
title: Welcome to your book

Every file in this folder becomes an article of the book. Replace this one with your own.

The first lines may say what the article is: date, title, author, source. None of them is needed. \
A date is also found in the name of the file or at the head of the text, and an article without a \
title gets one made from its first sentence.

A blank line ends a paragraph. The people you name, such as Ada Lovelace, are listed in the who's \
who at the end of the book; when Lovelace is named again, she is the same person.

Run "anthology build" in the folder above this one to make the books.
"""
_HEAD = f"""\
# {FILE_NAME}: the options of this book. Every line with a # is the default or an example;
# take the # away to set it. Paths are relative to this file; the command line wins over it.
"""


def start_collection(request: Request, folder: Path) -> None:
    """Write ``anthology.toml`` into ``folder``, and an article when the folder is empty.

    Raises:
        OutputError: when the file is there already, or the folder cannot be written.
    """
    settings = folder / FILE_NAME
    if settings.exists():
        raise OutputError(f"{settings}: is there already; edit it, or remove it to begin anew")
    ensure_folder_usable(folder)
    empty = not folder.is_dir() or not any(
        each for each in folder.iterdir() if not each.name.startswith(".")
    )
    written = [*write_whole(folder, [(FILE_NAME, sample_settings().encode())])]
    if empty:
        sample = [(_SAMPLE_NAME, _SAMPLE.encode())]
        written += write_whole(folder / DEFAULT_SOURCE, sample)
    for path in written:
        request.terminal.say(f"wrote {path}")
    where = "" if folder == Path() else f" (in {folder})"
    request.terminal.say(f"next: anthology build{where}")
    request.answer["written"] = [path.as_posix() for path in written]


def sample_settings() -> str:
    """An anthology.toml with every key commented out, each with its explanation."""
    return "\n".join([_HEAD, *map(_entry, options())])


def _entry(option: Option) -> str:
    choices = f" One of: {', '.join(option.choices)}." if option.choices else ""
    return f"# {option.help}{choices}\n# {option.key} = {_example(option)}\n"


_EXAMPLES = {
    "sources": '["seeds"]',
    "introduction": '"introduction.md"',
    "people": '"people.toml"',
    "devices": '["kobo"]',
    "language": '"en"',
    "where": '["tag=climate", "language=en"]',
    "map": '["body=Article_Content"]',
    "since": "2023-01-01",
    "until": "2023-12-31",
    "jobs": "4",
    "cache": '"kept"',
}


def _example(option: Option) -> str:
    if option.name in _EXAMPLES:
        return _EXAMPLES[option.name]
    if isinstance(option.default, bool):
        return str(option.default).lower()
    if isinstance(option.default, tuple):
        return "[" + ", ".join(f'"{each}"' for each in option.default) + "]"
    return f'"{option.default}"'
