"""Reading the documents that are to be rendered: they are well-formed, so an XML parser will do.

The engine reads HTML as browsers do, in Python; measured, that is an eighth of the time of a large
who's who. What is not well-formed (a theme's own template) is left to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

import tinyhtml5
import weasyprint

from anthology.export.pdf.mending import mend

_ENTITIES = "<!ENTITY"  # no document of ours declares any
_XMLNS = "{http://www.w3.org/2000/xmlns/}xmlns"  # as the engine's parser names it


@mend
def install() -> None:
    """Put this in place of the engine's parser."""
    weasyprint.tinyhtml5 = SimpleNamespace(parse=parse)


def parse(document: Any, **options: Any) -> Any:  # Any: as the engine's
    """The root element of a file of HTML."""
    content = document.read()
    text = content.decode() if isinstance(content, bytes) else content
    root = None if _ENTITIES in text else parse_well_formed(text)
    if root is not None:
        return root
    document.seek(0)
    return tinyhtml5.parse(document, **options)


def parse_well_formed(text: str) -> Element | None:
    """The root element; None where the text is no XML, or not what HTML reads in the same way."""
    builder, parser = _Builder(), expat.ParserCreate()
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.buffer_text = True
    try:
        parser.Parse(text, True)
    except expat.ExpatError:
        return None
    root = builder.close()
    return root if root.tag == "html" and [each.tag for each in root] == ["head", "body"] else None


class _Builder:
    """Builds elements named as the engine's parser names them: foreign ones by their namespace."""

    def __init__(self) -> None:
        self._tree = TreeBuilder()
        self._spaces = [""]

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        named = dict(attributes)
        space = named.pop("xmlns", self._spaces[-1])
        if "xmlns" in attributes:
            named[_XMLNS] = space
        self._spaces.append(space)
        self._tree.start(f"{{{space}}}{name}" if space else name, named)

    def end(self, name: str) -> None:
        space = self._spaces.pop()
        self._tree.end(f"{{{space}}}{name}" if space else name)

    def data(self, text: str) -> None:
        self._tree.data(text)

    def close(self) -> Element:
        return self._tree.close()
