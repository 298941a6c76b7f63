"""Sentence boundaries, for titles and paragraphs (stage 1 of 4, collect).

sentencex (Wikimedia, MIT) finds the boundaries; what it takes for the end of a
sentence and is not - an abbreviation, the inside of a quotation - is joined here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate, chain, pairwise

_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[«“‘\"'’-])(?:"
    r"[^\W\d_a-zà-þа-яĉĝĥĵŝŭ]|(?:\w\.)+\w|"  # initials: J. | p.m. | U.S.
    r"Mm?e?|MM|Mlle|Mgr|Dr|Drs|Prof|Mrs?|Ms|Messrs|St|Ste|Sr|Sra|Jr|Sen|Rep|Gov|Gen|Lt|Col|"
    r"Maj|Capt|Cmdr|Sgt|Adm|Rev|Hon|Pres|Supt|No|Nos|Nr|vs|vol|pp|ca|cf|art|[Nn]úm|"
    r"S-ro|S-ino|D-ro|k\.t\.p|ekz|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|bzw|Abs|Hr|Fr|"
    r"г|ул|им|тыс|млн|млрд|руб|т\.е|т\.д|т\.п|मि|डॉ|श्री|มร|ดร|น|mld|mln|dhr|mevr"
    r")\.\s*$"
)
# Thai ends no sentence with a mark: one begins after a space with one of these words.
_THAI_START = re.compile(
    r"(?<=[\u0e00-\u0e7f\"”] )(?=อย่างไรก็ตาม|นอกจากนี้|ในขณะ|ขณะ|ทั้งนี้|แต่|เมื่อ|หลังจาก|ส่วน|ด้าน|ตาม|นาย|นาง"
    r"|คุณ|มร\.|เขา|เธอ|พวกเขา|เรา|การ|ใน|ผู้|สำนัก|บริษัท|ประธาน|นี่|ซึ่งก็|และเมื่อ)"
)
_MOST_UNSPOKEN = 2000  # characters
_UNSPOKEN = re.compile(f"[!-~]{{{_MOST_UNSPOKEN},}}")
_RUNAWAY = 900  # characters, about 150 words
_UNQUOTED = str.maketrans(dict.fromkeys('"“”„«»', "*"))
_FULL_WIDTH = "。！？」』）》"
_PAIRS = (("«", "»"), ("「", "」"), ("『", "』"))
_CLOSING = "”’»」』)]）"


def sentences(text: str, language: str) -> tuple[str, ...]:
    """The sentences of ``text`` in order, each with the white space after it.

    Joined they are the text. Cost: about 0.3 ms per 400 words.
    """
    from sentencex import segment  # type: ignore[import-untyped] # noqa: PLC0415 - compiled, has no types

    code = language.split("-")[0].lower() or "en"
    pieces: list[str] = []
    stretches = (segment(code, text[a:b]) for a, b in pairwise(_ends(text)))
    for piece in filter(None, chain.from_iterable(stretches)):
        if _runs_away(piece):  # a quotation that never closes has swallowed the rest
            pieces += _cut_like(piece, segment(code, piece.translate(_UNQUOTED)))
        elif code == "th":
            pieces += filter(None, _THAI_START.split(piece))
        else:
            pieces.append(piece)
    if "".join(pieces) != text:
        return (text,)
    return tuple(_joined(pieces))


def _ends(text: str) -> Iterator[int]:
    """Where to divide the text before it is read: what nobody would say takes the square."""
    yield 0
    for string in _UNSPOKEN.finditer(text):
        yield from range(string.start(), string.end(), _MOST_UNSPOKEN)
        yield string.end()
    yield len(text)


def _joined(pieces: list[str]) -> Iterator[str]:
    """The pieces, those that are one sentence or one quotation put together."""
    at = 0
    while at < len(pieces):
        sentence = pieces[at]
        at += 1
        while at < len(pieces):
            if not _divides(sentence, pieces[at]):
                sentence += pieces[at]
                at += 1
                continue
            closed = _closing(sentence, pieces, at)
            if closed == at:
                break
            sentence += "".join(pieces[at:closed])
            at = closed
        yield sentence


def _closing(sentence: str, pieces: list[str], at: int) -> int:
    """The piece after which a quotation open in ``sentence`` is closed; ``at`` if none is open."""
    if _balanced(sentence):
        return at
    for end in range(at + 1, len(pieces) + 1):
        whole = sentence + "".join(pieces[at:end])
        if len(whole) > _RUNAWAY:
            break
        if _balanced(whole):
            return end
    return at  # it never closes


def _runs_away(piece: str) -> bool:
    return len(piece) > _RUNAWAY and (piece.count('"') % 2 == 1 or not _balanced(piece))


def _cut_like(text: str, pieces: list[str]) -> list[str]:
    """``text`` cut where ``pieces`` end, which are as long together."""
    ends = list(accumulate(map(len, filter(None, pieces))))
    return [text[a:b] for a, b in pairwise([0, *ends])] if ends[-1:] == [len(text)] else [text]


def _divides(before: str, after: str) -> bool:
    """Whether a sentence ends between two pieces."""
    start = after.lstrip()[:1]
    if not start or not before.strip():
        return False
    if not before[-1].isspace() and before[-1] not in _FULL_WIDTH:
        return False  # a break here would make two words of one
    if start.islower() or start in _CLOSING + ",;:%":
        return False
    return not (_ABBREVIATION.search(before) and unicodedata.category(start)[0] in "LN")


def _balanced(piece: str) -> bool:
    """Whether every curly or angled quotation that opens in the piece closes in it."""
    low = piece.count("„")
    opened = low or piece.count("“")
    closed = piece.count("”") + (piece.count("“") if low else 0)
    return opened <= closed and all(piece.count(a) <= piece.count(b) for a, b in _PAIRS)
