"""Reading engines in a headless browser: a folder served to it, and books to open.

``make readers`` installs what is needed; without it these tests are skipped and say so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bench import engines
from bench.engines import INSTALLS, MODULES, serve
from tests.export.conftest import Sample, make_sample
from tests.reading.arabic import make_arabic_book


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's program."""
    found = engines.chromium()
    if not found:
        pytest.skip(f"Chromium is not here: {INSTALLS}")
    return found


@pytest.fixture(scope="session")
def modules() -> Path:
    """The folder with the engines and the accessibility checker."""
    if not MODULES.is_dir():
        pytest.skip(f"the reading engines are not here: {INSTALLS}")
    return MODULES


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, modules: Path) -> Iterator[tuple[str, Path]]:
    """The address of a server on this machine, and the folder that it serves."""
    folder = tmp_path_factory.mktemp("site")
    with serve(folder) as address:
        yield address, folder


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    """A browser without a window."""
    api = pytest.importorskip("playwright.sync_api", reason=f"Playwright is missing: {INSTALLS}")
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def sample() -> Sample:
    """The exporters' book of five articles."""
    return make_sample()


@pytest.fixture(scope="session")
def arabic() -> Sample:
    """A book that is read from right to left."""
    return make_sample(make_arabic_book())


@pytest.fixture(scope="session", params=["ltr", "rtl"])
def shelf(request: pytest.FixtureRequest) -> Sample:
    """One book after the other: read from left to right, and from right to left."""
    name = {"ltr": "sample", "rtl": "arabic"}[request.param]
    found: Sample = request.getfixturevalue(name)
    return found


@pytest.fixture
def open_book(
    browser: Any, site: tuple[str, Path], tmp_path: Path
) -> Iterator[Callable[..., tuple[Any, dict[str, Any]]]]:
    """Opens a book: the browser's page, and what the engine says of the book.

    A fault that the engine throws or writes to the console fails the test.
    """
    address, folder = site
    faults: list[str] = []
    contexts = []

    def opening(engine: str, book: bytes, **screen: Any) -> tuple[Any, dict[str, Any]]:
        name = f"{tmp_path.parent.name}-{tmp_path.name}.epub"
        (folder / name).write_bytes(book)
        context = browser.new_context(**screen)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
        page.goto(f"{address}/{engine}.html")
        page.wait_for_function("window.reader")
        return page, page.evaluate("address => reader.open(address)", f"/{name}")

    yield opening
    for context in contexts:
        context.close()
    assert faults == []
