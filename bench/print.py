"""What the print edition's refinements cost over WeasyPrint's plain output, in one run.

    .venv/bin/python bench/print.py seeds

Every article is set by the engine as it is, and as the program has it: divisions limited, lines
of all scripts justified, text in the order of reading, tags. Then the pages are checked. Times
are of the processor, the best of the runs, which alternate.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import weasyprint
import weasyprint.layout
import weasyprint.text.line_break

from anthology.check.page_faults import page_faults
from anthology.collect import collect
from anthology.config import Config
from anthology.edit import edit
from anthology.edition import Edition, Medium
from anthology.export.pdf.chunk import Job, Renderer
from anthology.layout import lay_out
from anthology.model import Folios
from anthology.report import Report
from anthology.theme import load_theme

_RUNS = 5


def edition_of(folder: Path) -> Edition:
    """The print edition of a folder of articles."""
    config, report = Config(sources=(str(folder),)), Report()
    book = edit(collect(config.sources, config, report), config, report)
    return lay_out(book, load_theme("classic"), Medium.PRINT, "A5", "0")


def engine_state() -> dict[Any, dict[str, Any]]:
    """Everything in the engine that can be replaced."""
    modules = [m for name, m in sorted(sys.modules.items()) if name.startswith("weasyprint")]
    classes = [weasyprint.text.line_break.Layout, weasyprint.layout.LayoutContext]
    return {each: dict(vars(each)) for each in [*modules, *classes]}


def put(state: dict[Any, dict[str, Any]], other: dict[Any, dict[str, Any]]) -> None:
    """Make the engine as it was in ``state``, where ``other`` is different."""
    for holder, names in state.items():
        for name, value in names.items():
            if other[holder].get(name) is not value:
                setattr(holder, name, value)


def seconds(work: Callable[[], object]) -> float:
    """The processor's time for it."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print a row for each way of setting the pages."""
    edition = edition_of(Path(sys.argv[1]))
    css = edition.page.css() + edition.css()
    jobs = [Job(s.id, edition.html(s, Folios())) for s in edition.sections if s.article]
    plain = engine_state()
    renderer = Renderer(css, edition.theme.faces)  # puts the refinements into the engine
    refined = engine_state()
    style = renderer._style

    def set_plain() -> None:
        for job in jobs:
            html = weasyprint.HTML(string=job.html, url_fetcher=renderer._fetcher)
            document = html.render(stylesheets=[style.sheet], font_config=style.fonts)
            document.write_pdf(BytesIO())

    chunks = []

    def set_refined() -> None:
        chunks[:] = [renderer.render(job) for job in jobs]

    set_refined()  # fonts and caches are warm for both
    times: dict[str, list[float]] = {"plain": [], "refined": [], "checked": []}
    for _ in range(_RUNS):
        put(plain, refined)
        times["plain"].append(seconds(set_plain))
        put(refined, plain)
        times["refined"].append(seconds(set_refined))
        times["checked"].append(seconds(lambda: [list(page_faults(c.pdf)) for c in chunks]))
    pages = sum(chunk.pages for chunk in chunks)
    sys.stdout.write(f"{len(jobs)} articles, {pages} pages, best of {_RUNS} runs\n")
    base = min(times["plain"])
    for name, found in times.items():
        best = min(found)
        page = f"{best / pages * 1000:5.1f} ms a page"
        sys.stdout.write(f"  {name:8} {best:6.2f} s  {page}  x{best / base:.2f}\n")


if __name__ == "__main__":
    main()
