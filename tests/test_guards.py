"""Each promise of SECURITY.md is kept by a guard: with it the attack fails, without it it works.

Every attack is tried twice: with the program as it is, and with its guard taken away, where the
very same check must fail. A guard that nothing needs, or an attack that proves nothing, fails here.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import jinja2
import pytest
from markupsafe import Markup
from PIL import Image

from anthology.cache import Cache
from anthology.cli.terminal import Terminal
from anthology.cli.writing import write_whole
from anthology.collect import collect, hosts
from anthology.collect.drawings import clean_drawing
from anthology.collect.fetching import Fetcher, FetchError
from anthology.collect.frontmatter import read_front_matter
from anthology.config import Config
from anthology.edition import Medium
from anthology.errors import ConfigError, OutputError
from anthology.layout import lay_out
from anthology.model import Article, Block, BlockKind, Book, Folios, Origin, Part
from anthology.report import Report
from anthology.theme import load_theme

IS_PUBLIC = hosts.is_public
SECRET = "The key lies under the third stone."
Attack = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Guard:
    """A promise, where its guard is, what stands there when it is taken away, and the attack."""

    promise: str
    place: str
    gone: object
    attack: Attack  # asserts that it had no success


class Everything:
    """Holds whatever it is asked for."""

    def __contains__(self, _: object) -> bool:
        return True


def bound(folder: Path, source: Path) -> tuple[Article, ...]:
    (source / "a.txt").write_text("date: 2024-02-03\n\nThe tide was out.")
    return collect([str(source)], Config(), Report())


def a_link_out_of_the_sources(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "secret.txt").write_text(SECRET)
    (folder / "in" / "key.txt").symlink_to(folder / "secret.txt")
    assert SECRET not in str(bound(folder, folder / "in"))


def a_picture_outside_of_the_sources(folder: Path) -> None:
    (folder / "in").mkdir()
    Image.new("RGB", (40, 40), "red").save(folder / "secret.png")
    (folder / "in" / "b.md").write_text("date: 2024-02-03\n\n![A key](../secret.png)\n")
    assert not any(article.assets for article in bound(folder, folder / "in"))


def a_file_that_is_too_large(folder: Path) -> None:
    """65 MB, sparse: it takes no room on the disk."""
    with (folder / "b.txt").open("wb") as stream:
        stream.write(b"date: 2024-02-03\n\nThe tide was high.\n")
        stream.truncate(65 * 1024 * 1024)
    report = Report()
    (folder / "a.txt").write_text("date: 2024-02-03\n\nThe tide was out.")
    collect([str(folder)], Config(), report)
    assert any("larger than 64 MB" in notice.message for notice in report)


def aliases_that_explode(_: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 8)]
    found = read_front_matter("---\n" + "\n".join(lines) + "\n---\n\nText.")
    assert "aliases" in found.problem


def theme(folder: Path, **files: str) -> str:
    (folder / "templates").mkdir(parents=True)
    (folder / "theme.toml").write_text('name = "Foreign"\nextends = "classic"\n')
    for name, text in files.items():
        (folder / name.replace("__", "/").replace("_dot_", ".")).write_text(text)
    return str(folder)


def filled(name: str) -> str:
    article = Article("a-x", Origin("x.txt"), "X", (Block(BlockKind.PARAGRAPH, "<b>Words.</b>"),))
    book = Book("T", "en", (Part("p", "", (article,)),), (), "urn:uuid:0")
    edition = lay_out(book, load_theme(name), Medium.EBOOK, "A5", "0")
    return "\n".join(edition.html(section, Folios()) for section in edition.sections)


def a_template_that_reaches_python(folder: Path) -> None:
    code = "<p>{{ ''.__class__.__mro__[1].__subclasses__() }}</p>"
    with pytest.raises(ConfigError, match="unsafe"):
        filled(theme(folder / "t", templates__colophon_dot_html_dot_j2=code))
        raise AssertionError("the template was filled")


def a_theme_that_links_out_of_itself(folder: Path) -> None:
    (folder / "secret.css").write_text(f"/* {SECRET} */")
    name = theme(folder / "t")
    (folder / "t" / "ebook.css").symlink_to(folder / "secret.css")
    with pytest.raises(ConfigError, match="leads out"):
        load_theme(name).text("ebook.css")


def a_style_sheet_that_fetches(folder: Path) -> None:
    name = theme(folder / "t", ebook_dot_css="p { background: url(https://example.org/x.png) }")
    with pytest.raises(ConfigError, match="would be loaded"):
        load_theme(name).text("ebook.css")


def svg(inner: str) -> bytes:
    head = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    return f"{head}{inner}</svg>".encode()


def a_drawing_with_a_script(_: Path) -> None:
    found = clean_drawing(
        svg("<script>alert(1)</script><foreignObject/><animate/><path d='M0 0'/>")
    )
    assert found
    for word in (b"script", b"foreignObject", b"animate"):
        assert word not in found.data
    assert b"path" in found.data


def a_drawing_with_handlers_and_addresses(_: Path) -> None:
    inner = "<path d='M0 0' onclick='x()' fill='url(https://example.org/)'/>"
    inner += "<image href='file:///etc/passwd'/><use href='https://example.org/#a'/>"
    found = clean_drawing(svg(inner))
    assert found
    for word in (b"onclick", b"example.org", b"passwd"):
        assert word not in found.data


def a_drawing_that_imports_in_its_style(_: Path) -> None:
    found = clean_drawing(svg("<style>@import 'https://example.org/a.css';</style>"))
    assert found
    assert b"example.org" not in found.data


def a_cache_of_somebody_else(folder: Path) -> None:
    Cache(folder / "kept", b"theirs").put("0" * 16, b"<script>")
    assert Cache(folder / "kept", b"ours").get("0" * 16) is None


def a_message_that_steers_the_terminal(_: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        heard = io.StringIO()
        patch.setattr("sys.stderr", heard)
        Terminal().remark("a\x1b]0;owned\x07\u202etxt.exe")
    assert not {"\x1b", "\x07", "\u202e"} & set(heard.getvalue())


def a_book_that_takes_the_place_of_an_article(folder: Path) -> None:
    article = folder / "a.epub"
    article.write_bytes(b"an article")
    with pytest.raises(OutputError):
        write_whole(folder, [("a.epub", b"a book")], [article])
    assert article.read_bytes() == b"an article"


def a_host_that_is_not_public(_: Path) -> None:
    """Judged before anything is asked; what the fetcher asks if nothing is said is this guard."""
    assert Fetcher().allows is IS_PUBLIC
    fetcher = Fetcher(lookup=lambda host: ("169.254.169.254",), allows=hosts.is_public)
    with pytest.raises(FetchError, match="not on the public internet"):
        fetcher._judged("news.example")
        raise AssertionError("the host was taken")


def an_address_that_is_a_file(_: Path) -> None:
    with pytest.raises(FetchError, match="not a plain address"):
        Fetcher(lookup=lambda host: (), sleep=lambda _: None).fetch("file:///etc/passwd")


def an_article_that_is_markup(folder: Path) -> None:
    """Its text is set as text, whatever it says."""
    assert "<b>Words" not in filled("classic")


GUARDS = [
    Guard(
        "nothing outside of the sources is read",
        "anthology.collect.sources._leads_out",
        lambda *_: False,
        a_link_out_of_the_sources,
    ),
    Guard(
        "no picture outside of the sources is read",
        "anthology.collect.image_files._is_inside",
        lambda *_: True,
        a_picture_outside_of_the_sources,
    ),
    Guard(
        "files have a limit",
        "anthology.collect.sources.MOST_BYTES",
        1 << 40,
        a_file_that_is_too_large,
    ),
    Guard(
        "aliases do not explode",
        "anthology.collect.frontmatter._is_too_much",
        lambda _: False,
        aliases_that_explode,
    ),
    Guard(
        "a template reaches no Python",
        "anthology.layout.environment.ImmutableSandboxedEnvironment",
        jinja2.Environment,
        a_template_that_reaches_python,
    ),
    Guard(
        "a theme reads no file elsewhere",
        "anthology.theme._inside",
        lambda folder, name: folder / name,
        a_theme_that_links_out_of_itself,
    ),
    Guard(
        "a theme fetches nothing",
        "anthology.theme.far_addresses",
        lambda _: iter(()),
        a_style_sheet_that_fetches,
    ),
    Guard(
        "no element but those allowed is in a drawing",
        "anthology.collect.drawings._ELEMENTS",
        Everything(),
        a_drawing_with_a_script,
    ),
    Guard(
        "no handler and no address is in a drawing",
        "anthology.collect.drawings._may_stay",
        lambda *_: True,
        a_drawing_with_handlers_and_addresses,
    ),
    Guard(
        "no style of a drawing loads anything",
        "anthology.collect.drawings._OUTSIDE",
        re.compile(r"(?!)"),
        a_drawing_that_imports_in_its_style,
    ),
    Guard(
        "a cache of others is not used",
        "anthology.cache.hmac.compare_digest",
        lambda *_: True,
        a_cache_of_somebody_else,
    ),
    Guard(
        "the terminal is not steered",
        "anthology.cli.terminal.harmless",
        lambda text: text,
        a_message_that_steers_the_terminal,
    ),
    Guard(
        "an article is not written over",
        "anthology.cli.writing._target",
        lambda folder, name, _: folder / name,
        a_book_that_takes_the_place_of_an_article,
    ),
    Guard(
        "no private host is asked",
        "anthology.collect.hosts.is_public",
        lambda _: True,
        a_host_that_is_not_public,
    ),
    Guard(
        "only addresses of the web are fetched",
        "anthology.collect.fetching._plain",
        lambda _: ("", None),
        an_address_that_is_a_file,
    ),
    Guard(
        "text is text",
        "anthology.layout.weave.escape",
        Markup,
        an_article_that_is_markup,
    ),
]


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.promise)
def test_the_attack_fails_with_the_guard_and_only_with_it(
    guard: Guard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "with").mkdir()
    guard.attack(tmp_path / "with")
    (tmp_path / "without").mkdir()
    monkeypatch.setattr(guard.place, guard.gone)
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        guard.attack(tmp_path / "without")
