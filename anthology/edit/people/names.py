"""Names in their parts, with the form to print and the form to sort by.

Source: the Chicago Manual of Style, 17th edition, 16.71 to 16.87, and national usage. The text's
own usage comes first: the part that is used alone afterwards is the family name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from anthology.edit.people.lexicon import fold, lexicon
from anthology.edit.people.peoples import (
    ARABIC_ARTICLE,
    BURMESE,
    FAMILY_FIRST,
    GIVEN_FIRST_ALONE,
    ICELANDIC,
    bare,
    eastern_given,
)
from anthology.edit.people.tokens import PARTICLES
from anthology.model import Name

ROYAL = MappingProxyType(
    {
        fold(w): w
        for w in [
            "Pope",
            "King",
            "Queen",
            "Prince",
            "Princess",
            "Emperor",
            "Empress",
            "Tsar",
            "Tsarina",
            "Sultan",
            "Saint",
            "Emir",
            "Patriarch",
        ]
    }
)
_NUMERAL = re.compile(r"[IVX]{1,5}\Z")
_GIVEN = re.compile("G[23]")
_MOST_OF_FAMILY = 10  # words of a family name, and one
_PATRONYMIC = frozenset({"bin", "ibn", "bint", "binti", "ben", "ould"})
_ARTICLES = frozenset({"el", "la", "le", "los", "las", "de", "di", "von", "bin"})


def name_of(
    words: Sequence[str], suffix: str = "", title: str = "", alone: Mapping[str, int] | None = None
) -> Name:
    """The name that ``words`` make: "John", "F.", "Kerry".

    ``title`` is the honorific seen before the name; only royalty's and the church's stay with it.
    ``alone`` counts the folded short forms ("kerry", "van der bellen") that the
    texts use, and with "mr " before it the first name after a title ("mr abiy").
    """
    words = capitalised(words)
    royal = ROYAL.get(fold(title), "")
    numeral = suffix if _NUMERAL.match(suffix) else ""
    plain = spaced(words)
    if len(words) == 1 or (royal and (numeral or (len(words) == 2 and royal in {"Pope", "Saint"}))):
        display = " ".join(x for x in (royal, plain, numeral) if x)
        sort_as = f"{plain} {numeral}".strip() + (f", {royal}" if royal else "")
        return Name(display, sort_as, literal=display)
    generation = suffix if (suffix and not numeral) or numeral in {"II", "III", "IV"} else ""
    display = f"{plain} {generation}".strip()
    if _is_whole(words, numeral):
        display = f"{plain} {numeral}".strip()
        return Name(display, display, literal=display)
    cut = family_at(words, alone or {})
    if cut is None:
        return Name(display, f"{plain} {generation}".strip(), literal=display)
    if cut < 0:  # the family name comes first
        family, given = words[0], spaced(words[1:])
        return Name(display, display, family=family, given=given, suffix=generation)
    return _western(words, cut, generation, display)


def _is_whole(words: Sequence[str], numeral: str) -> bool:
    """Whether two words are no given and family name: El Chapo, John Paul II, (Robert) De Niro."""
    if len(words) == 3 and words[1] == "the":
        return True  # Peter the Great
    if len(words) == 2 and len(words[1]) == 2 and words[1][1] == "." and len(words[0]) > 2:
        return True  # Curtis A.
    if len(words) != 2:
        return False
    first, last = fold(words[0]), fold(words[1])
    if numeral:
        if numeral not in {"I", "II"}:
            return False  # Quincy Jones III has a father
        known = lexicon()
        return all("G3" in known.get(k, "") for k in (first, last)) and "k" in known.get(last, "")
    return first in _ARTICLES or (first in PARTICLES and words[0].islower())


def spaced(words: Sequence[str]) -> str:
    """Words with spaces between them, except after an elided particle: Jean d'Alembert."""
    return re.sub(r"(\bd['’]) ", r"\1", " ".join(words))


def capitalised(words: Sequence[str]) -> list[str]:
    """Words in capitals set as names are: John KERRY -> John Kerry; initials and XCX stay."""
    letters = "".join(words)
    if letters.isupper() and len(letters) > 3 and not all("." in w for w in words):
        return [w if "." in w or len(w) < 2 else _title_case(w) for w in words]
    return [_title_case(w) if w.isupper() and len(w) > 3 and "." not in w else w for w in words]


def _title_case(word: str) -> str:
    parts = re.split(r"([-'’])", word)
    joined = "".join(p.capitalize() for p in parts)
    return re.sub(r"\bMc([a-z])", lambda m: "Mc" + m.group(1).upper(), joined)


