"""Every word that went into a book came out of it, in order, or the place is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anthology.check.findings import Severity
from anthology.check.letters import Flat, reduce
from anthology.check.search import RUN_LETTERS
from anthology.check.words import check_words, missing_words
from anthology.errors import FidelityError
from anthology.model import Article, Block, BlockKind, Book, Origin, Part, Span, SpanKind
from anthology.report import Report


def paragraph(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, text)


def article(number: int, *texts: str, title: str = "", blocks: tuple[Block, ...] = ()) -> Article:
    return Article(
        id=f"a-{number}",
        origin=Origin(f"{number}.txt"),
        title=title or "Supplied",
        title_supplied=not title,
        blocks=(*map(paragraph, texts), *blocks),
    )


def book(*articles: Article) -> Book:
    return Book("T", "en", (Part("p", "", articles),), (), "urn:uuid:0")


def told(made: Book, text: str | Flat, *, drawn: bool = False) -> list[str]:
    """The findings about a book whose text is ``text``."""
    flat = text if isinstance(text, Flat) else Flat(reduce(text))
    findings = missing_words(made, "the book", flat, drawn=drawn)
    return [f"{each.severity} {each.place}: {each.message}".replace(" :", ":") for each in findings]


KERRY = "US climate envoy John Kerry met with senior officials in Beijing, where he stressed unity."
XI = "But President Xi Jinping, who has not met Mr Kerry, has insisted on China’s own goals."
TALKS = book(article(1, KERRY, XI, title="Talks in Beijing"))
WHOLE = f"Contents Talks in Beijing 7 Talks in Beijing 20 July 2023 {KERRY} {XI} Colophon"

# The text of the book that holds TALKS, and what is said of it.
CASES = {
    "nothing is missing": (WHOLE, []),
    "hyphens at line ends, ligatures, spaces and quotation marks do not count": (
        WHOLE.replace("officials", "of-\nﬁcials").replace("China’s", "China's\u00a0"),
        [],
    ),
    "a word is missing": (
        WHOLE.replace("senior ", ""),
        [
            "error 1.txt: “… John Kerry met with senior officials in Beijing, …”"
            " is missing in the book"
        ],
    ),
    "a word is changed": (
        WHOLE.replace("insisted", "insinuated"),
        ["error 1.txt: “… Mr Kerry, has insisted on China’s own …” is missing in the book"],
    ),
    "a word has another case": (
        WHOLE.replace("But President", "But president"),
        ["error 1.txt: “But President Xi Jinping, …” is missing in the book"],
    ),
    "the last word is missing": (
        WHOLE.replace(" own goals.", " own"),
        ["error 1.txt: “… insisted on China’s own goals.” is missing in the book"],
    ),
    "two words are exchanged": (
        WHOLE.replace("John Kerry", "Kerry John"),
        ["error 1.txt: “US climate envoy John Kerry met with …” is missing in the book"],
    ),
    "paragraphs are exchanged": (
        f"Talks in Beijing {XI} {KERRY}",
        ["error 1.txt: “But President Xi Jinping, …” is missing in the book"],
    ),
    "a paragraph is missing": (
        WHOLE.replace(KERRY, ""),
        ["error 1.txt: “US climate envoy John …” is missing in the book"],
    ),
    "the title is missing": (
        WHOLE.replace("Talks in Beijing", "Talks"),
        ["error 1.txt: “Talks in Beijing” is missing in the book"],
    ),
    "a note's number stands in the line": (WHOLE.replace("officials", "officials12"), []),
}


@pytest.mark.parametrize("case", CASES)
def test_a_missing_word_is_told_with_its_article_and_the_words_around(case: str) -> None:
    text, expected = CASES[case]
    assert told(TALKS, text) == expected


def test_a_title_that_we_supplied_need_not_stand_in_the_book() -> None:
    assert told(book(article(1, KERRY)), KERRY) == []


@pytest.mark.parametrize(
    "added", ["‹3›", "›12‹", "‹see page 87›", "‹siehe Seite xii›", "‹见第7页›"]
)
def test_what_print_puts_behind_links_is_passed_over(added: str) -> None:
    assert told(TALKS, WHOLE.replace("envoy", f"envoy{added}"), drawn=True) == []


def test_words_between_single_guillemets_are_proved_too() -> None:
    made = book(article(1, "He said that ‹in 1984 all was different› and went home by boat."))
    assert told(made, "He said that ‹in 1984 all was different› and went home by boat.") == []
    assert len(told(made, "He said that and went home by boat.")) == 1


def test_a_text_that_a_page_divides_may_be_quoted_whole_behind() -> None:
    """The who's who quotes the beginning of it, in one piece: that is not where it stands."""
    made = book(article(1, KERRY + XI))
    text = reduce(KERRY + XI)
    flat = Flat(f"{text[:30]}7{text[30:]}WhosWho{text[:90]}", breaks=(31,))
    assert told(made, flat) == []


