"""The pages look as they did: pictures of them are kept beside this file.

``pytest tests/export/test_pictures.py --rewrite-pictures`` takes them anew; look at them before
you commit. Another Pango breaks lines elsewhere: pictures are compared with the one that made them.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pypdfium2
import pytest
import weasyprint
from PIL import Image, ImageChops, ImageFilter, ImageStat
from weasyprint.text.ffi import pango

from anthology.edition import Medium
from anthology.export.pdf import to_pdf
from anthology.layout import lay_out
from anthology.progress import SilentProgress
from anthology.report import Report
from anthology.theme import load_theme

_FOLDER = Path(__file__).parent / "pictures"
_MADE_WITH = _FOLDER / "made-with.txt"
_DPI = 56
_MEAN = 1.0  # of 255: how far two pictures may differ on average
_WORST = 60  # and in any place, once both are blurred
# What each picture shows, by physical page of the specimen book.
_PAGES = {3: "half-title", 5: "title", 7: "contents", 9: "part", 11: "opener", 12: "blocks",
          13: "blocks-2", 17: "initial"}  # fmt: skip


def _engine() -> str:
    return f"WeasyPrint {weasyprint.__version__}, Pango {pango.pango_version()}\n"


def _specimen_pdf(theme: str) -> bytes:
    spec = importlib.util.spec_from_file_location("specimen", Path(__file__).parent / "specimen.py")
    assert spec is not None
    assert spec.loader is not None
    specimen = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(specimen)
    report = Report()
    edition = lay_out(specimen.specimen_book(), load_theme(theme), Medium.PRINT, "A5", "0")
    pdf = to_pdf(edition, report, SilentProgress()).pdf
    assert list(report) == []
    return pdf


@pytest.fixture(scope="module")
def drawn() -> dict[str, Image.Image]:
    """Every picture by name, as the pages look now."""
    found = {}
    for theme in ("classic", "modern"):
        with pypdfium2.PdfDocument(_specimen_pdf(theme)) as document:
            for page, name in _PAGES.items():
                picture = document[page - 1].render(scale=_DPI / 72, grayscale=True).to_pil()
                found[f"{theme}-{name}"] = picture.convert("L")
    return found


@pytest.mark.parametrize("theme", ["classic", "modern"])
@pytest.mark.parametrize("name", _PAGES.values())
def test_a_page_looks_as_it_did(
    drawn: dict[str, Image.Image], theme: str, name: str, request: pytest.FixtureRequest
) -> None:
    picture = drawn[f"{theme}-{name}"]
    kept = _FOLDER / f"{theme}-{name}.png"
    if request.config.getoption("--rewrite-pictures"):
        _FOLDER.mkdir(exist_ok=True)
        picture.quantize(16).save(kept, optimize=True)
        _MADE_WITH.write_text(_engine(), encoding="utf-8")
        return
    made_with = _MADE_WITH.read_text(encoding="utf-8")
    if made_with != _engine():
        pytest.skip(f"the pictures were made with {made_with.strip()}")
    assert _difference(picture, Image.open(kept).convert("L")) == "none"


def _difference(now: Image.Image, then: Image.Image) -> str:
    if now.size != then.size:
        return f"the page is {now.size}, was {then.size}"
    blurred = [picture.filter(ImageFilter.GaussianBlur(1.2)) for picture in (now, then)]
    difference = ImageStat.Stat(ImageChops.difference(*blurred))
    mean, worst = difference.mean[0], difference.extrema[0][1]
    if mean > _MEAN or worst > _WORST:
        return f"mean {mean:.2f}, worst {worst}; see --rewrite-pictures if this is meant"
    return "none"


def test_a_line_that_moves_is_seen(drawn: dict[str, Image.Image]) -> None:
    picture = drawn["classic-blocks"]
    moved = ImageChops.offset(picture, 0, 3)
    assert _difference(picture, picture) == "none"
    assert _difference(picture, moved) != "none"
