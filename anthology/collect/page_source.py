"""Stage 1 of 4, collect: the bytes of a saved page: packed, in parts, in any encoding."""

from __future__ import annotations

import email
import email.policy
import re
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from email.message import EmailMessage
from urllib.parse import urljoin

import webencodings

from anthology.collect import notices
from anthology.collect.draft import Source
from anthology.collect.sources import MOST_BYTES
from anthology.collect.text import text_of
from anthology.report import Report

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_READ_FOR_NAME = 4096  # bytes at the head of a page that may name its encoding
_ENCODING = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,30})""", re.IGNORECASE)
_EMPTY_ELEMENT = re.compile(
    r"<(script|title|style|a|div|span|p|td|th|li|iframe|textarea|i|em|b|strong)\b([^<>]*?)/>", re.I
)
_XHTML = re.compile(r"^\s*<\?xml|//DTD XHTML|<html[^>]*\sxmlns=", re.IGNORECASE)
_SAVED_FROM = re.compile(
    r"<!--\s*saved from url=\(\d+\)(https?://\S+?)\s*-->|"  # Internet Explorer, Edge, Chrome
    r"<!--\s*Page saved with SingleFile\s+url:\s*(https?://\S+)|"
    r"<!--\s*Mirrored from (\S+\.\S+/\S*) by HTTrack",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Page:
    """The markup of a page, where it was, and what was saved with it."""

    markup: str
    address: str = ""
    parts: Mapping[str, bytes] = field(default_factory=dict)  # address or cid: -> content


def read_source(source: Source, report: Report) -> Page | None:
    """The page in a file; None with a notice where there is none."""
    data = source.data
    if data.startswith(b"\x1f\x8b"):
        unpacked = _unpacked(data)
        if unpacked is None:
            notices.CANNOT_BE_READ.tell(
                report, source.place, reason="it is packed and damaged, or too large",
                remedy="unpack it",
            )  # fmt: skip
            return None
        source = replace(source, data=unpacked)
    if _is_mail(source.data):
        return _from_mail(source, report)
    markup = markup_of(source, report)
    return Page(markup, source.address or _saved_from(markup)) if markup is not None else None


def _unpacked(data: bytes) -> bytes | None:
    """The content of a gzip file that is whole and not too large."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        found = unpacker.decompress(data, MOST_BYTES)
    except zlib.error:
        return None
    return None if unpacker.unconsumed_tail or not unpacker.eof else found


def _is_mail(data: bytes) -> bool:
    """Whether it is a page with its images as parts of a message: MHTML."""
    head = data[:8000].lstrip().lower()
    return head[:60].partition(b":")[0].strip(b"abcdefghijklmnopqrstuvwxyz-") == b"" and (
        b"\ncontent-type:" in b"\n" + head and b"multipart/related" in head
    )


def _from_mail(source: Source, report: Report) -> Page | None:
    message = email.message_from_bytes(source.data, policy=email.policy.default)
    parts: dict[str, bytes] = {}
    first: tuple[str, bytes, str] | None = None
    for part in message.walk():
        if part.is_multipart() or not isinstance(part, EmailMessage):
            continue
        content = part.get_payload(decode=True)
        content = content if isinstance(content, bytes) else b""
        place = str(part.get("Content-Location", "")).strip()
        if first is None and part.get_content_type() in ("text/html", "application/xhtml+xml"):
            first = place, content, part.get_content_charset("")
        for name in (place, f"cid:{str(part.get('Content-ID', '')).strip('<> ')}"):
            if name and name != "cid:":
                parts.setdefault(name, content)
    if first is None:
        notices.NO_TEXT.tell(report, source.place)
        return None
    address = str(message.get("Snapshot-Content-Location", "")).strip() or first[0]
    markup = markup_of(replace(source, data=first[1]), report, first[2])
    web = address if address.startswith(("http://", "https://")) else ""
    parts |= {urljoin(web, name): content for name, content in parts.items() if web}
    return Page(markup, web, parts) if markup is not None else None


def markup_of(source: Source, report: Report, named: str = "") -> str | None:
    """The text of a page, in the encoding that it names if that is one."""
    data = source.data
    match = _ENCODING.search(data[:_READ_FOR_NAME])
    named = named or (match[1].decode() if match else "")
    source = replace(source, data=in_utf8(data, named) or data)
    markup = text_of(source, report)
    if markup is not None and _XHTML.search(markup[:_READ_FOR_NAME]):
        return _EMPTY_ELEMENT.sub(r"<\1\2></\1>", markup)
    return markup


def in_utf8(data: bytes, label: str) -> bytes | None:
    """The text in UTF-8, by the encoding that a label names; None where that is of no help.

    Labels mean what they mean on the web: ISO-8859-1 is Windows-1252, which has quotes.
    Source: the Encoding standard, section 4.2, names and labels.
    """
    encoding = webencodings.lookup(label)
    if data.startswith(_MARKS):
        return None
    try:
        if encoding is None or encoding.name == "utf-8":
            return data.decode(label).encode()
    except (LookupError, ValueError):
        return None
    if encoding.name.startswith("utf-16") and b"\0" not in data:
        return None
    return _in_encoding(data, encoding).encode("utf-8", errors="replace")


def _in_encoding(data: bytes, encoding: webencodings.Encoding) -> str:
    """The text; what is valid UTF-8 with more than ASCII is that, whatever it says of itself."""
    with suppress(UnicodeDecodeError):
        text = data.decode("utf-8")
        if not text.isascii():
            return text
    return str(webencodings.decode(data, encoding, errors="replace")[0])


def _saved_from(markup: str) -> str:
    """The address that the program that saved the page noted in it."""
    match = _SAVED_FROM.search(markup[:_READ_FOR_NAME])
    if not match:
        return ""
    return match[1] or match[2] or f"http://{match[3]}"
