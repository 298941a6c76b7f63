"""anthology.toml and the flags become one Config, or a list of every problem."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from anthology.cli.starting import sample_settings
from anthology.config import Config, Use, options
from anthology.errors import AnthologyError, ConfigError, InputError, UsageError
from anthology.settings import load_config
from anthology.values import convert

OPTIONS = {option.key: option for option in options()}

# What anthology.toml says, and the whole message about it; {file} is its path.
WRONG_FILES = {
    "an unknown key is refused with the near one": (
        'titel = "Climate"',
        "{file}: unknown key titel; did you mean title?",
    ),
    "a key with an underscore is told its hyphen": (
        'page_size = "A4"',
        "{file}: unknown key page_size; did you mean page-size?",
    ),
    "a key like no other gets the list of all": (
        "xyzzy = 1",
        "{file}: unknown key xyzzy; the known keys are " + ", ".join(OPTIONS),
    ),
    "every problem is told at once": (
        'parts = "week"\nreverse = "yes"\nsince = "soon"\n',
        "{file}: parts: 'week' is not one of auto, none, month, year, source, author, tag, folder\n"
        "{file}: reverse: must be true or false, not 'yes'\n"
        "{file}: since: 'soon' is not a date such as 2023-07-20, 2023-07 or 2023",
    ),
    "text must be text": (
        "title = 1984",
        "{file}: title: must be text in quotation marks, not 1984",
    ),
    "a list must hold texts": (
        "sources = [1]",
        "{file}: sources: must be a list of texts, not [1]",
    ),
    "a list must not be empty": ("formats = []", "{file}: formats: must not be empty"),
    "a day must be in the calendar": (
        'until = "2023-02-30"',
        "{file}: until: '2023-02-30' is not in the calendar",
    ),
    "an ISBN must add up": (
        'isbn = "978-3-16-148410-1"',
        "{file}: isbn: '978-3-16-148410-1' is not an ISBN: its last digit does not fit the others",
    ),
    "an ISBN has 13 or 10 digits": (
        'isbn = "12345"',
        "{file}: isbn: '12345' is not an ISBN: it has 13 or 10 digits",
    ),
    "a language is a tag": (
        'language = "English!"',
        "{file}: language: 'English!' is not a language tag such as en, de-AT or zh-Hant",
    ),
    "a page has a size": (
        'page-size = "large paper"',
        "{file}: page-size: 'large paper' is not a size such as A5, letter, 6x9 (inches)"
        " or 148x210mm",
    ),
    "a condition has a field and an operator": (
        'where = ["climate"]',
        "{file}: where: 'climate' is not a condition such as tag=climate, text~Kerry or"
        " date>=2023-07",
    ),
    "a field is mapped to a name that counts": (
        'map = ["colour=Red"]',
        "{file}: map: 'colour=Red' is not a pair such as body=Article_Content",
    ),
    "processes are counted": ("jobs = 0", "{file}: jobs: must be a number such as 4, not 0"),
    "since comes before until": (
        "since = 2024-01-01\nuntil = 2023-01-01",
        "since: 2024-01-01 is later than until (2023-01-01); exchange the two",
    ),
    "control characters have no place in a title": (
        'title = "a\\u001b[2Jb"',
        "{file}: title: holds a control character",
    ),
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("case", WRONG_FILES)
def test_a_wrong_file_is_refused(case: str, here: Path) -> None:
    text, message = WRONG_FILES[case]
    file = here / "anthology.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config({}, file)
    assert str(caught.value) == message.replace("{file}", str(file))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"title = ", "is not TOML: "),
        (b'title = "\xff"', "is not UTF-8; save it in that encoding"),
    ],
)
def test_a_file_that_is_not_toml_is_refused(here: Path, content: bytes, sentence: str) -> None:
    file = here / "anthology.toml"
    file.write_bytes(content)
    with pytest.raises(ConfigError, match=sentence):
        load_config({}, file)


def test_a_file_that_is_not_there_is_a_configuration_error(here: Path) -> None:
    with pytest.raises(ConfigError, match=r"book\.toml: cannot be read"):
        load_config({}, Path("book.toml"))


def test_wrong_flags_alone_are_a_usage_error(here: Path) -> None:
    with pytest.raises(UsageError) as caught:
        load_config({"formats": ["mobi"], "since": "soon"})
    assert str(caught.value) == (
        "--format: 'mobi' is not one of epub, pdf\n"
        "--since: 'soon' is not a date such as 2023-07-20, 2023-07 or 2023"
    )


def test_every_option_can_be_set_in_the_file_and_by_a_flag(here: Path) -> None:
    """The two give the same Config."""
    values: dict[str, object] = {
        "sources": ["a", "b.txt", "-"],
        "output": "books",
        "formats": ["pdf"],
        "title": "Talks",
        "subtitle": "A year",
        "editor": "Ada Lovelace",
        "publisher": "Press",
        "rights": "CC0",
        "isbn": "978-3-16-148410-0",
        "description": "About talks.",
        "certified_by": "Ada Lovelace",
        "introduction": "intro.md",
        "language": "de-AT",
        "theme": "./mine",
        "page_size": "6x9",
        "large_print": True,
        "two_column": True,
        "openers": "run-on",
        "archive": True,
        "press": True,
        "press_profile": "press.icc",
        "bleed": "3mm",
        "crop_marks": True,
        "cover_wrap": True,
        "paper": "cream",
        "booklet": True,
        "signature": "4",
        "duplex": "long",
        "sheet": "A4",
        "online": True,
        "since": "2023-01-01",
        "until": "2023-12-31",
        "where": ["tag=climate", "text~Kerry"],
        "map": ["body=Article_Content"],
        "reverse": True,
        "keep_duplicates": True,
        "parts": "year",
        "split": "year",
        "index_volume": False,
        "since_last": True,
        "paragraphs": "keep",
        "people": "who.toml",
        "people_model": "spacy:mine",
        "links": "notes",
        "popups": "noteref",
        "jobs": 3,
        "scheduler": "tcp://host:8786",
        "cache": "kept",
        "embed_fonts": True,
        "kepub": True,
        "devices": ["kobo"],
        "fail_if_warnings": True,
    }
    assert list(values) == [option.name for option in options()]
    lines = (f"{name.replace('_', '-')} = {_toml(value)}" for name, value in values.items())
    (here / "anthology.toml").write_text("\n".join(lines), encoding="utf-8")
    from_file = load_config({})
    (here / "anthology.toml").unlink()
    from_flags = load_config(values)
    assert from_file == from_flags
    assert from_flags == Config(
        sources=("a", "b.txt", "-"),
        output=Path("books"),
        formats=("pdf",),
        title="Talks",
        subtitle="A year",
        editor="Ada Lovelace",
        publisher="Press",
        rights="CC0",
        isbn="978-3-16-148410-0",
        description="About talks.",
        certified_by="Ada Lovelace",
        introduction=Path("intro.md"),
        language="de-AT",
        theme="./mine",
        page_size="6x9",
        large_print=True,
        two_column=True,
        openers="run-on",
        archive=True,
        press=True,
        press_profile=Path("press.icc"),
        bleed="3mm",
        crop_marks=True,
        cover_wrap=True,
        paper="cream",
        booklet=True,
        signature="4",
        duplex="long",
        sheet="A4",
        online=True,
        since=dt.date(2023, 1, 1),
        until=dt.date(2023, 12, 31),
        where=("tag=climate", "text~Kerry"),
        map=("body=Article_Content",),
        reverse=True,
        parts="year",
        split="year",
        index_volume=False,
        since_last=True,
        keep_duplicates=True,
        paragraphs="keep",
        people=Path("who.toml"),
        people_model="spacy:mine",
        links="notes",
        popups="noteref",
        jobs=3,
        scheduler="tcp://host:8786",
        cache=Path("kept"),
        embed_fonts=True,
        kepub=True,
        devices=("kobo",),
        fail_if_warnings=True,
    )


def _toml(value: object) -> str:
    return (
        str(value).lower()
        if isinstance(value, int)
        else str(value).replace("'", '"')
        if (isinstance(value, list))
        else f'"{value}"'
    )


def test_a_flag_wins_over_the_file(here: Path) -> None:
    (here / "anthology.toml").write_text('title = "File"\neditor = "Ed"\nreverse = true\n')
    config = load_config({"title": "Flag", "reverse": False, "editor": None})
    assert (config.title, config.editor, config.reverse) == ("Flag", "Ed", False)


def test_an_empty_flag_unsets_what_the_file_says(here: Path) -> None:
    (here / "anthology.toml").write_text('title = "File"\n')
    assert load_config({"title": ""}).title == ""


def test_paths_in_the_file_are_relative_to_it(here: Path) -> None:
    book = here / "book"
    book.mkdir()
    file = book / "anthology.toml"
    file.write_text(
        'sources = ["texts", "/var/news"]\noutput = "out"\nintroduction = "i.md"\ntheme = "./t"\n'
    )
    config = load_config({}, Path("book/anthology.toml"))
    assert config.sources == ("book/texts", "/var/news")
    assert (config.output, config.introduction) == (Path("book/out"), Path("book/i.md"))
    assert config.theme == "book/t"


def test_a_bare_theme_is_a_name_not_a_folder(here: Path) -> None:
    assert load_config({"theme": "classic"}).theme == "classic"


@pytest.mark.parametrize(
    ("files", "sources", "expected"),
    [
        ([], [], (".",)),
        (["seeds/a.txt"], [], ("seeds",)),
        (["seeds/a.txt", "anthology.toml"], [], ("seeds",)),
        (["a.txt"], ["a.txt"], ("a.txt",)),
    ],
)
def test_without_sources_the_seeds_are_taken_else_the_folder(
    here: Path, files: list[str], sources: list[str], expected: tuple[str, ...]
) -> None:
    for name in files:
        (here / name).parent.mkdir(exist_ok=True)
        (here / name).touch()
    assert load_config({"sources": sources}).sources == expected


def test_the_home_folder_is_never_taken_by_default(
    empty_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(empty_home)
    with pytest.raises(InputError, match="no folder of articles given; name one"):
        load_config({})


def test_the_file_is_looked_for_in_the_sources_then_here(here: Path) -> None:
    (here / "news").mkdir()
    (here / "anthology.toml").write_text('title = "Here"\n')
    assert load_config({"sources": ["news"]}).title == "Here"
    (here / "news" / "anthology.toml").write_text('title = "In the sources"\n')
    assert load_config({"sources": ["news"]}).title == "In the sources"
    assert load_config({"sources": ["news/a.txt"]}).title == "In the sources"
    assert load_config({}).title == "Here"


def test_two_files_that_both_apply_are_refused(here: Path) -> None:
    for name in ("a", "b"):
        (here / name).mkdir()
        (here / name / "anthology.toml").touch()
    with pytest.raises(ConfigError) as caught:
        load_config({"sources": ["a", "b"]})
    assert str(caught.value) == (
        "a/anthology.toml and b/anthology.toml both apply; name the one to use with --config"
    )
    assert load_config({"sources": ["a", "b"]}, Path("a/anthology.toml")).sources == ("a", "b")


@pytest.mark.parametrize(
    ("name", "value", "day"),
    [
        ("since", "2023", dt.date(2023, 1, 1)),
        ("until", "2023", dt.date(2023, 12, 31)),
        ("since", "2024-02", dt.date(2024, 2, 1)),
        ("until", "2024-02", dt.date(2024, 2, 29)),
        ("until", "2024-2-3", dt.date(2024, 2, 3)),
        ("until", dt.datetime(2024, 2, 3, 4, 5), dt.date(2024, 2, 3)),
    ],
)
def test_a_year_or_month_stands_for_its_first_or_last_day(
    name: str, value: object, day: dt.date
) -> None:
    assert convert(OPTIONS[name], value, Path()) == day


@pytest.mark.parametrize(
    "size", ["A4", "a5", "B6", "letter", "6x9", "5.5 x 8.5in", "148x210mm", "14.8cm x 21cm"]
)
def test_page_sizes_are_written_in_many_ways(size: str) -> None:
    assert convert(OPTIONS["page-size"], size, Path()) == size


@pytest.mark.parametrize(
    "isbn", ["9783161484100", "978-3-16-148410-0", "0-306-40615-2", "080442957X"]
)
def test_an_isbn_is_kept_as_it_is_written(isbn: str) -> None:
    assert convert(OPTIONS["isbn"], isbn, Path()) == isbn


def test_source_date_epoch_gives_the_timestamp_in_utc(here: Path) -> None:
    config = load_config({}, epoch="1700000000")
    assert config.timestamp == dt.datetime(2023, 11, 14, 22, 13, 20, tzinfo=dt.UTC)
    assert load_config({}, epoch="").timestamp is None


@pytest.mark.parametrize("epoch", ["yesterday", "1e9", "99999999999999999999"])
def test_a_source_date_epoch_that_is_no_time_is_refused(here: Path, epoch: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_config({}, epoch=epoch)
    assert str(caught.value) == (
        f"SOURCE_DATE_EPOCH: {epoch!r} is not a number of seconds since 1970; unset or mend it"
    )


def test_the_sample_file_has_every_key_and_sets_none(here: Path) -> None:
    sample = sample_settings()
    assert tomllib.loads(sample) == {}
    keys = [line[2:].partition(" = ")[0] for line in sample.splitlines() if " = " in line]
    assert keys == list(OPTIONS)


def test_the_sample_file_with_every_key_set_is_valid(here: Path) -> None:
    lines = (line[2:] for line in sample_settings().splitlines() if " = " in line)
    (here / "anthology.toml").write_text("\n".join(lines), encoding="utf-8")
    config = load_config({})
    assert config.sources == ("seeds",)
    assert config.until == dt.date(2023, 12, 31)


def test_every_option_has_help_of_one_sentence() -> None:
    for option in options():
        assert option.help.endswith((".", "...")), option.key
        assert option.use in Use


def test_every_error_has_its_own_exit_code() -> None:
    codes = [kind.exit_code for kind in AnthologyError.__subclasses__()]
    assert sorted(codes) == [2, 3, 4, 5, 6, 7, 8, 9]
