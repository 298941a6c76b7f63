"""The set-up of the two commands: it finds what is missing, or says what to type."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

TOOLS = Path(__file__).parent.parent.parent / "tools"


@pytest.fixture
def libraries() -> ModuleType:
    """tools/libraries.py as a module."""
    spec = importlib.util.spec_from_file_location("libraries", TOOLS / "libraries.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def bare_machine(tmp_path: Path) -> Callable[..., str]:
    """Runs the set-up on a machine with the given programs only, and gives what it says."""
    (tmp_path / "bin").mkdir()
    shutil.copytree(TOOLS, tmp_path / "tools")
    for name in ("sh", "dirname"):
        found = shutil.which(name)
        assert found
        (tmp_path / "bin" / name).symlink_to(found)

    def set_up(**programs: str) -> str:
        for name, script in programs.items():
            program = tmp_path / "bin" / name.replace("_", "-")
            program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
            program.chmod(0o755)
        environment = {**os.environ, "PATH": str(tmp_path / "bin"), "PYTHON": ""}
        done = subprocess.run(
            [tmp_path / "tools" / "setup.sh", "book"],
            env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode != 0
        return done.stderr

    return set_up


def test_a_library_that_is_not_there_is_missed(libraries: ModuleType) -> None:
    assert not libraries.present("libno-such-library.so.0")


def test_a_pango_that_is_too_old_counts_as_missing(
    libraries: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libraries, "PANGO_AT_LEAST", (99, 0))
    assert libraries.missing() == ["libpango-1.0-0"]


def test_a_package_is_named_once(libraries: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "present", lambda name: False)
    packages = libraries.missing()
    assert packages == list(dict.fromkeys(packages))
    assert packages[0] == "libpango-1.0-0"


@pytest.mark.parametrize(
    ("programs", "command"),
    [
        ({"uname": "echo Darwin"}, "brew install python pango"),
        ({"uname": "echo Linux", "dnf": ":"}, "sudo dnf install python3 pango"),
        ({"uname": "echo Linux", "pacman": ":"}, "sudo pacman -S python pango"),
        ({"uname": "echo Linux", "apk": ":"}, "apk add python3 pango harfbuzz-subset fontconfig"),
        (
            {"uname": "echo Linux", "apt_get": ":", "id": "echo 1000"},
            "sudo apt-get install python3 python3-venv",
        ),
    ],
)
def test_without_a_way_to_install_python_the_command_to_type_is_named(
    bare_machine: Callable[..., str], programs: dict[str, str], command: str
) -> None:
    said = bare_machine(**programs)
    assert said.splitlines()[0].startswith("setup: missing: python3 python3-venv.")
    assert said.splitlines()[1].strip() == command


def test_an_apt_get_that_fails_shows_why(bare_machine: Callable[..., str]) -> None:
    said = bare_machine(
        uname="echo Linux",
        id="echo 0",
        mktemp=f"echo {os.devnull}",
        rm=":",
        cat="echo the disk is full",
        apt_get="exit 100",
    )
    assert "the disk is full" in said
    assert "sudo apt-get install python3 python3-venv" in said


@pytest.mark.parametrize("script", ["setup_readers.sh", "setup_verapdf.sh"])
def test_what_cannot_be_installed_is_said_and_with_try_no_fault(
    script: str, tmp_path: Path
) -> None:
    """The tests that need it are skipped then, and the set-up goes on."""
    for name in ("sh", "dirname"):
        found = shutil.which(name)
        assert found
        (tmp_path / name).symlink_to(found)
    told = [
        subprocess.run(
            ["sh", str(TOOLS / script), *options],
            env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False,
        )
        for options in ([], ["--try"])
    ]  # fmt: skip
    assert [each.returncode for each in told] == [1, 0]
    assert all(re.match(r"setup: install \w+; the tests of tests/\w+ are", t.stdout) for t in told)
