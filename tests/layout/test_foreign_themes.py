"""A theme may be a stranger's: it can shape the book, and reach nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from anthology.edition import Medium
from anthology.errors import ConfigError
from anthology.layout import lay_out
from anthology.model import Article, Block, BlockKind, Book, Folios, Origin, Part
from anthology.theme import far_addresses, load_theme


def _theme(folder: Path, **files: str) -> str:
    (folder / "templates").mkdir(parents=True)
    (folder / "theme.toml").write_text('name = "Foreign"\nextends = "classic"\n', encoding="utf-8")
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".").replace("_", "-")
        path.write_text(text, encoding="utf-8")
    return str(folder)


def _filled(theme: str) -> str:
    article = Article("a-x", Origin("x.txt"), "X", (Block(BlockKind.PARAGRAPH, "Words."),))
    book = Book("T", "en", (Part("p", "", (article,)),), (), "urn:uuid:0")
    edition = lay_out(book, load_theme(theme), Medium.EBOOK, "A5", "0")
    section = next(s for s in edition.sections if s.id == "colophon")
    return edition.html(section, Folios())


@pytest.mark.parametrize(
    "code",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ book.__init__.__globals__ }}",
        "{{ typeset.__globals__['escape'] }}",
        "{{ '{0.__class__}'.format(book) }}",
        "{{ lang.__code__ }}",
        "{% set _ = book.parts.__class__.__base__ %}{{ _.__subclasses__() }}",
    ],
)
def test_a_template_reaches_no_python(code: str, tmp_path: Path) -> None:
    """Fails in a plain Environment: each of these reaches classes, globals or code there."""
    with pytest.raises(ConfigError, match=r"colophon\.html\.j2: .*(unsafe|undefined)"):
        _filled(_theme(tmp_path / "t", templates__colophon_dot_html_dot_j2=code))


_PAGE = (
    '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head><body>{}</body></html>'
)


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>",
        '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><set attributeName="href" to="x"/></svg>',
        '<p onclick="alert(1)">X</p>',
        '<a href="javascript:alert(1)">X</a>',
        '<a href=" Java&#9;Script:alert(1)">X</a>',
        '<a href="file:///etc/passwd">X</a>',
        '<a href="x.xhtml" ping="https://example.org/">X</a>',
        '<iframe srcdoc="X"></iframe>',
        '<form action="https://example.org/"><p>X</p></form>',
        '<img src="https://example.org/x.png" alt=""/>',
        '<img src="//example.org/x.png" alt=""/>',
        '<img src="x.png" srcset="x.png 1x, https://example.org/x.png 2x" alt=""/>',
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink">'
        '<image x:href="https://example.org/x.png"/></svg>',
        '<link rel="stylesheet" href="https://example.org/x.css"/>',
        '<meta http-equiv="refresh" content="0; https://example.org/"/>',
        '<p style="background: url(https://example.org/x.png)">X</p>',
        "<style>@import 'https://example.org/x.css';</style>",
        '<?xml-stylesheet href="https://example.org/x.css"?>',
    ],
)
def test_no_script_and_no_far_address_of_a_template_reaches_an_ebook(
    markup: str, tmp_path: Path
) -> None:
    theme = _theme(tmp_path / "t", templates__colophon_dot_html_dot_j2=_PAGE.format(markup))
    with pytest.raises(ConfigError, match=r"colophon\.html\.j2: .* may not stand in an e-book"):
        _filled(theme)


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE html SYSTEM "https://example.org/x.dtd">',
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<?xml-stylesheet href="https://example.org/x.css"?>',
    ],
)
def test_nothing_far_stands_before_the_document(head: str, tmp_path: Path) -> None:
    theme = _theme(tmp_path / "t", templates__colophon_dot_html_dot_j2=head + _PAGE.format("&#9;"))
    with pytest.raises(ConfigError, match="may not stand in an e-book"):
        _filled(theme)


def test_a_template_that_is_not_well_formed_is_named(tmp_path: Path) -> None:
    theme = _theme(tmp_path / "t", templates__colophon_dot_html_dot_j2=_PAGE.format("<p>X"))
    with pytest.raises(ConfigError, match=r"colophon\.html\.j2: not well-formed: .*; mend"):
        _filled(theme)


def test_links_that_a_reader_may_follow_and_data_are_let_through(tmp_path: Path) -> None:
    markup = (
        '<a href="https://example.org/">X</a><a href="mailto:x@example.org">X</a>'
        '<a href="nav.xhtml#toc">X</a><img src="data:image/png;base64,AA==" alt=""/>'
        '<p style="color: red">X</p>'
    )
    theme = _theme(tmp_path / "t", templates__colophon_dot_html_dot_j2=_PAGE.format(markup))
    assert markup in _filled(theme)


@pytest.mark.parametrize("sheet", ["book.css", "ebook.css", "extras.css", "fonts.css", "print.css"])
@pytest.mark.parametrize(
    "css",
    [
        "@import 'https://example.org/x.css';",
        "@\\69mport url(x.css);",
        "p { background: url(https://example.org/x.png) }",
        "p { background: u\\72l('//example.org/x.png') }",
        "@media print { p { background: image-set('https://example.org/x.png' 1x) } }",
        "@font-face { font-family: X; src: local(X), url(https://example.org/x.woff2) }",
        "p { background: url(ornament.png) }",
    ],
)
def test_a_style_sheet_loads_nothing(css: str, sheet: str, tmp_path: Path) -> None:
    theme = Path(_theme(tmp_path / "t"))
    (theme / sheet).write_text(css, encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"{sheet}: .* would be loaded; books load nothing"):
        load_theme(str(theme)).text(sheet)


def test_a_style_sheet_may_hold_what_it_shows(tmp_path: Path) -> None:
    theme = Path(_theme(tmp_path / "t"))
    css = "/* url(https://example.org/) */ p { background: url(data:image/png;base64,AA==) }"
    (theme / "extras.css").write_text(css, encoding="utf-8")
    assert css in load_theme(str(theme)).text("extras.css")


@pytest.mark.parametrize("name", ["/etc/passwd", "../../secret.txt", "../secret.txt"])
def test_a_template_includes_its_own_folder_only(name: str, tmp_path: Path) -> None:
    """Jinja2's loader refuses ``..`` and absolute names; this holds it to that."""
    (tmp_path / "secret.txt").write_text("The secret.", encoding="utf-8")
    theme = _theme(tmp_path / "t", templates__colophon_dot_html_dot_j2=f'{{% include "{name}" %}}')
    with pytest.raises(ConfigError, match=r"passwd|secret"):
        _filled(theme)


