"""The other programs, each given the same articles in the form that it likes best.

They make less: chapters, contents and page numbers, where their kind of book has them; no
who's who, no chronology, no proof that nothing was lost.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from bench.collection import Text

_CSS = """
@page { size: A5; margin: 18mm 15mm 20mm 17mm;
  @bottom-center { content: counter(page) } @top-center { content: string(title); font-size: 8pt } }
@page :first { @top-center { content: none } }
html { font: 10pt/13.5pt serif; hyphens: auto; text-align: justify }
h1 { string-set: title content(); page-break-before: always; font-size: 16pt; line-height: 20pt;
  text-align: left; bookmark-level: 1 }
p { margin: 0; text-indent: 1.2em; orphans: 2; widows: 2 }
p.date { text-indent: 0; font-style: italic; margin-bottom: 1em }
nav ol { list-style: none; padding: 0 } nav a { color: inherit; text-decoration: none }
nav a::after { content: leader(".") target-counter(attr(href), page) }
"""


@dataclass(frozen=True, slots=True)
class Run:
    """A command to be measured, and the book that it makes."""

    name: str
    kind: str  # EPUB | PDF | EPUB and PDF
    command: tuple[str, ...]
    made: tuple[Path, ...]
    note: str = ""
    environment: tuple[tuple[str, str], ...] = ()


def write_inputs(texts: Sequence[Text], folder: Path) -> None:
    """The articles as HTML, Markdown and Typst, and as a page each."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "book.html").write_text(_html(texts), encoding="utf-8")
    (folder / "book.md").write_text(_markdown(texts), encoding="utf-8")
    (folder / "book.typ").write_text(_typst(texts), encoding="utf-8")
    pages = folder / "pages"
    pages.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (pages / f"{number:05}.html").write_text(_html([text], contents=False), encoding="utf-8")


def rivals(texts: Sequence[Text], folder: Path) -> Iterator[Run]:
    """Those that are installed."""
    html, out = str(folder / "book.html"), folder / "out"
    out.mkdir(parents=True, exist_ok=True)
    pages = tuple(str(folder / "pages" / f"{n:05}.html") for n in range(len(texts)))

    def run(name: str, kind: str, command: Sequence[str], note: str = "") -> Run:
        book = out / f"{re.sub('[^a-z]+', '-', name.lower())}.{kind.lower()}"
        return Run(
            name, kind, tuple(each.replace("BOOK", str(book)) for each in command), (book,), note
        )

    yield run("plain WeasyPrint", "PDF", (sys.executable, "-m", "weasyprint", html, "BOOK"))
    if pandoc := _pandoc():
        source = str(folder / "book.md")
        yield run("pandoc", "EPUB", (pandoc, source, "-o", "BOOK", "--toc", "--split-level=1"))
        if _has("typst"):
            made = f"{pandoc} {source} -s --toc -o BOOK.typ"
            typst = f"{made} && {sys.executable} -c '{_TYPST}' BOOK.typ BOOK"
            yield run("pandoc and Typst", "PDF", ("sh", "-c", typst), "no running heads")
    if _has("typst"):
        yield run("Typst", "PDF", (sys.executable, "-c", _TYPST, str(folder / "book.typ"), "BOOK"))
    if chromium := shutil.which("chromium") or shutil.which("google-chrome"):
        flags = (
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--print-to-pdf=BOOK",
            f"file://{html}",
        )
        yield run("Chromium", "PDF", (chromium, *flags), "no page numbers in the contents")
    if percollate := shutil.which("percollate"):
        browser = (("PUPPETEER_EXECUTABLE_PATH", chromium),) if chromium else ()
        for kind, more in (("EPUB", ()), ("PDF", ("--toc",))):
            options = (kind.lower(), "--no-sandbox", *more, "-o", "BOOK")
            made = run("percollate", kind, (percollate, *options, *pages))
            yield replace(made, environment=browser)
    if vivliostyle := shutil.which("vivliostyle"):
        where = ("--executable-browser", chromium) if chromium else ()
        yield run("Vivliostyle", "PDF", (vivliostyle, "build", html, "-o", "BOOK", *where))
    if convert := shutil.which("ebook-convert"):
        yield run("calibre", "EPUB", (convert, html, "BOOK"))


