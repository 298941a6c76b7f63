"""Stage 1 of 4, collect: every notice about the input: its code, its level, its sentence.

A code never changes its meaning and is never given to another notice. Each has a case in
``tests/cases/collect``; a test counts them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from anthology.report import Level, Report


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of notice; ``sentence`` has its fields in braces."""

    code: str
    sentence: str
    level: Level = Level.WARNING

    def tell(self, report: Report, place: str, **fields: object) -> None:
        """Report it for ``place``, the file as the user would name it."""
        report.add(self.code, place, self.sentence.format(**fields), self.level)


def some(names: Sequence[str], most: int = 3) -> str:
    """The first names, and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


NO_TEXT = Kind("A101", "there is no text in it; write some or remove it")
NO_DATE = Kind(
    "A102", "no date found, so it comes last; write one on the first line or in its name"
)
DATE_NOT_READ = Kind("A103", "the date {written!r} is not understood; write it as 2023-07-20")
DATE_AMBIGUOUS = Kind(
    "A104", "the date may be {iso} or {other} and was taken as the first; write it as {iso}"
)
DATE_DOUBTFUL = Kind("A105", "{doubt}; check its date")
DATES_DISAGREE = Kind("A106", "it has the dates {iso} and {other}; the first counts: remove one")
OUT_OF_RANGE = Kind("A107", "left out for since and until: {names}", Level.INFO)
KIND_NOT_READ = Kind("A108", ".{kind} files are not read: {names}; {remedy}")
CANNOT_BE_READ = Kind("A109", "cannot be read ({reason}); {remedy}")
NOT_TEXT = Kind("A110", "does not hold text; save it as plain text or remove it")
ENCODING_GUESSED = Kind(
    "A111", "does not name its encoding and was read as {encoding}; save it as UTF-8", Level.INFO
)
BYTES_REPLACED = Kind(
    "A112", "holds bytes that stand for no character ({count}), shown as \ufffd; save it as UTF-8"
)
CHARACTERS_DROPPED = Kind(
    "A113", "has characters that no book can hold, left out: {names}", Level.INFO
)
LANGUAGE_NOT_READ = Kind(
    "A114", "{written!r} is no language tag such as en, de-AT or zh-Hant; the text decided"
)
SEVERAL_ARTICLES = Kind(
    "A115", "holds {count} articles, each under a date line of its own", Level.INFO
)
DRAFT = Kind("A116", "is marked as a draft and was left out; remove the mark", Level.INFO)
FRONT_MATTER_DAMAGED = Kind(
    "A117", "its front matter is not valid and was read line by line; mend it ({problem})"
)
TEMPLATES_REMOVED = Kind(
    "A118", "has template tags that only its site can fill in, left out: {names}", Level.INFO
)
IMAGES_MISSING = Kind(
    "A119",
    "images that are not in the sources ({count}) leave their words: {names}; put their files"
    " where it looks for them",
    Level.INFO,
)
ROW_NOT_READ = Kind("A120", "is no article and was left out{more}: {reason}")
IMAGE_UNFIT = Kind("A130", "{name} was left out: {reason}; save it as JPEG or PNG")
IMAGES_NOT_SHOWN = Kind("A131", "no article shows these images: {names}", Level.INFO)
NO_FEED = Kind("A140", "is XML but no feed (it opens with {root}); save its text as .txt or .md")
NO_ENTRIES = Kind("A141", "is a feed without an entry; remove it")
ENTRY_NOT_READ = Kind("A142", "is no article and was left out{more}: {reason}")
DUPLICATES = Kind(
    "A143", "says the same as {kept} and is left out; --keep-duplicates binds both", Level.INFO
)
NOT_WANTED = Kind("A144", "left out for --where: {names}", Level.INFO)
NOT_MET = Kind("A145", "no article has the {field} {value!r} of --where {condition}; check it")
DATES_COUNTED = Kind(
    "A146", "dates such as {written!r} ({count}) were counted from a stamp in their row", Level.INFO
)
NOT_MAPPED = Kind("A147", "no row has the field {field!r} of --map {pair}; name one that is there")
SEVERAL_CHAPTERS = Kind(
    "A150", "is an e-book of {count} articles, each on pages of its own", Level.INFO
)
PAGES_LEFT_OUT = Kind("A151", "pages before its first article were left out: {names}", Level.INFO)
NOTES_LOST = Kind(
    "A152", "notes ({count}) cannot be read and are left out; save it as .docx or .odt"
)
DATE_OF_FILE = Kind(
    "A153",
    "no date found but {iso}, when the file was made; write one if it is another",
    Level.INFO,
)
NOT_FETCHED = Kind(
    "A160", "cannot be fetched ({reason}); try again later, or save it and name its file"
)
PLAYERS_LEFT_OUT = Kind(
    "A161", "videos, frames and the like ({count}) are left out: {names}", Level.INFO
)
KEYS_REPEATED = Kind(
    "A162", "its front matter has {names} more than once and the last counts; remove the others"
)
ENCODING_WRONG = Kind(
    "A163", "is not in the encoding that it names and was read as {encoding}; save it as UTF-8"
)
BESIDE_ARTICLES = Kind(
    "A164", "is an export, of which was left out what is no article: {names}", Level.INFO
)
LISTS_FILES = Kind(
    "A165",
    "tells of {count} of the files beside it; they take from it what they do not say themselves",
    Level.INFO,
)
IMAGES_NOT_FETCHED = Kind(
    "A166",
    "images that cannot be fetched ({count}) leave their words: {names} ({reason}); save the page"
    " with its images, and name its file",
)
PAGE_FURNITURE = Kind(
    "A167",
    "seems to hold headers or numbers of pages ({count}), which were left in: {names}; take them"
    " out",
    Level.INFO,
)
RECORD_NOT_READ = Kind(
    "A330",
    "the record of the last build cannot be read ({error}), so nothing is marked as new; this build"
    " writes it anew",
)

KINDS = (
    NO_TEXT, NO_DATE, DATE_NOT_READ, DATE_AMBIGUOUS, DATE_DOUBTFUL, DATES_DISAGREE, OUT_OF_RANGE,
    KIND_NOT_READ, CANNOT_BE_READ, NOT_TEXT, ENCODING_GUESSED, BYTES_REPLACED, CHARACTERS_DROPPED,
    LANGUAGE_NOT_READ, SEVERAL_ARTICLES, DRAFT, FRONT_MATTER_DAMAGED, TEMPLATES_REMOVED,
    IMAGES_MISSING, ROW_NOT_READ,
    IMAGE_UNFIT, IMAGES_NOT_SHOWN,
    NO_FEED, NO_ENTRIES, ENTRY_NOT_READ, DUPLICATES, NOT_WANTED, NOT_MET,
    DATES_COUNTED, NOT_MAPPED,
    SEVERAL_CHAPTERS, PAGES_LEFT_OUT, NOTES_LOST, DATE_OF_FILE, NOT_FETCHED,
    PLAYERS_LEFT_OUT, KEYS_REPEATED, ENCODING_WRONG, BESIDE_ARTICLES, LISTS_FILES,
    IMAGES_NOT_FETCHED, PAGE_FURNITURE, RECORD_NOT_READ,
)  # fmt: skip


def tell_beside(beside: Mapping[str, int], place: str, report: Report) -> None:
    """One notice of all that an export holds and that is no article, by nouns."""
    names = ", ".join(f"{noun} ({count})" for noun, count in sorted(beside.items()) if count)
    if names:
        BESIDE_ARTICLES.tell(report, place, names=names)
