"""The options of Config as parameters of a typer command, with the voice of every command."""

from __future__ import annotations

import functools
import inspect
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer

from anthology.cli.failures import Failure, explain
from anthology.cli.notices import inputs_as_json, notices_as_json, tell_notices
from anthology.cli.places import cache_folder
from anthology.cli.terminal import Terminal, to_json
from anthology.cli.writing import write_whole
from anthology.config import Config, Option, Use, options
from anthology.errors import OutputError
from anthology.report import Report
from anthology.settings import FILE_NAME, load_config

_VOICE = {
    "quiet": Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")],
    "verbose": Annotated[
        int,
        typer.Option(
            "--verbose",
            "-v",
            count=True,
            show_default=False,
            help="Say more; -vv shows tracebacks.",
        ),
    ],
    "as_json": Annotated[bool, typer.Option("--json", help="Print one JSON object.")],
}
_CONFIG = Annotated[
    Path | None,
    typer.Option(
        "--config",
        "-c",
        metavar="FILE",
        help=f"Options file; {FILE_NAME} in the sources or here if not given.",
    ),
]
_SHORT = {"output": "-o"}


@dataclass(slots=True)
class Request:
    """What the user asked for, and what there is to answer, whatever the command."""

    terminal: Terminal
    flags: dict[str, object]
    file: Path | None = None
    log: Path | None = None
    report: Report = field(default_factory=Report)
    answer: dict[str, object] = field(default_factory=dict)  # for --json and --log

    def config(self) -> Config:
        """The Config of flags, file and environment; see ``settings.load_config``."""
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        return load_config(self.flags, self.file, epoch, cache_folder())


def command(*uses: Use) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make ``function(request, ...)`` a typer command with the options of these stages.

    Every exception ends in one sentence and an exit code; nothing else leaves it.
    """
    chosen = tuple(option for option in options() if option.use in uses)

    def wrap(function: Callable[..., None]) -> Callable[..., None]:
        own = [
            parameter
            for name, parameter in inspect.signature(function, eval_str=True).parameters.items()
            if name != "request"
        ]

        @functools.wraps(function)
        def run(**values: Any) -> None:  # Any: each of its parameter's type
            terminal = Terminal(**{name: values.pop(name) for name in _VOICE})
            flags = {option.name: values.pop(option.name) for option in chosen}
            request = Request(terminal, flags, values.pop("config", None))
            _guarded(request, lambda: function(request, **values))

        parameters = [*map(_parameter, chosen), *own, *_shared(bool(uses))]
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined] # typer reads it
        run.__annotations__ = {each.name: each.annotation for each in parameters}
        return run

    return wrap


def _guarded(request: Request, work: Callable[[], None]) -> None:
    """Do the work; then tell its notices, how it failed if it did, and the one JSON object."""
    try:
        work()
    except (typer.Exit, BrokenPipeError):
        raise
    except (Exception, KeyboardInterrupt) as error:
        _finish(request, explain(error))
    else:
        _finish(request, None)


def _finish(request: Request, failure: Failure | None) -> None:
    terminal = request.terminal
    tell_notices(terminal, request.report, request.log)
    if request.report.inputs:
        request.answer["inputs"] = inputs_as_json(request.report.inputs)
    request.answer["notices"] = notices_as_json(request.report)
    if failure:
        request.answer["error"] = failure.as_json()
        debug = terminal.verbose > 1 or os.environ.get("ANTHOLOGY_DEBUG")
        terminal.fail(failure.details if debug else failure.message)
    terminal.answer(request.answer)
    code = failure.exit_code if failure else 0
    if request.log and (unwritten := _write_log(request.log, request.answer)):
        terminal.fail(unwritten.message)
        code = code or unwritten.exit_code
    if code:
        raise typer.Exit(code)


def _write_log(path: Path, answer: object) -> Failure | None:
    """Write ``--log``; the failure if that does not succeed."""
    try:
        write_whole(path.parent, [(path.name, (to_json(answer) + "\n").encode())])
    except OutputError as error:
        return explain(OutputError(f"--log {path}: {error}"))
    return None


def _shared(configured: bool) -> list[inspect.Parameter]:
    shared = [("config", _CONFIG, None)] if configured else []
    voice = [(name, kind, 0 if name == "verbose" else False) for name, kind in _VOICE.items()]
    return [_keyword(name, kind, default) for name, kind, default in [*shared, *voice]]


def _parameter(option: Option) -> inspect.Parameter:
    """The option as a parameter that is None (or empty) when not given."""
    if option.name == "sources":
        argument = typer.Argument(help=option.help, metavar=option.metavar)
        return _keyword(option.name, Annotated[list[str] | None, argument], None)
    if option.type is bool:
        switch = typer.Option(f"{option.flag}/--no-{option.key}", help=option.help)
        return _keyword(option.name, Annotated[bool | None, switch], None)
    names = [option.flag, *([_SHORT[option.name]] if option.name in _SHORT else [])]
    flag = typer.Option(*names, help=_help(option), metavar=_metavar(option))
    kind = list[str] if option.type == tuple[str, ...] else str
    return _keyword(option.name, Annotated[kind | None, flag], None)


def _help(option: Option) -> str:
    if not option.default:
        return option.help
    both = isinstance(option.default, tuple)
    default = " and ".join(option.default) if both else option.default
    return f"{option.help} [default: {default}]"


def _metavar(option: Option) -> str:
    if option.metavar:
        return option.metavar
    return f"[{'|'.join(option.choices)}]" if option.choices else "TEXT"


def _keyword(name: str, annotation: object, default: object) -> inspect.Parameter:
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, kind, default=default, annotation=annotation)
