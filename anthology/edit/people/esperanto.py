"""Names in Esperanto, whose every noun and adjective may have a capital in the name of a thing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from anthology.edit.people.found import Found
from anthology.edit.people.lexicon import lexicon

_PLURAL = re.compile(r"(?:oj|aj)n?\Z")
_NOUN = re.compile(r"on?\Z")
_ADJECTIVE = re.compile(r"an?\Z")


# What opens a sentence or tells what somebody is: Ankaŭ, Intervjuas, Ĉiutage, Verkisto.
_OPENS = re.compile(r"(?:au|[aio]s|[^aeiou]u|[td]e|isto|anto|into|istino|ulo)\Z")
_WORDS = frozenset(
    {"nun", "oni", "ili", "mi", "ni", "vi", "li", "si", "avo", "maro", "esperanto", "fonduso", "ih"}
)


def bare_run(keys: Sequence[str]) -> tuple[int, int]:
    """Which words of a run of capitals are left without Esperanto's own before and after them."""
    a, b = 0, len(keys)
    while b - a > 1 and (keys[a] in _WORDS or (_OPENS.search(keys[a]) and not _is_name(keys[a]))):
        a += 1
    while b - a > 1 and keys[b - 1] in _WORDS:
        b -= 1
    return a, b


def is_esperanto_noun(found: Found) -> bool:
    """Whether the endings are those of things: Unuiĝintaj Nacioj, Verda Asembleo, Brazilo."""
    keys = found.keys
    if any(_PLURAL.search(k) for k in keys):
        return True
    if len(keys) == 1:
        return bool(_NOUN.search(keys[0])) and not found.title and not _is_name(keys[0])
    ends = ["o" if _NOUN.search(k) else "a" if _ADJECTIVE.search(k) else "-" for k in keys]
    described = "ao" in "".join(ends) or "oa" in "".join(ends)
    return described and not all(_is_name(k) for k in keys)


def _is_name(key: str) -> bool:
    """Whether the lexicon knows a word as a usual name."""
    flags = lexicon().get(key, "")
    return any(mark in flags for mark in ("G2", "G3", "S2", "S3"))
