"""``--where``: which articles are bound, told by conditions."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from anthology.collect import collect
from anthology.collect.where import nothing_meets, select
from anthology.config import Config
from anthology.errors import InputError, UsageError
from anthology.model import Article, ArticleDate, Block, BlockKind, Origin, Precision
from anthology.report import Became, Report


def _article(name: str, day: str, text: str, **more: object) -> Article:
    size = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}.get(len(day))
    whole = f"{day}-01-01"[:10] if len(day) < 10 else day
    date = ArticleDate(dt.date.fromisoformat(whole), size) if size else None
    blocks = (Block(BlockKind.PARAGRAPH, text),)
    return Article(f"a-{name}", Origin(f"{name}.txt"), name, blocks, date=date, **more)  # type: ignore[arg-type]  # of many types


ARTICLES = (
    _article("ice", "2023-07-20", "Mr Kerry\nspoke.", tags=("Climate", "Ice"), source="The Gull"),
    _article("sea", "2023-08", "The sea rose.", tags=("climate",), language="en-GB"),
    _article("mer", "2024-01-02", "La mer monta.", language="fr", authors=("Ann Lee", "Bo Ek")),
    _article("old", "", "KERRY again.", source="Dock Post"),
)


@pytest.mark.parametrize(
    ("where", "names"),
    [
        (["tag=climate"], "ice sea"),
        (["tag!=climate"], "mer old"),
        (["tag=ice|sea"], "ice"),
        (["tag="], "mer old"),
        (["lang=en"], "ice sea old"),
        (["language=en-gb"], "sea"),
        (["source~gull"], "ice"),
        (["source!~gull", 'source!=""'], "old"),
        (["author=bo ek"], "mer"),
        (["path~m"], "mer"),
        (['text~"Kerry spoke"'], "ice"),
        (["text~kerry"], "ice old"),
        (["title=sea|mer"], "sea mer"),
        (["tag=climate", "date<2023-08"], "ice"),
        (["date=2023"], "ice sea"),
        (["date=2023-08-15"], "sea"),
        (["date>2023-08-15"], "sea mer"),
        (["date>=2024"], "mer"),
        (["date<=2023-07-20"], "ice"),
        (["date!=2023-07"], "sea mer old"),
        (["date="], "old"),
        (["date = 2023-07 | 2024"], "ice mer"),
        ([], "ice sea mer old"),
    ],
)
def test_a_condition_chooses_articles(where: list[str], names: str) -> None:
    """All conditions must hold, each for one of its values; case and spaces do not matter."""
    assert [each.title for each in select(ARTICLES, where, Report())] == names.split()


def test_what_is_left_out_and_values_that_nothing_has_are_told() -> None:
    report = Report()
    select(ARTICLES, ["tag=climate|energy"], report)
    assert [(n.code, n.message) for n in report] == [
        ("A145", "no article has the tag 'energy' of --where tag=climate|energy; check it"),
        ("A144", "left out for --where: mer.txt, old.txt"),
    ]


@pytest.mark.parametrize(
    ("where", "sentence"),
    [
        (["lang=en", "tag=climat"], "tag=climat; of tag there is: Climate, Ice, climate"),
        (["date>2025"], "date>2025; leave it out or ask for less"),
        (["lang=fr", "tag=ice"], "lang=fr and tag=ice; leave it out or ask for less"),
    ],
)
def test_a_condition_that_leaves_nothing_says_what_there_is(
    where: list[str], sentence: str
) -> None:
    assert select(ARTICLES, where, Report()) == ()
    assert nothing_meets(where, ARTICLES) == f"no article meets --where {sentence}"
    assert nothing_meets(["lang=en"], ARTICLES) == ""


@pytest.mark.parametrize("written", ["climate", "colour=red", "tag<3", "date~2023", "date=2023-13"])
def test_what_is_no_condition_is_refused(written: str) -> None:
    with pytest.raises(UsageError, match=r"^--where: '"):
        select(ARTICLES, [written], Report())


def test_copies_are_looked_for_among_the_articles_chosen(tmp_path: Path) -> None:
    """The earliest of two is no reason to leave out the one asked for; files are accounted for."""
    text = "The harbour master closed the gates before the storm, and nobody was hurt that night. "
    for name, day in (("a", "01"), ("b", "02")):
        head = f"date: 2023-01-{day}\nsource: The {name.upper()}\n\n"
        (tmp_path / f"{name}.txt").write_text(head + text * 8, encoding="utf-8")
    report = Report()
    [article] = collect([str(tmp_path)], Config(where=("source=The B",)), report)
    assert article.origin.path == "b.txt"
    became = {Path(each.place).name: (each.became, each.why) for each in report.inputs}
    outside = "it lies outside of since, until and where"
    assert became == {"a.txt": (Became.SKIPPED, outside), "b.txt": (Became.BOUND, "")}
    with pytest.raises(InputError, match=r"source=The C; of source there is: The A, The B"):
        collect([str(tmp_path)], Config(where=("source=The C",)), Report())
