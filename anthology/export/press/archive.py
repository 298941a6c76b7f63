"""PDF/A-2a: a file that can be kept. It stays PDF/UA-1.

Part 2, because it allows transparency and compressed objects, which the pages use, and
part 3 adds nothing but attachments of any kind; level a, because the pages are tagged.
Source: ISO 19005-2, 6.2.3 (output intent), 6.3.2 (annotations), 6.6.2.3 and 6.6.4 (metadata).
"""

from __future__ import annotations

from importlib.resources import files

import pikepdf
from pikepdf import Array, Dictionary, Name, String

_PRINTED = 4  # annotation flag
_SCHEMA = """<rdf:Description rdf:about=""
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def to_archive(pdf: pikepdf.Pdf) -> None:
    """Make the book PDF/A-2a."""
    profile = pdf.make_stream(files(__package__).joinpath("srgb.icc").read_bytes())
    profile.N = 3
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
                Info=String("sRGB IEC61966-2.1"),
                DestOutputProfile=profile,
            )
        ]
    )
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", Array()):
            annotation.F = _PRINTED
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream) and "/Interpolate" in each:
            del each["/Interpolate"]
    describe(pdf, _SCHEMA)


def describe(pdf: pikepdf.Pdf, description: str) -> None:
    """Add an ``rdf:Description`` to the metadata."""
    before, end, after = pdf.Root.Metadata.read_bytes().partition(b"</rdf:RDF>")
    metadata = pdf.make_stream(before + description.encode() + end + after)
    metadata.Type = Name.Metadata
    metadata.Subtype = Name.XML
    pdf.Root.Metadata = metadata
