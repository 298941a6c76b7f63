"""DOCX, ODT, RTF and EPUB, made by the tests with the converter that reads them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from anthology.collect import collect, converter, readers
from anthology.config import Config
from anthology.model import Article, BlockKind, SpanKind
from anthology.report import Report

pypandoc = pytest.importorskip("pypandoc")

_TEXT = """---
title: The Harbour
author: [Ada Fenwick]
date: 2023-05-02
---

The *harbour* closed[^1] on **Tuesday**, and the keepers of the old light stayed at home with their
lamps and their dogs; see [the paper](https://example.org/p).

![A red square](red.png)

| place | depth |
|-------|-------|
| quay  | 3 m   |

## Later

- one
- two

> A quotation.

[^1]: As the keeper said.
"""
_BOOK = """---
title: Collected
author: [Ada Fenwick]
date: 2023
---

# The first

2 May 2023

The harbour closed[^1] and nobody came by for days, so that the keeper wrote letters to all whom he
knew and to some whom he did not, and read them to his dog in the evening by the light of one lamp.

# The second

3 May 2023

It opened[^2] again.

[^1]: One note.
[^2]: Another note.
"""


def _make(path: Path, text: str) -> Path:
    Image.new("RGB", (40, 30), "red").save(path.parent / "red.png")
    options = ["--standalone", f"--resource-path={path.parent}", "--epub-title-page=false"]
    pypandoc.convert_text(
        text, path.suffix[1:], format="markdown", outputfile=path, extra_args=options
    )
    (path.parent / "red.png").unlink()
    return path


def _read(path: Path, report: Report) -> list[Article]:
    return list(collect([str(path)], Config(), report))


@pytest.mark.parametrize("kind", ["docx", "odt", "epub"])
def test_a_document_is_an_article_with_all_that_it_holds(
    kind: str, tmp_path: Path, clean_report: Report
) -> None:
    [article] = _read(_make(tmp_path / f"a.{kind}", _TEXT), clean_report)
    date = article.date
    assert (article.title, article.title_supplied, date and date.iso) == (
        "The Harbour", False, "2023-05-02",
    )  # fmt: skip
    leaves = {leaf.kind: leaf for leaf in article.leaves()}
    words = " ".join(leaf.text for leaf in article.leaves())
    for each in ("The harbour closed1 on", "3 m", "Later", "two", "A quotation.", "keeper said."):
        assert each in words
    opening = next(leaf for leaf in article.leaves() if leaf.text.startswith("The harbour"))
    kinds = {span.kind: opening.text[span.start : span.end] for span in opening.spans}
    assert kinds[SpanKind.EMPHASIS] == "harbour"
    assert kinds[SpanKind.STRONG] == "Tuesday"
    assert (kinds[SpanKind.NOTE], kinds[SpanKind.LINK]) == ("1", "the paper")
    [asset] = article.assets
    assert (asset.width, asset.height) == (40, 30)
    assert leaves[BlockKind.IMAGE].target == asset.id
    assert {BlockKind.LIST, BlockKind.TABLE, BlockKind.QUOTE, BlockKind.NOTE} <= {
        block.kind for block in article.blocks
    }


_RTF = (
    r"{\rtf1\ansi{\info{\title The Harbour}{\creatim\yr2023\mo5\dy2}}{\b The Harbour}"
    r"\par The harbour{\super\chftn}{\footnote\pard\plain {\super\chftn} A note.} {\i closed}"
    r" on the day after the storm.\par It opened again.\par}"
)


def test_an_rtf_document_keeps_its_notes_and_the_day_when_it_was_made(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_text(_RTF)
    report = Report()
    [article] = _read(tmp_path / "a.rtf", report)
    assert (article.title, article.date and article.date.iso) == ("The Harbour", "2023-05-02")
    assert [leaf.text for leaf in article.leaves() if leaf.text] == [
        "The harbour1 closed on the day after the storm.", "It opened again.", "1. A note.",
    ]  # fmt: skip
    assert [notice.code for notice in report] == ["A153"]


@pytest.mark.parametrize(
    "note",
    [
        r"{\super\chftn}{\*\footnote\pard\plain\chftn  A note.}",
        r"{\super \chftn{\*\footnote\chftn\pard\plain \s20 A note.}}",
        r"{\cs15\super \chftn {\footnote \ltrpar\s16 {\cs15\super \chftn }{A note.}}}",
        r"{\footnote\ftnalt A note.}",
    ],
)
def test_notes_are_kept_as_each_word_processor_writes_them(note: str, tmp_path: Path) -> None:
    """LibreOffice and Pandoc mark them as what may be passed over."""
    (tmp_path / "a.rtf").write_text(rf"{{\rtf1\ansi 2023-05-02\par It closed{note} for good.\par}}")
    report = Report()
    [article] = _read(tmp_path / "a.rtf", report)
    texts = [leaf.text for leaf in article.leaves() if leaf.text]
    assert texts[1:] == ["It closed1 for good.", "1. A note."]
    assert list(report) == []


def test_an_e_book_is_an_article_a_chapter_each_with_its_notes(tmp_path: Path) -> None:
    report = Report()
    articles = _read(_make(tmp_path / "b.epub", _BOOK), report)
    facts = [(a.title, a.date and a.date.iso, a.authors, a.origin.record) for a in articles]
    assert facts == [
        ("The first", "2023-05-02", ("Ada Fenwick",), 1),
        ("The second", "2023-05-03", ("Ada Fenwick",), 2),
    ]
    assert [a.leaves()[-1].text for a in articles] == ["1. One note.", "2. Another note."]
    assert [notice.code for notice in report] == ["A150"]


@pytest.mark.parametrize("kind", converter.KINDS)
def test_a_damaged_document_is_told(kind: str, tmp_path: Path) -> None:
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as file:
        file.writestr("word/document.xml", "<w")
    (tmp_path / f"a.{kind}").write_bytes(package.getvalue())
    (tmp_path / "good.txt").write_text("date: 2020-01-01\n\nAll is well.")
    report = Report()
    assert len(_read(tmp_path, report)) == 1
    [notice] = report
    assert notice.code in ("A109", "A101")
    assert notice.place.endswith(f"a.{kind}")


def test_without_the_converter_its_documents_are_told_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(converter, "is_there", lambda: False)
    readers._table.cache_clear()
    (tmp_path / "a.docx").write_bytes(b"PK")
    (tmp_path / "good.txt").write_text("date: 2020-01-01\n\nAll is well.")
    report = Report()
    _read(tmp_path, report)
    readers._table.cache_clear()
    [notice] = report
    assert notice.message == (
        ".docx files are not read: a.docx; install their converter"
        " (pip install 'anthology-press[office]')"
    )
