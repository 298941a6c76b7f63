"""What is handed out: wheel and source archive carry all that a book needs, and the locks hold."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

pytestmark = pytest.mark.xdist_group("archives")  # built once, not once a worker

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PIN = re.compile(
    r"^([\w.-]+)==([\w.!+]+)(?: ; [^\\]+)?\s*\\\n((?: +--hash=sha256:\w{64}\s*\\?\n)+)", re.M
)


def run(*command: str | Path, folder: Path = ROOT) -> str:
    """The standard output of a command that must succeed."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def kept_files(folder: str) -> set[str]:
    """Files below a folder of the checkout, without what Python leaves behind."""
    paths = (p for p in (ROOT / folder).rglob("*") if p.is_file())
    return {p.relative_to(ROOT).as_posix() for p in paths if "__pycache__" not in p.parts}


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The source archive, and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("archives")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder)
    return next(folder.glob("*.tar.gz")), next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(archives: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel in it; the libraries are this environment's."""
    home = tmp_path_factory.mktemp("fresh") / "env"
    run(sys.executable, "-m", "venv", "--without-pip", home)
    python = home / "bin" / "python"
    site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    # A path line brings the libraries, but not the editable install of the checkout beside them.
    (Path(site) / "libraries.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet")
    run(*pip, "--no-index", "--no-deps", archives[1])
    return home / "bin"


def test_the_wheel_holds_the_package_and_the_themes_and_nothing_else(
    archives: tuple[Path, Path],
) -> None:
    themes = {f"anthology/{name}" for name in kept_files("styles")}
    with zipfile.ZipFile(archives[1]) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert names == kept_files("anthology") | themes


def test_the_wheel_names_its_licences(archives: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(archives[1]) as wheel:
        metadata = next(n for n in wheel.namelist() if n.endswith(".dist-info/METADATA"))
        head = wheel.read(metadata).decode("utf-8")
        licences = {n.split("/licenses/")[1] for n in wheel.namelist() if "/licenses/" in n}
    assert "License-Expression: AGPL-3.0-or-later" in head
    assert "LICENSE" in licences
    assert licences - {"LICENSE"} == {n for n in kept_files("styles") if "/OFL" in n}


def test_every_theme_brings_the_licence_of_its_fonts() -> None:
    themes = [path.parent for path in (ROOT / "styles").glob("*/theme.toml")]
    assert themes
    for theme in themes:
        if (theme / "fonts").is_dir():
            assert list((theme / "fonts").glob("OFL*.txt")), f"{theme.name} has fonts without OFL"


def test_the_source_archive_holds_what_the_two_commands_need(archives: tuple[Path, Path]) -> None:
    with tarfile.open(archives[0]) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    for folder in ("anthology", "requirements", "seeds", "styles", "tools"):
        assert kept_files(folder) <= names
    assert {"CHANGELOG.md", "LICENSE", "Makefile", "README.md", "pyproject.toml"} <= names


def test_the_installed_command_finds_its_themes_away_from_the_checkout(
    installed: Path, tmp_path: Path
) -> None:
    script = "import anthology.theme as t; print(t.styles_folder(), *t.theme_names())"
    where, *names = run(installed / "python", "-c", script, folder=tmp_path).split()
    assert Path(where).is_relative_to(installed.parent)
    assert names == sorted(path.parent.name for path in (ROOT / "styles").glob("*/theme.toml"))


def test_the_installed_command_makes_both_books(installed: Path, tmp_path: Path) -> None:
    article = (ROOT / "seeds" / "001.txt").read_text(encoding="utf-8")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "kerry.txt").write_text(article, encoding="utf-8")
    run(installed / "anthology", "build", "articles", "-o", "books", folder=tmp_path)
    assert {path.suffix for path in (tmp_path / "books").glob("[!.]*")} == {".epub", ".pdf"}


def pins(lock: str) -> dict[str, str]:
    """Name and version of every package of a lock file, all of which have hashes."""
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    found = {canonicalize_name(name): version for name, version, _ in PIN.findall(text)}
    assert set(found) == {canonicalize_name(n) for n in re.findall(r"^([\w.-]+)==", text, re.M)}
    return found


def required(*groups: str) -> list[Requirement]:
    """The requirements of the project and of dependency groups."""
    lines = list(PROJECT["project"]["dependencies"])
    for group in groups:
        lines += [line for line in PROJECT["dependency-groups"][group] if isinstance(line, str)]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize(("lock", "groups"), [("book.txt", ("build",)), ("dev.txt", ("dev",))])
def test_the_lock_satisfies_what_the_project_asks_for(lock: str, groups: tuple[str, ...]) -> None:
    """If this fails, run ``make lock``."""
    pinned = pins(lock)
    unmet = [
        str(wanted)
        for wanted in required(*groups)
        if canonicalize_name(wanted.name) not in pinned
        or not wanted.specifier.contains(pinned[canonicalize_name(wanted.name)])
    ]
    assert unmet == []


def imported(folder: str) -> set[str]:
    """Distributions that the Python files of a folder import, without the standard library."""
    owners = packages_distributions()
    found: set[str] = set()
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            tops = {name.split(".")[0] for name in names} - sys.stdlib_module_names
            found |= {canonicalize_name(d) for top in tops for d in owners.get(top, ())}
    return found - {PROJECT["project"]["name"]}


@pytest.mark.parametrize(("folder", "groups"), [("anthology", ()), ("tests", ("dev",))])
def test_every_library_that_is_imported_is_declared(folder: str, groups: tuple[str, ...]) -> None:
    """A library that comes by way of another one may go with it."""
    declared = {canonicalize_name(wanted.name) for wanted in required(*groups)}
    for extra in PROJECT["project"].get("optional-dependencies", {}).values():
        declared |= {canonicalize_name(Requirement(line).name) for line in extra}
    assert imported(folder) - declared == set()


def test_both_locks_pin_the_same_versions() -> None:
    book, dev = pins("book.txt"), pins("dev.txt")
    assert book.items() <= dev.items()


def test_the_locks_name_no_package_index() -> None:
    for path in (ROOT / "requirements").iterdir():
        assert not re.search(r"--(extra-)?index-url|--find-links|https?://", path.read_text())


def test_ci_calls_the_test_command_of_the_readme() -> None:
    assert "make test" in (ROOT / "README.md").read_text(encoding="utf-8")
    commands = [
        line
        for line in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    assert "make test" in commands


def test_the_licence_is_the_gnu_affero_general_public_licence_whole() -> None:
    lines = (ROOT / "LICENSE").read_text(encoding="utf-8").splitlines()
    assert lines[0].strip() == "GNU AFFERO GENERAL PUBLIC LICENSE"
    assert lines[1].strip() == "Version 3, 19 November 2007"
    assert len(lines) == 661
