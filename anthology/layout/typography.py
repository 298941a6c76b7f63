"""Quotes, apostrophes, dashes and spaces as a compositor sets them.

Letters and digits are never touched. ``set_in_place`` puts one character for one, so that
offsets into the text stay true; where two hyphens become a dash, a filler stands for the second.
"""

from __future__ import annotations

import re

_NBSP = "\u00a0"
_THIN = "\u202f"  # narrow no-break space, as French sets before ; : ! ? and inside guillemets

# Opening and closing double quotation mark where the text has a straight one.
_QUOTES = {
    "de": "„“", "cs": "„“", "sk": "„“", "sl": "„“", "bg": "„“", "is": "„“", "lt": "„“",
    "pl": "„”", "hu": "„”", "ro": "„”", "hr": "„”",
    "sv": "””", "fi": "””",
    "fr": "«»", "it": "«»", "es": "«»", "pt": "«»", "ru": "«»", "uk": "«»", "el": "«»",
    "da": "»«", "no": "«»", "nb": "«»",
}  # fmt: skip
_WORD_LETTER = re.compile(r"\w")
_TITLES = {
    language: re.compile(rf"((?:{titles})\.?) (?=[A-Z0-9])")
    for language, titles in {
        "en": r"Mr|Mrs|Ms|Dr|Prof|Rev|Hon|Gen|Col|Lt|Sgt|Capt|Gov|Sen|Rep|St|No|pp?|vol|fig",
        "de": r"Dr|Prof|Hr|Fr|Nr|S|Bd|St",
        "fr": r"M|Mme|Mlle|MM|Dr|Pr|Me|p|n°",
        "es": r"Sr|Sra|Srta|Dr|Dra|Prof|D|núm|pág",
        "it": r"Sig|Dott|Prof|On|Avv|Ing|pag|n",
        "pt": r"Sr|Sra|Dr|Dra|Prof|n|pág",
        "nl": r"Dhr|Mevr|Dr|Prof|Mr|nr|blz",
    }.items()
}
_UNITS = (
    r"(?:°[CF]?|%|‰|degrees?|percent|per cent|billion|million|trillion|thousand|"
    r"km²?|kg|cm|mm|m²?|ha|Grad|Prozent|Milliarden?|Millionen|Euro|degrés|milliards?|millions?|euros?|grados|gradi|"
    r"GW|MW|kWh?|TWh|GWh|ppm|a\.m\.|p\.m\.|am|pm|BC|AD|CE)"
)
# These patterns begin with what is rare and look back from there: several times as fast.
_NUMBER_UNIT = re.compile(rf" (?<=\d )(?={_UNITS}(?!\w))")
_INITIALS = re.compile(r" (?<=\b[A-Z]\. )(?=[A-Z]\.)")
FILLER = "\ufdd0"  # no character, in Unicode for such uses
_LONG_DASH = {"ru", "uk", "be", "bg", "sr", "mk", "kk"}
_TYPED = re.compile(r"--(?:(?<=[\w.,;:!?)\]”’»]--)(?=[\w(\[“‘«„])|(?<=\S --)(?= \S))")
_SPACED = re.compile(r"-(?<=\S -)(?= \S)")
_YEARS = re.compile(r"((?:1\d|20)\d\d)(?<![\w/.-]\d{4})-(?=(?:1\d|20)\d\d(?![\w/-]))")
_BEFORE_DASH = re.compile(r" (?<=\S )(?=[\u2013\u2014]\ufdd0? )")
_APOSTROPHE = re.compile(r"'(?<=\w')")
_ELISION = re.compile(r"'(?<!\w')(?=(?:\d0s|tis|twas|em|til|cause)\b)", re.IGNORECASE)
_OPENING = re.compile(r"([\"'])(?<![^\s(\[{\u2014\u2013/\u00a0\u201c\u2018«„][\"'])(?=\S)")


def typeset(text: str, language: str) -> str:
    """The text with curly quotes, dashes and no-break spaces.

    >>> typeset('"It\\'s Mr. Kerry," at 1.5 degrees -- or not', "en")
    '“It’s Mr.\\xa0Kerry,” at 1.5\\xa0degrees\\xa0— or not'
    """
    return set_in_place(text, language).replace(FILLER, "")


def set_in_place(text: str, language: str) -> str:
    """As ``typeset``, with ``FILLER`` in the text, which is as long as it was."""
    base = language.split("-")[0].lower()
    if '"' in text or "'" in text:
        text = _curl(text, base)
    titles = _TITLES.get(base)
    if titles:
        text = titles.sub(_bind_title, text)
    text = _NUMBER_UNIT.sub(_NBSP, text)
    text = _INITIALS.sub(_NBSP, text)
    if "-" in text:
        text = _dashes(text, base)
    text = _BEFORE_DASH.sub(_NBSP, text)
    if base == "fr":
        text = re.sub(r" (?<=\S )(?=[;:!?»])", _THIN, text)
        text = re.sub(r" (?<=« )(?=\S)", _THIN, text)
    return text


def _dashes(text: str, base: str) -> str:
    """Two hyphens are a dash, one between spaces too, and one between years means "to"."""
    text = _TYPED.sub(lambda typed: _dash(typed, "\u2014" + FILLER), text)
    text = _SPACED.sub("\u2014" if base in _LONG_DASH else "\u2013", text)
    return _YEARS.sub("\\1\u2013", text)


def _dash(typed: re.Match[str], dash: str) -> str:
    """The dash, but not in an address: xn--80ak6aa92e.com."""
    start = typed.start()
    while start and not typed.string[start - 1].isspace():
        start -= 1
    word = typed.string[start : typed.start()]
    return typed[0] if "/" in word or word.endswith("xn") else dash


def _bind_title(match: re.Match[str]) -> str:
    """ "Mr. Kerry" and "No. 1" stay on one line; "no" and "p" without a point are left alone."""
    word, start = match.group(1), match.start()
    if start and _WORD_LETTER.match(match.string, start - 1):
        return match.group(0)
    if not word.endswith(".") and (len(word) < 2 or not word[0].isupper() or word == "No"):
        return match.group(0)
    return word + _NBSP


def _curl(text: str, base: str) -> str:
    marks = _QUOTES.get(base, "“”")
    opening, closing = marks[0], marks[1]
    text = _APOSTROPHE.sub("’", text)
    if base == "en":
        text = _ELISION.sub("’", text)
    text = _OPENING.sub(lambda m: opening if m.group(1) == '"' else "‘", text)
    return text.replace('"', closing).replace("'", "’")
