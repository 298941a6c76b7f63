"""JSON, JSON lines, CSV and TSV: an article for every row that holds one."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from anthology.collect import collect, listing
from anthology.collect.draft import Source
from anthology.collect.finish import finish
from anthology.collect.json_exports import export_in
from anthology.collect.markup_text import text_of_markup
from anthology.collect.readers import reader_for
from anthology.collect.rows import read_json
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


def test_the_forms_of_a_real_collection_give_the_same_articles(
    shared: Path, tmp_path: Path
) -> None:
    """130 articles as JSON lines, as CSV, as text between rules, as Markdown under headings.

    Each form is asked for what it has: the text names no authors and no tags. The CSV of the
    collection has no texts; it is compared row by row, and with its texts filled in.
    """
    folder = shared / "corpora" / "jsonl_csv_globalvoices_eo"
    _fill(folder, tmp_path)
    rows = _forms(folder, "jsonl")
    assert len(rows) == 130
    assert {_said(a)[:4] for a in _forms(folder, "txt")} == {_said(a)[:4] for a in rows}
    assert {_said(a) for a in _forms(folder, "md")} == {_said(a) for a in rows}
    assert {_said(a) for a in _forms(tmp_path, "csv")} == {_said(a) for a in rows}
    times = {a.url: a.date and a.date.time for a in rows}
    assert {a.url: a.date and a.date.time for a in _forms(tmp_path, "csv")} == times


def _forms(folder: Path, kind: str) -> list[Article]:
    paths = [path for path in sorted(folder.glob(f"*.{kind}")) if path.stem != "README"]
    config = Config(language="eo", keep_duplicates=True)
    return [article for path in paths for article in collect([str(path)], config, Report())]


def _fill(folder: Path, out: Path) -> None:
    """Put the texts of the JSON lines into the tables, by their addresses."""
    for path in sorted(folder.glob("*.csv")):
        lines = path.with_suffix(".jsonl").read_text(encoding="utf-8").split("\n")
        texts = {row["url"]: row["content_text"] for row in map(json.loads, filter(None, lines))}
        with path.open(encoding="utf-8", newline="") as table:
            rows = [row | {"text": texts[row["url"]]} for row in csv.DictReader(table)]
        with (out / path.name).open("w", encoding="utf-8", newline="") as filled:
            writer = csv.DictWriter(filled, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)


def _said(article: Article) -> tuple[object, ...]:
    """Title, day, address, words; authors, tags."""
    words = " ".join(leaf.text for leaf in article.leaves())
    plain = re.sub(r"[*\s]+|(?<!\w)\d\.", " ", words).split()  # Markdown of the texts is its own
    day = article.date.day if article.date else None
    return (
        article.title, day, article.url, tuple(plain), article.authors, frozenset(article.tags),
    )  # fmt: skip


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


def exported(value: object) -> list[Mapping[str, object]]:
    """The records of an export."""
    export = export_in(value)
    assert export is not None
    return list(export.records)


@pytest.mark.parametrize(
    "value",
    [
        ["a", "b"],
        [{"tweet": "It closed.", "date": "2021-02-03"}],
        [{"tweet": {"full_text": "It closed."}}, {"text": "It opened."}],
        {"data": {"posts": [{"title": "A pier", "body": "It closed.", "date": "2021-02-03"}]}},
    ],
)
def test_what_only_looks_like_an_export_is_none(value: object) -> None:
    assert export_in(value) is None


def test_a_list_without_objects_is_refused_and_not_called_empty() -> None:
    report = Report()
    assert list(read_json(Source("a.json", "a.json", b'["a", "b"]'), Config(), report)) == []
    assert [notice.code for notice in report] == ["A120"]


def test_a_field_that_is_called_tweet_may_hold_the_text() -> None:
    text = '[{"tweet": "It closed.", "date": "2021-02-03"}]'
    [article] = read("a.json", text, map=("body=tweet",))
    assert [block.text for block in article.blocks] == ["It closed."]


def test_a_thread_has_the_tags_of_all_its_posts() -> None:
    first = {
        "id_str": "1",
        "full_text": "One.",
        "created_at": "Wed Oct 10 20:19:24 +0000 2018",
        "entities": {"hashtags": [{"text": "snow"}, {"text": "pier"}]},
    }
    second = {
        "id_str": "2",
        "full_text": "Two.",
        "created_at": "Wed Oct 10 20:20:24 +0000 2018",
        "in_reply_to_status_id_str": "1",
        "entities": {"hashtags": [{"text": "ice"}, {"text": "snow"}]},
    }
    [record] = exported([{"tweet": first}, {"tweet": second}])
    assert (record["html"], record["tags"]) == ("<p>One.</p><p>Two.</p>", ["snow", "pier", "ice"])
    assert record["date"] == "2018-10-10T20:19:24Z"


def test_a_date_of_an_archive_with_no_month_that_is_one_stays_as_written() -> None:
    written = "Wed Xyz 10 20:19:24 +0000 2018"
    [record] = exported([{"tweet": {"full_text": "One.", "created_at": written}}])
    assert record["date"] == written


def test_a_post_may_answer_one_that_stands_there_itself() -> None:
    public = "https://www.w3.org/ns/activitystreams#Public"
    post = {"type": "Note", "to": [public], "published": "2022-11-05T08:00:00Z"}
    activities = [
        {"type": "Create", "object": {**post, "id": "2", "content": "<p>One.</p>"}},
        {"type": "Create", "object": {**post, "inReplyTo": {"id": "2"}, "content": "<p>Two.</p>"}},
        {"type": "Create", "object": {**post, "id": ["x"], "content": "<p>Three.</p>"}},
    ]
    found = exported({"orderedItems": activities})
    assert [each["html"] for each in found] == ["<p>One.</p><p>Two.</p>", "<p>Three.</p>"]


def test_a_row_with_a_text_is_an_article_whatever_file_it_names(tmp_path: Path) -> None:
    """The other row tells of the file that it names; so does none where all have a text."""
    (tmp_path / "pier.md").write_text("The pier closed.", encoding="utf-8")
    (tmp_path / "quay.md").write_text("The quay closed.", encoding="utf-8")
    table = "title,place,Words,date\nA,pier,,2021-02-03\nB,pier,It opened.,2021-02-04\n"
    (tmp_path / "a.csv").write_text(f"{table}C,quay,It froze.,2021-02-05\n", encoding="utf-8")
    report = Report()
    config = Config(map=("body=Words",))
    found = {
        (article.title, article.blocks[0].text, article.date.iso if article.date else "")
        for article in collect([str(tmp_path)], config, report)
    }
    assert found == {
        ("A", "The pier closed.", "2021-02-03"),
        ("B", "It opened.", "2021-02-04"),
        ("C", "It froze.", "2021-02-05"),
        ("The quay closed", "The quay closed.", ""),
    }
    assert sorted(notice.code for notice in report) == ["A102", "A165"]


def test_a_table_without_files_beside_it_is_not_read_for_their_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(listing, "decode", lambda _: pytest.fail("it was decoded"))
    sources = [Source("a.csv", "a.csv", b"title,text\nA,It closed.\n"), Source("b.json", "b", b"")]
    assert listing.with_listings(sources) == sources


PAGE = "<html><body>It closed.</body></html>"


@pytest.mark.parametrize(
    "row",
    [
        {"html": PAGE},
        {"html": PAGE, "text": " "},
        {"html": PAGE, "text": "It closed."},
        {"html": PAGE, "text": "<p>It closed.</p>"},
        {"html": "<p> </p>", "text": "It closed."},
        {"html": "<img src='a.png' alt='A pier'>", "text": "It closed."},
        {"html": "<table></table>", "markdown": " ", "text": "It closed."},
        {"html": PAGE, "markdown": "It *closed.*"},
        {"html": "<p>It closed.</p>", "markdown": "It opened.", "text": "It froze."},
    ],
)
def test_the_fullest_form_of_a_text_that_holds_words_counts(row: dict[str, str]) -> None:
    [article] = read("a.json", json.dumps([{"date": "2021-02-03", **row}]))
    assert [block.text for block in article.blocks if block.text] == ["It closed."]


def test_template_tags_in_a_field_are_told() -> None:
    row = {"date": "2021-02-03", "markdown": "It closed.\n\n{% include map.html %}\n"}
    report = Report()
    source = Source("a.json", "a.json", json.dumps([row]).encode())
    [draft] = read_json(source, Config(), report)
    assert [block.text for block in draft.blocks] == ["It closed."]
    assert [(notice.code, notice.place) for notice in report] == [("A118", "a.json:1")]
