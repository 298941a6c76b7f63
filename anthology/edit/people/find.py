"""Find the names of persons in one article: a pure function of the article's text.

The words are cut into runs of capitals (tokens.py), every word of a run is described (features.py)
and the runs are labelled (weigh.py): once with what each place shows, then again with what the
first labelling says of the same words elsewhere in the article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from anthology.edit.people.esperanto import without_things
from anthology.edit.people.features import run_features, vote_features
from anthology.edit.people.found import Found
from anthology.edit.people.lexicon import lexicon
from anthology.edit.people.line import Line
from anthology.edit.people.sightings import sightings
from anthology.edit.people.spell import checked, names_of_run
from anthology.edit.people.titled import UNCAPITALISED, titled_names
from anthology.edit.people.tokens import Token
from anthology.edit.people.weigh import NOTHING, Judges, Sums, judges
from anthology.model import Article

TITLE_LEAF = -1  # a real title is read as evidence; a name in it is no mention


Read = tuple[list[Token], list[tuple[int, int]]]


def find_names(article: Article) -> tuple[Found, ...]:
    """The names in an article's leaves, in reading order; a real title's first, as leaf -1."""
    texts = [(n, leaf.text) for n, leaf in enumerate(article.leaves())]
    if not article.title_supplied and article.title:
        texts.insert(0, (TITLE_LEAF, article.title))
    language = article.language.partition("-")[0].lower()
    found = find_in_texts(texts, language)
    if language not in UNCAPITALISED:
        return found
    titled = [name for leaf, text in texts for name in titled_names(leaf, text, language)]
    return tuple(sorted((*found, *titled), key=lambda f: (f.leaf, f.start)))


def names_of_article(_: None, article: Article) -> tuple[Found, ...]:
    """``find_names`` as work for the workshop."""
    return find_names(article)


def find_in_texts(texts: Sequence[tuple[int, str]], language: str = "en") -> tuple[Found, ...]:
    """The names in numbered texts that belong together."""
    lines = [Line.of(leaf, text, language) for leaf, text in texts]
    read = [(line.tokens, line.runs) for line in lines]
    known = lexicon(language)
    seen = sightings(read, known)
    judge = judges()
    sums = [[_sums(judge, run_features(t, run, known, seen)) for run in runs] for t, runs in read]
    first = [[judge.first.path([s[:3] for s in run]) for run in text] for text in sums]
    votes = votes_of(read, first)
    second = [
        [
            judge.second.path([s[3:] for s in _sums(judge, vote_features(t, run, votes), before)])
            for run, before in zip(runs, text, strict=True)
        ]
        for (t, runs), text in zip(read, sums, strict=True)
    ]
    found = [
        name
        for line, labels in zip(lines, second, strict=True)
        for (start, _), path in zip(line.runs, labels, strict=True)
        for name in names_of_run(line, start, path)
    ]
    if language != "eo":
        return checked(found, lines)
    return without_things(checked(without_things(found, lines), lines), lines)


def _sums(judge: Judges, rows: Sequence[Sequence[str]], before: Sequence[Sums] = ()) -> list[Sums]:
    """The sums of every word of a run, added to those ``before``."""
    so_far = before or [NOTHING] * len(rows)
    return [judge.sums(row, sums) for row, sums in zip(rows, so_far, strict=True)]


def votes_of(read: Sequence[Read], labels: Sequence[Sequence[str]]) -> dict[str, tuple[int, int]]:
    """Of each folded word: how often it was taken for part of a name, and how often it was seen."""
    yes: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for (tokens, runs), paths in zip(read, labels, strict=True):
        for (a, b), path in zip(runs, paths, strict=True):
            for token, label in zip(tokens[a:b], path, strict=True):
                total[token.key] += 1
                yes[token.key] += label != "O"
    return {key: (yes[key], count) for key, count in total.items()}
