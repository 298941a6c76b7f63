"""Runs of capitals whose form alone shows a person: Kanye West, Vice President Ford, Wei Ligang."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from anthology.edit.people.lexicon import lexicon
from anthology.edit.people.line import Line
from anthology.edit.people.names import is_family_first
from anthology.edit.people.tokens import PARTICLES, Token

_ELECTED = frozenset({"president", "senator", "senators", "governor", "congressman"})


def is_famous(keys: Sequence[str]) -> bool:
    """Whether words are together a person's whom everybody knows, and nothing else: Kanye West."""
    flags = lexicon().get(" ".join(keys), "")
    return "i" in flags and "y" not in flags and "P" not in flags


def is_titled(run: Sequence[Token]) -> bool:
    """Whether a run is an office that nothing else has, and a name: Vice President Ford."""
    known = lexicon()
    flags = known.get(run[-1].key, "")
    common = "K1" in flags and "S3" not in flags and "G" not in flags
    return run[-2].key in _ELECTED and not common and not any(c in flags for c in "olxtrmPnd")


def is_initialled(run: Sequence[Token]) -> bool:
    """Whether a run is initials and a usual family name that nothing else is: J. D. Vance."""
    if "." not in run[0].text:
        return False
    if not all(t.text.endswith(".") and t.text.replace(".", "").isupper() for t in run[:-1]):
        return False
    flags = lexicon().get(run[-1].key, "")
    usual = "S3" in flags or "S2" in flags
    return usual and run[-1].gap == " " and not any(c in flags for c in "Kolxtrcnd")


def is_speaker(line: Line, a: int, b: int) -> bool:
    """Whether a usual given name and a usual family name speak or do: said Mark Hall.

    Not the firms that are known to look like persons: said Morgan Stanley.
    """
    known, tokens = lexicon(), line.tokens
    first, last = (known.get(tokens[n].key, "") for n in (a, b - 1))
    if b - a != 2 or "G3" not in first or not ("S3" in last or "S2" in last):
        return False
    if "y" in known.get(f"{tokens[a].key} {tokens[b - 1].key}", ""):
        return False
    beside = [tokens[a - 1]] if a and tokens[a].gap == " " else []
    beside += [tokens[b]] if b < len(tokens) and tokens[b].gap == " " else []
    return any("v" in known.get(token.key, "") for token in beside)


def is_part(keys: tuple[str, ...], full: Collection[tuple[str, ...]]) -> bool:
    """Whether words are some of the later words of a full name: De la Cruz (y Pérez)."""
    if keys[0] not in PARTICLES:
        return False
    return any(
        keys == name[n : n + len(keys)]
        for name in full
        for n in range(1, len(name) - len(keys) + 1)
    )


def is_given_first(run: Sequence[Token]) -> bool:
    """Whether a run is a usual given name and words that nothing speaks against: Remco Evenepoel.

    For languages other than that which the weights were fitted on.
    """
    known = lexicon()
    first = known.get(run[0].key, "")
    rest = [known.get(t.key, "") for t in run[1:] if t.capital]
    usual = ("G3" in first or "G2" in first) and not any(c in first for c in "KPzdncolx")
    return usual and 0 < len(rest) < 4 and not any(c in f for f in rest for c in "KPzdncolxtr")


def has_particle(run: Sequence[Token], language: str) -> bool:
    """Whether two words with van or von between them can be a name alone: Gom van Strien."""
    known = lexicon(language)
    inner = [t.key for t in run[1:-1]]
    ends = known.get(run[0].key, "") + known.get(run[-1].key, "")
    between = bool(inner) and inner[0] in {"van", "von"} and all(k in PARTICLES for k in inner)
    return between and run[0].capital and not any(c in ends for c in "KPzdncolxtr")


def is_pair(line: Line, n: int) -> bool:
    """Whether two given names are joined by "and" and nothing else: George and Lynne."""
    tokens = line.tokens
    for first, last in ((n, n + 2), (n - 2, n)):
        if first < 0 or last >= len(tokens) or tokens[first + 1].key != "and":
            continue
        joined = tokens[first + 1].gap == tokens[last].gap == " "
        if joined and _only_usual(tokens[first]) and _only_usual(tokens[last]):
            return True
    return False


def _only_usual(token: Token) -> bool:
    """Whether a word is a usual given name and nothing else."""
    flags = lexicon().get(token.key, "")
    return token.capital and "G3" in flags and not any(c in flags for c in "KPzdncolxtr")


def is_eastern(keys: Sequence[str]) -> bool:
    """Whether two words are spelt as a Chinese or Korean name, family name first: Wei Ligang."""
    if len(keys) != 2 or len(keys[1]) < 5 or not is_family_first(keys, {}):
        return False
    first, second = (lexicon().get(k, "") for k in keys)
    whole = lexicon().get(" ".join(keys), "")
    plain = not any(c in second + whole for c in "KPolxny") and "z" not in first
    return plain and "K1" not in first
