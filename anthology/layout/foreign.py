"""What a theme, which may be a stranger's, may not bring into an e-book: scripts and far addresses.

A reading system may run what it finds and fetch what it is told to. Articles cannot bring either:
their text is escaped, and only known elements are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from anthology.errors import ConfigError
from anthology.theme import far_addresses

_RUN = frozenset(
    ("script", "iframe", "object", "embed", "applet", "portal", "form", "base", "handler",
     "listener", "animate", "animateMotion", "animateTransform", "set")
)  # fmt: skip
_LEAD = frozenset(("a", "area"))  # to where a reader may go; all other elements load by themselves
_ADDRESSES = frozenset(
    ("href", "src", "srcset", "poster", "data", "action", "formaction", "background", "ping")
)
_FAR = re.compile(r"(?:^|,)(?:(?!data:)[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)
_MAY_LEAD = re.compile(r"(?:https?:|mailto:|(?![a-z][a-z0-9+.-]*:))", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE(?!\s+html\s*>)", re.IGNORECASE)


def refuse_foreign(where: str, xhtml: str) -> None:
    """Let a filled template through only if it is well-formed, runs nothing and loads nothing.

    Raises:
        ConfigError: it is not, or does; ``where`` names the template.
    """
    try:
        root = etree.fromstring(xhtml.encode())
    except etree.XMLSyntaxError as fault:
        raise ConfigError(f"{where}: not well-formed: {fault.msg}; mend the template") from fault
    if found := next(_foreign(xhtml, root), ""):
        raise ConfigError(f"{where}: {found} may not stand in an e-book; take it out")


def _foreign(xhtml: str, root: etree._Element) -> Iterator[str]:
    """What stands in the document and may not, in the template's own words."""
    if _DOCTYPE.search(xhtml):
        yield "a document type other than <!DOCTYPE html>"
    for node in root.getroottree().xpath("//* | //processing-instruction()"):
        if not isinstance(node.tag, str):
            yield f"<?{node.target}?>"
            continue
        name = etree.QName(node).localname
        if name in _RUN or (name == "meta" and node.get("http-equiv")):
            yield f"<{name}>"
        for attribute, value in node.items():
            if _is_foreign(name, etree.QName(attribute).localname, value):
                yield f'{etree.QName(attribute).localname}="{value}"'
        if name == "style":
            yield from far_addresses("".join(node.itertext()))


def _is_foreign(element: str, attribute: str, value: str) -> bool:
    if attribute == "style":
        return any(far_addresses(value))
    if attribute not in _ADDRESSES:
        return attribute.lower().startswith("on")
    address = re.sub(r"[\x00-\x20]", "", value)  # as browsers do
    leads = element in _LEAD and attribute == "href"
    return not _MAY_LEAD.match(address) if leads else bool(_FAR.search(address))