def ours(articles: Path, folder: Path, jobs: int) -> Iterator[Run]:
    """This program: cold for each book, then both cold, unchanged, and after one edit."""
    build = _build(articles, jobs)
    for kind in ("EPUB", "PDF"):
        out = folder / f"ours-{kind.lower()}"
        command = (*build, "-o", str(out), "--format", kind.lower(), "--no-cache")
        yield Run(
            "Anthology", kind, command, (out / f"book.{kind.lower()}",), "with who's who, proved"
        )
    out, cache = folder / "ours-both", folder / "cache"
    books = (out / "book.epub", out / "book.pdf")
    both = (*build, "-o", str(out), "--cache", str(cache))
    cold = ("sh", "-c", f'rm -rf "{cache}" "{out}" && exec "$@"', "sh", *both)
    yield Run("Anthology, cold", "EPUB and PDF", cold, books, "cache filled")
    yield Run("Anthology, nothing changed", "EPUB and PDF", both, books)
    last = sorted(articles.glob("*.txt"))[len(list(articles.glob("*.txt"))) // 2]
    edit = f'echo "One more line, number $$." >> "{last}" && exec "$@"'
    yield Run(
        "Anthology, one article edited", "EPUB and PDF", ("sh", "-c", edit, "sh", *both), books
    )


def series(articles: Path, folder: Path, jobs: int, split: str) -> Run:
    """This program making volumes, both books of each, and their index; the cache is filled."""
    out = folder / "ours-series"
    more = ("--split", split, "-o", str(out), "--cache", str(folder / "cache"))
    return Run("Anthology", "EPUB and PDF", (*_build(articles, jobs), *more), (out,), "a series")


def _build(articles: Path, jobs: int) -> tuple[str, ...]:
    """The command; articles taken again with changes are duplicates."""
    build = (sys.executable, "-m", "anthology", "build", str(articles), "-q", "--title", "Book")
    return (*build, "--keep-duplicates", "--jobs", str(jobs))


_TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"


def _has(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def _pandoc() -> str | None:
    if found := shutil.which("pandoc"):
        return found
    if not _has("pypandoc"):
        return None
    import pypandoc  # noqa: PLC0415 - optional

    found = Path(pypandoc.get_pandoc_path())
    return str(found) if found.exists() else None


def _html(texts: Sequence[Text], *, contents: bool = True) -> str:
    lines = [
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Book</title>',
        f"<style>{_CSS}</style></head><body>",
    ]
    if contents:
        entries = (f'<li><a href="#a{n}">{escape(t.title)}</a></li>' for n, t in enumerate(texts))
        lines.append(f"<nav><ol>{''.join(entries)}</ol></nav>")
    for number, text in enumerate(texts):
        paragraphs = "\n".join(f"<p>{escape(each, quote=False)}</p>" for each in text.paragraphs)
        lines.append(
            f'<article><h1 id="a{number}">{escape(text.title)}</h1>'
            f'<p class="date">{text.day}</p>\n{paragraphs}</article>'
        )
    return "\n".join([*lines, "</body></html>"])


def _markdown(texts: Sequence[Text]) -> str:
    def plain(text: str) -> str:
        return re.sub(r"([\\`*_{}\[\]<>#$@~^|+=-])", r"\\\1", text)

    parts = ["---\ntitle: Book\nlang: en\n---"]
    for text in texts:
        parts += [f"# {plain(text.title)}", f"*{text.day}*", *map(plain, text.paragraphs)]
    return "\n\n".join(parts) + "\n"


def _typst(texts: Sequence[Text]) -> str:
    def plain(text: str) -> str:
        return re.sub(r"([\\`*_\[\]<>#$@~/=+-])", r"\\\1", text)

    parts = [
        '#set page(paper: "a5", margin: (x: 16mm, y: 19mm), numbering: "1", header: context {'
        " let h = query(selector(heading).before(here())); if h.len() > 0 { align(center,"
        " text(8pt, h.last().body)) } })",
        '#set text(size: 10pt, lang: "en")\n#set par(justify: true, first-line-indent: 1.2em)',
        "#show heading.where(level: 1): it => { pagebreak(weak: true); it }",
        "#outline()",
    ]
    for text in texts:
        parts += [f"= {plain(text.title)}", f"_{text.day}_", *map(plain, text.paragraphs)]
    return "\n\n".join(parts) + "\n"
