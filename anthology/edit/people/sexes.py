"""What titles and given names tell of sex: Mrs Cripps is not Barnaby, nor is she Miss Ada."""

from __future__ import annotations

from anthology.edit.people.found import Found
from anthology.edit.people.lexicon import lexicon
from anthology.edit.people.words import words

MRS = frozenset({"mrs", "mrs."})
FEMALE = words("titles-of-women")
_MALE = words("titles-of-men")


def is_spouse(name: Found, full: Found) -> bool:
    """Whether the title shows that a family name is not this bearer's: Mrs Cripps, Barnaby Cripps.

    Nor is she Miss Ada Cripps.
    """
    sex = sex_of_title(name.title.lower())
    titles = {name.title.lower(), full.title.lower()}
    unlike = "miss" in titles and bool(titles & MRS)
    return bool(sex) and len(name.keys) == 1 and (unlike or sex_fits(sex, full) < 0)


def sex_fits(sex: str, full: Found) -> int:
    """1 when the sex that a short form shows is the bearer's, -1 when not, 0 if not known."""
    flags = lexicon().get(full.keys[0], "")
    given = "f" if "q" in flags and "k" not in flags else ""
    given = "m" if "k" in flags and "q" not in flags else given
    own = sex_of_title(full.title.lower()) or given
    return 0 if not sex or not own else 1 if sex == own else -1


def sex_of_title(title: str) -> str:
    """f for Mrs, m for Mr, nothing for President."""
    return "f" if title in FEMALE else "m" if title in _MALE else ""
