"""Addresses: fetched when allowed, politely, from public hosts; against a server of the test."""

from __future__ import annotations

import gzip
import io
import re
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import urllib3
from PIL import Image

from anthology.cache import Cache
from anthology.collect import collect, fetching, online
from anthology.collect.fetching import Fetched, Fetcher, FetchError
from anthology.collect.hosts import addresses_of, is_public
from anthology.collect.online import fetch_sources
from anthology.config import Config
from anthology.errors import InputError
from anthology.model import Article
from anthology.report import Report
from anthology.settings import load_config
from anthology.workshop import Workshop

PAGE = (
    "<html><head><title>The Harbour</title><meta name=date content=2023-05-02></head><body>"
    "<article><h1>The Harbour</h1><p>The harbour closed on Tuesday, and the keepers stayed at home"
    " with their lamps; see <a href='/other.html'>the other</a> page.</p></article></body></html>"
)
NAVIGATION = "<nav><a href='/'><img src='/logo.png' alt='Logo'></a></nav>"
FEED = (
    "<rss version='2.0'><channel><title>News</title><item><title>One</title><pubDate>Tue, 02 May"
    " 2023 10:00:00 GMT</pubDate><description>It closed.</description></item></channel></rss>"
)


@dataclass(slots=True)
class Site:
    """What the server answers, and what it was asked."""

    port: int = 0
    pages: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[tuple[str, str, str]] = field(default_factory=list)  # host, path, agent
    headers: list[dict[str, str]] = field(default_factory=list)

    def at(self, path: str, host: str = "news.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def gives(self, path: str, text: str, kind: str = "text/html", **headers: str) -> None:
        self.pages[path] = (200, {"Content-Type": kind, **headers}, text.encode())


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            agent = self.headers.get("User-Agent", "")
            found.asked.append((self.headers["Host"], self.path, agent))
            found.headers.append(dict(self.headers))
            status, headers, data = found.pages.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                for at in range(0, len(data), 1000):
                    self.wfile.write(data[at : at + 1000])
                    if self.path == "/slow":
                        time.sleep(0.2)
            except OSError:
                pass  # the client has had enough

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield found
    server.shutdown()
    server.server_close()
    thread.join()


def fetcher(**changed: object) -> Fetcher:
    """One that finds every host on this machine, and does not wait."""
    usual = {"lookup": lambda host: ("127.0.0.1",), "allows": lambda address: True, "pause_s": 0.0}
    return Fetcher(**{**usual, **changed})  # type: ignore[arg-type]  # of many types


def test_a_page_and_a_feed_are_articles(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(online, "Fetcher", fetcher)
    site.gives("/2023/harbour", PAGE)
    site.gives("/feed", FEED, "application/octet-stream")
    report = Report()
    addresses = [site.at("/2023/harbour"), site.at("/feed")]
    articles = collect(addresses, Config(online=True), report)
    assert [(a.title, a.url, a.date and a.date.iso) for a in articles] == [
        ("The Harbour", addresses[0], "2023-05-02"),
        ("One", "", "2023-05-02"),
    ]
    assert [a.origin.path for a in articles] == [
        "news.example/2023/harbour.html", "news.example/feed.xml",
    ]  # fmt: skip
    [link] = [span for leaf in articles[0].leaves() for span in leaf.spans]
    assert link.target == site.at("/other.html")
    assert {agent for _, _, agent in site.asked} == {"anthology-press"}
    assert [each.became.value for each in report.inputs] == ["bound", "bound"]


def png(colour: str) -> bytes:
    """A picture of one colour."""
    written = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(written, "PNG")
    return written.getvalue()


def with_images(*addresses: str, more: str = "") -> str:
    """A page whose article shows the images at these addresses."""
    figures = "".join(f"<figure><img src='{each}' alt='Boat {n}'></figure>" for n, each in
                      enumerate(addresses, 1))  # fmt: skip
    return PAGE.replace("</article>", f"{figures}</article>{more}")


def test_the_images_of_a_page_and_of_a_feed_are_fetched_with_it(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of its article alone; relative to it, and from other hosts."""
    monkeypatch.setattr(online, "Fetcher", fetcher)
    other = site.at("/c.png", "images.example")
    site.gives("/2023/page", with_images("a.png", "/b.png", other, more=NAVIGATION))
    item = f"<item><title>One</title><link>{site.at('/2023/one')}</link><pubDate>Tue, 02 May 2023"
    item += " 10:00:00 GMT</pubDate><description>&lt;p>It closed.&lt;/p>&lt;img src='d.png'>"
    item += "</description></item>"
    site.gives("/feed", f"<rss version='2.0'><channel><title>N</title>{item}</channel></rss>")
    for path, colour in (("/2023/a.png", "red"), ("/b.png", "green"), ("/c.png", "blue"),
                         ("/2023/d.png", "black")):  # fmt: skip
        site.pages[path] = (200, {"Content-Type": "image/png"}, png(colour))
    report = Report()
    page, feed = collect([site.at("/2023/page"), site.at("/feed")], Config(online=True), report)
    assert (len(page.assets), len(feed.assets), list(report)) == (3, 1, [])
    paths = [path for _, path, _ in site.asked if path != "/robots.txt"]
    assert paths == ["/2023/page", "/2023/a.png", "/b.png", "/c.png", "/feed", "/2023/d.png"]


def test_images_are_fetched_under_the_same_guards_and_told_where_not(site: Site) -> None:
    """Private hosts also behind redirections, sizes, kinds; the page is bound without them."""
    inside = {"intern.example": ("10.0.0.1",)}
    one = fetcher(
        lookup=lambda host: inside.get(host, ("127.0.0.1",)),
        allows=lambda address: address == "127.0.0.1",
        most_bytes=1_000_000,
    )
    site.pages["/moved.png"] = (302, {"Location": site.at("/x.png", "intern.example")}, b"")
    site.pages["/large.png"] = (200, {"Content-Type": "image/png"}, b"x" * 1_100_000)
    site.gives("/words.png", "no picture")
    near = site.at("/x.png", "intern.example")
    site.gives(
        "/a", with_images(near, "/moved.png", "/large.png", "/words.png", "file:///etc/x.png")
    )
    report = Report()
    [source] = fetch_sources([site.at("/a")], Config(online=True), report, fetcher=one)
    assert source.images == ()
    [notice] = report
    assert (notice.code, notice.place) == ("A166", site.at("/a"))
    assert notice.message.startswith(
        "images that cannot be fetched (5) leave their words: x.png, moved.png, large.png and 2"
        " more (intern.example is not on the public internet); save the page"
    )
    assert not any(host.startswith("intern") for host, _, _ in site.asked)


def test_only_so_many_images_of_a_page_are_fetched(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(online, "MOST_IMAGES", 2)
    site.gives("/a", with_images("/1.png", "/2.png", "/3.png"))
    for number in range(1, 4):
        site.pages[f"/{number}.png"] = (200, {"Content-Type": "image/png"}, png("red"))
    report = Report()
    [source] = fetch_sources([site.at("/a")], Config(online=True), report, fetcher=fetcher())
    assert [address for address, _ in source.images] == [site.at("/1.png"), site.at("/2.png")]
    assert [notice.code for notice in report] == ["A166"]


def test_images_that_were_fetched_are_kept_with_the_page(site: Site, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache", b"secret")
    site.gives("/a", with_images("/1.png"))
    site.pages["/1.png"] = (200, {"Content-Type": "image/png"}, png("red"))
    found = [
        list(
            fetch_sources(
                [site.at("/a")],
                Config(online=True),
                Report(),
                shop=Workshop(cache=cache),
                fetcher=fetcher(),
            )
        )
        for _ in range(2)
    ]
    assert found[0] == found[1]
    assert found[0][0].images
    assert [path for _, path, _ in site.asked] == ["/robots.txt", "/a", "/1.png"]


def test_a_page_that_is_kept_is_not_read_for_its_images_again(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = Workshop(cache=Cache(tmp_path / "cache", b"secret"))
    site.gives("/a", with_images("/1.png"))
    site.pages["/1.png"] = (200, {"Content-Type": "image/png"}, png("red"))
    [first] = fetch_sources([site.at("/a")], Config(online=True), Report(), shop, fetcher())
    monkeypatch.setattr(online, "reader_of", lambda _: pytest.fail("it was read"))
    [again] = fetch_sources([site.at("/a")], Config(online=True), Report(), shop, fetcher())
    assert first == again
    assert first.images


def test_without_the_option_an_address_is_refused_and_nothing_asked(site: Site) -> None:
    with pytest.raises(InputError, match=r"^http://\S+: an address is fetched with --online only"):
        collect([site.at("/")], Config(), Report())
    assert site.asked == []


def test_addresses_stand_on_the_command_line_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    config = load_config({"sources": ["https://example.org/a", "texts"], "online": True})
    assert config.sources == ("https://example.org/a", "texts")
    Path("anthology.toml").write_text('sources = ["https://example.org/a"]\n', encoding="utf-8")
    with pytest.raises(Exception, match="sources: name addresses on the command line only"):
        load_config({})


def test_what_was_fetched_is_kept_and_not_asked_for_again(site: Site, tmp_path: Path) -> None:
    site.gives("/a", PAGE)
    cache = Cache(tmp_path / "cache", b"secret")
    found = [
        list(
            fetch_sources(
                [site.at("/a")],
                Config(online=True),
                Report(),
                shop=Workshop(cache=cache),
                fetcher=fetcher(),
            )
        )
        for _ in range(2)
    ]
    assert found[0] == found[1] != []
    assert [path for _, path, _ in site.asked] == ["/robots.txt", "/a"]


def told(address: str, one: Fetcher) -> str:
    with pytest.raises(FetchError) as caught:
        one.fetch(address)
    return str(caught.value)


def test_robots_are_obeyed_host_by_host(site: Site) -> None:
    site.gives("/robots.txt", "User-agent: *\nDisallow: /private", "text/plain")
    site.gives("/a", PAGE)
    one = fetcher()
    assert one.fetch(site.at("/a")).data == PAGE.encode()
    assert told(site.at("/private/b"), one) == "its robots.txt does not allow it"
    assert [path for _, path, _ in site.asked] == ["/robots.txt", "/a"]
    site.pages["/robots.txt"] = (503, {}, b"")
    assert told(site.at("/a", "other.example"), one) == "its robots.txt does not allow it"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.100.100.200",
        "168.63.129.16", "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0",
        "fd00:ec2::254", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::a9fe:a9fe", "ff02::1", "x",
    ],
)  # fmt: skip
def test_what_is_not_on_the_public_internet_is_refused(address: str, site: Site) -> None:
    assert not is_public(address)
    one = fetcher(lookup=lambda host: ("93.184.216.34", address), allows=is_public)
    assert told(site.at("/a"), one) == "news.example is not on the public internet"
    assert site.asked == []


def test_public_addresses_are_allowed() -> None:
    assert all(map(is_public, ("93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822")))


def test_a_redirection_is_judged_like_the_first_address(site: Site) -> None:
    inside = {"intern.example": ("10.0.0.1",)}
    one = fetcher(
        lookup=lambda host: inside.get(host, ("127.0.0.1",)),
        allows=lambda address: address == "127.0.0.1",
    )
    site.gives("/b", PAGE)
    site.pages["/a"] = (302, {"Location": "/b"}, b"")
    site.pages["/c"] = (302, {"Location": site.at("/b", "intern.example")}, b"")
    site.pages["/d"] = (302, {"Location": "file:///etc/passwd"}, b"")
    site.pages["/e"] = (302, {"Location": "/e"}, b"")
    assert one.fetch(site.at("/a")).address == site.at("/b")
    assert told(site.at("/c"), one) == "intern.example is not on the public internet"
    assert told(site.at("/d"), one) == "file:///etc/passwd is not a plain address of the web"
    assert told(site.at("/e"), one) == "it leads on more than 5 times"


def test_the_connection_goes_to_the_address_that_was_judged(site: Site) -> None:
    """A name that says another address when it is looked up again gains nothing."""
    judged: list[str] = []
    turns = iter(["127.0.0.1", "127.0.0.1", "169.254.169.254"])

    def allows(address: str) -> bool:
        judged.append(address)
        return address == "127.0.0.1"

    one = fetcher(lookup=lambda host: (next(turns),), allows=allows)
    site.gives("/a", PAGE)
    assert one.fetch(site.at("/a", "rebinding.example")).data == PAGE.encode()
    assert judged == ["127.0.0.1", "127.0.0.1"]  # robots.txt and the page, a look-up each
    assert {host for host, _, _ in site.asked} == {f"rebinding.example:{site.port}"}
    assert "not on the public internet" in told(site.at("/a", "rebinding.example"), one)


def test_limits_of_size_and_time_hold(site: Site) -> None:
    site.gives("/large", "x" * 5000, "text/plain")
    packed = gzip.compress(b"x" * 3_000_000)
    site.pages["/bomb"] = (200, {"Content-Encoding": "gzip"}, packed)
    site.gives("/slow", "x" * 20_000, "text/plain")
    one = fetcher(most_bytes=2_097_152)
    assert told(site.at("/bomb"), one) == "it is larger than 2 MB"
    assert len(one.fetch(site.at("/large")).data) == 5000
    assert told(site.at("/slow"), fetcher(whole_s=1.0)) == "it takes longer than 1 s"
    assert told(site.at("/gone"), one) == "the server answers 404"
    assert told("http://name:word@news.example/", one).endswith("is not a plain address of the web")
    assert told("http://news.example:x/", one).endswith("is no address")
    assert "there is no host" in told("http://..example/", Fetcher())


def test_a_pause_lies_between_two_requests_to_a_host(site: Site) -> None:
    pauses: list[float] = []
    site.gives("/robots.txt", "User-agent: *\nCrawl-delay: 3", "text/plain")
    site.gives("/a", PAGE)
    one = fetcher(pause_s=1.0, sleep=pauses.append)
    one.fetch(site.at("/a"))
    site.pages.pop("/robots.txt")
    fetcher(pause_s=1.0, sleep=pauses.append).fetch(site.at("/a"))
    assert pauses == [3.0, 1.0]


def test_what_is_no_page_or_cannot_be_had_is_told_and_the_rest_bound(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(online, "Fetcher", fetcher)
    site.gives("/a.zip", "PK", "application/zip")
    (tmp_path / "a.txt").write_text("date: 2020-01-01\n\nAll is well.", encoding="utf-8")
    sources = [site.at("/a.zip"), site.at("/gone"), str(tmp_path)]
    report = Report()
    articles: tuple[Article, ...] = collect(sources, Config(online=True), report)
    assert [article.origin.path for article in articles] == ["a.txt"]
    assert [(each.place, each.became.value, each.why) for each in report.inputs[:2]] == [
        (notice.place, "refused", notice.message) for notice in report
    ]
    remedy = "; try again later, or save it and name its file"
    assert [(n.code, n.place, n.message) for n in report] == [
        (
            "A160",
            sources[0],
            f"cannot be fetched (it is application/zip, no page and no feed){remedy}",
        ),
        ("A160", sources[1], f"cannot be fetched (the server answers 404){remedy}"),
    ]


def test_two_addresses_of_one_page_are_read_once_and_told_twice(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(online, "Fetcher", fetcher)
    site.gives("/a", PAGE)
    site.pages["/short"] = (302, {"Location": "/a"}, b"")
    report = Report()
    sources = [site.at("/a"), site.at("/short"), site.at("/a")]
    assert len(collect(sources, Config(online=True), report)) == 1
    assert [(each.place, each.became.value, each.bound) for each in report.inputs] == [
        (sources[0], "bound", 1),
        (sources[1], "refused", 0),
    ]
    assert f"leads where {sources[0]} leads" in report.inputs[1].why


def test_the_encoding_that_the_server_names_counts() -> None:
    page = Fetched("http://a.example/b", "text/html", "koi8-r", "<p>Привет".encode("koi8-r"))
    assert online._utf8(page).decode("utf-8-sig") == "<p>Привет"


def test_an_encoding_that_a_server_names_means_what_it_means_on_the_web() -> None:
    page = Fetched("http://a.example/b", "text/html", "iso-8859-1", b"<p>\x93Hi\x94")
    assert online._utf8(page).decode("utf-8-sig") == "<p>“Hi”"
    for label, data in (("utf-8", b"\x93"), ("x-none", b"a"), ("", b"a"), ("utf-16", b"<p>a")):
        assert online._utf8(Fetched("http://a.example/b", "text/html", label, data)) == data


def test_a_request_says_who_asks_and_nothing_else(site: Site) -> None:
    site.gives("/a?b=c", PAGE)
    fetcher().fetch(site.at("/a?b=c"))
    wanted = {
        "Host": f"news.example:{site.port}",
        "User-Agent": "anthology-press",
        "Accept": "*/*",
        "Accept-Encoding": "gzip",
    }
    assert site.headers == [wanted, wanted]
    assert [path for _, path, _ in site.asked] == ["/robots.txt", "/a?b=c"]


@pytest.mark.parametrize(
    ("header", "kind", "charset"),
    [
        ("Text/HTML; charset=KOI8-R", "text/html", "koi8-r"),
        ('text/html;boundary=x; charset="utf-8"', "text/html", "utf-8"),
        ("text/plain", "text/plain", ""),
        (None, "", ""),
    ],
)
def test_kind_and_encoding_are_what_the_header_says(
    site: Site, header: str | None, kind: str, charset: str
) -> None:
    site.pages["/a"] = (200, {"Content-Type": header} if header else {}, b"x")
    found = fetcher().fetch(site.at("/a"))
    assert (found.media_type, found.charset, found.data) == (kind, charset, b"x")


def test_what_is_packed_is_unpacked_and_counted_by_what_comes_out(site: Site) -> None:
    headers = {"Content-Type": "text/plain", "Content-Encoding": "gzip"}
    site.pages["/a"] = (200, headers, gzip.compress(b"x" * 3 * 1024 * 1024))
    most = fetcher(most_bytes=3 * 1024 * 1024)
    assert len(most.fetch(site.at("/a")).data) == 3 * 1024 * 1024
    site.pages["/a"] = (200, headers, gzip.compress(b"x" * (3 * 1024 * 1024 + 1)))
    assert told(site.at("/a"), most) == "it is larger than 3 MB"


def test_five_redirections_are_followed_and_no_more(site: Site) -> None:
    for number in range(6):
        site.pages[f"/{number}"] = (302, {"Location": f"/{number + 1}"}, b"")
    site.gives("/6", PAGE)
    assert fetcher().fetch(site.at("/1")).address == site.at("/6")
    assert told(site.at("/0"), fetcher()) == "it leads on more than 5 times"


def test_rules_for_this_program_go_before_those_for_all(site: Site) -> None:
    pauses: list[float] = []
    rules = "User-agent: *\nCrawl-delay: 9\n\nUser-agent: anthology-press\nCrawl-delay: 4\n"
    site.gives("/robots.txt", rules, "text/plain")
    site.gives("/a", PAGE)
    fetcher(pause_s=1.0, sleep=pauses.append).fetch(site.at("/a"))
    assert pauses == [4.0]


def test_a_connection_is_to_the_number_and_for_the_name_of_the_host() -> None:
    """The certificate must be the host's, though the connection is to its number."""
    pool = fetching._pool("https", "203.0.113.7", None, "news.example")
    assert isinstance(pool, urllib3.HTTPSConnectionPool)
    assert (pool.host, pool.port, pool.cert_reqs) == ("203.0.113.7", 443, "CERT_REQUIRED")
    assert (pool.assert_hostname, pool.conn_kw["server_hostname"]) == ("news.example",) * 2
    plain = fetching._pool("http", "203.0.113.7", None, "news.example")
    assert not isinstance(plain, urllib3.HTTPSConnectionPool)
    assert (plain.host, plain.port) == ("203.0.113.7", 80)
    for each in (pool, plain, fetching._pool("http", "203.0.113.7", 8080, "news.example")):
        assert (each.timeout.connect_timeout, each.timeout.read_timeout) == (15.0, 15.0)
        assert each.retries is False
    assert each.port == 8080


def test_an_address_names_a_host_of_the_web_and_nothing_more() -> None:
    assert fetching._plain("https://a.example/b") == ("a.example", None)
    assert fetching._plain("http://a.example:8080") == ("a.example", 8080)
    for address in ("ftp://a.example/", "http:///b", "https://me@a.example/"):
        with pytest.raises(FetchError, match="is not a plain address of the web"):
            fetching._plain(address)
    with pytest.raises(FetchError, match=r"^http://a\.example:x is no address$"):
        fetching._plain("http://a.example:x")


def test_a_server_that_does_not_answer_is_told_in_a_few_words(site: Site) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        free = closed.getsockname()[1]
    said = told(f"http://news.example:{free}/", fetcher())
    assert re.fullmatch(r"\w+Error: .*refused.*", said)
    assert len(said) < 160


def test_a_host_is_looked_up_by_its_name() -> None:
    found = addresses_of("localhost")
    assert set(found) <= {"127.0.0.1", "::1"}
    assert len(found) == len(set(found)) > 0
