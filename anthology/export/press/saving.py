"""A finished PDF as bytes."""

from __future__ import annotations

from io import BytesIO

import pikepdf

from anthology.printing import Printing


def saved(pdf: pikepdf.Pdf, printing: Printing) -> bytes:
    """The PDF's bytes, the same for the same content. PDF/X-4 is PDF 1.6."""
    out = BytesIO()
    pdf.save(
        out,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        deterministic_id=True,
        fix_metadata_version=False,
        min_version="" if printing.press else "1.7",
        force_version="1.6" if printing.press else "",
    )
    return out.getvalue()
