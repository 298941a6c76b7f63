"""Stage 1 of 4, collect: what the fields of front matter or of a row mean, by their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from anthology.collect.decode import without_unfit
from anthology.collect.draft import WrittenDate
from anthology.collect.language import language_tag
from anthology.collect.path_dates import date_in_path

# Names without case, hyphens and underscores, and without "article", "post" or "news" before
# them; the first that is there and not empty counts.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline", "heading", "subject"),
    "subtitle": ("subtitle", "subheadline", "deck", "standfirst"),
    "date": (
        "date", "published", "datepublished", "publishedat", "publisheddate", "publicationdate",
        "publishdate", "pubdate", "publishedtime", "publishedon", "posted",
        "postedat", "created", "createdat", "createdtime", "createdon", "datecreated", "timestamp",
        "datetime", "time", "day",
    ),
    "author": ("author", "authors", "byline", "creator", "writer", "by"),
    "source": ("source", "publication", "publisher", "outlet", "newspaper", "sitename", "site"),
    "url": ("url", "link", "canonicalurl", "canonical", "href", "permalink", "externalurl"),
    "language": ("language", "lang", "locale"),
    "tags": ("tags", "keywords", "categories", "category", "topics"),
    "text": ("body", "content", "text", "contenttext", "fulltext", "bodytext", "article", "story"),
    "html": ("contenthtml", "bodyhtml", "html"),
    "markdown": ("contentmarkdown", "bodymarkdown", "markdown"),
    "path": ("path", "permalink", "slug", "url"),
    "stamp": (
        "retrieved", "retrievedat", "retrievedon", "dateretrieved", "scraped", "scrapedat",
        "scrapedon", "datescraped", "crawled", "crawledat", "datecrawled", "datedownload",
        "fetched", "fetchedat", "accessed", "accessedat", "accessdate", "collectedat",
        "downloaded", "downloadedat", "capturedat", "savedat", "crawltime", "scrapetime",
    ),
}  # fmt: skip
_MARKED = (*_NAMES["html"], *_NAMES["markdown"])  # other forms of the text
_NOTHING = ("", "null", "~", "none", "nan", "n/a")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the fields say; what they do not say is empty."""

    title: str = ""
    subtitle: str = ""
    dates: tuple[WrittenDate, ...] = ()
    authors: tuple[str, ...] = ()
    source: str = ""
    url: str = ""
    language: str = ""  # a BCP 47 tag
    tags: tuple[str, ...] = ()
    text: str = ""
    html: str = ""
    markdown: str = ""
    is_draft: bool = False
    stamp: str = ""  # when the record was taken, as written


# What --map may name, and the field that stands for it.
_MAPPED = {
    "body": "text",
    **{name: name for name in _NAMES if name not in ("html", "markdown", "path")},
}


def mapped(values: Mapping[str, object], pairs: Iterable[str]) -> Mapping[str, object]:
    """The values with those that ``--map`` names under the names that count: ``body=Content``."""
    found = dict(values)
    for pair in pairs:
        name, _, field = (part.strip() for part in pair.partition("="))
        fact = _MAPPED[name]
        value = field_of(values, field)
        if value is not None:
            others = {*_NAMES[fact], *(_MARKED if fact == "text" else ())}
            found = {key: each for key, each in found.items() if _plain(key) not in others}
            found[_NAMES[fact][0]] = value
    return found


def field_of(values: Mapping[str, object], field: str) -> object:
    """The value of a field by its name, or by the names on the way to it: ``content.rendered``."""
    if field in values:
        return values[field]
    outer, dot, inner = field.partition(".")
    within = values.get(outer) if dot else None
    return field_of(within, inner) if isinstance(within, Mapping) else None


def facts_of(values: Mapping[str, object]) -> Facts:
    """The facts in a mapping of texts, numbers and lists and mappings of them."""
    named = {_plain(key): _rendered(value) for key, value in values.items()}
    first = {name: _first(named, names) for name, names in _NAMES.items()}
    url = first["url"] if re.match(r"https?://\S+$", first["url"]) else ""
    path = date_in_path(first["path"] + "/") if not first["date"] else None
    dates = [WrittenDate(first["date"], "header")] if first["date"] else []
    dates += [WrittenDate(path.iso, "path")] if path else []
    published = _first(named, ("published", "publish", "ispublished")).lower()
    drafted = _first(named, ("draft", "status")).lower()
    return Facts(
        title=" ".join(first["title"].split()),
        subtitle=" ".join(first["subtitle"].split()),
        dates=tuple(each for each in dates if each.text.lower() not in ("true", "false")),
        authors=_all(named, _NAMES["author"]),
        source=first["source"] if not re.match(r"https?://", first["source"]) else "",
        url=url,
        language=language_tag(first["language"]),
        tags=_tags(_all(named, _NAMES["tags"])),
        text=_long(named, _NAMES["text"]),
        html=_long(named, _NAMES["html"]),
        markdown=_long(named, _NAMES["markdown"]),
        stamp=first["stamp"],
        is_draft=published == "false" or drafted in ("true", "draft", "yes"),
    )


def _plain(key: object) -> str:
    name = re.sub(r"[\W_]+", "", str(key)).lower()
    return re.sub(r"^(article|post|news|og|dc)(?=.)", "", name)


def _rendered(value: object) -> object:
    """The value that the interface of WordPress wraps in a mapping of its own."""
    return value["rendered"] if isinstance(value, Mapping) and "rendered" in value else value


def _first(named: Mapping[str, object], names: Iterable[str]) -> str:
    return next(iter(_all(named, names)), "")


def _all(named: Mapping[str, object], names: Iterable[str]) -> tuple[str, ...]:
    """The texts of the first of the fields that has any."""
    for name in names:
        texts = tuple(_texts(named.get(name)))
        if texts:
            return texts
    return ()


def _long(named: Mapping[str, object], names: Iterable[str]) -> str:
    """The longest text of the fields, as it stands."""
    values = [named.get(name) for name in names]
    text = max((each for each in values if isinstance(each, str)), key=len, default="")
    return without_unfit(text.replace("\r\n", "\n"))


def _texts(value: object) -> Iterable[str]:
    """The texts in a value: of an author's mapping, the name."""
    if isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, Mapping):
        named = {_plain(key): each for key, each in value.items()}
        yield from _texts(
            next((named[key] for key in ("name", "title", "url") if key in named), "")
        )
    elif value is not None and str(value).strip().lower() not in _NOTHING:
        yield without_unfit(str(value)).strip()


def _tags(texts: tuple[str, ...]) -> tuple[str, ...]:
    parts = texts[0].split(",") if len(texts) == 1 else list(texts)
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))
