"""``anthology check``: what is wrong with finished books, a sentence a finding."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from anthology.check.findings import Finding, Severity, error
from anthology.cli.notices import counted
from anthology.cli.options import Request
from anthology.cli.terminal import Terminal
from anthology.errors import CheckError, InputError, UsageError

KNOWN_DEVICES = ("kindle", "kobo", "apple", "ade")
# What check/documents.py finds too: files that are missing or far away, markup that is broken.
_ALSO_OURS = ("RSC-006", "RSC-007", "RSC-012", "RSC-016")
_SUFFIXES = (".epub", ".pdf")


def check_books(request: Request, books: Iterable[Path], devices: tuple[str, ...] = ()) -> None:
    """Check every book and print its findings, those about these makes of readers too.

    Raises:
        CheckError: when a book has an error.
        InputError: when a book cannot be read.
        UsageError: when a device is not known.
    """
    for device in devices:
        if device not in KNOWN_DEVICES:
            known = ", ".join(KNOWN_DEVICES)
            raise UsageError(f"--device: {device!r} is not one of {known}")
    terminal = request.terminal
    checked: list[tuple[Path, tuple[Finding, ...]]] = []
    paths = _books(books)
    with terminal.progress() as progress, progress.stage("Checking", len(paths)) as stage:
        for path in paths:
            checked.append((path, check_book(path, devices)))
            stage.advance()
    request.answer["books"] = [_as_json(path, findings) for path, findings in checked]
    for path, findings in checked:
        _tell(terminal, path, findings)
    unfit = [path for path, findings in checked if _count(findings, Severity.ERROR)]
    if unfit:
        raise CheckError(f"{', '.join(map(str, unfit))}: not fit to be given away; see above")


def _books(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files named, and the books in the folders named."""
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            if not path.exists():  # before the others are checked, which takes its time
                raise InputError(f"{path}: there is no such book; name one that exists")
            found.append(path)
            continue
        inside = sorted(each for each in path.iterdir() if each.suffix.lower() in _SUFFIXES)
        if not inside:
            raise InputError(f"{path}: no EPUB or PDF in this folder; name a book")
        found += inside
    return tuple(dict.fromkeys(found))


def check_book(path: Path, devices: tuple[str, ...]) -> tuple[Finding, ...]:
    """All findings about one book.

    Raises:
        InputError: it cannot be read.
    """
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise InputError(f"{path}: cannot be read ({fault.strerror}); name a book") from fault
    if b"%PDF-" in content[:1024]:
        from anthology.check.pdf import check_pdf  # noqa: PLC0415 - loads a PDF library

        return check_pdf(content)
    if content.startswith(b"PK"):
        from anthology.check.epub import check_epub  # noqa: PLC0415 - loads lxml
        from anthology.check.epubcheck import epubcheck  # noqa: PLC0415 - goes with it

        own = check_epub(content)
        found = (*own, *(f for f in epubcheck(path) if not _is_said(f, own)))
        if not devices:
            return found
        from anthology.check.devices import check_device  # noqa: PLC0415 - loads Pillow

        return (*found, *(f for d in devices for f in check_device(content, path.name, d)))
    if not content:
        return (error("", "is empty", "Copy it anew, or make it again."),)
    return (error("", "is neither an EPUB nor a PDF", "Name a book."),)


def _is_said(official: Finding, own: tuple[Finding, ...]) -> bool:
    """Whether one of our checks has told of it already, in plainer words."""
    told = official.message.rpartition("(")[2].rstrip(")") in _ALSO_OURS
    return told and any(each.place == official.place for each in own)


def _tell(terminal: Terminal, path: Path, findings: tuple[Finding, ...]) -> None:
    counts = [
        counted(number, severity.value)
        for severity in Severity
        if (number := _count(findings, severity))
    ]
    terminal.say(f"{path}: {', '.join(counts) or 'sound'}")
    for finding in findings:
        place = f"{finding.place}: " if finding.place else ""
        remedy = f" {finding.remedy}" if finding.remedy else ""
        terminal.say(f"  {finding.severity:7}  {place}{finding.message}.{remedy}")


def _as_json(path: Path, findings: tuple[Finding, ...]) -> dict[str, object]:
    return {
        "path": path.as_posix(),
        "errors": _count(findings, Severity.ERROR),
        "findings": [
            {
                "severity": finding.severity,
                "place": finding.place,
                "message": finding.message,
                "remedy": finding.remedy,
                "found_by": finding.found_by,
            }
            for finding in findings
        ],
    }


def _count(findings: tuple[Finding, ...], severity: Severity) -> int:
    return sum(finding.severity is severity for finding in findings)
