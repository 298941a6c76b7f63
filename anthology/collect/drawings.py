"""Stage 1 of 4, collect: SVG cleaned by a list of what may stay: shapes, text, colours.

No script, no animation, no foreign content, no address outside of the drawing, no entity.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from anthology.collect.markup_tree import Node, drop

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_MOST_BYTES = 8_000_000
_ELEMENTS = frozenset(
    ("svg", "g", "defs", "symbol", "use", "title", "desc", "path", "rect", "circle", "ellipse",
     "line", "polyline", "polygon", "text", "tspan", "textPath", "linearGradient",
     "radialGradient", "stop", "clipPath", "mask", "pattern", "marker", "switch", "style",
     "image", "filter", "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite",
     "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap", "feDistantLight",
     "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur",
     "feMerge", "feMergeNode", "feMorphology", "feOffset", "fePointLight",
     "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence")
)  # fmt: skip
_LETS_THROUGH = ("a",)  # given up for what they hold
_NO_ATTRIBUTE = re.compile(r"on|data-|aria-|role$|xml|requiredExtensions|systemLanguage|contentS")
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import|javascript:|expression\(|\\", re.IGNORECASE)
_RASTER = re.compile(r"data:image/(?:png|jpe?g|gif);base64,[A-Za-z0-9+/=\s]+")
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(px|pt|pc|mm|cm|in|em|ex|q)?\s*$", re.IGNORECASE)
_PIXELS = {"pt": 96 / 72, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "em": 16, "ex": 8}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A cleaned drawing; the size in pixels."""

    data: bytes
    width: int
    height: int


def is_drawing(data: bytes) -> bool:
    """Whether the content is SVG, as it stands."""
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head[:1] == b"<" and (b"<svg" in data[:20_000] or b":svg" in data[:20_000])


def clean_drawing(data: bytes) -> Drawing | None:
    """The drawing with what may stay; None where it cannot be read or has no size."""
    if len(data) > _MOST_BYTES:
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True, recover=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is None or etree.QName(root).localname != "svg":
        return None
    for node in list(root.iter()):
        _clean(node, root)
    size = _size(root)
    if size is None:
        return None
    etree.cleanup_namespaces(root, top_nsmap={None: _SVG})
    return Drawing(etree.tostring(root, encoding="utf-8", xml_declaration=True), *size)


def _clean(node: Node, root: Node) -> None:
    if not isinstance(node.tag, str):
        drop(node)
        return
    name = etree.QName(node)
    known = name.namespace in (None, _SVG) and name.localname in _ELEMENTS
    if not known and node is not root:
        if name.localname in _LETS_THROUGH:
            node.tag = f"{{{_SVG}}}g"
            node.attrib.clear()
        else:
            drop(node)
        return
    if name.namespace is None:
        node.tag = f"{{{_SVG}}}{name.localname}"
    for key, value in list(node.attrib.items()):
        if not _may_stay(name.localname, key, value):
            del node.attrib[key]
    outside = name.localname == "style" and _OUTSIDE.search("".join(node.itertext()))
    if outside or (name.localname == "image" and not _shows(node)):
        drop(node)


def _shows(node: Node) -> bool:
    return bool(node.get("href") or node.get(f"{{{_XLINK}}}href"))


def _may_stay(element: str, key: str, value: str) -> bool:
    name = etree.QName(key)
    if name.localname == "href" and name.namespace in (None, _XLINK):
        return bool(_RASTER.fullmatch(value)) if element == "image" else value.startswith("#")
    if name.namespace not in (None, ""):
        return bool(name.namespace == _XML and name.localname == "space")
    return not _NO_ATTRIBUTE.match(name.localname) and not _OUTSIDE.search(value)


def _size(root: Node) -> tuple[int, int] | None:
    """The size in pixels; the drawing is told its own where it has only one of size and box."""
    box = [float(each) for each in re.findall(r"-?\d+(?:\.\d+)?", root.get("viewBox", ""))]
    width, height = _pixels(root.get("width", "")), _pixels(root.get("height", ""))
    if len(box) == 4 and min(box[2:]) > 0:
        if not width or not height:
            width, height = box[2], box[3]
    elif width and height:
        root.set("viewBox", f"0 0 {width:g} {height:g}")
        root.attrib.pop("preserveAspectRatio", None)
    else:
        return None
    root.set("width", f"{width:g}")
    root.set("height", f"{height:g}")
    return max(1, round(width)), max(1, round(height))


def _pixels(text: str) -> float:
    match = _LENGTH.match(text)
    return float(match[1]) * _PIXELS.get((match[2] or "").lower(), 1) if match else 0.0
