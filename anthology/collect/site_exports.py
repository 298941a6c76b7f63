"""Stage 1 of 4, collect: what WordPress and Blogger say in their exports that feeds do not.

An export is a feed with all that a site has: drafts, comments, menus and templates, too. The
posts of WordPress's old editor have no paragraphs, but blank lines, and shortcodes.
Source: WordPress, ``wp-admin/includes/export.php`` and ``wpautop``; Blogger's export of 2008 and
its ``feed.atom`` of 2024.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

_DRAFTS = ("draft", "pending", "future", "auto-draft", "scheduled", "soft_trashed")
_FURNITURE = frozenset(
    ("attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset", "user_request",
     "oembed_cache", "wp_block", "wp_template", "wp_template_part", "wp_global_styles", "feedback",
     "wp_navigation", "wp_font_family", "wp_font_face", "template", "settings")
)  # fmt: skip
_KIND = "http://schemas.google.com/blogger/2008/kind#"
_AUTHOR = re.compile(
    r"<wp:author>.*?<wp:author_login>(?:<!\[CDATA\[)?(?P<login>[^<\]]+).*?"
    r"<wp:author_display_name>(?:<!\[CDATA\[)?(?P<name>[^<\]]+)",
    re.DOTALL,
)
# What stands as it is, and what a shortcode says is a listing.
_PLACES = re.compile(
    r"<(?:pre|script|style|textarea)\b.*?</(?:pre|script|style|textarea)>"
    r"|(?-i:\[(?P<name>code|sourcecode|source)\b[^\]]*\]\n?(?P<in>.*?)\n?\[/(?P=name)\])",
    re.IGNORECASE | re.DOTALL,
)
_BLOCK = re.compile(
    r"</?(?:address|article|aside|blockquote|dd|div|dl|dt|figure|figcaption|footer|form|h[1-6]|header"
    r"|hr|iframe|li|main|nav|ol|p|section|table|tbody|td|tfoot|th|thead|tr|ul|video|audio)\b",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"\[(?:wp_)?caption\b(?P<more>[^\]]*)\](?P<in>.*?)\[/(?:wp_)?caption\]", re.S)
_PICTURE = re.compile(r"(?is)\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)")
_OWN = "gallery|playlist|audio|video|embed|caption"
_SHORTCODE = re.compile(
    rf"\[(?P<name>{_OWN})\b[^\]\n]*\]|\[(?P<fields>[a-z][\w-]*)(?:\s+[\w-]+=(?:\"[^\"]*\"|'[^']*'|[^\s\]]+))+\s*/?\]"
    rf"|\[/(?P<end>[a-z][\w-]*)\](?!\()"
)


def left_out(entry: Mapping[str, Any]) -> str:  # Any: the library's mappings hold anything
    """What an entry of an export is that is no article, as a noun for many; "" for an article."""
    terms = (str(tag.get("term") or "") for tag in entry.get("tags") or ())
    kinds = [term.removeprefix(_KIND) for term in terms if term.startswith(_KIND)]
    kind = str(entry.get("wp_post_type") or entry.get("blogger_type") or "".join(kinds[:1])).lower()
    status = str(entry.get("wp_status") or entry.get("blogger_status") or "").lower()
    if kind == "comment":
        return "comments"
    if kind in _FURNITURE:
        return "attachments" if kind == "attachment" else "menus and settings"
    if status in _DRAFTS or str(entry.get("app_draft")).lower() == "yes":
        return "drafts"
    if status == "trash":
        return "posts in the trash"
    return "private posts" if status == "private" or entry.get("wp_post_password") else ""


def comments_in(data: bytes) -> int:
    """How many comments an export of WordPress holds; they stand inside of its posts."""
    return data.count(b"<wp:comment>")


def authors_in(data: bytes) -> Mapping[str, str]:
    """The names of authors by those with which they log in, in an export of WordPress."""
    head = data.partition(b"<item>")[0].decode("utf-8", "replace") if b"<wp:author>" in data else ""
    found = ((match["login"], html.unescape(match["name"])) for match in _AUTHOR.finditer(head))
    return {login.strip(): name.strip() for login, name in found}


def is_tag(term: str) -> bool:
    """Whether a category is one of the author's, and not of the site's engine."""
    return not term.startswith(_KIND)


def post_markup(text: str) -> tuple[str, tuple[str, ...]]:
    """A post of WordPress as its site would show it, and the names of what only its site can show.

    >>> post_markup('One.\\n\\n[gallery ids="1"]\\n\\nTwo [words].')
    ('<p>One.</p>\\n<p>Two [words].</p>', ('gallery',))
    >>> post_markup("[code lang='c']\\na[0] < b;\\n\\nc;\\n[/code]")
    ('<pre>a&#91;0] &lt; b;\\n\\nc;</pre>', ())
    """
    pieces, kept = _parted(text)
    bare = "\n".join(pieces)
    closed = set(re.findall(r"\[/([a-z][\w-]*)\]", bare))
    # [box]words[/box]: without a field it is a shortcode because it ends
    opening = re.compile(rf"\[(?:{'|'.join(map(re.escape, sorted(closed)))})\]") if closed else None
    names = dict.fromkeys(closed - {"caption", "wp_caption"})

    def without(match: re.Match[str]) -> str:
        name = match["name"] or match["fields"] or match["end"]
        if match["end"] and f"[{name}" not in bare:
            return match[0]
        names[name] = None
        return ""

    def shown(piece: str) -> str:
        piece = _CAPTION.sub(_figure, piece)
        piece = _SHORTCODE.sub(without, opening.sub("", piece) if opening else piece)
        return piece if "<!-- wp:" in text else _paragraphs(piece)

    found = [part for pair in zip(map(shown, pieces), [*kept, ""], strict=True) for part in pair]
    return "".join(found), tuple(sorted(names))


def _parted(text: str) -> tuple[list[str], list[str]]:
    """What stands before, between and after listings and the like, and those themselves."""
    places = list(_PLACES.finditer(text))
    starts = [0, *(place.end() for place in places)]
    ends = [*(place.start() for place in places), len(text)]
    pieces = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    return pieces, [_listing(place) if place["name"] else place[0] for place in places]


def _listing(match: re.Match[str]) -> str:
    """What a shortcode says is a listing, as one; brackets in it are its own."""
    shown = html.escape(html.unescape(match["in"]), quote=False).replace("[", "&#91;")
    return f"<pre>{shown}</pre>"


def _figure(match: re.Match[str]) -> str:
    """The picture in a caption's shortcode with its words."""
    picture = _PICTURE.match(match["in"])
    said = re.search(r"\bcaption=(\"[^\"]*\"|'[^']*')", match["more"])
    words = said[1][1:-1] if said else match["in"][picture.end() :].strip() if picture else ""
    if picture is None:
        return match["in"]
    below = f"<figcaption>{words}</figcaption>" if words else ""
    return f"\n\n<figure>{picture[1]}{below}</figure>\n\n"


def _paragraphs(text: str) -> str:
    """Text between blank lines in paragraphs, single line ends kept, blocks as they are."""
    pieces = (piece.strip() for piece in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")))
    found = []
    for piece in filter(None, pieces):
        if _BLOCK.match(piece) or piece.startswith("<!--"):
            found.append(piece)
            continue
        block = _BLOCK.search(piece)
        end = block.start() if block and "\n" in piece[: block.start()] else len(piece)
        lines = filter(None, map(str.strip, piece[:end].split("\n")))
        found.append(f"<p>{'<br>'.join(lines)}</p>{piece[end:]}")
    return "\n".join(found)
