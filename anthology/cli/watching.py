"""``anthology watch``: the books made again after every change, by processes that stay warm."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from anthology.cli.building import build_in
from anthology.cli.failures import explain
from anthology.cli.notices import tell_notices
from anthology.cli.options import Request
from anthology.cli.workplace import workshop
from anthology.cli.writing import ensure_folder_usable
from anthology.config import Config, paths_of
from anthology.errors import SetupError, UsageError
from anthology.report import Report
from anthology.settings import find_file
from anthology.workshop import Workshop

_WAIT_MS = 300  # for the last of the files that an editor writes
_STEP_MS = 50


def watch_sources(request: Request) -> None:
    """Build, and again after every change, until interrupted; an error is told and waited out.

    Raises:
        SetupError: the package watchfiles is not installed.
        UsageError: standard input cannot be watched.
    """
    try:
        from watchfiles import watch  # noqa: PLC0415 - optional
    except ImportError as error:
        raise SetupError(
            "watch needs watchfiles; install it with: pip install 'anthology-press[watch]'"
        ) from error
    config = request.config()
    if unwatched := [each for each in config.sources if not paths_of([each])]:
        raise UsageError(f"{unwatched[0]}: cannot be watched, as folders can; name a folder")
    ensure_folder_usable(config.output)
    places = _places(config, request.file)
    concerns = _filter(config)
    with workshop(config) as shop:
        build_again(shop, request)
        for _ in watch(
            *places,
            watch_filter=lambda _, path: concerns(path),
            debounce=_WAIT_MS,
            step=_STEP_MS,
            raise_interrupt=False,
        ):
            build_again(shop, request)


def build_again(shop: Workshop, request: Request) -> None:
    """One build, with notices and errors of its own."""
    now = replace(request, report=Report(), answer={})
    try:
        build_in(shop, now, now.config(), dry_run=False, publish=False)
    except Exception as error:  # whatever it is, the next change may mend it
        tell_notices(now.terminal, now.report)
        now.terminal.fail(explain(error).message)
    else:
        tell_notices(now.terminal, now.report)
        now.terminal.say()


def _places(config: Config, file: Path | None) -> list[Path]:
    """The folders in which something that matters may change, each once."""
    options = file or find_file(config.sources)
    files = [each for each in (options, config.introduction, config.people) if each]
    named = [Path(source) for source in config.sources]
    theme = [Path(config.theme)] if Path(config.theme).is_dir() else []
    folders = [each if each.is_dir() else each.parent for each in (*named, *files, *theme)]
    return list({each.resolve(): each for each in folders if each.is_dir()})


def _filter(config: Config) -> Callable[[str], bool]:
    """Whether a change at a path matters: not in the books' folder or the cache, nor if hidden."""
    own = {folder.resolve() for folder in (config.output, config.cache) if folder}

    def concerns(path: str) -> bool:
        place = Path(path)
        return not (place.name.startswith(".") or own & {place, *place.parents})

    return concerns
