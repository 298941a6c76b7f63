"""What every test gets: no network, no home folder, a fixed time zone, no silent warnings."""

from __future__ import annotations

import logging
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from anthology.report import Report

pytest_plugins = ["pytester"]  # for the tests of these surroundings

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"

# Set before any test module is imported, for libraries that read them once.
os.environ.update({"TZ": "UTC", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "COLUMNS": "100"})
for name in ("SOURCE_DATE_EPOCH", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
    os.environ.pop(name, None)
time.tzset()

# A busy machine is no fault: what may not take long has bounds of its own, in processor time.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")


class NetworkUsedError(AssertionError):
    """A test tried to leave the machine."""


def _is_local(address: object) -> bool:
    """True for addresses of this machine: loopback, and sockets in the file system."""
    if not isinstance(address, tuple):
        return True
    return str(address[0]) in ("localhost", "::1") or str(address[0]).startswith("127.")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options of our own."""
    parser.addoption(
        "--rewrite-pictures", action="store_true", help="take the pictures of pages anew"
    )


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Sockets may connect to this machine only; a server that the test starts can be reached."""

    class LocalSocket(socket.socket):
        def connect(self, address: object) -> None:
            self._refuse(address)
            super().connect(address)  # type: ignore[arg-type]  # as the caller gave it

        def connect_ex(self, address: object) -> int:
            self._refuse(address)
            return super().connect_ex(address)  # type: ignore[arg-type]  # as the caller gave it

        def _refuse(self, address: object) -> None:
            if not _is_local(address):
                self.close()
                raise NetworkUsedError(f"a test connects to {address!r}")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "socket", LocalSocket)
        yield


@pytest.fixture(scope="session", autouse=True)
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home folder with nothing in it, so that nobody's settings or caches matter."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for kind in ("CONFIG", "CACHE", "DATA", "STATE"):
            patch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
        yield home


class _Heard(logging.Handler):
    """Keeps the messages of level WARNING and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@pytest.fixture(autouse=True)
def no_engine_warnings(request: pytest.FixtureRequest) -> Iterator[None]:
    """WeasyPrint's complaints fail the test, unless it is marked ``engine_warnings``."""
    heard = _Heard()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(heard)
    yield
    logger.removeHandler(heard)
    if request.node.get_closest_marker("engine_warnings") is None:
        assert heard.messages == []


@pytest.fixture
def clean_report() -> Iterator[Report]:
    """A report that must be empty when the test ends."""
    report = Report()
    yield report
    assert list(report) == []


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared test material beside the project; the test is skipped where it is missing."""
    if not SHARED.is_dir():
        pytest.skip("the shared test material (../shared) is not here")
    return SHARED


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The sample collection of the project."""
    return ROOT / "seeds"
