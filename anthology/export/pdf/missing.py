"""What to say of characters that no font has: how many, of which script, and what to install."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from fontTools.unicodedata import script, script_name

_SHOWN = 3
_CJK = {"Hani", "Hira", "Kana", "Hang", "Bopo"}
_NO_FONT = {"Co", "Cn", "Cc", "Cs"}  # private, unassigned: no font can know them


def missing_glyphs(chars: tuple[str, ...]) -> Iterator[str]:
    """A sentence for every font that would show some of the characters."""
    by_remedy: dict[str, list[str]] = {}
    for char in chars:
        by_remedy.setdefault(_remedy(char), []).append(char)
    for remedy, found in by_remedy.items():
        shown = ", ".join(f"{c} U+{ord(c):04X}" for c in found[:_SHOWN] if c.isprintable())
        shown = f" ({shown}{' ...' if len(found) > _SHOWN else ''})" if shown else ""
        what = "1 character" if len(found) == 1 else f"{len(found)} characters"
        yield f"no font has {what}{shown}; boxes with their numbers stand for them: {remedy}"


def _remedy(char: str) -> str:
    kind = script(char)
    if kind in _CJK or "CJK" in unicodedata.name(char, "") or "\u3000" <= char <= "\u303f":
        return "install Noto Serif CJK (fonts-noto-cjk)"
    if unicodedata.category(char) in _NO_FONT:
        return "replace them in the text"
    if unicodedata.category(char) == "So" and ord(char) >= 0x2300:
        return "install Noto Emoji or Symbols (fonts-noto-color-emoji, fonts-noto-core)"
    if kind in ("Zyyy", "Zinh"):
        return "install the Noto fonts (fonts-noto-core)"
    return f"install Noto Sans {script_name(kind)} (fonts-noto-core)"
