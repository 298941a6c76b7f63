"""Where a labelled name begins and ends, and whether it only looks like one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from anthology.edit.people.lexicon import WORDS_OF, lexicon
from anthology.edit.people.line import Line
from anthology.edit.people.roles import without_article
from anthology.edit.people.tokens import PARTICLES, Token
from anthology.edit.people.words import words

SUFFIXES = words("suffixes")
_GOVERNMENTS = words("governments")
_BEFORE_TITLES = words("before-titles")
_SOURCE = re.compile(r"[.!?”\")] \(\Z")
_ALSO_NAMES = frozenset({"don", "saint", "st."})
_NEVER_LAST = words("never-last")
_AFTER_NAMES = words("after-names")
_SHIPS = words("ships")
_BASES = words("bases")
_SOFTWARE = words("software")
_OF_PLACES = frozenset({"du", "de", "des", "del", "della", "dos", "das", "da", "do"})
_BEFORE_PLACES = words("before-places") | words("works")
_EPONYMS = words("eponyms")
_BEFORE_ITS_PLACE = frozenset({"of", "in", "de", "von", "van", "di"})
_SHARES = frozenset({"shares", "stock", "stocks", "bonds"})
_OF_SHARES = words("what-shares-do")
_JUDGES = frozenset({"justice", "judge", "speaker"})
_BEFORE_JUDGES = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "madam", "lord", "lady"})
_COMPASS = frozenset({"nord", "sud", "ouest", "norte", "oeste"})


def trimmed(tokens: Sequence[Token], i: int, j: int, language: str = "en") -> tuple[int, int]:
    """The words ``i`` to ``j`` without titles before them and what runs on behind them."""
    while (
        j - i > 1
        and _is_title(tokens[i].key)
        and not (tokens[i].key == "m." and language == "en")  # an initial: M. S. Dhoni
        and not _sultan(tokens, i)
    ):
        i += 1
    while j - i > 1 and (_is_lead(tokens[i], j - i) or _is_second(tokens, i)):
        i += 1  # Barber Ahmet Yildirim; Senators Frist and Breaux; Majority Leader Baker
    if j - i > 2 and tokens[i].key in _BEFORE_TITLES and _is_title(tokens[i + 1].key):
        i += 2  # Grand Imam, Crown Prince
    if i and _sultan(tokens, i - 1):
        i -= 1
    if j - i > 2 and tokens[i].opens and tokens[i].key == tokens[i + 1].key:
        i += "G" in lexicon().get(tokens[i].key, "")  # a heading and its text: Darin Darin Fisher
    while j - i > 1 and (
        (language == "de" and _is_noun(tokens[j - 1].key))  # gibt Mallory Geld
        or tokens[j - 1].key in _NEVER_LAST
        or _trails(tokens[j - 1])
        or _is_pronoun(tokens, i, j - 1)
        or (tokens[j - 1].text.isupper() and tokens[j - 1].key in _AFTER_NAMES)
        or _is_stop(tokens[j - 1].key)
    ):
        j -= 1
    if j - i > 2 and _is_place_before(tokens, i):
        i += 1
    if j - i > 3 and _is_phrase_before(tokens, i):
        i += 2
    return i, _before_its_place(tokens, i, j)


def is_no_person(line: Line, i: int, end: int, j: int) -> bool:
    """Whether the words ``i`` to ``end`` are a firm, a ship, a source, a number or a government."""
    tokens = line.tokens
    if j < len(tokens) and tokens[j].key in _GOVERNMENTS and tokens[j].gap == " ":
        return True
    if _says_nothing(line, i, end) or _is_german_noun(line, i, end) or _has_shares(tokens, j):
        return True
    if end - i == 1 and (is_suffix(tokens[i]) or _is_firm(line, i) or _is_second(tokens, i)):
        return True
    if end - i > 1 and (
        _is_abbreviated(tokens[i], tokens[i + 1], _BASES)  # RAF Akrotiri
        or _is_abbreviated(tokens[end - 1], tokens[end - 2], _SOFTWARE)  # Travis CI
    ):
        return True
    if _is_address(tokens, i) or _is_eponym(tokens, i) or not any(t.capital for t in tokens[i:end]):
        return True
    last = tokens[end - 1]
    return _is_source(line, i, end) or last.key in _COMPASS or _is_century(last)


def _is_abbreviated(token: Token, beside: Token, listed: frozenset[str]) -> bool:
    """Whether a word is a listed one in capitals, among words that are not."""
    return token.key in listed and token.text.isupper() and not beside.text.isupper()


def _says_nothing(line: Line, i: int, end: int) -> bool:
    """Whether words are common ones, initials or have digits: Ihre Bücher, L. D., F-104."""
    keys = [t.key for t in line.tokens[i:end]]
    common = line.language in WORDS_OF and all(lexicon(line.language).get(k) == "K2" for k in keys)
    initials = all(len(k.replace(".", "")) == 1 for k in keys)
    return common or initials or any(c.isdigit() for k in keys for c in k)


def _is_german_noun(line: Line, i: int, end: int) -> bool:
    """Whether a German noun runs into a name, or is all there is: Gruppe Wagner, Art von Schutz."""
    if line.language != "de":
        return False
    known = lexicon("de")
    inner = [t.key for t in line.tokens[i:end]]
    if any(a not in {"von", "zu"} and b in {"das", "dem", "des"} for a, b in pairwise(inner)):
        return True  # so erhält Alice das Geld
    first, last = known.get(line.tokens[i].key, ""), known.get(line.tokens[end - 1].key, "")
    return (last == "K2" and "G" not in first) or (first == "K2" and end - i > 1)


def is_suffix(token: Token) -> bool:
    """Whether a word is Jr., III and the like; Xi is not XI."""
    return token.key in SUFFIXES and (token.text.isupper() or token.key[0] in "jse")


def _is_title(key: str) -> bool:
    """Whether a word before a name is a title: Mr, Senator, Major-General."""
    known = lexicon()
    if key in _ALSO_NAMES:
        return False
    parts = key.split("-")
    flags = [known.get(part, "") for part in parts]
    return "t" in flags[0] if len(parts) == 1 else all("t" in f or "r" in f for f in flags)


def _is_lead(token: Token, words: int) -> bool:
    """Whether a name's first of so many words is a trade or office, or a word like "In"."""
    known = lexicon()
    flags = known.get(token.key, "")
    if _is_stop(token.key):
        return True
    if "G" in flags or "." in token.text or token.key in _ALSO_NAMES:
        return False
    several = token.key.endswith("s") and "r" in known.get(token.key[:-1], "")
    return several or (
        "r" in flags and "K" in flags and (words > 2 or ("S3" not in flags and "S2" not in flags))
    )


