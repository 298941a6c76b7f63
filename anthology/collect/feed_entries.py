"""Stage 1 of 4, collect: the entries of a feed, by the library feedparser, made safe.

The library gets bytes and never an address, so that it fetches nothing. Its parser of XML
expands no external entity, and it drops the document type with the entities declared there.
"""

from __future__ import annotations

import io
import json
import re
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from anthology.collect.decode import Decoded, NotTextError, decode, without_unfit
from anthology.collect.feed_kind import is_feed, root_of
from anthology.collect.site_exports import (
    authors_in,
    comments_in,
    is_tag,
    left_out,
    post_markup,
)

_MARKUP = ("text/html", "application/xhtml+xml", "text/xml", "application/xml")
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}\sencoding\s*=\s*["']([\w.:-]{2,30})["']""")
_NO_NAME = re.compile(r"(?<!\S)[^\s@]+@[^\s@]+\.\w+\s*\(?([^()]*)\)?$")


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a feed, as plain text or as markup."""

    value: str
    is_markup: bool = False
    base: str = ""  # what its links are relative to


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; what it does not say is empty."""

    title: Text | None = None
    subtitle: Text | None = None
    contents: tuple[Text, ...] = ()
    summary: Text | None = None
    dates: tuple[tuple[str, str], ...] = ()  # as written, and as ISO where the library reads it
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    url: str = ""
    language: str = ""
    shortcodes: tuple[str, ...] = ()  # of WordPress, that only its site can show
    left_out: str = ""  # what it is, where it is no article of the site


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed with its entries, in their order."""

    entries: tuple[Entry, ...]
    title: Text | None = None
    url: str = ""
    language: str = ""
    guessed: str = ""  # the encoding, where the feed names another or none
    comments: int = 0  # inside of the entries, not read


def entries_of(data: bytes) -> Feed | None:
    """The feed in the bytes, in any encoding and state; None where they are none."""
    root = root_of(data)
    return _json_feed(data) if root == "json" else _xml_feed(data)


def _xml_feed(data: bytes) -> Feed | None:
    import feedparser  # type: ignore[import-untyped]  # noqa: PLC0415 - has no types; 0.1 s

    headers = {}
    mended = _mended(data)
    if mended is not None:
        data, headers = mended.text.encode(), {"content-type": "application/xml; charset=utf-8"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of dates in forms that it will drop one day
        try:
            found = feedparser.parse(
                io.BytesIO(data), response_headers=headers, sanitize_html=False
            )
        except (ValueError, LookupError, RecursionError, AttributeError, AssertionError):
            return None  # nothing else in it is known to raise
    bare = root_of(data) in ("channel", "item", "entry", "rdf") and found.entries
    if not (found.get("version") or bare or is_feed(data)):
        return None  # elements called item or entry in XML of another kind
    about = found.feed
    language = str(about.get("language") or "")
    authors = authors_in(data)
    return Feed(
        tuple(_entry(each, authors) for each in found.entries),
        _text(about.get("title_detail")),
        str(about.get("link") or ""),
        language,
        mended.guessed if mended else "",
        comments_in(data),
    )


def _mended(data: bytes) -> Decoded | None:
    """The text of a file that is not in the encoding it names; None where it is, or is wide."""
    if b"\x00" in data[:64] or data[:4] == b"\x4c\x6f\xa7\x94":  # EBCDIC names itself
        return None
    named = _DECLARED.search(data[:400])
    try:
        data.decode(named[1].decode() if named else "utf-8")
    except (LookupError, UnicodeDecodeError):
        try:
            return decode(data)
        except NotTextError:
            return None
    return None


def _entry(found: Mapping[str, Any], names: Mapping[str, str]) -> Entry:  # Any: of the library
    """``names``: of authors, by what they call themselves to the site."""
    plain = dict(found.items())  # what it holds: behind ``[]`` the library guesses
    get = plain.get
    contents, summary, shortcodes = _texts(get)
    dates = [
        (str(get(name) or ""), _iso(get(f"{name}_parsed")))
        for name in ("wp_post_date", "published", "created", "updated")
        if get(name)
    ]
    links = [
        str(each.get("href") or "") for each in get("links") or () if each.get("rel") == "alternate"
    ]
    url = next((each for each in (str(get("link") or ""), *links) if _is_web(each)), "")
    authors = [str(each.get("name") or each.get("email") or "") for each in get("authors") or ()]
    language = next((str(each.get("language") or "") for each in get("content") or ()), "")
    return Entry(
        title=_text(get("title_detail")),
        subtitle=_text(get("subtitle_detail")),
        contents=contents,
        summary=summary,
        dates=tuple(dates),
        authors=_names([names.get(name, name) for name in authors or [str(get("author") or "")]]),
        tags=_tags(
            [str(each.get("label") or each.get("term") or "") for each in get("tags") or ()]
        ),
        url=url,
        language=language,
        shortcodes=shortcodes,
        left_out=left_out(plain),
    )


def _texts(
    get: Callable[[str], Any],  # Any: as above
) -> tuple[tuple[Text, ...], Text | None, tuple[str, ...]]:
    """Contents and summary of an entry; a post of WordPress as its site would show it."""
    contents = tuple(filter(None, (_text(each) for each in get("content") or ())))
    summary = _text(get("summary_detail"))
    if not get("wp_post_type"):
        return contents, summary, ()
    shown = [(text, *post_markup(text.value)) for text in contents]
    excerpt = without_unfit(str(get("excerpt_encoded") or ""))
    return (
        tuple(replace(text, value=markup, is_markup=True) for text, markup, _ in shown),
        Text(excerpt, is_markup=True) if excerpt.strip() else None if contents else summary,
        tuple(dict.fromkeys(name for _, _, names in shown for name in names)),
    )


def _is_web(address: str) -> bool:
    return bool(re.match(r"https?://\S+$", address))


def _text(detail: Mapping[str, Any] | None) -> Text | None:  # Any: as above
    value = without_unfit(str((detail or {}).get("value") or ""))
    if detail is None or not value.strip():
        return None
    return Text(value, detail.get("type") in _MARKUP, str(detail.get("base") or ""))


def _iso(moment: time.struct_time | None) -> str:
    """The moment as an ISO date with time, in UTC."""
    if moment is None:
        return ""
    return f"{moment.tm_year:04}-{moment.tm_mon:02}-{moment.tm_mday:02}T" + (
        f"{moment.tm_hour:02}:{moment.tm_min:02}:{moment.tm_sec:02}Z"
    )


def _names(texts: Sequence[str]) -> tuple[str, ...]:
    """Names without addresses: ``jane@example.org (Jane Doe)``."""
    names = (_NO_NAME.sub(r"\1", " ".join(text.split())).strip() for text in texts)
    return tuple(dict.fromkeys(without_unfit(name) for name in names if name))


def _tags(texts: Sequence[str]) -> tuple[str, ...]:
    plain = (without_unfit(" ".join(text.split())) for text in texts if is_tag(text))
    return tuple(dict.fromkeys(text for text in plain if text))


def _json_feed(data: bytes) -> Feed | None:
    """Source: jsonfeed.org, version 1.1."""
    try:
        feed = json.loads(decode(data).text)
    except (NotTextError, ValueError, RecursionError):
        return None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        return None
    entries = tuple(_item(each, feed) for each in items if isinstance(each, dict))
    return Feed(
        entries, _plain(feed.get("title")), _string(feed.get("home_page_url")),
        _string(feed.get("language")),
    )  # fmt: skip


def _item(item: Mapping[str, object], feed: Mapping[str, object]) -> Entry:
    contents = (_html(item.get("content_html")), _plain(item.get("content_text")))
    authors = item.get("authors") or [item.get("author")]
    if not any(authors if isinstance(authors, list) else [authors]):
        authors = feed.get("authors") or [feed.get("author")]
    people = authors if isinstance(authors, list) else [authors]
    tags = item.get("tags")
    dates = [_string(item.get(name)) for name in ("date_published", "date_modified")]
    urls = [_string(item.get(name)) for name in ("url", "external_url", "id")]
    return Entry(
        title=_plain(item.get("title")),
        contents=tuple(text for text in contents if text),
        summary=_plain(item.get("summary")),
        dates=tuple((date, "") for date in dates if date),
        authors=_names([_string(each.get("name")) for each in people if isinstance(each, dict)]),
        tags=_tags([str(tag) for tag in tags] if isinstance(tags, list) else []),
        url=next((url for url in urls if _is_web(url)), ""),
        language=_string(item.get("language")),
    )


def _string(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _plain(value: object) -> Text | None:
    text = without_unfit(_string(value))
    return Text(text) if text else None


def _html(value: object) -> Text | None:
    text = without_unfit(_string(value))
    return Text(text, is_markup=True) if text else None
