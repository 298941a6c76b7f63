"""A few of the faults of ``make faults``: killed, at once, damaged, full and read-only disks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import faults


@pytest.mark.xdist_group("faults")
def test_no_fault_loses_a_book(tmp_path: Path) -> None:
    """After every fault the old or the new book is there, whole; the next build leaves no scraps.

    Fails without the renaming in ``write_whole``, without its ``sweep``, and without the seal of
    the cache.
    """
    tallies = faults.run(
        tmp_path, kill_count=4, pair_count=1, damage_count=2, seed=3, formats=("epub",)
    )
    assert [f"{name}: {lost}" for name, tally in tallies for lost in tally.lost] == []
