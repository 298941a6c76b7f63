"""Join names to persons: inside an article first, then across the collection where it is safe.

Inside an article a short form belongs to the person named in full there; across articles equal or
agreeing full names are one person, and a surname alone is joined only when the collection knows
one bearer, or one far above all others. Else the person stands alone and is marked unsure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from anthology.edit.people.found import Found
from anthology.edit.people.lexicon import fold, lexicon
from anthology.edit.people.names import is_family_first
from anthology.edit.people.nicknames import agree_given, kin
from anthology.edit.people.sexes import FEMALE, is_spouse, sex_fits, sex_of_title
from anthology.edit.people.tokens import PARTICLES
from anthology.edit.people.words import words

_GIVEN_TOO = frozenset({"al", "ben", "van"})  # particles that are given names, too
_GIVEN_TITLES = words("titles-before-given-names")


@dataclass(slots=True, eq=False)
class Cluster:
    """The names in one article that are one person, ``full`` the fullest of them."""

    full: Found
    finds: list[Found] = field(default_factory=list)
    number: int = 0  # in the order in which the article's persons were made
    borrowed: str = ""  # family name taken from a couple: Bill (and Hillary Clinton)

    @property
    def keys(self) -> tuple[str, ...]:
        """The folded words of the fullest name."""
        return (*self.full.keys, fold(self.borrowed)) if self.borrowed else self.full.keys


class _Index:
    """Persons named in full, to be looked up by any word of theirs and by kin of the first."""

    def __init__(self) -> None:
        self._by_handle: dict[str, list[Cluster]] = {}

    def add(self, cluster: Cluster) -> None:
        """Make a person known."""
        keys = cluster.full.keys
        for handle in (*_handles(keys), *full_handles(keys), f"initials {initials(keys)}"):
            self._by_handle.setdefault(handle, []).append(cluster)

    def near(self, handles: Sequence[str]) -> list[Cluster]:
        """Those that have one of the handles, each once, in the order in which they were added."""
        found = {
            id(cluster): cluster
            for handle in handles
            for cluster in self._by_handle.get(handle, ())
        }
        return sorted(found.values(), key=lambda c: c.number)


def full_handles(keys: Sequence[str]) -> tuple[str, ...]:
    """What two full names must share to agree: the last word, the first two, or all letters."""
    return (
        f"last {keys[-1]}",
        f"two {' '.join(keys[:2])}",
        "all " + "".join(keys).replace("-", ""),
    )


def initials(keys: Sequence[str]) -> str:
    """The first letters of a folded name, without particles: ts of Tim Swale, ba of Al-Assad."""
    parts = [part for key in keys if key not in PARTICLES for part in key.split("-")]
    return "".join(part[0] for part in parts if part and part not in PARTICLES)


def _handles(keys: Sequence[str]) -> list[str]:
    """What a short form is looked up by; particles say nothing."""
    words = dict.fromkeys(k for k in keys if k not in PARTICLES)
    short = [f"initials {keys[0]}"] if len(keys) == 1 and len(keys[0]) < 4 else []
    return [*words, *short, *(f"kin {group}" for group in sorted(kin(keys[0])))]


def resolve_article(found: Sequence[Found]) -> list[Cluster]:
    """The persons of one article in order of first mention."""
    clusters: list[Cluster] = []
    index = _Index()
    # Full names first, longest first, so that "John F. Kerry" takes in "John Kerry".
    order = sorted(range(len(found)), key=lambda n: (-_weight(found[n]), n))
    home: dict[int, Cluster] = {}
    aliases = {f.keys for f in found if f.also}
    for n in order:
        name = found[n]
        if not is_full(name) or name.keys in aliases:
            continue
        near = index.near(full_handles(name.keys))
        match = next(
            (c for c in near if agree(c.full.keys, name.keys) and not _apart(c.full, name)), None
        )
        if match is None:
            match = Cluster(name, number=len(clusters))
            clusters.append(match)
            index.add(match)
        home[n] = match
    aka = _other_names(found, home)
    _short_forms(found, clusters, index, home)
    for n in sorted(home):
        also = found[n].keys in aka and home[n] is aka[found[n].keys]
        home[n].finds.append(replace(found[n], also=True) if also else found[n])
    live = [c for c in clusters if c.finds]
    return sorted(live, key=lambda c: (c.finds[0].leaf, c.finds[0].start))


def _other_names(
    found: Sequence[Found], home: dict[int, Cluster]
) -> dict[tuple[str, ...], Cluster]:
    """Who has the names that the text calls another name of somebody named in full before."""
    aka = {name.keys: home[n - 1] for n, name in enumerate(found) if name.also and n - 1 in home}
    home.update({n: aka[name.keys] for n, name in enumerate(found) if name.keys in aka})
    return aka


def _weight(name: Found) -> int:
    return sum(2 if len(k.strip(".")) > 1 else 1 for k in name.keys) + bool(name.suffix)


def is_full(name: Found) -> bool:
    """Whether a name has more than one part, particles aside: John Kerry, not van der Bellen."""
    count = sum(k not in PARTICLES for k in name.keys)
    if count != 1 or len(name.keys) != 2 or name.keys[0] not in _GIVEN_TOO:
        return count > 1
    # Ben Smith; Al Gore, whom the lexicon knows, but not (Sultan) Al Jaber
    return name.words[0].istitle() and (
        name.keys[0] == "ben" or "i" in lexicon().get(" ".join(name.keys), "")
    )


def _apart(a: Found, b: Found) -> bool:
    """Whether suffixes keep two names apart: John Paul I and II."""
    generations = {"jr", "jr.", "sr", "sr."}
    x, y = a.suffix.lower(), b.suffix.lower()
    return bool(x and y and x != y) and not {x, y} <= generations - {"sr", "sr."}


def agree(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two folded full names can be one person's: John F. Kerry, John Kerry, J. Kerry."""
    if tuple(a) == tuple(b):
        return True
    if is_family_first(a, {}) or is_family_first(b, {}):
        return "".join(a).replace("-", "") == "".join(b).replace("-", "")
    short, long = sorted((tuple(a), tuple(b)), key=len)
    if len(short) > 1 and len(short) < len(long) and long[-len(short) :] == short:
        return True  # López Obrador, Andrés Manuel López Obrador
    x, y = _split(a), _split(b)
    if x[1] != y[1]:
        return _contained(a, b)
    if not x[0] or not y[0]:
        return False
    return agree_given(x[0], y[0])


