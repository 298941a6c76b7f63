"""Whatever the text, what is said of it is true of it."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from anthology.edit.people import find_people, read_rulings, write_rulings
from anthology.edit.people.entries import EXCERPT_WORDS
from anthology.model import Article, Block, BlockKind, Origin
from anthology.report import Report

PIECES = """
John Kerry Mr. Mr Mrs XI Xi Jinping de la von der Bin al-Assad O’Brien d’ “ ” " ' ( ) , . ; : - — 's
said and the The President Secretary of State JR. III Jr. A. J.K. Ⅻ ß İ ﬁ ʼn 王毅 नरेन्द्र é 1 St. Pope
"""
WORDS = st.sampled_from([*PIECES.split(), "\u00ad", "\n", "\n\n", "e\u0301"])
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join))


def articles(texts: list[str]) -> list[Article]:
    return [
        Article(f"a-{n}", Origin(str(n)), "", (Block(BlockKind.PARAGRAPH, t),), title_supplied=True)
        for n, t in enumerate(texts)
    ]


@settings(max_examples=300)
@given(st.lists(TEXTS, max_size=3))
def test_mentions_and_excerpts_are_exact_ids_unique_and_the_order_stable(texts: list[str]) -> None:
    book = articles(texts)
    people = find_people(book, Report())
    leaves = {(a.id, n): leaf.text for a in book for n, leaf in enumerate(a.leaves())}
    spans = [(m.article_id, m.leaf, m.start, m.end) for p in people for m in p.mentions]
    assert len(set(spans)) == len(spans)
    assert len({p.id for p in people}) == len(people)
    assert find_people(book, Report()) == people
    for person in people:
        assert person.name.display.strip()
        assert person.name.sort_as.strip()
        assert person.introduction is not None
        for part in (*person.mentions, person.introduction):
            assert leaves[part.article_id, part.leaf][part.start : part.end] == part.text
        assert len(person.introduction.text.split()) <= EXCERPT_WORDS
    assert read_rulings(write_rulings(people)).splits == ()


def test_two_thousand_names_in_one_article_are_joined_in_seconds() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = [f"John {a.upper()}{b}{c}son" for a in letters for b in letters for c in letters[:3]]
    start = time.process_time()
    people = find_people(articles([", ".join(names) + "."]), Report())
    assert len(people) == len(names)
    assert time.process_time() - start < 8