def test_a_text_that_comes_twice_is_found_where_it_stands_first() -> None:
    """The first is cut by a page's end: the second, whole, is not taken for it."""
    made = book(article(1, KERRY, XI, KERRY))
    text = reduce(KERRY + XI + KERRY)
    flat = Flat(f"{text[:30]}7{text[30:]}", breaks=(31,))
    assert told(made, flat) == []


@given(
    words=st.lists(
        st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=9),
        min_size=30,
        max_size=80,
        unique=True,
    ),
    at=st.integers(0, 29),
)
def test_no_word_can_be_dropped_unnoticed(words: list[str], at: int) -> None:
    made = book(article(1, " ".join(words)))
    assert told(made, "Before " + " ".join(words) + " after") == []
    assert len(told(made, "Before " + " ".join(words[:at] + words[at + 1 :]) + " after")) == 1


def test_a_page_may_end_anywhere_and_bring_notes_in_between() -> None:
    """But not after less than half a line: no typesetter leaves that alone."""
    text = reduce(KERRY)
    for cut in range(RUN_LETTERS, len(text) + 1):
        note = "1A note of some length at the foot of this page".replace(" ", "")
        flat = Flat(text[:cut] + note + text[cut:], breaks=(cut + len(note),))
        noted = Block(
            BlockKind.NOTE, children=(paragraph("A note of some length at the foot of this page"),)
        )
        assert told(book(article(1, KERRY, blocks=(noted,))), flat, drawn=True) == [], cut


def test_notes_may_stand_at_the_end_of_the_book() -> None:
    note = Block(BlockKind.NOTE, children=(paragraph("See the statement of November."),), id="n1")
    made = book(article(1, blocks=(note, paragraph(KERRY))), article(2, XI))
    flat = Flat(reduce(KERRY + XI + note.children[0].text), {"a-1": 0, "a-2": len(reduce(KERRY))})
    assert told(made, flat) == []
    assert told(made, reduce(KERRY + XI)) == [
        "error 1.txt: “See the statement of …” is missing in the book"
    ]


def test_alternative_texts_stand_in_the_ebook_but_not_on_paper() -> None:
    made = book(article(1, KERRY, blocks=(Block(BlockKind.IMAGE, "A handshake", target="x"),)))
    assert told(made, KERRY, drawn=True) == []
    assert told(made, KERRY) == ["error 1.txt: “A handshake” is missing in the book"]


def test_an_article_is_looked_for_from_its_own_place_on() -> None:
    """Its words elsewhere, as in the contents or another article, do not count."""
    made = book(article(1, KERRY), article(2, KERRY), article(3, XI))
    size = len(reduce(KERRY))
    text = reduce(KERRY + KERRY + XI)
    places = {"a-1": 0, "a-2": size, "a-3": 2 * size}
    assert told(made, Flat(text, places, places)) == []
    text = reduce(KERRY + "Nothing here" + XI)
    places = {"a-1": 0, "a-2": size, "a-3": size + len("Nothinghere")}
    assert told(made, Flat(text, places, places)) == [
        "error 2.txt: “US climate envoy John …” is missing in the book"
    ]


def test_articles_out_of_order_are_told() -> None:
    made = book(article(1, KERRY), article(2, XI))
    places = {"a-1": len(reduce(XI)), "a-2": 0}
    assert "error 2.txt: stands before 1.txt in the book, but comes after it in the book" in told(
        made, Flat(reduce(XI + KERRY), places, places)
    )


def test_one_missing_article_is_told_once_and_disturbs_no_other() -> None:
    made = book(article(1, KERRY), article(2, "Wholly other words stand here."), article(3, XI))
    assert told(made, KERRY + XI) == [
        "error 2.txt: “Wholly other words stand …” is missing in the book"
    ]


