"""Compile the names of months and weekdays: python tools/make_months.py

Writes ``anthology/collect/months.tsv``, a line a language and kind: each name and its number, as
Babel has them (CLDR, Unicode licence). Asking Babel for fifty languages takes a third of a second
in every process. To be run again when Babel is renewed; a test compares.
"""

from __future__ import annotations

from pathlib import Path

from anthology.collect.months import FALLBACK, KINDS, names_in_babel

TABLE = Path(__file__).parent.parent / "anthology" / "collect" / "months.tsv"


def table() -> str:
    """The whole table."""
    lines = []
    for language in FALLBACK:
        for kind in KINDS:
            names = names_in_babel(language, kind).items()
            told = "\t".join(f"{name}={number}" for name, number in names)
            lines.append(f"{language}\t{kind}\t{told}\n")
    return "".join(lines)


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
