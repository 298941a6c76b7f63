"""Stage 1 of 4, collect: what a page says about its article: title, author, date, site ..."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from urllib.parse import urlsplit

from anthology.collect.dates import read_date
from anthology.collect.language import language_tag
from anthology.collect.markup_tree import Node
from anthology.collect.microformats import address_of_entry
from anthology.collect.page_linked import linked_facts, text_in, texts_in
from anthology.collect.path_dates import date_in_path
from anthology.model import Precision

# Names of meta elements in lower case, the most telling first.
_TITLES = (
    "dc.title", "dcterms.title", "citation_title", "parsely-title", "sailthru.title", "og:title",
    "twitter:title", "title",
)  # fmt: skip
_AUTHORS = (
    "dc.creator", "dcterms.creator", "citation_author", "parsely-author", "sailthru.author",
    "author", "article:author_name", "article:author", "byl", "og:author", "twitter:data1-author",
)  # fmt: skip
_DATES = (
    "article:published_time", "article:published", "og:published_time", "datepublished",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date",
    "dcterms.date", "citation_publication_date", "citation_date", "parsely-pub-date",
    "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "published", "published_at", "originalpublicationdate", "article_date_original", "ptime",
    "date", "created", "cxenseparse:recs:publishtime", "displaydate", "dat",
)  # fmt: skip
_SITES = ("og:site_name", "citation_journal_title", "dc.publisher", "application-name")
_LANGUAGES = ("content-language", "language", "dc.language", "dcterms.language", "og:locale")
_LANGS = ("lang", "xml:lang")
_SEPARATOR = re.compile(r"\s+[|·•»«/\\>–—-]+\s+|\s*\|\s*|:\s")
_BY = re.compile(
    r"(?:\s*(?:written |posted |published )?by[:\s]|\s*(?:author|von|par|por|di|de|autor|auteur)"
    r"\s*:?\s)\s*", re.IGNORECASE,
)  # fmt: skip
_DATED = re.compile(r"(?:^|[\s_-])(?:date|dateline|time|timestamp|published|pubdate|posted)", re.I)
_BYLINE = re.compile(r"(?:^|[\s_-])(?:byline|author|p-author)(?:$|[\s_-]|__name|-name)", re.I)
_NO_AUTHOR = re.compile(
    r"https?://|@|^(?:admin|administrator|staff|editor|unknown|anonymous)$", re.I
)
_HOLDS_DATES = (
    "span", "p", "div", "small", "em", "i", "abbr", "li", "a", "font", "td", "dd", "h2", "h3", "h4",
    "h5", "h6",
)  # fmt: skip
_BESIDE = re.compile(r"comment|related|sidebar|recent|teaser|\bcard|(?:^|\s)(?:site-|page-)?footer")
_POSTED = re.compile(
    r"^(?:(?:first )?(?:posted|published)|veröffentlicht|publié)"
    r"(?: on| le| am)?:?\s*",
    re.IGNORECASE,
)
_NAME_CHARS = 80


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says; what it does not say is empty."""

    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""  # as written
    date_found_in: str = "header"
    site: str = ""
    url: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    image: str = ""  # the address of the lead image, and its words
    image_words: str = ""


def page_facts(root: Node, address: str) -> PageFacts:
    """The facts in a page that has not been pruned; ``address`` is where it was saved from."""
    named = _named(root)
    linked = linked_facts(root)
    url = _url(root, named, linked, address)
    site = _first(named, _SITES) or text_in(linked.get("publisher")) or _host(url)
    written, place = _date(root, named, linked, url)
    return PageFacts(
        title=_title(root, named, linked, site),
        authors=_authors(root, named, linked),
        date=written,
        date_found_in=place,
        site="" if site.startswith(("http", "@")) else site,
        url=url,
        language=_language(root, named, linked),
        tags=tuple(dict.fromkeys(named.get("article:tag", []))),
        image=_first(named, ("og:image", "og:image:url", "twitter:image", "twitter:image:src")),
        image_words=_first(named, ("og:image:alt", "twitter:image:alt")),
    )


def _named(root: Node) -> Mapping[str, list[str]]:
    """The contents of the meta elements by each of their names; a property (RDFa) goes first."""
    found: dict[str, list[str]] = {}
    nodes = sorted(root.iter("meta"), key=lambda node: node.get("property") is None)
    for node in nodes:
        names = " ".join(node.get(n, "") for n in ("property", "name", "itemprop", "http-equiv"))
        content = " ".join(html.unescape(node.get("content", "")).split())
        for name in names.lower().replace("dcterm:", "dcterms.").replace("dc:", "dc.").split():
            if content:
                found.setdefault(name.replace("dcterms:", "dcterms."), []).append(content)
    return found


def _first(named: Mapping[str, list[str]], names: Iterable[str]) -> str:
    return next((named[name][0] for name in names if named.get(name)), "")


def _words(node: Node) -> str:
    return " ".join("".join(node.itertext()).split())


def _url(
    root: Node, named: Mapping[str, list[str]], linked: Mapping[str, object], address: str
) -> str:
    found = chain(_addresses(root, named, linked), [address])
    web = (each.strip() for each in found if re.match(r"https?://[^/\s]+\.\S+$", each.strip()))
    return next(web, "")


def _addresses(
    root: Node, named: Mapping[str, list[str]], linked: Mapping[str, object]
) -> Iterator[str]:
    """The addresses that a page has for itself, the surest first."""
    for link in root.iter("link"):
        if "canonical" in link.get("rel", ""):
            yield link.get("href", "")
    yield _first(named, ("og:url",))
    yield text_in(linked.get("url"))
    yield address_of_entry(root)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _language(root: Node, named: Mapping[str, list[str]], linked: Mapping[str, object]) -> str:
    body = root.find("body")
    said = [each.get(name) for each in (root, body) if each is not None for name in _LANGS]
    said += [_first(named, _LANGUAGES), text_in(linked.get("inLanguage"))]
    return next(filter(None, (language_tag((each or "").split(",")[0]) for each in said)), "")


