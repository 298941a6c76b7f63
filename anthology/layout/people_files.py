"""How a long who's who is divided by letter: into the files of an e-book, into pieces in print.

Old readers choke on documents above 260 KB (Adobe's engine on 300 KB), and all open them slowly.
What is printed in one piece is laid out by one process, and laid out anew for one new name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise

from anthology.layout.alphabet import index_letters
from anthology.layout.entries import FULL_REFERENCES
from anthology.model import Article, Person

_MOST_BYTES = 200_000
_PRINTED_BYTES = 150_000  # of a printed piece, about: 8 pages of dates alone, 25 of titles
# Markup round the words, in bytes; an OCR'd year of newspapers came to 0.93 of the estimate.
_ENTRY, _REFERENCE, _BESIDE, _LETTER, _TIMELINE = 460, 190, 80, 250, 420


def people_files(
    people: Sequence[Person], articles: Sequence[Article]
) -> tuple[tuple[Person, ...], ...]:
    """The people of each file, in order; a letter is divided only if it fills a file alone."""
    files: list[list[Person]] = [[]]
    filled = 0
    for group in _letters(people, articles):
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


def printed_pieces(
    people: Sequence[Person], articles: Sequence[Article]
) -> tuple[tuple[Person, ...], ...]:
    """The people of each printed piece, in order: whole letters, the pieces as alike as can be."""
    letters = list(_letters(people, articles))
    ends = list(accumulate(sum(size for _, size in group) for group in letters))
    count = max(1, round(ends[-1] / _PRINTED_BYTES))
    wanted = (ends[-1] * number / count for number in range(1, count))
    cuts = {min(range(len(ends)), key=lambda n: abs(ends[n] - end)) + 1 for end in wanted}
    bounds = pairwise(sorted({0, *cuts, len(letters)}))
    return tuple(
        tuple(person for group in letters[start:end] for person, _ in group)
        for start, end in bounds
    )


def _letters(
    people: Sequence[Person], articles: Sequence[Article]
) -> Iterator[list[tuple[Person, int]]]:
    """The people of each letter, with the sizes of their entries."""
    titles = {a.id: len(a.title.encode()) for a in articles}
    for _, found in groupby(zip(index_letters(people), people, strict=True), lambda pair: pair[0]):
        yield [(person, _size(person, titles)) for _, person in found]


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
