"""What a check has found: a sentence about one place in a finished book."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad it is; only an ERROR makes a book unfit."""

    ERROR = "error"
    WARNING = "warning"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault and its remedy."""

    severity: Severity
    place: str  # "text/a.xhtml:12", "page 7", or "" for the whole book
    message: str  # one sentence
    remedy: str = ""  # one sentence, or "" where the message says it
    found_by: str = "anthology"


def error(place: str, message: str, remedy: str = "") -> Finding:
    """A finding that makes the book unfit."""
    return Finding(Severity.ERROR, place, message, remedy)


def warning(place: str, message: str, remedy: str = "") -> Finding:
    """A finding worth mending."""
    return Finding(Severity.WARNING, place, message, remedy)


def remark(place: str, message: str, remedy: str = "") -> Finding:
    """A finding worth knowing."""
    return Finding(Severity.REMARK, place, message, remedy)
