"""Stage 1 of 4, collect: addresses on the web, made valid as a browser would, or none."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit

_USER = r"(?:[\w.~!$&'()*+,;=:-]|%[0-9A-Fa-f]{2})*@"
_HOST = r"\[[0-9A-Fa-f:.]+\]|[^\x00-\x20\x7f\"#%/:<>?@\[\\\]^`{|}]+"
_HEAD = re.compile(rf"(?i:https?)://(?:{_USER})?(?:{_HOST})(?::[0-9]+)?(?=[/?#]|$)")
_MAIL = re.compile(r"(?i)mailto:(?=[^?#])")
_UNFIT = re.compile(r"[\"<>\[\\\]^`{|}]|%(?![0-9A-Fa-f]{2})")


def web_address(address: str, base: str = "") -> str:
    """The absolute address, seen from ``base``, of a page or of mail; nothing where it is none.

    Signs that may not stand in it are written with %. Source: RFC 3986 section 2; WHATWG URL.

    >>> web_address("https://example.org/a b|c"), web_address("http://[bad"), web_address("#top")
    ('https://example.org/a%20b%7Cc', '', '')
    """
    plain = re.sub(r"[\t\n\r]", "", address.strip())
    if not plain or plain.startswith("#"):
        return ""
    found = join(base, plain)
    head = _HEAD.match(found) or _MAIL.match(found)
    if head is None or not _names_a_host(head[0]):
        return ""
    path, mark, fragment = found[head.end() :].partition("#")
    rest = _UNFIT.sub(lambda found: _quoted(found[0]), path + mark + fragment.replace("#", "%23"))
    return head[0] + "".join(s if s.isprintable() and s != " " else _quoted(s) for s in rest)


def join(base: str, address: str) -> str:
    """The address, seen from ``base``; nothing where it is broken."""
    try:
        return urljoin(base, address.strip())
    except ValueError:  # a broken address of IPv6
        return ""


def _quoted(sign: str) -> str:
    return quote(sign, errors="replace")  # half a character of UTF-16 is no character


def _names_a_host(head: str) -> bool:
    """Whether host and port are such as there may be: an IPv6 address, or labels of a name."""
    try:
        parts = urlsplit(head)
        (parts.hostname or "").encode("idna").decode("idna")
        return head.isprintable() and (parts.port or 0) >= 0
    except ValueError:
        return False
