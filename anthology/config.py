"""Every option, declared once: its key in anthology.toml, its flag, its default and its help.

``Config`` is what the stages read. How a file and the command line fill it is
``settings.py``'s business; both read the declarations through ``options()``.
"""

# ruff: noqa: RUF009 - _option is dataclasses.field with its help: nothing is computed or shared

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, get_type_hints


class Use(StrEnum):
    """The first stage that looks at an option; a command offers what its stages look at."""

    COLLECT = "collect"
    ORDER = "order"  # edit, before it looks for people
    EDIT = "edit"
    CACHE = "cache"  # no stage: where all of them keep what they made
    MAKE = "make"  # layout, export and writing


def _option(default: Any, help_text: str, **more: Any) -> Any:  # Any: a dataclass field of any type
    """A field with its help; ``choices``, ``flag``, ``metavar``, ``use``, ``pattern`` may follow.

    ``pattern`` is a regular expression for the whole value and, after it, what it asks for.
    """
    return field(default=default, metadata={"help": help_text, **more})


_LANGUAGE = (r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a language tag such as en, de-AT or zh-Hant")
_CONDITION = (
    r"(?s)(lang|language|tag|source|author|title|path|text)\s*!?[=~].*"
    r"|date\s*(!?=|[<>]=?)\s*(\d{4}(-\d{1,2}){0,2}|\||\s)*"
)
_PAGE_SIZE = (
    r"(?i)[ab]\d|[a-z]{3,12}|\d+(\.\d+)?(mm|cm|in)?\s*x\s*\d+(\.\d+)?(mm|cm|in)?",
    "a size such as A5, letter, 6x9 (inches) or 148x210mm",
)


@dataclass(frozen=True, slots=True)
class Config:
    """The options of a build. Paths are absolute or relative to the working directory."""

    sources: tuple[str, ...] = _option(
        (),
        "Files and folders of articles, or addresses; - is standard input.",
        use=Use.COLLECT,
        metavar="SOURCE",
    )
    output: Path = _option(Path("dist"), "Folder for the finished books.", metavar="DIR")
    formats: tuple[str, ...] = _option(
        ("epub", "pdf"),
        "Which book to make; may be given twice.",
        choices=("epub", "pdf"),
        flag="--format",
    )
    title: str = _option("", "Title of the book; made from the folder or the dates if not given.")
    subtitle: str = _option("", "Subtitle; the range of dates if not given.")
    editor: str = _option("", "Who put the book together.")
    publisher: str = _option("", "Publisher, for the imprint page and the metadata.")
    rights: str = _option("", "Copyright or licence line for the imprint page.")
    isbn: str = _option("", "ISBN of the e-book, with or without hyphens.")
    description: str = _option("", "A sentence or two for catalogues and the metadata.")
    certified_by: str = _option(
        "", "Who has judged the e-book to conform to EPUB Accessibility 1.1 and WCAG 2.2 AA."
    )
    introduction: Path | None = _option(
        None, "Markdown file with the editor's introduction.", metavar="FILE"
    )
    language: str = _option(
        "",
        "Language of the book (BCP 47); detected if not given.",
        use=Use.COLLECT,
        pattern=_LANGUAGE,
    )
    theme: str = _option("classic", "Name of a theme, or a folder with one.")
    page_size: str = _option(
        "A5", "Size of the printed page: A4, A5, letter, 6x9 ...", pattern=_PAGE_SIZE
    )
    large_print: bool = _option(
        False, "Set the print edition in 18 points, for readers of large print."
    )
    two_column: bool = _option(False, "Set the articles in two columns, on A4 or letter.")
    openers: str = _option(
        "page",
        "Begin each article on a page of its own, on a new spread, or run them on.",
        choices=("page", "spread", "run-on"),
    )
    archive: bool = _option(False, "Make the PDF a file to keep: PDF/A-2a.")
    press: bool = _option(False, "Make the PDF a file for the press: PDF/X-4, in CMYK.")
    press_profile: Path | None = _option(
        None, "ICC profile of the press; SWOP if not given.", metavar="FILE"
    )
    bleed: str = _option(
        "",
        "Bleed round the pages, such as 3mm or 0.125in.",
        pattern=(r"\d+(\.\d+)?\s*(mm|cm|in|pt)?", "a length such as 3mm or 0.125in"),
        metavar="LENGTH",
    )
    crop_marks: bool = _option(False, "Show where to cut the pages.")
    cover_wrap: bool = _option(
        False, "Make the outside cover too: back, spine and front in a sheet."
    )
    paper: str = _option(
        "white",
        "Paper of the book, for the width of the spine.",
        choices=("white", "cream", "colour"),
    )
    booklet: bool = _option(False, "Make a booklet too, to print at home, fold and staple.")
    signature: str = _option(
        "",
        "Sheets that are folded together in a booklet; all of them if not given.",
        pattern=(r"[1-9]\d?", "a number of sheets from 1 to 99"),
        metavar="N",
    )
    duplex: str = _option(
        "short",
        "Edge over which the printer turns the paper of a booklet.",
        choices=("long", "short"),
    )
    sheet: str = _option(
        "",
        "Paper of a booklet, such as A4; as large as two pages if not given.",
        pattern=_PAGE_SIZE,
        metavar="SIZE",
    )
    online: bool = _option(
        False,
        "Fetch the pages and feeds whose addresses are named on the command line.",
        use=Use.COLLECT,
    )
    since: dt.date | None = _option(
        None, "Leave out what is older than this date.", use=Use.COLLECT, metavar="DATE"
    )
    until: dt.date | None = _option(
        None, "Leave out what is newer than this date.", use=Use.COLLECT, metavar="DATE"
    )
    where: tuple[str, ...] = _option(
        (),
        "Bind only articles with this tag, language, source, author, title, path, text or date:"
        " tag=climate, text~Kerry, date>=2023-07; may be given again, then all must hold.",
        use=Use.COLLECT,
        metavar="CONDITION",
        pattern=(_CONDITION, "a condition such as tag=climate, text~Kerry or date>=2023-07"),
    )
    map: tuple[str, ...] = _option(
        (),
        "Field of JSON or CSV rows that holds the body, title, date, author, source, url, language"
        " or tags: body=Article_Content; may be given again.",
        use=Use.COLLECT,
        metavar="NAME=FIELD",
        pattern=(
            r"\s*(body|text|title|subtitle|date|author|source|url|language|tags|stamp)\s*=.*\S.*",
            "a pair such as body=Article_Content",
        ),
    )
    reverse: bool = _option(False, "Newest first.", use=Use.COLLECT)
    keep_duplicates: bool = _option(
        False, "Bind articles of the same text each time they occur.", use=Use.COLLECT
    )
    parts: str = _option(
        "auto",
        "Divide the book into parts.",
        choices=("auto", "none", "month", "year", "source", "author", "tag", "folder"),
        use=Use.ORDER,
    )
    split: str = _option(
        "",
        "Divide the book into a series of volumes: by month, by year, or by number of articles.",
        pattern=(r"month|year|[1-9]\d{0,6}", "month, year or the most articles of a volume"),
        metavar="[month|year|N]",
    )
    index_volume: bool = _option(
        True, "Add a volume to a series that indexes it: chronology and who's who of all volumes."
    )
    since_last: bool = _option(
        False, "Mark what is new or changed since the last build of this book into its folder."
    )
    paragraphs: str = _option(
        "auto",
        "auto sets a long blob in paragraphs; keep leaves it as it is.",
        choices=("auto", "keep"),
        use=Use.COLLECT,
    )
    people: Path | None = _option(
        None,
        "The editor's rulings; people.toml beside the sources if not given.",
        use=Use.EDIT,
        metavar="FILE",
    )
    people_model: str = _option(
        "",
        "Find names with spacy:NAME or gliner:NAME instead of the built-in engine.",
        use=Use.EDIT,
        metavar="MODEL",
    )
    links: str = _option(
        "end",
        "Print the addresses of links as notes at the page's foot, at the article's end, or not.",
        choices=("notes", "end", "none"),
    )
    popups: str = _option(
        "glossref",
        "How first mentions open the who's who in e-readers; noteref makes Apple Books pop it up.",
        choices=("glossref", "noteref"),
    )
    jobs: int = _option(
        0, "Processes that work at once; one for each processor if not given.", metavar="N"
    )
    scheduler: str = _option(
        "",
        "Let the workers of a Dask scheduler do the work: tcp://HOST:8786, or local for a"
        " cluster of its own.",
        metavar="ADDRESS",
        pattern=(r"local|\w+://\S+", "an address such as tcp://host:8786, or local"),
    )
    cache: Path | None = _option(
        None,
        "Folder of what is kept for the next build; one for all books in your own cache folder if"
        " not given.",
        use=Use.CACHE,
        metavar="DIR",
    )
    embed_fonts: bool = _option(
        False, "Bring the theme's fonts along in the e-book, cut down to the characters used."
    )
    kepub: bool = _option(False, "Write the e-book in the form of Kobo's readers as well.")
    devices: tuple[str, ...] = _option(
        (),
        "Report what a make of readers would refuse or show badly; may be given twice.",
        choices=("kindle", "kobo", "apple", "ade"),
        flag="--device",
    )
    fail_if_warnings: bool = _option(
        False, "Write nothing and exit with an error if there was a warning."
    )
    timestamp: dt.datetime | None = None  # UTC; from SOURCE_DATE_EPOCH or the newest article


def is_address(source: str) -> bool:
    """Whether a source is an address of the web."""
    return re.match(r"(?i)https?://", source) is not None


def paths_of(sources: Iterable[str]) -> tuple[str, ...]:
    """The sources that are files and folders."""
    return tuple(each for each in sources if each != "-" and not is_address(each))


@dataclass(frozen=True, slots=True)
class Option:
    """The declaration of one option, as the command line and the file need it."""

    name: str  # the field of Config
    type: Any  # Any: the field's type as written: str, Path | None, tuple[str, ...] ...
    default: Any  # Any: of that type
    help: str
    use: Use = Use.MAKE
    choices: tuple[str, ...] = ()
    metavar: str = ""
    flag: str = ""
    pattern: tuple[str, str] = ("", "")  # what the value must match, and that in words

    @property
    def key(self) -> str:
        """The key in anthology.toml: ``page-size``."""
        return self.name.replace("_", "-")


def options() -> tuple[Option, ...]:
    """All options that a user can set, in the order of their declaration."""
    types = get_type_hints(Config)
    found = []
    for each in dataclasses.fields(Config):
        if "help" not in each.metadata:
            continue
        said = {"flag": f"--{each.name.replace('_', '-')}", **each.metadata}
        found.append(Option(name=each.name, type=types[each.name], default=each.default, **said))
    return tuple(found)
