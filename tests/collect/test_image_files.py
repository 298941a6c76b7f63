"""What lies behind an image's address: in the text itself, fetched with it, or a file near it."""

from __future__ import annotations

from pathlib import Path

import pytest

from anthology.collect import image_files
from anthology.collect.draft import Source
from anthology.collect.file_links import file_base, file_link
from anthology.collect.hosts import addresses_of, is_public
from anthology.collect.image_files import Content, ImageFiles, _uploaded


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


@pytest.fixture
def source(tmp_path: Path) -> Source:
    (tmp_path / "posts/2023").mkdir(parents=True)
    return Source(
        "posts/2023/a.html", "a.html", b"", str(tmp_path / "posts/2023"), str(tmp_path),
        address="https://e.org/posts/a.html", images=(("https://e.org/far.png", b"fetched"),),
    )  # fmt: skip


WITHIN = "an image within it"


@pytest.mark.parametrize(
    ("address", "data"),
    [
        ("data:image/png;base64,AAEC", b"\0\1\2"),
        ("DATA:image/png; BASE64 ,AAEC", b"\0\1\2"),
        ("data:;base64,AA\n E\tC", b"\0\1\2"),
        ("data:;base64,_-%2B/", b"\xff\xef\xbf"),
        ("data:;base64,AAE", b"\0\1"),
        ("data:;base64,AA==", b"\0"),
        ("data:image/svg+xml,%3Csvg%2F%3E", b"<svg/>"),
        ("data:image/svg+xml;utf8,<svg a='%20'/>", b"<svg a='%20'/>"),
        ("data:image/svg+xml;charset=UTF8,<svg é>", "<svg é>".encode()),
        ("data:image/svg+xml;utf8,%3Csvg%3E", b"<svg>"),
        ("data:image/svg+xml,<svg a='%20'/>", b"<svg a=' '/>"),
        ("data:;base64x,AAEC", b"AAEC"),
        ("data:a,b,c", b"b,c"),
    ],
)
def test_an_address_may_hold_the_image(source: Source, address: str, data: bytes) -> None:
    assert ImageFiles(source).find(address) == Content(data, WITHIN)


@pytest.mark.parametrize("address", ["data:image/png;base64", "data:image/png,", "data:;base64,A"])
def test_an_address_may_hold_nothing(source: Source, address: str) -> None:
    assert ImageFiles(source).find(address) is None


def test_an_address_holds_64_mb_at_most(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image_files, "_MOST_BYTES", 4)
    assert ImageFiles(source).find("data:a,abcd") == Content(b"abcd", WITHIN)
    assert ImageFiles(source).find("data:a,abcde") is None


def test_parts_and_what_was_fetched_go_before_files(source: Source, tmp_path: Path) -> None:
    put(tmp_path, "posts/2023/b.png", "posts/2023/far.png")
    files = ImageFiles(source, {"cid:1": b"part", "https://e.org/posts/b.png": b"beside"})
    assert files.find("cid:1") == Content(b"part", "cid:1")
    assert files.find("b.png") == Content(b"beside", "b.png")
    assert files.find("/far.png") == Content(b"fetched", "far.png")
    assert files.find("https://e.org/far.png?x=1") is None
    assert files.find("c.png") is None


def test_addresses_are_seen_from_where_the_file_was_saved_from(source: Source) -> None:
    assert ImageFiles(source).joined("../b.png") == "https://e.org/b.png"
    assert ImageFiles(source, base="https://f.org/x/").joined("b.png") == "https://f.org/x/b.png"
    assert ImageFiles(source).joined("https://[x/b.png") == "https://[x/b.png"
    assert ImageFiles(source).find("https://[x/b.png") is None


def test_an_address_of_a_file_is_not_endless(source: Source, tmp_path: Path) -> None:
    put(tmp_path, "posts/2023/b.png")
    long = "./" * 997 + "/b.png"
    assert len(long) == 2000
    assert ImageFiles(source).find(long) is not None
    assert ImageFiles(source).find("./" + long) is None


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("b.png", "posts/2023/b.png"),
        ("sub/c%20d.png", "posts/2023/sub/c d.png"),
        ("e%20f.png", "posts/2023/e%20f.png"),
        ("sub\\c d.png", "posts/2023/sub/c d.png"),
        ("g.png?v=1#x", "posts/g.png"),
        ("h.png?v=1", "h.png?v=1"),
        ("i.png", "i.png"),
        ("/i.png", "i.png"),
        ("../g.png", "posts/g.png"),
        ("https://e.org/posts/g.png", "posts/g.png"),
        ("//e.org/posts/g.png", "posts/g.png"),
        ("https://e.org/wp-content/uploads/2019/03/j-300x200.jpg", "2019/03/j.jpg"),
        ("https://e.org/i.png", None),
        ("../../../out.png", None),
        ("link.png", None),
        ("sub", None),
        ("gone.png", None),
        ("", None),
        ("/", None),
        ("b.png\0", None),
    ],
)
def test_where_a_file_is_looked_for(
    source: Source, tmp_path: Path, address: str, found: str | None
) -> None:
    put(
        tmp_path, "posts/2023/b.png", "posts/2023/sub/c d.png", "posts/2023/e%20f.png",
        "posts/g.png", "h.png?v=1", "i.png", "2019/03/j.jpg", "b.png",
    )  # fmt: skip
    put(tmp_path.parent, "out.png")
    (tmp_path / "posts/2023/link.png").symlink_to(tmp_path.parent / "out.png")
    content = ImageFiles(source).find(address)
    assert (content and content.data.decode()) == found
    assert (content and content.path) == found


