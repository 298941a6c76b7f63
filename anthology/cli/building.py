"""``anthology build``: make the books, write them whole, and say in five seconds what came out."""

from __future__ import annotations

import hashlib
import sys
import time
from collections import deque
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from anthology.cli.memory import BookFile, Outcome, build_name, recall, remember
from anthology.cli.notices import counted, told_of_inputs, warnings_in
from anthology.cli.options import Request
from anthology.cli.terminal import Terminal
from anthology.cli.workplace import workshop
from anthology.cli.writing import ensure_folder_usable, sweep, write_whole
from anthology.config import paths_of
from anthology.errors import NoticesError
from anthology.processes import collecting_off
from anthology.workshop import Workshop

if TYPE_CHECKING:
    from anthology.build import Built
    from anthology.config import Config
    from anthology.model import Book
    from anthology.report import Report


def build_books(request: Request, *, dry_run: bool, keep: bool) -> None:
    """Build as asked, and write unless it is a ``dry_run``; ``keep``: with the cache."""
    config = request.config()
    if not dry_run:
        ensure_folder_usable(config.output)
    with workshop(config, keep=keep) as shop:
        build_in(shop, request, config, dry_run=dry_run)


def build_in(
    shop: Workshop, request: Request, config: Config, *, dry_run: bool, publish: bool = True
) -> None:
    """Build in a workshop that is open already.

    What is not for ``publish`` is no issue: the next build tells the news since the one before it.
    """
    started = time.perf_counter()
    shop.recalled = shop.made = 0
    name = build_name(config, shop.stamp) if shop.cache else ""
    outcome = recall(shop.cache, name, config.output) if shop.cache else None
    fresh = outcome is None
    if outcome is None:
        outcome = _make(request, config, shop, dry_run=dry_run, publish=publish)
        if shop.cache and name and not dry_run:
            name = build_name(config, shop.stamp) if config.since_last else name
            remember(shop.cache, name, outcome)
    else:
        _tell_again(request, outcome)
        sweep(config.output)
        _refuse_warnings(request, config)
    request.answer |= _as_json(config, outcome, written=not dry_run)
    _tell(request.terminal, config, outcome)
    seconds = time.perf_counter() - started
    request.terminal.say(_done(seconds, shop, fresh=fresh, dry_run=dry_run))


def _make(
    request: Request, config: Config, shop: Workshop, *, dry_run: bool, publish: bool
) -> Outcome:
    from anthology.build import build  # noqa: PLC0415 - heavy

    stdin = sys.stdin.buffer if "-" in config.sources else None
    done: list[BookFile] = []
    with request.terminal.progress() as progress, collecting_off():
        built = build(config, request.report, progress, stdin, shop)
        files = _finished(request, config, built, done)
        if dry_run:
            deque(files, maxlen=0)  # made, proved and let go
        else:
            record = [built.record] if publish else []
            write_whole(config.output, chain(files, record), _source_files(config, built.book))
    return _outcome(built.book, tuple(done), request.report)


def _finished(
    request: Request, config: Config, built: Built, done: list[BookFile]
) -> Iterator[tuple[str, bytes]]:
    """The files as they are finished, each noted in ``done``; an error at the end if need be."""
    for name, content in built.files:
        pages = _pages(content) if name.endswith(".pdf") else 0
        done.append(BookFile(name, len(content), hashlib.sha256(content).hexdigest(), pages))
        yield name, content
    _refuse_warnings(request, config)


def _tell_again(request: Request, outcome: Outcome) -> None:
    """What was wrong with the input is still wrong with it."""
    for each in outcome.notices:
        request.report.add(each.code, each.place, each.message, each.level)
    request.report.inputs = outcome.inputs


def _refuse_warnings(request: Request, config: Config) -> None:
    warnings = warnings_in(request.report)
    if config.fail_if_warnings and warnings:
        raise NoticesError(
            f"{counted(warnings, 'warning')} and --fail-if-warnings: nothing was written; "
            "mend what they name or leave the option out"
        )


def _source_files(config: Config, book: Book) -> list[Path]:
    """Where the articles may have come from: they must never be written over."""
    sources = [Path(source) for source in paths_of(config.sources)]
    names = {article.origin.path for article in book.articles}
    folders = [folder for source in sources for folder in (source, source.parent)]
    return [*sources, *(folder / name for folder in folders for name in sorted(names))]


def _outcome(book: Book, files: tuple[BookFile, ...], report: Report) -> Outcome:
    articles = book.articles
    return Outcome(
        title=book.title,
        articles=len(articles),
        words=sum(article.words for article in articles),
        people=len(book.people),
        files=files,
        notices=tuple(report),
        inputs=report.inputs,
    )


def _as_json(config: Config, outcome: Outcome, *, written: bool) -> dict[str, object]:
    """For ``--json`` and ``--log``; the same build gives the same object."""
    return {
        "title": outcome.title,
        "articles": outcome.articles,
        "words": outcome.words,
        "people": outcome.people,
        "pages": outcome.pages,
        "written": written,
        "files": [
            {
                "path": (config.output / each.name).as_posix(),
                "size_bytes": each.size_bytes,
                "sha256": each.sha256,
            }
            for each in outcome.files
        ],
    }


def _pages(content: bytes) -> int:
    import io  # noqa: PLC0415 - goes with it

    import pikepdf  # noqa: PLC0415 - heavy

    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


def _tell(terminal: Terminal, config: Config, outcome: Outcome) -> None:
    counts = [
        counted(outcome.articles, "article"),
        counted(outcome.words, "word"),
        counted(outcome.people, "person", "people"),
        *([counted(outcome.pages, "page")] if outcome.pages else []),
    ]
    terminal.say(f"{outcome.title}: {', '.join(counts)}")
    if outcome.inputs:
        terminal.say(f"  {told_of_inputs(outcome.inputs)}")
    paths = [(config.output / each.name).as_posix() for each in outcome.files]
    width = max(map(len, paths), default=0)
    for path, each in zip(paths, outcome.files, strict=True):
        terminal.say(f"  {path:<{width}}  {_size(each.size_bytes)}")


def _done(seconds: float, shop: Workshop, *, fresh: bool, dry_run: bool) -> str:
    done = f"done in {seconds:.1f} s"
    if not fresh:
        return f"{done}; nothing has changed since the last build"
    if shop.recalled:
        done += f"; {shop.recalled:,} of {shop.recalled + shop.made:,} pieces from the cache"
    return f"{done}; nothing was written (--dry-run)" if dry_run else done


def _size(size_bytes: int) -> str:
    if size_bytes < 1000:
        return f"{size_bytes} bytes"
    if size_bytes < 999_500:
        return f"{size_bytes / 1000:.0f} kB"
    return f"{size_bytes / 1e6:.1f} MB"
