"""EPUBCheck's answer becomes findings; where it cannot run, a remark says why."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from ebooklib import epub as other

from anthology.check import epubcheck as module
from anthology.check.epubcheck import epubcheck
from anthology.check.findings import Finding, Severity
from anthology.cli.checking import check_book
from tests.check.epubs import epub

NEEDS_JAVA = pytest.mark.skipif(
    shutil.which("java") is None or module._jar() is None, reason="no Java or no EPUBCheck here"
)
ANSWER = {
    "messages": [
        {
            "ID": "RSC-012",
            "severity": "ERROR",
            "message": "Fragment identifier is not defined.",
            "locations": [
                {"path": "EPUB/a.xhtml", "line": 3, "column": 9},
                {"path": "EPUB/b.xhtml", "line": -1, "column": -1},
            ],
            "suggestion": None,
        },
        {
            "ID": "OPF-999",
            "severity": "USAGE",
            "message": 'Error while parsing file: element "b" not allowed; expected "p" or "q".',
            "locations": [],
            "suggestion": "Use p.",
        },
    ]
}


def answering(monkeypatch: pytest.MonkeyPatch, stdout: bytes) -> None:
    """Let Java say ``stdout``, whatever it is asked."""
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/java")
    monkeypatch.setattr(module, "_jar", lambda: Path("epubcheck.jar"))
    monkeypatch.setattr(
        subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 1, stdout)
    )


def test_every_place_of_a_message_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, json.dumps(ANSWER).encode())
    sentence = "Fragment identifier is not defined (RSC-012)"
    remedy = "Give the target that id, or mend the link."
    assert epubcheck(Path("a.epub")) == (
        Finding(Severity.ERROR, "EPUB/a.xhtml:3", sentence, remedy, "EPUBCheck"),
        Finding(Severity.ERROR, "EPUB/b.xhtml", sentence, remedy, "EPUBCheck"),
        Finding(Severity.REMARK, "", 'element "b" not allowed (OPF-999)', "Use p.", "EPUBCheck"),
    )


def test_without_java_a_remark_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert epubcheck(Path("a.epub")) == (
        Finding(
            Severity.REMARK,
            "",
            "EPUBCheck was not run: there is no Java",
            "Install a Java runtime, version 11 or later.",
        ),
    )


def test_without_the_package_a_remark_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/java")
    monkeypatch.setattr(module, "_jar", lambda: None)
    (found,) = epubcheck(Path("a.epub"))
    assert found.message == "EPUBCheck was not run: it is not installed"


def test_a_java_that_does_not_answer_is_a_remark(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, b"Error: could not create the Java Virtual Machine")
    (found,) = epubcheck(Path("a.epub"))
    assert found.severity is Severity.REMARK
    assert found.message.startswith("EPUBCheck was not run: Java did not answer (")


@NEEDS_JAVA
def test_epubcheck_itself_agrees_about_small_books(tmp_path: Path) -> None:
    good, bad = tmp_path / "-good.epub", tmp_path / "bad.epub"
    good.write_bytes(epub({"a.xhtml": "<h1>One</h1>"}))
    assert epubcheck(good) == ()
    bad.write_bytes(epub({"a.xhtml": "<center>One</center>"}))
    (found,) = epubcheck(bad)
    assert (found.severity, found.place) == (Severity.ERROR, "EPUB/a.xhtml:1")
    assert found.message == 'element "center" not allowed here (RSC-005)'


BY_OTHERS = {
    "EPUB/c1.xhtml": "links to gone.xhtml, but there is no file EPUB/gone.xhtml",
    "EPUB/content.opf": "the book has no cover image",
}


@NEEDS_JAVA
def test_a_book_by_another_program_has_each_fault_told_once(tmp_path: Path) -> None:
    """Written by ebooklib itself, with a link that leads nowhere; EPUBCheck says that too."""
    book = other.EpubBook()
    book.set_identifier("x1")
    book.set_title("Sample")
    book.set_language("en")
    chapter = other.EpubHtml(title="Intro", file_name="c1.xhtml", lang="en")
    chapter.content = '<h1>Intro</h1><p>See <a href="gone.xhtml">there</a>.</p>'
    for item in (chapter, other.EpubNcx(), other.EpubNav()):
        book.add_item(item)
    book.toc, book.spine = (other.Link("c1.xhtml", "Intro", "intro"),), ["nav", chapter]
    path = tmp_path / "other.epub"
    other.write_epub(str(path), book)
    found = check_book(path, ("kobo",))
    assert {
        f.place.partition(":")[0]: f.message for f in found if f.found_by != "kobo"
    } == BY_OTHERS
    assert sum("gone.xhtml" in f.message for f in found) == 1
    assert all(f.remedy.endswith(".") for f in found)
