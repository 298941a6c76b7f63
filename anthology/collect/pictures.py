"""Stage 1 of 4, collect: the images of an article, made assets of the book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from anthology.collect import notices
from anthology.collect.draft import Asking
from anthology.collect.image_files import Content, ImageFiles, name_of
from anthology.collect.images import UnfitImageError, asset_of
from anthology.model import Asset, Block, BlockKind
from anthology.report import Report

_SHOWN = 3
_LEADS = (
    "image", "featured_image", "featuredimage", "featureimage", "feature_image", "cover",
    "cover_image", "coverimage", "hero", "hero_image", "banner", "lead_image", "thumbnail",
    "preview_image", "teaser_image", "og_image",
)  # fmt: skip
_ALTS = ("_alt", "_alt_text", "_description")


def bind_images(
    blocks: Sequence[Block], files: ImageFiles, report: Report, lead: Sequence[Block] = ()
) -> tuple[tuple[Block, ...], tuple[Asset, ...]]:
    """The blocks with images that lead to assets, and the assets, each once.

    An image that cannot be had leaves its alternative text, with a notice. ``lead`` is what a
    page shows before its text: it is put there if its image can be had and is not in the text.
    """
    binder = _Binder(files, report)
    bound = tuple(binder.bound(blocks))
    binder.tell()
    own = dict(binder.assets)
    opening = tuple(binder.bound(lead))
    shown = {leaf.target for block in opening for leaf in block.leaves() if leaf.target}
    if shown and not shown & set(own):
        return (*opening, *bound), tuple(binder.assets.values())
    return bound, tuple(own.values())


def lead(values: Mapping[str, object]) -> tuple[Block, ...]:
    """The image that the front matter of a file names, with its words and its caption."""
    named = {str(key).lower().replace("-", "_"): value for key, value in values.items()}
    value = next((named[name] for name in _LEADS if named.get(name)), None)
    if isinstance(value, list | tuple):
        value = value[0] if value else None
    more = value if isinstance(value, Mapping) else {}
    address = next((more[k] for k in ("src", "path", "url", "image", "file") if more.get(k)), value)
    if not isinstance(address, str) or "." not in address:
        return ()
    words = next((more[k] for k in ("alt", "description") if more.get(k)), None)
    words = words or next(
        (named[f"{n}{end}"] for n in _LEADS for end in _ALTS if named.get(f"{n}{end}")), ""
    )
    image = Block(BlockKind.IMAGE, " ".join(str(words).split()), target=address.strip())
    caption = " ".join(str(more.get("caption", "")).split())
    below = (Block(BlockKind.CAPTION, caption),) if caption else ()
    return (Block(BlockKind.FIGURE, children=(image, *below)),)


@dataclass(slots=True)
class _Binder:
    """Binds the images of one article."""

    files: ImageFiles
    report: Report
    assets: dict[str, Asset] = field(default_factory=dict)  # by id
    found: dict[str, str | None] = field(default_factory=dict)  # addresses -> id; None: no image
    missing: list[str] = field(default_factory=list)
    unfit: dict[str, str] = field(default_factory=dict)  # name -> reason

    def bound(self, blocks: Sequence[Block]) -> Iterator[Block]:
        """The blocks; an image without content and without words is gone, and so is its frame."""
        for block in blocks:
            if block.kind is BlockKind.IMAGE:
                name = self.asset(block.target)
                if name or block.text:
                    yield replace(block, target=name)
            elif block.children:
                children = tuple(self.bound(block.children))
                if children and block.kind is BlockKind.FIGURE and _is_caption(children):
                    yield replace(children[0], kind=BlockKind.PARAGRAPH)
                elif children or block.kind is not BlockKind.FIGURE:
                    yield replace(block, children=children or (Block(BlockKind.PARAGRAPH),))
            else:
                yield block

    def asset(self, addresses: str) -> str:
        """The id of the asset behind the addresses; nothing where there is none."""
        if addresses not in self.found:
            self.found[addresses] = self._bind(addresses.split("\n"))
        return self.found[addresses] or ""

    def _bind(self, addresses: Sequence[str]) -> str | None:
        contents = (self.files.find(address) for address in addresses if address)
        content = next((each for each in contents if each is not None), None)
        if content is None:
            if isinstance(self.files.source, Asking):
                self.files.source.missing.append(tuple(map(self.files.joined, addresses)))
            self.missing += [name_of(addresses[0])] if addresses and addresses[0] else []
            return None
        return self._decoded(content)

    def _decoded(self, content: Content) -> str | None:
        try:
            asset = asset_of(content.data)
        except UnfitImageError as error:
            self.unfit[content.name] = str(error)
            return None
        if asset is None:
            return None
        self.assets.setdefault(asset.id, replace(asset, path=content.path))
        return asset.id

    def tell(self) -> None:
        """A notice for all that are not there, and one for each that is unfit."""
        place = self.files.source.place
        if self.missing and not self.files.source.address:  # else those who fetch say why
            names = sorted(set(self.missing))
            more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
            notices.IMAGES_MISSING.tell(report=self.report, place=place,
                count=len(self.missing), names=", ".join(names[:_SHOWN]) + more)  # fmt: skip
        for name, reason in self.unfit.items():
            notices.IMAGE_UNFIT.tell(self.report, place, name=name, reason=reason)


def _is_caption(children: Sequence[Block]) -> bool:
    return len(children) == 1 and children[0].kind is BlockKind.CAPTION
