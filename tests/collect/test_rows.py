"""JSON, JSON lines, CSV and TSV: an article for every row that holds one."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from anthology.collect import collect
from anthology.collect.draft import Source
from anthology.collect.finish import finish
from anthology.collect.markup_text import text_of_markup
from anthology.collect.readers import reader_for
from anthology.config import Config
from anthology.model import Article
from anthology.report import Report


def read(path: str, text: str, **options: tuple[str, ...]) -> list[Article]:
    """The articles of a file."""
    reader = reader_for(path)
    assert reader is not None
    config = Config(language="en", **options)  # type: ignore[arg-type]  # of many types
    drafts = reader(Source(path, path, text.encode()), config, Report())
    return [finish(draft, config, Report()) for draft in drafts]


def facts(article: Article) -> tuple[object, ...]:
    return (
        article.origin.record,
        article.title,
        article.date.iso if article.date else "",
        article.authors,
        [block.text for block in article.blocks],
    )


EXPECTED = [
    (1, "One", "2023-07-20", ("Jane Doe",), ["The ministers met.", "They left."]),
    (2, "Two", "2023-07-21", ("Jane Doe", "John Roe"), ["They met again."]),
]
FORMS = {
    "a.jsonl": '{"title": "One", "published": "2023-07-20", "author": "By Jane Doe",'
    ' "content_text": "The ministers met.\\n\\nThey left."}\n\n'
    '{"headline": "Two", "date": "21 July 2023", "authors": [{"name": "Jane Doe"}, "John Roe"],'
    ' "body": "They met again."}\n',
    "a.json": '{"version": "https://jsonfeed.org/version/1.1", "title": "A feed", "items": ['
    '{"title": "One", "date_published": "2023-07-20T10:00:00Z", "author": {"name": "Jane Doe"},'
    ' "content_html": "<p>The <b>ministers</b> met.</p><p>They left.</p>"},'
    '{"title": "Two", "date_published": "2023-07-21", "authors": ["Jane Doe", "John Roe"],'
    ' "content_text": "They met again."}]}',
    "a.csv": "\ufeffArticle_Title,Date,Author,Article_Content\r\n"
    'One,2023-07-20,Jane Doe,"The ministers met.\r\n\r\nThey left."\r\n'
    "Two,2023-07-21,Jane Doe and John Roe,They met again.\r\n",
    "a.tsv": "title\tdate\tauthor\ttext\n"
    'One\t2023-07-20\tJane Doe\t"The ministers met.\n\nThey left."\n'
    "Two\t2023-07-21\tJane Doe; John Roe\tThey met again.\n",
}


@pytest.mark.parametrize("path", FORMS)
def test_each_form_of_rows_gives_the_same_articles(path: str) -> None:
    assert [facts(article) for article in read(path, FORMS[path])] == EXPECTED


def test_json_lines_on_standard_input_are_articles() -> None:
    stdin = io.BytesIO(FORMS["a.jsonl"].encode())
    articles = collect(["-"], Config(), Report(), stdin)
    assert [facts(article) for article in articles] == EXPECTED


def test_markup_in_a_field_becomes_the_text_that_a_reader_sees() -> None:
    markup = "<h2>Day one</h2><p>They <em>met</em>,<br>and left.</p><script>x</script><ul><li>a"
    assert text_of_markup(markup) == "Day one\n\nThey met,\nand left.\n\na"


def test_control_characters_in_escapes_are_left_out() -> None:
    [article] = read("a.jsonl", json.dumps({"title": "On\x07e", "content": "They\x00 met."}))
    assert (article.title, article.blocks[0].text) == ("One", "They met.")


def test_the_forms_of_a_real_collection_give_the_same_articles(shared: Path) -> None:
    """130 articles as JSON lines, as text between rules, and as Markdown under headings."""
    folder = shared / "corpora" / "jsonl_csv_globalvoices_eo"
    found = {
        kind: {
            (article.url, article.title, article.date.day if article.date else None)
            for path in sorted(folder.glob(f"*.{kind}"))
            if path.stem != "README"
            for article in collect([str(path)], Config(language="eo"), Report())
        }
        for kind in ("jsonl", "txt", "md")
    }
    assert len(found["jsonl"]) == 130
    assert found["txt"] == found["jsonl"]
    assert found["md"] == found["jsonl"]


def test_fields_are_mapped_by_name() -> None:
    """A mapped field counts whatever else there is, also one inside another."""
    row = {
        "Headline_2": "One",
        "title": "Not this",
        "content": {"rendered": "<p>The <b>ministers</b> met.</p>"},
        "text": "A much longer text that is not the body of this article at all.",
        "When": "2023-07-20",
    }
    pairs = ("title=Headline_2", "body=content.rendered", "date = When")
    [article] = read("a.jsonl", json.dumps(row), map=pairs)
    assert facts(article) == (1, "One", "2023-07-20", (), ["The ministers met."])


@pytest.mark.parametrize(
    ("written", "language", "iso"),
    [
        ("3 days ago", "en", "2023-07-17"),
        ("Yesterday", "en", "2023-07-19"),
        ("5 hours ago", "en", "2023-07-19"),
        ("2 weeks ago", "en", "2023-07-06"),
        ("2 months ago", "en", "2023-05"),
        ("a year ago", "en", "2022"),
        ("il y a 3 jours", "fr", "2023-07-17"),
        ("vor 2 Tagen", "de", "2023-07-18"),
        ("in 3 days", "en", ""),
        ("soon", "en", ""),
    ],
)
def test_a_date_that_says_how_long_ago_is_counted_from_the_stamp_of_its_row(
    written: str, language: str, iso: str
) -> None:
    row = {"title": "One", "date": written, "lang": language, "body": "They met."}
    [article] = read("a.jsonl", json.dumps(row | {"Scraped_At": "2023-07-20T04:00:00Z"}))
    assert (article.date.iso if article.date else "") == iso


def test_without_a_stamp_nothing_is_counted() -> None:
    [article] = read("a.jsonl", '{"title": "One", "date": "3 days ago", "body": "They met."}')
    assert article.date is None
