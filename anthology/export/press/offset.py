"""PDF/X-4: a file for the press, in its inks, without anything that only a screen has.

Source: ISO 15930-7. The dates and ids are those of the book, so that the same book
gives the same bytes. Links are annotations, which must not lie on a page that is
printed; bookmarks, tags and the order of reading stay.
"""

from __future__ import annotations

import datetime as dt
from importlib.resources import files
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, String

from anthology.export.press.archive import describe
from anthology.export.press.inks import Inks
from anthology.model import Book

_NEVER = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)  # the date of a book without any
_SOURCES = {"rg": "k", "RG": "K", "g": "k", "G": "K"}
_RGB = ("/DeviceRGB", "/CalRGB")
_METADATA = """<rdf:Description rdf:about=""
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion><pdf:Trapped>False</pdf:Trapped>
<xmp:MetadataDate>{date}</xmp:MetadataDate>{dates}
<xmpMM:DocumentID>{id}</xmpMM:DocumentID><xmpMM:InstanceID>{id}</xmpMM:InstanceID>
<xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default</xmpMM:RenditionClass>
</rdf:Description>
"""


def to_press(pdf: pikepdf.Pdf, book: Book, inks: Inks) -> None:
    """Make the book PDF/X-4. The pages must have their boxes."""
    _drop_links(pdf)
    for page in pdf.pages:
        content = page.obj.Contents if "/Contents" in page.obj else None
        if content is not None:
            page.obj.Contents = pdf.make_stream(_in_inks(page, inks))
    for each in list(pdf.objects):
        if isinstance(each, (pikepdf.Dictionary, pikepdf.Stream)):
            _convert(pdf, each, inks)
    profile = pdf.make_stream(inks.profile)
    profile.N = 4
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFX,
                OutputConditionIdentifier=String(inks.name),
                OutputCondition=String(inks.name),
                RegistryName=String(""),
                Info=String(inks.name),
                DestOutputProfile=profile,
            )
        ]
    )
    _describe(pdf, book)


def _drop_links(pdf: pikepdf.Pdf) -> None:
    """Take the links off the pages, and their places out of the tree; their words stay."""
    for page in pdf.pages:
        if "/Annots" in page.obj:
            del page.obj["/Annots"]
    for element in pdf.objects:
        if isinstance(element, pikepdf.Dictionary) and element.get("/Type") == "/StructElem":
            kids = element.get("/K")
            if isinstance(kids, Array) and any(_is_link(kid) for kid in kids):
                element.K = Array([kid for kid in kids if not _is_link(kid)])
    root = pdf.Root.get("/StructTreeRoot")
    if root is not None:
        numbers = root.ParentTree.Nums
        pages = [at for at in range(0, len(numbers), 2) if int(numbers[at]) < len(pdf.pages)]
        root.ParentTree.Nums = Array([numbers[at + i] for at in pages for i in (0, 1)])
        root.ParentTreeNextKey = len(pdf.pages)


def _is_link(kid: object) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"


def _in_inks(holder: pikepdf.Page | pikepdf.Object, inks: Inks) -> bytes:
    """The content stream with every colour in inks."""
    operations: list[Any] = []  # Any: as pikepdf gives and takes them
    for instruction in pikepdf.parse_content_stream(holder):
        name = str(instruction.operator)
        if name in _SOURCES:
            values = [float(v) for v in instruction.operands]
            found = inks.colour(*values) if len(values) == 3 else inks.grey(values[0])
            operations.append(([*found], Operator(_SOURCES[name])))
        else:
            operations.append((instruction.operands, instruction.operator))
    return pikepdf.unparse_content_stream(operations)


def _convert(pdf: pikepdf.Pdf, each: Any, inks: Inks) -> None:
    """Put a form or a picture into inks; name the screen's colours where these must stay."""
    kind = each.get("/Subtype") if isinstance(each, pikepdf.Stream) else None
    if kind == "/Form":
        each.write(_in_inks(each, inks))
    elif kind == "/Image" and "/ImageMask" not in each and _is_rgb(each.get("/ColorSpace")):
        picture = pikepdf.PdfImage(each).as_pil_image()
        each.write(inks.picture(picture).tobytes())
        each.ColorSpace = Name.DeviceCMYK
        each.BitsPerComponent = 8
        for key in ("/Decode", "/Interpolate"):
            if key in each:
                del each[key]
    group = each.get("/Group")
    if isinstance(group, pikepdf.Dictionary) and group.get("/CS") == "/DeviceRGB":
        group.CS = Name.DeviceCMYK
    if "/Pattern" in each or "/Shading" in each:  # resources: gradients are left as they are
        _name_screen(pdf, each)


def _is_rgb(space: pikepdf.Object | None) -> bool:
    if isinstance(space, Array):
        if space[0] == "/ICCBased":
            return int(space[1].N) == 3
        return space[0] == "/CalRGB" or (space[0] == "/Indexed" and _is_rgb(space[1]))
    return space is not None and str(space) in _RGB


def _name_screen(pdf: pikepdf.Pdf, resources: pikepdf.Object) -> None:
    filled = [resources.get(key) for key in ("/Pattern", "/Shading")]
    if any(isinstance(part, Dictionary) and len(part.keys()) for part in filled):
        profile = pdf.make_stream(files(__package__).joinpath("srgb.icc").read_bytes())
        profile.N = 3
        spaces = resources.get("/ColorSpace", Dictionary())
        spaces["/DefaultRGB"] = Array([Name.ICCBased, profile])
        resources.ColorSpace = spaces


def _describe(pdf: pikepdf.Pdf, book: Book) -> None:
    when = book.modified or _NEVER
    stamp = when.strftime("%Y-%m-%dT%H:%M:%SZ")
    dated = f"<xmp:CreateDate>{stamp}</xmp:CreateDate><xmp:ModifyDate>{stamp}</xmp:ModifyDate>"
    identifier = "uuid:" + book.identifier.removeprefix("urn:uuid:")
    dates = "" if book.modified else dated
    describe(pdf, _METADATA.format(date=stamp, dates=dates, id=identifier))
    pdf.docinfo["/Trapped"] = Name("/False")
    for key in ("/CreationDate", "/ModDate"):
        pdf.docinfo[key] = String(when.strftime("D:%Y%m%d%H%M%S+00'00'"))
