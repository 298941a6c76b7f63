"""What a finder hands to the rest of the engine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A name as it stands in the text."""

    leaf: int
    start: int
    end: int
    text: str
    words: tuple[str, ...]  # of the bare name, as written, without a suffix
    keys: tuple[str, ...]  # the same, folded
    suffix: str = ""  # Jr., III
    title: str = ""  # the honorific before the name, as written: Mr, President, Pope
    opens: bool = False  # begins a sentence
    role: str = ""  # what the text says of the person here, as written
    sex: str = ""  # f or m, where the clause goes on about the person: Bush said he was glad
    also: bool = False  # another name of the person named right before: known as Fito
    kin: bool = False  # introduced as somebody's kin: his wife, Jan,
