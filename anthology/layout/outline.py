"""The headings of an article in order."""

from __future__ import annotations


class Outline:
    """The levels of an article's headings, so that none is skipped: WCAG asks, so does PDF/UA.

    >>> outline = Outline()
    >>> [outline.level(given) for given in (4, 4, 2, 3, 6, 2)]
    [2, 2, 2, 3, 4, 2]
    """

    def __init__(self) -> None:
        self._open: list[int] = []

    def level(self, given: int) -> int:
        """The level from 2 to 6 of the next heading, which its source has at ``given``."""
        while self._open and self._open[-1] >= given:
            self._open.pop()
        self._open.append(given)
        return min(1 + len(self._open), 6)
