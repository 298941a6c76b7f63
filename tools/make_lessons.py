"""Write labelled practice articles: the sentences of tools/lessons with names of many cultures.

    python tools/make_lessons.py --articles 600 --seed 1 > lessons.jsonl

The persons are made up: given and family names are drawn from Faker's lists (PyPI, MIT) and from
syllables of Chinese, Korean and Vietnamese names, and put together as their cultures do. Same
seed, same bytes. The form is that of the labelled documents which ``tools/train_people.py`` reads.
"""

from __future__ import annotations

import argparse
import importlib
import json
import random
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tools.make_lexicon import romanised, words_of

HERE = Path(__file__).with_name("lessons")
LISTS = {
    part.partition("]")[0]: part.partition("]")[2].split()
    for part in (HERE / "names.txt").read_text(encoding="utf-8").split("[")[1:]
}
INITIALS = (
    "J.K.",
    "J.R.",
    "A.J.",
    "T. S.",
    "W. G.",
    "R.",
    "M.",
    "JD",
    "AJ",
    "TJ",
    "JJ",
    "R",
    "V K",
)
SLOT = re.compile(r"\{(\w+)\}|(\*?)\[([abcABC])([!^~]?)\]")
PINYIN = LISTS["pinyin"]
CHINESE = LISTS["chinese"]
CANTON = LISTS["canton"]
HONGKONG = LISTS["hongkong"]
KOREAN = LISTS["korean"]
KOREANS = LISTS["koreans"]
VIET = LISTS["viet"]
VIETNAMESE = LISTS["vietnamese"]
ARABIC = LISTS["arabic"]
ARABIC_FAMILY = LISTS["arabic_family"]
THAI = LISTS["thai"]
THAI_FAMILY = LISTS["thai_family"]


@dataclass(frozen=True, slots=True)
class Somebody:
    """A made-up person: the name in full, the part used alone, the given name."""

    full: str
    family: str
    given: str


