"""How words are seen throughout an article: the counts that no single place can show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from anthology.edit.people.tokens import Token


@dataclass(slots=True)
class Sightings:
    """How a word is seen in the whole article; the counts that no single place can show."""

    lower: Counter[str] = field(default_factory=Counter)  # in lower case
    alone: Counter[str] = field(default_factory=Counter)  # a run of its own, inside a sentence
    titled: Counter[str] = field(default_factory=Counter)  # after a title or an office
    last: Counter[str] = field(default_factory=Counter)  # after a given name, ending a run
    first: Counter[str] = field(default_factory=Counter)  # a given name opening a longer run
    the: Counter[str] = field(default_factory=Counter)  # after "the"
    at: Counter[str] = field(default_factory=Counter)  # after in, at, from, near
    said: Counter[str] = field(default_factory=Counter)  # before a verb of speech
    inside: Counter[str] = field(default_factory=Counter)  # next to a word of organisations
    thing: Counter[str] = field(default_factory=Counter)  # right after a storm, a war, a prize
    _features: dict[str, list[str]] = field(default_factory=dict)

    def features(self, key: str) -> list[str]:
        """What the article as a whole shows of a folded word, each count as none, one or more."""
        known = self._features.get(key)
        if known is None:
            counts = (
                ("lower", self.lower),
                ("last", self.last),
                ("first", self.first),
                ("titled", self.titled),
                ("said", self.said),
                ("the", self.the),
                ("at", self.at),
                ("inside", self.inside),
                ("thing", self.thing),
                ("alone", self.alone),
            )
            known = [f"d.{name}={bucket(count.get(key, 0))}" for name, count in counts]
            self._features[key] = known
        return known


def sightings(
    sentences: Sequence[tuple[Sequence[Token], Sequence[tuple[int, int]]]], known: Mapping[str, str]
) -> Sightings:
    """Count how the words of an article's runs are used throughout it."""
    seen = Sightings()
    for tokens, runs in sentences:
        seen.lower.update(t.key for t in tokens if not t.capital)
        for a, b in runs:
            _count_run(seen, tokens, a, b, known)
    return seen


def _count_run(
    seen: Sightings, tokens: Sequence[Token], a: int, b: int, known: Mapping[str, str]
) -> None:
    """Add what one run shows."""
    keys = [t.key for t in tokens[a:b]]
    flags = [known.get(k, "") for k in keys]
    before = tokens[a - 1].key if a and not tokens[a].opens else ""
    after = known.get(tokens[b].key, "") if b < len(tokens) and tokens[b].gap in {" ", ", "} else ""
    if b - a == 1 and not tokens[a].opens:
        seen.alone[keys[0]] += 1
    if before == "the":
        seen.the.update(keys)
    elif before in {"in", "at", "from", "near", "to", "across"}:
        seen.at.update(keys)
    if "v" in after and "z" not in after:
        seen.said[keys[-1]] += 1
    start = 0
    while start < b - a - 1 and ("t" in flags[start] or "r" in flags[start] or "z" in flags[start]):
        start += 1
    ahead = flags[start - 1] if start else known.get(before, "").replace("t", "")
    if "t" in ahead or "r" in ahead:
        seen.titled.update((keys[start], keys[-1]))
    seen.thing.update(k for k, f in zip(keys[1:], flags, strict=False) if "x" in f)
    if before and "x" in known.get(before, ""):
        seen.thing[keys[0]] += 1
    body = keys[start:]
    if len(body) > 2 and is_numeral(tokens[b - 1].text):
        body = body[:-1]
    marked = any(c in f for f in flags[start:] for c in "olx")
    if marked:
        seen.inside.update(body)
    elif 2 <= len(body) <= 4 and ("G2" in flags[start] or "G3" in flags[start]):
        seen.last[body[-1]] += 1
        seen.first[body[0]] += 1


def is_numeral(text: str) -> bool:
    """Whether a word is a king's or a pope's number: II, XIV; the initial I is, too."""
    return set(text) <= {"I", "V", "X"}


def bucket(count: int) -> str:
    """None, one, or more."""
    return "0" if not count else "1" if count == 1 else "2"
