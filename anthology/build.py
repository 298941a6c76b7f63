"""The recipe: the whole program on one screen.

sources -> collect -> Articles -> edit -> Book -> split -> Books -> make (binding.py) -> files
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from anthology.binding import Bench, Bound, make
from anthology.collect import (
    collect,
    read_introduction,
    read_press_profile,
    read_record,
    read_rulings_text,
)
from anthology.config import Config
from anthology.edit import edit, file_stem, index_of, split, with_news
from anthology.model import Book
from anthology.needs import needs
from anthology.printing import printing_of
from anthology.progress import Progress, SilentProgress
from anthology.report import Report
from anthology.series import Located
from anthology.since import record_file
from anthology.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Built:
    """A book, and its files (name, content), which are made and proved as they are taken."""

    book: Book  # the whole, where it is divided into volumes
    files: Iterable[tuple[str, bytes]]  # in order of name
    record: tuple[str, bytes]  # the file that tells the next build what this one has bound


def build(
    config: Config,
    report: Report,
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
    shop: Workshop | None = None,
) -> Built:
    """The books that ``config`` asks for, each proved to hold every word, none of them written yet.

    Raises:
        AnthologyError: a book cannot be made; the message says what to do. What is found out only
            when pages are made is raised when the files are taken.
    """
    printing_of(config, read_press_profile(config))  # what cannot be printed is said at once
    progress = progress or SilentProgress()
    shop = shop or Workshop()
    with shop.stage(progress, "Reading articles"):
        articles = collect(config.sources, config, report, stdin, shop)
        introduction = read_introduction(config, report)
        _, rulings = read_rulings_text(config)
    with shop.stage(progress, "Finding the people"):
        book = edit(articles, config, report, introduction, rulings, shop)
    stem = file_stem(book.title)
    book, record = with_news(book, read_record(config, stem, report), config)
    volumes = split(book, config, report)
    files = make_all(book, volumes, config, report, progress, shop)
    return Built(book, files, record_file(stem, record))


def make_all(  # noqa: PLR0913, PLR0917 - the book, and what `make` needs
    book: Book,
    volumes: Sequence[Book],
    config: Config,
    report: Report,
    progress: Progress,
    shop: Workshop,
) -> Iterator[tuple[str, bytes]]:
    """The files of all volumes, and of the one that indexes them."""
    located: list[Located] = []
    for bound in make_volumes(volumes, config, report, progress, shop):
        located += bound.located
        yield from bound.files
    if len(volumes) > 1 and config.index_volume:
        index = index_of(book, volumes, located, config)
        yield from make(index, config, report, progress, shop).files


def make_volumes(
    volumes: Sequence[Book], config: Config, report: Report, progress: Progress, shop: Workshop
) -> Iterator[Bound]:
    """The volumes in order: several made at once where they are many, else one by all."""
    if len(volumes) < max(2, shop.jobs):
        for volume in volumes:
            yield make(volume, config, report, progress, shop)
        return
    bench = Bench(config, *shop.shelf)
    with shop.stage(progress, "Making the volumes"):
        for bound in shop.each(make_volume, bench, volumes, needs(config)):
            report.extend(bound.notices)
            yield bound


def make_volume(bench: Bench, volume: Book) -> Bound:
    """The volume, made by one process as a piece of the work on a series."""
    report = Report()
    shop = Workshop(1, bench.cache, bench.stamp)
    bound = make(volume, bench.config, report, SilentProgress(), shop)
    return replace(bound, notices=tuple(report))
