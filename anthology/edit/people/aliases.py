"""Names that the text itself gives as another name of the person named before: "known as Fito"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from anthology.edit.people.found import Found
from anthology.edit.people.line import Line

NEAR = 60  # characters between a name and another one of the same person
_BETWEEN = re.compile(
    r"(?:,? \(?|,? \d\d?, \(?)"
    r"(?:(?:is|was|are|were) )?"
    r"(?:who (?:is|was|went) |whom (?:everybody|everyone|they|friends|many|fans) )?"
    r"(?:(?:better|best|also|formerly|then|now|long|widely|popularly|otherwise|often|commonly"
    r"|usually|sometimes|earlier|later|previously|still|once) )?"
    r"(?:known (?:(?:simply|professionally|online|locally|affectionately|to \w+(?: \w+)?) )?"
    r"(?:as|by)"
    r"|a\.?k\.?a\.?|alias|n[ée]e|nicknamed|calls?|by the name of)"
    r"(?: the (?:name|nickname|alias)(?: of)?)? [\"“‘']?\Z|,? \(born [\"“‘']?\Z"
)


def gives_a_name(between: str) -> bool:
    """Whether the words between two names say that the second is another name of the first."""
    return bool(_BETWEEN.match(between))


def also_known(found: Sequence[Found], lines: Mapping[int, Line]) -> tuple[Found, ...]:
    """The names, those marked that only are another name of the one before them."""
    marked = list(found[:1])
    for before, name in pairwise(found):
        near = before.leaf == name.leaf and 0 < name.start - before.end < NEAR
        between = lines[name.leaf].text[before.end : name.start] if near else ""
        also = bool(between) and before.keys != name.keys and gives_a_name(between)
        marked.append(replace(name, also=True) if also else name)
    return tuple(marked)
