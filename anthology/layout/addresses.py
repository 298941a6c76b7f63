"""Where the links of a printed article lead: numbers, addresses at its end or as notes, pages.

All that is put in stands between single guillemets, ``‹3›`` or ``‹see page 87›``, written by the
style sheet: the article's own words stay as they are, and the proof of the words passes over it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from markupsafe import Markup

from anthology.model import Span


@dataclass(slots=True)
class Links:
    """The links of one article as they come; an address has one number however often it comes."""

    wanted: str  # notes, end or none
    see: Callable[[str], str]  # where an id stands in the book, in words; "" in e-books
    numbers: dict[str, int] = field(default_factory=dict)

    def mark(self, span: Span, text: str) -> Markup:
        """What stands behind the words of a link."""
        if span.target.startswith("#"):
            words = self.see(span.target[1:])
            found = Markup('<span class="see" data-see="‹{}›"></span>').format(words)
            return found if words else Markup("")
        address = span.target.removeprefix("mailto:")
        if self.wanted == "none" or _says(text[span.start : span.end], address):
            return Markup("")
        new = address not in self.numbers
        number = self.numbers.setdefault(address, len(self.numbers) + 1)
        if new and self.wanted == "notes":
            note = '<span class="link-note" data-link="‹{}›" lang="zxx" dir="ltr">{}</span>'
            return Markup(note).format(number, address)
        return Markup('<span class="link-mark" data-link="‹{}›"></span>').format(number)

    def listed(self, leaf: int) -> Markup:
        """The addresses with their numbers, for the article's end; they belong to its last leaf."""
        if self.wanted != "end" or not self.numbers:
            return Markup("")
        item = Markup('<li data-link="‹{}›"><a href="{}" lang="zxx" dir="ltr">{}</a></li>')
        items = Markup("\n").join(
            item.format(number, address if ":" in address else f"mailto:{address}", address)
            for address, number in self.numbers.items()
        )
        return Markup('\n<ol class="links" data-leaf="{}">{}</ol>').format(leaf, items)


def _says(words: str, address: str) -> bool:
    """Whether the words of a link are its address."""
    plain = words.strip().rstrip("/").casefold()
    bare = address.rstrip("/").casefold()
    return plain in (bare, bare.partition("://")[2], bare.partition("://www.")[2])
