"""Stage 1 of 4, collect: the addresses among the sources, fetched into sources.

What has been fetched is kept with the cache and not fetched again, so that the same command gives
the same book; without the cache, or when it has been cleaned, it is fetched anew. What could not
be had, a page or an image, is asked for again by the next build, with the pauses between requests.
"""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

import msgspec

from anthology.cache import Cache
from anthology.collect import notices
from anthology.collect.draft import Asking, Source
from anthology.collect.feed_kind import is_feed
from anthology.collect.fetching import Fetched, Fetcher, FetchError
from anthology.collect.image_files import name_of
from anthology.collect.page_source import in_utf8
from anthology.collect.readers import reader_of
from anthology.collect.reading import READING_S, reading_options
from anthology.config import Config
from anthology.errors import InputError
from anthology.report import Report
from anthology.workshop import Workshop

MOST_IMAGES = 150  # of a page or feed
MOST_IMAGE_BYTES = 64 * 1024 * 1024  # together
_IMAGE_PAUSE_S = 0.2  # those of a page are asked for in a row, as browsers do
_TOO_MANY = (
    f"only {MOST_IMAGES} images and {MOST_IMAGE_BYTES // 1024 // 1024} MB of a page are fetched"
)
_TEXTS = ("text/", "application/json", "application/xhtml")

_SUFFIXES: Mapping[str, str] = {
    "text/html": ".html", "application/xhtml+xml": ".html", "": ".html",
    "application/rss+xml": ".xml", "application/atom+xml": ".xml", "application/xml": ".xml",
    "text/xml": ".xml", "application/rdf+xml": ".xml", "application/feed+json": ".json",
    "application/json": ".json", "text/plain": ".txt", "text/markdown": ".md",
}  # fmt: skip


def fetch_sources(
    addresses: Sequence[str],
    config: Config,
    report: Report,
    shop: Workshop | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Source]:
    """What the addresses give, each as a file of its kind with the images that it shows.

    A notice for each that gives nothing.

    Raises:
        InputError: there are some, and the options do not allow it.
    """
    if addresses and not config.online:
        raise InputError(
            f"{addresses[0]}: an address is fetched with --online only; give it too,"
            " or save the page and name its file"
        )
    fetcher, shop = fetcher or Fetcher(), shop or Workshop()
    given: dict[str, str] = {}  # the address that gave what is read under a path
    for address in addresses:
        try:
            found = _kept(address, shop.cache) or _fetch(address, fetcher, shop.cache)
        except FetchError as error:
            notices.NOT_FETCHED.tell(report, address, reason=error)
            continue
        suffix = ".xml" if is_feed(found.data) else _SUFFIXES.get(found.media_type)
        if suffix is None:
            reason = f"it is {found.media_type}, no page and no feed"
            notices.NOT_FETCHED.tell(report, address, reason=reason)
            continue
        path = _path(found.address, suffix)
        if given.setdefault(path, address) != address:
            reason = f"it leads where {given[path]} leads"
            notices.NOT_FETCHED.tell(report, address, reason=reason)
            continue
        data = _utf8(found) if suffix in (".html", ".txt", ".md") else found.data
        source = Source(path, address, data, address=found.address)
        yield _with_images(source, config, report, fetcher, shop)


def _with_images(
    source: Source, config: Config, report: Report, fetcher: Fetcher, shop: Workshop
) -> Source:
    """The source with the images of its articles: those that cannot be had are told, once."""
    (asked,) = shop.map(images_asked, reading_options(config), [source], cost_s=READING_S)
    images: dict[str, bytes] = {}
    failed: dict[str, str] = {}
    quick = replace(fetcher, pause_s=min(fetcher.pause_s, _IMAGE_PAUSE_S))
    for addresses in asked:
        room = len(images) < MOST_IMAGES and sum(map(len, images.values())) < MOST_IMAGE_BYTES
        reason = _fetch_image(addresses, images, quick, shop.cache) if room else _TOO_MANY
        if reason:
            failed[addresses[0]] = reason
    if failed:
        names = notices.some([name_of(address) for address in failed])
        reason = next(iter(failed.values()))
        notices.IMAGES_NOT_FETCHED.tell(
            report, source.place, count=len(failed), names=names, reason=reason
        )
    return replace(source, images=tuple(images.items()))


def images_asked(config: Config, source: Source) -> tuple[tuple[str, ...], ...]:
    """The addresses of each image that the articles of a source show and that is not with it."""
    asking = Asking(source.path, source.place, source.data, address=source.address)
    reader = reader_of(source)
    for _ in reader(asking, config, Report()) if reader else ():
        pass
    return tuple(dict.fromkeys(asking.missing))


def _fetch_image(
    addresses: Sequence[str], images: dict[str, bytes], fetcher: Fetcher, cache: Cache | None
) -> str:
    """Put the image behind the first address that gives one to the others; why not, else ""."""
    reason = "it has no address"
    for address in filter(None, addresses):
        try:
            found = _kept(address, cache) or _fetch(address, fetcher, cache)
        except FetchError as error:
            reason = str(error)
            continue
        if found.media_type.startswith(_TEXTS):
            reason = f"it is {found.media_type}, no image"
            continue
        images[address] = found.data
        return ""
    return reason


def _fetch(address: str, fetcher: Fetcher, cache: Cache | None) -> Fetched:
    found = fetcher.fetch(address)
    if cache:
        cache.put(_name(address), msgspec.msgpack.encode(found))
    return found


def _kept(address: str, cache: Cache | None) -> Fetched | None:
    """What an earlier build fetched from the address."""
    content = cache.get(_name(address)) if cache else None
    try:
        return msgspec.msgpack.decode(content, type=Fetched) if content else None
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _name(address: str) -> str:
    return hashlib.blake2b(f"fetched\0{address}".encode(), digest_size=20).hexdigest()


def _path(address: str, suffix: str) -> str:
    """Host and path of an address, as the path of a file of that kind."""
    parts = urlsplit(address)
    path = f"{parts.hostname}{parts.path}".rstrip("/")
    query = hashlib.blake2b(parts.query.encode(), digest_size=4).hexdigest() if parts.query else ""
    path = f"{path}-{query}" if query else path
    return path if path.lower().endswith((suffix, ".htm")) else path + suffix


def _utf8(found: Fetched) -> bytes:
    """The data; in UTF-8 where the server names another encoding in which it is readable.

    Source: the HTML standard, determining the character encoding: the transport layer goes first.
    """
    data = in_utf8(found.data, found.charset)
    return found.data if data is None else codecs.BOM_UTF8 + data
