"""Names that the words around them give to a thing: "the town of Hiram", "Bilka is a chain"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from itertools import takewhile

from anthology.edit.people.found import Found
from anthology.edit.people.lexicon import lexicon
from anthology.edit.people.line import Line
from anthology.edit.people.roles import DETERMINERS
from anthology.edit.people.tokens import Token
from anthology.edit.people.words import lines as lines_of
from anthology.edit.people.words import words

_OF_A_PLACE = words("places-of")
_OF = frozenset({"of", "de", "von", "di", "van"})
_STATES = frozenset(" ".join(lines_of("states")).upper().split())
_ARTICLED = frozenset({"fr", "es"})  # in which persons have no article
_ARTICLES = frozenset({"le", "la", "les", "l'", "au", "aux", "du", "des", "el", "los", "las", "al"})
_THINGS = words("things")
_BODIES = words("bodies")
_SHOPS = words("shops")
_LISTED = words("listed-things")
_WORLDS = words("worlds")
_BE = frozenset({"is", "was", "are", "were"})
_SOME = frozenset({"a", "an", "the", "one"})
_SAINTS = frozenset({"st", "st.", "saint", "san", "santa"})
_WORDS = 7  # in which "is a large Danish chain" says what it is
_YEAR = re.compile(r" \((?:1[89]|20)\d\d\)")
_INITIALS_OF_PERSONS = words("initials-of-persons")


def things_among(found: Sequence[Found], lines: Mapping[int, Line]) -> set[tuple[str, ...]]:
    """The folded names that some place in the article gives to a thing and none to a person."""
    families = {f.keys[-1] for f in found if len(f.keys) > 1}
    starts = {(f.leaf, f.start) for f in found if len(f.keys) > 1}
    spared = {f.keys for f in found if (f.title and f.title.lower() not in _SAINTS) or f.role}
    return {
        f.keys
        for f in found
        if (f.keys not in spared or _is_despite_role(f, lines[f.leaf]))
        and not (len(f.keys) == 1 and f.keys[0] in families)
        and (
            _is_thing(f, lines[f.leaf])
            or (len(f.keys) == 1 and _owns_or_is_several(f, lines[f.leaf], starts, families))
        )
    }


def _owns_or_is_several(
    found: Found,
    line: Line,
    starts: Collection[tuple[int, int]],
    families: Collection[str],
) -> bool:
    """Whether a word is a body with its member after it (FTU's Wong Kwok-kin), or a family."""
    i = bisect_left(line.tokens, found.start, key=_start)
    member = line.tokens[i + 2 : i + 3]
    if member and line.tokens[i + 1].key == "s" and _is_shop(line.tokens[i + 2 : i + 5]):
        return True
    if member and line.tokens[i + 1].key == "s" and (line.leaf, member[0].start) in starts:
        return True
    the = i > 0 and line.tokens[i - 1].key == "the"
    return the and found.keys[0].endswith("s") and found.keys[0][:-1] in families


def _is_shop(tokens: Sequence[Token]) -> bool:
    """Whether the words after a possessive make the name of a shop: (Neal's) Yard Dairy."""
    run = list(takewhile(lambda t: t.capital and (t is tokens[0] or t.gap == " "), tokens))
    return bool(run) and tokens[0].gap == " " and run[-1].key in _SHOPS


def _is_thing(found: Found, line: Line) -> bool:
    """Whether the words beside a name say that it is a place, a body, a work or initials."""
    i, j = (bisect_left(line.tokens, at, key=_start) for at in (found.start, found.end))
    return (
        _of_a_place(line.tokens, i)
        or _defined(line.tokens, j)
        or _describes(line.tokens, i, j)
        or _is_work(found, line)
        or _is_despite_role(found, line)
        or (j - i == 1 and _is_listed_as_thing(line.tokens, i, j))
        or (len([t for t in line.tokens[i:j] if t.capital]) == 1 and _is_placed(line, i, j))
    )


def _is_despite_role(found: Found, line: Line) -> bool:
    """Whether a name is initials or a figure of a series, whatever its role: our partner FAS."""
    i, j = (bisect_left(line.tokens, at, key=_start) for at in (found.start, found.end))
    return _abbreviates(line.tokens[i:j], line.text) or (
        j - i == 1 and _is_of_a_world(line.tokens, j)
    )


def _is_placed(line: Line, i: int, j: int) -> bool:
    """Whether the words beside a word alone make it a place or a law: Clinton, MS; dans le Var."""
    tokens = line.tokens
    before = tokens[i - 1].key if i and tokens[i].gap in {" ", ""} else ""
    if line.language in _ARTICLED and _ARTICLES & {before, tokens[i].key}:
        return True
    if j >= len(tokens):
        return False
    if tokens[j].gap == ", " and (tokens[j].text in _STATES or _is_capital(tokens, j)):
        return True
    named = tokens[j].key == "of" and tokens[j].gap == " " and j + 1 < len(tokens)
    common = "K1" in lexicon().get(tokens[i].key, "")
    return named and common and tokens[j + 1].capital  # a Patients' Bill of Rights


def _is_capital(tokens: Sequence[Token], j: int) -> bool:
    """Whether words from ``j`` on are "the capital of": Bamako, the capital, was quiet."""
    if j + 2 >= len(tokens) or tokens[j].key not in DETERMINERS:
        return False
    after = tokens[j + 2]
    closed = after.gap.strip() != "" or after.key in {"of", "de", "du", "des", "von", "di", "da"}
    return tokens[j + 1].key in _OF_A_PLACE and after.gap[:1] not in "'’" and closed


def _start(token: Token) -> int:
    return token.start


def _of_a_place(tokens: Sequence[Token], i: int) -> bool:
    """The town of Hiram; the St. Louis Eagles, whose first word belongs to the place before."""
    if i > 1 and tokens[i - 1].key in _OF and tokens[i - 2].key in _OF_A_PLACE:
        return not tokens[i - 2].capital
    if not i or tokens[i - 1].key not in _SAINTS:
        return False
    flags = lexicon().get(f"{tokens[i - 1].key} {tokens[i].key}", "")
    return tokens[i].gap == " " and ("y" in flags or "P" in flags)


def _defined(tokens: Sequence[Token], j: int) -> bool:
    """Whether the words from ``j`` on say that the name is a thing: is a large Danish chain of."""
    if j + 2 >= len(tokens) or tokens[j].key not in _BE or tokens[j].gap != " ":
        return False
    if tokens[j + 1].key not in _SOME:
        return False
    known, last = lexicon(), ""
    for token in tokens[j + 2 : j + 2 + _WORDS]:
        flags = known.get(token.key, "")
        if token.gap != " " or ("z" in flags and not token.capital) or "v" in flags:
            break
        if any(c in flags for c in "rht") and token.key not in _THINGS:
            return False
        last = token.key
    return last in _THINGS


def _describes(tokens: Sequence[Token], i: int, j: int) -> bool:
    """Whether a name only tells which thing is meant: the Copernicus service."""
    if not i or j >= len(tokens) or tokens[i - 1].key not in {"the", "a", "his", "its"}:
        return False
    return tokens[j].gap == " " and not tokens[j].capital and tokens[j].key in _BODIES


def _is_listed_as_thing(tokens: Sequence[Token], i: int, j: int) -> bool:
    """Whether a list of brands or towns has the word: the luxury brands Gucci, Chloé and Loewe.

    Not who does something to them: the firms Elon Musk runs, the firms Musk and his brother run.
    """
    k = i
    while k and tokens[k - 1].capital and tokens[k].gap == ", ":
        k -= 1
    if k == i and tokens[i - 1].key == "and" and i > 1:  # the last of the list
        k = i - 2
        while k and tokens[k - 1].capital and tokens[k].gap == ", ":
            k -= 1
    listed = k < i or (j < len(tokens) and tokens[j].gap == ", " and tokens[j].capital)
    return listed and k > 0 and tokens[k].gap == " " and tokens[k - 1].key in _LISTED


def _is_of_a_world(tokens: Sequence[Token], j: int) -> bool:
    """Whether a figure of a series is meant: Lady Cassandra from Doctor Who."""
    if j >= len(tokens) or tokens[j].key not in {"from", "of"} or tokens[j].gap != " ":
        return False
    return any("_".join(t.key for t in tokens[j + 1 : j + 1 + n]) in _WORLDS for n in (2, 3))


def _is_work(found: Found, line: Line) -> bool:
    """Whether a year alone in brackets tells that words are a title: Diamond Horseshoe (1945)."""
    flags = lexicon().get(found.keys[-1], "")
    common = "K" in flags and "S3" not in flags and "S2" not in flags
    return len(found.keys) > 1 and common and bool(_YEAR.match(line.text, found.end))


def _abbreviates(name: Collection[Token], text: str) -> bool:
    """Whether a word is two or three capitals in a text that is not set in capitals: KO."""
    (token, *more) = name
    if more or not token.text.isupper() or len(token.text) > 3:
        return False
    return token.key not in _INITIALS_OF_PERSONS and not text.isupper()
