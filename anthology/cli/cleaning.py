"""``anthology clean``: remove the cache of a collection."""

from __future__ import annotations

from anthology.cache import Cache
from anthology.cli.notices import counted
from anthology.cli.options import Request


def clean(request: Request) -> None:
    """Remove the cache that a build with the same options would use."""
    config = request.config()
    removed = Cache(config.cache, b"").clear() if config.cache else 0
    entries = counted(removed, "entry", "entries")
    request.answer |= {"cache": str(config.cache or ""), "removed": removed}
    request.terminal.say(f"removed {entries} from {config.cache}" if config.cache else "no cache")
