"""Our own checks of any PDF: that it opens, travels, tells what it is, and its links land."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf

from anthology.check.findings import Finding, error, warning
from anthology.check.page_faults import page_faults
from anthology.check.pdf_text import named_destinations

_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_OUTLINE_DEPTH = 32


def check_pdf(content: bytes) -> tuple[Finding, ...]:
    """The findings about a PDF; none for a sound one."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return (*_check(pdf), *page_faults(content))
    except pikepdf.PasswordError:
        return (error("", "is locked with a password", "Take the password off."),)
    except pikepdf.PdfError as fault:
        return (error("", f"is not a sound PDF: {fault}", "Make the book again."),)


def _check(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    for problem in pdf.get_warnings():
        yield error("", f"is damaged: {problem}", "Make the book again.")
    if not len(pdf.pages):
        yield error("", "has no pages", "Make the book again.")
    yield from _check_description(pdf)
    yield from _check_fonts(pdf)
    yield from _check_links(pdf)
    yield from _check_outlines(pdf)


def _check_description(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Title shown, language told, pages labelled. Source: ISO 32000-2, 7.7.2; PDF/UA-1, 7.1."""
    title = str(pdf.docinfo.get("/Title", "")) if pdf.trailer.get("/Info") is not None else ""
    if not title.strip():
        yield error("", "has no title", "Give the book a title.")
    preferences = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
    if not preferences.get("/DisplayDocTitle", False):
        yield warning("", "does not ask for its title to be shown", "Set DisplayDocTitle.")
    if not str(pdf.Root.get("/Lang", "")).strip():
        yield warning("", "does not say its language", "Set Lang in the catalogue.")
    if "/PageLabels" not in pdf.Root and len(pdf.pages) > 1:
        yield warning("", "does not label its pages", "Add page labels: i, ii, 1, 2 ...")


def _check_fonts(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Every font lies in the file and its glyphs can be read back as text."""
    missing: dict[str, int] = {}
    unreadable: dict[str, int] = {}
    for number, font in _fonts(pdf):
        name = str(font.get("/BaseFont", "/unnamed"))[1:]
        if font.get("/Subtype") == "/Type3":
            continue  # its glyphs are drawings in the file itself
        if not _is_embedded(font):
            missing.setdefault(name, number)
        if font.get("/Subtype") == "/Type0" and "/ToUnicode" not in font:
            unreadable.setdefault(name, number)
    for name, number in sorted(missing.items()):
        yield error(f"page {number}", f"the font {name} is not in the file", "Embed it.")
    for name, number in sorted(unreadable.items()):
        yield warning(f"page {number}", f"text in the font {name} cannot be searched or copied")


def _fonts(pdf: pikepdf.Pdf) -> Iterator[tuple[int, pikepdf.Object]]:
    """Every font with the number of the first page that has it; those of forms are included."""
    seen: set[tuple[int, int]] = set()
    for number, page in enumerate(pdf.pages, 1):
        waiting = [page.obj.get("/Resources", pikepdf.Dictionary())]
        while waiting:
            resources = waiting.pop()
            for font in resources.get("/Font", pikepdf.Dictionary()).values():
                if not font.objgen[0] or font.objgen not in seen:
                    seen.add(font.objgen)
                    yield number, font
            for form in resources.get("/XObject", pikepdf.Dictionary()).values():
                if form.objgen not in seen and "/Resources" in form:
                    seen.add(form.objgen)
                    waiting.append(form["/Resources"])


def _is_embedded(font: pikepdf.Object) -> bool:
    descendants = font.get("/DescendantFonts", pikepdf.Array([font]))
    return all(
        any(key in each.get("/FontDescriptor", pikepdf.Dictionary()) for key in _FONT_FILES)
        for each in descendants
    )


def _check_links(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Every link inside the book lands on one of its pages."""
    pages = {page.obj.objgen for page in pdf.pages}
    names = {name for name, target in named_destinations(pdf) if _lands(target, pages)}
    for number, page in enumerate(pdf.pages, 1):
        for annotation in page.obj.get("/Annots", pikepdf.Array()):
            if annotation.get("/Subtype") != "/Link":
                continue
            target = _target(annotation)
            if target is not None and not _found(target, names, pages):
                yield error(f"page {number}", f"a link leads nowhere ({_told(target)})")


def _check_outlines(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    pages = {page.obj.objgen for page in pdf.pages}
    names = {name for name, target in named_destinations(pdf) if _lands(target, pages)}
    entries = list(_outline(pdf.Root.get("/Outlines", pikepdf.Dictionary()), 0))
    if not entries and len(pdf.pages) > 4:
        yield warning("", "has no bookmarks", "Add an outline of the contents.")
    for entry in entries:
        title = str(entry.get("/Title", "")).strip()
        target = _target(entry)
        if not title:
            yield warning("", "has a bookmark without a title")
        if target is None or not _found(target, names, pages):
            yield error("", f"the bookmark {title!r} leads nowhere")


def _outline(parent: pikepdf.Object, depth: int) -> Iterator[pikepdf.Object]:
    entry = parent.get("/First")
    seen: set[tuple[int, int]] = set()
    while entry is not None and depth < _OUTLINE_DEPTH and entry.objgen not in seen:
        seen.add(entry.objgen)
        yield entry
        yield from _outline(entry, depth + 1)
        entry = entry.get("/Next")


def _target(holder: pikepdf.Object) -> pikepdf.Object | None:
    """Where a link or bookmark leads inside the file; None when it leaves it."""
    if "/Dest" in holder:
        return holder["/Dest"]
    action = holder.get("/A", pikepdf.Dictionary())
    return action.get("/D") if action.get("/S") == "/GoTo" else None


def _found(target: pikepdf.Object, names: set[str], pages: set[tuple[int, int]]) -> bool:
    if isinstance(target, (pikepdf.String, pikepdf.Name)):
        return str(target).removeprefix("/") in names
    return _lands(target, pages)


def _lands(target: pikepdf.Object, pages: set[tuple[int, int]]) -> bool:
    if isinstance(target, pikepdf.Dictionary):
        target = target.get("/D", pikepdf.Array())
    if not isinstance(target, pikepdf.Array) or not len(target):
        return False
    page = target[0]
    return isinstance(page, pikepdf.Dictionary) and page.objgen in pages


def _told(target: pikepdf.Object) -> str:
    return str(target) if isinstance(target, (pikepdf.String, pikepdf.Name)) else "no such page"
