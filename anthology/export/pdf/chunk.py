"""One section -> one chunk: a PDF of its own, and what the merge must know of it.

The only module that imports WeasyPrint. A chunk does not depend on page numbers
or sides: running heads and folios are laid over later, links to other sections
are kept as ``xref:id``. So chunks can be made in any order and kept.
"""

from __future__ import annotations

import hashlib
import logging
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from typing import Any

import weasyprint
import weasyprint.pdf
from weasyprint.formatting_structure import boxes
from weasyprint.text.fonts import FontConfiguration, get_hb_object_data
from weasyprint.urls import URLFetcher, URLFetcherResponse

from anthology.export.pdf import (
    divisions,
    justify,
    leaders,
    logical,
    parsing,
    shortcuts,
    structure,
    trailing_space,
)
from anthology.export.pdf.boxes import box_family, box_font
from anthology.export.pdf.cutting import cut, cut_font
from anthology.export.pdf.pieces import Anchor, Chunk, FontUse, Job, TextStart
from anthology.model import Asset
from anthology.theme import FontFace

_PT_PER_PX = 0.75
_ROUNDS = 4

# WeasyPrint reports what we find ourselves (missing glyphs) or have ruled out (style sheets).
logging.getLogger("weasyprint").addHandler(logging.NullHandler())
logging.getLogger("weasyprint").propagate = False


class _Fetcher(URLFetcher):  # type: ignore[misc]  # weasyprint is untyped
    """Gives the theme's fonts and the job's own images, and nothing else from anywhere."""

    def __init__(self, fonts: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=())
        self.fonts = dict(fonts)
        self.assets: Mapping[str, Asset] = {}

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # Any: as weasyprint's
        if url in self.fonts:
            return URLFetcherResponse(url, self.fonts[url], {"Content-Type": "font/otf"})
        asset = self.assets.get(url.removeprefix("asset:"))
        if asset is None:
            raise ValueError(f"not part of the book: {url}")
        return URLFetcherResponse(url, asset.data, {"Content-Type": asset.media_type})


class _Fonts(dict[Any, Any]):  # Any: weasyprint is untyped
    """The fonts of a document, one object for each name that its pages call a font by.

    WeasyPrint 70 makes several objects of one name, and the last one's glyph table wins.
    """

    clean: Callable[..., None] | None = None  # in place of the engine's way to cut a font

    def __setitem__(self, key: Any, font: Any) -> None:
        same = next((one for one in super().values() if one.hash == font.hash), font)
        if self.clean:
            same.clean = partial(self.clean, same)
        super().__setitem__(key, same)

    def values(self) -> Any:
        """Each font once."""
        return {id(font): font for font in super().values()}.values()


@dataclass(frozen=True, slots=True)
class _Style:
    """A style sheet with the fonts that it names."""

    sheet: Any  # Any: weasyprint is untyped
    fonts: Any


class Renderer:
    """Style sheets and fonts, read once; ``render`` may be called for any number of jobs."""

    def __init__(self, css: str, faces: tuple[FontFace, ...]) -> None:
        shortcuts.install()
        parsing.install()
        logical.install()
        trailing_space.install()
        structure.install()
        justify.install()
        divisions.install()
        leaders.install()
        urls = {f"font:{number}": face for number, face in enumerate(faces)}
        files = {url: face.path.read_bytes() for url, face in urls.items()}
        self._fetcher = _Fetcher(files)
        self._css = css + "".join(
            f'@font-face {{ font-family: "{face.family}"; font-style: {face.style};'
            f" font-weight: {face.weight}; src: url({url}) }}\n"
            for url, face in urls.items()
        )
        self._style = self._read(self._css)
        self._digests: dict[tuple[str, int], str] = {}
        self._faces = {hashlib.sha256(content).hexdigest() for content in files.values()}

    def _read(self, css: str) -> _Style:
        fonts = FontConfiguration()
        sheet = weasyprint.CSS(string=css, font_config=fonts, url_fetcher=self._fetcher)
        return _Style(sheet, fonts)

    def render(self, job: Job) -> Chunk:
        """The job's chunk. Where no font has a character, a box stands for it.

        Invisible format characters are set in the face of what is before them, whether it has
        them or not: those that it does not have are left out.
        """
        self._fetcher.assets = {asset.id: asset for asset in job.assets}
        document, pdf = self._draw(job, self._style)
        missing: set[str] = set()
        for _ in range(_ROUNDS):  # shaping may ask for another character in place of a missing one
            more = {chr(c) for font in document.fonts.values() for c in font.missing}
            if not more:
                break
            job = _without(job, formats := more & missing)  # no box is ever taken for them
            missing = (missing | more) - formats
            document, pdf = self._draw(job, self._with_boxes("".join(sorted(missing))))
        return self._chunk(job, document, pdf, tuple(sorted(missing)))

    def _with_boxes(self, chars: str) -> _Style:
        """The style with a face of boxes: fonts of its own, or later chunks would fall back on it.

        Measured: 0.1 s, and the layout of the chunk again.
        """
        self._fetcher.fonts["font:boxes"] = box_font(chars)
        face = f'@font-face {{ font-family: "{box_family(chars)}"; src: url(font:boxes) }}\n'
        return self._read(self._css + face)

    def _draw(self, job: Job, style: _Style) -> tuple[Any, Any]:  # Any: weasyprint is untyped
        """The document, and the objects of its file."""
        html = weasyprint.HTML(string=job.html, url_fetcher=self._fetcher, base_url="book:")
        document = html.render(stylesheets=[style.sheet], font_config=style.fonts)
        for page in document.pages:
            page.links = list(_links(page.links))
        document.fonts = _Fonts()
        document.section_id = job.id
        if job.merged:
            document.fonts.clean = self._clean
        options = {**weasyprint.DEFAULT_OPTIONS, "pdf_tags": True, "pdf_version": "1.7"}
        return document, weasyprint.pdf.generate_pdf(document, None, 1, **options)

    def _chunk(self, job: Job, document: Any, pdf: Any, missing: tuple[str, ...]) -> Chunk:
        heads = sum(page._page_box.page_type.name == "furniture" for page in document.pages)
        pages = document.pages[heads:]
        return Chunk(
            id=job.id,
            pdf=b"" if job.merged else _written(pdf),
            heads=heads,
            pages=len(pages),
            anchors=tuple(_anchors(pages)),
            starts=tuple(_starts(pages)),
            fonts=tuple(self._font_uses(document, pdf)),
            missing=missing,
            leaves=job.html.count(" data-leaf="),
            body=cut(pdf, heads) if job.merged else None,
        )

    def _clean(self, font: Any, *more: Any) -> None:  # Any: weasyprint is untyped
        """Cut a font as the engine does, or to its first word where the merge brings its own."""
        if _is_shared(font) and self._digest(font.hash, font.file_content) in self._faces:
            font.file_content = font.file_content[:4]  # tells its kind
        else:
            type(font).clean(font, *more)

    def _font_uses(self, document: Any, pdf: Any) -> Iterator[FontUse]:  # Any: as above
        for font in document.fonts.values():
            content = get_hb_object_data(font.hb_face)
            digest = self._digest(font.hash, content)
            shared = _is_shared(font)
            yield FontUse(
                hash=font.hash,
                name=font.name.decode().lstrip("/"),
                family=font.family,
                flags=font.flags,
                ascent=font.ascent,
                descent=font.descent,
                digest=digest,
                size_bytes=len(content),
                index=font.index,
                shared=shared,
                to_unicode=tuple(
                    (glyph, unicodedata.normalize("NFC", text))  # readers lose loose accents
                    for glyph, text in sorted(font.to_unicode.items())
                ),
                widths=tuple(sorted(font.widths.items())),
                own=None if shared and digest in self._faces else cut_font(pdf, font.hash),
            )

    def _digest(self, name: str, content: bytes) -> str:
        """The digest of a font file; those of one name and size are one file."""
        key = (name, len(content))
        if key not in self._digests:
            self._digests[key] = hashlib.sha256(content).hexdigest()
        return self._digests[key]


