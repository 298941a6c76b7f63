"""The strip beside a person's entry: when in the span of the collection the person is named."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from anthology.labels import labels, say_range
from anthology.model import Article, Person

MANY_DATES = 5  # a collection of fewer dates is seen at a glance without a strip
_WIDTH, _HEIGHT = 120, 12  # units of the drawing
_BINS = 60  # mentions that fall closer than this are one stroke
_TALLEST = 16  # so many mentions in a bin, and more, make the tallest stroke


class Timeline:
    """Strips for the people of one book."""

    def __init__(self, articles: Sequence[Article], language: str) -> None:
        self._days = {a.id: a.date.day for a in articles if a.date}
        self._language = language
        self._first = min(self._days.values(), default=dt.date.min)
        self._span = (max(self._days.values(), default=dt.date.min) - self._first).days
        self._many = len(set(self._days.values())) >= MANY_DATES

    def strip(self, person: Person) -> Markup:
        """Inline SVG; empty where the collection has few dates, or the person one."""
        days = Counter(
            self._days[m.article_id] for m in person.mentions if self._days.get(m.article_id)
        )
        if not self._many or len(days) < 2:
            return Markup("")
        counts: Counter[int] = Counter()
        for day, count in days.items():
            counts[round((day - self._first).days * (_BINS - 1) / self._span)] += count
        title = labels(self._language)["timeline"].format(
            days=len(days), dates=say_range(min(days), max(days), self._language)
        )
        strokes = "".join(f"M{self._x(at)} {_HEIGHT}V{_top(n)}" for at, n in sorted(counts.items()))
        return Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" class="timeline" role="img"'
            ' viewBox="0 0 {width} {height}"><title>{title}</title>'
            '<path d="M0 {height}H{width}{strokes}" fill="none" stroke="currentColor"/></svg>'
        ).format(width=_WIDTH, height=_HEIGHT, title=title, strokes=strokes)

    @staticmethod
    def _x(at: int) -> int:
        """Where a bin's stroke stands; inside the edges by half its width."""
        return 1 + round(at * (_WIDTH - 2) / (_BINS - 1))


def _top(count: int) -> int:
    """Where the stroke for so many mentions ends: taller with their logarithm."""
    share = math.log2(min(count, _TALLEST)) / math.log2(_TALLEST)
    return round((_HEIGHT - 4) * (1 - share))
