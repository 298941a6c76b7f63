"""Small EPUBs, sound but for what a test changes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="EPUB/book.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)
METADATA = (
    '<dc:identifier id="uid">urn:uuid:2f0d1a3e-5b0c-4c3e-9d8e-0a8e6f1b2c3d</dc:identifier>'
    "<dc:title>Talks</dc:title><dc:language>en</dc:language>"
    '<meta property="dcterms:modified">2023-07-20T00:00:00Z</meta>'
)
XHTML = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
    "<head><title>Talks</title></head><body>{}</body></html>"
)
PNG = (  # one grey pixel
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
    b"\x00\x00\x00\nIDATx\x9cc\xa8\x07\x00\x00\x81\x00\x80\xa3\xa5\x8a\xac\x00\x00\x00\x00IEND\xaeB`\x82"
)


def documents(bodies: Mapping[str, str]) -> dict[str, bytes]:
    """The files of a sound book with these chapters, by name, in the archive's order."""
    entries = "".join(f'<li><a href="{name}">{name}</a></li>' for name in bodies)
    items = "".join(
        f'<item id="c{number}" href="{name}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(bodies)
    )
    spine = "".join(f'<itemref idref="c{number}"/>' for number in range(len(bodies)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="uid">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{METADATA}</metadata><manifest>'
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        '<item id="img" href="cover.png" media-type="image/png" properties="cover-image"/>'
        f"{items}</manifest><spine>{spine}</spine></package>"
    )
    texts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "EPUB/book.opf": package,
        "EPUB/nav.xhtml": XHTML.format(f'<nav epub:type="toc"><ol>{entries}</ol></nav>'),
        **{f"EPUB/{name}": XHTML.format(body) for name, body in bodies.items()},
    }
    return {name: text.encode() for name, text in texts.items()} | {"EPUB/cover.png": PNG}


def archive(files: Mapping[str, bytes]) -> bytes:
    """The files, zipped in their order, each stored."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as zipped:
        for name, content in files.items():
            zipped.writestr(name, content)
    return stream.getvalue()


def epub(bodies: Mapping[str, str]) -> bytes:
    """A sound EPUB with these chapters."""
    return archive(documents(bodies))
