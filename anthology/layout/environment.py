"""Where templates are found and how they are filled: read once for all the editions of a theme."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from anthology.theme import Theme, styles_folder


def environment(theme: Theme) -> Environment:
    """The theme's templates; those of a theme that is not ours may reach for little."""
    return _environment(tuple(str(folder) for folder in theme.folders), _is_ours(theme))


def _is_ours(theme: Theme) -> bool:
    return all(folder.is_relative_to(styles_folder()) for folder in theme.folders)


@lru_cache(maxsize=2)
def _environment(folders: tuple[str, ...], ours: bool) -> Environment:
    """Compiled templates are kept while their files stay as they are."""
    kind = Environment if ours else ImmutableSandboxedEnvironment  # may be a stranger's
    return kind(
        loader=FileSystemLoader([f"{folder}/templates" for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
