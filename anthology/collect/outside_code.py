"""Stage 1 of 4, collect: what a site's own syntax means is looked for outside of code only."""

from __future__ import annotations

import re
from collections.abc import Callable

_CODE = re.compile(
    r"(?:^(?P<fence>```++|~~~++).*?^(?P=fence)[^\n]*$|`[^`\n]+`)", re.DOTALL | re.MULTILINE
)


def outside_code(text: str, rewrite: Callable[[str], str]) -> str:
    """The Markdown, its code as it is and each stretch between as ``rewrite`` has it."""
    kept: list[str] = []
    at = 0
    for code in _CODE.finditer(text):
        kept += [rewrite(text[at : code.start()]), code[0]]
        at = code.end()
    return "".join([*kept, rewrite(text[at:])])
