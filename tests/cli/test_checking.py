"""``anthology check`` tells what is wrong with any EPUB or PDF, and exits with 7 for an error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import anthology.check.epubcheck
from anthology.check.findings import Finding, Severity, error, warning
from tests.cli.conftest import Run, a_pdf


@pytest.fixture(autouse=True)
def no_java(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anthology.check.epubcheck.shutil, "which", lambda _: None)


def test_findings_are_sentences_with_place_and_remedy(run: Run, here: Path) -> None:
    (here / "book.pdf").write_bytes(a_pdf(1))
    result = run("check", "book.pdf")
    assert result.exit_code == 7
    assert result.stdout == (
        "book.pdf: 1 error, 2 warnings\n"
        "  error    has no title. Give the book a title.\n"
        "  warning  does not ask for its title to be shown. Set DisplayDocTitle.\n"
        "  warning  does not say its language. Set Lang in the catalogue.\n"
    )
    assert result.stderr == ("Checking (1)\nError: book.pdf: not fit to be given away; see above\n")


def test_all_books_of_a_folder_are_checked(run: Run, here: Path) -> None:
    (here / "dist").mkdir()
    (here / "dist/b.pdf").write_bytes(a_pdf(1))
    (here / "dist/a.epub").write_bytes(b"PK but no zip")
    (here / "dist/notes.txt").touch()
    answer = json.loads(run("check", "dist", "--json").stdout)
    assert [book["path"] for book in answer["books"]] == ["dist/a.epub", "dist/b.pdf"]
    assert answer["books"][0]["findings"][0] == {
        "severity": "error",
        "place": "",
        "message": "cannot be opened as an EPUB: File is not a zip file",
        "remedy": "Make the book again.",
        "found_by": "anthology",
    }
    assert answer["error"]["exit_code"] == 7


def test_without_java_a_remark_says_so(run: Run, here: Path) -> None:
    (here / "a.epub").write_bytes(b"PK but no zip")
    assert (
        "  remark   EPUBCheck was not run: there is no Java."
        " Install a Java runtime, version 11 or later.\n"
    ) in run("check", "a.epub").stdout


def test_another_kind_of_file_is_an_error(run: Run, here: Path) -> None:
    (here / "a.txt").write_text("text")
    result = run("check", "a.txt")
    assert result.exit_code == 7
    assert "is neither an EPUB nor a PDF" in result.stdout


def test_warnings_do_not_fail(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anthology.check.pdf.check_pdf", lambda _: (warning("page 1", "is odd"),))
    (here / "a.pdf").write_bytes(a_pdf(1))
    result = run("check", "a.pdf")
    assert (result.exit_code, result.stdout) == (
        0,
        "a.pdf: 1 warning\n  warning  page 1: is odd.\n",
    )


def test_a_sound_book_is_called_sound(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("anthology.check.pdf.check_pdf", lambda _: ())
    (here / "a.pdf").write_bytes(a_pdf(1))
    result = run("check", "a.pdf")
    assert (result.exit_code, result.stdout) == (0, "a.pdf: sound\n")


def test_a_book_that_is_not_there_is_an_input_error(run: Run, here: Path) -> None:
    result = run("check", "a.pdf")
    assert result.exit_code == 4
    assert "a.pdf: there is no such book; name one that exists" in result.stderr


def test_a_folder_without_books_is_an_input_error(run: Run, here: Path) -> None:
    result = run("check", ".")
    assert result.exit_code == 4
    assert result.stderr == "Error: .: no EPUB or PDF in this folder; name a book\n"


def test_a_finding_says_who_found_it() -> None:
    assert error("a", "b") == Finding(Severity.ERROR, "a", "b", "", "anthology")
