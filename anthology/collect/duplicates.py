"""Stage 1 of 4, collect: articles that say the same: the earliest is kept and names the others.

Candidates come from MinHash with banding, by the library rensa; every one is then compared
shingle by shingle, so that no article is left out on an estimate.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from anthology.collect import notices
from anthology.config import Config
from anthology.labels import labels
from anthology.model import Article, Origin
from anthology.report import Report

_SHINGLE_WORDS = 4
_LIKE = 0.75  # shingles in common, of those of both
_FEWEST_WORDS = 25  # below it only equal texts of equal title and date are the same
_PERMUTATIONS, _BANDS = 64, 16
_CANDIDATE = 0.5
_MOST_NAMES = 5
_WORD = re.compile(r"\w+")


def without_duplicates(
    articles: Sequence[Article], config: Config, report: Report
) -> tuple[tuple[Article, ...], dict[Origin, Origin]]:
    """The articles in their order, without those that an earlier one says already, and of these
    which one is kept for them.

    Of two of one date the one that tells more about itself is kept, then the first.
    """
    words = {number: _words(article) for number, article in enumerate(articles)}
    order = sorted(words, key=lambda number: _precedence(articles[number], number))
    copies: dict[int, list[int]] = {}
    matches = _matches(articles, words, order)
    for number, first in matches.items():
        copies.setdefault(first, []).append(number)
    left = {number for numbers in copies.values() for number in numbers}
    kept = []
    for number, article in enumerate(articles):
        if number in left:
            continue
        others = [_name(articles[other]) for other in sorted(copies.get(number, []))]
        kept.append(_with_note(article, others, config) if others else article)
        for other in others:
            notices.DUPLICATES.tell(report, other, kept=_name(article))
    return tuple(kept), {articles[n].origin: articles[of].origin for n, of in matches.items()}


def _matches(
    articles: Sequence[Article], words: dict[int, list[str]], order: Sequence[int]
) -> dict[int, int]:
    """For each article that is left out, by number, the one that is kept for it."""
    from rensa import RMinHash, RMinHashLSH  # noqa: PLC0415 - only with two articles or more

    bands = RMinHashLSH(threshold=_CANDIDATE, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    equal: dict[object, int] = {}
    found: dict[int, int] = {}
    for number in order:
        key = _key(articles[number], words[number])
        first = equal.setdefault(key, number)
        if first != number:
            found[number] = found.get(first, first)
            continue
        if len(words[number]) < _FEWEST_WORDS:
            continue
        shingles = _shingles(words[number])
        sketch = RMinHash(num_perm=_PERMUTATIONS, seed=1)
        sketch.update(sorted(shingles))
        like = (each for each in sorted(bands.query(sketch)) if _alike(shingles, words[each]))
        near = next(like, None)
        if near is None:
            bands.insert(number, sketch)
        else:
            found[number] = near
    return found


def _words(article: Article) -> list[str]:
    """The words of the body without case; characters where nothing parts the words."""
    text = " ".join(leaf.text for leaf in article.leaves()).casefold()
    words = _WORD.findall(text)
    if sum(map(len, words)) <= 15 * len(words):
        return words
    joined = "".join(words)
    return [joined[at : at + 2] for at in range(0, len(joined), 2)]


def _key(article: Article, words: Sequence[str]) -> object:
    """What is equal for articles of one text."""
    if len(words) >= _FEWEST_WORDS:
        return tuple(words)
    date = article.date.iso if article.date else ""
    return (article.title.casefold(), date, article.source, tuple(words))


def _shingles(words: Sequence[str]) -> set[str]:
    last = max(1, len(words) - _SHINGLE_WORDS + 1)
    return {" ".join(words[at : at + _SHINGLE_WORDS]) for at in range(last)}


def _alike(shingles: set[str], words: Sequence[str]) -> bool:
    others = _shingles(words)
    common = len(shingles & others)
    return common >= _LIKE * (len(shingles) + len(others) - common)


def _precedence(article: Article, number: int) -> tuple[object, ...]:
    """The earliest first, undated ones last; then the one with most facts; then by place."""
    facts = (article.url, article.source, article.authors, article.tags, article.subtitle)
    known = sum(map(bool, facts)) + (not article.title_supplied)
    date = article.date
    return (date is None, date.day.toordinal() if date else 0, -known, number)


def _name(article: Article) -> str:
    record = f":{article.origin.record}" if article.origin.record else ""
    return f"{article.origin.path}{record}"


def _listed(names: Sequence[str]) -> str:
    more = f" (+{len(names) - _MOST_NAMES})" if len(names) > _MOST_NAMES else ""
    return ", ".join(names[:_MOST_NAMES]) + more


def _with_note(article: Article, others: Sequence[str], config: Config) -> Article:
    said = labels(config.language or article.language)["same_text"]
    return replace(article, notes=(*article.notes, said.format(files=_listed(others))))
