"""The same text twice is bound once: the earliest, with the others named."""

from __future__ import annotations

from pathlib import Path

from anthology.collect import collect
from anthology.config import Config
from anthology.model import Article
from anthology.report import Report

STORY = (
    "The ferry left the harbour at noon with forty people and two goats on board. The fog came "
    "down before the lighthouse was passed, and the captain rang the bell every minute until the "
    "pier of the island came in sight. Nobody was hurt, though one of the goats would not be led "
    "ashore and had to be carried by the mate and the baker together."
)
MARKED = STORY.replace("ferry", "*ferry*")
OTHER = (
    "The council met on Tuesday to hear what the new bridge would cost. It will be paid for in "
    "three years, the treasurer said, if the toll is kept as it is and the winter is a mild one."
)


def bound(folder: Path, files: dict[str, str], config: Config | None = None) -> list[Article]:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return list(collect([str(folder)], config or Config(), Report()))


def test_the_earliest_is_kept_and_names_the_others(tmp_path: Path) -> None:
    """Equal or nearly so, as text or as Markdown, whatever the order of the files."""
    files = {
        "a.txt": f"date: 2020-02-03\n\n{STORY}",
        "b.md": f"---\ntitle: The ferry\ndate: 2020-02-01\n---\n\n{MARKED}",
        "c.txt": f"date: 2020-02-02\n\n{STORY.replace('at noon', 'at one')}",
        "d.txt": f"date: 2020-02-04\n\n{OTHER}",
    }
    found = bound(tmp_path, files)
    assert [article.origin.path for article in found] == ["b.md", "d.txt"]
    assert found[0].notes == ("The same text also stood in a.txt, c.txt.",)


def test_all_are_kept_when_asked_for(tmp_path: Path) -> None:
    files = {"a.txt": f"date: 2020-02-03\n\n{STORY}", "b.txt": f"date: 2020-02-03\n\n{STORY}"}
    assert len(bound(tmp_path, files, Config(keep_duplicates=True))) == 2


def test_short_texts_are_the_same_only_with_title_and_date(tmp_path: Path) -> None:
    files = {
        "a.txt": "date: 2020-02-03\ntitle: Tide\n\nHigh at noon.",
        "b.txt": "date: 2020-02-04\ntitle: Tide\n\nHigh at noon.",
        "c.txt": "date: 2020-02-04\ntitle: Tide\n\nHigh at noon.",
    }
    assert [article.origin.path for article in bound(tmp_path, files)] == ["a.txt", "b.txt"]


def test_different_articles_of_one_form_are_kept(tmp_path: Path) -> None:
    report = "The harbour master says that {} boats came in today and {} went out before the tide."
    files = {
        f"{n}.txt": f"date: 2020-02-{n:02}\n\n{report.format(n, 9 - n)} {OTHER[n * 9 :]}"
        for n in (1, 5, 9)
    }
    assert len(bound(tmp_path, {**files, "x.txt": f"date: 2020-03-01\n\n{STORY}"})) >= 2


def test_the_forms_of_a_real_collection_are_bound_once(shared: Path) -> None:
    """130 articles as JSON lines, text and Markdown (its CSV has no text) in one folder."""
    folder = shared / "corpora" / "jsonl_csv_globalvoices_eo"
    articles = collect([str(folder)], Config(language="eo"), Report())
    assert 130 <= len(articles) <= 131
