"""Stage 1 of 4, collect: the text of a piece of HTML in a field, a paragraph for each block."""

from __future__ import annotations

from lxml import etree, html

_BLOCKS = {
    "address", "article", "aside", "blockquote", "dd", "div", "dl", "dt", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p",
    "pre", "section", "table", "td", "th", "tr", "ul", "body",
}  # fmt: skip
_UNSEEN = ("script", "style", "iframe", "noscript", "template", "head", "object")


def text_of_markup(markup: str) -> str:
    """The words that a reader sees, paragraphs apart by blank lines; \n for ``<br>``."""
    try:
        root = html.fragment_fromstring(markup, create_parent="div")
    except (ValueError, etree.ParserError, etree.XMLSyntaxError):
        return markup
    etree.strip_elements(root, *_UNSEEN, etree.Comment, etree.PI, with_tail=False)
    parts: list[str] = []
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if node.tag in _BLOCKS:
            parts.append("\n\n")
        elif node.tag == "br" and event == "start":
            parts.append("\n")
        parts.append(" ".join(_text(node, event).split("\n")))
    paragraphs = ("".join(parts)).split("\n\n")
    plain = ("\n".join(" ".join(line.split()) for line in each.split("\n")) for each in paragraphs)
    return "\n\n".join(each.strip() for each in plain if each.strip())


def _text(node: etree._Element, event: str) -> str:
    return (node.text if event == "start" else node.tail) or ""
