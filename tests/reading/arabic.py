"""A book of four articles in Arabic, made by hand: read from right to left, one person in each."""

from __future__ import annotations

import datetime as dt

from anthology.edit.links import link_first_mentions
from anthology.edit.parts import make_parts
from anthology.model import (
    Article,
    ArticleDate,
    Block,
    BlockKind,
    Book,
    Mention,
    Name,
    Origin,
    Person,
    Role,
)

_NAME = "ليلى حداد"
_SENTENCE = "كتبت ليلى حداد في دفترها أن الماء بلغ العلامة رقم {n} ثم هبط قليلا قبل المساء. "


def make_arabic_book() -> Book:
    """Articles of one to four pages, all naming one person."""
    articles = tuple(_article(number) for number in range(1, 5))
    mentions = tuple(
        Mention(a.id, number, at, at + len(_NAME), _NAME)
        for a in articles
        for number, leaf in enumerate(a.leaves())
        for at in range(len(leaf.text))
        if leaf.text.startswith(_NAME, at)
    )
    role = Role("مهندسة", articles[0].id, articles[0].date)
    person = Person(
        "p-haddad",
        Name(_NAME, "حداد، ليلى", family="حداد", given="ليلى"),
        mentions,
        aliases=("السيدة حداد",),
        roles=(role,),
    )
    return Book(
        title="كتاب النهر",
        subtitle="أربعة أيام",
        language="ar",
        parts=make_parts(link_first_mentions(articles, (person,)), "year", "ar"),
        people=(person,),
        identifier="urn:uuid:00000000-0000-5000-8000-000000000001",
        modified=dt.datetime(2022, 6, 1, tzinfo=dt.UTC),
    )


def _article(number: int) -> Article:
    sentences = [_SENTENCE.format(n=f"{number}.{n}") for n in range(12 * number)]
    paragraphs = ["".join(sentences[n : n + 6]).strip() for n in range(0, len(sentences), 6)]
    return Article(
        f"a-{number}",
        Origin(f"{number}.txt"),
        f"يوم النهر رقم {number}",
        tuple(Block(BlockKind.PARAGRAPH, p) for p in paragraphs),
        date=ArticleDate(dt.date(2021 + number // 3, number, 10 + number)),
        language="ar",
        authors=("ب. سد",),
        source="بريد الطاحونة",
    )
