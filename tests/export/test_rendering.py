"""Sections as work for other processes: filled there, rendered, and known by a key."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from anthology.edition import Region, Section
from anthology.export.pdf import rendering
from anthology.export.pdf.pieces import Job, Run
from anthology.export.pdf.rendering import Filler, Style, fill_and_render, key_of, render
from anthology.model import Article, Asset, Folios, Origin
from anthology.theme import load_theme

_ASSET = Asset("mill", "image/png", b"x")


def _section(name: str, *assets: Asset) -> Section:
    article = Article(name, Origin(f"{name}.txt"), name, (), assets=assets) if assets else None
    return Section(name, "article", name, Region.BODY, article=article)


@dataclass(frozen=True)
class _Edition:
    """As much of an edition as is asked for; it can be packed."""

    name: str
    own_templates: tuple[str, ...] = ("a template",)

    def lean(self) -> _Edition:
        return replace(self, name=f"lean {self.name}")

    def fill(self, run: tuple[Section, ...], folios: Folios) -> str:
        assert folios == Folios()
        return f"{self.name}: {' '.join(each.id for each in run)}"


@pytest.fixture
def style() -> Style:
    return Style("@page { size: A6 }", load_theme("classic").faces)


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """What is kept for the next piece of work is of these tests alone."""
    for kept in (rendering._edition, rendering._renderer):
        kept.cache_clear()
    yield
    for kept in (rendering._edition, rendering._renderer):
        kept.cache_clear()


def test_a_style_is_told_apart_by_its_sheet(style: Style) -> None:
    digest = hashlib.blake2b(b"@page { size: A6 }", digest_size=20).hexdigest()
    assert style.digest == digest
    assert replace(style, faces=()).digest == digest
    assert replace(style, css="@page { size: A5 }").digest != digest


def test_what_fills_articles_is_a_lean_edition_and_its_templates() -> None:
    filler = Filler.of(_Edition("edition"))  # type: ignore[arg-type]  # all that is asked of it
    assert pickle.loads(filler.packed) == _Edition("lean edition")
    assert filler.templates == ("a template",)


def test_articles_are_filled_with_their_images_and_rendered(
    style: Style, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tuple[Style, Job]] = []
    monkeypatch.setattr(rendering, "render", lambda *told: made.append(told) or "chunk")
    filler = Filler.of(_Edition("edition"))  # type: ignore[arg-type]  # all that is asked of it
    other = Asset("boat", "image/png", b"y")
    sections = (_section("a-1", _ASSET, other), _section("x"), _section("a-2", _ASSET))
    assert fill_and_render((style, filler), Run("a-1", sections)) == "chunk"
    job = Job("x", "html")
    assert fill_and_render((style, filler), job) == "chunk"
    html = "lean edition: a-1 x a-2"
    assert made == [(style, Job("a-1", html, (_ASSET, other, _ASSET), merged=True)), (style, job)]


def test_an_edition_is_unpacked_once_for_all_its_articles() -> None:
    filler = Filler.of(_Edition("edition"))  # type: ignore[arg-type]  # all that is asked of it
    assert rendering._edition(filler) is rendering._edition(filler)
    other = Filler.of(_Edition("another"))  # type: ignore[arg-type]  # all that is asked of it
    assert rendering._edition(other).name == "lean another"  # type: ignore[attr-defined]  # ours


def test_a_style_is_read_once_for_all_its_jobs(style: Style) -> None:
    assert rendering._renderer(style) is rendering._renderer(style)
    chunk = render(style, Job("a", '<html lang="en"><p id="b">x'))
    assert (chunk.id, chunk.pages, [each.id for each in chunk.anchors]) == ("a", 1, ["b"])
    rendering._let_go()
    assert rendering._renderer.cache_info().currsize == 0


def test_work_is_known_by_all_that_it_is() -> None:
    jobs = [Job("a", "x"), Job("b", "x"), Job("a", "y"), Job("a", "x", (_ASSET,)),
            Job("a", "x", merged=True)]  # fmt: skip
    keys = [key_of(job) for job in jobs]
    assert len(set(keys)) == len(keys)
    assert all(keys)
    assert key_of(Job("a", "x")) == keys[0]


def test_work_that_cannot_be_written_has_no_key() -> None:
    assert key_of(Job("a", "a name that is no text: \udcff")) == b""
