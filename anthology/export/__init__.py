"""Stage 4 of 4, export: an Edition -> the bytes of a book."""
