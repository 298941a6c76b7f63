"""Stage 3 of 4, lay out: the marks of notes, which some sources write at their head, too."""

from __future__ import annotations

import re
from collections.abc import Mapping

from anthology.model import Block


def unsaid_mark(note: Block, references: Mapping[str, str]) -> str:
    """The mark of a note's first reference; "" where the note begins with it, or has none."""
    mark = references.get(note.id, "").strip("[]() ")
    opening = next((leaf.text for leaf in note.leaves()), "")
    ending = r"(?:[\])][.:]?|[.:])" if mark.isalnum() else ""  # "10 boats" is no note 10
    said = mark and re.match(rf"[\[(]?{re.escape(mark)}{ending}\s", opening)
    return "" if said else mark