def family_at(words: Sequence[str], alone: Mapping[str, int]) -> int | None:
    """Index of the family name, its particles included; -1: it comes first; None: there is none."""
    keys = [bare(fold(w)) for w in words]
    if is_family_first(keys, alone):
        return -1
    if keys[0] in GIVEN_FIRST_ALONE or (
        keys[0] in BURMESE and all(k in BURMESE for k in keys[1:2])
    ):
        return None
    if len(keys) == 2 and (
        keys[1].endswith("dottir") or (keys[1].endswith("son") and keys[0] in ICELANDIC)
    ):
        return None
    if (
        alone.get(f"mr {keys[0]}")
        and not alone.get(keys[-1])
        and "a" not in lexicon().get(keys[0], "")
    ):
        return None  # the text itself goes by the first name: Joko, Abiy, Thaksin
    for i, key in enumerate(keys[1:-1], 1):
        if (
            key in _PATRONYMIC
            and _GIVEN.search(lexicon().get(keys[i + 1], ""))
            and i + 2 == len(keys)
        ):
            return None
    start = len(words) - 1
    most = min(len(keys), _MOST_OF_FAMILY)  # all the ends of a name without end take its square
    ends = (n for n in range(2, most) if "." not in keys[-n] and alone.get(" ".join(keys[-n:])))
    if said := next(ends, 0):
        start = len(keys) - said
    elif len(keys) >= 3 and _two_surnames(keys):
        start = len(keys) - 2
    elif (middle := _used_alone(keys, alone)) is not None:
        start = middle
    while start > 1 and keys[start - 1] in PARTICLES and keys[start - 1] not in {"y", "e"}:
        start -= 1
    if start > 2 and keys[start - 1] in {"y", "e"}:
        start -= 2
    return start


def _used_alone(keys: Sequence[str], alone: Mapping[str, int]) -> int | None:
    """Index of a middle word by which the text goes, the last not being used: Lula (da Silva)."""
    if alone.get(keys[-1]):
        return None
    return next((i for i in range(1, len(keys) - 1) if alone.get(keys[i])), None)


def is_family_first(keys: Sequence[str], alone: Mapping[str, int]) -> bool:
    """Whether the family name comes first: Xi Jinping, Kim Jong Un, Nguyen Phu Trong."""
    if len(keys) < 2 or keys[0] not in FAMILY_FIRST:
        return False
    rest = keys[1:]
    if (
        alone.get(keys[-1], 0) > alone.get(keys[0], 0)
        and keys[-1] in FAMILY_FIRST
        and keys[0] not in {"nguyen", "tran", "le", "pham", "vo"}
    ):
        return False
    if not eastern_given(keys[0], rest):
        return False
    if alone.get(keys[0]):
        return True
    known = lexicon()
    western = (
        "G3" in known.get(keys[0], "")
        and "S3" in known.get(keys[-1], "")
        and keys[-1] in FAMILY_FIRST
    )
    return not western or len(rest) > 1 or "-" in rest[0]


def _two_surnames(keys: Sequence[str]) -> bool:
    """Whether a name ends in two family names: Gabriel García Márquez, not Juan Carlos Varela."""
    known = lexicon()
    first, middle, last = (known.get(k, "") for k in (keys[0], keys[-2], keys[-1]))
    if "." in keys[-2] or keys[-2] in PARTICLES:
        return False
    return (
        "e" in first
        and ("s" in middle or keys[-2].endswith("ez"))
        and ("s" in last or not last)
        and "G3" not in middle
        and ("S" in middle or not middle)
    )


def _western(words: Sequence[str], cut: int, generation: str, display: str) -> Name:
    """Given names first: inverted with a comma, particles by the bearer's tradition."""
    given, particles, family = list(words[:cut]), [], list(words[cut:])
    while len(family) > 1 and fold(family[0]) in PARTICLES and family[0][0].islower():
        particles.append(family.pop(0))
    article = ARABIC_ARTICLE.match(family[0])
    kept = (
        bool(article)
        or (particles and particles[0] in {"bin", "ibn", "abu"})
        or fold(family[-1]) in {"gaulle"}
    )
    dropped = spaced(particles)
    head = spaced(family)
    if kept and dropped:
        head, dropped = f"{dropped} {head}", ""
    tail = " ".join(x for x in (spaced(given), dropped) if x)
    sort_as = f"{head}, {tail}" + (f", {generation}" if generation else "")
    return Name(
        display,
        sort_as,
        family=spaced(family),
        given=spaced(given),
        dropping_particle=dropped,
        non_dropping_particle="" if dropped else spaced(particles),
        suffix=generation,
    )


def index_key(sort_as: str, family: str = "") -> tuple[str, str]:
    """Order of the index: letter by letter, accents folded, Arabic articles ignored; then the form.

    Python's own order of folded letters: the collation libraries that could do better for one
    language cost half a second to load, and the index mixes languages.
    """
    head, comma, tail = sort_as.partition(",")
    if family and not comma and sort_as.startswith(f"{family} "):
        head, comma, tail = family, ",", sort_as[len(family) :]  # Xi Jinping before Xie Zhenhua
    head = ARABIC_ARTICLE.sub("", head)
    letters = ["".join(c for c in fold(part) if c.isalnum()) for part in (head, tail)]
    return (f"{letters[0]}{' ' if comma else ''}{letters[1]}", sort_as)


def short_forms(finds: Sequence[Sequence[str]]) -> Counter[str]:
    """How often each folded form was used, joined by spaces."""
    return Counter(" ".join(keys) for keys in finds)
