"""How the who's who is divided into the files of an e-book: by letter, none too large to open.

Old readers choke on documents above 260 KB (Adobe's engine on 300 KB), and all open them slowly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from anthology.layout.alphabet import index_letters
from anthology.layout.entries import FULL_REFERENCES
from anthology.model import Article, Person

_MOST_BYTES = 200_000
# Markup round the words, in bytes; an OCR'd year of newspapers came to 0.93 of the estimate.
_ENTRY, _REFERENCE, _BESIDE, _LETTER, _TIMELINE = 460, 190, 80, 250, 420


def people_files(
    people: Sequence[Person], articles: Sequence[Article]
) -> tuple[tuple[Person, ...], ...]:
    """The people of each file, in order; a letter is divided only if it fills a file alone."""
    titles = {a.id: len(a.title.encode()) for a in articles}
    files: list[list[Person]] = [[]]
    filled = 0
    for _, found in groupby(zip(index_letters(people), people, strict=True), lambda pair: pair[0]):
        group = [(person, _size(person, titles)) for _, person in found]
        size = _LETTER + sum(size for _, size in group)
        if files[-1] and filled + size > _MOST_BYTES:
            files.append([])
            filled = 0
        for person, part in group:
            if filled + part > _MOST_BYTES and files[-1]:
                files.append([])
                filled = 0
            files[-1].append(person)
            filled += part
        filled += _LETTER
    return tuple(map(tuple, files))


def _size(person: Person, titles: dict[str, int]) -> int:
    """About how many bytes an entry takes."""
    found = person.article_ids()
    full = len(found) <= FULL_REFERENCES
    references = sum(
        _REFERENCE + 2 * len(i) + len(person.id) + (titles[i] + 60 if full else 0) for i in found
    )
    words = " ".join(_words(person))
    strip = _TIMELINE if len(found) > 1 else 0
    return strip + _ENTRY + len(words.encode()) + references + len(person.beside) * _BESIDE


def _words(person: Person) -> Iterator[str]:
    yield from (person.id, person.name.sort_as, person.description, *person.aliases)
    yield from (f"{role.text} (September 2000)" for role in person.roles)
    yield person.introduction.text if person.introduction else ""


def span(people: Iterable[Person]) -> str:
    """The letters of a file: ``D–G``, or ``K``."""
    letters = list(dict.fromkeys(index_letters(tuple(people))))
    return letters[0] if len(letters) == 1 else f"{letters[0]}–{letters[-1]}"
