"""Text and its spans woven into markup: escaped once, no character lost."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable

from markupsafe import Markup, escape

from anthology.model import Span, SpanKind

_ANCHORS = {SpanKind.LINK, SpanKind.NOTE, SpanKind.PERSON}


def weave(
    text: str,
    spans: list[Span],
    points: list[tuple[int, Markup]],
    tags: Callable[[Span], tuple[Markup, Markup]],
) -> Markup:
    """``text`` escaped, with elements round its spans and ``points`` put in at their offsets.

    Spans that overlap are cut where they cross; of links, none may lie in another.
    """
    if not spans and not points:
        return escape(text)
    spans = sorted(spans, key=lambda s: (s.start, -s.end, s.kind))
    cuts = {0, len(text)} | {offset for offset, _ in points}
    cuts |= {edge for s in spans for edge in (s.start, s.end)}
    edges = sorted(cut for cut in cuts if 0 <= cut <= len(text))
    marks: dict[int, list[Markup]] = {}
    for offset, mark in points:
        marks.setdefault(min(max(offset, 0), len(text)), []).append(mark)
    out: list[Markup] = []
    stack: list[Span] = []
    opened: set[Span] = set()
    ahead = deque(spans)
    for at, following in zip(edges, [*edges[1:], None], strict=True):
        active = [s for s in stack if at < s.end]
        while ahead and ahead[0].start <= at:
            if at < (span := ahead.popleft()).end:
                active.append(span)
        keep = 0
        while keep < min(len(stack), len(active)) and stack[keep] == active[keep]:
            keep += 1
        out.extend(tags(s)[1] for s in reversed(stack[keep:]))
        out.extend(marks.get(at, ()))
        for span in active[keep:]:
            out.append(_reopened(tags(span)[0]) if span in opened else tags(span)[0])
            opened.add(span)
        stack = active
        if following is not None:
            out.append(escape(text[at:following]))
    return Markup("".join(out))


def apart(spans: Iterable[Span]) -> tuple[list[Span], list[Span]]:
    """The spans without the links that begin inside another link, and those links."""
    kept: list[Span] = []
    nested: list[Span] = []
    end = -1
    for span in sorted(spans, key=lambda s: (s.start, -s.end, s.kind)):
        if span.kind in _ANCHORS and span.start < end:
            nested.append(span)
            continue
        if span.kind in _ANCHORS:
            end = span.end
        kept.append(span)
    return kept, nested


def _reopened(tag: Markup) -> Markup:
    """The tag without its id: an element cut in two may carry it once."""
    before, found, after = str(tag).partition(' id="')
    return Markup(before + after.partition('"')[2]) if found else tag
