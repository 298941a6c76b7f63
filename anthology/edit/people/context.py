"""What stands around a run of capitals, as features: the evidence of its neighbours."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from anthology.edit.people.tokens import Token
from anthology.edit.people.words import words

Votes = Mapping[str, tuple[int, int]]
_ORDINARY = re.compile(r"K1|[trmvwolxz]")
_ROMAN = re.compile(r"[IVX]+\Z")
KIN = words("kin")
OWNERS = frozenset(
    {"my", "his", "her", "their", "our", "your", "whose", "s"}
    | {"su", "sus", "sa", "ses", "sua", "suo", "seu", "seine", "ihre", "zijn", "haar"}
)
_DETERMINERS = OWNERS - {"s"} | {"a", "an", "the", "who", "then", "now", "also"}


def context_of(
    tokens: Sequence[Token], a: int, b: int, known: Mapping[str, str]
) -> tuple[list[str], list[str]]:
    """Features of what stands before the run, and of what stands after it."""
    return _before(tokens, a, known), _after(tokens, a, b, known)


def _before(tokens: Sequence[Token], a: int, known: Mapping[str, str]) -> list[str]:
    """Features of what stands before the run."""
    one = tokens[a - 1] if a else None
    two = tokens[a - 2] if a > 1 else None
    gap = tokens[a].gap.strip()
    left = [f"lg={gap[-1:]}"]
    if tokens[a].opens or one is None:
        left += ["open", f"open{'1' if one is None or chr(10) in tokens[a].gap else ''}", "lp=open"]
    else:
        f1 = known.get(one.key, "")
        f2 = known.get(two.key, "") if two else ""
        left += [f"lf={letters(f1)}", f"l={plain(one, f1)}", f"lp={letters(f2)}|{letters(f1)}"]
        left += [f"lgf={gap[-1:]}{letters(f1)}"] if gap else []
        if one.key in KIN and not one.capital:
            left.append(f"kin={gap[-1:]}{'o' if _owned(tokens, a - 1) else ''}")
    return left


def _after(tokens: Sequence[Token], a: int, b: int, known: Mapping[str, str]) -> list[str]:
    """Features of what stands after the run."""
    after = tokens[b] if b < len(tokens) else None
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
            f"rf={mark}{letters(f1)}",
            f"r={mark}{plain(after, f1)}",
            f"rp={mark}{letters(f1)}|{letters(known.get(nxt.key, ''))}",
        ]
        if mark and mark in ",(–—":
            right += [f"ap={mark}{x}" for x in [set_off(tokens, b, known)] if x]
        if mark == ":" and (a == 0 or "\n" in tokens[a].gap):
            right.append("turn")
    return right


def _owned(tokens: Sequence[Token], n: int) -> bool:
    """Whether somebody has the wife, the friend that is word ``n``: his, my, the king's."""
    return any(t.key in OWNERS for t in tokens[max(0, n - 3) : n])


def set_off(tokens: Sequence[Token], b: int, known: Mapping[str, str]) -> str:
    """What follows the mark after a run: a year, or after "the", "his" somebody's office or kin."""
    first = tokens[b]
    if first.text[0].isdigit():
        return {4: "year", 2: "age"}.get(len(first.text.rstrip(".,:")), "")
    flags = known.get(first.key, "")
    if first.key not in _DETERMINERS and "r" not in flags and "h" not in flags:
        return ""
    for token in tokens[b : b + 6]:
        if token is not first and token.gap != " ":
            break
        what = _office_or_kin(token, known)
        if what and not (what == "human" and token is first):
            return what
    return ""


def _office_or_kin(token: Token, known: Mapping[str, str]) -> str:
    """Whether a word is a kin, an office or another noun for a person."""
    flags = known.get(token.key, "")
    if token.key in KIN:
        return "kin"
    return "office" if "r" in flags else "human" if "h" in flags and "K1" not in flags else ""


def sides(tokens: Sequence[Token], a: int, b: int, known: Mapping[str, str]) -> tuple[str, str]:
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


def listed(tokens: Sequence[Token], i: int, at: int, votes: Votes) -> str:
    """Whether a comma or an "and" joins the run to a name, by the votes: "Wolfowitz and Feith"."""
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
        return f"and{share(votes.get(tokens[i].key))}" if tokens[i].capital else ""
    if gap != "," or not tokens[i].capital:
        return ""
    return f",{share(votes.get(tokens[i].key))}"


def share(vote: tuple[int, int] | None) -> str:
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


def plain(token: Token, flags: str) -> str:
    """The word itself where it is an ordinary word, else only what it looks like."""
    if not token.capital:
        return token.key if token.key[0].isalpha() else "0"
    if is_ordinary(flags) and "G3" not in flags and "S3" not in flags:
        return "^" + token.key
    return "^" + shape(token)


@lru_cache(4096)
def is_ordinary(flags: str) -> bool:
    """Whether a word is a common one, an office or the like."""
    return bool(_ORDINARY.search(flags))


@lru_cache(4096)
def letters(flags: str) -> str:
    """Only the letters for offices, organisations and the like."""
    return "".join(c for c in flags if c in "trmvwolxdnzhci")


@lru_cache(4096)
def kind(flags: str) -> str:
    """What a word is in the fewest words: a name, a place, both, a common word, unknown."""
    if not flags:
        return "?"
    name = "N" if "G3" in flags or "S3" in flags else "n" if "G" in flags or "S" in flags else ""
    rest = "".join(c for c in "PKolxtrnz" if c in flags)
    return name + ("i" if "i" in flags else "u" if "u" in flags else "") + rest[:2]


def shape(token: Token) -> str:
    """How the word is written: Xx, XX, X., McX, X-X, X'X, x-X."""
    return _shape(token.text, token.capital)


@lru_cache(1 << 16)
def _shape(text: str, capital: bool) -> str:
    if "." in text:
        return "X." if text.replace(".", "").replace("-", "").isupper() else "Xx."
    if text[0].islower():
        return "x-X" if capital else "x"
    if text.isupper() and len(text) > 1:
        return "XX" if not _ROMAN.match(text) else "IV"
    if "-" in text:
        return "X-X" if text[text.index("-") + 1 : text.index("-") + 2].isupper() else "X-x"
    if "'" in text or "’" in text:
        return "X'X"
    return "Xx" if text[1:].islower() else "X" if len(text) == 1 else "XxX"
