"""What sets the text and is no part of this program: Pango, HarfBuzz, fontconfig and the fonts.

They are asked without WeasyPrint, which takes half a second to load: to see that nothing has
changed since the last build must be quicker than that.
"""

from __future__ import annotations

import ctypes
import hashlib
from collections.abc import Iterator
from pathlib import Path

from anthology.theme import FontFace

_FONTCONFIG = ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll", "fontconfig-1")
_LIBRARIES = {  # what lays out and cuts fonts, by the function that tells its version
    "pango_version": ("libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0-0.dll"),
    "hb_version_string": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
    "FcGetVersion": _FONTCONFIG,
}


def engine(faces: tuple[FontFace, ...]) -> str:
    """Everything that decides how text is set beside the text: libraries, fonts, as one digest.

    A font that is added, removed or exchanged changes it; costs about 20 ms.
    """
    digest = hashlib.sha256()
    for function, names in _LIBRARIES.items():
        library = _library(names)
        if library is None:  # Pango's own loader may still find it
            digest.update(b"unknown")
            continue
        told = getattr(library, function)
        told.restype = ctypes.c_char_p if function.endswith("string") else ctypes.c_int
        digest.update(str(told()).encode())
    for face in faces:
        digest.update(hashlib.sha256(face.path.read_bytes()).digest())
    for path, size in system_fonts():
        digest.update(f"{path}\0{size}\0".encode(errors="surrogateescape"))
    return digest.hexdigest()


def system_fonts() -> Iterator[tuple[Path, int]]:
    """The files in fontconfig's folders with their sizes in bytes, sorted."""
    for folder in sorted(_font_folders()):
        try:
            files = sorted(each for each in folder.iterdir() if each.is_file())
            yield from [(file, file.stat().st_size) for file in files]
        except OSError:
            continue


def _font_folders() -> set[Path]:
    library = _library(_FONTCONFIG)
    if library is None:
        return set()
    library.FcInitLoadConfigAndFonts.restype = ctypes.c_void_p
    library.FcConfigGetFontDirs.argtypes = [ctypes.c_void_p]
    library.FcConfigGetFontDirs.restype = ctypes.c_void_p
    library.FcStrListNext.argtypes = [ctypes.c_void_p]
    library.FcStrListNext.restype = ctypes.c_char_p
    folders = library.FcConfigGetFontDirs(library.FcInitLoadConfigAndFonts())
    found = set()
    while folder := library.FcStrListNext(folders):
        found.add(Path(folder.decode(errors="surrogateescape")))
    return found


def _library(names: tuple[str, ...]) -> ctypes.CDLL | None:
    for name in names:
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    return None
