"""Build an e-book of every folder of articles and check it: EPUBCheck, Ace, our own checks.

    python -m tools.check_corpora FOLDER... [--out DIR] [--pdf] [--verbose]

Prints a row a folder: articles, files, faults found by each checker, seconds. Needs Java, and what
``make readers`` installs. Ends with status 1 if a book has a fault.
"""

from __future__ import annotations

import argparse
import contextlib
import shutil
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path

from anthology.build import build
from anthology.check.epub import check_epub
from anthology.check.epubcheck import epubcheck
from anthology.check.findings import Finding, Severity
from anthology.config import Config
from anthology.errors import AnthologyError
from anthology.report import Report
from bench.engines import violations

_ROW = "| {:<38} | {:>8} | {:>6} | {:>9} | {:>10} | {:>5} | {:>7} |"
_NOT_ARTICLES = ("README.md", "LICENSE", "manifest.json")


def main() -> int:
    """Check the folders and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--out", type=Path, help="where to keep the books and Ace's reports")
    parser.add_argument("--pdf", action="store_true", help="make the PDF too: page lists")
    parser.add_argument("--verbose", action="store_true", help="name every fault")
    asked = parser.parse_args()
    heads = ("folder", "articles", "files", "own", "EPUBCheck", "Ace", "seconds")
    print(_ROW.format(*heads))
    print("|" + "|".join("-" * (len(cell)) for cell in _ROW.format(*heads)[1:-1].split("|")) + "|")
    faults = 0
    with contextlib.ExitStack() as stack:
        out = asked.out or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        for folder in asked.folders:
            found = _check(folder, out / folder.name, pdf=asked.pdf)
            print(_ROW.format(folder.name, *found[0]), flush=True)
            faults += len(found[1])
            for line, count in Counter(found[1]).most_common(None if asked.verbose else 5):
                print(f"    {count} x {line}", flush=True)
    return 1 if faults else 0


def _check(folder: Path, out: Path, *, pdf: bool) -> tuple[tuple[object, ...], list[str]]:
    """The cells of the folder's row, and a line for every fault."""
    started = time.perf_counter()
    out.mkdir(parents=True, exist_ok=True)
    try:
        articles, book = _book(folder, out, pdf=pdf)
    except AnthologyError as error:
        line = str(error).splitlines()[0]
        return (("-",) * 5 + (f"{time.perf_counter() - started:.0f}",), [f"not built: {line}"])
    own = _faults(check_epub(book.read_bytes()))
    official = _faults(epubcheck(book))
    ace = _violations(book, out)
    with zipfile.ZipFile(book) as archive:
        files = len(archive.namelist())
    seconds = f"{time.perf_counter() - started:.0f}"
    cells = (articles, files, len(own), len(official), len(ace), seconds)
    return cells, [*own, *official, *ace]


def _book(folder: Path, out: Path, *, pdf: bool) -> tuple[int, Path]:
    """How many articles the folder gives, and the e-book made of them."""
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / folder.name
        shutil.copytree(folder, source, ignore=shutil.ignore_patterns(*_NOT_ARTICLES))
        formats = ("epub", "pdf") if pdf else ("epub",)
        config = Config(sources=(str(source),), title=folder.name, formats=formats)
        built = build(config, Report())
        files = tuple(built.files)
    for name, content in files:
        (out / name).write_bytes(content)
    (name,) = (name for name, _ in files if name.endswith(".epub"))
    return len(built.book.articles), out / name


def _faults(findings: tuple[Finding, ...]) -> list[str]:
    """What makes a book less than sound, EPUBCheck not run included."""
    return [
        f"{each.found_by}: {each.place}: {each.message}"
        for each in findings
        if each.severity is not Severity.REMARK or "was not run" in each.message
    ]


def _violations(book: Path, out: Path) -> tuple[str, ...]:
    try:
        return tuple(f"Ace: {each}" for each in violations(book, out))
    except FileNotFoundError as error:
        return (str(error),)


if __name__ == "__main__":
    sys.exit(main())