def _without(job: Job, chars: set[str]) -> Job:
    return replace(job, html=job.html.translate(dict.fromkeys(map(ord, chars)))) if chars else job


def _written(pdf: Any) -> bytes:  # Any: as above
    data = BytesIO()
    pdf.write(data, version="1.7", compress=True)
    return data.getvalue()


def _is_shared(font: Any) -> bool:  # Any: weasyprint is untyped
    """Whether the glyphs that a chunk uses can go into one subset with other chunks'."""
    drawn = font.bitmap or font.png or font.svg or font.colr
    return not (drawn or "fvar" in font.tables or font.missing)


def _links(links: list[Any]) -> Iterator[Any]:  # Any: weasyprint is untyped
    """One link for every box of an ``a``; the engine adds one for every box inside it."""
    blocks: set[int] = set()
    for link in links:
        box = link[3]
        if box.element_tag != "a" or id(box.element) in blocks:
            continue
        if isinstance(box, boxes.BlockLevelBox):
            blocks.add(id(box.element))
        yield link


def _anchors(pages: list[Any]) -> Iterator[Anchor]:
    seen: set[str] = set()
    for number, page in enumerate(pages):
        for name, point in page.anchors.items():
            if name not in seen:
                seen.add(name)
                yield Anchor(
                    name, number, point[0] * _PT_PER_PX, (page.height - point[1]) * _PT_PER_PX
                )


def _starts(pages: list[Any]) -> Iterator[TextStart]:
    """The first text of every page, by counting the letters of each leaf as they are set."""
    letters: dict[_Place, int] = {}
    opened: set[str] = set()
    last = (-1, 0, "")  # where the text ended that was set last: a page may have none
    for number, page in enumerate(pages):
        first: tuple[int, int, str] | None = None
        for (article, leaf), text in _texts(page._page_box, ("", None)):
            if leaf is None:
                if article not in opened and first is None and text.strip():
                    first = (-1, 0, article)
                continue
            first = first or (leaf, letters.get((article, leaf), 0), article)
            opened.add(article)
            letters[article, leaf] = letters.get((article, leaf), 0) + sum(map(str.isalnum, text))
            last = (leaf, letters[article, leaf], article)
        opened.add("")
        yield TextStart(number, *(first or last))


_Place = tuple[str, int | None]  # an article's id, if any, and the number of its leaf


def _texts(box: Any, place: _Place) -> Iterator[tuple[_Place, str]]:
    """(place, text) of every line in reading order; generated content is left out."""
    tag = getattr(box, "element_tag", None) or ""
    if isinstance(box, boxes.MarginBox) or "::before" in tag or "::after" in tag:
        return
    if "::marker" in tag or "::footnote" in tag:
        return
    if box.element is not None and not isinstance(box, boxes.PageBox):
        if box.element.tag == "article":
            place = (box.element.get("id", ""), None)
        own = box.element.get("data-leaf")
        place = (place[0], int(own)) if own is not None else place
    if isinstance(box, boxes.TextBox):
        yield place, box.text
    elif isinstance(box, boxes.ReplacedBox):
        yield place, ""
    elif isinstance(box, boxes.ParentBox):
        for child in box.children:
            yield from _texts(getattr(child, "_box", child), place)
