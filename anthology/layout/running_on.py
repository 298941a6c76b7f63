"""Short articles one after the other on a page: which run on, and their common document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anthology.edition import Section

MOST_WORDS = 450  # of an article that runs on: about a page and a half of A5
_MOST_OF_A_RUN = 24  # a longer run is divided, so that it can be made and kept in pieces
_HEAD = re.compile(r'<div class="furniture">.*?</div>\n?', re.DOTALL)


def run_on(sections: Iterator[Section]) -> Iterator[Section]:
    """The articles of a part, the short ones following each other."""
    run = 0
    for section in sections:
        article = section.article
        short = article is not None and article.words <= MOST_WORDS
        run = run + 1 if short and not section.recto and 0 < run < _MOST_OF_A_RUN else int(short)
        yield section.as_follower() if run > 1 else section


def join_documents(documents: list[str]) -> str:
    """One document with the bodies of all, their running heads first.

    A running head is a page of its own before the text; that of each article is needed.
    """
    start, _, _ = documents[0].partition("<body>")
    bodies = [d.partition("<body>")[2].rpartition("</body>")[0] for d in documents]
    heads = "".join(head for body in bodies for head in _HEAD.findall(body))
    texts = "".join(_HEAD.sub("", body) for body in bodies)
    return f"{start}<body>{heads}{texts}</body>\n</html>\n"
