"""Anthology turns a folder of dated articles into an EPUB and a print PDF."""

__version__ = "0.1.0"
