"""Progress and colour suit what is on the other side: a person, a pipe, a log."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from anthology.cli.bars import Bars
from anthology.cli.terminal import Lines, Terminal, harmless
from anthology.progress import Progress, SilentProgress


class Tty(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def tty(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Tty]:
    """A function that makes standard error a terminal; pytest takes it back before each test."""

    def open_terminal() -> Tty:
        stream = Tty()
        monkeypatch.setattr(sys, "stderr", stream)
        monkeypatch.setenv("TERM", "xterm-256color")
        return stream

    return open_terminal


def kind_of_progress(terminal: Terminal) -> type[Progress]:
    with terminal.progress() as progress:
        return type(progress)


def test_a_person_sees_bars(tty: Callable[[], Tty]) -> None:
    tty()
    assert kind_of_progress(Terminal()) is Bars
    assert kind_of_progress(Terminal(as_json=True)) is Bars


def test_a_log_gets_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert kind_of_progress(Terminal()) is Lines
    assert kind_of_progress(Terminal(as_json=True)) is SilentProgress


def test_a_dumb_terminal_gets_lines(
    monkeypatch: pytest.MonkeyPatch, tty: Callable[[], Tty]
) -> None:
    tty()
    monkeypatch.setenv("TERM", "dumb")
    assert kind_of_progress(Terminal()) is Lines


def test_quiet_is_silent(tty: Callable[[], Tty]) -> None:
    tty()
    assert kind_of_progress(Terminal(quiet=True)) is SilentProgress


def test_a_bar_shows_its_stage_and_goes_away(tty: Callable[[], Tty]) -> None:
    stream = tty()
    with Terminal().progress() as progress:
        with progress.stage("Reading [articles]", 3) as stage:
            stage.advance()
            stage.advance(2)
        with progress.stage("Checking") as stage:
            stage.advance()
    assert "Reading [articles]" in stream.getvalue()
    assert "100%" in stream.getvalue()


def test_errors_are_red_for_people_only(
    monkeypatch: pytest.MonkeyPatch, tty: Callable[[], Tty]
) -> None:
    stream = tty()
    Terminal().fail("no good")
    assert stream.getvalue() == "\033[1;31mError:\033[0m no good\n"
    monkeypatch.setenv("NO_COLOR", "1")
    Terminal().fail("no good")
    assert stream.getvalue().endswith("\nError: no good\n")


def test_an_error_of_several_lines_is_indented(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    Terminal(quiet=True).fail("one\ntwo")
    assert stream.getvalue() == "Error: one\n  two\n"


def test_only_line_ends_and_tabs_pass_of_the_control_characters() -> None:
    assert harmless("a\tb\nc\x1b[31m\x07\x85\u202e") == "a\tb\nc\\u001b[31m\\u0007\\u0085\\u202e"


@pytest.mark.parametrize(
    ("terminal", "out", "err"),
    [
        (Terminal(), "result\n", "beside\nError: it\n  failed\n"),
        (Terminal(quiet=True), "", "Error: it\n  failed\n"),
        (Terminal(as_json=True), '{\n  "é": "1"\n}\n', "beside\nError: it\n  failed\n"),
        (Terminal(quiet=True, as_json=True), '{\n  "é": "1"\n}\n', "Error: it\n  failed\n"),
    ],
    ids=["plain", "quiet", "json", "quiet json"],
)
def test_each_voice_says_what_it_should_and_nothing_else(
    terminal: Terminal, out: str, err: str, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.say("result")
    terminal.remark("beside")
    terminal.fail("it\nfailed")
    terminal.answer({"é": Path("1")})
    assert capsys.readouterr() == (out, err)


def test_a_line_a_stage_says_how_much_there_is() -> None:
    stream = io.StringIO()
    lines = Lines(stream)
    lines.stage("Collecting")
    lines.stage("Setting", 12)
    assert stream.getvalue() == "Collecting\nSetting (12)\n"


@pytest.mark.parametrize(
    ("name", "value", "coloured"),
    [("NO_COLOR", "", True), ("NO_COLOR", "1", False), ("TERM", "dumb", False)],
)
def test_errors_are_red_where_that_is_wanted(
    tty: Callable[[], Tty],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: str,
    coloured: bool,
) -> None:
    stream = tty()
    monkeypatch.setenv(name, value)
    Terminal().fail("no")
    assert stream.getvalue() == ("\x1b[1;31mError:\x1b[0m no\n" if coloured else "Error: no\n")


def test_a_line_of_the_result_may_be_empty(capsys: pytest.CaptureFixture[str]) -> None:
    Terminal().say()
    assert capsys.readouterr() == ("\n", "")


class Flushed(io.StringIO):
    """Knows what had been flushed by the last time."""

    told = ""

    def flush(self) -> None:
        self.told = self.getvalue()


def test_who_waits_for_an_answer_or_a_stage_gets_it_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out, lines = Flushed(), Flushed()
    monkeypatch.setattr(sys, "stdout", out)
    Terminal(as_json=True).answer([1])
    assert out.told == "[\n  1\n]\n"
    Lines(lines).stage("Setting", 0)
    assert lines.told == "Setting (0)\n"
