"""Stage 1 of 4, collect: the lines at the head of a text that say what it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from anthology.collect.dates import read_date

_KEYS = {
    "date": "date", "published": "date", "title": "title", "headline": "title",
    "subtitle": "subtitle", "author": "author", "authors": "author", "by": "author",
    "byline": "author", "source": "source", "publication": "source", "language": "language",
    "lang": "language", "url": "url", "link": "url", "tags": "tags", "keywords": "tags",
}  # fmt: skip
_WITH_COLON = re.compile(rf"\s*({'|'.join(_KEYS)})\s*[:=：]\s*(.*)", re.IGNORECASE)
_WITHOUT = re.compile(rf"\s*({'|'.join(_KEYS)})[ \t\u00a0]+(\S.*)")
_DATE_ONLY = re.compile(r"\s*date[ \t\u00a0]*(.*)", re.IGNORECASE)
_BARE_DATE = re.compile(r"^\[(\d{4}-\d\d-\d\d)\]$", re.MULTILINE)
_BARE_URL = re.compile(r"https?://\S+")
_RULE = re.compile(r"^[-=*_]{20,}[ \t]*$", re.MULTILINE)
_COMMENT = re.compile(r"\s*<!--\s*(.*?)\s*-->\s*")
_MOST_LINES = 40
_REPEATED = ("date", "author", "tags")  # a second line of another kind begins the text
_DATE_LINE = re.compile(r"[ \t]*date[ \t]*:?[ \t]+(\S.{3,40})", re.IGNORECASE)


@dataclass(slots=True)
class Header:
    """The values by field, each list in order, and the text after them."""

    values: dict[str, list[str]] = field(default_factory=dict)
    rest: str = ""

    def first(self, name: str) -> str:
        """The first value of a field, or nothing."""
        return next(iter(self.values.get(name, [])), "")


def read_header(text: str) -> Header:
    """The header lines that ``text`` begins with, in any order, blank lines between them or not.

    A line without a colon is one when it holds a date, or stands among header lines.
    One line of text, the title, may stand before the date.
    """
    header = Header()
    lines = text.split("\n")
    at = _take(header, lines, 0)
    if not header.values:
        first = next((n for n, line in enumerate(lines[:_MOST_LINES]) if line.strip()), len(lines))
        found = Header()
        after = _take(found, lines, first + 1)
        if "date" in found.values and len(lines[first]) < 200:
            found.values.setdefault("title", []).insert(0, lines[first].strip())
            header, at = found, after
    header.rest = "\n".join(lines[at:])
    return header


def split_records(text: str) -> tuple[str, ...]:
    """The articles of a file that holds several.

    Each stands under a date line after a blank one, or between rules of hyphens with a date in
    its first lines.
    """
    lines = text.split("\n")
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    starts = [
        n
        for n, line in enumerate(lines)
        if (n == first or not lines[n - 1].strip()) and _is_date_line(line)
    ]
    if len(starts) > 1 and starts[0] == first:
        pieces = zip(starts, [*starts[1:], len(lines)], strict=True)
        return tuple("\n".join(lines[start:end]) for start, end in pieces)
    parts = [part for part in _RULE.split(text) if part.strip()]
    if len(parts) > 1 and all(_BARE_DATE.search("\n".join(_head(part))) for part in parts):
        return tuple(part.strip("\n") for part in parts)
    return (text,)


def _head(text: str) -> list[str]:
    return text.strip().split("\n", 3)[:3]


def _is_date_line(line: str) -> bool:
    match = _DATE_LINE.fullmatch(line.rstrip())
    found = read_date(match[1], "") if match else None
    return bool(match and found and found.end == len(match[1]))


def _take(header: Header, lines: list[str], start: int) -> int:
    """Fill ``header`` from the lines from ``start`` on; the number of the first line of text."""
    end = start
    close = False  # whether the line before was one of the header
    for number in range(start, min(len(lines), start + _MOST_LINES)):
        line = _COMMENT.sub(r"\1", lines[number]) if "<!--" in lines[number] else lines[number]
        if not line.strip():
            close = False
            continue
        pair = _pair(line, close)
        if not pair:
            break
        key, value, rest = pair
        if key in header.values and key not in _REPEATED:
            break
        header.values.setdefault(key, []).append(value)
        end, close = number + 1, True
        if rest:
            lines[number] = rest
            return number
    return end


def _pair(line: str, close: bool) -> tuple[str, str, str] | None:
    """Field, value, and the text that follows on the same line."""
    bare = _BARE_DATE.fullmatch(line.strip())
    if bare:
        return "date", bare[1], ""
    if close and _BARE_URL.fullmatch(line.strip()):
        return "url", line.strip(), ""
    match = _WITH_COLON.match(line)
    if match:
        key, value = _KEYS[match[1].lower()], match[2].strip()
        return (key, *_date_and_rest(value)) if key == "date" else (key, value, "")
    match = _DATE_ONLY.fullmatch(line)
    if match and (len(match[1].split()) < 2 or _holds_date(match[1])):
        return ("date", *_date_and_rest(match[1].strip()))
    match = _WITHOUT.fullmatch(line) if close else None
    if match and len(line) < 160 and not re.search(r"[.!?:;,]\s*$", line):
        key = _KEYS[match[1]]
        return None if key == "date" else (key, match[2].strip(), "")
    return None


def _holds_date(value: str) -> bool:
    """Whether it is a date, or figures that were meant to be one (2023-02-30)."""
    return read_date(value, "") is not None or (
        len(value.strip()) < 40 and bool(re.search(r"\d", value))
    )


def _date_and_rest(value: str) -> tuple[str, str]:
    found = read_date(value, "")
    if found and len(value) - found.end > 12:
        return value[: found.end].strip(), value[found.end :].strip()
    return value, ""
