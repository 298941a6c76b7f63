"""Change the guards and the renderer line by line and see that tests fail: ``make mutants``.

    python tools/mutants.py [guards] [renderer] [--count 300] [--seed 1] [--show]

Each group is copied to build/mutants/ and given to mutmut with the tests that concern it. Of all
its mutants so many are tried, drawn by chance; all of them, which takes hours, with 0. Prints for
each file how many were killed, and with ``--show`` the names of those that live, which ``mutmut
show NAME`` shows, called in build/mutants/GROUP.

With ``--again`` the copy that is there is taken, with the tests as they are now, and of the drawn
mutants those are tried that lived.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
_LIVES = {0, 5, 33}  # mutmut's codes where no test failed, or there was none
_GUARDS = (
    "cache", "theme", "cli/terminal", "cli/writing", "collect/drawings", "collect/fetching",
    "collect/file_links", "collect/frontmatter", "collect/hosts", "collect/image_files",
    "collect/images", "collect/sources", "layout/weave",
)  # fmt: skip
_OF_PRINT = (
    "boxes", "chunk", "cover", "description", "divisions", "fonts", "furniture", "glyphs",
    "justify", "ladders", "leaders", "logical", "mending", "merge", "pages", "plan", "print",
    "rendering", "shortcuts", "spacing", "spared", "structure", "trailing_space",
)  # fmt: skip
GROUPS = {
    "guards": (
        [f"anthology/{name}.py" for name in _GUARDS],
        [
            "tests/test_cache.py", "tests/test_guards.py", "tests/test_theme.py",
            "tests/cli/test_terminal.py", "tests/cli/test_writing.py", "tests/collect",
            "tests/layout",
        ],
    ),
    "renderer": (
        ["anthology/export/pdf/*"],
        [f"tests/export/test_{name}.py" for name in _OF_PRINT],
    ),
}  # fmt: skip


def settings(group: str) -> str:
    """The group's settings of mutmut, as TOML."""
    files, tests = GROUPS[group]
    beside = [
        "CHANGELOG.md", "Makefile", "README.md", "SECURITY.md", "bench", "docs", "requirements",
        "seeds", "styles", "tools",
    ]  # fmt: skip
    return "\n".join(
        (
            "\n[tool.mutmut]",
            'source_paths = ["anthology"]',
            f"only_mutate = {json.dumps(files)}",
            f"also_copy = {json.dumps(beside)}",
            'process_isolation = "forkserver"',  # what tests leave in a process kills mutants
            'pytest_add_cli_args = ["-p", "no:cacheprovider", "-p", "tools.by_module"]',
            f"pytest_add_cli_args_test_selection = {json.dumps(tests)}\n",
        )
    )


def workplace(group: str, again: bool) -> Path:
    """A copy of what git knows of, with the group's settings; a fresh one unless ``again``."""
    place = ROOT / "build/mutants" / group
    if not again:
        shutil.rmtree(place, ignore_errors=True)
    command = ["git", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    for name in filter(None, listed.decode().split("\0")):
        if (ROOT / name).exists() and not _is_same(ROOT / name, place / name):
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, place / name)
    with (place / "pyproject.toml").open("w", encoding="utf-8") as stream:
        stream.write((ROOT / "pyproject.toml").read_text(encoding="utf-8") + settings(group))
    return place


def _is_same(one: Path, other: Path) -> bool:
    return other.exists() and one.read_bytes() == other.read_bytes()


def link(place: Path) -> None:
    """Have a function tried with all tests of the modules that reach it, and with its own module's.

    mutmut notes the test during which a function is called: of those that share what a fixture
    has made, or what is done once in a process, the first one alone.
    """
    path = place / "mutants/mutmut-stats.json"
    stats = json.loads(path.read_text(encoding="utf-8"))
    of_module: dict[str, list[str]] = {}
    for test in stats["duration_by_test"]:
        of_module.setdefault(test.partition("::")[0], []).append(test)
    reached = stats["tests_by_mangled_function_name"]
    for function, tests in reached.items():
        own = f"/test_{function.split('.')[-2]}.py"
        modules = {test.partition("::")[0] for test in tests}
        modules |= {module for module in of_module if module.endswith(own)}
        reached[function] = [test for module in sorted(modules) for test in of_module[module]]
    path.write_text(json.dumps(stats), encoding="utf-8")


def results(place: Path) -> Iterator[tuple[str, dict[str, int | None]]]:
    """Of each file, what came of its mutants: None for those that were not tried."""
    for meta in sorted((place / "mutants").rglob("*.py.meta")):
        found = json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]
        yield meta.relative_to(place / "mutants").as_posix().removesuffix(".meta"), found


def tell(place: Path, *, show: bool) -> float:
    """Print the table; the share that was killed."""
    killed = tried = 0
    for name, found in results(place):
        codes = [code for code in found.values() if code is not None]
        alive = [key for key, code in found.items() if code in _LIVES]
        dead = len(codes) - len(alive)
        if codes:
            print(f"{name:40} {dead:4} of {len(codes):4} killed; {len(found)} in all")
        for key in alive if show else ():
            print(f"    {key}")
        killed += dead
        tried += len(codes)
    share = killed / tried if tried else 0.0
    print(f"{place.name}: {killed} of {tried} killed ({share:.0%})", flush=True)
    return share


def main() -> int:
    """Try the mutants of the groups asked for; 1 when fewer than 85 % were killed in one."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("groups", nargs="*", metavar="GROUP", help="guards, renderer: both if none")
    parser.add_argument("--count", type=int, default=300, help="of each group; 0 is all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--again", action="store_true", help="only those that lived")
    parser.add_argument("--show", action="store_true", help="name those that live")
    asked = parser.parse_args()
    shares = []
    for group in asked.groups or GROUPS:
        place = workplace(group, asked.again)
        mutmut = [sys.executable, "-m", "mutmut", "run"]
        subprocess.run([*mutmut, "none"], cwd=place, capture_output=True, check=False)  # makes them
        link(place)
        found = {name: code for _, codes in results(place) for name, code in codes.items()}
        chosen = random.Random(asked.seed).sample(list(found), min(asked.count, len(found)))
        if asked.again:
            chosen = [name for name in chosen if found[name] in {*_LIVES, None}]
        if chosen:
            subprocess.run([*mutmut, *chosen], cwd=place, check=True)
        shares.append(tell(place, show=asked.show))
    return int(min(shares) < 0.85)


if __name__ == "__main__":
    sys.exit(main())
