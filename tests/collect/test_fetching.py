"""How one address is asked for, answer by answer; the network is made up."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import urllib3

from anthology.collect import fetching
from anthology.collect.fetching import Fetched, Fetcher, FetchError
from anthology.collect.hosts import addresses_of, is_public

_Answer = tuple[int, dict[str, str], bytes]


@dataclass
class _Response:
    """An answer of urllib3's, as far as it is asked for."""

    status: int
    headers: dict[str, str]
    chunks: tuple[bytes, ...]
    closed: bool = False

    def stream(self, size: int, decode_content: bool) -> Iterator[bytes]:
        assert (size, decode_content) == (65_536, True)
        yield from self.chunks

    def close(self) -> None:
        self.closed = True


@dataclass
class _Pool:
    """Connections to a host that give one answer."""

    response: _Response
    asked: list[tuple[tuple[Any, ...], dict[str, Any]]] = field(default_factory=list)
    closed: bool = False

    def request(self, *told: Any, **more: Any) -> _Response:
        self.asked.append((told, more))
        return self.response

    def close(self) -> None:
        self.closed = True


@dataclass
class _Web:
    """What is at every address; keeps what was asked."""

    pages: dict[str, _Answer]
    asked: list[str] = field(default_factory=list)

    def __call__(self, scheme: str, numeric: str, port: int | None, host: str) -> _Pool:
        return _Site(self, f"{scheme}://{host}{f':{port}' if port else ''}", numeric)  # type: ignore[return-value]  # like one


@dataclass
class _Site:
    web: _Web
    place: str
    numeric: str
    closed: bool = False

    def request(self, method: str, target: str, **more: Any) -> _Response:
        assert self.numeric == "203.0.113.7"
        self.web.asked.append(self.place + target)
        status, headers, data = self.web.pages.get(self.place + target, (404, {}, b""))
        return _Response(status, headers, (data,))

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[_Web, Fetcher]]:
    """A web of the pages that are given, and a fetcher whose pauses are kept."""

    def made(pages: dict[str, _Answer], **changed: Any) -> tuple[_Web, Fetcher]:
        found = _Web(pages)
        monkeypatch.setattr(fetching, "_pool", found)
        usual = {"lookup": lambda host: ("203.0.113.7",), "allows": lambda address: True,
                 "sleep": lambda seconds: None}  # fmt: skip
        return found, Fetcher(**{**usual, **changed})

    return made


_Made = Callable[..., tuple[_Web, Fetcher]]
PAGE = (200, {"Content-Type": "Text/HTML ; Charset=x; charset=' UTF-8 '"}, b"page")


def said(fetcher: Fetcher, address: str) -> str:
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(address)
    return str(caught.value)


def test_rules_are_asked_for_once_and_then_the_page(web: _Made) -> None:
    pages = {f"http://a.example{path}": PAGE for path in ("/", "/b?c=d", "/b")}
    found, fetcher = web(pages)
    for address in ("http://a.example", "http://a.example/b?c=d", "http://a.example/b#e"):
        assert fetcher.fetch(address) == Fetched(address, "text/html", "utf-8", b"page")
    assert found.asked == [
        "http://a.example/robots.txt", "http://a.example/", "http://a.example/b?c=d",
        "http://a.example/b",
    ]  # fmt: skip