@pytest.mark.parametrize("name", ["book.css", "fonts/x.otf"])
def test_a_theme_has_no_file_outside_its_folder(name: str, tmp_path: Path) -> None:
    """Fails without ``_inside``: the linked file would stand in the book."""
    theme = Path(_theme(tmp_path / "t"))
    (tmp_path / "secret").write_text("The secret.", encoding="utf-8")
    (theme / name).parent.mkdir(exist_ok=True)
    (theme / name).symlink_to(tmp_path / "secret")
    with pytest.raises(ConfigError, match="leads out of"):
        load_theme(str(theme)).text(name)


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("@import 'a.css'; p { background: url(b.png) }", ["@import", "url(b.png)"]),
        ("p { background: image-set('https://example.org/x.png' 1x) }", None),
        ("p { background: var(--x, url(c.png)) }", ["url(c.png)"]),
        ("p { background: src('DATA:image/png,x'), url('#a'), url(data:,x) }", []),
        ("@media print { p { color: red; background: url(d.png), url(e.png) } }", None),
        ("p { content: 'url(f.png)' } /* url(g.png) */", []),
    ],
)
def test_every_way_to_load_in_a_style_sheet_is_seen(css: str, found: list[str] | None) -> None:
    """In order, in functions and blocks too; what is text or near is none."""
    seen = list(far_addresses(css))
    if found is None:
        assert seen in (["image-set(https://example.org/x.png)"], ["url(d.png)", "url(e.png)"])
    else:
        assert seen == found
