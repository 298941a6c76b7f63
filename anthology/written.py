"""The written form of values: MessagePack after their declared types; reading it runs nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

import msgspec


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A result that has no written form, and so cannot be kept."""

    value: Any  # Any: of its work's type


def written_form(value: object) -> bytes | Unwritten:
    """The value's written form; the value itself where a string holds bytes that are no text."""
    try:
        return encode(value)
    except UnicodeEncodeError:  # a file's name, most likely
        return Unwritten(value)


def encode(value: object) -> bytes:
    """The value's written form.

    Raises:
        UnicodeEncodeError: a string holds bytes that are no text.
    """
    return _encoder().encode(value)


def digests(head: object, values: Sequence[object]) -> list[str]:
    """Of each value's written form after that of ``head``; "" where it has none."""
    begun = hashlib.blake2b(encode(head), digest_size=20)
    found = []
    for value in values:
        digest, written = begun.copy(), written_form(value)
        if isinstance(written, bytes):
            digest.update(written)
        found.append(digest.hexdigest() if isinstance(written, bytes) else "")
    return found


@cache
def _encoder() -> msgspec.msgpack.Encoder:
    return msgspec.msgpack.Encoder(enc_hook=_plain, order="deterministic")


def _plain(value: object) -> object:
    """Paths by their names: where a thing lies is no part of what it is."""
    if isinstance(value, Path):
        return value.name
    raise NotImplementedError(f"{type(value).__name__} cannot be written")


@cache
def decoder(work: Callable[..., Any]) -> msgspec.msgpack.Decoder[Any]:  # Any: of each work's type
    """Reads what ``work`` returns."""
    return msgspec.msgpack.Decoder(get_type_hints(work)["return"])
