"""No word of an article is lost, doubled or moved, whatever its text is made of."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import FixtureRequest, mark

from anthology.collect import collect
from anthology.collect.decode import decode
from anthology.collect.draft import Source
from anthology.collect.finish import finish
from anthology.collect.lines import paragraphs_of
from anthology.collect.text import read_text
from anthology.config import Config
from anthology.model import Article
from anthology.report import Report

WORDS = st.sampled_from(
    ["the", "The", "harbour", "Kerry", "said", "met", "in", "Beijing.", "2023", "July", "20,", "By",
     "Jane", "Doe", "“No,”", "he", "well-", "known", "Author:", "source:", "date", "THE", "ADDRESS",
     "—", "[1]", "No.", "4", "мир", "北京", "Mr.", "title:", "1.", "*", "(updated)", "a"]
)  # fmt: skip
LINES = st.lists(WORDS, max_size=14).map(" ".join)
TEXTS = st.lists(LINES, min_size=1, max_size=12).flatmap(
    lambda lines: st.sampled_from(["\n", "\n\n", "\n    ", " ", "\r\n"]).map(
        lambda between: between.join(lines)
    )
)


def letters(text: str) -> str:
    """Letters and digits alone, as the proof of completeness counts them."""
    return "".join(filter(str.isalnum, text))


def printed(article: Article) -> str:
    """The words that the book prints from the text: the title, unless it was supplied, and on."""
    title = "" if article.title_supplied else article.title
    return " ".join([title, article.subtitle, *(leaf.text for leaf in article.leaves())])


@settings(max_examples=300)
@given(TEXTS, st.sampled_from(["auto", "keep"]))
def test_every_word_under_a_date_line_is_printed_in_order(text: str, paragraphs: str) -> None:
    """The word Start ends the header, so that all of ``text`` is the article's."""
    config = Config(language="en", paragraphs=paragraphs)
    data = f" date 2023-07-20 \n\n\n\nStart\n{text}".encode()
    drafts = list(read_text(Source("a.txt", "a.txt", data), config, Report()))
    books = [printed(finish(draft, config, Report())) for draft in drafts]
    if len(drafts) == 1:  # a date line of its own in the text begins another article
        assert letters(books[0]) == letters(f"Start {text}")


@settings(max_examples=300)
@given(TEXTS)
def test_paragraphs_hold_every_letter_of_the_lines(text: str) -> None:
    assert letters(" ".join(paragraphs_of(text).texts)) == letters(text)


FOLDERS = [
    "text_seedform_wikinews_en",
    "text_seedform_wikinews_fr",
    "text_seedform_globalvoices_eo",
    "text_state_union",
    "text_federalist",
]


@mark.parametrize("name", FOLDERS)
def test_every_word_of_real_articles_is_printed_in_order(
    request: FixtureRequest, name: str
) -> None:
    folder = request.getfixturevalue("shared") / "corpora" / name
    articles = {a.origin.path: a for a in collect([str(folder)], Config(), Report())}
    files = [path for path in sorted(folder.glob("*.txt")) if path.name != "README.txt"]
    assert len(articles) == len(files)
    for path in files:
        text = decode(path.read_bytes()).text
        body = text.split("\n", 1)[1] if text.lstrip().startswith("date") else text
        assert letters(printed(articles[path.name])) == letters(body), path.name
