"""``anthology build``: make the books, write them whole, and say in five seconds what came out."""

from __future__ import annotations

import hashlib
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from anthology.cli.notices import counted, warnings_in
from anthology.cli.options import Request
from anthology.cli.terminal import Terminal
from anthology.cli.writing import ensure_folder_usable, write_whole
from anthology.errors import NoticesError

if TYPE_CHECKING:
    from anthology.build import Built
    from anthology.config import Config
    from anthology.model import Book


@dataclass(frozen=True, slots=True)
class Summary:
    """What came out of a build."""

    title: str
    articles: int
    words: int
    people: int
    pages: int  # 0 without a PDF
    files: tuple[tuple[str, int, str], ...]  # path, size in bytes, sha256 in hexadecimal
    written: bool

    def as_json(self) -> dict[str, object]:
        """For ``--json`` and ``--log``; the same build gives the same object."""
        return {
            "title": self.title,
            "articles": self.articles,
            "words": self.words,
            "people": self.people,
            "pages": self.pages,
            "written": self.written,
            "files": [
                {"path": path, "size_bytes": size, "sha256": digest}
                for path, size, digest in self.files
            ],
        }


def build_books(request: Request, *, dry_run: bool) -> None:
    """Build as asked, and write unless it is a ``dry_run``."""
    started = time.perf_counter()
    summary = _build(request, dry_run)
    request.answer |= summary.as_json()
    _tell(request.terminal, summary, time.perf_counter() - started)


def _build(request: Request, dry_run: bool) -> Summary:
    from anthology.build import build  # noqa: PLC0415 - heavy

    config = request.config()
    if not dry_run:
        ensure_folder_usable(config.output)
    stdin = sys.stdin.buffer if "-" in config.sources else None
    with request.terminal.progress() as progress:
        built = build(config, request.report, progress, stdin)
    warnings = warnings_in(request.report)
    if config.fail_if_warnings and warnings:
        raise NoticesError(
            f"{counted(warnings, 'warning')} and --fail-if-warnings: nothing was written; "
            "mend what they name or leave the option out"
        )
    if not dry_run:
        write_whole(config.output, built.files, _source_files(config, built.book))
    return _summary(config, built, written=not dry_run)


def _source_files(config: Config, book: Book) -> list[Path]:
    """Where the articles may have come from: they must never be written over."""
    sources = [Path(source) for source in config.sources if source != "-"]
    names = {article.origin.path for article in book.articles}
    folders = [folder for source in sources for folder in (source, source.parent)]
    return [*sources, *(folder / name for folder in folders for name in sorted(names))]


def _summary(config: Config, built: Built, *, written: bool) -> Summary:
    articles = built.book.articles
    return Summary(
        title=built.book.title,
        articles=len(articles),
        words=sum(article.words for article in articles),
        people=len(built.book.people),
        pages=sum(_pages(content) for name, content in built.files if name.endswith(".pdf")),
        files=tuple(
            ((config.output / name).as_posix(), len(content), hashlib.sha256(content).hexdigest())
            for name, content in built.files
        ),
        written=written,
    )


def _pages(content: bytes) -> int:
    import io  # noqa: PLC0415 - goes with it

    import pikepdf  # noqa: PLC0415 - heavy

    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


def _tell(terminal: Terminal, summary: Summary, seconds: float) -> None:
    counts = [
        counted(summary.articles, "article"),
        counted(summary.words, "word"),
        counted(summary.people, "person", "people"),
        *([counted(summary.pages, "page")] if summary.pages else []),
    ]
    terminal.say(f"{summary.title}: {', '.join(counts)}")
    width = max((len(path) for path, _, _ in summary.files), default=0)
    for path, size, _ in summary.files:
        terminal.say(f"  {path:<{width}}  {_size(size)}")
    done = f"done in {seconds:.1f} s"
    terminal.say(done if summary.written else f"{done}; nothing was written (--dry-run)")


def _size(size_bytes: int) -> str:
    if size_bytes < 1000:
        return f"{size_bytes} bytes"
    if size_bytes < 999_500:
        return f"{size_bytes / 1000:.0f} kB"
    return f"{size_bytes / 1e6:.1f} MB"
