"""The record of a book's last issue, which an earlier build left beside it."""

from __future__ import annotations

import msgspec

from anthology.config import Config
from anthology.report import Report
from anthology.since import Record, record_name


def read_record(config: Config, stem: str, report: Report) -> Record | None:
    """The record of the book of that name in the output folder; None where there is none."""
    path = config.output / record_name(stem)
    try:
        return msgspec.json.decode(path.read_bytes(), type=Record)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        if config.since_last:
            message = (
                f"the record of the last build cannot be read ({error}), so nothing is marked as"
                " new; this build writes it anew"
            )
            report.add("A330", path.as_posix(), message)
        return None
