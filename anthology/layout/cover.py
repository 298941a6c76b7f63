"""The cover's drawing: the rhythm of the book's own sentences, in colours chosen by its identifier.

Every bar is a stretch of the text, in order; its height is the number of words
in it. A book of one article and a book of a thousand both fill the strip.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from anthology.model import Book, Part
from anthology.theme import Theme

_BARS = 96
_SENTENCE_END = re.compile(r"[.!?…。！？؟।](?:[\"”’»)]*\s+|(?<=[。！？]))")
_PLAIN = ("#f3ecdf", "#1d2b3a", "#b5482e")


@dataclass(frozen=True)
class CoverArt:
    """Colours, and bars as (x, height, accented) in thousandths of the strip."""

    ground: str
    ink: str
    accent: str
    parts: tuple[Part, ...]

    @cached_property
    def bars(self) -> tuple[tuple[float, float, bool], ...]:
        """A bar for every sentence, or share of sentences: made when it is looked at."""
        few = sum(len(part.articles) for part in self.parts) <= _BARS // 3
        lengths = [
            (len(sentence), number if few else part)
            for part, found in enumerate(self.parts)
            for number, article in enumerate(found.articles, start=1000 * part)
            for text in [leaf.text for leaf in article.leaves()] or [article.title]
            for sentence in _sentences(text)
            if sentence.strip()
        ]
        return _bars(lengths or [(1, 0)])

    def svg(self, title: str) -> Markup:
        """The strip as inline SVG, 1000 by 1000 units, mirrored about its middle line."""
        head = Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1000"'
            ' preserveAspectRatio="none" role="img"><title>{}</title>'
        ).format(title)
        return head + self._lines(self.ink, self.accent) + Markup("</svg>")

    def strip(self) -> Markup:
        """The same in the colour of the text, a tenth as high: an ornament on any ground."""
        head = Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1000" width="100%"'
            ' height="100%" preserveAspectRatio="none" aria-hidden="true" role="presentation">'
        )
        return head + self._lines("currentColor", "currentColor") + Markup("</svg>")

    def _lines(self, ink: str, accent: str) -> Markup:
        width = 1000 / max(len(self.bars), 1)
        lines = [
            f'<rect x="{x:.2f}" y="{500 - h / 2:.2f}" width="{width * 0.46:.2f}" height="{h:.2f}"'
            f' rx="{width * 0.23:.2f}" fill="{accent if accented else ink}"/>'
            for x, h, accented in self.bars
        ]
        return Markup("".join(lines))


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for end in _SENTENCE_END.finditer(text):
        yield text[start : end.start() + 1]
        start = end.end()
    yield text[start:]


def cover_art(book: Book, theme: Theme) -> CoverArt:
    """The drawing for a book: the same for the same text and identifier."""
    seed = hashlib.sha256(book.identifier.encode()).digest()
    palettes = theme.palettes or (_PLAIN,)
    ground, ink, accent = palettes[seed[0] % len(palettes)]
    return CoverArt(ground, ink, accent, book.parts)


def _bars(lengths: list[tuple[int, int]]) -> tuple[tuple[float, float, bool], ...]:
    """At most ``_BARS`` bars, each the mean of its share; an article's first is accented."""
    count = min(_BARS, max(len(lengths), 24))
    groups = [
        lengths[i * len(lengths) // count : (i + 1) * len(lengths) // count] for i in range(count)
    ]
    means = [sum(n for n, _ in g) / len(g) if g else 0.0 for g in groups]
    top = max(means) or 1.0
    articles = [g[0][1] if g else -1 for g in groups]
    step = 1000 / count
    return tuple(
        (
            i * step + step * 0.27,
            60 + 900 * (mean / top) ** 0.8 if mean else 24,
            articles[i] >= 0 and (i == 0 or articles[i] != articles[i - 1]),
        )
        for i, mean in enumerate(means)
    )
