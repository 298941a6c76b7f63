"""Names in scripts without capitals: by titles and by shape alone.

Where nothing marks a name as one, only what stands beside a title is taken, and what Japanese
katakana or the Chinese middle dot shows. Far from complete: the caller says so in a notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from anthology.edit.people.found import Found
from anthology.edit.people.lexicon import fold, lexicon
from anthology.edit.people.words import words

SPACED = frozenset({"ar", "fa", "ur", "he", "hi"})  # words have spaces between them
UNCAPITALISED = SPACED | {"th", "zh", "ja", "ko"}
_HAN = "\u4e00-\u9fff"
_KANA = "\u30a1-\u30fa\u30fc・＝"
_THAI = "\u0e00-\u0e7f"
# The usual family names: a Chinese name is one of them and one or two characters more.
_SURNAMES = (
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂"
    "苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段"
    "习習温溫栗汤湯"
)


def titled_names(leaf: int, text: str, language: str) -> list[Found]:
    """The names that titles show in a text of a language without capitals, in reading order."""
    if language in SPACED:
        spans = _after_titles(text, language)
    elif language == "th":
        spans = _matches(_thai(), text)
    elif language == "zh":
        spans = _matches(_chinese(), text)
    elif language == "ja":
        spans = _matches(_japanese(), text)
    else:
        spans = iter(())
    return [_found(leaf, text, start, end) for start, end in sorted(set(spans))]


def _found(leaf: int, text: str, start: int, end: int) -> Found:
    written = tuple(text[start:end].split())
    return Found(leaf, start, end, text[start:end], written, tuple(fold(w) for w in written))


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """The spans of the groups that matched."""
    for match in pattern.finditer(text):
        group = match.lastindex or 0
        yield match.span(group)


def _after_titles(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Up to two words after a title and the adjectives that go with it."""
    titles, ends = words(f"titled-{language}"), words(f"ends-{language}")
    tokens = list(re.finditer(r"[^\s.,،;؛:?!؟()\[\]«»\"“”।]+", text))
    for n, token in enumerate(tokens):
        if token.group() not in titles:
            continue
        k = n + 1
        while k < len(tokens) and (
            tokens[k].group() in titles or (language == "ar" and tokens[k].group().startswith("ال"))
        ):
            k += 1
        pair = [t.group() for t in tokens[k : k + 2]]
        if len(pair) < 2 or ends.intersection(pair) or titles.intersection(pair):
            continue  # a word alone after a title is more often an office than a name
        adjacent = not text[tokens[k].end() : tokens[k + 1].start()].strip()
        if not adjacent:
            continue
        # Hindi titles stand before names only; elsewhere unknown words are a name if they recur.
        given = "G" in lexicon().get(fold(pair[0]), "")
        if language == "hi" or given or text.count(" ".join(pair)) > 1:
            yield tokens[k].start(), tokens[k + 1].end()


def _any(section: str) -> str:
    """A pattern for any word of a section, longest first."""
    return "|".join(re.escape(w) for w in sorted(words(section), key=lambda w: (-len(w), w)))


@cache
def _thai() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![{_THAI}])(?:{_any('titled-th')})\s?([{_THAI}]{{2,14}} [{_THAI}]{{2,18}})"
    )


@cache
def _chinese() -> re.Pattern[str]:
    name = rf"[{_SURNAMES}][{_HAN}]{{1,2}}"
    return re.compile(
        rf"([{_HAN}]{{1,6}}(?:·[{_HAN}]{{1,6}})+)"
        rf"|(?:{_any('titles-zh')})({name}?)(?={_any('verbs-zh')})"
        rf"|(?<![{_HAN}])({name}?)(?:{_any('titles-zh')})"
    )


@cache
def _japanese() -> re.Pattern[str]:
    titles = _any("titles-ja")
    return re.compile(
        rf"([{_KANA}]{{3,}})(?=(?:前|元|新)?(?:{titles}))|(?<![{_HAN}])([{_HAN}]{{2,5}})(?=(?:氏|さん|容疑者))"
    )
