"""Measure this program beside others on the same articles, in one run.

    python -m bench FOLDER... --articles 300 --words 1000 --name long-300

Takes the articles of the folders again, with changes, until there are enough. Every program that
is installed runs as often as asked for, in turns, so that a busy machine slows all alike; medians
are written to docs/measured/NAME.md and NAME.svg. Linux only: memory is read from /proc.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

import pikepdf

from bench.collection import texts, write_folder
from bench.measure import Measured, measure
from bench.rivals import Run, ours, rivals, series, write_inputs
from bench.table import Row, markdown, svg

DOCS = Path(__file__).parent.parent / "docs" / "measured"


def main() -> None:
    """Measure and write."""
    arguments = _arguments()
    found = texts(arguments.folders, arguments.articles, arguments.words)
    words = sum(len(p.split()) for text in found for p in text.paragraphs)
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        folder = Path(place)
        articles = write_folder(found, folder / "articles")
        if arguments.split:
            runs = [series(articles, folder, arguments.jobs, arguments.split)]
        else:
            write_inputs(found, folder / "rivals")
            runs = [*ours(articles, folder, arguments.jobs), *rivals(found, folder / "rivals")]
        if arguments.only:
            runs = [
                run
                for run in runs
                if any(word in f"{run.name} {run.kind}" for word in arguments.only)
            ]
        rows = _rows(runs, arguments.runs)
    title = f"{len(found):,} articles, {words:,} words, {arguments.jobs} processes"
    DOCS.mkdir(parents=True, exist_ok=True)
    (DOCS / f"{arguments.name}.svg").write_text(svg(title, rows), encoding="utf-8")
    table = markdown(title, rows, f"{arguments.name}.svg")
    (DOCS / f"{arguments.name}.md").write_text(table, encoding="utf-8")
    sys.stdout.write(table)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.split("\n\n")[0])
    parser.add_argument("folders", nargs="+", help="folders of real articles")
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--words", type=int, default=0, help="cut articles at so many words")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--split", default="", help="measure a series of volumes, ours alone")
    parser.add_argument("--name", default="bench")
    parser.add_argument(
        "--only", action="append", help="runs whose program or kind holds this word"
    )
    return parser.parse_args()


def _rows(runs: list[Run], times: int) -> list[Row]:
    measured: dict[Run, list[Measured]] = {}
    failed: set[int] = set()
    for _ in range(times):
        for number, run in enumerate(runs):
            if number in failed:
                continue
            sys.stderr.write(f"{run.name} ({run.kind})\n")
            try:
                found = measure(run.command, dict(run.environment))
                measured.setdefault(run, []).append(found)
            except subprocess.CalledProcessError as error:
                failed.add(number)
                sys.stderr.write(f"  failed: {error.output.decode(errors='replace')[-500:]}\n")
    return [_row(run, measured[run]) for run in runs if run in measured]


def _row(run: Run, measured: list[Measured]) -> Row:
    books = [book for made in run.made for book in _books(made)]
    return Row(
        name=run.name,
        kind=run.kind,
        wall_s=median(each.wall_s for each in measured),
        processor_s=median(each.processor_s for each in measured),
        peak_mb=median(each.peak_mb for each in measured),
        size_kb=sum(book.stat().st_size for book in books) / 1000,
        pages=sum(_pages(book) for book in books if book.suffix == ".pdf"),
        note=run.note,
    )


def _books(made: Path) -> list[Path]:
    """The book of that name, or all in the folder."""
    return [each for each in (made.iterdir() if made.is_dir() else [made]) if each.is_file()]


def _pages(book: Path) -> int:
    with pikepdf.open(book) as pdf:
        return len(pdf.pages)


if __name__ == "__main__":
    main()
