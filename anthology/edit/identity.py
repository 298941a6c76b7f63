"""What a book is known by: its identifier, and its date."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from anthology.model import Article

_NAMESPACE = uuid.UUID("4dcd6d0f-6a4b-5d1c-9d35-0f2f3a8d6a10")  # ours, drawn once


def identifier(title: str, isbn: str, articles: Sequence[Article]) -> str:
    """``urn:isbn`` where there is one, else a ``urn:uuid`` that is the same for the same text."""
    digits = "".join(c for c in isbn if c.isalnum())
    if digits:
        return f"urn:isbn:{digits}"
    text = "\n".join([title, *(leaf.text for a in articles for leaf in a.leaves())])
    return uuid.uuid5(_NAMESPACE, text).urn


def newest(articles: Sequence[Article]) -> dt.datetime:
    """Midnight of the newest article, for metadata that must have a date but not a clock."""
    days = [a.date.day for a in articles if a.date]
    day = max(days, default=dt.date(2000, 1, 1))
    return dt.datetime.combine(day, dt.time(), dt.UTC)
