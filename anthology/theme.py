"""styles/ -> Theme: where a theme's files are, the user's own folder first, file by file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tinycss2

from anthology.errors import ConfigError

_PACKAGE = Path(__file__).parent
_NEAR = ("data:", "#")
_LOADING = frozenset(("url", "src", "image", "image-set", "-webkit-image-set", "cross-fade"))


@dataclass(frozen=True, slots=True)
class FontFace:
    """One font file and the CSS properties that select it."""

    family: str
    style: str  # normal | italic
    weight: int  # 400 | 700
    path: Path


@dataclass(frozen=True, slots=True)
class Theme:
    """A look: folders searched in order, faces, and the numbers that pages are computed from."""

    name: str
    folders: tuple[Path, ...]
    faces: tuple[FontFace, ...]
    page: Mapping[str, float]
    palettes: tuple[tuple[str, str, str], ...]  # ground, ink, accent

    def path(self, name: str) -> Path:
        """The first file of that name in the theme's folders.

        Raises:
            ConfigError: no folder has it.
        """
        for folder in self.folders:
            if (folder / name).is_file():
                return _inside(folder, name)
        raise ConfigError(f"theme {self.name}: no file {name}; a theme needs it or must extend one")

    def text(self, name: str) -> str:
        """The file's text; every folder's one after the other for style sheets, base first.

        Raises:
            ConfigError: a style sheet would load something.
        """
        if name.endswith(".css"):
            having = [each for each in reversed(self.folders) if (each / name).is_file()]
            return "\n".join(_sheet(_inside(each, name)) for each in having)
        return self.path(name).read_text(encoding="utf-8")


def _inside(folder: Path, name: str) -> Path:
    """The file of that name in a theme's folder; a theme may be a stranger's.

    Raises:
        ConfigError: the name, or a link, leads out of the folder.
    """
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise ConfigError(f"{path}: leads out of the theme's folder; copy the file into it")
    return path


def _sheet(path: Path) -> str:
    """The style sheet's text.

    Raises:
        ConfigError: it would load something, which neither book can.
    """
    text = path.read_text(encoding="utf-8")
    if found := next(far_addresses(text), ""):
        raise ConfigError(f"{path}: {found} would be loaded; books load nothing: take it out")
    return text


def far_addresses(css: str) -> Iterator[str]:
    """What a style sheet, or a part of one, would load: all but data: and parts of the document."""
    ahead = tinycss2.parse_component_value_list(css)[::-1]
    while ahead:
        token = ahead.pop()
        if token.type == "at-keyword" and token.lower_value == "import":
            yield "@import"
        elif token.type == "url" and not token.value.lower().startswith(_NEAR):
            yield f"url({token.value})"
        elif token.type == "function" and token.lower_name in _LOADING:
            named = [each.value for each in token.arguments if each.type == "string"]
            yield from (f"{token.name}({v})" for v in named if not v.lower().startswith(_NEAR))
        inside = getattr(token, "arguments", None) or getattr(token, "content", None) or []
        ahead += inside[::-1]


def styles_folder() -> Path:
    """The folder of the themes that come with the program: in the wheel, or in the checkout."""
    inside = _PACKAGE / "styles"
    return inside if inside.is_dir() else _PACKAGE.parent / "styles"


def theme_names() -> tuple[str, ...]:
    """Names of the themes that come with the program, sorted."""
    return tuple(sorted(p.parent.name for p in styles_folder().glob("*/theme.toml")))


def load_theme(name: str) -> Theme:
    """The theme of that name, or in that folder, with the themes that it extends.

    Raises:
        ConfigError: there is no such theme, or its theme.toml is wrong.
    """
    folders: list[Path] = []
    settings: dict[str, Any] = {}  # Any: as TOML gives it
    fonts: list[dict[str, Any]] = []
    following = name
    while following:
        folder = _folder(following)
        if folder in folders:
            raise ConfigError(f"theme {name}: {following} extends itself; remove the circle")
        data = _toml(folder / "theme.toml")
        folders.append(folder)
        for key, value in data.items():
            if key == "fonts":
                fonts = fonts or value
            elif isinstance(value, dict):
                settings[key] = {**value, **settings.get(key, {})}
            else:
                settings.setdefault(key, value)
        following = str(data.get("extends", ""))
    theme = Theme(
        name=str(settings.get("name", name)),
        folders=tuple(folders),
        faces=(),
        page={k: float(v) for k, v in settings.get("page", {}).items()},
        palettes=tuple((p[0], p[1], p[2]) for p in settings.get("cover", {}).get("palettes", [])),
    )
    return Theme(theme.name, theme.folders, _faces(theme, fonts), theme.page, theme.palettes)


def _folder(name: str) -> Path:
    own = Path(name)
    if (own / "theme.toml").is_file():
        return own.resolve()
    shipped = styles_folder() / name
    if name in theme_names():
        return shipped
    known = ", ".join(theme_names())
    raise ConfigError(f"no theme {name!r}; name one of {known}, or a folder with a theme.toml")


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: {error}; mend the theme's settings") from error


def _faces(theme: Theme, fonts: list[dict[str, Any]]) -> tuple[FontFace, ...]:
    faces = []
    for font in fonts:
        for kind, file in font["files"].items():
            style = "italic" if kind.endswith("italic") else "normal"
            weight = 700 if kind.startswith("bold") else 400
            faces.append(FontFace(font["family"], style, weight, theme.path(f"fonts/{file}")))
    return tuple(faces)
