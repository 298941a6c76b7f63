"""What is particular to the names of some peoples: who puts the family name first, who has none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from anthology.edit.people.lexicon import lexicon
from anthology.edit.people.words import words

ARABIC_ARTICLE = re.compile(r"^(?:al|el|an|ad|as|at|ar|ash|ul)[-‐‑](?=\w)", re.IGNORECASE)

_CHINESE = words("chinese")
_KOREAN = words("korean")
_VIETNAMESE = words("vietnamese")
_CAMBODIAN = words("cambodian")
FAMILY_FIRST = _CHINESE | _KOREAN | _VIETNAMESE | _CAMBODIAN | {"tsai"}

# One syllable as Mandarin, Cantonese, Korean and Vietnamese are spelt in Latin letters.
_SYLLABLE = (
    r"(?:zh|ch|sh|ts|hs|ng|ph|th|tr|kh|nh|gi|kw|gw|qu|kk|ss|jj|b|p|m|f|d|t|n|l|g|k|h|j|q|x|r|z|c|s|y|w|v)?"
    r"(?:iao|uai|yeo|yoo|eui|eou|ieu|uye|uyen|ia|ie|iu|ua|uo|ui|ue|ai|ao|ei|eo|eu|ou|oi|oe|oo|ee|ae|ya|ye|yu|wa|we|wi|wo|au|ay|oa|uy|uu|oy|ow|i|u|a|o|e|y)"
    r"(?:ng|nh|ch|n|m|p|t|k|l|r|h|c)?"
)
_GIVEN = re.compile(rf"{_SYLLABLE}(?:-?{_SYLLABLE})?\Z")
_PINYIN = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|ia|ie|iu|in|ua|uo|ui|un|ue"
    r"|er|a|o|e|i|u)-?){1,2}\Z"
)
_WESTERN_GIVEN = words("western-given")

# Thai, Malay and Indonesian names of public life that are known and sorted by the first word.
GIVEN_FIRST_ALONE = words("first-name-leads")
BURMESE = words("burmese")
ICELANDIC = words("icelandic")


def bare(key: str) -> str:
    """A folded word without the Arabic article: al-assad -> assad."""
    return ARABIC_ARTICLE.sub("", key)


def eastern_given(first: str, rest: Sequence[str]) -> bool:
    """Whether what follows a family name that comes first can be its given name."""
    if len(rest) > 3:
        return False
    if len(rest) == 1 and first in _CAMBODIAN and first not in _CHINESE | _KOREAN:
        return first in {"hun", "norodom"} or not lexicon().get(rest[0])
    return all(_eastern(first, word, len(rest)) for word in rest)


def _eastern(first: str, word: str, parts: int) -> bool:
    """Whether a word is spelt as a given name of those whose family name ``first`` is."""
    if word in _WESTERN_GIVEN:
        return False
    if _PINYIN.match(word):
        return first in _CHINESE or first in _KOREAN
    if "-" not in word and len(word) > 6 and first not in _KOREAN:
        return False
    western = parts == 1 and len(word) > 4 and word != "young" and "a" in lexicon().get(word, "")
    return bool(_GIVEN.match(word)) and not western
