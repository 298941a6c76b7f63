"""Stage 3 of 4, lay out: templates filled with a book, for print and for e-books."""

from anthology.layout.cumulative import locate
from anthology.layout.sections import lay_out

__all__ = ["lay_out", "locate"]
