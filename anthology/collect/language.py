"""Stage 1 of 4, collect: the language of an article that does not name its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]  # has no types

# Languages that articles are written in. The detector knows more, creoles and dialects that it
# sees in every third short text.
_WRITTEN = (
    "af", "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "eo",
    "es", "et", "eu", "fa", "fi", "fr", "ga", "gl", "gu", "he", "hi", "hr", "hu", "hy", "id", "is",
    "it", "ja", "ka", "kk", "km", "kn", "ko", "ku", "ky", "la", "lb", "lo", "lt", "lv", "mk", "ml",
    "mn", "mr", "ms", "mt", "my", "ne", "nl", "no", "oc", "or", "pa", "pl", "ps", "pt", "ro", "ru",
    "si", "sk", "sl", "so", "sq", "sr", "sv", "sw", "ta", "te", "th", "tl", "tr", "uk", "ur", "uz",
    "vi", "zh",
)  # fmt: skip
# An article quotes other languages: passages vote. Over four corpora (en, fr, eo; 221 articles)
# five passages of 250 characters name 1 language wrong, one of 1,200 characters names 4 wrong.
_PASSAGES, _PASSAGE_CHARS = 5, 250
_FIRST_WEIGHS = 1.4  # the first one's own words come before its quotations
_SURE = 0.99
# English that is beyond doubt needs no detector, whose model takes a second to load. Over the same
# corpora and those of twelve languages (1,648 texts) no other text passes; of long English ones
# four in five do.
_ENGLISH = frozenset((
    "the", "and", "of", "to", "that", "with", "which", "this", "from", "they", "have", "been",
    "were", "would", "there", "their", "will", "are", "not", "by", "it", "who", "you", "she",
    "he", "but", "has", "had", "more", "than", "when", "what", "about", "can", "our", "your",
    "into", "them", "him", "these", "those", "could", "should", "did", "does", "because", "after",
    "before", "while", "where", "how",
))  # fmt: skip
_ENGLISH_SHARE, _ENGLISH_PASSAGE_SHARE, _ENGLISH_WORDS = 0.18, 0.08, 8
_WORD = re.compile(r"[^\W\d_]+")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def detect_language(text: str, prior: str) -> str:
    """A BCP 47 language; ``prior``, the book's, unless all of the text is surely in another.

    Nothing where the text is too short to tell and there is no prior.
    """
    plain = " ".join(text.split())
    letters = sum(map(str.isalpha, plain[:1000]))
    latin = plain[:1000].isascii()
    if letters < (100 if prior else 40 if latin else 20):
        return prior
    if prior.split("-")[0].lower() in ("", "en") and _is_english(plain):
        return prior or "en"
    votes = _votes(plain)
    language, most = max(sorted(votes.items()), key=lambda vote: vote[1])
    if prior and (len(votes) > 1 or most < _SURE or language == prior.split("-")[0].lower()):
        return prior
    return str(language)


def _passages(text: str) -> Iterator[str]:
    """A few, spread over the text; the first and the middle one first."""
    count = max(1, min(_PASSAGES, len(text) // _PASSAGE_CHARS))
    step = max(0, len(text) - _PASSAGE_CHARS) // max(1, count - 1)
    order = (0, count // 2, *(n for n in range(1, count) if n != count // 2))
    for place in order[:count]:
        yield text[place * step : place * step + _PASSAGE_CHARS]


def _is_english(text: str) -> bool:
    """Whether the commonest words of English, and of no other language, are all over the text."""
    words = [_WORD.findall(passage.lower()) for passage in _passages(text)]
    counts = [sum(word in _ENGLISH for word in found) for found in words]
    if sum(counts) < max(_ENGLISH_WORDS, _ENGLISH_SHARE * sum(map(len, words))):
        return False
    passages = zip(counts, words, strict=True)
    return all(count >= _ENGLISH_PASSAGE_SHARE * len(found) for count, found in passages)


def _votes(text: str) -> dict[str, float]:
    votes: dict[str, float] = {}
    for number, passage in enumerate(_passages(text)):
        language, sureness = _identifier().classify(passage)
        weight = 1 if number else _FIRST_WEIGHS
        votes[language] = votes.get(language, 0) + sureness * weight
        if number == 1 and len(votes) == 1 and votes[language] > _SURE * (1 + _FIRST_WEIGHS):
            break  # the first and the middle agree
    return votes


def language_tag(text: str) -> str:
    """``text`` as a BCP 47 tag, or nothing where it is none."""
    tag = text.strip().replace("_", "-")
    return tag if _TAG.fullmatch(tag) else ""


def load_detector() -> None:
    """Load the model, which most folders need, before there is a text."""
    _identifier()


@cache
def _identifier() -> LanguageIdentifier:
    """The detector; loading its model takes most of a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - heavy

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(_WRITTEN))
    return identifier