def test_each_scheme_and_port_has_rules_of_its_own(web: _Made) -> None:
    rules = (200, {}, b"User-agent: *\nDisallow: /")
    pages = {"http://a.example:81/robots.txt": rules, "http://a.example/b": PAGE,
             "https://a.example/b": PAGE, "http://a.example:81/b": PAGE}  # fmt: skip
    _, fetcher = web(pages)
    assert said(fetcher, "http://a.example:81/b") == "its robots.txt does not allow it"
    assert fetcher.fetch("http://a.example/b").data == b"page"
    assert fetcher.fetch("https://a.example/b").data == b"page"
    assert sorted(fetcher.robots) == [
        "http://a.example", "http://a.example:81", "https://a.example",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("status", "rules", "allowed"),
    [
        (404, b"", True), (403, b"", True), (499, b"", True), (500, b"", False),
        (503, b"User-agent: *\nDisallow:", False), (200, b"", True),
        (200, b"User-agent: *\nDisallow: /a", False),
        (200, b"User-agent: other\nDisallow: /", True),
        (200, b"User-agent: anthology-press\nDisallow: /\n\nUser-agent: *\nDisallow:", False),
        (200, b"# \xff\r\nUser-agent: *\r\nDisallow: /a", False),
        (404, b"User-agent: *\nDisallow: /", True),
    ],
)  # fmt: skip
def test_a_host_that_fails_to_say_its_rules_allows_nothing(
    web: _Made, status: int, rules: bytes, allowed: bool
) -> None:
    pages = {"http://a.example/robots.txt": (status, {}, rules), "http://a.example/a": PAGE}
    _, fetcher = web(pages)
    if allowed:
        assert fetcher.fetch("http://a.example/a").data == b"page"
    else:
        assert said(fetcher, "http://a.example/a") == "its robots.txt does not allow it"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_page_that_has_moved_is_followed(web: _Made, status: int) -> None:
    moved = (status, {"LOCATION": "../c"}, b"")
    _, fetcher = web({"http://a.example/b/d": moved, "http://a.example/c": PAGE})
    assert fetcher.fetch("http://a.example/b/d").address == "http://a.example/c"


@pytest.mark.parametrize(
    ("status", "headers"),
    [(302, {}), (300, {"Location": "/c"}), (304, {"Location": "/c"}), (404, {"Location": "/c"})],
)
def test_what_leads_nowhere_is_told(web: _Made, status: int, headers: dict[str, str]) -> None:
    _, fetcher = web({"http://a.example/b": (status, headers, b""), "http://a.example/c": PAGE})
    assert said(fetcher, "http://a.example/b") == f"the server answers {status}"


def test_a_redirection_is_judged_and_asks_for_rules_as_well(web: _Made) -> None:
    pages = {
        "http://a.example/b": (302, {"location": "https://c.example/d"}, b""),
        "https://c.example/robots.txt": (200, {}, b"User-agent: *\nDisallow: /"),
        "http://a.example/file": (302, {"location": "file:///etc/passwd"}, b""),
    }
    found, fetcher = web(pages)
    assert said(fetcher, "http://a.example/b") == "its robots.txt does not allow it"
    assert "https://c.example/d" not in found.asked
    assert said(fetcher, "http://a.example/file") == (
        "file:///etc/passwd is not a plain address of the web"
    )


@pytest.mark.parametrize(
    ("delay", "pause_s"), [("", 1.5), ("1", 1.5), ("2", 2.0), ("10", 10.0), ("99", 10.0)]
)
def test_between_two_requests_lies_the_pause_that_the_host_asks_for(
    web: _Made, delay: str, pause_s: float
) -> None:
    rules = f"User-agent: *\nCrawl-delay: {delay}\n" if delay else ""
    pauses: list[float] = []
    pages = {"http://a.example/robots.txt": (200, {}, rules.encode()), "http://a.example/b": PAGE}
    _, fetcher = web(pages, sleep=pauses.append, pause_s=1.5)
    fetcher.fetch("http://a.example/b")
    assert pauses == [pause_s]
    fetcher.fetch("http://a.example/b")
    assert pauses == [pause_s] * 2
    with pytest.raises(FetchError):
        fetcher.fetch("http://c.example/b")  # its rules, at once; then the page
    assert pauses == [pause_s, pause_s, 1.5]


def test_all_addresses_of_a_host_must_be_public(web: _Made) -> None:
    addresses = {"a": ("203.0.113.7", "10.0.0.1"), "b": (), "c": ("10.0.0.1",)}
    found, fetcher = web({}, lookup=addresses.get, allows=lambda each: not each.startswith("10."))
    for host in addresses:
        assert said(fetcher, f"http://{host}/") == f"{host} is not on the public internet"
    assert found.asked == []
    _, fetcher = web({}, lookup=lambda host: (_ for _ in ()).throw(OSError("no")))
    assert said(fetcher, "http://a/") == "there is no host a"


