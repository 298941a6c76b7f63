"""anthology.toml, the command line and SOURCE_DATE_EPOCH, made into one Config.

What the command line says wins over the file, the file over the default. Paths
in the file are relative to the file, so that it works from anywhere.
"""

from __future__ import annotations

import datetime as dt
import difflib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from anthology.config import Config, Option, is_address, options, paths_of
from anthology.errors import AnthologyError, ConfigError, InputError, UsageError
from anthology.values import BadValueError, convert

FILE_NAME = "anthology.toml"
DEFAULT_SOURCE = "seeds"


def load_config(
    flags: Mapping[str, object],
    file: Path | None = None,
    epoch: str | None = None,
    cache: Path | None = None,
) -> Config:
    """The Config of a run.

    ``flags`` are the values given on the command line by field name, None or empty
    where not given; ``file`` is the file named with ``--config``; ``epoch`` is the
    value of SOURCE_DATE_EPOCH; ``cache`` is where work is kept if nothing is said.

    Without sources, they are the ``sources`` of the file, else the folder ``seeds``
    beside it (or in the working directory), else that directory itself.

    Raises:
        ConfigError: with a line for every problem of the file, the flags and the epoch.
        UsageError: the same, when only flags are wrong.
        InputError: when the working directory would be taken but is not a collection.
    """
    given = {name: value for name, value in flags.items() if value not in (None, (), [])}
    path = file or find_file(tuple(_texts(given.get("sources"))))
    gathered = _Gathered()
    if path:
        _take_file(gathered, path)
    _take_flags(gathered, given)
    _take_epoch(gathered, epoch)
    _check_range(gathered)
    if gathered.problems:
        raise gathered.error()
    if "sources" not in gathered.values:
        gathered.values["sources"] = _default_sources(path.parent if path else Path())
    gathered.values.setdefault("cache", cache)
    return Config(**gathered.values)


@dataclass(slots=True)
class _Gathered:
    """Values by field name, later ones winning, and every problem met on the way."""

    values: dict[str, Any] = field(default_factory=dict)  # Any: each of its field's type
    problems: list[str] = field(default_factory=list)

    def take(self, option: Option, value: object, place: str, folder: Path) -> None:
        try:
            self.values[option.name] = convert(option, value, folder)
        except BadValueError as error:
            self.problems.append(f"{place}: {error}")

    def error(self) -> AnthologyError:
        """A UsageError when nothing but flags is wrong, else a ConfigError; a line a problem."""
        usage = all(problem.startswith(("-", "SOURCE:")) for problem in self.problems)
        return (UsageError if usage else ConfigError)("\n".join(self.problems))


def find_file(sources: tuple[str, ...]) -> Path | None:
    """The anthology.toml that belongs to the sources: in them, beside them, or where we stand.

    Raises:
        ConfigError: when two sources bring a file each.
    """
    folders = [Path(source) for source in paths_of(sources)]
    folders = [each if each.is_dir() else each.parent for each in folders]
    found = {each.resolve(): each for each in _existing(folders)}
    if len(found) > 1:
        names = " and ".join(map(str, found.values()))
        raise ConfigError(f"{names} both apply; name the one to use with --config")
    return next(iter([*found.values(), *_existing([Path()])]), None)


def _existing(folders: Iterable[Path]) -> list[Path]:
    return [each / FILE_NAME for each in folders if (each / FILE_NAME).is_file()]


def _default_sources(base: Path) -> tuple[str, ...]:
    seeds = base / DEFAULT_SOURCE
    if seeds.is_dir():
        return (str(seeds),)
    here = base.resolve()
    if here == here.parent or here == Path("~").expanduser().resolve():
        raise InputError(f"{here}: no folder of articles given; name one: anthology build FOLDER")
    return (str(base),)


def _take_file(gathered: _Gathered, path: Path) -> None:
    known = {option.key: option for option in options()}
    for key, value in _table(path).items():
        if key == "sources" and any(map(is_address, _texts(value))):
            gathered.problems.append(f"{path}: sources: name addresses on the command line only")
        elif key in known:
            gathered.take(known[key], value, f"{path}: {key}", path.parent)
        else:
            gathered.problems.append(f"{path}: unknown key {key}{_suggestion(key, known)}")


def _table(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8; save it in that encoding") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: is not TOML: {error}") from error


def _suggestion(key: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(key.lower().replace("_", "-"), list(known), n=1)
    if near:
        return f"; did you mean {near[0]}?"
    return "; the known keys are " + ", ".join(known)


def _take_flags(gathered: _Gathered, given: Mapping[str, object]) -> None:
    for option in options():
        if option.name in given:
            place = option.metavar if option.name == "sources" else option.flag
            gathered.take(option, given[option.name], place, Path())


def _take_epoch(gathered: _Gathered, epoch: str | None) -> None:
    """Source: reproducible-builds.org, the specification of SOURCE_DATE_EPOCH."""
    if not epoch:
        return
    try:
        gathered.values["timestamp"] = dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC)
    except (ValueError, OverflowError, OSError):
        gathered.problems.append(
            f"SOURCE_DATE_EPOCH: {epoch!r} is not a number of seconds since 1970; unset or mend it"
        )


def _check_range(gathered: _Gathered) -> None:
    since, until = gathered.values.get("since"), gathered.values.get("until")
    if since and until and since > until:
        gathered.problems.append(f"since: {since} is later than until ({until}); exchange the two")


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, (list, tuple)) else ()
