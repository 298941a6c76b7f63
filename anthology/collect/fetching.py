"""Stage 1 of 4, collect: one page or feed from the web, politely and from public hosts only.

Each host is looked up once for each request, all its addresses are judged, and the connection goes
to the very address that was judged: what a second look-up would say does not matter. Redirections
are followed by hand, each judged like the first address. ``robots.txt`` is obeyed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Thread
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import urllib3

from anthology.collect.hosts import addresses_of, is_public

AGENT = "anthology-press"
MOST_BYTES = 16 * 1024 * 1024
MOST_REDIRECTIONS = 5
_SILENCE_S = 15.0  # without a byte
_WHOLE_S = 90.0  # for one answer
_PAUSE_S, _MOST_PAUSE_S = 1.0, 10.0  # between two requests to a host
_CHUNK_BYTES = 65_536


class FetchError(Exception):
    """Why an address could not be had; a clause for a notice."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave, and the address where it was in the end."""

    address: str
    media_type: str
    charset: str
    data: bytes = field(repr=False)


@dataclass(slots=True)
class Fetcher:
    """Fetches; its parts that touch the network may be exchanged, as tests do."""

    lookup: Callable[[str], tuple[str, ...]] = addresses_of
    allows: Callable[[str], bool] = is_public
    sleep: Callable[[float], None] = time.sleep
    pause_s: float = _PAUSE_S
    whole_s: float = _WHOLE_S
    most_bytes: int = MOST_BYTES
    robots: dict[str, RobotFileParser] = field(default_factory=dict)  # by scheme and host
    asked: set[str] = field(default_factory=set)  # hosts that have been asked already

    def fetch(self, address: str) -> Fetched:
        """What the address gives.

        Raises:
            FetchError: it cannot be had, or may not be fetched.
        """
        for _ in range(MOST_REDIRECTIONS + 1):
            _plain(address)
            if not self._rules(address).can_fetch(AGENT, address):
                raise FetchError("its robots.txt does not allow it")
            status, headers, data = self._ask(address)
            if status in (301, 302, 303, 307, 308) and headers.get("location"):
                address = urljoin(address, headers["location"])
                continue
            if status != 200:
                raise FetchError(f"the server answers {status}")
            kind, _, rest = headers.get("content-type", "").partition(";")
            charset = rest.partition("charset=")[2].strip(" \"';").lower()
            return Fetched(address, kind.strip().lower(), charset, data)
        raise FetchError(f"it leads on more than {MOST_REDIRECTIONS} times")

    def _rules(self, address: str) -> RobotFileParser:
        """What the host allows: all where it has no rules, nothing where it fails to say."""
        parts = urlsplit(address)
        place = f"{parts.scheme}://{parts.netloc}"
        if place not in self.robots:
            rules = RobotFileParser()
            status, _, data = self._ask(f"{place}/robots.txt", most_bytes=500_000)
            if status == 200:
                rules.parse(data.decode("utf-8", "replace").splitlines())
            else:  # a host that fails may have rules; one that has none allows all
                rules.parse(["User-agent: *", f"Disallow: {'/' if status >= 500 else ''}"])
            self.robots[place] = rules
        return self.robots[place]

    def _ask(self, address: str, most_bytes: int = 0) -> tuple[int, Mapping[str, str], bytes]:
        """Status, headers by their names in lower case, and content of one answer."""
        parts = urlsplit(address)
        host, port = _plain(address)
        numeric = self._judged(host)
        self._wait(parts.scheme, parts.netloc)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        pool = _pool(parts.scheme, numeric, port, host)
        most = most_bytes or self.most_bytes
        return _within(self.whole_s, lambda: _answer(pool, target, parts.netloc, most))

    def _judged(self, host: str) -> str:
        """The numeric address to connect to."""
        try:
            found = self.lookup(host)
        except OSError as error:
            raise FetchError(f"there is no host {host}") from error
        if not found or not all(map(self.allows, found)):
            raise FetchError(f"{host} is not on the public internet")
        return found[0]

    def _wait(self, scheme: str, place: str) -> None:
        """A pause between two requests to one host, as long as it asks for within reason."""
        if place in self.asked:
            rules = self.robots.get(f"{scheme}://{place}")
            wanted = rules.crawl_delay(AGENT) if rules and rules.mtime() else None
            self.sleep(min(max(self.pause_s, float(wanted or 0)), _MOST_PAUSE_S))
        self.asked.add(place)


def _plain(address: str) -> tuple[str, int | None]:
    """Host and port of an address.

    Raises:
        FetchError: it is none of the web, or says more than that.
    """
    parts = urlsplit(address)
    try:
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise FetchError(f"{address} is no address") from error
    if parts.scheme not in ("http", "https") or not host or parts.username is not None:
        raise FetchError(f"{address} is not a plain address of the web")
    return host, port


def _pool(scheme: str, numeric: str, port: int | None, host: str) -> urllib3.HTTPConnectionPool:
    """Connections to the numeric address that show and check the name of the host."""
    timeout = urllib3.Timeout(connect=_SILENCE_S, read=_SILENCE_S)
    if scheme == "http":
        return urllib3.HTTPConnectionPool(numeric, port or 80, timeout=timeout, retries=False)
    return urllib3.HTTPSConnectionPool(
        numeric, port or 443, timeout=timeout, retries=False, cert_reqs="CERT_REQUIRED",
        server_hostname=host, assert_hostname=host,
    )  # fmt: skip


def _answer(
    pool: urllib3.HTTPConnectionPool, target: str, place: str, most_bytes: int
) -> tuple[int, Mapping[str, str], bytes]:
    headers = {"Host": place, "User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "gzip"}
    response = pool.request(
        "GET", target, headers=headers, redirect=False, preload_content=False, retries=False
    )
    try:
        found = bytearray()
        for chunk in response.stream(_CHUNK_BYTES, decode_content=True):
            found += chunk
            if len(found) > most_bytes:
                raise FetchError(f"it is larger than {most_bytes / 1024 / 1024:.0f} MB")
        named = {name.lower(): value for name, value in response.headers.items()}
        return response.status, named, bytes(found)
    finally:
        response.close()
        pool.close()


_Answer = tuple[int, Mapping[str, str], bytes]


def _within(seconds: float, work: Callable[[], _Answer]) -> _Answer:
    """What the work gives, if it does within so many seconds, however slowly bytes come."""
    given: list[_Answer] = []
    failed: list[FetchError] = []

    def run() -> None:
        try:
            given.append(work())
        except FetchError as error:
            failed.append(error)
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            failed.append(
                FetchError(f"{type(reason).__name__}: {' '.join(str(reason).split())[:120]}")
            )

    thread = Thread(target=run, daemon=True)  # one that hangs does not keep the program from ending
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not given:
        raise FetchError(f"it takes longer than {seconds:.0f} s")
    return given[0]
