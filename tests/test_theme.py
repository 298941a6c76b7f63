"""Where a theme's files, faces and numbers come from when one theme extends another."""

from __future__ import annotations

from pathlib import Path

import pytest

from anthology import theme
from anthology.errors import ConfigError
from anthology.theme import FontFace, far_addresses, load_theme, styles_folder, theme_names


def _theme(folder: Path, settings: str, **files: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "theme.toml").write_text(settings, encoding="utf-8")
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A theme that extends another, by its folder; fonts are looked for in both."""
    base = _theme(
        tmp_path / "base",
        'name = "Base"\n[page]\nwide = 3\nhigh = 4\n[cover]\npalettes = [["a", "b", "c"]]\n'
        '[[fonts]]\nfamily = "Plain"\nfiles = { regular = "r.otf" }\n',
        a_css="p { color: grün }", b_css="b", x_txt="base", fonts__r_otf="R", fonts__i_otf="base",
    )  # fmt: skip
    return _theme(
        tmp_path / "own",
        f'name = "Own"\nextends = "{base}"\n[page]\nwide = 5\nlow = 6\n'
        '[[fonts]]\nfamily = "Serif"\n[fonts.files]\nregular = "r.otf"\nitalic = "i.otf"\n'
        'bold = "r.otf"\nbolditalic = "i.otf"\n',
        a_css="q", x_txt="own ä", fonts__i_otf="I",
    )  # fmt: skip


def test_each_file_is_the_first_there_is(two: Path) -> None:
    found = load_theme(str(two))
    base = two.parent / "base"
    assert found.folders == (two, base)
    assert found.path("x.txt") == two / "x.txt"
    assert found.path("b.css") == base / "b.css"
    assert found.text("x.txt") == "own ä"
    with pytest.raises(ConfigError) as caught:
        found.path("y.txt")
    assert str(caught.value) == ("theme Own: no file y.txt; a theme needs it or must extend one")


def test_style_sheets_follow_each_other_base_first(two: Path) -> None:
    found = load_theme(str(two))
    assert found.text("a.css") == "p { color: grün }\nq"
    assert found.text("b.css") == "b"
    assert not found.text("c.css")


def test_numbers_are_the_own_ones_where_there_are_some(two: Path) -> None:
    found = load_theme(str(two))
    assert found.name == "Own"
    assert found.page == {"wide": 5.0, "high": 4.0, "low": 6.0}
    assert all(isinstance(number, float) for number in found.page.values())
    assert found.palettes == (("a", "b", "c"),)


def test_faces_are_those_of_the_theme_itself_wherever_its_files_are(two: Path) -> None:
    regular, italic = two.parent / "base/fonts/r.otf", two / "fonts/i.otf"
    assert load_theme(str(two)).faces == (
        FontFace("Serif", "normal", 400, regular), FontFace("Serif", "italic", 400, italic),
        FontFace("Serif", "normal", 700, regular), FontFace("Serif", "italic", 700, italic),
    )  # fmt: skip
    base = load_theme(str(two.parent / "base"))
    assert base.faces == (FontFace("Plain", "normal", 400, regular),)


def test_a_theme_may_say_nothing_at_all(tmp_path: Path) -> None:
    found = load_theme(str(_theme(tmp_path / "t", "")))
    assert (found.name, found.faces, found.page, found.palettes) == (
        str(tmp_path / "t"), (), {}, (),
    )  # fmt: skip


def test_themes_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    _theme(one, f'extends = "{two}"')
    _theme(two, f'extends = "{one}"')
    with pytest.raises(ConfigError) as caught:
        load_theme(str(one))
    assert str(caught.value) == f"theme {one}: {one} extends itself; remove the circle"


def test_a_theme_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    assert theme_names() == ("classic", "modern")
    for name in (str(tmp_path), "no\x07ne"):
        with pytest.raises(ConfigError) as caught:
            load_theme(name)
        assert str(caught.value) == (
            f"no theme {name!r}; name one of classic, modern, or a folder with a theme.toml"
        )


def test_a_theme_of_the_program_is_found_by_its_name() -> None:
    found = load_theme("modern")
    assert found.folders[0] == styles_folder() / "modern"


def test_settings_that_cannot_be_read_are_told_with_the_place(tmp_path: Path) -> None:
    path = _theme(tmp_path / "t", "name = ") / "theme.toml"
    with pytest.raises(ConfigError) as caught:
        load_theme(str(path.parent))
    assert str(caught.value).startswith(f"{path}: Invalid value")
    assert str(caught.value).endswith("; mend the theme's settings")
    path.write_bytes(b"name = '\xff'")
    with pytest.raises(ConfigError, match=r"can't decode.*; mend the theme's settings"):
        load_theme(str(path.parent))


def test_a_theme_reads_nothing_outside_of_its_folder(two: Path) -> None:
    (two.parent / "secret.txt").write_text("x")
    for name in ("../secret.txt", "link.txt"):
        (two / "link.txt").unlink(missing_ok=True)
        (two / "link.txt").symlink_to(two.parent / "secret.txt")
        with pytest.raises(ConfigError) as caught:
            load_theme(str(two)).path(name)
        assert str(caught.value) == (
            f"{two / name}: leads out of the theme's folder; copy the file into it"
        )


def test_a_style_sheet_that_would_load_something_is_told(two: Path) -> None:
    (two / "a.css").write_text("p { background: url(x.png) }")
    with pytest.raises(ConfigError) as caught:
        load_theme(str(two)).text("a.css")
    assert str(caught.value) == (
        f"{two / 'a.css'}: url(x.png) would be loaded; books load nothing: take it out"
    )


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("@IMPORT 'a.css';", ["@import"]),
        ("@media print { p { content: url(x) } }", ["url(x)"]),
        ("p { a: url('x') } q { a: URL(y) }", ["url(x)", "url(y)"]),
        ("p { a: image-set('x' 1x, 'DATA:y' 2x) }", ["image-set(x)"]),
        ("p { a: [ ( src('x') ) ] }", ["src(x)"]),
        ("p { a: -webkit-image-set('x' 1x) cross-fade('y', 'z') }",
         ["-webkit-image-set(x)", "cross-fade(y)", "cross-fade(z)"]),
        ("p { a: f(url(x)) image('#a' 'b') }", ["url(x)", "image(b)"]),
        ("p { a: url(data:x) url(DATA:x) url(#a) src('#a') f('x'); content: 'url(x)' }", []),
        ("@font-face { src: local('x') } @page { margin: 0 }", []),
    ],
)  # fmt: skip
def test_what_a_style_sheet_would_load(css: str, found: list[str]) -> None:
    assert list(far_addresses(css)) == found


def test_themes_lie_in_the_package_or_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "anthology"
    package.mkdir()
    monkeypatch.setattr(theme, "_PACKAGE", package)
    assert styles_folder() == tmp_path / "styles"
    for name in ("b", "a"):
        _theme(package / "styles" / name, "")
    (package / "styles" / "c").mkdir()
    assert styles_folder() == package / "styles"
    assert theme_names() == ("a", "b")
    assert load_theme("a").folders == (package / "styles" / "a",)
