"""Stage 1 of 4, collect: the record of a book's last issue, left beside it by that build."""

from __future__ import annotations

import msgspec

from anthology.collect import notices
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
            notices.RECORD_NOT_READ.tell(report, path.as_posix(), error=error)
        return None
