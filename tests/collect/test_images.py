"""Images are fit for a book, and come from nowhere but the sources."""

from __future__ import annotations

import base64
import io
import random
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from anthology.collect import album, collect
from anthology.collect.draft import Source
from anthology.collect.drawings import clean_drawing
from anthology.collect.image_files import ImageFiles, name_of
from anthology.collect.images import UnfitImageError, asset_of
from anthology.config import Config
from anthology.errors import InputError
from anthology.model import Article, Asset, Block, BlockKind
from anthology.report import Report


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), mode: str = "RGB") -> Image.Image:
    """A picture whose left half is red."""
    image = Image.new(mode, size, "white" if mode != "RGBA" else (0, 0, 0, 0))
    red = (255, 0, 0, 255) if mode == "RGBA" else "red" if mode == "RGB" else 0
    image.paste(red, (0, 0, size[0] // 2, size[1]))
    return image


def written(image: Image.Image, kind: str = "PNG", **more: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)  # type: ignore[arg-type]  # options of any kind
    return out.getvalue()


def opened(asset: Asset | None) -> Image.Image:
    assert asset is not None
    return Image.open(io.BytesIO(asset.data))


def test_a_picture_as_its_camera_says_is_turned_and_loses_its_notes() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turn it by 90 degrees
    exif[0x9C9B] = "at home"
    asset = asset_of(written(picture("JPEG", (400, 300)), "JPEG", exif=exif))
    image = opened(asset)
    assert image.size == (300, 400)
    assert not image.getexif()
    red, green, _ = image.convert("RGB").getpixel((150, 20))  # type: ignore[misc]  # three bands
    assert red > 200
    assert green < 60


def test_a_large_picture_is_made_as_large_as_a_page_can_show() -> None:
    asset = asset_of(written(picture("JPEG", (6000, 3000)), "JPEG"))
    assert asset is not None
    assert (asset.media_type, asset.width, asset.height) == ("image/jpeg", 1600, 800)


def test_a_small_picture_stays_as_it_is() -> None:
    for kind in ("JPEG", "PNG"):
        data = written(picture(), kind)
        asset = asset_of(data)
        assert asset is not None
        assert asset.data == data


def test_what_is_transparent_is_white_and_a_white_drawing_stands_on_grey() -> None:
    assert opened(asset_of(written(picture(mode="RGBA")))).convert("RGB").getpixel((35, 5)) == (
        255,
        255,
        255,
    )
    white = Image.new("RGBA", (40, 30), (0, 0, 0, 0))
    white.paste((255, 255, 255, 255), (0, 0, 10, 10))
    assert opened(asset_of(written(white))).convert("RGB").getpixel((35, 5)) == (64, 64, 64)


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "WEBP"])
def test_other_kinds_become_what_every_reader_shows(kind: str) -> None:
    image = opened(asset_of(written(picture(size=(64, 48)), kind)))
    assert image.format in ("PNG", "JPEG")
    assert image.size == (64, 48)


def test_of_a_moving_picture_the_first_is_bound() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    data = written(frames[0], "GIF", save_all=True, append_images=frames[1:])
    image = opened(asset_of(data))
    assert getattr(image, "n_frames", 1) == 1
    assert image.convert("RGB").getpixel((5, 5)) == (255, 0, 0)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16", "I", "F", "YCbCr", "RGBA"])
def test_any_way_to_write_colours_is_read(mode: str) -> None:
    kind = "TIFF" if mode in ("CMYK", "I", "F", "YCbCr", "I;16") else "PNG"
    image = Image.new(mode, (30, 20))
    assert opened(asset_of(written(image, kind))).mode in ("1", "L", "P", "RGB", "RGBA", "LA")


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is large, in a few bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (bomb(100_000, 100_000), "it has more than a hundred million pixels"),
        (bomb(100, 100), "it is damaged"),
        (written(picture(size=(400, 300)), "JPEG")[:600], "it is damaged"),
        (b"<html>not found</html>", "it is no image that can be read"),
        (b"", "it is no image that can be read"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "it is a damaged drawing"),
    ],
    ids=["bomb", "lying", "cut off", "page", "empty", "no size"],
)
def test_what_cannot_be_bound_is_told(data: bytes, reason: str) -> None:
    with pytest.raises(UnfitImageError, match=reason):
        asset_of(data)


