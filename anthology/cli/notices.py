"""Notices told to the user: grouped, a few of each, all of them with ``-v``; and the input."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from anthology.cli.terminal import Terminal
from anthology.report import Became, Input, Level, Notice, Report

SHOWN_OF_A_CODE = 2
MOST_LINES = 12  # read in five seconds


def tell_notices(terminal: Terminal, report: Report, log: Path | None = None) -> None:
    """Tell the notices on standard error: warnings first, then by code, in order of discovery.

    Two of a code are shown, or a line for each code where that would be too long to read.
    """
    if not report:
        return
    terminal.remark("")
    terminal.remark(_headline(report))
    groups = _by_code(report)
    everything = [_line(notice) for group in groups for notice in group]
    lines = everything if terminal.verbose else _shortened(groups)
    for line in lines:
        terminal.remark(line)
    if lines != everything:
        terminal.remark(f"  (all of them are in {log})" if log else "  (-v shows them all)")


def _shortened(groups: Sequence[Sequence[Notice]]) -> list[str]:
    lines = [line for group in groups for line in _few(group)]
    return lines if len(lines) <= MOST_LINES else [_together(group) for group in groups]


def _few(group: Sequence[Notice]) -> list[str]:
    """The first of a code, and how many more there are."""
    fit = len(group) <= SHOWN_OF_A_CODE + 1
    lines = [_line(notice) for notice in (group if fit else group[:SHOWN_OF_A_CODE])]
    rest = [] if fit else [f"  {group[0].code}  and {len(group) - len(lines):,} more like this"]
    return [*lines, *rest]


def _together(group: Sequence[Notice]) -> str:
    """A line for all of a code: the sentence about the first, and how many more there are."""
    if len(group) == 1:
        return _line(group[0])
    place = group[0].place or "the book"
    return f"  {group[0].code}  {place} and {len(group) - 1:,} more: {group[0].message}"


def _line(notice: Notice) -> str:
    return f"  {notice.code}  {sentence(notice)}"


def sentence(notice: Notice) -> str:
    """The notice without its code: the place, unless the sentence names it, and the sentence."""
    if not notice.place or notice.message.startswith(notice.place):
        return notice.message
    return f"{notice.place}: {notice.message}"


def notices_as_json(report: Iterable[Notice]) -> list[dict[str, str]]:
    """The notices for ``--json`` and ``--log``, in order of discovery."""
    return [
        {"code": each.code, "level": each.level, "place": each.place, "message": each.message}
        for each in report
    ]


def inputs_as_json(inputs: Iterable[Input]) -> list[dict[str, object]]:
    """What became of every file, for ``--json`` and ``--log``; what is 0 or empty is left out."""
    return [
        {
            "path": each.place,
            "became": each.became,
            **({"articles": each.bound} if each.bound else {}),
            **({"duplicate_of": list(each.duplicates)} if each.duplicates else {}),
            **({"outside": each.outside} if each.outside else {}),
            **({"why": each.why} if each.why else {}),
        }
        for each in inputs
    ]


def told_of_inputs(inputs: Sequence[Input]) -> str:
    """``from 20 files: 16 bound, 3 skipped, 1 refused``."""
    counts = Counter(each.became for each in inputs)
    parts = [f"{counts[became]:,} {became}" for became in Became if counts[became]]
    return f"from {counted(len(inputs), 'file')}: {', '.join(parts)}"


def warnings_in(report: Iterable[Notice]) -> int:
    """How many notices are warnings."""
    return sum(notice.level == Level.WARNING for notice in report)


def counted(number: int, noun: str, plural: str = "") -> str:
    """``1 article``, ``1,204 articles``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def _headline(report: Report) -> str:
    warnings = warnings_in(report)
    remarks = len(report) - warnings
    told = [counted(warnings, "warning")] if warnings else []
    return ", ".join([*told, *([counted(remarks, "remark")] if remarks else [])]) + ":"


def _by_code(report: Report) -> list[list[Notice]]:
    groups: dict[tuple[bool, str], list[Notice]] = {}
    for notice in report:
        groups.setdefault((notice.level != Level.WARNING, notice.code), []).append(notice)
    return [groups[key] for key in sorted(groups)]
