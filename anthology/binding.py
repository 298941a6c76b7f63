"""One book, from its text to its files: laid out, bound, and proved to hold every word.

Book -> lay_out -> Edition -> to_print, to_epub -> check
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from anthology import __version__
from anthology.cache import Cache
from anthology.check.words import check_words
from anthology.collect import read_press_profile
from anthology.config import Config
from anthology.edit import stem_of
from anthology.edition import Medium
from anthology.export.epub import documents, to_epub, to_kepub
from anthology.layout import lay_out, locate
from anthology.model import Book, Folios
from anthology.printing import printing_of
from anthology.progress import Progress
from anthology.report import Notice, Report
from anthology.series import Located
from anthology.theme import load_theme
from anthology.workshop import Workshop

if TYPE_CHECKING:
    from anthology.export.pdf import Pages

_EBOOK_S = 1e-6  # for a letter, about


@dataclass(frozen=True, slots=True)
class Bound:
    """Books that are made and proved, and what the rest of a series need to know of them."""

    files: tuple[tuple[str, bytes], ...]  # in order of name
    located: tuple[Located, ...] = ()
    notices: tuple[Notice, ...] = ()  # of what was made elsewhere


@dataclass(frozen=True, slots=True)
class Bench:
    """What it takes to make a book elsewhere."""

    config: Config
    cache: Cache | None
    stamp: str


def make(book: Book, config: Config, report: Report, progress: Progress, shop: Workshop) -> Bound:
    """The files of one book. The e-book is made while the pages of the other are bound."""
    files: dict[str, bytes] = {}
    pages = lay_print(book, config, report, progress, shop) if "pdf" in config.formats else None
    folios = pages.folios if pages else Folios()
    ebook = None
    if "epub" in config.formats or config.kepub:
        ebook = begin_ebook(book, folios, config, shop, beside=pages is not None)
    if pages:
        files |= bind_print(book, pages, report, progress)
    if ebook:
        with shop.stage(progress, "Binding the e-book"):
            bound = ebook()
        report.extend(bound.notices)
        files |= dict(bound.files)
    located = locate(book, folios) if book.volume and not book.volume.is_index else ()
    return Bound(tuple(sorted(files.items())), located)


def lay_print(
    book: Book, config: Config, report: Report, progress: Progress, shop: Workshop
) -> Pages:
    """The pages of the print edition: from here on it is known where each begins."""
    from anthology.export.press import lay_pages  # noqa: PLC0415 - loads WeasyPrint

    printing = printing_of(config, read_press_profile(config))
    edition = lay_out(book, load_theme(config.theme), Medium.PRINT, printing, __version__)
    return lay_pages(replace(edition, links=config.links), report, progress, shop)


def bind_print(book: Book, pages: Pages, report: Report, progress: Progress) -> dict[str, bytes]:
    """The PDF, and the booklet and the cover where they are asked for."""
    from anthology.export.press import to_print  # noqa: PLC0415 - as above

    printed, stem = to_print(pages, progress), stem_of(book)
    pages.shop.refresh()  # the engine's memory is not needed beside the whole book's
    with pages.shop.stage(progress, "Checking every word"):
        check_words(book, {f"{stem}.pdf": printed.pdf}, report, pages.shop)
    beside = {f"{stem}-{name}.pdf": content for name, content in printed.beside}
    return {f"{stem}.pdf": printed.pdf, **beside}


def begin_ebook(
    book: Book, folios: Folios, config: Config, shop: Workshop, *, beside: bool
) -> Callable[[], Bound]:
    """Have the e-book made by one process ``beside`` other work, or by all when it is wanted."""
    if shop.is_near and not beside:
        return lambda: bind_ebook(book, folios, config, shop)
    letters = sum(len(leaf.text) for a in book.articles for leaf in a.leaves())
    bench = Bench(config, *shop.shelf)
    return shop.begin(make_ebook, bench, (book, folios), cost_s=_EBOOK_S * letters)


def make_ebook(bench: Bench, text: tuple[Book, Folios]) -> Bound:
    """The e-book, made by one process as a piece of the work on a book."""
    return bind_ebook(*text, bench.config, Workshop(1, bench.cache, bench.stamp))


def bind_ebook(book: Book, folios: Folios, config: Config, shop: Workshop) -> Bound:
    """The e-book in the forms that are asked for, with the pages of the print edition."""
    from anthology.export.pdf.cover import COVER_SIZE, begin_cover  # noqa: PLC0415 - as above

    report = Report()
    theme, stem = load_theme(config.theme), stem_of(book)
    printing = printing_of(config, read_press_profile(config))
    edition = lay_out(book, theme, Medium.EBOOK, printing, __version__)
    edition = replace(edition, popups=config.popups, embed_fonts=config.embed_fonts)
    cover = begin_cover(lay_out(book, theme, Medium.PRINT, COVER_SIZE, __version__), shop)
    texts = documents(edition, folios, shop)
    epub = to_epub(edition, folios, cover(), texts)
    files = {f"{stem}.epub": epub} if "epub" in config.formats else {}
    if config.kepub:
        files[f"{stem}.kepub.epub"] = to_kepub(epub)
    check_words(book, files, report)
    if config.devices:
        from anthology.check.devices import report_devices  # noqa: PLC0415 - loads Pillow

        report_devices(files, config.devices, report)
    return Bound(tuple(files.items()), notices=tuple(report))
