"""Bad inputs, one build each: what came of it, as a row of ``table.toml`` says it."""

from __future__ import annotations

import io
import re
import resource
import shutil
import sys
import time
import tomllib
import zipfile
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from anthology.build import Built, build
from anthology.check.epub import check_epub
from anthology.check.findings import Severity
from anthology.cli.failures import explain
from anthology.config import Config
from anthology.report import Report

TABLE = Path(__file__).with_name("table.toml")
COMPANION = "0-companion.txt"
_COMPANION_TEXT = """\
date: 1999-12-31

The lighthouse keeper wrote that the lamp had burned through the storm and that nothing was lost.
"""
_ACTIVE = re.compile(
    rb"<script|<iframe|<object|<embed|<form|\son\w+\s*=\s*[\"']|(?:href|src)\s*=\s*[\"']\s*"
    rb"(?:javascript|vbscript|data:text|file):|@import",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a case. The companion, which stands beside it, is not counted."""

    exit: int
    articles: int = 0
    dates: tuple[str, ...] = ()
    words: int = 0
    notices: tuple[str, ...] = ()  # the codes, each once, sorted
    seconds: float = field(default=0.0, compare=False)
    grown_mb: float = field(default=0.0, compare=False)  # of the highest memory of the process
    message: str = field(default="", compare=False)
    told: tuple[str, ...] = field(default=(), compare=False)
    built: Built | None = field(default=None, compare=False, repr=False)

    def row(self) -> dict[str, object]:
        """As the table has it."""
        names = ("exit", "articles", "dates", "words", "notices")
        return {k: v for k, v in asdict(self).items() if k in names}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: what is expected, and why where the manifest wants something else."""

    outcome: Outcome
    why: str = ""


def table() -> dict[str, Row]:
    """The rows by case."""
    found = {}
    for path, row in tomllib.loads(TABLE.read_text(encoding="utf-8")).items():
        why = row.pop("why", "")
        values = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
        found[path] = Row(Outcome(**values), why)
    return found


def is_one_of_many(path: str) -> bool:
    """Whether a case means something among the others of its folder only."""
    articles_with_images = path.startswith("images/") and path.endswith(".md")
    return path.startswith(("set_", "duplicates")) or articles_with_images


def stage(nasty: Path, path: str, folder: Path) -> Path:
    """The folder of one case's sources, the companion beside it; the source to build."""
    group, _, name = path.partition("/")
    target = folder / group / name
    if is_one_of_many(path):
        shutil.copytree(nasty / group, folder / group)
        for each in (folder / group).glob("*.md") if group == "images" else ():
            if each != target:
                each.unlink()
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(nasty / path, target)
    if path != "set_empty/.keep":
        (folder / group / COMPANION).write_text(_COMPANION_TEXT, encoding="utf-8")
    return folder / group


def run(source: Path, formats: tuple[str, ...] = ("epub",), only: str = "") -> Outcome:
    """Build ``source``; ``only`` counts the articles and notices of that file alone."""
    report = Report()
    before, started = _highest_mb(), time.process_time()
    built, failure = None, None
    try:
        built = build(
            Config(sources=(str(source),), formats=formats, output=source / "out"), report
        )
        built = replace(built, files=tuple(built.files))
    except BaseException as error:
        failure = explain(error)
        if failure.exit_code == 1:
            raise
    articles = [a for a in built.book.articles if a.origin.path != COMPANION] if built else []
    if only:
        articles = [a for a in articles if a.origin.path == only]
    return Outcome(
        exit=failure.exit_code if failure else 0,
        articles=len(articles),
        dates=tuple(dict.fromkeys(a.date.iso if a.date else "undated" for a in articles))[:5],
        words=sum(a.words for a in articles),
        notices=tuple(
            sorted({n.code for n in report if not only or n.place.partition(":")[0].endswith(only)})
        ),
        seconds=time.process_time() - started,
        grown_mb=_highest_mb() - before,
        message=failure.message if failure else "",
        told=tuple(f"{n.place}: {n.message}" for n in report),
        built=built,
    )


def faults(built: Built) -> list[str]:
    """What must not be in any book: active content, addresses to fetch, errors of the package."""
    found = []
    for name, content in built.files:
        if not name.endswith(".epub"):
            continue
        found += [f"{f.place}: {f.message}" for f in check_epub(content) if _is_error(f.severity)]
        for inner, data in members(content):
            if inner.endswith((".xhtml", ".svg", ".css", ".opf", ".ncx")):
                found += [f"{inner}: {match.decode()}" for match in _ACTIVE.findall(data)]
                found += [f"{inner}: {each.decode()}" for each in remote(inner, data)]
    return found


def remote(name: str, data: bytes) -> list[bytes]:
    """The addresses that a reading system would fetch when it opens the document."""
    if name.endswith((".opf", ".ncx")):
        return []
    return re.findall(
        rb"(?:src|srcset|poster|data|xlink:href)\s*=\s*[\"'](?:https?:)?//[^\"']*"
        rb"|url\(\s*[\"']?(?:https?:)?//[^)]*",
        data,
    )


def members(epub: bytes) -> list[tuple[str, bytes]]:
    """The files in an e-book."""
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def _is_error(severity: Severity) -> bool:
    return severity is Severity.ERROR


def _highest_mb() -> float:
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return highest / (1024 * 1024 if sys.platform == "darwin" else 1024)
