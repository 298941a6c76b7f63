"""A theme may be a stranger's: it can shape the book, and reach nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from anthology.edition import Medium
from anthology.errors import ConfigError
from anthology.layout import lay_out
from anthology.model import Article, Block, BlockKind, Book, Folios, Origin, Part
from anthology.theme import load_theme


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
