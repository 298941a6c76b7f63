"""``anthology build``: what it writes, says and answers, whatever the books are."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from anthology.errors import AnthologyError, InputError
from tests.cli.conftest import FakeBuild, Run, a_pdf

NOTICES = tuple(("A102", f"{n}.txt", f"no date found in article {n}") for n in range(5))


def test_the_books_are_written_and_told_in_five_lines(
    run: Run, fake_build: FakeBuild, here: Path
) -> None:
    result = run("build")
    assert result.exit_code == 0
    assert (here / "dist/talks.epub").read_bytes() == b"PK epub"
    assert (here / "dist/talks.pdf").read_bytes() == a_pdf(3)
    names = [".talks.issue.json", "talks.epub", "talks.pdf"]
    assert sorted(path.name for path in (here / "dist").iterdir()) == names
    said = re.sub(r"\d+\.\d s", "0.0 s", result.stdout)
    size = len(a_pdf(3))
    assert said == (
        "Talks: 2 articles, 6 words, 1 person, 3 pages\n"
        "  dist/talks.epub  7 bytes\n"
        f"  dist/talks.pdf   {size} bytes\n"
        "done in 0.0 s\n"
    )
    assert result.stderr == "Reading articles (2)\n"


def test_quiet_says_nothing(run: Run, fake_build: FakeBuild) -> None:
    fake_build.notices = NOTICES
    result = run("build", "-q")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_notices_are_grouped_and_the_rest_is_for_verbose(run: Run, fake_build: FakeBuild) -> None:
    fake_build.notices = (*NOTICES, ("A201", "", "two articles are alike"))
    assert run("build").stderr.partition("\n")[2] == (
        "\n6 warnings:\n"
        "  A102  0.txt: no date found in article 0\n"
        "  A102  1.txt: no date found in article 1\n"
        "  A102  and 3 more like this\n"
        "  A201  two articles are alike\n"
        "  (-v shows them all)\n"
    )
    assert run("build", "-v").stderr.count("A102") == 5


def test_hundreds_of_notices_are_a_line_for_each_code(
    run: Run, fake_build: FakeBuild, here: Path
) -> None:
    """Read in five seconds; where they all are is said."""
    codes = [f"A{100 + n}" for n in range(12)]
    fake_build.notices = tuple(
        (code, f"{n}.txt", f"no {code}") for n in range(40) for code in codes
    )
    lines = run("build").stderr.partition("\n")[2].splitlines()
    assert lines[:3] == ["", "480 warnings:", "  A100  0.txt and 39 more: no A100"]
    assert (len(lines), lines[-1]) == (15, "  (-v shows them all)")
    said = run("build", "--log", "all.json").stderr
    assert said.endswith("  (all of them are in all.json)\n")
    assert len(json.loads((here / "all.json").read_text())["notices"]) == 480


def test_json_is_one_object_and_always_the_same(run: Run, fake_build: FakeBuild) -> None:
    fake_build.notices = NOTICES[:1]
    first, second = run("build", "--json"), run("build", "--json")
    assert first.stdout == second.stdout
    answer = json.loads(first.stdout)
    assert answer["title"] == "Talks"
    assert (answer["articles"], answer["words"], answer["people"]) == (2, 6, 1)
    assert (answer["pages"], answer["written"]) == (3, True)
    assert answer["files"][0] == {
        "path": "dist/talks.epub",
        "size_bytes": 7,
        "sha256": hashlib.sha256(b"PK epub").hexdigest(),
    }
    assert answer["notices"] == [
        {
            "code": "A102",
            "level": "warning",
            "place": "0.txt",
            "message": "no date found in article 0",
        }
    ]


def test_a_dry_run_writes_nothing(run: Run, fake_build: FakeBuild, here: Path) -> None:
    result = run("build", "--dry-run")
    assert result.exit_code == 0
    assert result.stdout.endswith("nothing was written (--dry-run)\n")
    assert list(here.iterdir()) == []
    assert json.loads(run("build", "--dry-run", "--json").stdout)["written"] is False


def test_warnings_can_be_made_to_fail(run: Run, fake_build: FakeBuild, here: Path) -> None:
    fake_build.notices = NOTICES
    result = run("build", "--fail-if-warnings")
    assert result.exit_code == 9
    assert "Error: 5 warnings and --fail-if-warnings: nothing was written" in result.stderr
    assert list(here.iterdir()) == []


def test_remarks_are_not_warnings(run: Run, fake_build: FakeBuild) -> None:
    assert run("build", "--fail-if-warnings").exit_code == 0


def test_the_log_gets_the_summary_and_every_notice(
    run: Run, fake_build: FakeBuild, here: Path
) -> None:
    fake_build.notices = NOTICES
    result = run("build", "--json", "--log", "logs/build.json")
    written = (here / "logs/build.json").read_text(encoding="utf-8")
    assert json.loads(written) == json.loads(result.stdout)
    assert len(json.loads(written)["notices"]) == 5


def test_the_log_tells_a_failure_too(run: Run, fake_build: FakeBuild, here: Path) -> None:
    fake_build.notices = NOTICES[:1]
    fake_build.error = InputError("news: no article in this folder; name another")
    assert run("build", "--log", "build.json").exit_code == 4
    assert json.loads((here / "build.json").read_text())["error"] == {
        "kind": "InputError",
        "exit_code": 4,
        "message": "news: no article in this folder; name another",
    }


def test_a_log_that_cannot_be_written_is_an_error(
    run: Run, fake_build: FakeBuild, here: Path
) -> None:
    (here / "file").touch()
    result = run("build", "--log", "file/build.json")
    assert result.exit_code == 8
    assert "Error: --log file/build.json: " in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("kind", AnthologyError.__subclasses__())
def test_every_error_is_its_sentence_and_its_exit_code(
    run: Run, fake_build: FakeBuild, kind: type[AnthologyError], here: Path
) -> None:
    fake_build.error = kind("seeds/a.txt: no good; do better")
    result = run("build")
    assert result.exit_code == kind.exit_code
    assert result.stderr == "Reading articles (2)\nError: seeds/a.txt: no good; do better\n"
    assert result.stdout == ""
    assert list(here.iterdir()) == []


def test_an_error_in_json_is_an_object_on_standard_output(run: Run, fake_build: FakeBuild) -> None:
    fake_build.error = InputError("seeds: empty")
    result = run("build", "--json")
    assert result.exit_code == 4
    assert json.loads(result.stdout) == {
        "notices": [],
        "error": {"kind": "InputError", "exit_code": 4, "message": "seeds: empty"},
    }


def test_settings_reach_the_build(
    run: Run, fake_build: FakeBuild, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "anthology.toml").write_text('title = "File"\neditor = "Ed"\n')
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert run("build", "a", "b", "--title", "Flag", "--reverse", "--format", "pdf").exit_code == 0
    config = fake_build.config
    assert config is not None
    assert (config.title, config.editor, config.reverse) == ("Flag", "Ed", True)
    assert (config.sources, config.formats) == (("a", "b"), ("pdf",))
    assert config.timestamp == datetime(1970, 1, 1, tzinfo=UTC)


def test_a_dash_is_standard_input(run: Run, fake_build: FakeBuild) -> None:
    run("build", "-", given=b"date: 2023-07-20\n\nText")
    assert fake_build.stdin == b"date: 2023-07-20\n\nText"


def test_an_output_that_cannot_be_is_told_before_the_build(
    run: Run, fake_build: FakeBuild, here: Path
) -> None:
    (here / "dist").write_text("a file")
    result = run("build")
    assert (result.exit_code, fake_build.config) == (8, None)
    assert result.stderr == "Error: dist: is not a folder; choose another\n"


def test_an_article_is_never_written_over(run: Run, fake_build: FakeBuild, here: Path) -> None:
    (here / "news").mkdir()
    (here / "news/001.txt").write_text("Kerry met Han.")
    fake_build.files = (("001.txt", b"book"),)
    result = run("build", "news", "-o", "news")
    assert result.exit_code == 8
    assert "news/001.txt: is one of the sources" in result.stderr
    assert (here / "news/001.txt").read_text() == "Kerry met Han."


def test_control_characters_of_the_input_do_not_reach_the_terminal(
    run: Run, fake_build: FakeBuild
) -> None:
    fake_build.notices = (("A102", "a\x1b[2J.txt", "no \u202edate"),)
    assert r"a\u001b[2J.txt: no \u202edate" in run("build").stderr


def test_the_library_that_is_missing_is_named_with_the_command(
    run: Run, fake_build: FakeBuild, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_build.error = OSError(
        "cannot load library 'libpango-1.0-0': error. Additionally, ctypes did not find it"
    )
    monkeypatch.setattr(sys.modules["platform"], "system", lambda: "Darwin")
    result = run("build")
    assert result.exit_code == 5
    assert result.stderr.endswith(
        "Error: libpango-1.0-0, which WeasyPrint needs to draw pages, is missing; install it:"
        " brew install pango (or make the e-book alone with --format epub)\n"
    )
