"""A headline for an article that has none, from its own words (stage 1 of 4, collect)."""

from __future__ import annotations

from anthology.collect.clauses import words_of
from anthology.collect.cohesion import CREDIT_LINE
from anthology.collect.cuts import LIMIT, Cut, best_cut, width
from anthology.collect.headline import opening_furniture, split_headline
from anthology.collect.sentences import sentences
from anthology.collect.shortenings import shortenings
from anthology.collect.unspaced import cut_unspaced, is_unspaced

__all__ = ["split_headline", "supply_title"]

_READ = 900  # characters: the first sentences are in there
_LATER = 60.0  # what a later sentence must be better by
_GOOD = 25.0  # from here on the first sentence is not passed over for the second
_INCIPIT = -10.0  # below this the words are an opening, not a statement: "Selon un rapport…"


def supply_title(text: str, language: str) -> str:
    """A headline of at most 80 columns out of the first sentence of ``text``, or the second.

    Its words are words of the text, in order. Empty only if the text is.
    """
    head = " ".join(text[: 2 * _READ].split())[:_READ].replace("\xad", "")
    body = head[opening_furniture(head, language) :]
    best = Cut(-1000.0, "")
    for order, sentence in enumerate(_first(body, language)):
        found = _best(sentence, language)
        if found.worth - _LATER * order > best.worth:
            best = Cut(found.worth - _LATER * order, found.text)
        if best.worth >= _GOOD:
            break
    if not best.text:
        return _fitting(body or head)
    return (
        _incipit(best.text)
        if best.worth < _INCIPIT and _stops_short(best.text, body)
        else best.text
    )


def _first(body: str, language: str) -> tuple[str, ...]:
    """The first sentences, without a picture's caption and credit."""
    found = [s for s in sentences(body, language) if s.strip()]
    credits = {n for n, s in enumerate(found) if CREDIT_LINE.search(s)}
    prose = [s for n, s in enumerate(found) if n not in credits and n + 1 not in credits]
    return tuple((prose or found)[:3])


def _best(sentence: str, language: str) -> Cut:
    """The best headline in a sentence."""
    if is_unspaced(sentence):
        return cut_unspaced(sentence.strip())
    words = words_of(language)
    cuts = (
        best_cut(tokens, cost, words) for cost, tokens in shortenings(sentence, language, words)
    )
    return max(cuts, key=lambda cut: cut.worth, default=Cut(-1000.0, ""))


def _stops_short(title: str, body: str) -> bool:
    """Whether the sentence of the title goes on after it."""
    _, found, rest = body.partition(title)
    return bool(found) and rest.lstrip()[:1] not in (*".!?…।。！？؟۔", "")


def _incipit(title: str) -> str:
    """The title with the mark of a text's first words, where there is room for it."""
    return f"{title}…" if width(title) < LIMIT and title[-1].isalnum() else title


def _fitting(text: str) -> str:
    """The last resort: as many whole words as fit; of one endless word, as much as fits."""
    taken: list[str] = []
    for word in text.split():
        if taken and width(" ".join((*taken, word))) > LIMIT:
            break
        taken.append(word)
    joined = " ".join(taken)
    while width(joined) > LIMIT:
        joined = joined[: max(1, len(joined) * 9 // 10)]
    return joined.rstrip(" .,;:") or joined
