"""Choose further documents for the people engine to learn from, and label them.

    python -m tools.label_further choose FOLDER
    python -m tools.label_further show FOLDER
    python -m tools.label_further correct FOLDER CORRECTIONS.tsv

FOLDER holds collections of articles, a folder each (COLLECTIONS tells which are wanted, and how
many articles of each). ``choose`` reads them as the program does, takes the articles whose keys
come first by their checksum, and labels them with the built-in engine; articles that were
corrected by hand keep their labels. ``show`` prints them with names in [brackets]. ``correct``
applies the lines of CORRECTIONS and marks the articles named there as read by hand: a key, a sign
and words, apart by tabs. ``-`` takes the labels of exactly these words away, ``+`` labels the words
wherever they stand whole, but for inside a longer label; ``=`` changes nothing.

``tools/lessons/further.tsv.gz`` holds labels only, no text: a line an article with its key (path
in FOLDER, record), the checksum of its text, "engine" or "hand", and the names as offsets in
code points (half-open).
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import re
import sys
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import Any

from anthology.collect import collect
from anthology.config import Config
from anthology.edit.people import find_people
from anthology.model import Article, Block, BlockKind, Origin
from anthology.report import Report

TARGET = Path("tools/lessons/further.tsv.gz")
# Not the English Wikinews: its 24 articles are those of GUM, which the engine is scored on.
COLLECTIONS = {
    "feeds_feed_rs": 16,
    "html_readability": 12,
    "md_18f_blog": 40,
    "md_rust_blog": 16,
    "md_wikipedia_current_events": 80,
    "multi_ntrex_news": 20,
    "text_chronam1916_ocr": 8,
    "text_federalist": 4,
    "text_state_union": 32,
}
MOST_LETTERS = 12_000  # of an article; what follows is left out
FEWEST_WORDS = 80
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """The names in a text, and who labelled them: ``engine`` or ``hand``."""

    digest: str
    by: str
    spans: Spans


def texts(folder: Path) -> dict[str, str]:
    """The wanted articles of a folder of collections: key to text, in order of collections."""
    wanted: dict[str, str] = {}
    for name, number in COLLECTIONS.items():
        config = Config(sources=(str(folder / name),))
        found = {
            f"{name}/{a.origin.path}#{a.origin.record}": text_of(a)
            for a in collect(config.sources, config, Report())
            if a.language.startswith("en") and a.words >= FEWEST_WORDS
        }
        keys = sorted(found, key=lambda key: (zlib.crc32(key.encode()), key))
        wanted |= {key: found[key] for key in sorted(keys[:number])}
    return wanted


def text_of(article: Article) -> str:
    """An article's real title and its paragraphs, a line each, up to MOST_LETTERS."""
    lines = [] if article.title_supplied else [article.title]
    for leaf in article.leaves():
        if sum(map(len, lines)) + len(leaf.text) > MOST_LETTERS:
            break
        lines.append(leaf.text)
    return "\n".join(lines)


def digest(text: str) -> str:
    """The checksum of a text: sha256, 16 hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read_labels() -> dict[str, Labels]:
    """The stored labels by key."""
    rows = gzip.decompress(TARGET.read_bytes()).decode().splitlines() if TARGET.exists() else []
    stored = {}
    for row in rows:
        key, checksum, by, spans = row.split("\t")
        pairs = [pair.split("-") for pair in spans.split()]
        stored[key] = Labels(checksum, by, tuple((int(a), int(b)) for a, b in pairs))
    return stored


def write_labels(labels: Mapping[str, Labels]) -> None:
    """Store labels, the same bytes for the same labels."""
    rows = [
        "\t".join((key, each.digest, each.by, " ".join(f"{a}-{b}" for a, b in each.spans)))
        for key, each in labels.items()
    ]
    TARGET.write_bytes(gzip.compress(("\n".join(rows) + "\n").encode(), 9, mtime=0))


def further(folder: Path) -> list[dict[str, Any]]:
    """The labelled documents, as ``tools/train_people.py`` reads them.

    Articles that are missing or have another text than was labelled are left out, and told.
    """
    found, labels = texts(folder), read_labels()
    wrong = [key for key in labels if digest(found.get(key, "")) != labels[key].digest]
    for key in wrong:
        sys.stderr.write(f"{key} is not as it was labelled and is left out\n")
        del labels[key]
    return [
        {
            "id": key,
            "source": key.partition("/")[0],
            "text": found[key],
            "people": [{"name": "", "mentions": [{"start": a, "end": b} for a, b in each.spans]}],
        }
        for key, each in labels.items()
    ]


def labelled(text: str) -> Spans:
    """The names that the built-in engine finds in a text whose lines are paragraphs."""
    lines = text.split("\n")
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    blocks = tuple(Block(BlockKind.PARAGRAPH, line) for line in lines)
    article = Article("a", Origin("a"), "", blocks, title_supplied=True)
    mentions = [m for person in find_people([article], Report()) for m in person.mentions]
    return tuple(sorted((starts[m.leaf] + m.start, starts[m.leaf] + m.end) for m in mentions))


def corrected(text: str, spans: Spans, sign: str, words: str) -> Spans:
    """Labels with a correction made."""
    if sign == "-":
        return tuple((a, b) for a, b in spans if text[a:b] != words)
    whole = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    places = [(c, d) for c, d in whole if not any(a <= c and d <= b for a, b in spans)]
    kept = [(a, b) for a, b in spans if not any(a < d and c < b for c, d in places)]
    return tuple(sorted((*kept, *places)))


def choose(folder: Path) -> None:
    """Label the wanted articles and store the labels; what hands corrected stays as it is."""
    kept = {key: each for key, each in read_labels().items() if each.by == "hand"}
    labels = {}
    for key, text in texts(folder).items():
        stored = kept.get(key)
        as_before = stored is not None and stored.digest == digest(text)
        labels[key] = stored if as_before else Labels(digest(text), "engine", labelled(text))
    write_labels(labels)


def shown(folder: Path) -> Iterator[str]:
    """Every article with its names in brackets, under its key."""
    for document in further(folder):
        text, parts, last = document["text"], [], 0
        for mention in document["people"][0]["mentions"]:
            parts += [text[last : mention["start"]], "["]
            parts += [text[mention["start"] : mention["end"]], "]"]
            last = mention["end"]
        yield f"== {document['id']}\n{''.join(parts)}{text[last:]}\n"


def correct(folder: Path, corrections: Path) -> None:
    """Apply the corrections of a file.

    Raises:
        SystemExit: a line names no article.
    """
    labels, found = read_labels(), texts(folder)
    for number, row in enumerate(corrections.read_text(encoding="utf-8").splitlines(), 1):
        key, sign, words = row.split("\t")
        if key not in labels:
            raise SystemExit(f"line {number}: no article {key}")
        spans = labels[key].spans
        if sign != "=":  # only read through, and right
            spans = corrected(found[key], spans, sign, words)
            if spans == labels[key].spans:
                sys.stderr.write(f"line {number} changes nothing: {words}\n")
        labels[key] = replace(labels[key], by="hand", spans=spans)
    write_labels(labels)


def main() -> None:
    """Do what the first argument says."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("what", choices=("choose", "show", "correct"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("corrections", type=Path, nargs="?")
    arguments = parser.parse_args()
    if arguments.what == "choose":
        choose(arguments.folder)
    elif arguments.what == "show":
        sys.stdout.writelines(shown(arguments.folder))
    else:
        correct(arguments.folder, arguments.corrections)


if __name__ == "__main__":
    main()