def test_a_fetcher_is_polite_and_careful_unless_told_otherwise() -> None:
    fetcher = Fetcher()
    assert (fetcher.lookup, fetcher.allows, fetcher.sleep) == (addresses_of, is_public, time.sleep)
    assert (fetcher.pause_s, fetcher.whole_s, fetcher.most_bytes) == (1.0, 90.0, 16 * 1024 * 1024)


class TestAnswer:
    """One request and its answer."""

    def test_it_says_who_asks_and_follows_nothing(self) -> None:
        response = _Response(206, {"X-Y": "Z"}, (b"a", b"", b"b"))
        pool = _Pool(response)
        assert fetching._answer(pool, "/t?u", "h:1", 2) == (206, {"x-y": "Z"}, b"ab")  # type: ignore[arg-type]  # like one
        headers = {"Host": "h:1", "User-Agent": "anthology-press", "Accept": "*/*",
                   "Accept-Encoding": "gzip"}  # fmt: skip
        more = {"headers": headers, "redirect": False, "preload_content": False, "retries": False}
        assert pool.asked == [(("GET", "/t?u"), more)]
        assert response.closed
        assert pool.closed

    @pytest.mark.parametrize(("most", "told"), [(2, "0 MB"), (3 * 1024 * 1024 - 1, "3 MB")])
    def test_it_is_read_no_further_than_allowed(self, most: int, told: str) -> None:
        def without_end() -> Iterator[bytes]:
            while True:
                yield b"x" * 100_000

        response = _Response(200, {}, ())
        response.stream = lambda size, decode_content: without_end()  # type: ignore[method-assign]  # for this answer
        pool = _Pool(response)
        with pytest.raises(FetchError, match=f"^it is larger than {told}$"):
            fetching._answer(pool, "/", "h", most)  # type: ignore[arg-type]  # like one
        assert response.closed
        assert pool.closed

    def test_what_is_asked_is_told_to_the_right_size(self, web: _Made) -> None:
        page = (200, {}, b"x" * 11)
        _, fetcher = web({"http://a.example/b": page}, most_bytes=11)
        assert len(fetcher.fetch("http://a.example/b").data) == 11
        _, fetcher = web({"http://a.example/b": page}, most_bytes=10)
        assert said(fetcher, "http://a.example/b") == "it is larger than 0 MB"
        rules = {"http://a.example/robots.txt": (200, {}, b"#" * 500_001)}
        _, fetcher = web(rules)
        assert said(fetcher, "http://a.example/b") == "it is larger than 0 MB"
        _, fetcher = web({"http://a.example/robots.txt": (200, {}, b"#" * 500_000)}, most_bytes=1)
        assert said(fetcher, "http://a.example/b") == "the server answers 404"


class TestWithin:
    """What work gives, in so many seconds."""

    def test_what_it_gives(self) -> None:
        answer = (200, {}, b"")
        assert fetching._within(5, lambda: answer) is answer

    @pytest.mark.parametrize(
        ("error", "told"),
        [
            (FetchError("as it is"), "as it is"),
            (OSError("a\n  b"), "OSError: a b"),
            (ValueError("x" * 200), f"ValueError: {'x' * 120}"),
            (urllib3.exceptions.HTTPError("odd"), "HTTPError: odd"),
            (urllib3.exceptions.MaxRetryError(None, "/", OSError("inner")), "OSError: inner"),  # type: ignore[arg-type]  # no pool
        ],
    )
    def test_why_it_fails_is_told_in_a_few_words(self, error: Exception, told: str) -> None:
        def work() -> _Answer:
            raise error

        with pytest.raises(FetchError) as caught:
            fetching._within(5, work)
        assert str(caught.value) == told

    def test_what_takes_longer_is_not_waited_for(self) -> None:
        def work() -> _Answer:
            time.sleep(0.5)
            return (200, {}, b"")

        with pytest.raises(FetchError, match=r"^it takes longer than 0 s$"):
            fetching._within(0.05, work)