def _is_noun(key: str) -> bool:
    """Whether a word is itself a German common one, not by its last part: Geld, not Kreuzstein."""
    known = lexicon("de")
    return key in known and known[key] == "K2"


def _is_stop(key: str) -> bool:
    """Whether a word is one like "in" or "after" and never a name."""
    flags = lexicon().get(key, "")
    name = any(c in flags for c in "GSiu") or key in PARTICLES or key == "i"
    return "z" in flags and not name


def _is_source(line: Line, i: int, end: int) -> bool:
    """Whether words are all that stands in brackets after a sentence: (El País)."""
    start, stop = line.tokens[i].start, line.tokens[end - 1].end
    before = line.text[max(0, start - 3) : start]
    return bool(_SOURCE.match(before)) and line.text[stop : stop + 1] == ")"


def _before_its_place(tokens: Sequence[Token], i: int, j: int) -> int:
    """Index after a name that has its place or house run on: Obama de la Maison Blanche."""
    known = lexicon()
    for k in range(i + 1, j - 1):
        if tokens[k].capital or tokens[k].key not in _OF_PLACES:
            continue
        tail = [t.key for t in tokens[k:j] if t.capital]
        flags = known.get(" ".join(tail), "")
        listed = "S" in flags or "G" in flags
        if ("P" in flags or "y" in flags or "l" in known.get(tail[0], "")) and not listed:
            return k
    return j


def _is_century(token: Token) -> bool:
    """Whether a word is an ordinal in Roman numerals: du Xe siècle."""
    return bool(re.fullmatch(r"[IVX]+(?:e|er|ème|è)", token.text))


