"""Headlines in scripts that do not part words by spaces: Chinese, Japanese, Thai, Khmer ..."""

from __future__ import annotations

import re

from anthology.collect.cuts import LIMIT, Cut, width

_LETTERS = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]"
)
_PLACES = re.compile(r"[，；：。！？](?![」』”’）])|、|[\s\u200b]+")
_END = " \u200b.,;:。，、；：！？"
_PAIRS = tuple(zip("「『“（(《", "」』”）)》", strict=True))
# Words before which a phrase can end; none of them is the end of a frequent longer word.
# Thai words that no phrase ends with, though a space may follow them.
_DANGLING = (
    "ที่", "เป็น", "ใน", "ของ", "และ", "ว่า", "กับ", "จาก", "โดย", "ให้",
    "ซึ่ง", "แห่ง", "คือ", "หรือ", "สำหรับ", "ได้", "จะ", "ต่อ", "ถึง", "เพื่อ", "แต่",
)  # fmt: skip
_BEFORE = re.compile(
    r"(?:ซึ่ง|เพื่อ|โดย|หลังจาก|เนื่องจาก|และ|ว่า|เมื่อ|ใน|จาก)|(?<=[をにがはで])(?=[\u4e00-\u9fff])"
)


def is_unspaced(text: str) -> bool:
    """Whether most letters of ``text`` are of a script without spaces."""
    head = text[:200]
    return len(_LETTERS.findall(head)) * 2 > sum(map(str.isalpha, head))


def cut_unspaced(sentence: str) -> Cut:
    """The best headline that opens ``sentence``: up to its end, a comma, a space, a particle."""
    best = Cut(-1000.0, "")
    for end, place in _ends(sentence):
        piece = sentence[:end].rstrip(_END if sentence[end - 1 : end] not in "！？" else " ")
        size = width(piece)
        if not piece or size > LIMIT or any(piece.count(a) != piece.count(b) for a, b in _PAIRS):
            continue
        worth = place - max(0, 30 - size) * 1.5 + min(size, 60) * 0.3
        if piece.endswith(_DANGLING) or _in_latin(sentence, end):
            worth -= 80
        if worth > best.worth:
            best = Cut(worth, piece)
    return best


def _in_latin(sentence: str, end: int) -> bool:
    """Whether the place lies inside a name in Latin letters."""
    before, after = sentence[:end].rstrip()[-1:], sentence[end:].lstrip()[:1]
    return before.isascii() and after.isascii() and before.isalpha() and after.isalpha()


def _ends(sentence: str) -> list[tuple[int, float]]:
    found = [(len(sentence), 100.0)]
    found += [
        (m.end(), 70.0 if m.group() in "，；：。！？" else 55.0) for m in _PLACES.finditer(sentence)
    ]
    found += [(m.start(), 20.0) for m in _BEFORE.finditer(sentence) if m.start() > 3]
    return found
