"""What is known of an e-book once it is known where the printed pages begin."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from anthology.edition import Section
from anthology.layout.pages import count_leaves, starts_by_section
from anthology.model import Folios, PageStart


@dataclass(frozen=True)
class Paged:
    """What is looked up once for some folios."""

    folios: Folios
    divided: Mapping[str, Section]
    fill: Callable[[Section, Folios], str]
    file_of: Callable[[PageStart, Folios], str]

    @cached_property
    def starts(self) -> Mapping[str, tuple[PageStart, ...]]:
        """The pages that begin in each section."""
        return starts_by_section(self.folios.starts)

    def of_file(self, name: str) -> tuple[PageStart, ...]:
        """The pages that begin in a document."""
        return tuple(self._by_file.get(name, ()))

    @cached_property
    def _by_file(self) -> Mapping[str, list[PageStart]]:
        found: dict[str, list[PageStart]] = {}
        for start in self.folios.starts:
            found.setdefault(self.file_of(start, self.folios), []).append(start)
        return found

    @cached_property
    def first_leaf(self) -> Mapping[str, int]:
        """For each file of a divided who's who, the number of its first leaf in print."""
        counts = [count_leaves(self.people(name)) for name in self.divided]
        return dict(zip(self.divided, accumulate(counts, initial=0), strict=False))

    def people(self, name: str) -> str:
        """The file of that name, filled; once, though its leaves are counted before it is used."""
        if name not in self._filled:
            self._filled[name] = self.fill(self.divided[name], self.folios)
        return self._filled[name]

    @cached_property
    def _filled(self) -> dict[str, str]:
        return {}