def test_a_point_that_counts_readers_is_no_picture() -> None:
    assert asset_of(written(picture(size=(1, 1)))) is None


HEAD = "---\ndate: 2023-07-20\n---\n"
DRAWING = """<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
 width="200" height="1in" onload="x()"><script>x()</script><style>.a{fill:red}</style>
<style>@import "http://example.org/x.css";</style><a xlink:href="http://example.org/">
<rect class="a" width="9" height="9" onclick="x()" fill="url(#g)"/></a>
<foreignObject><p>no</p></foreignObject><image href="http://example.org/x.png"/>
<image href="data:image/png;base64,AAAA"/><use xlink:href="other.svg#a"/><use xlink:href="#g"/>
<animate attributeName="x"/><text>Words &secret;</text>
<rect style="fill:url(http://example.org/)"/><linearGradient id="g"/></svg>"""


def test_a_drawing_keeps_shapes_and_words_and_nothing_else() -> None:
    cleaned = clean_drawing(DRAWING.encode())
    assert cleaned is not None
    assert (cleaned.width, cleaned.height) == (200, 96)
    text = cleaned.data.decode()
    for gone in ("script", "example.org", "onload", "onclick", "foreign", "animate", "other.svg"):
        assert gone not in text
    for kept in ('viewBox="0 0 200 96"', ".a{fill:red}", 'fill="url(#g)"', "Words", "base64,AAAA"):
        assert kept in text
    assert clean_drawing(cleaned.data) == cleaned


def test_the_same_image_is_the_same_bytes() -> None:
    data = written(picture(size=(3000, 200)), "GIF")
    assert asset_of(data) == asset_of(data)


def gather(folder: Path, report: Report | None = None) -> Article:
    [article] = collect((str(folder),), Config(), report if report is not None else Report())
    return article


def put(path: Path, data: bytes | str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)


def shown(article: Article) -> list[tuple[str, bool]]:
    """The words of each image, and whether it can be seen."""
    return [
        (leaf.text, bool(leaf.target)) for leaf in article.leaves() if leaf.kind is BlockKind.IMAGE
    ]


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("hall.png", "posts/hall.png"),
        ("./img/hall.png?size=2#x", "posts/img/hall.png"),
        ("../img/hall.png", "img/hall.png"),
        ("/assets/hall.png", "assets/hall.png"),
        ("/assets/hall.png", "posts/assets/hall.png"),
        ("the%20hall.png", "posts/the hall.png"),
        ("https://example.org/assets/2023/hall.png", "assets/2023/hall.png"),
        ("images/hall.png", "images/hall.png"),
        ("https://example.org/wp-content/uploads/2019/03/hall-300x200.png", "2019/03/hall.png"),
    ],
)
def test_an_image_is_found_beside_above_and_from_the_root_of_the_site(
    tmp_path: Path, address: str, file: str
) -> None:
    put(tmp_path / "posts/a.md", f"{HEAD}The ministers met.\n\n![Hall](<{address}>)")
    put(tmp_path / file, written(picture()))
    report = Report()
    article = gather(tmp_path, report)
    assert shown(article) == [("Hall", True)]
    assert [asset.path for asset in article.assets] == [file]
    assert list(report) == []


@pytest.mark.parametrize(
    "address",
    ["../secret.png", "../../../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd",
     "link.png", "away/secret.png", "..%2fsecret.png", "https://127.0.0.1/x.png", "C:\\x.png",
     "//example.org/x.png", "\\\\x\\y", "data:,", "data:image/png;base64,%%%", "http://[",
     "a" * 9000, "."],
)  # fmt: skip
def test_nothing_outside_of_the_sources_is_read(tmp_path: Path, address: str) -> None:
    folder = tmp_path / "articles"
    put(tmp_path / "secret.png", written(picture()))
    put(
        folder / "a.html",
        f'<title>A</title><p>The ministers met.</p><img alt="Hall" src="{address}">',
    )
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    (folder / "away").symlink_to(tmp_path)
    article = gather_first(folder)
    assert [(words, seen) for words, seen in shown(article) if seen] == []


