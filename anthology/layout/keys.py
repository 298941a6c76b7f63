"""What the document of an article depends on, so that it need not be filled twice.

A template may name anything of its book, but the program's own says of an article only what the
article says itself, in the book's language, with links that lead where they lead. A test holds
that, and templates of other themes have no key.
"""

from __future__ import annotations

from dataclasses import replace

from anthology.edition import Edition, Medium, Section
from anthology.model import PageStart, SpanKind
from anthology.theme import Theme, styles_folder
from anthology.written import written_form

_TEMPLATES = tuple(f"templates/{name}.html.j2" for name in ("article", "ebook", "print"))
_LINKED = (SpanKind.LINK, SpanKind.NOTE, SpanKind.PERSON)


def article_key(
    edition: Edition, section: Section, starts: tuple[PageStart, ...], templates: tuple[str, ...]
) -> bytes:
    """All that the section's document depends on beside the program; nothing if that is not known.

    ``starts`` are the printed pages that begin in the section, ``templates`` those that fill it.
    Known it is of articles, but in print of those only that do not say on which page another is.
    """
    article = section.article
    if section.template != "article" or article is None:
        return b""
    if edition.medium is Medium.PRINT and section.refers:
        return b""
    named = tuple(replace(asset, data=b"") for asset in article.assets)  # an id is a digest of it
    bare = replace(section, article=replace(article, assets=named), part=None)
    targets = {s.target for leaf in article.leaves() for s in leaf.spans if s.kind in _LINKED}
    targets |= {f"{article.id}.{target}" for target in targets}  # of notes
    links = sorted((target, edition.href(target.removeprefix("#"))) for target in targets)
    said = (edition.medium, edition.book.language, edition.popups, edition.links)
    written = written_form((bare, links, starts, said, edition.embed_fonts, templates))
    return written if isinstance(written, bytes) else b""


def own_templates(theme: Theme) -> tuple[str, ...]:
    """The texts of the templates that fill an article, if they come with the program."""
    paths = [theme.path(name) for name in _TEMPLATES]
    if all(path.is_relative_to(styles_folder()) for path in paths):
        return tuple(path.read_text(encoding="utf-8") for path in paths)
    return ()