@cache
def names(locale: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Given and family names of one of Faker's locales, in Latin letters."""
    provider: Any = importlib.import_module(f"faker.providers.person.{locale}").Provider
    given = set[str]().union(
        *(words_of(provider, f"first_names{x}") for x in ("", "_male", "_female"))
    )
    given |= words_of(provider, "first_romanized_names")
    family = set[str]().union(
        *(words_of(provider, f"last_names{x}") for x in ("", "_male", "_female"))
    )
    family = words_of(provider, "last_romanized_names") or family
    return _latin(given), _latin(family)


def _latin(words: set[str]) -> tuple[str, ...]:
    found = {w if w.isascii() or max(w) < "\u024f" else romanised(w).title() for w in words}
    return tuple(
        sorted(
            w
            for w in found
            if w[:1].isupper() and len(w) > 1 and max(w) < "\u024f" and " " not in w
        )
    )


WESTERN = LISTS["western"]
SOUTHERN = LISTS["southern"]


def western(draw: random.Random) -> Somebody:
    """Given name, perhaps a middle name or initial, family name."""
    given, family = names(draw.choice(WESTERN))
    first, last = draw.choice(given), draw.choice(family)
    middle = ""
    kind = draw.random()
    if kind < 0.1:
        middle = draw.choice("ABCDEFGHJKLMPRSTW") + ". "
    elif kind < 0.16:
        middle = draw.choice(given) + " "
    elif kind < 0.2:
        last = f"{last}-{draw.choice(family)}"
    elif kind < 0.23:
        first = draw.choice(INITIALS) if draw.random() < 0.7 else first
    elif kind < 0.25:
        last = draw.choice(("O'", "Mc", "Mac", "D'", "De", "Le")) + last
    return Somebody(f"{first} {middle}{last}", last, first)


def southern(draw: random.Random) -> Somebody:
    """African and South Asian names, with what the lists lack made up."""
    locale = draw.choice(SOUTHERN)
    given, family = names(locale)
    if len(family) < 5:
        family = names(draw.choice(("en_IN", "tw_GH", "yo_NG", "en_PK")))[1]
    first, last = draw.choice(given or ("Amina",)), draw.choice(family)
    if draw.random() < 0.1:
        first = draw.choice("ABCKMNPRSV") + "." + draw.choice(("", " K.", "R."))
    return Somebody(f"{first} {last}", last, first)


def iberian(draw: random.Random) -> Somebody:
    """Spanish and Portuguese names, often with two family names or particles."""
    given, family = names(draw.choice(("es_ES", "es_MX", "es_CO", "es_CL", "pt_BR", "es_AR")))
    if len(family) < 5:
        family = names("es_ES")[1]
    first, last = draw.choice(given), draw.choice(family)
    kind = draw.random()
    if kind < 0.25:
        both = f"{last} {draw.choice(family)}"
        return Somebody(f"{first} {both}", both if draw.random() < 0.5 else last, first)
    if kind < 0.35:
        last = draw.choice(("de la ", "de ", "da ", "dos ", "del ")) + last
    return Somebody(f"{first} {last}", last, first)


def particled(draw: random.Random) -> Somebody:
    """Names with particles: van der Berg, von Wessel, de Villiers, Di Marco."""
    locale, particle = draw.choice(
        (
            ("nl_NL", "van der "),
            ("nl_NL", "van "),
            ("nl_NL", "de "),
            ("de_DE", "von "),
            ("de_DE", "von der "),
            ("fr_FR", "de "),
            ("it_IT", "Di "),
            ("it_IT", "De "),
            ("fr_FR", "du "),
        )
    )
    given, family = names(locale)
    first, last = draw.choice(given), particle + draw.choice(family).split("van ")[-1]
    return Somebody(f"{first} {last}", last, first)


def eastern(draw: random.Random) -> Somebody:
    """Chinese, Korean and Vietnamese names, family name first; sometimes a Western given name."""
    kind = draw.random()
    if kind < 0.4:
        family, given = (
            draw.choice(CHINESE),
            "".join(draw.choices(PINYIN, k=draw.choice((1, 2, 2)))),
        )
    elif kind < 0.6:
        family, given = draw.choice(HONGKONG), "-".join(draw.choices(CANTON, k=2))
        if draw.random() < 0.35:
            first = draw.choice(names("en_US")[0])
            return Somebody(f"{first} {family.title()}", family.title(), first)
    elif kind < 0.85:
        family, given = (
            draw.choice(KOREANS),
            draw.choice(("-", "-", " ")).join(draw.choices(KOREAN, k=2)),
        )
        if " " in given:
            given = given.title()
    else:
        family, given = (
            draw.choice(VIETNAMESE),
            " ".join(draw.choices(VIET, k=draw.choice((1, 2)))).title(),
        )
    given = given[0].upper() + given[1:]
    return Somebody(f"{family.title()} {given}", family.title(), given)


def arab(draw: random.Random) -> Somebody:
    """Arabic and Thai names."""
    if draw.random() < 0.15:
        first, last = draw.choice(THAI).title(), draw.choice(THAI_FAMILY)
        return Somebody(f"{first} {last[0].upper()}{last[1:]}", first, first)
    first, second, last = (
        draw.choice(ARABIC).title(),
        draw.choice(ARABIC).title(),
        draw.choice(ARABIC_FAMILY).title(),
    )
    form = draw.choice(("al-", "al-", "al-", "", "", "", "bin ", "Abu ", "Abdel ", "el-"))
    if form == "bin ":
        return Somebody(f"{first} bin {second}", f"bin {second}", first)
    if draw.random() < 0.15:
        return Somebody(f"{first} {second} {form}{last}", f"{form}{last}", first)
    return Somebody(f"{first} {form}{last}", f"{form}{last}", first)


def invented(draw: random.Random) -> Somebody:
    """A name that no list has, of syllables drawn at random."""
    heads = LISTS["heads"]
    ends = LISTS["ends"]

    def word(n: int) -> str:
        return "".join(draw.choice(heads) + draw.choice("aeiou") for _ in range(n)) + draw.choice(
            ends
        )

    first = draw.choice(names("en_US")[0]) if draw.random() < 0.5 else word(1).title()
    last = word(draw.choice((1, 1, 2))).title()
    return Somebody(f"{first} {last}", last, first)


MAKERS: tuple[tuple[Callable[[random.Random], Somebody], int], ...] = (
    (western, 40),
    (southern, 14),
    (iberian, 11),
    (particled, 5),
    (eastern, 13),
    (arab, 9),
    (invented, 8),
)


def somebody(draw: random.Random) -> Somebody:
    """A made-up person of some culture."""
    return draw.choices([m for m, _ in MAKERS], [w for _, w in MAKERS])[0](draw)


def fillers() -> dict[str, list[str]]:
    """The values of every slot."""
    lines = (HERE / "fillers.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(": ", 1) for line in lines if line and not line.startswith("#"))
    return {slot: values.split(" | ") for slot, values in pairs}


def filled(
    line: str, cast: dict[str, Somebody], slots: dict[str, list[str]], draw: random.Random
) -> tuple[str, list[tuple[int, int, str]]]:
    """A sentence with its slots filled, and its mentions: start, end and letter of the cast."""
    text, mentions, last = "", [], 0
    for match in SLOT.finditer(line):
        text += line[last : match.start()]
        last = match.end()
        slot, starred, letter, part = match.groups()
        if slot:
            value = draw.choice(slots[slot])
            text += value[0].upper() + value[1:] if not text or text.endswith(". ") else value
            continue
        who = cast[letter.lower()]
        initial = f"{who.given[:1]}. {who.family}"
        word = {"": who.full, "!": who.family, "^": who.given, "~": initial}[part]
        word = word.upper() if letter.isupper() else word
        if not text or text.endswith((". ", "“", '"')):
            word = word[0].upper() + word[1:]
        if not starred:
            mentions.append((len(text), len(text) + len(word), letter.lower()))
        text += word
    return text + line[last:], mentions


def article(
    number: int,
    lines: list[str],
    openers: list[str],
    slots: dict[str, list[str]],
    draw: random.Random,
) -> dict[str, Any]:
    """One practice article in the form of the labelled documents."""
    cast = {letter: somebody(draw) for letter in "abcdef"}
    chosen = [draw.choice(openers), *draw.sample(lines, draw.randint(6, 14))]
    text, people = "", {letter: [] for letter in cast}  # type: dict[str, list[dict[str, int]]]
    joint = draw.choice((" ", " ", "\n", "\n\n"))
    for line in chosen:
        order = (
            draw.sample(sorted(cast)[:4], 3)
            if draw.random() < 0.8
            else draw.sample(sorted(cast), 3)
        )
        sentence, mentions = filled(
            line, {k: cast[o] for k, o in zip("abc", order, strict=True)}, slots, draw
        )
        own_line = not sentence.endswith((".", "”", '"', "?"))
        text += ("\n" if own_line else joint) if text else ""
        for start, end, letter in mentions:
            people[order["abc".index(letter)]].append(
                {"start": len(text) + start, "end": len(text) + end}
            )
        text += sentence + ("\n" if own_line else "")
    found = [{"name": cast[k].full, "mentions": m} for k, m in people.items() if m]
    return {
        "id": f"lesson-{number}",
        "source": "lesson",
        "text": text,
        "people": found,
        "ignore": [],
    }


def main() -> None:
    """Write the articles to standard output."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    lines = [
        s
        for s in (HERE / "sentences.txt").read_text(encoding="utf-8").splitlines()
        if s and s[0] != "#"
    ]
    openers = [s[1:] for s in lines if s[0] == "*" and not s.startswith("*[")] + [
        s[1:] for s in lines if re.match(r"\*\[[aA][!]?\](?: AND| Says|,|$)", s)
    ]
    rest = [s for s in lines if s[1:] not in openers]
    draw, slots = random.Random(arguments.seed), fillers()
    for number in range(arguments.articles):
        sys.stdout.write(
            json.dumps(article(number, rest, openers, slots, draw), ensure_ascii=False) + "\n"
        )


if __name__ == "__main__":
    main()
