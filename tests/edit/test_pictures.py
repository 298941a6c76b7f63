"""Pictures without words."""

from dataclasses import replace

from anthology.config import Config
from anthology.edit import edit
from anthology.edit.pictures import report_bare_pictures
from anthology.model import Article, Block, BlockKind, Origin
from anthology.report import Level, Notice, Report


def test_pictures_without_a_description_are_told_by_article() -> None:
    pictures = [Block(BlockKind.IMAGE, words, target="0f") for words in ("", "A lock", " ")]
    article = Article("a-x", Origin("x.md"), "X", tuple(pictures))
    described = Article("a-y", Origin("y.md"), "Y", (pictures[1],))
    report = Report()
    assert report_bare_pictures((article, described), report) == "2 pictures"
    assert report_bare_pictures((described,), report) == ""
    assert list(report) == [
        Notice(
            "A321",
            "x.md",
            "2 pictures have no description and will pass as decoration; write an alternative text",
            Level.INFO,
        )
    ]


def test_conformance_is_claimed_only_by_a_name_and_for_described_pictures() -> None:
    """With a bare picture the claim is refused, and a notice says why (A322)."""
    config = Config(title="T", certified_by="M. Reyes")
    picture = Block(BlockKind.IMAGE, "A lock", target="0f")
    for words, claimed, codes in (("A lock", "M. Reyes", []), ("", "", ["A321", "A322"])):
        article = Article("a-x", Origin("x.md"), "X", (replace(picture, text=words),))
        report = Report()
        assert edit((article,), config, report).certified_by == claimed
        assert [notice.code for notice in report] == codes
