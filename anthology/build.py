"""The recipe: the whole program on one screen.

sources -> collect -> Articles -> edit -> Book -> lay_out -> Edition -> to_pdf, to_epub -> check
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from anthology import __version__
from anthology.cache import Cache
from anthology.check.words import check_words
from anthology.collect import (
    collect,
    read_introduction,
    read_press_profile,
    read_record,
    read_rulings_text,
)
from anthology.config import Config
from anthology.edit import edit, file_stem, index_of, split, stem_of, with_news
from anthology.edition import Medium
from anthology.export.epub import to_epub, to_kepub
from anthology.layout import lay_out, locate
from anthology.model import Book, Folios
from anthology.needs import needs
from anthology.printing import printing_of
from anthology.progress import Progress, SilentProgress
from anthology.report import Notice, Report
from anthology.series import Located
from anthology.since import record_file
from anthology.theme import load_theme
from anthology.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Built:
    """A book, and its files (name, content), which are made and proved as they are taken."""

    book: Book  # the whole, where it is divided into volumes
    files: Iterable[tuple[str, bytes]]  # in order of name
    record: tuple[str, bytes]  # the file that tells the next build what this one has bound


@dataclass(frozen=True, slots=True)
class Bound:
    """A book that is made and proved, and what the rest of its series need to know of it."""

    files: tuple[tuple[str, bytes], ...]  # in order of name
    located: tuple[Located, ...] = ()
    notices: tuple[Notice, ...] = ()  # of a volume that was made elsewhere


@dataclass(frozen=True, slots=True)
class Bench:
    """What it takes to make a volume elsewhere."""

    config: Config
    cache: Cache | None
    stamp: str


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


def make(book: Book, config: Config, report: Report, progress: Progress, shop: Workshop) -> Bound:
    """The files of one book, each proved to hold every word."""
    stem = stem_of(book)
    theme = load_theme(config.theme)
    printing = printing_of(config, read_press_profile(config))
    files: dict[str, bytes] = {}
    beside: dict[str, bytes] = {}  # made of the pages of others
    folios = Folios()
    if "pdf" in config.formats:
        from anthology.export.press import to_print  # noqa: PLC0415 - WeasyPrint costs 0.4 s

        edition = lay_out(book, theme, Medium.PRINT, printing, __version__)
        edition = replace(edition, links=config.links)
        printed = to_print(edition, report, progress, shop)
        files[f"{stem}.pdf"], folios = printed.pdf, printed.folios
        beside = {f"{stem}-{name}.pdf": content for name, content in printed.beside}
    if "epub" in config.formats or config.kepub:
        from anthology.export.pdf.cover import COVER_SIZE, cover_jpeg  # noqa: PLC0415 - as above

        edition = lay_out(book, theme, Medium.EBOOK, printing, __version__)
        edition = replace(edition, popups=config.popups, embed_fonts=config.embed_fonts)
        with shop.stage(progress, "Binding the e-book"):
            cover = cover_jpeg(lay_out(book, theme, Medium.PRINT, COVER_SIZE, __version__), shop)
            epub = to_epub(edition, folios, cover)
            if "epub" in config.formats:
                files[f"{stem}.epub"] = epub
            if config.kepub:
                files[f"{stem}.kepub.epub"] = to_kepub(epub)
    with shop.stage(progress, "Checking every word"):
        check_words(book, files, report, shop)
        if config.devices:
            from anthology.check.devices import report_devices  # noqa: PLC0415 - loads Pillow

            report_devices(files, config.devices, report)
    located = locate(book, folios) if book.volume and not book.volume.is_index else ()
    return Bound(tuple(sorted({**files, **beside}.items())), located)
