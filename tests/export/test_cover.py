"""The cover as a picture: its section alone, drawn as wide as shops ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from anthology.edition import Page, Region, Section
from anthology.engine import engine
from anthology.export.pdf.cover import begin_cover, draw
from anthology.export.pdf.pieces import Job
from anthology.export.pdf.rendering import Style
from anthology.model import Folios
from anthology.theme import Theme, load_theme

_PAGE = Page(125, 200, 0, 0, 0, 0, 10, 12, 10, head_mm=8, foot_mm=6)


@dataclass
class _Edition:
    """As much of an edition as is asked for."""

    theme: Theme = field(default_factory=lambda: load_theme("classic"))
    page: Page = _PAGE
    sections: tuple[Section, ...] = (
        Section("title", "title", "T", Region.FRONT), Section("cover", "cover", "C", Region.COVER),
        Section("end", "end", "E", Region.BACK),
    )  # fmt: skip

    def html(self, section: Section, folios: Folios) -> str:
        assert folios == Folios()
        return f"<p>{section.id}"

    def css(self) -> str:
        return "p { color: red }"


class _Shop:
    """Keeps what it is given to do."""

    def begin(self, *work: Any) -> Callable[[], bytes]:
        self.work = work
        return lambda: b"picture"


def test_the_cover_alone_is_given_to_be_drawn() -> None:
    edition, shop = _Edition(), _Shop()
    assert begin_cover(edition, shop)() == b"picture"  # type: ignore[arg-type]  # all that is asked of them
    what, style, job, cost_s, needs = shop.work
    assert what is draw
    assert style == Style(edition.page.css() + "p { color: red }", edition.theme.faces)
    assert job == Job("cover", "<p>cover")
    assert cost_s == pytest.approx(0.5)
    assert needs == engine(edition.theme.faces)


def test_the_first_page_is_drawn_at_1600_by_2560_pixels() -> None:
    css = (
        "@page { size: 125mm 200mm; margin: 0 } p { margin: 0; height: 100mm; background: red }"
        ".half { width: 50% } .next { break-before: page; background: blue }"
    )
    job = Job(
        "cover", '<html lang="en"><body style="margin: 0"><p><p class="half"><p class="next">'
    )
    data = draw(Style(css, ()), job)
    with Image.open(BytesIO(data)) as picture:
        assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (1600, 2560))
        places = (10, 10), (1590, 10), (10, 2550), (790, 2550), (810, 2550), (1590, 2550)
        found = [picture.getpixel(place) for place in places]
        tables = picture.quantization
    red, white = (254, 0, 0), (255, 255, 255)
    assert found == [red, red, red, red, white, white]
    reference = BytesIO()
    Image.new("RGB", (8, 8)).save(reference, "JPEG", quality=88)
    with Image.open(reference) as picture:
        assert picture.quantization == tables
