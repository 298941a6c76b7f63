"""Names that are labelled as persons' and by their own words are none: Trump Tower, DR Congo."""

from __future__ import annotations

from collections.abc import Collection

from anthology.edit.people.found import Found
from anthology.edit.people.lexicon import lexicon
from anthology.edit.people.tokens import PARTICLES
from anthology.edit.people.words import words

STORMS = words("storms")
_PAPERS = words("papers")
_LANDSCAPES = words("landscapes-first")
_NO_NAME_ENDS = (
    "-winner",
    "-winning",
    "-based",
    "-born",
    "-class",
    "-style",
    "-led",
    "-era",
    "-bot",
    "straat",
    "gracht",
    "plein",
    "strasse",
    "platz",
    "gasse",
    "allee",
)


def is_known_thing(found: Found) -> bool:
    """Whether several words are together a place or another thing, not a person."""
    if len(found.keys) < 2 or found.title:
        return False
    flags = lexicon().get(" ".join(found.keys), "")
    return ("P" in flags or "y" in flags) and "i" not in flags


def names_a_thing(found: Found) -> bool:
    """Whether a storm, a building or a winner takes its name: Trump Tower, Booker Prize-winner."""
    last, flags = found.keys[-1], lexicon().get(found.keys[-1], "")
    if len(found.keys) > 1 and (last in _PAPERS or found.keys[0] in _LANDSCAPES):
        return not found.title
    if found.keys[0] in STORMS or (last.endswith(_NO_NAME_ENDS) and last not in _NO_NAME_ENDS):
        return True
    if found.keys[1:] == ("i",) and _is_speaker(found.keys[0]):
        return True
    common = all(_is_common(k) for k in found.keys)
    if len(found.keys) > 1 and "r" in flags and common:
        return True  # the Chief Data Officer
    built = len(found.keys) > 1 and ("l" in flags or "o" in flags) and "K1" in flags
    return built and "S3" not in flags and "S2" not in flags and not found.title


def is_phrase(found: Found, language: str, families: Collection[str]) -> bool:
    """Whether a name is a preposition and a word: von Konsens, de Branch; not van der Bellen."""
    if language == "en" or len(found.keys) != 2 or found.keys[0] not in PARTICLES:
        return False
    flags = lexicon(language).get(found.keys[1], "")
    lower = found.words[0][0].islower() and not found.title and found.keys[1] not in families
    return lower and "K" in flags and "S3" not in flags and "S2" not in flags


def _is_speaker(key: str) -> bool:
    """Whether the I after a word is the one who speaks: When I became President I was amazed."""
    flags = lexicon().get(key, "")
    return "G" not in flags or "d" in flags


def _is_common(key: str) -> bool:
    """Whether a word is common and no name."""
    flags = lexicon().get(key, "")
    return "K1" in flags and not any(f in flags for f in ("G", "S3", "S2"))


def _is_office(flags: str) -> bool:
    """Whether flags are of a word that only tells an office: Mr. President, Mr. Speaker."""
    return "r" in flags and "K1" in flags and "S3" not in flags and "S2" not in flags


def is_never_alone(found: Found, families: Collection[str]) -> bool:
    """Whether a word alone, without a title or a namesake in full, is no person: May, Muslim."""
    key, flags = found.keys[0], lexicon().get(found.keys[0], "")
    if "i" in flags or key in families:
        return False
    never = ("c" in flags or "d" in flags or _is_office(flags)) and "G" not in flags
    never = never or ("PA" in flags and not any(f in flags for f in ("G", "S2", "S3")))
    people = key.endswith("s") and "n" in lexicon().get(key[:-1], "")  # Dominicans
    untitled = not found.title and ("z" in flags or "n" in flags or people)
    dated = found.suffix == "I" and "d" in flags  # January I
    return never or untitled or dated or found.title == "DR"  # DR Congo
