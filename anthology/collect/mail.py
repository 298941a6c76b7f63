"""Stage 1 of 4, collect: the reader of letters by mail: a message (.eml) or many (.mbox).

Of the forms of a message its HTML counts, as newsletters have it, and else its plain text. Pictures
that came with it are shown; nothing is fetched, not even what would count its readers.
Source: RFC 5322, RFC 4155 (mbox), RFC 3676 (flowed text, signatures), RFC 2919 (List-Id).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from anthology.collect import notices
from anthology.collect.draft import Draft, Source, WrittenDate, words_of
from anthology.collect.fields import Facts
from anthology.collect.image_files import ImageFiles
from anthology.collect.letter_frame import without_frame
from anthology.collect.markup_blocks import blocks_of_element
from anthology.collect.markup_shapes import tidy
from anthology.collect.markup_tree import parse_page, prune
from anthology.collect.page import draft_of_blocks
from anthology.collect.page_facts import PageFacts
from anthology.collect.page_source import in_utf8, markup_of
from anthology.collect.text import draft_from, text_of
from anthology.config import Config
from anthology.model import Origin
from anthology.report import Report

_BORDER = re.compile(rb"(?:\A\s*|(?<=\n)\r?\n)From \S+ [^\r\n]*\d:\d\d[^\r\n]*\r?\n")
_QUOTED_BORDER = re.compile(rb"^>(>*From )", re.MULTILINE)
_SIGNATURE = re.compile(r"^-- ?\n.*\Z", re.MULTILINE | re.DOTALL)
# What the parser of headers raises on damaged ones.
_FAULTS = (HeaderParseError, ValueError, LookupError, TypeError, AttributeError)


def read_mail(source: Source, config: Config, report: Report) -> Iterator[Draft]:
    """The article that a message is."""
    yield from _draft(source.data, source, 0, config, report)


def read_mailbox(source: Source, config: Config, report: Report) -> Iterator[Draft]:
    """An article for every message of a mailbox."""
    borders = [match.span() for match in _BORDER.finditer(source.data)]
    ends = [start for start, _ in borders[1:]] + [len(source.data)]
    if not borders:
        notices.CANNOT_BE_READ.tell(
            report, source.place, reason="no line of it begins with From, as a mailbox does",
            remedy="save single messages as .eml",
        )  # fmt: skip
        return
    for number, ((_, start), end) in enumerate(zip(borders, ends, strict=True), 1):
        message = _QUOTED_BORDER.sub(rb"\1", source.data[start:end])
        yield from _draft(message, source, number, config, report)


def _draft(
    data: bytes, source: Source, number: int, config: Config, report: Report
) -> Iterator[Draft]:
    """The article of a message; none, with a notice, where it has no text."""
    place = f"{source.place}:{number}" if number else source.place
    own = replace(source, data=data, place=place)
    message = message_from_bytes(data)
    html, plain = _part(message, "html"), _part(message, "plain")
    facts = _facts(message)
    draft = _of_html(html, message, facts, own, config, report) if html else None
    draft = draft or (_of_text(plain, facts, own, config, report) if plain else None)
    if draft is None:
        notices.NO_TEXT.tell(report, place)
        return
    yield replace(draft, origin=Origin(source.path, number), dates=facts.dates or draft.dates)


def _facts(message: Message) -> Facts:
    name, address = parseaddr(_header(message, "From"))
    site, _ = parseaddr(_header(message, "List-Id"))
    date = _header(message, "Date")
    url = _header(message, "Archived-At").strip("<> ")
    return Facts(
        title=" ".join(_said(_header(message, "Subject")).split()),
        dates=(WrittenDate(date, "header"),) if date else (),
        authors=tuple(filter(None, (" ".join(_said(name).split()) or address,))),
        source=_said(site).strip(" \"'"),
        url=url if url.startswith("http") else "",
    )


def _header(message: Message, name: str) -> str:
    """The first header of that name, as written; bytes that are no ASCII as UTF-8."""
    raw = (value for key, value in message.raw_items() if key.lower() == name.lower())
    text = str(next(raw, "")).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return " ".join(text.split())


def _said(text: str) -> str:
    """A header's text without its encoding (RFC 2047); as it is where that is damaged."""
    try:
        return str(make_header(decode_header(text)))
    except _FAULTS:
        return text


def _part(message: Message, kind: str) -> Message | None:
    """The first part of the message with its text in a form; one that is attached is none."""
    for part in message.walk():
        if part.get_content_type() == f"text/{kind}" and not part.is_multipart():
            attached = _header(part, "Content-Disposition").lower().startswith("attachment")
            if not attached and _content(part).strip():
                return part
    return None


def _of_html(  # noqa: PLR0913, PLR0917 - a part, and where it stands
    part: Message,
    message: Message,
    facts: Facts,
    source: Source,
    config: Config,
    report: Report,
) -> Draft | None:
    """The article of a message as a page; None where it shows no words."""
    markup = markup_of(replace(source, data=_content(part)), report, _charset(part))
    root = parse_page(markup) if markup else None
    body = root.find("body") if root is not None else None
    if root is None or body is None:
        return None
    prune(root)
    without_frame(body)
    blocks = tidy(blocks_of_element(body, facts.url))
    if not words_of(blocks):
        return None
    page = PageFacts(facts.title, facts.authors, site=facts.source, url=facts.url)
    return draft_of_blocks(blocks, page, ImageFiles(source, _pictures(message)), config, report)


def _of_text(
    part: Message, facts: Facts, source: Source, config: Config, report: Report
) -> Draft | None:
    """The article of a message in plain text, without the lines that it is signed with."""
    data = _content(part)
    text = text_of(replace(source, data=in_utf8(data, _charset(part)) or data), report)
    if text is None:
        return None
    if str(part.get_param("format", "")).lower() == "flowed":
        text = re.sub(r"(?<!^--) \n(?=\S)", " ", text, flags=re.MULTILINE)
    text = _SIGNATURE.sub("", text)
    own = replace(facts, text=text)
    return draft_from(own, Origin(source.path), source.place, config) if text.strip() else None


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _charset(part: Message) -> str:
    try:
        return str(part.get_content_charset("") or "")
    except _FAULTS:
        return ""


def _pictures(message: Message) -> dict[str, bytes]:
    """The pictures that came with a message, by the names that its markup has for them."""
    found: dict[str, bytes] = {}
    for part in message.walk():
        if part.get_content_maintype() == "image":
            name = _header(part, "Content-ID").strip("<> ")
            found |= {f"cid:{name}": _content(part)} if name else {}
            place = _header(part, "Content-Location")
            found |= {place: _content(part)} if place else {}
    return found
