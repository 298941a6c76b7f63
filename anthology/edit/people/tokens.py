"""Words of a text and the runs of capitals in which names are looked for.

A name is looked for only inside a run: capitalised words, initials and the particles
between them. Everything else is context. Offsets are code points into the text.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from anthology.edit.people.lexicon import fold
from anthology.edit.people.words import words

PARTICLES = words("particles")
_ABBREVIATIONS = sorted(words("abbreviations"))


def _letters(kind: str) -> str:
    """A character class of all upper-case or lower-case letters below U+2000."""
    chars = [chr(c) for c in range(0x2000) if getattr(chr(c), kind)()]
    runs: list[list[int]] = []
    for code in map(ord, chars):
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(re.escape(chr(a)) + "-" + re.escape(chr(b)) for a, b in runs)


_UPPER, _LOWER = _letters("isupper"), _letters("islower")
_ANY = r"[^\W\d_\u00ad]"
_BODY = rf"(?:[{_UPPER}{_LOWER}\d\u00ad\u200b\u2060\ufeff\u0300-\u036fʻʿʾ])"
_TOKEN = re.compile(  # the most frequent first: twice as fast
    rf"(?:{'|'.join(a for a in _ABBREVIATIONS if a.islower())})\."
    rf"|[{_LOWER}]{_BODY}*(?:['’ʼ](?!s\b)[{_LOWER}]+|[-‐‑]{_BODY}+)*"  # al-Assad
    rf"(?:['’](?=[{_UPPER}]))?"  # d'Estaing
    rf"|(?=[{_UPPER}])(?:"
    rf"(?:[{_UPPER}]\.\-?)+(?:[{_UPPER}](?!\w))?"  # J.K.  U.S.  W.
    rf"|(?:{'|'.join(a for a in _ABBREVIATIONS if not a.islower())})\."
    rf"|[{_UPPER}]{_BODY}*(?:(?:['’ʼ](?!s\b)|[-‐‑]|-\n){_BODY}+)*"  # O'Brien, Jean-Claude
    rf")|{_ANY}+"
    r"|\d[\d.,:]*"
)
_BEFORE_CAPITAL = PARTICLES | {"an", "ad", "as", "ar", "ash", "ul", "ur"}  # an-Nahda
_BEFORE_NICKNAME = frozenset({' "', " “", " ‘", " „"})
_AFTER_NICKNAME = frozenset({'" ', "” ", "’ "})
_NICKNAME_WORDS = 3
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]|-\\n")  # what only tells where a line may break
_STOPS = re.compile(r"[.!?:;\n•|…]|[“\"„«(\[]|--|—|–")


class Token(msgspec.Struct, frozen=True, gc=False):  # a dataclass takes five times as long
    """A word: its place, its text, its folded form and how it stands."""

    start: int
    end: int
    text: str
    key: str
    capital: bool  # begins with a capital, or is "al-Assad"
    opens: bool  # begins a sentence, a quotation or a line
    gap: str  # the text between the word before and this one


def visible(text: str) -> str:
    """A name as it is printed: without soft hyphens and the like."""
    return _UNSEEN.sub("", text)


def tokens_of(text: str) -> list[Token]:
    """The words of a text in order."""
    found: list[Token] = []
    previous = 0
    dotted = False
    wrapped = "\n" in text and is_wrapped(text)
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        word = match.group()
        gap = text[previous:start]
        capital, key = _read(word)
        opens = not found or (
            gap != " " and _STOPS.search(gap) is not None and not (wrapped and _soft(gap))
        )
        if opens and dotted and gap.strip() == "":
            opens = "\n" in gap
        found.append(Token(start, end, word, key, capital, opens, gap))
        previous = end
        dotted = word.endswith(".")
    return found


@lru_cache(1 << 16)
def _read(word: str) -> tuple[bool, str]:
    """Whether a word has a capital where a name has it, and the word folded.

    Of "then-Secretary" and "ex-president" only the office.
    """
    first, (before, _, after) = word[0], word.partition("-")
    capital = first.isupper() or (
        first.islower() and after[:1].isupper() and fold(before) in _BEFORE_CAPITAL
    )
    key = fold(word) if capital or first.isalpha() else word
    return capital, key.partition("-")[2] if key.startswith(("then-", "ex-", "now-")) else key


def _soft(gap: str) -> bool:
    """Whether a gap is a single line break: in a wrapped text no more than a space."""
    return not gap.strip() and gap.count("\n") == 1


def is_wrapped(text: str) -> bool:
    """Whether a text is set in lines of even length, so that a line break ends nothing."""
    lengths = [len(line) for line in text.split("\n") if line.strip()]
    if len(lengths) < 3:
        return False
    even = sum(45 <= length <= 100 for length in lengths)
    return max(lengths) <= 110 and even >= 0.6 * len(lengths)


def runs_of(tokens: list[Token], leading: bool = True) -> list[tuple[int, int]]:
    """Index ranges of the runs of capitals: half-open, in order, a capital at the end of each.

    ``leading``: a particle may begin a run (de Gaulle); not where it is the common preposition.
    """
    runs = []
    i, count = 0, len(tokens)
    while i < count:
        token = tokens[i]
        if not token.capital and not (leading and token.key in PARTICLES and _leads(tokens, i)):
            i += 1
            continue
        j = i + 1
        while j < count:
            k = _past_particles(tokens, j)
            if k < count and tokens[k].capital and _joined(tokens, k):
                j = k + 1
            else:
                break
        runs.append((i, j))
        i = j
    return runs


def _past_particles(tokens: list[Token], j: int) -> int:
    """Index after the particles at ``j``, at most three; "der" and "zur" only after another."""
    k = j
    while k < len(tokens) and k - j < 3 and not tokens[k].capital and _joined(tokens, k):
        key = tokens[k].key
        first = k == j and tokens[j - 1].key not in PARTICLES
        if key not in PARTICLES or (first and key in {"der", "den", "zum", "zur"}):
            break
        k += 1
    return k


def _leads(tokens: list[Token], i: int) -> bool:
    """Whether the particle at ``i`` begins a name: "de Gaulle", "van der Bellen"."""
    if tokens[i].key in {"e", "y", "do", "la", "le", "el", "san", "al"}:
        return False
    j = i + 1
    while j < len(tokens) and j - i < 3 and tokens[j].key in PARTICLES and _joined(tokens, j):
        j += 1
    return j < len(tokens) and tokens[j].capital and _joined(tokens, j)


def _joined(tokens: list[Token], i: int) -> bool:
    """Whether only a space (or a wrapped line) lies between word ``i`` and the one before.

    The marks around a nickname count as spaces: Harold "Junior" Theriault.
    """
    gap = tokens[i].gap
    if gap in _BEFORE_NICKNAME:
        return _nickname_end(tokens, i) > 0
    if gap in _AFTER_NICKNAME:
        return any(_nickname_end(tokens, n) == i for n in range(max(0, i - _NICKNAME_WORDS), i))
    if gap == "] ":
        return _inserted(tokens, i)
    if gap in {" ", "", "\u00a0", "  "}:
        before = tokens[i - 1].text
        return gap != "" or before[-1] in ".'’"
    return not gap.strip() and not tokens[i].opens


def _inserted(tokens: list[Token], i: int) -> bool:
    """Whether the capitals before word ``i`` are an editor's, in brackets: [George H. W.] Bush."""
    k = i - 1
    while k > max(0, i - 4) and tokens[k].gap == " " and tokens[k].capital:
        k -= 1
    return tokens[i].capital and tokens[k].capital and tokens[k].gap.endswith("[")


def _nickname_end(tokens: list[Token], i: int) -> int:
    """Index after the nickname that word ``i`` opens, a capital on either side; 0 if none does."""
    if tokens[i].gap not in _BEFORE_NICKNAME or not i or not tokens[i - 1].capital:
        return 0
    for end in range(i + 1, min(len(tokens), i + _NICKNAME_WORDS + 1)):
        if not tokens[end - 1].capital:
            return 0
        if tokens[end].gap in _AFTER_NICKNAME:
            return end if tokens[end].capital else 0
        if tokens[end].gap != " ":
            return 0
    return 0
