"""How well the article is found in saved pages: ours and the libraries', in one run.

    .venv/bin/python bench/pages.py ../shared/corpora/html_readability

A folder a page: ``source.html`` as saved, ``expected.html`` as another program (Mozilla's
Readability) extracts it. The measure is F1 over the words of a page, then the mean over pages.
"""

from __future__ import annotations

import logging
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from lxml import html

from anthology.collect.draft import Source
from anthology.collect.readers import reader_for
from anthology.config import Config
from anthology.model import BlockKind
from anthology.report import Report

_WORST = 8


def ours(page: bytes) -> str:
    """The text of the article that the program binds."""
    reader = reader_for("a.html")
    assert reader is not None
    drafts = reader(Source("a.html", "a.html", page), Config(), Report())
    leaves = (leaf for draft in drafts for block in draft.blocks for leaf in block.leaves())
    return "\n".join(leaf.text for leaf in leaves if leaf.kind is not BlockKind.IMAGE)


def trafilatura(page: bytes) -> str:
    """Trafilatura's text."""
    from trafilatura import extract  # noqa: PLC0415 - its import is not measured

    return extract(page, include_comments=False) or ""


def trafilatura_recall(page: bytes) -> str:
    """Trafilatura's text when asked for more."""
    from trafilatura import extract  # noqa: PLC0415 - its import is not measured

    return extract(page, include_comments=False, favor_recall=True) or ""


def readability(page: bytes) -> str:
    """The text of readability-lxml's summary."""
    from readability import Document  # noqa: PLC0415 - its import is not measured

    return visible(Document(page.decode()).summary(html_partial=True))


METHODS: tuple[Callable[[bytes], str], ...] = (ours, trafilatura, trafilatura_recall, readability)


def visible(markup: str) -> str:
    """The text of markup, a space between elements."""
    root = html.fragment_fromstring(markup, create_parent="div")
    for node in list(root.iter("script", "style")):
        node.drop_tree()
    return " ".join(root.itertext())


def f1(found: str, wanted: str) -> float:
    """F1 over the words, each as often as it stands there."""
    one, other = (Counter(re.findall(r"\w+", text.lower())) for text in (found, wanted))
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


def main(folder: Path) -> None:
    """Print the means and our worst pages."""
    logging.disable(logging.CRITICAL)
    pages = sorted(path.parent for path in folder.glob("*/source.html"))
    scores: dict[str, list[float]] = {}
    for method in METHODS:
        start = time.perf_counter()
        found = [method((page / "source.html").read_bytes()) for page in pages]
        seconds = time.perf_counter() - start
        wanted = [visible((page / "expected.html").read_text(encoding="utf-8")) for page in pages]
        scores[method.__name__] = [f1(*pair) for pair in zip(found, wanted, strict=True)]
        mean, worst = sum(scores[method.__name__]) / len(pages), min(scores[method.__name__])
        say(f"{method.__name__:20} {mean:.4f}  worst {worst:.2f}  {seconds:.1f} s")
    say("\nour worst pages")
    for at in sorted(range(len(pages)), key=lambda at: scores["ours"][at])[:_WORST]:
        row = "  ".join(f"{name} {each[at]:.2f}" for name, each in scores.items())
        say(f"{pages[at].name:40} {row}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
