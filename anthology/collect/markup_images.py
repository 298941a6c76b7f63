"""Stage 1 of 4, collect: where the image of an element may be had from, and its words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from anthology.collect.markup_tree import Node

# Scripts bring images late: src is then a blank, and the address stands in one of these.
_LATE = (
    "data-src", "data-original", "data-lazy-src", "data-hi-res-src", "data-full-src",
    "data-image", "data-url", "data-orig-file", "data-actualsrc", "data-lazyload",
)  # fmt: skip
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_MOST_WIDE = 2560  # pixels; nothing wider is of use in a book
_INLINE_PIXELS = 40
_IN_LINE = re.compile(r"math|latex|\btex\b|emoji|smil|wp-smiley|icon", re.IGNORECASE)
_FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|svg|avif|bmp|tiff?|heic)", re.IGNORECASE)
_CASE = {  # the HTML parser writes all names small; SVG does not
    name.lower(): name
    for name in (
        "linearGradient", "radialGradient", "clipPath", "textPath", "viewBox", "gradientUnits",
        "gradientTransform", "patternUnits", "patternTransform", "clipPathUnits",
        "preserveAspectRatio", "markerWidth", "markerHeight", "refX", "refY", "textLength",
        "startOffset", "pathLength", "spreadMethod", "stdDeviation", "baseProfile",
    )
}  # fmt: skip


def addresses(node: Node) -> tuple[str, ...]:
    """The addresses of an ``img`` or ``picture``, the likeliest first; a drawing is its own."""
    if node.tag == "svg":
        return (_drawing(node),) if _is_drawing(node) else ()
    images = [node] if node.tag != "picture" else list(node.iter("img", "amp-img"))
    sources = list(node.iter("source")) if node.tag == "picture" else []
    found = [address for image in images for address in _own(image)]
    found += [address for source in sources for address in _own(source)]
    plain = (re.sub(r"[\t\n\r]+", "", each).strip() for each in found)
    kept = dict.fromkeys(each for each in plain if each and "\n" not in each)
    real = [each for each in kept if not _is_blank(each)]
    return tuple(real or kept)


def _own(node: Node) -> Iterator[str]:
    source = node.get("src", "")
    local = source and not re.match(r"(?i)(?:https?:)?//|data:", source)
    if local:
        yield source
    for name in _LATE:
        yield node.get(name, "")
    for name in _SETS:
        yield _widest(node.get(name, ""))
    if not local:
        yield source


def _widest(choices: str) -> str:
    """The address of the widest image in a ``srcset`` that is not wider than of use."""
    best, best_size = "", -1.0
    for address, size in re.findall(r"(\S+?)(?:\s+([\d.]+)[wx])?\s*(?:,\s|,?$)", choices):
        pixels = float(size.rstrip(".") or 1) if size.count(".") < 2 else 1.0
        if best_size < pixels <= _MOST_WIDE:
            best, best_size = address, pixels
    return best


def _is_blank(address: str) -> bool:
    """Whether it is a blank that holds the place of an image."""
    if address.startswith("data:"):
        return len(address) < 300 and not address.startswith("data:image/svg")
    return bool(re.search(r"(?i)(?:blank|spacer|pixel|placeholder|transparent)\.gif", address))


def alternative(node: Node) -> str:
    """The words that stand for the image; a name of a file is none."""
    image = next(node.iter("img", "amp-img"), node) if node.tag == "picture" else node
    words = image.get("alt", "") or image.get("aria-label", "")
    if node.tag == "svg" and not words:
        title = next(node.iter("title", "desc"), None)
        words = "".join(title.itertext()) if title is not None else ""
    words = " ".join(words.split())
    return "" if _FILE_NAME.fullmatch(words) else words


def is_inline(node: Node) -> bool:
    """Whether it stands in the line as a sign does: an emoji, a formula, an icon."""
    if node.tag == "svg":
        return not _is_drawing(node)
    if _IN_LINE.search(f"{node.get('class', '')} {node.get('role', '')}"):
        return True
    sizes = [_pixels(node.get(name, "")) for name in ("width", "height")]
    known = [size for size in sizes if size]
    return bool(known) and max(known) <= _INLINE_PIXELS


def is_tracker(node: Node) -> bool:
    """Whether it is a point that counts readers."""
    sizes = [_pixels(node.get(name, "")) for name in ("width", "height")]
    return any(size is not None and size <= 2 for size in sizes)


def _pixels(text: str) -> float | None:
    match = re.match(r"\s*(\d{1,5}(?:\.\d+)?)\s*(?:px)?\s*$", text)
    return float(match[1]) if match else None


def _is_drawing(node: Node) -> bool:
    """Whether an inline SVG is a picture of its own and not an icon of the page."""
    box = re.findall(r"-?[\d.]+", node.get("viewbox", node.get("viewBox", "")))
    sizes = [_pixels(node.get(name, "")) or 0 for name in ("width", "height")]
    if max(sizes) == 0 and len(box) == 4:
        sizes = [float(each) if each.count(".") < 2 else 0 for each in box[2:]]
    return max(sizes) >= 120 and node.find(".//use") is None and len(node) > 0


def _drawing(node: Node) -> str:
    """An SVG element as a data address, its names written as SVG has them."""
    for each in node.iter(etree.Element):
        each.tag = _CASE.get(each.tag, each.tag)
        for name in list(each.attrib):
            if name in _CASE and name != _CASE[name]:
                each.set(_CASE[name], each.attrib.pop(name))
    if not node.get("xmlns"):
        node.set("xmlns", "http://www.w3.org/2000/svg")
    tail, node.tail = node.tail, None
    drawn = etree.tostring(node, encoding="unicode", method="xml")
    node.tail = tail
    return f"data:image/svg+xml;utf8,{' '.join(drawn.split())}"