def gather_first(folder: Path) -> Article:
    return next(a for a in collect((str(folder),), Config(), Report()) if a.origin.path == "a.html")


def test_a_saved_page_has_its_images_in_its_folder_and_in_itself(tmp_path: Path) -> None:
    inline = base64.b64encode(written(picture(size=(50, 50)))).decode()
    page = (
        '<title>A</title><meta property="og:image" content="https://example.org/A_files/hall.png">'
        "<p>The ministers met in the old town hall.</p>"
        '<figure><img src="A_files/hall.png" alt="Hall">'
        f'<figcaption>The hall.</figcaption></figure><img src="data:image/png;base64,{inline}">'
    )
    put(tmp_path / "A.html", page)
    put(tmp_path / "A_files/hall.png", written(picture()))
    put(tmp_path / "A_files/frame.html", "<p>An advertisement in a frame of its own.")
    article = gather(tmp_path)
    assert shown(article) == [("Hall", True), ("", True)]
    assert len(article.assets) == 2


def test_a_lead_image_stands_first_where_the_text_does_not_show_it(tmp_path: Path) -> None:
    put(
        tmp_path / "a.md",
        "---\ndate: 2023-07-20\nimage: /i/hall.png\nimage_alt: Hall\n---\nThey met.",
    )
    put(tmp_path / "i/hall.png", written(picture()))
    article = gather(tmp_path)
    assert article.blocks[0].kind is BlockKind.FIGURE
    assert shown(article) == [("Hall", True)]
    put(
        tmp_path / "a.md",
        "---\ndate: 2023-07-20\nimage: /i/hall.png\n---\nThey met. ![Hall](i/hall.png)",
    )
    assert gather(tmp_path).blocks[0].text == "They met."


def test_a_missing_image_leaves_its_words_and_one_without_words_nothing(tmp_path: Path) -> None:
    put(tmp_path / "a.md", HEAD + "![Hall](hall.png)\n\n![](gone.png)\n\nThey met.")
    report = Report()
    article = gather(tmp_path, report)
    assert article.blocks == (
        Block(BlockKind.FIGURE, children=(Block(BlockKind.IMAGE, "Hall"),)),
        Block(BlockKind.PARAGRAPH, "They met."),
    )
    assert [notice.code for notice in report] == ["A119"]


def test_an_image_shown_twice_is_bound_once(tmp_path: Path) -> None:
    put(tmp_path / "a.md", HEAD + "They met. ![A](a.png) ![B](b.png) ![A](a.png)")
    put(tmp_path / "a.png", written(picture()))
    put(tmp_path / "b.png", written(picture()))
    article = gather(tmp_path)
    assert len(article.assets) == 1
    assert len(shown(article)) == 3


def test_parts_of_a_message_are_its_images() -> None:
    parts = {"cid:hall@x": b"1", "https://example.org/i/b.png": b"2"}
    files = ImageFiles(Source("a.mhtml", "a.mhtml", b""), parts, "https://example.org/a")
    found = [files.find(address) for address in ("cid:hall@x", "i/b.png", "c.png")]
    assert [content and content.data for content in found] == [b"1", b"2", None]


