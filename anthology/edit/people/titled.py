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
# The characters in which foreign names are spelt by their sound.
_SOUNDS = (
    "阿埃艾爱安昂敖奥澳巴白拜班邦保鲍贝本比彼别宾波伯博勃布采查昌楚茨达大戴丹当道德登邓狄迪蒂丁杜顿多俄厄恩尔法凡范菲费芬丰佛夫弗福富盖甘冈高戈哥格葛根贡古瓜圭哈海汉豪赫黑亨洪胡华怀惠霍基吉季加贾简"
    "杰金津京久卡凯坎康考柯科可克肯孔库夸昆拉莱赖兰朗劳勒雷蕾黎李里理丽莉利立连廉良列烈林琳伶隆龙卢鲁露路伦罗洛律马玛麦迈曼芒毛梅美门蒙孟米密敏明缪摩莫墨默姆木穆那娜纳乃奈南内嫩尼妮年涅宁牛纽农努诺"
    "欧帕派潘庞培佩彭蓬皮匹平蒲朴普齐奇恰强乔切钦琴青琼丘热仁日荣茹儒瑞若萨塞赛桑瑟森沙莎山珊尚绍舍申圣施石史士寿舒朔丝司斯苏素孙索塔台泰坦汤唐陶特腾提惕汀廷通图土托脱瓦万旺威韦维伟卫魏温文翁沃乌吾武"
    "伍西希锡席夏先香肖谢辛欣兴雄休许轩雅亚延扬杨耶叶伊依易意因英尤雨约云赞泽曾扎詹珍芝治朱茱祖佐黛薇雯嘉芙茜翰逊爾羅維亞喬雲蘭納倫麥馬達蓋萊賓約遜"
)
_NO_PEOPLE = "出版|公司|大学|大學|银行|銀行|奖|獎|学院|學院|酒店"
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
    name = rf"(?!周[一二三四五六日末])[{_SURNAMES}][{_HAN}]{{1,2}}"
    return re.compile(
        rf"([{_SOUNDS}]{{1,8}}(?:·[{_SOUNDS}]{{1,8}})+)(?!{_NO_PEOPLE})"
        rf"|(?:{_any('titles-zh')})({name}?)(?={_any('verbs-zh')})"
        rf"|(?<![{_HAN}])({name}?)(?:{_any('titles-zh')})"
    )


@cache
def _japanese() -> re.Pattern[str]:
    titles = _any("titles-ja")
    return re.compile(
        rf"([{_KANA}]{{3,}})(?=(?:前|元|新)?(?:{titles}))|(?<![{_HAN}])([{_HAN}]{{2,5}})(?=(?:氏|さん|容疑者))"
    )
