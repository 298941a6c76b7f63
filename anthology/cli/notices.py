"""Notices told to the user: grouped, a few of each, all of them with ``-v``."""

from __future__ import annotations

from collections.abc import Iterable

from anthology.cli.terminal import Terminal
from anthology.report import Level, Notice, Report

SHOWN_OF_A_CODE = 2


def tell_notices(terminal: Terminal, report: Report) -> None:
    """Tell the notices on standard error: warnings first, then by code, in order of discovery."""
    if not report:
        return
    terminal.remark("")
    terminal.remark(_headline(report))
    hidden = 0
    for notices in _by_code(report):
        all_fit = terminal.verbose or len(notices) == SHOWN_OF_A_CODE + 1
        shown = len(notices) if all_fit else SHOWN_OF_A_CODE
        for notice in notices[:shown]:
            terminal.remark(f"  {notice.code}  {sentence(notice)}")
        if rest := len(notices[shown:]):
            terminal.remark(f"  {notices[0].code}  and {rest:,} more like this")
            hidden += rest
    if hidden:
        terminal.remark("  (-v shows them all)")


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
