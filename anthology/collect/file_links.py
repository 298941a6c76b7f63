"""Stage 1 of 4, collect: links from one file of the sources to another.

A relative link of a file that was saved from nowhere leads to a file beside it. Until edit finds
the article that is meant, its target is the file's path below the sources: ``file:///2023/a.md``.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from anthology.collect.web_addresses import join
from anthology.model import FILE


def file_base(path: str) -> str:
    """What the links of the file at this path, as in Origin, are relative to."""
    return FILE + quote(path)


def file_link(address: str, base: str) -> str:
    """The path, as a target, to which a link seen from a ``file_base`` leads; "" where to none."""
    if not base.startswith(FILE) or not address.strip() or address.startswith("#"):
        return ""
    found = re.sub(r"[\x00-\x20]+", "", join(base, address))
    return found if found.startswith(FILE) and len(found) > len(FILE) else ""
