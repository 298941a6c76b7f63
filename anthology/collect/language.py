"""Stage 1 of 4, collect: the language of an article that does not name its own."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SAMPLE_CHARS = 1200
_SURE = 0.9
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def detect_language(text: str, prior: str) -> str:
    """A BCP 47 language; ``prior``, the book's, unless the text is surely in another.

    Nothing where the text is too short to tell and there is no prior.
    """
    sample = " ".join(text[: _SAMPLE_CHARS * 2].split())[:_SAMPLE_CHARS]
    letters = sum(map(str.isalpha, sample))
    if letters < 20 or (prior and letters < 200):
        return prior
    language, sureness = _identifier().classify(sample)
    if prior and (sureness < _SURE or language == prior.split("-")[0].lower()):
        return prior
    if sureness < _SURE and letters < 60:
        return prior
    return str(language)


def language_tag(text: str) -> str:
    """``text`` as a BCP 47 tag, or nothing where it is none."""
    tag = text.strip().replace("_", "-")
    return tag if _TAG.fullmatch(tag) else ""


@cache
def _identifier() -> LanguageIdentifier:
    """The detector; loading its model takes most of a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - heavy

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
