"""How fast people are found and joined: words a second on one core, and seconds for a collection.

    python bench/people.py FILE... [--articles 1000]

Every file is an article; the collection is filled up by taking them again, with other ids.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from anthology.edit.people import find_names, people_of
from anthology.edit.people.lexicon import lexicon
from anthology.model import Article, Block, BlockKind, Origin


def articles(files: list[Path], number: int) -> list[Article]:
    """As many articles as asked for, made of the files in turn."""
    texts = [f.read_text(encoding="utf-8", errors="replace") for f in files]
    return [
        Article(
            f"a-{n}",
            Origin(files[n % len(files)].name),
            "",
            (Block(BlockKind.PARAGRAPH, texts[n % len(texts)]),),
            title_supplied=True,
        )
        for n in range(number)
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--articles", type=int, default=1000)
    arguments = parser.parse_args()
    start = time.process_time()
    lexicon()
    find_names(articles(arguments.files[:1], 1)[0])
    loaded = time.process_time()
    collection = articles(arguments.files, arguments.articles)
    words = sum(a.words for a in collection)
    begun = time.process_time()
    found = [find_names(article) for article in collection]
    read = time.process_time()
    people = people_of(collection, found)
    done = time.process_time()
    sys.stdout.write(
        f"loading {loaded - start:.2f} s\n"
        f"finding {words} words in {read - begun:.2f} s: {words / (read - begun):.0f} a second\n"
        f"joining {len(collection)} articles to {len(people)} people: {done - read:.2f} s\n"
    )


if __name__ == "__main__":
    main()
