"""One value of an option, from the file or the command line, checked and made into its type."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from pathlib import Path
from typing import Any

from anthology.config import Option, paths_of

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


class BadValueError(ValueError):
    """A value that an option does not take; the message says what it takes."""


def convert(option: Option, value: object, folder: Path) -> Any:  # Any: of the option's type
    """``value`` as ``option.type`` has it; paths become relative to ``folder``.

    Raises:
        BadValueError: with what is wrong, without the option's name.
    """
    if option.type == tuple[str, ...]:
        return _texts(option, value, folder)
    if option.type is bool:
        if not isinstance(value, bool):
            raise BadValueError(f"must be true or false, not {value!r}")
        return value
    if option.type is int:
        return _number(value)
    if option.type == dt.date | None:
        return _date(option, value)
    text = str(value) if isinstance(value, Path) else value
    if not isinstance(text, str):
        raise BadValueError(f"must be text in quotation marks, not {value!r}")
    if option.type is str:
        return _text(option, text, folder)
    if not text:
        raise BadValueError("must not be empty")
    return _path(text, folder)


def _path(text: str, folder: Path) -> Path:
    try:
        return folder / (Path(text).expanduser() if text.startswith("~/") else Path(text))
    except RuntimeError as error:
        raise BadValueError(f"{text!r}: there is no home folder to put for the ~") from error


def _number(value: object) -> int:
    """A whole number from 1."""
    text = str(value)
    if isinstance(value, bool) or not text.isascii() or not text.isdigit() or not int(text[:9]):
        raise BadValueError(f"must be a number such as 4, not {value!r}")
    return int(text[:9])


def _texts(option: Option, value: object, folder: Path) -> tuple[str, ...]:
    """A list of texts; one text alone is a list of one. Repetitions count once."""
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, (list, tuple)) or not all(isinstance(each, str) for each in items):
        raise BadValueError(f"must be a list of texts, not {value!r}")
    if not items:
        raise BadValueError("must not be empty")
    if option.choices:
        return tuple(dict.fromkeys(_choice(option, each) for each in items))
    if option.pattern[0]:
        return tuple(dict.fromkeys(str(_text(option, each, folder)) for each in items))
    paths = (each if not paths_of([each]) else str(_path(each, folder)) for each in items)
    return tuple(dict.fromkeys(paths))


def _text(option: Option, text: str, folder: Path) -> str:
    if option.choices:
        return _choice(option, text)
    if any(ord(char) < 32 and char not in "\t\n" for char in text):
        raise BadValueError("holds a control character")
    pattern, wanted = option.pattern
    if pattern and (text or option.default) and not re.fullmatch(pattern, text.strip()):
        raise BadValueError(f"{text!r} is not {wanted}")
    if option.name == "isbn":
        return _isbn(text)
    if option.name == "theme" and re.search(r"[/\\]|^\.", text):
        path = _path(text, folder)  # a folder; a bare name is a theme of ours
        return f"./{path}" if len(path.parts) == 1 else str(path)
    return text.strip()


def _choice(option: Option, text: str) -> str:
    if text not in option.choices:
        raise BadValueError(f"{text!r} is not one of {', '.join(option.choices)}")
    return text


def _date(option: Option, value: object) -> dt.date:
    """A day; ``2023`` and ``2023-07`` begin the period for ``since`` and end it for ``until``."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    match = _DATE.fullmatch(str(value).strip())
    if not match:
        raise BadValueError(f"{str(value)!r} is not a date such as 2023-07-20, 2023-07 or 2023")
    year, month, day = (int(part) if part else 0 for part in match.groups())
    last = option.name == "until"
    month = month or (12 if last else 1)
    try:
        return dt.date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))
    except ValueError as error:
        raise BadValueError(f"{str(value)!r} is not in the calendar") from error


def _isbn(text: str) -> str:
    """The ISBN as written, if it is one. Source: ISO 2108, the check digits."""
    digits = re.sub(r"[\s\-‐‑]", "", text).upper().removeprefix("URN:ISBN:").removeprefix("ISBN")
    if not digits:
        return ""
    if re.fullmatch(r"\d{13}", digits):
        total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
        valid = total % 10 == 0
    elif re.fullmatch(r"\d{9}[\dX]", digits):
        numbers = [10 if digit == "X" else int(digit) for digit in digits]
        valid = sum((10 - place) * number for place, number in enumerate(numbers)) % 11 == 0
    else:
        raise BadValueError(f"{text!r} is not an ISBN: it has 13 or 10 digits")
    if not valid:
        raise BadValueError(f"{text!r} is not an ISBN: its last digit does not fit the others")
    return text.strip()
