"""The program as a whole: help, version, exit codes, and what a start costs."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from anthology import __version__
from anthology.errors import AnthologyError
from tests.cli.conftest import FakeBuild, Run

ROOT = Path(__file__).parents[2]
COMMANDS = ("build", "list", "people", "check", "init")


def anthology(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "anthology", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )


def test_version_is_told() -> None:
    done = anthology("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"anthology {__version__}\n", "")


def test_help_names_every_command_and_every_exit_code() -> None:
    told = anthology("--help").stdout
    for command in COMMANDS:
        assert re.search(rf"^  {command} ", told, re.MULTILINE), command
    codes = {kind.exit_code for kind in AnthologyError.__subclasses__()} | {0, 1, 130}
    assert {int(code) for code in re.findall(r"^ {4,}(\d+)  \w", told, re.MULTILINE)} == codes


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(run: Run, command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: anthology {command} ")


def test_help_imports_nothing_heavy() -> None:
    """It must answer in 0.3 s; each of these costs a tenth of a second or more."""
    code = (
        "import sys\n"
        "sys.argv = ['anthology', '--help']\n"
        "from anthology.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    heavy = {"weasyprint", "rich", "pydantic", "lxml", "pikepdf", "pypdfium2", "babel", "jinja2"}
    assert "typer" in loaded
    assert loaded & heavy == set()


def test_an_unknown_command_or_option_is_exit_code_2(run: Run) -> None:
    assert run("bild").exit_code == 2
    result = run("build", "--titel", "x")
    assert result.exit_code == 2
    assert "--title" in result.stderr


def test_a_wrong_value_is_exit_code_2_and_one_sentence(run: Run, fake_build: FakeBuild) -> None:
    result = run("build", "--openers", "week")
    assert result.exit_code == 2
    assert result.stderr == "Error: --openers: 'week' is not one of page, spread, run-on\n"


def test_the_unexpected_is_one_sentence_too(run: Run, fake_build: FakeBuild) -> None:
    fake_build.error = ZeroDivisionError("division by\nzero")
    result = run("build", "-q")
    assert result.exit_code == 1
    assert result.stderr == (
        f"Error: unexpected ZeroDivisionError: division by zero in Anthology {__version__}; please"
        " report it in the project's issue tracker with the output of ANTHOLOGY_DEBUG=1\n"
    )


@pytest.mark.parametrize("way", ["-vv", "ANTHOLOGY_DEBUG"])
def test_a_traceback_is_shown_to_those_who_ask(
    run: Run, fake_build: FakeBuild, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_build.error = ZeroDivisionError("division by zero")
    if way == "-vv":
        result = run("build", "-vv")
    else:
        monkeypatch.setenv("ANTHOLOGY_DEBUG", "1")
        result = run("build")
    assert result.exit_code == 1
    assert "Traceback (most recent call last)" in result.stderr


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (KeyboardInterrupt(), 130, "interrupted; nothing was written"),
        (MemoryError(), 1, "not enough memory; bind fewer articles at once"),
        (
            PermissionError(13, "Permission denied", "news/a.txt"),
            1,
            "news/a.txt: Permission denied; see that it can be used and try again",
        ),
        (
            ModuleNotFoundError("No module named 'weasyprint'", name="weasyprint"),
            5,
            "the Python package weasyprint is missing; install Anthology again with pip",
        ),
    ],
)
def test_accidents_have_their_sentence(
    run: Run, fake_build: FakeBuild, error: BaseException, code: int, sentence: str
) -> None:
    fake_build.error = error
    result = run("build", "-q", "--json")
    assert (result.exit_code, result.stderr) == (code, f"Error: {sentence}\n")
    assert json.loads(result.stdout)["error"]["message"] == sentence


def test_a_reader_that_stops_reading_is_no_accident(tmp_path: Path) -> None:
    """``anthology init --json | true`` says nothing about pipes."""
    command = [sys.executable, "-m", "anthology", "init", str(tmp_path), "--json"]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        command,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    os.close(writing)
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_a_terminated_run_leaves_nothing(tmp_path: Path) -> None:
    code = (
        "import os, signal, pathlib\n"
        "from anthology.cli import main\n"
        "from anthology.cli import writing\n"
        "def stop(handle): os.kill(os.getpid(), signal.SIGTERM)\n"
        "writing.os.fsync = stop\n"
        "main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "init", str(tmp_path / "book")],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 128 + signal.SIGTERM
    assert (done.stdout, done.stderr) == ("", "")
    assert list(tmp_path.iterdir()) == []


def test_odd_letters_can_be_said_on_any_terminal(tmp_path: Path) -> None:
    """A folder's name may hold what the terminal's encoding does not."""
    folder = tmp_path / "книга"
    done = anthology("init", str(folder), PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert r"\u043a\u043d\u0438\u0433\u0430" in done.stdout
