"""Justified lines end at the margin, in whatever script and face they are set."""

import pypdfium2
import pytest

from anthology.export.pdf.chunk import Job, Renderer
from anthology.theme import load_theme

_CSS = (
    "@page { size: 100mm 90mm; margin: 20mm 12mm }"
    " html { font-family: Libertine; font-size: 10.5pt; text-align: justify }"
)
_TEXTS = {
    "zh": "今天我们宣布推出一个新项目，希望帮助 Bitcoin 公司采用最佳的扩展技术和方法，" * 4,
    "ja": "ウェールズ議会の名称を変更するという計画がその発端となっている。" * 5,
    "ar": "وذكرت الجمعية في يونيو نتائج المشاورات العامة حول المقترحات " * 5,
    "he": "הוועדה פרסמה ביוני את תוצאות ההתייעצות הציבורית על ההצעות " * 5,
    "th": "คณะกรรมการ เผยแพร่ ผล การ ปรึกษา สาธารณะ ใน เดือน มิถุนายน " * 5,
    "en": "The committee published the results of the public consultation in June. " * 5,
}


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(_CSS, load_theme("classic").faces)


def _edges(pdf: bytes) -> list[tuple[float, float]]:
    """Left and right end of the ink of every line, top to bottom."""
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[0].get_textpage()
        lines: dict[int, list[tuple[float, float]]] = {}
        for at in range(text.count_chars()):
            if not text.get_text_range(at, 1).strip():
                continue
            left, _, right, _ = text.get_charbox(at, loose=True)
            _, bottom, _, _ = text.get_charbox(at, loose=True)
            lines.setdefault(round(bottom / 8), []).append((left, right))
    return [
        (min(a for a, _ in found), max(b for _, b in found)) for _, found in sorted(lines.items())
    ]


@pytest.mark.engine_warnings  # where a machine has no font for the script
@pytest.mark.parametrize("language", sorted(_TEXTS))
def test_lines_reach_both_margins(renderer: Renderer, language: str) -> None:
    turn = ' dir="rtl"' if language in ("ar", "he") else ""
    html = f'<html lang="{language}"{turn}><p>{_TEXTS[language]}</p>'
    edges = _edges(renderer.render(Job("x", html)).pdf)[1:]  # the lowest line comes first
    assert len(edges) >= 3
    assert max(left for left, _ in edges) - min(left for left, _ in edges) < 1.5
    assert max(right for _, right in edges) - min(right for _, right in edges) < 1.5
