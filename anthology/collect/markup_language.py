"""Stage 1 of 4, collect: the language of an element, and of a passage in another script."""

from __future__ import annotations

import re

from anthology.collect.language import language_tag
from anthology.collect.markup_tree import Node

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdfd\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")
_RTL_LANGUAGES = ("ar", "he", "fa", "ur", "yi", "ps", "sd", "ug", "dv")
_BY_LETTERS = (  # letters that the others do not write
    (re.compile("[\u0590-\u05ff]"), "he"),
    (re.compile("[\u0679\u0688\u0691\u06d2\u06ba]"), "ur"),
    (re.compile("[\u067e\u0686\u0698\u06af\u06cc\u06a9]"), "fa"),
)


def language_of(node: Node) -> str:
    """The language that an element says it is in; nothing where it says none."""
    if not isinstance(node.tag, str):
        return ""
    return language_tag(node.get("lang") or node.get("xml:lang") or "")


def passage_language(text: str, language: str) -> str:
    """The language of a passage; not that of the text around where the script is another.

    Only for scripts written from right to left, whose lines would else be set in wrong order.
    """
    if language.split("-")[0].lower() in _RTL_LANGUAGES or text.isascii():
        return language
    letters = len(_LETTER.findall(text))
    if len(_RIGHT_TO_LEFT.findall(text)) * 2 <= letters or not letters:
        return language
    return next((found for sign, found in _BY_LETTERS if sign.search(text)), "ar")
