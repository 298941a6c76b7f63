"""Stage 1 of 4, collect: the front matter of a Markdown file: YAML, TOML, JSON or plain lines."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

_FENCED = re.compile(
    r"\s*(?P<fence>---|\+\+\+)[ \t]*\n(?P<inside>.*?)"
    r"(?:^|(?<=\n))(?P<end>---|\+\+\+|\.\.\.)[ \t]*(?:\n|$)",
    re.DOTALL,
)
_LINE = re.compile(r"[ \t]*([A-Za-z][\w -]{0,30}?)[ \t]*[:=][ \t]*(.*)")
_MOST_CHARS = 100_000
_MOST_VALUES = 20_000


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The values by key, the text after them, and what was wrong, if anything."""

    values: Mapping[str, object]
    rest: str
    problem: str = ""
    repeated: tuple[str, ...] = ()  # keys that stand there more than once


def read_front_matter(text: str) -> FrontMatter:
    """What a file opens with, in the ways of Jekyll, Hugo, Zola, Eleventy, Pelican, Obsidian."""
    match = _FENCED.match(text)
    if match and len(match["inside"]) < _MOST_CHARS:
        kind = "TOML" if match["fence"] == "+++" else "YAML"
        if (match["end"] == "+++") is not (kind == "TOML"):
            return FrontMatter({}, text)
        rest = text[match.end() :]
        values, problem = (_toml if kind == "TOML" else _yaml)(match["inside"])
        if problem:
            return FrontMatter(_lines(match["inside"]), rest, f"{kind}: {problem}")
        return FrontMatter(values, rest, repeated=_repeated(match["inside"], kind))
    if text.lstrip().startswith("{\n") or text.lstrip().startswith('{"'):
        return _json(text)
    head, _, rest = text.lstrip("\n").partition("\n\n")
    lines = head.split("\n")
    if len(lines) > 1 and all(_LINE.fullmatch(line) for line in lines) and "title" in head.lower():
        return FrontMatter(_lines(head), rest)
    return FrontMatter({}, text)


def _yaml(inside: str) -> tuple[Mapping[str, object], str]:
    """The mapping, every value as written; nothing is constructed from tags."""
    import yaml  # type: ignore[import-untyped]  # noqa: PLC0415 - has no types; only here

    try:
        values = yaml.load(inside, Loader=yaml.BaseLoader)  # which makes texts only
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f" in line {mark.line + 2}" if mark else ""
        return {}, f"{getattr(error, 'problem', None) or 'nested too deeply'}{place}"
    if values in (None, "", []):
        return {}, ""
    if _is_too_much(values):
        return {}, "its aliases make more values than anybody writes"
    return (values, "") if isinstance(values, dict) else ({}, "no keys with values")


def _repeated(inside: str, kind: str) -> tuple[str, ...]:
    """The keys of the mapping that stand there more than once; TOML does not allow it."""
    keys = Counter(re.findall(r"(?m)^([\w-]+)[ \t]*:(?=\s|$)", inside)) if kind == "YAML" else {}
    return tuple(key for key, times in keys.items() if times > 1)


def _is_too_much(values: object) -> bool:
    """Whether walking through the values would meet more of them than a person writes.

    An alias stands for what it names; a few lines of them make millions of values.
    """
    ahead = [values]
    for _ in range(_MOST_VALUES):
        if not ahead:
            return False
        value = ahead.pop()
        if isinstance(value, dict):
            ahead += value.values()
        elif isinstance(value, list):
            ahead += value[:_MOST_VALUES]
    return True


def _toml(inside: str) -> tuple[Mapping[str, object], str]:
    try:
        values = tomllib.loads(inside)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return {}, str(error)
    nested = [
        values.pop(key) for key in ("extra", "taxonomies") if isinstance(values.get(key), dict)
    ]
    for each in nested:
        values = {**each, **values}
    return values, ""


def _json(text: str) -> FrontMatter:
    start = len(text) - len(text.lstrip())
    try:
        values, end = json.JSONDecoder().raw_decode(text, start)
    except (json.JSONDecodeError, RecursionError):
        return FrontMatter({}, text)
    return FrontMatter(values, text[end:]) if isinstance(values, dict) else FrontMatter({}, text)


def _lines(inside: str) -> Mapping[str, object]:
    """Keys and values a line each, as a person reads them."""
    pairs = (_LINE.fullmatch(line.rstrip()) for line in inside.split("\n"))
    return {pair[1]: pair[2].strip().strip("\"'") for pair in pairs if pair}