@pytest.mark.parametrize(
    ("text", "extracted"),
    [
        (
            "Société générale à l’œuvre déjà",
            "Socie\u0301te\u0301 ge\u0301ne\u0301rale a\u0300 l’œuvre de\u0301ja\u0300",
        ),
        ("Cafe\u0301 noir", "Café noir"),
        ("Größe ½ ﬁnally ² №", "Größe 1⁄2 finally 2 No"),
        ("Ｆｕｌｌ ｗｉｄｔｈ", "Full width"),
        ("coup d’état naïf", "coup d ́etat na ̈if".replace("́e", "e ́").replace("̈i", "i ̈")),
    ],
)
def test_normalisation_is_no_loss(text: str, extracted: str) -> None:
    """Whether composed, decomposed, compatibility form, or an accent drawn by itself."""
    assert told(book(article(1, text)), extracted, drawn=True) == []


ARABIC = "هناك استياء بين بعض أعضاء جمعية ويلز الوطنية من الاقتراح بتغيير مسماهم الوظيفي"


def scrambled(text: str) -> str:
    """As a PDF gives it: words from the other end of the line, letters of a ligature exchanged."""
    return " ".join(reversed(text.split())).replace("لا", "ال")


def test_letters_are_counted_where_a_pdf_does_not_keep_their_order() -> None:
    found = told(book(article(1, ARABIC)), scrambled(ARABIC), drawn=True)
    assert found == [
        "remark: 1 article in a script that the book does not keep in order: the letters were"
        " counted, the words could not be compared one by one"
    ]


def test_an_ebook_keeps_the_order_of_every_script() -> None:
    assert len(told(book(article(1, ARABIC)), scrambled(ARABIC))) == 1
    assert told(book(article(1, ARABIC)), scrambled(ARABIC))[0].startswith("error 1.txt")


def test_letters_that_a_font_shapes_beyond_recognition_are_a_remark() -> None:
    lost = scrambled(ARABIC).replace("ي", "")
    assert told(book(article(1, ARABIC)), lost, drawn=True)[0].startswith(
        "remark 1.txt: 14% of its letters cannot be read back from the book"
    )


def test_a_text_in_such_a_script_that_is_not_there_is_an_error() -> None:
    assert told(book(article(1, ARABIC)), "Nothing", drawn=True)[0].startswith("error 1.txt")


def test_words_around_such_a_script_are_compared_one_by_one() -> None:
    text = f"The minister said {ARABIC} 42 times in 2023, and left the room in silence."
    drawn = f"The minister said 42 {scrambled(ARABIC)} times in 2023, and left the room in silence."
    made = book(article(1, text, KERRY, XI, KERRY))
    rest = KERRY + XI + KERRY
    assert [each[:6] for each in told(made, drawn + rest, drawn=True)] == ["remark"]
    assert told(made, drawn.replace("the room ", "") + rest, drawn=True)[0] == (
        "error 1.txt: “… in 2023, and left the room in silence.” is missing in the book"
    )


def test_spans_do_not_matter() -> None:
    block = Block(BlockKind.PARAGRAPH, KERRY, (Span(3, 10, SpanKind.EMPHASIS),))
    assert told(book(article(1, blocks=(block,))), KERRY) == []


def test_the_record_of_a_file_with_many_articles_is_named() -> None:
    made = Article("a", Origin("all.jsonl", 7), "T", (paragraph(KERRY),), title_supplied=True)
    assert told(book(made), "")[0].startswith("error all.jsonl#7: ")


def test_a_missing_word_stops_the_build_with_the_first_places() -> None:
    made = book(*(article(number, f"Word{number} is here") for number in range(8)))
    with pytest.raises(FidelityError) as caught:
        check_words(made, {"t.epub": an_epub("<p>Nothing</p>")}, Report())
    lines = str(caught.value).splitlines()
    assert lines[0] == "0.txt: “Word0 is here” is missing in the EPUB"
    assert lines[5:] == [
        "and 3 more places",
        "no book was written; please report this with the articles that it names",
    ]


def test_what_cannot_be_proved_is_a_notice() -> None:
    report = Report()
    check_words(book(article(1, KERRY)), {"t.epub": an_epub(f"<p>{KERRY}</p>")}, report)
    assert list(report) == []


def an_epub(body: str) -> bytes:
    from tests.check.epubs import epub  # noqa: PLC0415 - beside its one user

    return epub({"a-0.xhtml": body})


def test_severity_error_alone_stops_a_build() -> None:
    assert {each.value for each in Severity} == {"error", "warning", "remark"}


def test_the_words_around_are_few_even_where_there_are_no_spaces() -> None:
    text = "中国拒绝了美国提出的更高气候目标的要求" * 5000
    (line,) = told(book(article(1, text)), text[:50_000] + text[50_001:])
    assert len(line) < 150
