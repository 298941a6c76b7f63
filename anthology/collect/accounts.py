"""Stage 1 of 4, collect: what became of every file under the sources, so that counts add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from anthology.collect import notices
from anthology.collect.readers import IMAGES, kind_of, reader_for, remedy_for
from anthology.collect.sources import File
from anthology.model import Article, Origin
from anthology.report import Became, Input, Level, Notice

_LEAVE_OUT = {
    kind.code
    for kind in (
        notices.NO_TEXT, notices.CANNOT_BE_READ, notices.NOT_TEXT, notices.DRAFT,
        notices.ROW_NOT_READ, notices.NO_FEED, notices.NO_ENTRIES, notices.ENTRY_NOT_READ,
        notices.NOT_FETCHED,
        notices.BESIDE_ARTICLES, notices.LISTS_FILES,
    )
}  # fmt: skip
NOTHING_SAID = "no article came of it"  # a test sees that no file of our collections gets here


@dataclass(frozen=True, slots=True)
class Gathered:
    """What came of the sources, from the articles found to those that are bound."""

    found: Sequence[Article]
    copies: Mapping[Origin, Origin]  # of each article that is left out, the one that is kept
    kept: Sequence[Article]  # without copies
    bound: Sequence[Article]  # and without those outside of the range


def accounts(
    files: Sequence[File], gathered: Gathered, told: Iterable[Notice]
) -> tuple[Input, ...]:
    """What became of each file, in their order; files that only lay beside one are not told."""
    places = {file.path: file.place for file in files if not file.skipped}
    bound = Counter(article.origin.path for article in gathered.bound)
    kept = Counter(article.origin.path for article in gathered.kept)
    copies: dict[str, list[str]] = {}
    for copy, first in gathered.copies.items():
        copies.setdefault(copy.path, []).append(_place(first, places))
    reasons = _reasons(told)
    shown = {asset.path for article in gathered.bound for asset in article.assets}
    found = []
    for file in files:
        if file.skipped:
            found.append(Input(file.place, Became.SKIPPED, why=file.skipped))
            continue
        path, why = file.path, reasons.get(file.place, [])
        is_copy, is_shown = path in copies and not kept[path], path in shown
        became, why_not = _became(file, why, kept[path], bound[path], is_copy, is_shown)
        if became is Became.SHOWN or not file.beside:
            outside = kept[path] - bound[path]
            same_as = tuple(copies.get(path, ()))
            found.append(Input(file.place, became, bound[path], same_as, outside, why_not))
    return tuple(found)


def _became(  # noqa: PLR0913, PLR0917 - each decides
    file: File, told: Sequence[Notice], kept: int, bound: int, is_copy: bool, is_shown: bool
) -> tuple[Became, str]:
    """What became of the file, and why of what is not bound: the first that holds."""
    kind = kind_of(file.path)
    unread = f".{kind} files are not read; {remedy_for(kind)}"
    mild = bool(told) and all(notice.level is Level.INFO for notice in told)
    why = "; ".join(notice.message for notice in told)
    cases = (
        (bound, Became.BOUND, why),
        (is_shown, Became.SHOWN, why),
        (is_copy, Became.DUPLICATE, why),
        (kept, Became.SKIPPED, why or "it lies outside of since, until and where"),
        (mild, Became.SKIPPED, why),
        (told, Became.REFUSED, why),
        (file.of_page, Became.SKIPPED, "it was saved with a page, which does not show it"),
        (kind in IMAGES, Became.SKIPPED, "no article shows it"),
        (not reader_for(file.path), Became.REFUSED, unread),
    )
    found = ((became, because) for holds, became, because in cases if holds)
    return next(found, (Became.REFUSED, NOTHING_SAID))


def _reasons(told: Iterable[Notice]) -> Mapping[str, Sequence[Notice]]:
    """The notices of what is left out, by the file that each is about."""
    found: dict[str, list[Notice]] = {}
    for notice in told:
        if notice.code in _LEAVE_OUT:
            for place in {notice.place, notice.place.rpartition(":")[0]} - {""}:
                found.setdefault(place, []).append(notice)
    return found


def _place(origin: Origin, places: Mapping[str, str]) -> str:
    """As notices name it: the file, and the record where it holds several."""
    place = places.get(origin.path, origin.path)
    return f"{place}:{origin.record}" if origin.record else place
