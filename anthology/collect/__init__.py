"""Stage 1 of 4, collect: files -> Articles, dated, titled and in the order of the book."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from anthology.collect import notices
from anthology.collect.accounts import Gathered, accounts
from anthology.collect.album import with_shared_images
from anthology.collect.dates import last_day
from anthology.collect.draft import Source
from anthology.collect.duplicates import without_duplicates
from anthology.collect.finish import with_ids
from anthology.collect.introduction import read_introduction, read_rulings_text
from anthology.collect.listing import with_listings
from anthology.collect.press_profile import read_press_profile
from anthology.collect.readers import IMAGES, kind_of, reader_for, remedy_for
from anthology.collect.reading import Read, read_piped, read_source, reading_options, reading_s
from anthology.collect.record import read_record
from anthology.collect.sources import (
    PIPED,
    File,
    find_files,
    natural,
    neighbours,
    read_file,
    read_stdin,
)
from anthology.collect.where import nothing_meets, select
from anthology.config import Config, is_address
from anthology.errors import InputError
from anthology.model import Article, Origin
from anthology.report import Report
from anthology.workshop import Workshop

__all__ = ["collect", "read_introduction", "read_press_profile", "read_record", "read_rulings_text"]


def collect(
    sources: Sequence[str],
    config: Config,
    report: Report,
    stdin: BinaryIO | None = None,
    shop: Workshop | None = None,
) -> tuple[Article, ...]:
    """The articles of the sources in the order of the book, at least one.

    By date, then time as written, then origin; undated ones last, in order of origin.

    Raises:
        InputError: there is nothing to bind.
    """
    reading = reading_options(config)
    files = find_files(sources, [config.output, *filter(None, [config.cache])])
    typed = [read_piped(reading, read_stdin(stdin))] if "-" in sources else []
    own = [file for file in files if not (file.of_page or file.skipped)]
    unread = [file for file in own if not (file.is_folder or reader_for(file.path))]
    beside = neighbours(sources, [*unread, *(file for file in files if file.of_page)])
    wanted = (read_file(file, report) for file in own if file.is_folder or reader_for(file.path))
    texts = with_listings(
        [*_fetched(sources, config, report, shop), *filter(None, wanted)], config.map
    )
    filed = (shop or Workshop()).map(read_source, reading, texts, beside, cost_s=reading_s(texts))
    told = chain.from_iterable(_told(read, report) for read in chain(typed, filed))
    found = list(with_shared_images(told))
    shown = {asset.path for article in found for asset in article.assets}
    _tell_unread(unread, shown, report)
    gathered = _gathered(sorted(found, key=_origin), config, report)
    piped = [File(Path(), PIPED, "-")] if "-" in sources else []
    paths = {each.place: each.path for each in texts if each.address}
    fetched = [File(Path(), paths.get(each, each), each) for each in _addresses(sources)]
    report.inputs = accounts([*piped, *fetched, *files], gathered, report)
    if not found:
        raise InputError(_nothing(sources, files))
    if not gathered.bound:
        raise InputError(
            nothing_meets(config.where, found)
            or f"no article lies between since and until ({len(gathered.kept)} lie outside);"
            " widen the range"
        )
    return in_order(gathered.bound, newest_first=config.reverse)


def _addresses(sources: Sequence[str]) -> list[str]:
    """The addresses among the sources, each once."""
    return [source for source in dict.fromkeys(sources) if is_address(source)]


def _fetched(
    sources: Sequence[str], config: Config, report: Report, shop: Workshop | None
) -> Iterable[Source]:
    """What the addresses among the sources give."""
    addresses = _addresses(sources)
    if not addresses:
        return ()
    from anthology.collect.online import fetch_sources  # noqa: PLC0415 - loads urllib3

    return fetch_sources(addresses, config, report, shop)


def _gathered(found: Sequence[Article], config: Config, report: Report) -> Gathered:
    """The articles without copies, with unique ids, and those of them that are wanted.

    Copies are looked for among the articles that ``where`` asks for.
    """
    chosen = select(found, config.where, report)
    origins = {article.origin for article in chosen}
    others = [article for article in found if article.origin not in origins]
    copies: dict[Origin, Origin] = {}
    if not config.keep_duplicates and len(chosen) > 1:
        chosen, copies = without_duplicates(chosen, config, report)
    kept = with_ids(sorted([*chosen, *others], key=_origin))
    wanted = [article for article in kept if article.origin in origins]
    return Gathered(found, copies, kept, _in_range(wanted, config, report))


def _told(read: Read, report: Report) -> tuple[Article, ...]:
    """The articles of a source, after its notices are in the report."""
    for notice in read.notices:
        report.add(notice.code, notice.place, notice.message, notice.level)
    return read.articles


def _tell_unread(files: Sequence[File], shown: set[str], report: Report) -> None:
    """One notice for each kind of file that nobody reads, and one for images not shown."""
    unread: dict[str, list[File]] = {}
    for file in files:
        unread.setdefault(kind_of(file.path), []).append(file)
    kinds = (unread.pop(kind, []) for kind in sorted(IMAGES))
    images = [file for found in kinds for file in found if file.path not in shown]
    if images:
        names = notices.some([file.path.rpartition("/")[2] for file in images])
        notices.IMAGES_NOT_SHOWN.tell(report, images[0].place, names=names)
    for kind, found in sorted(unread.items()):
        names = notices.some([file.path.rpartition("/")[2] for file in found])
        place, remedy = found[0].place, remedy_for(kind)
        notices.KIND_NOT_READ.tell(report, place, kind=kind, names=names, remedy=remedy)


def _nothing(sources: Sequence[str], files: Sequence[File]) -> str:
    if list(sources) == ["-"]:
        return "-: standard input holds no article; pipe a text into the command"
    place = ", ".join(sources)
    if files:
        return f"{place}: no article can be read there; put text files (.txt) in it"
    return f"{place}: there is no article there; put text files (.txt) in it"


def _origin(article: Article) -> tuple[object, ...]:
    return (natural(article.origin.path), article.origin.record)


def _in_range(articles: Sequence[Article], config: Config, report: Report) -> tuple[Article, ...]:
    """Those between ``since`` and ``until``; a month or year counts if any day of it does."""
    chosen: list[Article] = []
    left: list[Article] = []
    for article in articles:
        date = article.date
        early = date and config.since and last_day(date) < config.since
        late = date and config.until and date.day > config.until
        (left if early or late else chosen).append(article)
    if left:
        names = notices.some([article.origin.path for article in left])
        notices.OUT_OF_RANGE.tell(report, "", names=names)
    return tuple(chosen)


def in_order(articles: Iterable[Article], *, newest_first: bool) -> tuple[Article, ...]:
    """The articles in the order of the book; those of one moment and undated ones by origin."""
    by_origin = sorted(articles, key=_origin)
    dated = sorted(
        (article for article in by_origin if article.date), key=_moment, reverse=newest_first
    )
    return (*dated, *(article for article in by_origin if not article.date))


def _moment(article: Article) -> tuple[dt.date, dt.time]:
    """The day and the time on the clock of the place, whatever its zone."""
    assert article.date is not None
    time = article.date.time
    return article.date.day, time.replace(tzinfo=None) if time else dt.time.min