def _title(
    root: Node, named: Mapping[str, list[str]], linked: Mapping[str, object], site: str
) -> str:
    """The headline, without the name of the site."""
    page = next((_words(node) for node in root.iter("title")), "")
    heads = [_words(node).rstrip(" ¶#§") for node in root.iter("h1")]
    meta = html.unescape(text_in(linked.get("headline"))) or _first(named, _TITLES)
    whole = _plain(f"{meta} {page}")
    named_heads = [h for h in heads if len(h.split()) > 1 and _plain(h) in whole]
    for head in sorted(named_heads, key=lambda h: whole.find(_plain(h))):
        if not meta or _plain(meta) == _plain(head) or not _plain(meta).startswith(_plain(head)):
            return head
    if meta:
        return _without_site(meta, site, heads)
    if page:
        return _without_tail(_without_site(page, site, heads))
    return heads[0] if len(heads) == 1 else ""


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _without_site(title: str, site: str, heads: list[str]) -> str:
    """A title without the site's name before or after a separator."""
    pieces = [piece for piece in _SEPARATOR.split(title) if piece.strip()]
    if len(pieces) < 2:
        return title
    for at, piece in ((-1, pieces[-1]), (0, pieces[0])):
        if site and _plain(piece) in (_plain(site), _plain(site).partition(" com")[0]):
            cut = title.rpartition(piece)[0] if at else title.partition(piece)[2]
            return re.sub(r"^[\s|·•»«/\\>–—:-]+|[\s|·•»«/\\>–—:-]+$", "", cut) or title
    return next((head for head in heads if _plain(head) == _plain(pieces[0])), title)


def _without_tail(title: str) -> str:
    """The title of a page without the short words behind its last separator: the site's name."""
    match = re.fullmatch(r"(\S+(?:\s+\S+){2,})\s+[|–—·•»-]\s+(\S+(?:\s+\S+){0,3})", title)
    return match[1] if match and len(match[2]) < len(match[1]) else title


def _authors(
    root: Node, named: Mapping[str, list[str]], linked: Mapping[str, object]
) -> tuple[str, ...]:
    for said in (
        texts_in(linked.get("author")),
        *(tuple(named.get(name, [])) for name in _AUTHORS),
        tuple(_written(root)),
    ):
        names = (
            _BY.sub("", " ".join(html.unescape(each).split()), count=1).strip(" ,|·")
            for each in said
        )
        good = [
            each for each in names if 2 < len(each) <= _NAME_CHARS and not _NO_AUTHOR.search(each)
        ]
        if good:
            return tuple(dict.fromkeys(good))
    return ()


def _written(root: Node) -> Iterator[str]:
    """The first author that the page itself names."""
    for node in root.iter("a", "span", "div", "p", "address", "li", "cite", "strong", "b"):
        marked = "author" in (node.get("rel", ""), node.get("itemprop", ""))
        if marked or _BYLINE.search(f"{node.get('class', '')} {node.get('id', '')}"):
            inner = next(
                (n for n in node.iter() if n is not node and n.get("itemprop") == "name"), None
            )
            words = _words(node if inner is None else inner)
            if 2 < len(words) <= _NAME_CHARS and not any(map(str.isdigit, words)):
                yield words
                return


def _date(
    root: Node, named: Mapping[str, list[str]], linked: Mapping[str, object], url: str
) -> tuple[str, str]:
    """The date as written, and where it was found; the first that can be read."""
    language = root.get("lang") or "en"
    said = [(text_in(linked.get("datePublished")), "header")]
    said += [(each, "header") for name in _DATES for each in named.get(name, [])]
    said += [(text_in(linked.get("dateCreated")), "header")]
    said += [(each, "header") for each in _shown_dates(root)]
    for written, place in said:
        found = read_date(written, language) if written else None
        if found and found.date.day.year > 1400:
            return written, place
    path = date_in_path(urlsplit(url).path) if url else None
    return (path.iso, "path") if path and path.precision is not Precision.YEAR else ("", "header")


def _shown_dates(root: Node) -> Iterator[str]:
    """The dates of ``time`` elements, then of elements named for a date, outside of comments."""
    times = [node for node in root.iter("time") if not _beside(node)]
    times.sort(key=lambda n: not (n.get("pubdate") is not None or "publish" in _names(n)))
    for node in times:
        if "updated" not in _names(node) and "modified" not in _names(node):
            yield node.get("datetime") or _words(node)
    for node in root.iter(*_HOLDS_DATES):
        words = _names(node)
        if _DATED.search(words) and "update" not in words and not _beside(node):
            text = node.get("content") or node.get("title") or _words(node)
            if 5 < len(text) < 80:
                yield re.sub(
                    r"^(?:posted|published|veröffentlicht|publié)(?: on| le| am)?:?\s*",
                    "",
                    text,
                    flags=re.I,
                )


def _names(node: Node) -> str:
    return " ".join(node.get(n, "") for n in ("class", "id", "itemprop")).lower()


def _beside(node: Node) -> bool:
    """Whether an element stands in a comment, a list of other articles, the edge of the page."""
    return any(
        each.tag in ("aside", "nav") or _BESIDE.search(_names(each))
        for each in (node, *node.iterancestors())
        if each.tag not in ("html", "body")
    )
