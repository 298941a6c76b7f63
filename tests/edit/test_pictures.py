"""Pictures without words."""

from anthology.edit.pictures import report_bare_pictures
from anthology.model import Article, Block, BlockKind, Origin
from anthology.report import Level, Notice, Report


def test_pictures_without_a_description_are_told_by_article() -> None:
    pictures = [Block(BlockKind.IMAGE, words, target="0f") for words in ("", "A lock", " ")]
    article = Article("a-x", Origin("x.md"), "X", tuple(pictures))
    described = Article("a-y", Origin("y.md"), "Y", (pictures[1],))
    report = Report()
    report_bare_pictures((article, described), report)
    assert list(report) == [
        Notice(
            "A321",
            "x.md",
            "2 pictures have no description and will pass as decoration; write an alternative text",
            Level.INFO,
        )
    ]
