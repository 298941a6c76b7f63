"""Stage 1 of 4, collect: the text of a leaf while it is put together out of markup."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from anthology.model import Block, BlockKind, Span, SpanKind

_SPACE = re.compile(r"[ \t\n\r\f]+")
_RULE = re.compile(r"[\s*⁂•·~–—_#=†❦◆◇○●-]{3,}")
_VERSE_LINES, _VERSE_CHARS = 4, 60


@dataclass(slots=True)
class Line:
    """Text with its spans; white space is one space, as on a page, unless it is ``literal``."""

    literal: bool = False
    parts: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    length: int = 0
    last: str = "\n"  # the last character; a line begins without space

    def add(self, text: str | None) -> None:
        """Text as it stands in the markup."""
        if not text:
            return
        text = text.replace("\xad", "")
        if not self.literal:
            text = _SPACE.sub(" ", text)
            if self.last in " \n":
                text = text.removeprefix(" ")
        self._put(text)

    def _put(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.length += len(text)
            self.last = text[-1]

    def break_line(self) -> None:
        """A forced line break."""
        if self.last == " " and not self.literal:
            self.parts[-1] = self.parts[-1][:-1]
            self.length -= 1
        self._put("\n")
        if not self.literal:
            self.spans.append(Span(self.length, self.length, SpanKind.BREAK))

    def mark(self, start: int, kind: SpanKind, target: str = "") -> None:
        """A span from ``start`` to here."""
        if self.length > start:
            self.spans.append(Span(start, self.length, kind, target))

    def leaf(self, kind: BlockKind, level: int = 0, language: str = "") -> Block | None:
        """What has been put together; None where there are no words."""
        text = "".join(self.parts)
        if self.literal:
            text = text.removeprefix("\n").rstrip()
            shift = int("".join(self.parts).startswith("\n"))
        else:
            shift = len(text) - len(text.lstrip(" \n"))
            text = text.strip(" \n")
        if not text.strip():
            return None
        if kind is BlockKind.PARAGRAPH and _RULE.fullmatch(text):
            return Block(BlockKind.RULE)
        spans = tuple(
            span for each in self.spans if (span := _within(each, shift, len(text))) is not None
        )
        if kind is BlockKind.VERSE or (kind is BlockKind.PARAGRAPH and _reads_as_verse(text)):
            kind = BlockKind.VERSE
            spans = tuple(span for span in spans if span.kind is not SpanKind.BREAK)
        return Block(kind, text, spans, level=level, language=language)


def _within(span: Span, shift: int, length: int) -> Span | None:
    """The span in a text whose first ``shift`` characters are cut off; None if outside it."""
    start, end = max(0, span.start - shift), min(length, span.end - shift)
    if span.kind is SpanKind.BREAK:
        inside = 0 < span.start - shift < length
        return Span(start, start, span.kind) if inside else None
    return Span(start, end, span.kind, span.target) if start < end else None


def _reads_as_verse(text: str) -> bool:
    """Whether several short lines stand under each other: a stanza, an address."""
    lines = text.split("\n")
    return len(lines) >= _VERSE_LINES and all(len(line) <= _VERSE_CHARS for line in lines)
