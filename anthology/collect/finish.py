"""Stage 1 of 4, collect: a reader's draft, made into an Article."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from anthology.collect import notices
from anthology.collect.dates import FoundDate, find_date, read_date
from anthology.collect.draft import Draft
from anthology.collect.markup_shapes import tidy
from anthology.collect.path_dates import date_in_path
from anthology.collect.titles import supply_title
from anthology.collect.web_addresses import web_address
from anthology.config import Config
from anthology.model import Article, ArticleDate, BlockKind, Precision
from anthology.report import Report

_SLUG_CHARS = 60
_SHOWN_CHARS = 60  # of a date that is not understood
_WORD = re.compile(r"\W*(\w+([-'’.]\w+)*)?\W{0,3}")
# Where a line may break inside a word; scripts without spaces keep it, it is all that parts words.
_UNSEEN = re.compile("(?<=[A-Za-zÀ-ɏͰ-ӿ])[\u200b\u2060]+|[\u200b\u2060]+(?=[A-Za-zÀ-ɏͰ-ӿ])")


def finish(draft: Draft, config: Config, report: Report) -> Article:
    """The article of a draft, with its date and title; its id is not yet unique."""
    language = draft.language or config.language or "en"
    title, supplied = " ".join(draft.title.split()), False
    if not title:
        title, supplied = _supplied_title(draft, language), True
    title = _UNSEEN.sub("", title)
    return Article(
        id=f"a-{slug(title if not supplied else draft.origin.path)}",
        origin=draft.origin,
        title=title,
        blocks=tidy(draft.blocks),
        title_supplied=supplied,
        subtitle=" ".join(draft.subtitle.split()),
        date=_date(draft, language, report),
        language=language,
        authors=draft.authors,
        source=draft.source,
        url=web_address(draft.url),
        tags=draft.tags,
        notes=draft.notes,
        assets=draft.assets,
    )


def with_ids(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles with ids made unique by a number, in the order given."""
    taken: Counter[str] = Counter()
    found = []
    for article in articles:
        name = article.id
        while taken[name]:
            taken[article.id] += 1
            name = f"{article.id}-{taken[article.id]}"
        taken[name] += 1
        found.append(replace(article, id=name))
    return tuple(found)


def slug(text: str) -> str:
    """ASCII letters, digits and hyphens, made from the words of ``text`` or, without any, its code.

    >>> slug("La ĉielo, 2023!")
    'la-cielo-2023'
    """
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", folded.removesuffix(".txt").replace("'", ""))
    name = "-".join(words)[:_SLUG_CHARS].strip("-")
    if sum(map(str.isalnum, name)) * 2 >= sum(map(str.isalnum, text[:_SLUG_CHARS])):
        return name
    return "-".join([*filter(None, [name]), f"{_code(text):08x}"])


def _code(text: str) -> int:
    import zlib  # noqa: PLC0415 - only for names without ASCII letters

    return zlib.crc32(text.encode())


def _supplied_title(draft: Draft, language: str) -> str:
    texts = [
        leaf.text
        for block in draft.blocks
        for leaf in block.leaves()
        if leaf.kind is not BlockKind.DATELINE and any(map(str.isalnum, leaf.text))
    ]
    if not texts:
        return PurePosixPath(draft.origin.path).stem
    text = texts[0] if len(texts) == 1 else next(filter(_is_prose, texts), texts[0])
    return supply_title(text, language)


def _is_prose(text: str) -> bool:
    """Whether it reads as text and not as a scrap of a badly scanned page."""
    words = text.split()
    legible = sum(bool(_WORD.fullmatch(word)) for word in words)
    long = sum(len(word) > 3 for word in words)
    return len(words) > 5 and legible > len(words) * 0.8 and long > len(words) * 0.4


def _date(draft: Draft, language: str, report: Report) -> ArticleDate | None:
    """The date: the header's, else the name's, else the text's; told where none or in doubt."""
    header = [each for each in draft.dates if each.found_in not in ("text", "properties")]
    for number, written in enumerate(header):
        found = read_date(written.text, language, written.found_in)
        if found:
            _tell(found, draft, report)
            _compare(found, [each.text for each in header[number + 1 :]], draft, language, report)
            return found.date
        shown = (
            written.text if len(written.text) <= _SHOWN_CHARS else written.text[:_SHOWN_CHARS] + "…"
        )
        notices.DATE_NOT_READ.tell(report, draft.place, written=shown)
    named = date_in_path(draft.origin.path)
    if named and named.precision is Precision.DAY:
        return named
    for written in draft.dates:  # a header that is wrong is not answered with another day
        if written.found_in == "text" and not header:
            found = read_date(written.text, language, "text")
            found = found or find_date(written.text, language)
            if found:
                _tell(found, draft, report)
                return found.date
    if named is None and not header and (made := _made(draft, language)):
        notices.DATE_OF_FILE.tell(report, draft.place, iso=made.iso)
        return made
    if named is None and not header:
        notices.NO_DATE.tell(report, draft.place)
    return named


def _made(draft: Draft, language: str) -> ArticleDate | None:
    """When the file was made, as its properties say: the last that is believed."""
    said = (each.text for each in draft.dates if each.found_in == "properties")
    found = next((read_date(text, language, "properties") for text in said), None)
    return found.date if found else None


def _tell(found: FoundDate, draft: Draft, report: Report) -> None:
    if found.other:
        iso, other = found.date.iso, found.other.isoformat()
        notices.DATE_AMBIGUOUS.tell(report, draft.place, iso=iso, other=other)
    if found.doubt:
        notices.DATE_DOUBTFUL.tell(report, draft.place, doubt=found.doubt)


def _compare(
    found: FoundDate, others: Sequence[str], draft: Draft, language: str, report: Report
) -> None:
    for text in others:
        other = read_date(text, language)
        if other and other.date.day != found.date.day:
            iso = found.date.iso
            notices.DATES_DISAGREE.tell(report, draft.place, iso=iso, other=other.date.iso)
