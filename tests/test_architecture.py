"""The rules of import and of shape (anthology/README.md), decided by reading the code."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "anthology"

STAGES = {"collect", "edit", "layout", "export", "check"}
# What the stages talk about. `settings` and `values` fill a Config; `build` and `binding` join the
# stages.
NOUNS = {
    "model",
    "config",
    "report",
    "errors",
    "theme",
    "progress",
    "edition",
    "labels",
    "engine",
    "workshop",
    "processes",
    "written",
    "needs",
    "cache",
    "series",
    "since",
    "printing",
}
VAGUE = re.compile(r"(^|_)(utils?|helpers?|common|managers?|processors?|data|info|misc)(_|$)")
MOST_LINES_OF_A_FUNCTION = 45  # "about 40", without its docstring
MOST_LINES_OF_A_FILE = 300

CLOCK = {
    "date.today", "datetime.now", "datetime.today", "datetime.utcnow", "time.localtime",
    "time.monotonic", "time.perf_counter", "time.process_time", "time.time", "time.time_ns",
}  # fmt: skip
CHANCE = {"uuid.uuid1", "uuid.uuid4", "os.urandom"}
ENVIRONMENT = {"os.environ", "os.getenv", "os.putenv", "Path.home", "Path.cwd", "os.getcwd"}
EXITS = {"sys.exit", "os._exit", "os.abort"}
WRITES = {"write_text", "write_bytes", "mkdir", "makedirs", "unlink", "rmdir", "rmtree", "touch"}


@cache
def modules() -> dict[Path, ast.Module]:
    """The parsed modules of the program."""
    paths = sorted(PACKAGE.rglob("*.py"))
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def place(path: Path, node: ast.AST | None = None) -> str:
    """``anthology/edit/people/find.py:12``, to click on."""
    line = f":{getattr(node, 'lineno', 1)}" if node else ""
    return f"{path.relative_to(ROOT).as_posix()}{line}"


def folder(path: Path) -> str:
    """The part of the program that a module belongs to: ``edit``, ``cli``, ``model``..."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path, tree: ast.Module) -> Iterator[tuple[ast.stmt, str]]:
    """The modules and names that a module imports, by their full names."""
    home = ("anthology", *path.relative_to(PACKAGE).parts[:-1])
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = home[: len(home) - node.level + 1] if node.level else ()
            origin = ".".join((*above, *filter(None, [node.module])))
            yield from ((node, f"{origin}.{alias.name}") for alias in node.names)


def own_imports(path: Path, tree: ast.Module) -> Iterator[tuple[ast.stmt, str]]:
    """The parts of the program that a module imports."""
    for node, name in imports(path, tree):
        if name.startswith("anthology.") and not name.startswith("anthology.__"):
            yield node, name.split(".")[1]


def calls(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Every name and dotted name that a module uses, the last two parts of it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            inner = node.value
            owner = inner.attr if isinstance(inner, ast.Attribute) else getattr(inner, "id", "")
            yield node, f"{owner}.{node.attr}"
        elif isinstance(node, ast.Name):
            yield node, node.id


def body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    doc = node.body[0] if ast.get_docstring(node) is not None else None
    docstring = (doc.end_lineno or 0) - doc.lineno + 1 if doc else 0
    return (node.end_lineno or 0) - node.lineno + 1 - docstring


def test_a_stage_imports_the_nouns_and_itself() -> None:
    wrong = [
        f"{place(path, node)}: {folder(path)} imports {part}"
        for path, tree in modules().items()
        if folder(path) in STAGES
        for node, part in own_imports(path, tree)
        if part not in NOUNS | {folder(path)}
    ]
    assert wrong == []


def test_a_noun_imports_nouns() -> None:
    wrong = [
        f"{place(path, node)}: {folder(path)} imports {part}"
        for path, tree in modules().items()
        if folder(path) in NOUNS
        for node, part in own_imports(path, tree)
        if part not in NOUNS
    ]
    assert wrong == []


def test_every_part_of_the_program_is_a_stage_a_noun_or_named_here() -> None:
    others = {"__init__", "__main__", "binding", "build", "cli", "settings", "values"}
    assert {folder(path) for path in modules()} - STAGES - NOUNS <= others


def test_weasyprint_is_imported_in_the_pdf_exporter_only() -> None:
    """It costs half a second and needs system libraries."""
    wrong = [
        place(path, node)
        for path, tree in modules().items()
        for node, name in imports(path, tree)
        if name.split(".")[0] == "weasyprint"
        and not path.relative_to(PACKAGE).as_posix().startswith("export/pdf")
    ]
    assert wrong == []


def test_only_the_command_line_prints_exits_and_reads_environment_or_clock() -> None:
    banned = CLOCK | CHANCE | ENVIRONMENT | EXITS | {"print", "SystemExit", "input", "breakpoint"}
    wrong = [
        f"{place(path, node)}: {name}"
        for path, tree in modules().items()
        if folder(path) != "cli"
        for node, name in calls(tree)
        if name in banned
    ]
    assert wrong == []


def test_nothing_is_left_to_chance() -> None:
    wrong = [
        place(path, node)
        for path, tree in modules().items()
        for node, name in imports(path, tree)
        if name.split(".")[0] in {"random", "secrets"}
    ]
    assert wrong == []


def test_only_the_command_line_writes_files() -> None:
    """And the cache, in a folder of its own that the command line names."""
    wrong = [
        f"{place(path, node)}: {name}"
        for path, tree in modules().items()
        if folder(path) not in {"cli", "cache"}
        for node, name in calls(tree)
        if name.split(".")[-1] in WRITES
    ]
    assert wrong == []


def test_a_function_fits_a_screen() -> None:
    wrong = [
        f"{place(path, node)}: {node.name} has {body_lines(node)} lines"
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and body_lines(node) > MOST_LINES_OF_A_FUNCTION
    ]
    assert wrong == []


def test_a_file_stays_under_300_lines() -> None:
    lengths = {
        place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()
    }
    assert {path: n for path, n in lengths.items() if n >= MOST_LINES_OF_A_FILE} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [place(path) for path in modules() if VAGUE.search(path.stem)] == []


def test_dataclasses_have_slots() -> None:
    """Except where a cached property needs a place to keep its value."""
    wrong = [
        place(path, node)
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for decorator in node.decorator_list
        if "dataclass" in ast.unparse(decorator) and "slots=True" not in ast.unparse(decorator)
        if "@cached_property" not in ast.unparse(node)
    ]
    assert wrong == []


def test_a_module_says_what_it_is_for() -> None:
    assert [place(path) for path, tree in modules().items() if not ast.get_docstring(tree)] == []


def test_an_ignored_rule_carries_its_reason() -> None:
    """``# noqa: CODE - why`` and ``# type: ignore[code]  # why``, never bare."""
    good = re.compile(r"# noqa: [A-Z0-9, ]+ --? \w|# type: ignore\[[\w, -]+\] +# \w")
    wrong = [
        f"{place(path)}:{number}"
        for path in modules()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"# noqa|# type: ignore", line) and not good.search(line)
    ]
    assert wrong == []


def test_the_command_line_starts_without_heavy_libraries() -> None:
    """So that ``anthology --help`` answers in 0.3 s."""
    heavy = {"babel", "ebooklib", "fontTools", "jinja2", "lxml", "pikepdf", "PIL", "weasyprint"}
    script = "import sys, anthology.cli.program; print(*sorted(sys.modules))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert heavy & set(run.stdout.split()) == set()
