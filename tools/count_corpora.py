"""Count the articles of collections whose title, date or text is wrong or missing.

    python -m tools.count_corpora ../shared/corpora [--verbose]

Prints a row a folder that carries the truth beside its articles: in front matter, in a first line,
in the names of files, in the results of another program. Ends with status 1 where less than 98 %
of the dates that there are were found.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import html
from markdown_it import MarkdownIt

from anthology.collect import collect
from anthology.collect.frontmatter import read_front_matter
from anthology.config import Config
from anthology.errors import AnthologyError
from anthology.model import Article, BlockKind
from anthology.report import Report

_ROW = "| {:<36} | {:>8} | {:>6} | {:>5} | {:>7} | {:>6} | {:>5} | {:>5} | {:>5} |"
_HEADS = ("folder", "articles", "dates", "wrong", "missing", "titles", "wrong", "texts", "wrong")
_GOAL = 0.98
_HEAD_CHARS = 600
_SAME_WORDS = 0.97  # F1 of the words of an article and those that it should have
_MONTHS_FR = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"


@dataclass(frozen=True, slots=True)
class Truth:
    """What an article is known to have; what is not known is empty."""

    title: str = ""
    date: str = ""
    words: str = ""


Truths = dict[tuple[str, int], Truth]  # by path and record


def seeds(folder: Path) -> Truths:
    """The first line says the date, the rest is the text."""
    found: Truths = {}
    for path, text in _texts(folder, "*.txt"):
        head, _, rest = text.lstrip().partition("\n")
        match = re.fullmatch(r"date:?\s+([\d-]+)\s*", head.strip())
        found[path, 0] = Truth("", match[1] if match else "", rest)
    return found


def titled_lines(folder: Path) -> Truths:
    """The first line is the title; nothing is dated."""
    pairs = ((path, text.strip().partition("\n")) for path, text in _texts(folder, "*.txt"))
    return {(path, 0): Truth(head.strip(), "", head + rest) for path, (head, _, rest) in pairs}


def speeches(folder: Path) -> Truths:
    """The title, then a line with the date; else the year is in the name."""
    found: Truths = {}
    for path, text in _texts(folder, "*.txt"):
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        days = (_day(line, "%B %d, %Y") for line in lines[1:4])
        found[path, 0] = Truth("", next(filter(None, days), path[:4]), text)
    return found


def essays(folder: Path) -> Truths:
    """The number is the title; some name the newspaper's day."""
    found: Truths = {}
    for path, text in _texts(folder, "*.txt"):
        match = re.search(r"[A-Z][a-z]+ \d{1,2}, 17\d\d", text[:700])
        title = next(line.strip() for line in text.splitlines() if line.strip())
        found[path, 0] = Truth(title, _day(match[0], "%B %d, %Y") if match else "", text)
    return found


def scans(folder: Path) -> Truths:
    """The day is the name of the folder."""
    days = ((path, path.split("/")[0]) for path, _ in _texts(folder, "*.txt"))
    return {(path, 0): Truth("", f"{d[:4]}-{d[4:6]}-{d[6:]}") for path, d in days}


def french_pages(folder: Path) -> Truths:
    """Small pages with the day in their first sentence."""
    numbers = {name: at for at, name in enumerate(_MONTHS_FR.split(), 1)}
    found: Truths = {}
    for path, text in _texts(folder, "*.html"):
        match = re.search(rf"(\d+)(?:er)? ({'|'.join(numbers)}) (\d{{4}})\.? ?[.-]", text)
        day = f"{match[3]}-{numbers[match[2]]:02}-{int(match[1]):02}" if match else ""
        found[path, 0] = Truth("", day, _visible(text.partition("<body>")[2]))
    return found


def markdown(folder: Path) -> Truths:
    """Title and date in front matter, else the day in its path, in the file's name."""
    found: Truths = {}
    for path, text in _texts(folder, "*.md"):
        front = read_front_matter(text)
        values: Mapping[str, object] = front.values
        said = " ".join(str(values.get(key, "")) for key in ("date", "path", "permalink"))
        match = re.search(r"(\d{4})[-/](\d\d)[-/](\d\d)", f"{said} {path}")
        title = " ".join(str(values.get("title", "")).split())
        words = _visible(MarkdownIt("commonmark").enable("table").render(front.rest))
        templates = "{%" in front.rest or "{{" in front.rest or "<" in front.rest
        day = "-".join(match.groups()) if match else ""
        found[path, 0] = Truth(title, day, "" if templates or "[^" in front.rest else words)
    return found


def pages(folder: Path) -> Truths:
    """What another program found."""
    found: Truths = {}
    for each in sorted(folder.iterdir()):
        if each.is_dir():
            said = json.loads((each / "expected-metadata.json").read_text(encoding="utf-8"))
            words = _visible((each / "expected.html").read_text(encoding="utf-8"))
            day = (said.get("publishedTime") or "")[:10]
            found[f"{each.name}/source.html", 0] = Truth(said.get("title") or "", day, words)
    return found


def feeds(folder: Path) -> Truths:
    """The entries that another program found, in its JSON beside each feed; those with text."""
    found: Truths = {}
    for path, text in _texts(folder, "*.json"):
        feed = json.loads(text)
        for number, item in enumerate(feed.get("entries") or feed.get("items") or [], 1):
            if item.get("content") or item.get("description") or item.get("summary"):
                day = item.get("publishedParsed") or item.get("pubDateParsed") or ""
                content = item.get("content") or item.get("description") or ""
                content = content.get("value", "") if isinstance(content, dict) else content
                words = _visible(content)
                key = (path.removesuffix("json") + "xml", number)
                found[key] = Truth(item.get("title", ""), day[:10], words)
    return found


