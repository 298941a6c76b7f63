"""How long books of 10, 100 and 1,000 articles take to open in two reading engines.

    .venv/bin/python bench/reading.py [--runs 3] [--sizes 10 100 1000]

Needs what ``make readers`` installs. An article has about 480 words and names two people. Measured
in headless Chromium from the call that opens the file to the first page on the screen, the file
already loaded, and from there to the last article and to an entry of the who's who.
"""

# ruff: noqa: T201 - a table is what it is for

from __future__ import annotations

import argparse
import datetime as dt
import functools
import shutil
import statistics
import sys
import tempfile
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from anthology.edit.links import link_first_mentions
from anthology.edit.parts import make_parts
from anthology.edition import Medium
from anthology.export.epub import to_epub
from anthology.layout import lay_out
from anthology.model import (
    Article,
    ArticleDate,
    Block,
    BlockKind,
    Book,
    Folios,
    Mention,
    Name,
    Origin,
    Person,
)
from anthology.theme import load_theme

_READING = Path(__file__).parent.parent / "tests" / "reading"
_SENTENCE = "The river rose by the mill, mark {n} was under water, and the keeper wrote it down. "
_ROW = "| {:>8} | {:>7} | {:<10} | {:>9} | {:>16} | {:>15} |"


class _Quiet(SimpleHTTPRequestHandler):
    extensions_map = {  # noqa: RUF012 - as the base class has it
        **SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript",
    }  # fmt: skip

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def make_epub(count: int) -> bytes:
    """A book of so many articles, without a PDF."""
    keepers = max(2, count // 5)
    names = [f"Ada Quill{'abcdefghij'[n % 10]}{n}" for n in range(keepers)]
    articles = []
    mentions: dict[str, list[Mention]] = {name: [] for name in names}
    for n in range(count):
        paragraphs = []
        for leaf in range(6):
            text = "".join(_SENTENCE.format(n=f"{n}.{leaf}.{s}") for s in range(5))
            if leaf < 2:
                name = names[(n + leaf * 7) % keepers]
                mentions[name].append(Mention(f"a-{n}", leaf, 0, len(name), name))
                text = f"{name} came. {text}"
            paragraphs.append(Block(BlockKind.PARAGRAPH, text.strip()))
        date = ArticleDate(dt.date(2015, 1, 1) + dt.timedelta(days=3 * n))
        articles.append(
            Article(f"a-{n}", Origin(f"{n}.txt"), f"High water {n}", tuple(paragraphs), date=date)
        )
    people = tuple(
        Person(f"p-{n}", Name(name, name), tuple(mentions[name]))
        for n, name in enumerate(names)
        if mentions[name]
    )
    book = Book(
        title="High Water",
        language="en",
        parts=make_parts(link_first_mentions(articles, people), "auto", "en"),
        people=people,
        identifier=f"urn:uuid:00000000-0000-5000-8000-{count:012}",
    )
    edition = lay_out(book, load_theme("classic"), Medium.EBOOK, "A5", "0")
    return to_epub(edition, Folios(), b"")


_OPEN = """async ([address, last]) => {
    const content = await (await fetch(address)).blob()
    const url = URL.createObjectURL(new File([content], 'book.epub'))
    const times = [performance.now()]
    const said = await reader.open(url)
    times.push(performance.now())
    const find = name => said.sections.find(each => each.endsWith(name))
    await reader.goTo(find(`a-${last}.xhtml`))
    times.push(performance.now())
    await reader.goTo(said.sections.find(each => /whos-who/.test(each)))
    times.push(performance.now())
    return times.slice(1).map((time, n) => time - times[n])
}"""


def measure(browser: Browser, address: str, engine: str, name: str, count: int) -> list[float]:
    """Milliseconds to open, to the last article, to the who's who."""
    page = browser.new_page(viewport={"width": 390, "height": 780})
    page.goto(f"{address}/{engine}.html")
    page.wait_for_function("window.reader")
    times: list[Any] = page.evaluate(_OPEN, [f"/{name}", count - 1])  # Any: JSON
    page.close()
    return times


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 100, 1000])
    asked = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium or not (_READING / "node_modules").is_dir():
        print("make readers installs what is needed", file=sys.stderr)
        return 1
    heads = ("articles", "kB", "engine", "open, s", "last article, s", "who's who, s")
    print(_ROW.format(*heads))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder)
        (site / "node_modules").symlink_to(_READING / "node_modules")
        for engine_page in (_READING / "engines").glob("*.html"):
            shutil.copy(engine_page, site)
        server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}"
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for count in asked.sizes:
            content = make_epub(count)
            (site / f"{count}.epub").write_bytes(content)
            for engine in ("foliate", "epubjs"):
                found = [
                    measure(browser, address, engine, f"{count}.epub", count)
                    for _ in range(asked.runs)
                ]
                medians = [statistics.median(each) / 1000 for each in zip(*found, strict=True)]
                cells = [f"{seconds:.2f}" for seconds in medians]
                print(_ROW.format(count, len(content) // 1000, engine, *cells), flush=True)
        browser.close()
        server.shutdown()
        server.server_close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