@pytest.mark.parametrize(
    ("path", "folder", "file", "told"),
    [
        ("x/posts/a.html", "posts", "posts/b.png", "x/posts/b.png"),
        ("x/posts/a.html", "posts", "b.png", "x/b.png"),
        ("posts/a.html", "posts", "b.png", "b.png"),
        ("a.html", "", "b.png", "b.png"),
        ("x/a.html", "", "sub/../b.png", "x/b.png"),
    ],
)
def test_a_file_is_named_as_articles_are(
    tmp_path: Path, path: str, folder: str, file: str, told: str
) -> None:
    """``x`` is the name of the source, one of several."""
    put(tmp_path, "posts/b.png", "b.png", "sub/c")
    files = ImageFiles(Source(path, "", b"", str(tmp_path / folder), str(tmp_path)))
    name = file.removeprefix("posts/")
    if folder == "posts" and file == "b.png":
        name = "../b.png"
    content = files.find(name)
    assert content is not None
    assert content.path == told


def test_nothing_is_looked_for_without_a_folder() -> None:
    assert ImageFiles(Source("standard input", "-", b"")).find("README.md") is None


def test_no_folder_above_the_source_is_looked_into(tmp_path: Path) -> None:
    put(tmp_path, "b.png", "in/sub/x")
    source = Source("sub/a.html", "", b"", str(tmp_path / "in/sub"), str(tmp_path / "in"))
    assert list(ImageFiles(source)._folders()) == [f"{tmp_path}/in/sub", f"{tmp_path}/in"]
    assert ImageFiles(source).find("b.png") is None


def test_a_file_has_64_mb_at_most(
    source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "posts/2023/b.png")
    monkeypatch.setattr(image_files, "_MOST_BYTES", len("posts/2023/b.png"))
    assert ImageFiles(source).find("b.png") is not None
    monkeypatch.setattr(image_files, "_MOST_BYTES", len("posts/2023/b.png") - 1)
    assert ImageFiles(source).find("b.png") is None


def test_uploads_are_kept_by_month_and_without_their_size() -> None:
    assert list(_uploaded("w/2019/03/f-300x200.jpg")) == [
        "w/2019/03/f-300x200.jpg", "w/2019/03/f.jpg", "2019/03/f-300x200.jpg", "2019/03/f.jpg",
    ]  # fmt: skip
    assert list(_uploaded("w/f-1x1.jpg")) == ["w/f-1x1.jpg"]


@pytest.mark.parametrize(
    ("address", "path", "target"),
    [
        ("b.md", "2023/a.md", "file:///2023/b.md"),
        ("../b c.md#x", "2023/ä b/a.md", "file:///2023/bc.md#x"),
        ("b.md", "ä/a.md", "file:///%C3%A4/b.md"),
        ("/b.md", "2023/a.md", "file:///b.md"),
        ("file:///b.md", "a.md", "file:///b.md"),
        ("https://e.org/", "a.md", ""),
        ("mailto:x@e.org", "a.md", ""),
        ("#x", "a.md", ""),
        (" ", "a.md", ""),
        ("", "a.md", ""),
        ("/", "a.md", ""),
    ],
)
def test_a_link_leads_to_a_file_below_the_sources(address: str, path: str, target: str) -> None:
    assert file_link(address, file_base(path)) == target


def test_links_of_pages_that_were_saved_from_somewhere_lead_to_no_file() -> None:
    assert not file_link("b.md", "https://e.org/a.html")
    assert not file_link("file:///b.md", "")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True), ("10.0.0.1", False), ("169.254.169.254", False),
        ("168.63.129.16", False), ("224.0.0.1", False), ("239.255.0.1", False),
        ("2606:4700::1111", True), ("2606:4700::1111%eth0", True), ("fe80::1%eth0", False),
        ("::1", False), ("ff0e::1", False), ("fd00::1", False),
        ("::ffff:93.184.216.34", True), ("::ffff:127.0.0.1", False),
        ("2002:5db8:d822::1", True), ("2002:7f00:1::", False), ("2002:a83f:8110::", False),
        ("64:ff9b::5db8:d822", True), ("64:ff9b::7f00:1", False), ("64:ff9b::a83f:8110", False),
        ("2001:0:4136:e378:8000:63bf:80ff:fffe", False),
        ("news.example", False), ("", False), ("%", False),
    ],
)  # fmt: skip
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_host_has_its_addresses_once_each(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def getaddrinfo(*told: object, **more: object) -> list[tuple[object, ...]]:
        asked.append((told, {key: int(value) for key, value in more.items()}))  # type: ignore[call-overload]  # a number
        return [(0, 0, 0, "", (each, 0)) for each in ("::1", "127.0.0.1", "::1")]

    monkeypatch.setattr("socket.getaddrinfo", getaddrinfo)
    assert addresses_of("bücher.example") == ("::1", "127.0.0.1")
    assert asked == [(("xn--bcher-kva.example", None), {"type": 1})]


@pytest.mark.parametrize("host", ["x" * 70 + ".example", "a..b"])
def test_a_host_without_a_name_is_none(host: str) -> None:
    with pytest.raises(OSError, match="is no name of a host") as caught:
        addresses_of(host)
    assert str(caught.value) == f"{host} is no name of a host"
