"""Names in Esperanto, whose every noun and adjective may have a capital in the name of a thing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from anthology.edit.people.found import Found
from anthology.edit.people.lexicon import lexicon
from anthology.edit.people.tokens import PARTICLES

if TYPE_CHECKING:
    from anthology.edit.people.line import Line

_PLURAL = re.compile(r"(?:oj|aj)n?\Z")
_NOUN = re.compile(r"on?\Z")
_ADJECTIVE = re.compile(r"an?\Z")
_VERB = re.compile(r"\w{4,}(?:[^aeiou]|ju)as\Z")
# Adjectives in the names of things: Orienta Samar, Itala Caritas.
_ADJECTIVES = re.compile(
    r"(?:norda|suda|orienta|okcidenta|centra|nova|granda|malnova"
    r"|itala|germana|franca|hispana|brita|usona|rusa|cina|japana|europa)n?\Z"
)
# What opens a sentence or tells what somebody is: Ankaŭ, Intervjuas, Ĉiutage, Verkisto.
_OPENS = re.compile(r"(?:au|[aio]s|[^aeiou]u|[td]e|isto|anto|into|istino|ulo)\Z")
_WORDS = frozenset(
    {"nun", "oni", "ili", "mi", "ni", "vi", "li", "si", "avo", "maro", "esperanto", "fonduso", "ih"}
    | {"dum", "kvankam", "car", "se", "kiam", "lau", "por", "post", "antau", "tamen", "sed", "kaj"}
    | {"jen", "sur", "sub", "inter", "kun", "sen", "pro", "kiel", "ke", "nur", "ec", "do"}
)


def bare_run(keys: Sequence[str]) -> tuple[int, int]:
    """Which words of a run of capitals are left without Esperanto's own before and after them."""
    a, b = 0, len(keys)
    while b - a > 1 and (keys[a] in _WORDS or (_OPENS.search(keys[a]) and not _is_name(keys[a]))):
        a += 1
    while b - a > 1 and (
        keys[b - 1] in _WORDS
        or (b - a > 2 and _VERB.search(keys[b - 1]) and not _is_name(keys[b - 1]))
    ):
        b -= 1  # Yang Lan intervjuas
    return a, b


# What tells of a thing before its name: la urbo Aung Ban, retejo Daum Agora.
_KINDS = re.compile(
    r"(?:urb|vilag|rivr|river|gazet|jurnal|retej|retgazet|blog|land|stat|substat|provinc|insul|mont|lag"
    r"|parti|organiz|grup|asoci|kompani|entrepren|agentej|kanal|televid|radi|municip|distrikt|region"
    r"|korporaci|fondaj|komunum|trib|popol|festival|film|libr|roman|kant|revu|movad|universitat|kopirajt)(?:et)?on?\Z"
)


def without_things(found: Sequence[Found], lines: Sequence[Line]) -> tuple[Found, ...]:
    """The names that no place in the article gives to a thing, and that do not end as nouns do."""
    by_leaf = {line.leaf: line for line in lines}
    things = {name.keys for name in found if is_esperanto_thing(name, by_leaf[name.leaf])}
    return tuple(n for n in found if n.keys not in things and not is_esperanto_noun(n))


def is_esperanto_thing(found: Found, line: Line) -> bool:
    """Whether what stands before a name tells of a place, a paper or a body: la urbo Aung Ban."""
    i = bisect_left(line.tokens, found.start, key=lambda t: t.start)
    ends = (found.keys[0], found.keys[-1]) if len(found.keys) > 1 else ()
    own = any(_KINDS.match(k.rpartition("-")[2]) for k in ends)
    own = own or (bool(ends) and any(map(_ADJECTIVES.match, ends)))
    before = line.tokens[i - 1] if i and line.tokens[i].gap == " " else None
    return bool(own or (before and _KINDS.match(before.key)))


def is_esperanto_noun(found: Found) -> bool:
    """Whether the endings are those of things: Unuiĝintaj Nacioj, Verda Asembleo, Brazilo."""
    keys = tuple(k for k in found.keys if k not in PARTICLES) or found.keys
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