def _is_firm(line: Line, i: int) -> bool:
    """Whether a word alone is joined to another by "&": Johnson & Johnson."""
    tokens = line.tokens
    before = tokens[i].gap == " & " and i > 0 and tokens[i - 1].capital
    return before or (i + 1 < len(tokens) and tokens[i + 1].gap == " & " and tokens[i + 1].capital)


def _is_second(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word is the second of an office: (Mr. Chief) Justice, (Lady) Justice."""
    before = tokens[i - 1].key if i and tokens[i].gap == " " else ""
    if tokens[i].key in _JUDGES and before in _BEFORE_JUDGES:
        return True
    return before in _BEFORE_TITLES and "r" in lexicon().get(tokens[i].key, "")


def _is_address(tokens: Sequence[Token], i: int) -> bool:
    """Whether a ship, a street, a school, a work or degrees take the name: rue Victor Hugo."""
    if not i or tokens[i].gap not in {" ", ""}:
        return False
    before = without_article(tokens[i - 1].key)
    square = before == "place" and i > 1 and tokens[i - 2].key in {"la", "de", "sur"}
    return before in _SHIPS or before in _BEFORE_PLACES or square


def _is_eponym(tokens: Sequence[Token], i: int) -> bool:
    """Whether a thing is called after somebody: le boson de Higgs, Boson de Higgs."""
    if tokens[i].key in _EPONYMS and i + 1 < len(tokens) and tokens[i + 1].key in _OF_PLACES:
        return True
    after = i > 1 and tokens[i].gap == " " and tokens[i - 1].key in _OF_PLACES
    return after and without_article(tokens[i - 2].key) in _EPONYMS


def _has_shares(tokens: Sequence[Token], j: int) -> bool:
    """Whether the name that ends before word ``j`` is quoted on an exchange."""
    if j + 1 >= len(tokens) or tokens[j].key not in _SHARES or tokens[j].gap != " ":
        return False
    return tokens[j + 1].key in _OF_SHARES and tokens[j + 1].gap == " "


def _trails(token: Token) -> bool:
    """Whether a word is a particle with nothing after it."""
    return token.key in PARTICLES and not token.capital


def _is_pronoun(tokens: Sequence[Token], i: int, n: int) -> bool:
    """Whether word ``n`` is the speaker, not a number: (Valeska Paris) I was hauled in.

    Nor a king's: Franz Joseph I was crowned.
    """
    if tokens[n].text != "I" or n - i < 2 or n + 1 >= len(tokens) or tokens[n + 1].gap != " ":
        return False
    known = lexicon()
    titled = i > 0 and tokens[i - 1].capital and _is_title(tokens[i - 1].key)
    given = "G3" in known.get(tokens[n - 1].key, "") and "PA" not in known.get(
        tokens[n - 1].key, ""
    )
    return not tokens[n + 1].capital and not titled and not given


def _is_place_before(tokens: Sequence[Token], i: int) -> bool:
    """Whether a place runs into the name after it: the Governor of Washington Chris Gregoire."""
    known = lexicon()
    before = tokens[i - 1].key if i else ""
    place, given = known.get(tokens[i].key, ""), known.get(tokens[i + 1].key, "")
    return before in _BEFORE_ITS_PLACE and "PA" in place and "G3" in given


def _is_phrase_before(tokens: Sequence[Token], i: int) -> bool:
    """Whether a place or body of two words runs into a name: High Wycombe Tanvir Hussain."""
    known = lexicon()
    flags = known.get(f"{tokens[i].key} {tokens[i + 1].key}", "")
    thing = ("P" in flags or "y" in flags) and "i" not in flags
    return thing and "G" in known.get(tokens[i + 2].key, "") and tokens[i + 2].gap == " "


def _sultan(tokens: Sequence[Token], i: int) -> bool:
    """Whether word ``i`` is the given name Sultan, before a family name with its article."""
    if tokens[i].key != "sultan" or not tokens[i].capital or i + 1 >= len(tokens):
        return False
    return tokens[i + 1].key in {"al", "bin"} or tokens[i + 1].key.startswith(("al-", "al "))
