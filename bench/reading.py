"""How long books of 10, 100 and 1,000 articles take to open in two reading engines.

    .venv/bin/python -m bench.reading [--runs 3] [--sizes 10 100 1000]

Needs what ``make readers`` installs. The articles are those of ``seeds/``, taken again changed.
Measured in headless Chromium from the call that opens the file to the first page on the screen, the
file already loaded, and from there to the last article and to the who's who.
"""

# ruff: noqa: T201 - a table is what it is for

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from anthology.build import build
from anthology.config import Config
from anthology.model import Book
from anthology.report import Report
from bench.collection import texts, write_folder
from bench.engines import MODULES, chromium, serve

_SEEDS = Path(__file__).parent.parent / "seeds"
_ROW = "| {:>8} | {:>7} | {:<10} | {:>9} | {:>16} | {:>15} |"


def make_book(count: int, folder: Path) -> tuple[Book, bytes]:
    """A book of so many articles, without a PDF."""
    write_folder(texts([str(_SEEDS)], count, 0), folder)
    config = Config(sources=(str(folder),), formats=("epub",), keep_duplicates=True)
    built = build(config, Report())
    ((_, content),) = built.files
    return built.book, content


_OPEN = """async ([address, last]) => {
    const content = await (await fetch(address)).blob()
    const url = URL.createObjectURL(new File([content], 'book.epub'))
    const times = [performance.now()]
    const said = await reader.open(url)
    times.push(performance.now())
    const find = name => said.sections.find(each => each.endsWith(name))
    await reader.goTo(find(`${last}.xhtml`))
    times.push(performance.now())
    await reader.goTo(said.sections.find(each => /whos-who/.test(each)))
    times.push(performance.now())
    return times.slice(1).map((time, n) => time - times[n])
}"""


def measure(browser: Browser, address: str, engine: str, name: str, last: str) -> list[float]:
    """Milliseconds to open, to the last article, to the who's who."""
    page = browser.new_page(viewport={"width": 390, "height": 780})
    page.goto(f"{address}/{engine}.html")
    page.wait_for_function("window.reader")
    times: list[Any] = page.evaluate(_OPEN, [f"/{name}", last])  # Any: JSON
    page.close()
    return times


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 100, 1000])
    asked = parser.parse_args()
    program = chromium()
    if not program or not MODULES.is_dir():
        print("make readers installs what is needed", file=sys.stderr)
        return 1
    heads = ("articles", "kB", "engine", "open, s", "last article, s", "who's who, s")
    print(_ROW.format(*heads))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder)
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        with serve(site) as address:
            for count in asked.sizes:
                book, content = make_book(count, site / f"of-{count}")
                (site / f"{count}.epub").write_bytes(content)
                for engine in ("foliate", "epubjs"):
                    found = [
                        measure(browser, address, engine, f"{count}.epub", book.articles[-1].id)
                        for _ in range(asked.runs)
                    ]
                    medians = [statistics.median(each) / 1000 for each in zip(*found, strict=True)]
                    cells = [f"{seconds:.2f}" for seconds in medians]
                    print(_ROW.format(count, len(content) // 1000, engine, *cells), flush=True)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
