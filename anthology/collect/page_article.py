"""Stage 1 of 4, collect: the element of a page that holds its article, boilerplate taken out.

Trafilatura and readability-lxml say which words are the article's; they do not say where
these stand, and drop listings, tables, captions and notes. So the element is chosen whose words
agree best with theirs (F-measure, each element's own boilerplate aside); what stands in it is
kept as it is, but for boilerplate and for blocks that neither of them knows.
Measured by bench/pages.py.
"""

from __future__ import annotations

import copy
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from anthology.collect.markup_containers import TAKERS
from anthology.collect.markup_notes import find_notes
from anthology.collect.markup_tree import Node, drop, parse_fragment

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|\w+")  # CJK: a letter is one
_GRAM = 3  # words in a row that are looked up
_RECALL = 3  # a word lost counts so many times as much as a word too many
_MOST_CHARS = 3_000_000  # of markup that the libraries are asked about: they take 2 s a MB
_AGREED = 0.75  # share of the words of what is named like boilerplate that must be kept
_MAIN = 0.5  # share of the article that no element named like boilerplate holds
_TRUSTED = 0.5  # share of the words that the libraries must know of for the others to be dropped
_SPEAKS = (
    "pre", "table", "figure", "img", "picture", "svg", "math", "h1", "h2", "h3", "h4", "h5", "h6",
    "blockquote", "dl", "ul", "ol", "figcaption", "code",
)  # fmt: skip
_BOILERPLATE_TAGS = ("nav", "footer", "aside", "form", "menu", "dialog")
_BOILERPLATE_ROLES = (
    "navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "dialog",
    "alert", "alertdialog", "toolbar", "tablist",
)  # fmt: skip
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|footer|side-?bar|related|share|sharing|sharedaddy"
    r"|social|comments?|respond|breadcrumbs?|promo|newsletter|subscribe|subscription|signup|cookies?"
    r"|advert(?:isement|s)?|ads?|sponsor(?:ed)?|popup|modal|pagination|pager|prevnext|toolbar|tags"
    r"|skip-?link|widget|outbrain|taboola|disqus|recommend(?:ed|ations)?|more-stories|most-read"
    r"|trending|masthead|banner|author-(?:bio|box|card)|print-only|(?:mw-)?editsection|toc|navbox"
    r"|catlinks|login|register|donate|paywall|byline|dateline-meta|post-?meta|entry-?meta"
    r"|article-?meta|screen-reader-text|sr-only|visually-?hidden)(?:$|[\s_-])",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Weight:
    """How many words an element holds, boilerplate aside, and how many are the article's."""

    words: int = 0
    kept: float = 0.0  # by the libraries on average
    seen: float = 0.0  # by any of them
    boilerplate: bool = False


def article_of(root: Node) -> Node:
    """The element of a pruned page with its article; what is no part of it is taken out."""
    body = root.find("body")
    body = root if body is None else body
    weights = _weights(body, _evidence(root))
    chosen = _best(body, weights)
    whole = weights[chosen]
    trusted = whole.seen < whole.words and whole.seen > whole.words * _TRUSTED
    notes = set(find_notes(chosen).bodies) if trusted else set()
    for node in list(chosen.iter()):
        weight = weights.get(node)
        if weight is None or node is chosen:
            continue
        if weight.boilerplate or (trusted and _is_beside(node, weight, notes)):
            drop(node)
    return chosen


def _is_beside(node: Node, weight: _Weight, notes: set[Node]) -> bool:
    """Whether no library takes a block's words for the article's, and nothing else speaks for it.

    Libraries drop listings, tables, pictures, notes and headings of the article, too.
    """
    if node.tag not in TAKERS or not weight.words or weight.seen > weight.words * 0.05:
        return False
    around = (*node.iter(), *node.iterancestors())
    return not any(each.tag in _SPEAKS or each in notes for each in around)


def _evidence(root: Node) -> tuple[_Evidence, ...]:
    """What the libraries take for the article; nothing of a page that would take them long."""
    from lxml import html  # noqa: PLC0415 - seldom needed

    markup = html.tostring(root, encoding="unicode")
    if len(markup) > _MOST_CHARS:
        return ()
    found = (_Evidence(text) for text in (_by_trafilatura(root), _by_readability(markup)))
    return tuple(each for each in found if each)


