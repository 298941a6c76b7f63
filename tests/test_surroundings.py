"""What the tests stand on: no way out of the machine, a home of its own, a fixed zone."""

from __future__ import annotations

import logging
import os
import socket
import time
import urllib.request
from pathlib import Path

import pytest


def test_a_test_cannot_leave_the_machine() -> None:
    with pytest.raises(AssertionError, match="a test connects to"):
        urllib.request.urlopen("http://192.0.2.1/", timeout=1)


def test_a_server_on_this_machine_can_be_reached() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname(), timeout=5) as client,
    ):
        assert client.getpeername() == server.getsockname()


def test_the_home_folder_is_made_for_the_tests(empty_home: Path) -> None:
    assert Path.home() == empty_home
    assert not {".bashrc", ".profile", ".config"} & {path.name for path in empty_home.iterdir()}


def test_the_time_zone_is_the_same_everywhere() -> None:
    assert time.tzname[0] == "UTC"
    assert "SOURCE_DATE_EPOCH" not in os.environ


@pytest.mark.engine_warnings
def test_a_marked_test_may_make_weasyprint_complain() -> None:
    logging.getLogger("weasyprint").warning("as expected")


@pytest.mark.engine_warnings  # this run hears the inner one's complaint too
def test_an_unmarked_test_fails_when_weasyprint_complains(
    request: pytest.FixtureRequest, pytester: pytest.Pytester
) -> None:
    """Shown in a run of its own, with the surroundings of this one."""
    surroundings = Path(request.path).with_name("conftest.py").read_text(encoding="utf-8")
    pytester.makeconftest(surroundings.replace("Path(__file__).parent.parent", "Path()"))
    pytester.makepyfile(
        "import logging\n"
        "def test_a(): logging.getLogger('weasyprint').warning('no font')\n"
        "def test_b(): pass\n"
    )
    pytester.runpytest_inprocess("-p", "no:xdist").assert_outcomes(passed=2, errors=1)
