"""What is new in a book since it was last made into the same folder."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from anthology.config import Config
from anthology.model import Article, Book
from anthology.since import Entry, Issue, Record, Since


def with_news(book: Book, record: Record | None, config: Config) -> tuple[Book, Record]:
    """The book with its news, if they are wanted, and the record for the next build.

    The same articles again are the same issue, which is compared with the same one before it.
    """
    issue = _issue(book, config)
    before = record.last if record else None
    if record and set(record.last.articles) == set(issue.articles):
        before = record.before
    news = _news(issue, before) if config.since_last else None
    return replace(book, since=news), Record(issue, before)


def _issue(book: Book, config: Config) -> Issue:
    dated = config.timestamp or any(article.date for article in book.articles)
    date = book.modified.date().isoformat() if book.modified and dated else ""
    return Issue(date, tuple(Entry(a.id, _digest(a)) for a in book.articles))


def _news(issue: Issue, before: Issue | None) -> Since:
    if before is None:
        return Since(is_known=False)
    known = {each.digest for each in before.articles}
    here = {each.digest for each in issue.articles}
    gone = {each.id for each in before.articles if each.digest not in here}
    fresh = [each.id for each in issue.articles if each.digest not in known]
    changed = tuple(each for each in fresh if each in gone)
    new = tuple(each for each in fresh if each not in gone)
    return Since(before.date, True, new, changed, len(gone) - len(changed))


def _digest(article: Article) -> str:
    """Of what a reader sees of the article, however its lines are broken."""
    date = article.date.iso if article.date else ""
    words = [leaf.target + " ".join(leaf.text.split()) for leaf in article.leaves()]
    seen = (article.title, article.subtitle, date, *article.authors, *words)
    content = "\0".join(seen).encode(errors="surrogateescape")
    return hashlib.blake2b(content, digest_size=12).hexdigest()
