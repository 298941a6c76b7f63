"""What can be seen of each word of a run: the evidence that the weights judge.

A feature is a short string, "s0=G3S3" (what the lexicon says of the word) or "L=said" (the word
to the left). Names themselves are never features, so that nothing can be learned by heart; the words
around them are, when they are ordinary words, offices or titles.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from anthology.edit.people.lexicon import looks
from anthology.edit.people.tokens import PARTICLES, Token

Votes = Mapping[str, tuple[int, int]]
_ORDINARY = re.compile(r"K1|[trmvwolxz]")
_NAME_FLAGS = re.compile(r"[GS]\d")
_ASIDE = str.maketrans("", "", "qkesay")
_ROMAN = re.compile(r"[IVX]+\Z")


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


def shape(token: Token) -> str:
    """How the word is written: Xx, XX, X., McX, X-X, X'X, x-X."""
    text = token.text
    if "." in text:
        return "X." if text.replace(".", "").replace("-", "").isupper() else "Xx."
    if text[0].islower():
        return "x-X" if token.capital else "x"
    if text.isupper() and len(text) > 1:
        return "XX" if not _ROMAN.match(text) else "IV"
    if "-" in text:
        return "X-X" if text[text.index("-") + 1 : text.index("-") + 2].isupper() else "X-x"
    if "'" in text or "’" in text:
        return "X'X"
    return "Xx" if text[1:].islower() else "X" if len(text) == 1 else "XxX"


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
    if start and ("t" in flags[start - 1] or "r" in flags[start - 1]):
        seen.titled.update((keys[start], keys[-1]))
    elif before and "r" in known.get(before, ""):
        seen.titled.update((keys[start], keys[-1]))
    seen.thing.update(k for k, f in zip(keys[1:], flags, strict=False) if "x" in f)
    if before and "x" in known.get(before, ""):
        seen.thing[keys[0]] += 1
    body = keys[start:]
    marked = any(c in f for f in flags[start:] for c in "olx")
    if marked:
        seen.inside.update(body)
    elif 2 <= len(body) <= 4 and ("G2" in flags[start] or "G3" in flags[start]):
        seen.last[body[-1]] += 1
        seen.first[body[0]] += 1


def _bucket(count: int) -> str:
    return "0" if not count else "1" if count == 1 else "2"


def _name_class(flags: str) -> str:
    """The lexicon's flags in short, without those that only sorting and sex need: G3S2PAK1r."""
    return flags.translate(_ASIDE) or "-"


def _plain(token: Token, flags: str) -> str:
    """The word itself where it is an ordinary word, else only what it looks like."""
    if not token.capital:
        return token.key if token.key[0].isalpha() else "0"
    if _ORDINARY.search(flags) and not re.search("[GS]3", flags):
        return "^" + token.key
    return "^" + shape(token)


def _letters(flags: str) -> str:
    """Only the letters for offices, organisations and the like."""
    return "".join(c for c in flags if c in "trmvwolxdnzh")


