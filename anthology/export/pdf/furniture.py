"""Running heads and folios, drawn over finished pages as artifacts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from anthology.edition import Page
from anthology.export.pdf.pieces import FontUse

_PT_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Figures:
    """The face in which folios are set: glyph and width of every figure."""

    font: str  # its resource name in the chunk of the figures; pages call it /Folio
    glyphs: Mapping[str, int]
    widths: Mapping[str, float]  # thousandths of the type size
    size_pt: float

    @classmethod
    def of(cls, uses: tuple[FontUse, ...], size_pt: float) -> Figures:
        """From the fonts of a chunk that holds nothing but the figures."""
        use = uses[0]
        widths = dict(use.widths)
        found = {text: glyph for glyph, text in use.to_unicode if len(text) == 1}
        return cls(use.hash, found, {t: widths[g] for t, g in found.items()}, size_pt)

    def width_pt(self, folio: str) -> float:
        """How wide the folio is set."""
        return sum(self.widths[c] for c in folio) * self.size_pt / 1000

    def draw(self, folio: str, left_pt: float, right_pt: float, baseline_pt: float) -> bytes:
        """Operators that set the folio in the middle between two edges."""
        glyphs = "".join(f"{self.glyphs[c]:04x}" for c in folio)
        x = (left_pt + right_pt - self.width_pt(folio)) / 2
        return (
            f"0.07 g BT /Folio {self.size_pt:.3f} Tf 1 0 0 1 {x:.3f} {baseline_pt:.3f} Tm"
            f" <{glyphs}> Tj ET"
        ).encode()


def head_shift_pt(page: Page) -> float:
    """How far a head must rise from where its document sets it: the top of the text block."""
    leading_mm = page.leading_pt / _PT_PER_MM
    return (page.top_mm + leading_mm * 0.75 - page.head_mm) * _PT_PER_MM


def folio_span_pt(page: Page, left_hand: bool, width_pt: float) -> tuple[float, float]:
    """The edges between which a folio is centred, on a page whose mirror is not applied yet.

    The text block, or at its outer corner the width of the folio alone.
    """
    left = page.inner_mm * _PT_PER_MM
    right = (page.width_mm - page.outer_mm) * _PT_PER_MM
    if not page.outer_furniture:
        return left, right
    return (left, left + width_pt) if left_hand else (right - width_pt, right)


def overlay(content: list[bytes]) -> bytes:
    """What draws an artifact: assistive technology passes over it."""
    body = b"\n".join(content)
    return b"/Artifact <</Type /Pagination>> BDC q " + body + b" Q EMC"
