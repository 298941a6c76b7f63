"""Proof of the finished books: every word that went in came out, and each book is sound."""
