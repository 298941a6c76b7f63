"""The documents of an e-book, filled once: kept, and by several processes where there are any."""

from __future__ import annotations

from anthology.edition import Edition
from anthology.model import Folios
from anthology.workshop import Workshop

_FILLING_S = 5e-7  # for a letter, about
_MATTER_S = 0.02  # for what is no article


def documents(edition: Edition, folios: Folios, shop: Workshop) -> tuple[str, ...]:
    """The documents of the edition's sections, in order."""
    sections = edition.sections
    letters = sum(len(leaf.text) for s in sections if s.article for leaf in s.article.leaves())
    cost_s = _FILLING_S * letters / len(sections) + _MATTER_S * len(edition.book.people) / len(
        sections
    )
    keys = [edition.key(section, folios) for section in sections]
    return tuple(
        shop.map(fill, (edition, folios), range(len(sections)), "", keys, cost_s, heavy=True)
    )


def fill(shared: tuple[Edition, Folios], number: int) -> str:
    """The document of the section of that number."""
    edition, folios = shared
    return edition.html(edition.sections[number], folios)
