"""Stage 1 of 4, collect: bytes in any usual encoding, made into clean text."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

_MARKS = (  # UTF-32 first: its little-endian mark begins with the other's
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ESCAPES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-_]")
# What XML 1.0 forbids (section 2.2) or no page can show: C0 and C1 controls, non-characters, BOMs.
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff"
    + "".join(chr(plane << 16 | low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF))
    + "]"
)
_MAGIC = (
    b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"{\\rtf",
    b"\x7fELF", b"\xd0\xcf\x11\xe0",
)  # fmt: skip
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\0\t\n\v\f\r\x1b")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with \\n line ends, composed letters and no control characters but tabs."""

    text: str
    guessed: str = ""  # the encoding, where nothing in the file names it
    replaced: int = 0  # bytes that had no meaning; U+FFFD stands for them
    dropped: tuple[str, ...] = ()  # characters that no book can hold, each once: U+0003


class NotTextError(ValueError):
    """The bytes are no text."""


def decode(data: bytes) -> Decoded:
    """The text of a file.

    Raises:
        NotTextError: it holds something else.
    """
    text, guessed, replaced = _characters(data)
    return _clean(text, guessed, replaced)


def _characters(data: bytes) -> tuple[str, str, int]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, errors="replace")
            return text, "", text.count("\ufffd")
    wide = _wide(data)
    if wide:
        text = data.decode(wide, errors="replace")
        return text, wide.upper(), text.count("\ufffd")
    _refuse_binary(data)
    try:
        return data.decode("utf-8"), "", 0
    except UnicodeDecodeError:
        return _guess(data)


def _wide(data: bytes) -> str:
    """``utf-16-le`` or ``utf-16-be`` where every other byte is mostly zero, else nothing."""
    sample = data[:4000]
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if half > 8 and odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    if half > 8 and even > half * 0.6 and odd < half * 0.1:
        return "utf-16-be"
    return ""


def _guess(data: bytes) -> tuple[str, str, int]:
    """Bytes that are not UTF-8: damaged UTF-8, Windows-1252, or what the detector finds.

    A third of the pairs of EUC-JP are letters in UTF-8 too; of damaged UTF-8 most are whole.
    """
    repaired = data.decode("utf-8", errors="replace")
    broken = repaired.count("\ufffd")
    if sum(char > "\x7f" and char != "\ufffd" for char in repaired) * 2 > broken:
        return repaired, "", broken
    if not _reads_as_latin(data):
        from charset_normalizer import from_bytes  # noqa: PLC0415 - 0.1 s, and seldom needed

        best = from_bytes(data).best()
        if best is not None:
            return str(best), best.encoding.replace("_", "-"), 0
    text = data.decode("cp1252", errors="replace")
    return text, "windows-1252", text.count("\ufffd")


def _reads_as_latin(data: bytes) -> bool:
    """Whether few bytes lie above ASCII, as in Western texts; elsewhere they make up the words.

    The detector confuses the Western encodings with one another on texts of this length.
    """
    high = sum(byte > 0x7F for byte in data)
    letters = sum(65 <= byte <= 90 or 97 <= byte <= 122 for byte in data)
    return high < letters * 0.2


def _refuse_binary(data: bytes) -> None:
    """Raise where the signature or the number of control characters is not that of a text."""
    sample = data[:8000]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if sample.startswith(_MAGIC) or controls > 40 + len(sample) * 0.02:
        raise NotTextError
    if sample.count(0) > 8 + len(sample) * 0.1:
        raise NotTextError


def without_unfit(text: str) -> str:
    """The text without characters that no book can hold; escapes in YAML or JSON may bring some."""
    return _UNFIT.sub("", text)


def _clean(text: str, guessed: str, replaced: int) -> Decoded:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    text = text.replace("\f", "\n\n").replace("\u2029", "\n\n")
    for newline in "\r\v\u2028\x85":
        text = text.replace(newline, "\n")
    dropped: set[str] = set()
    if "\x1b" in text:
        text, count = _ESCAPES.subn("", text)
        dropped |= {"U+001B"} if count else set()
    unfit = _UNFIT.findall(text)
    if unfit:
        dropped |= {f"U+{ord(char):04X}" for char in unfit}
        text = without_unfit(text)
    return Decoded(unicodedata.normalize("NFC", text), guessed, replaced, tuple(sorted(dropped)))