def _by_trafilatura(root: Node) -> str:
    from trafilatura import bare_extraction  # noqa: PLC0415 - takes more than a second

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = bare_extraction(copy.deepcopy(root), include_comments=False, with_metadata=False)
    return str(getattr(found, "text", "") or "")


def _by_readability(markup: str) -> str:
    from readability import Document  # noqa: PLC0415 - half a second
    from readability.readability import Unparseable  # noqa: PLC0415 - as above

    logging.getLogger("readability").setLevel(logging.CRITICAL)
    try:
        summary = parse_fragment(Document(markup).summary(html_partial=True))
    except (Unparseable, ValueError, TypeError, AttributeError):  # empty and odd pages
        return ""
    return "\n".join(" ".join(_own_texts(node)) for node in summary.iter() if node.tag in TAKERS)


class _Evidence:
    """The words that are the article's, to look up runs of words in."""

    def __init__(self, text: str) -> None:
        words = _words(text)
        self._grams = set(zip(*(words[n:] for n in range(_GRAM)), strict=False))
        self._lines = {tuple(_words(line)) for line in text.split("\n")}

    def __bool__(self) -> bool:
        return bool(self._grams)

    def share(self, words: list[str]) -> float:
        """The share of the words' runs that stand in the article."""
        if len(words) <= _GRAM:
            return float(tuple(words) in self._lines)
        grams = list(zip(*(words[n:] for n in range(_GRAM)), strict=False))
        return sum(gram in self._grams for gram in grams) / len(grams)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _weights(body: Node, evidence: tuple[_Evidence, ...]) -> Mapping[Node, _Weight]:
    """The weight of every element; boilerplate weighs nothing unless it is mostly the article's."""
    nodes = reversed(list(body.iter()))
    blocks = (*TAKERS, body.tag)
    weights = {n: _own_weight(n, evidence) if n.tag in blocks else _Weight() for n in nodes}
    main = _MAIN * sum(weight.kept for weight in weights.values())
    for node, weight in weights.items():
        for child in node:
            weight.words += weights[child].words
            weight.kept += weights[child].kept
            weight.seen += weights[child].seen
        doubted = weight.kept < weight.words * _AGREED or not evidence
        if node is not body and doubted and weight.kept < main and _is_boilerplate(node):
            weight.words, weight.kept, weight.seen, weight.boilerplate = 0, 0.0, 0.0, True
    return weights


def _own_weight(node: Node, evidence: tuple[_Evidence, ...]) -> _Weight:
    """The weight of what stands in an element itself, not in its blocks."""
    words = _words(" ".join(_own_texts(node)))
    shares = [each.share(words) for each in evidence] or [1.0]
    return _Weight(len(words), len(words) * sum(shares) / len(shares), len(words) * max(shares))


def _own_texts(node: Node) -> Iterator[str]:
    """The texts of an element and of what stands in its lines, without that of its blocks."""
    yield node.text or ""
    for child in node:
        if child.tag not in TAKERS:
            yield from _own_texts(child)
        yield child.tail or ""


def _is_boilerplate(node: Node) -> bool:
    if node.tag in _BOILERPLATE_TAGS or node.get("role", "") in _BOILERPLATE_ROLES:
        return True
    if node.tag in ("main", "article", "html"):
        return False
    return bool(_NAMED.search(f"{node.get('class', '')} {node.get('id', '')}"))


def _best(body: Node, weights: Mapping[Node, _Weight]) -> Node:
    """The element whose words agree best with the article's, the innermost of equals."""
    wanted = weights[body].kept
    best, best_measure = body, 0.0
    for node, weight in reversed(tuple(weights.items())):
        if wanted and weight.words and (node.tag in TAKERS or node is body):
            measure = (1 + _RECALL) * weight.kept / (_RECALL * wanted + weight.words)
            if measure > best_measure - 1e-9:
                best, best_measure = node, measure
    return best