def run_features(
    tokens: Sequence[Token],
    run: tuple[int, int],
    known: Mapping[str, str],
    seen: Sightings,
    votes: Votes | None = None,
) -> list[list[str]]:
    """The features of every word of a run, in order.

    ``votes`` says of a folded word how often a first pass took it for part of a name, and how often
    it looked at it.
    """
    a, b = run
    flags = [known.get(t.key, "") for t in tokens[a:b]]
    shapes = [shape(t) for t in tokens[a:b]]
    context = _context(tokens, a, b, known, votes)
    sides = _sides(tokens, a, b, known)
    covered = _phrases([t.key for t in tokens[a:b]], known)
    caps = all(s in {"XX", "X.", "X"} for s in shapes) and b - a > 1
    rows = []
    for i in range(b - a):
        row = ["bias", *context] if b - a == 1 else ["bias"]
        if b - a > 1:
            if i == 0:
                row += context[: len(context) // 2]
            if i == b - a - 1:
                row += context[len(context) // 2 :]
            row.append(f"n={min(b - a, 6)},{min(i, 3)},{min(b - a - 1 - i, 2)}")
        _own(row, tokens[a + i], flags[i], shapes[i])
        kind = _kind(flags[i])
        if i == 0:
            row.append(f"kl={kind}{sides[0]}")
        if i == b - a - 1:
            row.append(f"kr={kind}{sides[1]}")
            if b - a == 1:
                row.append(f"klr={kind}{sides[0]}{sides[1]}")
        _neighbours(row, tokens, a, i, flags, shapes)
        _seen(row, tokens[a + i].key, seen)
        if covered:
            row.append(f"phrase={covered[i]}")
        if caps:
            row.append("caps")
        if votes is not None:
            _voted(row, [t.key for t in tokens[a:b]], i, votes)
        rows.append(row)
    return rows


def _phrases(keys: Sequence[str], known: Mapping[str, str]) -> list[str]:
    """Which words of a run belong to a place or another thing known by several words; [] if none."""
    marks: list[str] = []
    for i in range(len(keys) - 1):
        for j in range(min(len(keys), i + 4), i + 1, -1):
            flags = known.get(" ".join(keys[i:j]), "")
            kind = "P" if "P" in flags else "y" if "y" in flags else ""
            if kind:
                marks = marks or ["-"] * len(keys)
                whole = "=" if j - i == len(keys) else ">" if j == len(keys) else "<"
                marks[i:j] = [f"{kind}{whole}"] * (j - i)
                break
    return marks


def _context(
    tokens: Sequence[Token], a: int, b: int, known: Mapping[str, str], votes: Votes | None
) -> list[str]:
    """Features of what stands before the run, then as many of what stands after it."""
    one = tokens[a - 1] if a else None
    two = tokens[a - 2] if a > 1 else None
    gap = tokens[a].gap.strip()
    left = [f"lg={gap[-1:]}"]
    if tokens[a].opens or one is None:
        left += ["open", f"open{'1' if one is None or chr(10) in tokens[a].gap else ''}", "lp=open"]
    else:
        f1 = known.get(one.key, "")
        f2 = known.get(two.key, "") if two else ""
        left += [f"lf={_letters(f1)}", f"l={_plain(one, f1)}", f"lp={_letters(f2)}|{_letters(f1)}"]
    after = tokens[b] if b < len(tokens) else None
    right = []
    if after is None:
        right = ["end", "rg=", "rf=", "r="]
    else:
        f1 = known.get(after.key, "")
        gap = after.gap
        mark = "'s" if after.key == "s" and gap[:1] in "'’" else gap.strip()[:1]
        if gap[:2] in {"'s", "’s"}:
            mark = "'s"
        nxt = tokens[b + 1] if b + 1 < len(tokens) else after
        right = [
            f"rg={mark}",
            f"rf={mark}{_letters(f1)}",
            f"r={mark}{_plain(after, f1)}",
            f"rp={mark}{_letters(f1)}|{_letters(known.get(nxt.key, ''))}",
        ]
    if votes is not None:
        left.append(f"lv={_listed(tokens, a - 1, a, votes)}")
        right.append(f"rv={_listed(tokens, b, b, votes)}")
    return left + right


def _kind(flags: str) -> str:
    """What a word is in the fewest words: a name, a place, both, a common word, unknown."""
    if not flags:
        return "?"
    name = "N" if "G3" in flags or "S3" in flags else "n" if "G" in flags or "S" in flags else ""
    rest = "".join(c for c in "PKolxtrnz" if c in flags)
    return name + ("u" if "u" in flags else "") + rest[:2]


def _sides(tokens: Sequence[Token], a: int, b: int, known: Mapping[str, str]) -> tuple[str, str]:
    """The kinds of the words beside a run, with the mark between: "<said", ">,h"."""
    left, right = "<.", ">."
    if a and not tokens[a].opens:
        left = f"<{tokens[a].gap.strip()[-1:]}{_side(tokens[a - 1], known)}"
    if b < len(tokens):
        gap = tokens[b].gap
        mark = "'s" if gap[:1] in "'’" and tokens[b].key == "s" else gap.strip()[:1]
        right = f">{mark}{_side(tokens[b], known)}" if mark not in {".", "!", "?"} else ">."
    return left, right


def _side(token: Token, known: Mapping[str, str]) -> str:
    """The kind of a word beside a run."""
    flags = known.get(token.key, "")
    if token.capital:
        return "X"
    if token.key in {
        "the",
        "a",
        "an",
        "in",
        "at",
        "of",
        "by",
        "and",
        "with",
        "to",
        "from",
        "for",
        "on",
        "s",
    }:
        return token.key
    return next((c for c in "vrhwmodlxn" if c in flags), "z" if "z" in flags else "-")


def _listed(tokens: Sequence[Token], i: int, at: int, votes: Votes) -> str:
    """Whether a comma or an "and" joins the run to a name, by the votes: for "Wolfowitz and Feith"."""
    step = -1 if i < at else 1
    if not 0 <= i < len(tokens):
        return ""
    gap = (tokens[at].gap if at < len(tokens) else "").strip()
    if tokens[i].key in {"and", "or", "und", "et", "y", "e", "en"} and not gap:
        i += step
        if not 0 <= i < len(tokens) or (tokens[i].gap if step > 0 else tokens[i + 1].gap) not in {
            " ",
            ", ",
        }:
            return ""
        return f"and{_share(votes.get(tokens[i].key))}" if tokens[i].capital else ""
    if gap != "," or not tokens[i].capital:
        return ""
    return f",{_share(votes.get(tokens[i].key))}"


def _share(vote: tuple[int, int] | None) -> str:
    """How far the votes take a word for part of a name."""
    yes, of = vote or (0, 0)
    return (
        "-"
        if of == 0
        else "no"
        if yes == 0
        else "few"
        if yes * 2 < of
        else "most"
        if yes < of
        else "all"
    )


def _own(row: list[str], token: Token, flags: str, form: str) -> None:
    """What the word itself says."""
    row.append(f"s0={_name_class(flags)}")
    row.append(f"sh={form}")
    row += [f"f={flags[i : i + 2]}" for i in range(len(flags)) if flags[i].isupper()]
    row += [f"f={c}" for c in _letters(flags)]
    if token.opens:
        row += [f"o&{_name_class(flags)}"]
    if not flags:
        key = token.key
        common, place = looks(key)
        row += [
            f"su={key[-2:]}",
            f"len={min(len(key), 9)}",
            f"look={common}",
            f"look2={place}",
            f"look3={common},{place}",
        ]
    if _ORDINARY.search(flags) and not _NAME_FLAGS.search(flags):
        row.append(f"w={token.key}")
    if token.key in PARTICLES:
        row.append(f"part={token.key}")


def _neighbours(
    row: list[str],
    tokens: Sequence[Token],
    a: int,
    i: int,
    flags: Sequence[str],
    shapes: Sequence[str],
) -> None:
    """What the words beside it in the run say."""
    names = [
        "".join(_NAME_FLAGS.findall(f)) + ("K1" if "K1" in f else "") + ("P" if "P" in f else "")
        for f in flags
    ]
    if i:
        row += [
            f"s-1={names[i - 1]}{_letters(flags[i - 1])}",
            f"s-1,0={names[i - 1]},{names[i]}",
            f"sh-1={shapes[i - 1]}",
        ]
        row += [
            f"w-1={_plain(tokens[a + i - 1], flags[i - 1])}",
            f"l-1={_letters(flags[i - 1])},{shapes[i]}",
        ]
    if i + 1 < len(flags):
        row += [
            f"s+1={names[i + 1]}{_letters(flags[i + 1])}",
            f"s0,+1={names[i]},{names[i + 1]}",
            f"sh+1={shapes[i + 1]}",
        ]
        row += [f"w+1={_plain(tokens[a + i + 1], flags[i + 1])}"]
    rest = "".join(flags[i + 1 :])
    row += [f"later={c}" for c in "olx" if c in rest]
    rest = "".join(flags[:i])
    row += [f"earlier={c}" for c in "trolxn" if c in rest]


def _seen(row: list[str], key: str, seen: Sightings) -> None:
    """What the rest of the article says of the word."""
    row.append(f"d.lower={_bucket(seen.lower[key])}")
    row.append(f"d.last={_bucket(seen.last[key])}")
    row.append(f"d.first={_bucket(seen.first[key])}")
    row.append(f"d.titled={_bucket(seen.titled[key])}")
    row.append(f"d.said={_bucket(seen.said[key])}")
    row.append(f"d.the={_bucket(seen.the[key])}")
    row.append(f"d.at={_bucket(seen.at[key])}")
    row.append(f"d.inside={_bucket(seen.inside[key])}")
    row.append(f"d.thing={_bucket(seen.thing[key])}")
    row.append(f"d.alone={_bucket(seen.alone[key])}")


def _voted(row: list[str], keys: Sequence[str], i: int, votes: Votes) -> None:
    """What a first pass over the article decided elsewhere."""
    for offset in (-1, 0, 1):
        if 0 <= i + offset < len(keys):
            vote = votes.get(keys[i + offset])
            share, of = _share(vote), vote[1] if vote else 0
            row.append(f"v{offset}={share}{_bucket(of)}")
