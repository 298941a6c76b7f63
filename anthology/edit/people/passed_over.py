"""Names of things that a collection is full of: a person here, passed over everywhere else.

A weblog about a program names it in hundreds of sentences, and a few of them read as if it were a
person. One text alone cannot tell; all of them can.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from anthology.edit.people.collection import Entry
from anthology.edit.people.found import Found
from anthology.edit.people.lexicon import fold
from anthology.edit.people.tokens import PARTICLES
from anthology.model import Article

_WORD = re.compile(r"[^\W\d_]+")
_OFTEN = 12  # seen with a capital at least so many times
_PART = 0.45  # of these it is in a name; of persons' names half at least, of nearly all nine tenths
_TITLES = 0.08  # a word that stands before a name less often is no title


def without_things(articles: Sequence[Article], entries: Sequence[Entry]) -> list[Entry]:
    """The entries but those of whose names every word mostly stands outside of any name.

    A title is evidence for a person unless its word, too, mostly stands elsewhere; so is a
    particle within the name.
    """
    named = Counter(key for f in _finds(entries) for key in f.keys)
    titles = Counter(fold(word) for f in _finds(entries) for word in _WORD.findall(f.title))
    seen = _capitalised(articles, {*named, *titles})
    common = {w for w, n in seen.items() if n >= _OFTEN and named[w] < _PART * n}
    no_title = {w for w, n in titles.items() if n < _TITLES * seen[w]}
    return [each for each in entries if not _is_thing(each, common, no_title)]


def _finds(entries: Iterable[Entry]) -> Iterable[Found]:
    return (f for entry in entries for _, cluster in entry.clusters for f in cluster.finds)


def _is_thing(entry: Entry, common: set[str], no_title: set[str]) -> bool:
    for name in _finds([entry]):
        if any(word[0].islower() for word in name.text.split()[1:]):
            return False
        if any(key not in common for key in name.keys if key not in PARTICLES):
            return False
        if any(fold(word) not in no_title for word in _WORD.findall(name.title)):
            return False
    return True


def _capitalised(articles: Sequence[Article], wanted: set[str]) -> Mapping[str, int]:
    """How often each of the folded words stands in the articles with a capital."""
    counted: Counter[str] = Counter()
    for article in articles:
        for leaf in article.leaves():
            counted.update(_WORD.findall(leaf.text))
    seen: Counter[str] = Counter()
    for word, number in counted.items():
        if word[0].isupper() and (key := fold(word)) in wanted:
            seen[key] += number
    return seen
