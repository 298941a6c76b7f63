"""The theme's fonts for an e-book, cut down to the characters that its documents use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO

from anthology.theme import FontFace, Theme

_FEATURES = ["onum", "lnum", "pnum", "tnum", "smcp"]  # beside those that are always on


def subset_fonts(theme: Theme, documents: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
    """Name and content of each face, with its ligatures, figures and small capitals."""
    used = {ord(char) for content in documents for char in content.decode("utf-8")}
    for face in theme.faces:
        yield f"fonts/{face.path.name}", _subset(face, used)


def font_rules(theme: Theme) -> str:
    """The style sheet that brings in the faces and, after them, the theme's use of them."""
    rules = [
        f'@font-face {{ font-family: "{face.family}"; font-style: {face.style};'
        f" font-weight: {face.weight}; src: url(../fonts/{face.path.name}) }}"
        for face in theme.faces
    ]
    return "\n".join([*rules, theme.text("fonts.css")])


def _subset(face: FontFace, used: set[int]) -> bytes:
    from fontTools import subset  # noqa: PLC0415 - for books with fonts in them only
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - as above

    options = subset.Options()
    options.layout_features += _FEATURES
    options.drop_tables += ["FFTM"]  # FontForge's own time stamps
    font = TTFont(face.path, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=used | {0x20, 0xA0})
    cutter.subset(font)
    data = BytesIO()
    font.save(data)
    font.close()
    return data.getvalue()