def forms(folder: Path) -> Truths:
    """The text and Markdown forms of the articles that the JSON lines hold, in their order.

    The tables of the collection have no texts; tests/collect/test_rows.py fills them in.
    """
    found: Truths = {}
    for path, text in _texts(folder, "*.jsonl"):
        for number, line in enumerate(filter(str.strip, text.split("\n")), 1):
            row = json.loads(line)
            truth = Truth(row["title"], row["published"][:10], row["content_text"])
            for kind in ("jsonl", "txt", "md"):
                found[path.removesuffix("jsonl") + kind, number] = truth
    return found


KNOWN: Mapping[str, Callable[[Path], Truths]] = {
    "text_seedform_wikinews_en": seeds, "text_seedform_wikinews_fr": seeds,
    "text_seedform_globalvoices_eo": seeds, "text_seedform_multi_ASSIGNED_DATES": seeds,
    "multi_ntrex_news": titled_lines, "text_state_union": speeches, "text_federalist": essays,
    "text_chronam1916_ocr": scans, "html_wikinews_fr": french_pages, "html_readability": pages,
    "md_18f_blog": markdown, "md_rust_blog": markdown, "md_wikipedia_current_events": markdown,
    "multi_bitcoinops": markdown, "feeds_gofeed": feeds, "jsonl_csv_globalvoices_eo": forms,
}  # fmt: skip


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--verbose", action="store_true", help="name what is wrong")
    asked = parser.parse_args()
    print(_ROW.format(*_HEADS))
    print("|" + "|".join("-" * len(cell) for cell in _ROW.format(*_HEADS)[1:-1].split("|")) + "|")
    carried = right = 0
    for name, truths_of in KNOWN.items():
        counts, wrong = _compared(asked.corpora / name, truths_of)
        print(_ROW.format(name, *counts), flush=True)
        carried += counts[1]
        right += counts[1] - counts[2] - counts[3]
        for line in wrong if asked.verbose else ():
            print(f"    {line}")
    print(f"{right:,} of {carried:,} dates are right: {right / max(1, carried):.2%}")
    return 0 if right >= carried * _GOAL else 1


def _compared(folder: Path, truths_of: Callable[[Path], Truths]) -> tuple[list[int], list[str]]:
    """The cells of the folder's row, and a line for everything that is wrong."""
    truths = truths_of(folder)
    try:
        config = Config(keep_duplicates=True, where=("path!~expected.html",))
        articles = collect([str(folder)], config, Report())
    except AnthologyError as error:
        return [0] * 8, [str(error)]
    found = {(a.origin.path, a.origin.record): a for a in articles}
    pairs = [(key, truth, found.get(key)) for key, truth in truths.items()]
    wrong = [line for pair in pairs for line in _faults(*pair)]
    kinds = Counter(line.partition(":")[0] for line in wrong)
    counts = [
        len(articles),
        sum(bool(truth.date) for truth in truths.values()), kinds["date"], kinds["no date"],
        sum(bool(truth.title) for truth in truths.values()), kinds["title"],
        sum(bool(truth.words.strip()) for truth in truths.values()), kinds["text"],
    ]  # fmt: skip
    return counts, wrong


def _faults(key: tuple[str, int], truth: Truth, article: Article | None) -> Iterator[str]:
    place = f"{key[0]}:{key[1]}"
    day = article.date.iso if article and article.date else ""
    if truth.date and not day:
        yield f"no date: {place}: {truth.date}"
    elif truth.date and not day.startswith(truth.date):
        yield f"date: {place}: {day}, not {truth.date}"
    title = article.title if article and not article.title_supplied else ""
    if truth.title and _plain(title) != _plain(truth.title):
        yield f"title: {place}: {title!r}, not {truth.title!r}"
    if truth.words.strip():
        score = _f1(truth.words, _own(article, truth.words) if article else "")
        if score < _SAME_WORDS:
            yield f"text: {place}: {score:.3f}"


def _own(article: Article, wanted: str) -> str:
    """The words of an article; with title and subtitle where these stand in the text wanted."""
    head = _plain(wanted[:_HEAD_CHARS])
    lines = (article.title * (not article.title_supplied), article.subtitle, *article.authors)
    leaves = (leaf.text for leaf in article.leaves() if leaf.kind is not BlockKind.IMAGE)
    return "\n".join([*(line for line in lines if line and _plain(line) in head), *leaves])


def _f1(wanted: str, found: str) -> float:
    """F1 over the words; scripts without spaces by their letters."""
    a, b = (Counter(_units(text)) for text in (wanted, found))
    return 2 * (a & b).total() / max(1, a.total() + b.total())


def _units(text: str) -> list[str]:
    text = unicodedata.normalize("NFKC", text).casefold()
    return re.findall(r"[\u0e00-\u0e7f\u3040-\u9fff]|[^\W\u0e00-\u0e7f\u3040-\u9fff]+", text)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def _visible(markup: str) -> str:
    if not markup.strip():
        return ""
    root = html.fragment_fromstring(markup.replace("\xad", ""), create_parent="div")
    return "".join(root.itertext())


def _day(text: str, form: str) -> str:
    try:
        return dt.datetime.strptime(text.strip().rstrip("."), form).date().isoformat()
    except ValueError:
        return ""


def _texts(folder: Path, pattern: str) -> Iterator[tuple[str, str]]:
    """The files by their paths below the folder, without what explains them."""
    for path in sorted(folder.rglob(pattern)):
        if path.stem.upper() not in ("README", "LICENSE"):
            text = path.read_text(encoding="utf-8", errors="replace")
            yield path.relative_to(folder).as_posix(), text.replace("\r\n", "\n")


if __name__ == "__main__":
    sys.exit(main())
