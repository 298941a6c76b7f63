"""Finding a text in a book that may have divided it: at a page's end, or by a note's number."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

MARK_LETTERS = 12  # a note's number, a folio in the e-book: what may stand inside a line
GAP_LETTERS = 600  # notes at a page's foot and a figure at the next one's head
RUN_LETTERS = 8  # a shorter part of a text proves nothing but its end


@dataclass(frozen=True, slots=True)
class Region:
    """The part of a book's reduced text where an article must stand.

    ``breaks`` are the offsets at which pages end, in order; ``notes`` is how many letters the
    article's notes and drawings have, which may come between the two parts of a text that a
    page divides.
    """

    text: str
    start: int
    stop: int
    breaks: Sequence[int] = ()
    notes: int = 0

    def find(self, wanted: str, begin: int) -> int:
        """Where ``wanted`` ends, when it stands in one or more parts from ``begin`` on; else -1."""
        at = self.text.find(wanted, begin, self.stop)
        if 0 <= at - begin <= MARK_LETTERS:
            return at + len(wanted)
        before = self if at < 0 else replace(self, stop=at)  # the same words may come again
        for near in (True, False):  # what quotes it further on may hold a longer part of it
            done, end = before.cover(wanted, begin, near=near)
            if done == len(wanted):
                return end
        return -1 if at < 0 else at + len(wanted)

    def cover(self, wanted: str, begin: int, *, near: bool = False) -> tuple[int, int]:
        """How much of the beginning of ``wanted`` stands here in parts, and where that ends.

        ``near``: the first part, too, begins no further from ``begin`` than others from the last.
        """
        done, end = 0, begin
        while done < len(wanted):
            limit = self._limit(end) if done or near else self.stop
            size, after = self._longest(wanted[done:], end, limit)
            if size < min(RUN_LETTERS, len(wanted) - done):
                break
            done, end = done + size, after
        return done, end

    def _limit(self, end: int) -> int:
        """How far on the next part may begin after one that ended at ``end``."""
        near = bisect_left(self.breaks, end)
        if near < len(self.breaks) and self.breaks[near] <= end + MARK_LETTERS + self.notes:
            return min(self.stop, self.breaks[near] + GAP_LETTERS + self.notes)
        return min(self.stop, end + MARK_LETTERS)

    def _longest(self, wanted: str, begin: int, limit: int) -> tuple[int, int]:
        """The size of the longest beginning of ``wanted`` that begins before ``limit``; its end."""
        low, high, end = 0, len(wanted), begin
        while low < high:
            middle = (low + high + 1) // 2
            stop = min(self.stop, limit + middle)
            at = self.text.find(wanted[:middle], begin, stop)
            if at >= 0:
                low, end = middle, at + middle
            else:
                high = middle - 1
        return low, end
