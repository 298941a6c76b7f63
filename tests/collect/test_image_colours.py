"""Colours, sizes and kinds of images: what is changed, into what, and what is bound as it is."""

from __future__ import annotations

import io
import struct

import pytest
from PIL import Image, ImageCms

from anthology.collect import images
from anthology.collect.images import UnfitImageError, asset_of
from anthology.model import Asset


def written(image: Image.Image, kind: str = "PNG", **more: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)  # type: ignore[arg-type]  # options of any kind
    return out.getvalue()


def opened(asset: Asset | None) -> Image.Image:
    assert asset is not None
    with Image.open(io.BytesIO(asset.data)) as image:
        image.load()
    assert image.size == (asset.width, asset.height)
    assert asset.media_type == f"image/{(image.format or '').lower()}"
    return image


def noted() -> Image.Exif:
    """What keeps a file from being bound as it is."""
    exif = Image.Exif()
    exif[0x9C9B] = "at home"
    return exif


def swapped() -> bytes:
    """A profile in which red and blue have changed places."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    (count,) = struct.unpack_from(">I", profile, 128)
    other = {b"rXYZ": b"bXYZ", b"bXYZ": b"rXYZ", b"rTRC": b"bTRC", b"bTRC": b"rTRC"}
    for at in range(132, 132 + 12 * count, 12):
        name = bytes(profile[at : at + 4])
        profile[at : at + 4] = other.get(name, name)
    return bytes(profile)


def pixel(asset: Asset | None, at: tuple[int, int] = (20, 20)) -> tuple[int, ...]:
    found = opened(asset).convert("RGB").getpixel(at)
    assert isinstance(found, tuple)
    return found


RED, BLUE = (255, 0, 0), (0, 0, 255)


class TestProfiles:
    """Colours are those that the profile says, as screens show them."""

    @pytest.mark.parametrize("mode", ["RGB", "P"])
    def test_what_the_profile_calls_red_is_blue(self, mode: str) -> None:
        image = Image.new("RGB", (40, 40), RED).convert(mode)
        found = pixel(asset_of(written(image, icc_profile=swapped())))
        assert found == pytest.approx(BLUE, abs=4)

    def test_the_profile_is_not_kept(self) -> None:
        image = opened(asset_of(written(Image.new("RGB", (40, 40)), icc_profile=swapped())))
        assert "icc_profile" not in image.info

    @pytest.mark.parametrize("mode", ["RGBA", "P"])
    def test_drawings_with_transparency_are_taken_as_they_are(self, mode: str) -> None:
        image = Image.new("RGB", (40, 40), RED).convert(mode)
        more = {"transparency": 5} if mode == "P" else {}
        assert pixel(asset_of(written(image, icc_profile=swapped(), **more))) == RED

    @pytest.mark.parametrize("profile", [b"x", b"x" * 200])
    @pytest.mark.parametrize("mode", ["RGB", "RGBA"])
    def test_a_damaged_profile_says_nothing(self, profile: bytes, mode: str) -> None:
        image = Image.new(mode, (40, 40), RED)
        assert pixel(asset_of(written(image, icc_profile=profile))) == RED

    def test_a_profile_of_another_space_says_nothing(self) -> None:
        image = Image.new("CMYK", (40, 40), (0, 255, 255, 0))
        found = pixel(asset_of(written(image, "TIFF", icc_profile=swapped())))
        assert found == pytest.approx(RED, abs=4)

    def test_grey_has_no_colours_to_change(self) -> None:
        found = asset_of(written(Image.new("L", (40, 40), 77), icc_profile=swapped()))
        assert pixel(found) == (77, 77, 77)


class TestModes:
    """However colours are written, they look the same."""

    @pytest.mark.parametrize(("mode", "most"), [("I;16", 30_000), ("I", 1_000_000), ("F", 9.5)])
    def test_figures_of_any_size_are_spread_from_black_to_white(
        self, mode: str, most: float
    ) -> None:
        image = Image.new(mode, (40, 40))
        for at in range(40):
            for row in range(40):
                value = most * (1 + at / 39)
                image.putpixel((at, row), value if mode == "F" else int(value))
        found = opened(asset_of(written(image, "TIFF")))
        assert found.mode == "L"
        greys = [found.getpixel((at, 20)) for at in (0, 13, 26, 39)]
        assert greys == pytest.approx([0, 85, 170, 255], abs=1)

    def test_figures_that_are_all_the_same_are_black(self) -> None:
        found = opened(asset_of(written(Image.new("F", (40, 40), 7.5), "TIFF")))
        assert found.getextrema() == (0, 0)

    def test_figures_that_hardly_differ_stay_dark(self) -> None:
        image = Image.new("F", (40, 40), 7.0)
        image.putpixel((0, 0), 7.5)
        assert opened(asset_of(written(image, "TIFF"))).getextrema() == (0, 127)

    def test_black_and_white_is_grey(self) -> None:
        image = Image.new("1", (40, 40), 1)
        image.putpixel((0, 0), 0)
        found = opened(asset_of(written(image, exif=noted())))
        assert (found.mode, found.getextrema()) == ("L", (0, 255))

    @pytest.mark.parametrize(
        ("seen", "ground"), [((0, 0, 0), (255, 255, 255)), ((250, 250, 250), (64, 64, 64))]
    )
    @pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "RGB", "L"])
    def test_what_is_transparent_shows_the_ground(
        self, mode: str, seen: tuple[int, int, int], ground: tuple[int, int, int]
    ) -> None:
        hole = (0, 255, 0) if mode == "RGB" else (9, 9, 9)
        image = Image.new("RGB", (40, 40), hole)
        image.paste(seen, (0, 0, 10, 10))
        more: dict[str, object] = {}
        if mode in ("RGBA", "LA"):
            alpha = Image.new("L", (40, 40), 0)
            alpha.paste(255, (0, 0, 10, 10))
            image = image.convert(mode)
            image.putalpha(alpha)
        elif mode == "RGB":
            more["transparency"] = hole
        else:
            image = image.convert(mode, palette=Image.Palette.ADAPTIVE) if mode == "P" else image
            image = image.convert(mode)
            more["transparency"] = image.getpixel((30, 30))
        asset = asset_of(written(image, **more))
        assert pixel(asset, (30, 30)) == ground
        assert pixel(asset, (5, 5)) == seen

    def test_white_that_leaves_nothing_open_stands_on_white(self) -> None:
        """A ground of grey would show through at half its strength."""
        image = Image.new("RGBA", (40, 40), (255, 255, 255, 128))
        assert pixel(asset_of(written(image))) == (255, 255, 255)

    def test_a_picture_of_which_nothing_is_seen_is_white(self) -> None:
        image = Image.new("RGBA", (40, 40), (255, 255, 255, 0))
        assert pixel(asset_of(written(image))) == (255, 255, 255)


class TestKinds:
    """What is bound as it is, and what becomes of the rest."""

    @pytest.mark.parametrize("mode", ["1", "L", "P", "RGB"])
    def test_a_plain_png_is_bound_as_it_is(self, mode: str) -> None:
        data = written(Image.new(mode, (1600, 2560)))
        asset = asset_of(data)
        assert asset is not None
        assert (asset.data, asset.media_type) == (data, "image/png")

    @pytest.mark.parametrize("size", [(1601, 10), (10, 2561)])
    @pytest.mark.parametrize("kind", ["PNG", "JPEG"])
    def test_a_larger_one_is_not(self, kind: str, size: tuple[int, int]) -> None:
        image = opened(asset_of(written(Image.new("RGB", size), kind)))
        assert image.size in ((1600, 10), (10, 2560))
        assert image.format == kind

    @pytest.mark.parametrize(
        ("kind", "note"),
        [("PNG", "exif"), ("PNG", "icc_profile"),
         ("JPEG", "exif"), ("JPEG", "icc_profile"), ("JPEG", "comment")],
    )  # fmt: skip
    def test_one_with_notes_loses_them(self, kind: str, note: str) -> None:
        notes = {"exif": noted(), "icc_profile": swapped(), "comment": b"at home"}
        data = written(Image.new("RGB", (40, 40), RED), kind, **{note: notes[note]})
        image = opened(asset_of(data))
        assert note not in image.info
        assert not image.getexif()

    @pytest.mark.parametrize("kind", ["JPEG", "JPEG2000"])
    def test_photographs_become_jpeg_of_good_quality(self, kind: str) -> None:
        image = Image.new("CMYK" if kind == "JPEG" else "RGB", (40, 40))
        found = opened(asset_of(written(image, kind)))
        assert (found.format, found.mode) == ("JPEG", "RGB")
        reference = Image.open(io.BytesIO(written(Image.new("RGB", (8, 8)), "JPEG", quality=88)))
        assert found.quantization == reference.quantization  # type: ignore[attr-defined]  # of a JPEG
        reference.close()

    @pytest.mark.parametrize("size", [(2, 40), (40, 2), (1, 1)])
    def test_what_is_too_small_to_be_seen_is_none(self, size: tuple[int, int]) -> None:
        assert asset_of(written(Image.new("RGB", size))) is None

    def test_three_pixels_are_seen(self) -> None:
        assert asset_of(written(Image.new("RGB", (3, 3)))) is not None

    def test_a_moving_png_stands_still(self) -> None:
        frames = [Image.new("RGB", (40, 40), colour) for colour in (RED, BLUE)]
        data = written(frames[0], save_all=True, append_images=frames[1:])
        image = opened(asset_of(data))
        assert getattr(image, "n_frames", 1) == 1
        assert image.convert("RGB").getpixel((5, 5)) == RED

    def test_its_name_is_of_its_content(self) -> None:
        one, same, other = (
            asset_of(written(Image.new("RGB", (40, 40), colour))) for colour in (RED, RED, BLUE)
        )
        assert one is not None
        assert other is not None
        assert one == same != other
        assert len(one.id) == len(other.id) == 16
        assert one.id != other.id


class TestLimits:
    """A picture takes no more memory than there is."""

    @pytest.mark.parametrize(
        ("kind", "limit"), [("PNG", "_MOST_PIXELS"), ("JPEG", "_MOST_JPEG_PIXELS")]
    )
    def test_pixels_are_counted(
        self, kind: str, limit: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        data = written(Image.new("RGB", (40, 30)), kind)
        monkeypatch.setattr(images, limit, 1200)
        assert asset_of(data) is not None
        monkeypatch.setattr(images, limit, 1199)
        with pytest.raises(UnfitImageError, match=r"^it has more than a hundred million pixels$"):
            asset_of(data)

    def test_what_pillow_takes_for_a_bomb_is_too_large(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
        with pytest.raises(UnfitImageError, match=r"^it has more than a hundred million pixels$"):
            asset_of(written(Image.new("RGB", (40, 30))))

    def test_a_jpeg_is_decoded_no_larger_than_needed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[object] = []
        draft = Image.Image.draft
        monkeypatch.setattr(
            "PIL.JpegImagePlugin.JpegImageFile.draft",
            lambda image, *told: asked.append(told) or draft(image, *told),
        )
        asset_of(written(Image.new("RGB", (40, 30)), "JPEG"))
        assert asked == [(None, (3200, 5120))]

    def test_faults_say_what_is_wrong(self) -> None:
        whole = written(Image.effect_noise((90, 90), 90))
        for data, reason in (
            (whole[:3000], "it is damaged"),
            (b"not an image", "it is no image that can be read"),
            (b"<svg>", "it is a damaged drawing"),
        ):
            with pytest.raises(UnfitImageError) as caught:
                asset_of(data)
            assert str(caught.value) == reason

    @pytest.mark.parametrize("kind", ["PPM", "TGA", "PCX", "EPS"])
    def test_only_usual_kinds_are_opened(self, kind: str) -> None:
        """What few use has decoders that few have looked at; EPS is a program."""
        with pytest.raises(UnfitImageError, match=r"^it is no image that can be read$"):
            asset_of(written(Image.new("RGB", (40, 30)), kind))

    def test_pillow_is_left_as_it_was(self) -> None:
        from PIL import ImageFile  # noqa: PLC0415 - its setting is what is looked at

        for setting in (True, False):
            ImageFile.LOAD_TRUNCATED_IMAGES = setting
            with pytest.raises(UnfitImageError):
                asset_of(written(Image.effect_noise((90, 90), 90))[:3000])
            assert ImageFile.LOAD_TRUNCATED_IMAGES is setting