def noisy(size: tuple[int, int], colours: int) -> Image.Image:
    """A picture that no compression makes small, of so many colours."""
    chance = random.Random(1)
    image = Image.new("RGB", size)
    shades = [(n % 256, n // 256 % 256, 7) for n in range(colours)]
    image.putdata([chance.choice(shades) for _ in range(size[0] * size[1])])
    return image


@pytest.mark.parametrize(("colours", "kind"), [(200, "image/png"), (60_000, "image/jpeg")])
def test_a_large_picture_of_few_colours_stays_sharp(colours: int, kind: str) -> None:
    """A screen stays PNG whatever its size; a photograph becomes JPEG."""
    asset = asset_of(written(noisy((1000, 900), colours), exif=noted()))
    assert asset is not None
    assert len(asset.data) > 300_000
    assert asset.media_type == kind


def noted() -> Image.Exif:
    """What keeps a PNG from being bound as it is."""
    exif = Image.Exif()
    exif[0x9C9B] = "at home"
    return exif


@pytest.mark.parametrize(
    ("shades", "mode"),
    [(["red", "white"], "P"), (["black", "white", "grey"], "L"), (["red"], "RGB")],
)
def test_few_colours_are_kept_in_a_palette_and_none_is_changed(
    shades: list[str], mode: str
) -> None:
    image = Image.new("RGB", (60, 60), shades[0])
    for number, shade in enumerate(shades):
        image.paste(shade, (20 * number, 0, 20 * number + 20, 60))
    found = opened(asset_of(written(image, exif=noted())))
    assert found.mode == mode
    assert found.convert("RGB").tobytes() == image.tobytes()


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://example.org/a/b%20c.png?x=1#y", "b c.png"),
        ("a/b.png#c/d", "b.png"),
        ("a/b/", "b"),
        ("?x", "?x"),
        ("DATA:image/png;base64,xx", "an image within it"),
        ("x" * 100, "x" * 80),
        ("?" * 100, "?" * 80),
    ],
)
def test_an_image_is_called_by_the_name_of_its_file(address: str, name: str) -> None:
    assert name_of(address) == name


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("b.png", "pages/sub/b.png"),
        ("\\b.png", "pages/b.png"),
        ("/b.png", "pages/sub/b.png"),
        ("https://example.org/c/d.png", "pages/c/d.png"),
        ("https://example.org/b.png", ""),
        ("b\0.png", ""),
        ("", ""),
        ("folder.png", ""),
    ],
)
def test_where_an_image_was_found_is_told_as_articles_are(
    tmp_path: Path, address: str, path: str
) -> None:
    for name in ("sub/b.png", "c/d.png", "sub/folder.png/x"):
        put(tmp_path / name, name)
    source = Source("pages/sub/a.html", "a.html", b"", str(tmp_path / "sub"), str(tmp_path))
    found = ImageFiles(source).find(address)
    if address == "\\b.png":  # is "/b.png" of another system, and not from the root of a site
        path = "pages/sub/b.png"
    assert (found.path if found else "") == path
    assert not found or found.name == name_of(address)


def letters(folder: Path, count: int) -> None:
    """So many articles, each with one image of its own and one that all show."""
    written_to(folder / "all.jpg", 0)
    for number in range(1, count + 1):
        written_to(folder / f"{number}.jpg", number)
        text = f"date: 2024-02-0{number}\n\n![The pier](all.jpg)\n\n![Boat]({number}.jpg)\n"
        (folder / f"{number}.md").write_text(text)


def written_to(path: Path, seed: int) -> None:
    noise = random.Random(seed).randbytes(60 * 40 * 3)
    Image.frombytes("RGB", (60, 40), noise).save(path, "JPEG")


def test_an_image_that_several_articles_show_is_held_once(tmp_path: Path) -> None:
    """A banner on 10,000 pages takes the memory of one."""
    letters(tmp_path, 3)
    found = collect([str(tmp_path)], Config(), Report())
    assert [len(article.assets) for article in found] == [2, 2, 2]
    assert len({id(article.assets[0].data) for article in found}) == 1
    assert len({asset.data for article in found for asset in article.assets}) == 4


def test_more_images_than_a_run_can_hold_are_refused_with_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each counts once, as it is bound: four of them here."""
    letters(tmp_path, 3)
    size = sum(len(path.read_bytes()) for path in tmp_path.glob("*.jpg"))
    monkeypatch.setattr(album, "MOST_BYTES", size)
    assert len(collect([str(tmp_path)], Config(), Report())) == 3
    monkeypatch.setattr(album, "MOST_BYTES", size - 1)
    with pytest.raises(InputError, match=r"3\.md: up to here the images take more than 0 MB; bind"):
        collect([str(tmp_path)], Config(), Report())
