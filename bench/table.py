"""What was measured, as a Markdown table and as a chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_BAR, _LEFT, _WIDTH = 22, 260, 420


@dataclass(frozen=True, slots=True)
class Row:
    """One program, medians of its runs."""

    name: str
    kind: str
    wall_s: float
    processor_s: float
    peak_mb: float
    size_kb: float
    pages: int  # 0 without a PDF
    note: str


def markdown(title: str, rows: Sequence[Row], chart: str) -> str:
    """The table under its title, with the chart that lies beside it."""
    lines = [
        f"# {title}",
        "",
        f"![{title}]({chart})",
        "",
        "| program | makes | seconds | processor seconds | MB | kB | pages | remarks |",
        "|---|---|---:|---:|---:|---:|---:|---|",
    ]
    for row in rows:
        pages = f"{row.pages:,}" if row.pages else ""
        lines.append(
            f"| {row.name} | {row.kind} | {row.wall_s:.2f} | {row.processor_s:.2f} |"
            f" {row.peak_mb:.0f} | {row.size_kb:,.0f} | {pages} | {row.note} |"
        )
    return "\n".join(lines) + "\n"


def svg(title: str, rows: Sequence[Row]) -> str:
    """Bars of the seconds, ours dark; readable on light and dark grounds."""
    longest = max(row.wall_s for row in rows)
    height = 40 + _BAR * len(rows)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_LEFT + _WIDTH + 70} {height}"'
        f' font-family="sans-serif" font-size="12" role="img"><title>{escape(title)}</title>',
        '<rect width="100%" height="100%" fill="#fff"/>',
        f'<text x="10" y="20" font-weight="bold">{escape(title)}: seconds</text>',
    ]
    for at, row in enumerate(rows):
        y = 32 + at * _BAR
        width = max(1.0, row.wall_s / longest * _WIDTH)
        colour = "#7a1f2b" if row.name.startswith("Anthology") else "#b9b4aa"
        label = escape(f"{row.name} ({row.kind})")
        lines += [
            f'<text x="{_LEFT - 8}" y="{y + 14}" text-anchor="end">{label}</text>',
            f'<rect x="{_LEFT}" y="{y + 3}" width="{width:.1f}" height="{_BAR - 7}"'
            f' fill="{colour}"/>',
            f'<text x="{_LEFT + width + 6:.1f}" y="{y + 14}">{row.wall_s:.2f}</text>',
        ]
    return "\n".join([*lines, "</svg>"]) + "\n"
