"""The engine is mended once in a process, and only where the mend was tried."""

from types import FunctionType, ModuleType

import pytest
import weasyprint
import weasyprint.draw.text
import weasyprint.layout.inline
import weasyprint.pdf
import weasyprint.pdf.tags
import weasyprint.text.line_break

from anthology.export.pdf.chunk import Renderer
from anthology.export.pdf.mending import mend
from anthology.theme import load_theme

_MENDED = (
    weasyprint.draw.text,
    weasyprint.layout,
    weasyprint.layout.inline,
    weasyprint.pdf,
    weasyprint.pdf.tags,
    weasyprint.text.line_break,
)


def _functions(module: ModuleType) -> dict[str, FunctionType]:
    return {k: v for k, v in vars(module).items() if isinstance(v, FunctionType)}


def test_a_second_renderer_lays_nothing_on_again() -> None:
    """Else what a process makes would depend on how many books it has made before."""
    faces = load_theme("classic").faces
    Renderer("html { font-size: 9pt }", faces)
    before = [_functions(module) for module in _MENDED]
    Renderer("html { font-size: 10pt }", faces)
    assert [_functions(module) for module in _MENDED] == before


def test_only_a_version_that_was_tried_is_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    laid_on = []

    @mend
    def install() -> None:
        laid_on.append(weasyprint.__version__)

    @mend
    def install_too() -> None:
        laid_on.append(weasyprint.__version__)

    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    install()
    monkeypatch.setattr(weasyprint, "__version__", "70.1")
    install_too()
    install_too()
    assert laid_on == ["70.1"]
