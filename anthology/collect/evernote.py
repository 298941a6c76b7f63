"""Stage 1 of 4, collect: the reader of Evernote's exports (.enex), an article a note.

Source: Evernote export format 4 and its markup language (ENML), whose media are named by the MD5
of their content.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import replace

from anthology.collect import notices
from anthology.collect.draft import Draft, Source, WrittenDate, words_of
from anthology.collect.image_files import ImageFiles
from anthology.collect.markup_blocks import blocks_of_html
from anthology.collect.markup_shapes import tidy
from anthology.collect.markup_tree import Node
from anthology.collect.page import draft_of_blocks
from anthology.collect.page_facts import PageFacts
from anthology.collect.players import tell_players
from anthology.config import Config
from anthology.model import Origin
from anthology.report import Report

_PROLOGUE = re.compile(r"^\s*(?:<\?xml[^>]*>|<!DOCTYPE[^>]*>|\s)*")
_MEDIA = re.compile(r"<en-media\b(?P<fields>[^>]*?)/?>(?:\s*</en-media>)?", re.IGNORECASE)
_TODO = re.compile(r"<en-todo\b(?P<fields>[^>]*?)/?>(?:\s*</en-todo>)?", re.IGNORECASE)
_SECRET = re.compile(r"(?is)<en-crypt\b.*?</en-crypt>")
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z")


def read_evernote(source: Source, config: Config, report: Report) -> Iterator[Draft]:
    """An article for every note that has text."""
    from lxml import etree  # noqa: PLC0415 - heavy

    number = 0
    notes = etree.iterparse(
        io.BytesIO(source.data), tag="note", huge_tree=True, resolve_entities=False,
        no_network=True, load_dtd=False, recover=True,
    )  # fmt: skip
    try:
        for number, (_, note) in enumerate(notes, 1):
            yield from _draft(note, number, source, config, report)
            note.clear()
    except etree.XMLSyntaxError as error:
        reason = f"it is damaged: {' '.join(str(error).split())[:120]}"
        notices.CANNOT_BE_READ.tell(report, source.place, reason=reason, remedy="export it anew")
        return
    if not number:
        notices.NO_TEXT.tell(report, source.place)


def _draft(
    note: Node, number: int, source: Source, config: Config, report: Report
) -> Iterator[Draft]:
    place = f"{source.place}:{number}"
    own = replace(source, place=place)
    media, parts = _media(note)
    markup, others = _markup(note.findtext("content") or "", media)
    blocks = tidy(blocks_of_html(markup, _said(note, "note-attributes/source-url")))
    if not words_of(blocks) and not parts:
        notices.ENTRY_NOT_READ.tell(report, place, more="", reason="it is empty")
        return
    tell_players(others, place, report)
    author = _said(note, "note-attributes/author")
    facts = PageFacts(
        _said(note, "title"), (author,) if author else (),
        url=_said(note, "note-attributes/source-url"),
        tags=tuple(" ".join((tag.text or "").split()) for tag in note.findall("tag")),
    )  # fmt: skip
    created = _MOMENT.sub(r"\1-\2-\3T\4:\5:\6Z", _said(note, "created"))
    draft = draft_of_blocks(blocks, facts, ImageFiles(own, parts), config, report)
    dates = (WrittenDate(created, "header"),) if created else draft.dates
    yield replace(draft, origin=Origin(source.path, number), dates=dates)


def _said(note: Node, name: str) -> str:
    return " ".join((note.findtext(name) or "").split())


def _media(note: Node) -> tuple[dict[str, str], dict[str, bytes]]:
    """What came with a note: the kind of each by its MD5, and pictures by their addresses."""
    kinds: dict[str, str] = {}
    parts: dict[str, bytes] = {}
    for each in note.iter("resource"):
        try:
            content = base64.b64decode("".join((each.findtext("data") or "").split()))
        except (binascii.Error, ValueError):
            continue
        name = hashlib.md5(content, usedforsecurity=False).hexdigest()
        kinds[name] = _said(each, "resource-attributes/file-name") or _said(each, "mime")
        if _said(each, "mime").startswith("image/"):
            parts[f"cid:{name}"] = content
    return kinds, parts


def _markup(content: str, media: dict[str, str]) -> tuple[str, tuple[str, ...]]:
    """A note's markup as HTML, and the names of what no book can show."""
    others: list[str] = []

    def shown(match: re.Match[str]) -> str:
        fields = match["fields"]
        name = (re.search(r"\bhash=[\"']([0-9a-fA-F]+)", fields) or ["", ""])[1].lower()
        if re.search(r"\btype=[\"']image/", fields):
            words = re.search(r"\balt=(\"[^\"]*\"|'[^']*')", fields)
            return f'<img src="cid:{name}"' + (f" alt={words[1]}>" if words else ">")
        others.append(media.get(name, "a file that is not in it"))
        return ""

    def box(match: re.Match[str]) -> str:
        return "☑ " if re.search(r"\bchecked=[\"']true", match["fields"]) else "☐ "

    def secret(_: re.Match[str]) -> str:
        others.append("an encrypted passage")
        return ""

    plain = _SECRET.sub(secret, _PROLOGUE.sub("", content))
    return _TODO.sub(box, _MEDIA.sub(shown, plain)), tuple(others)