def _contained(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether one of two names is the other with a part left out: Gabriel García (Márquez)."""
    short, long = sorted((tuple(a), tuple(b)), key=len)
    return (
        len(short) >= 2
        and "s" in lexicon().get(short[-1], "")
        and len(long) > len(short)
        and long[: len(short)] == short
        and not any(len(k.strip(".")) == 1 for k in short)
    )


def _split(keys: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Given names and family name with its particles."""
    cut = len(keys) - 1
    while cut > 1 and keys[cut - 1] in PARTICLES:
        cut -= 1
    return tuple(keys[:cut]), tuple(keys[cut:])


def _short_forms(
    found: Sequence[Found], clusters: list[Cluster], index: _Index, home: dict[int, Cluster]
) -> None:
    """Give every short form to a person named in full, or make it a person of its own."""
    last_seen: dict[int, int] = {}
    ladies = {f.keys for f in found if len(f.keys) == 1 and f.title.lower() in FEMALE}
    alone: dict[tuple[str, ...], Cluster] = {}  # by the words and the numeral
    counts = Counter(id(c) for c in home.values())
    for n, name in enumerate(found):
        if n in home:
            last_seen[home[n].number] = n
            continue
        couple = _couple(found, n, home)
        bearers = _bearers(name, index)
        if name.kin or name.keys in alone:  # her mother, Janis, is not the Janis Joplin to come
            bearers = [c for c in bearers if c.number in last_seen]
        bearers = [c for c in bearers if not is_spouse(name, c.full)]
        if bearers and couple is None:
            best = max(
                bearers,
                key=lambda c: (
                    *_fit(name, c),
                    # beside "Mrs Clinton", "Clinton" is her husband
                    bool(name.title) or name.keys not in ladies or sex_fits("m", c.full),
                    last_seen.get(c.number, -1) >= 0,
                    last_seen.get(c.number, -1),
                    counts[id(c)],
                ),
            )
            home[n] = best
            last_seen[best.number] = n
            continue
        cluster = alone.get((*name.keys, name.suffix.lower())) or alone.get(name.keys)
        sex = sex_of_title(name.title.lower())
        if cluster is not None and sex_fits(sex, cluster.full) < 0:
            cluster = alone.get((*name.keys, f"({sex})"))  # Mr and Mrs Cripps
        if cluster is None or (name.suffix and cluster.full.suffix not in {"", name.suffix}):
            cluster = Cluster(name, borrowed=couple or "", number=len(clusters))
            clusters.append(cluster)
            alone[(*name.keys, name.suffix.lower())] = alone[name.keys] = cluster
            if sex:
                alone[(*name.keys, f"({sex})")] = cluster
        home[n] = cluster
        last_seen[cluster.number] = n


def _bearers(name: Found, index: _Index) -> list[Cluster]:
    """The persons named in full of whose name ``name`` is the family or the given part.

    Kings and popes are nobody else: Charles III is not a Charles Darwin in the same article.
    """
    if name.suffix or name.title.lower() in {"pope", "king", "queen"}:
        return []
    return [c for c in index.near(_handles(name.keys)) if _part(name, c) is not None]


def _part(name: Found, cluster: Cluster) -> str | None:
    """Which part of a person's full name a short form is: family, given, other, or None."""
    keys, full = name.keys, cluster.full.keys
    if len(keys) >= len(full):
        return None
    bare = tuple(k for k in keys if k not in PARTICLES)
    if full[-len(keys) :] == keys or full[-len(bare) :] == bare:
        return "family" if not is_family_first(full, {}) else "given"
    if full[: len(keys)] == keys:
        return "family" if is_family_first(full, {}) else "given"
    if len(bare) == 1 and bare[0] in full[1:-1] and len(bare[0]) > 2:
        return "other"
    first = full[0]
    if (
        len(bare) == 1
        and bare[0] != first
        and agree_given(bare, (first,))
        and len(bare[0].strip(".")) > 1
    ):
        return "nick"
    return "other" if name.text.isupper() and keys[0] == initials(full) else None


def _fit(name: Found, cluster: Cluster) -> tuple[int, int]:
    """How well a short form fits a person: its part, then the title's sex."""
    part = _part(name, cluster)
    title = name.title.lower()
    wants_given = title in _GIVEN_TITLES and "S" not in title
    score = {"family": 3, "given": 2, "nick": 1, "other": 0}.get(part or "", 0)
    if title and part in {"family", "given"}:
        score = 3 if (part == "given") == wants_given else 2
    return score, sex_fits(sex_of_title(title) or name.sex, cluster.full)


def _couple(found: Sequence[Found], n: int, home: dict[int, Cluster]) -> str | None:
    """The family name that a first name borrows from its partner: Bill and Hillary Clinton."""
    if n + 1 >= len(found) or n + 1 not in home:
        return None
    name, partner = found[n], found[n + 1]
    if name.leaf != partner.leaf or not 4 <= partner.start - name.end <= 5 or name.title:
        return None
    before = found[n - 1] if n and not name.opens else None
    if before and before.leaf == name.leaf and name.start - before.end == 2:
        return None  # a list: Taylor Swift, Adele and Billie Eilish
    flags = lexicon().get(name.keys[0], "")
    if len(name.keys) != 1 or len(partner.keys) != 2 or "G" not in flags or "i" in flags:
        return None  # Beyoncé needs no family name
    if name.keys[0] == partner.keys[0] or name.keys[0] == partner.keys[-1]:
        return None
    return partner.words[-1] if partner.keys[-1] in lexicon() or partner.keys else None
