"""The persons of a collection from the clusters of its articles: the step that sees all at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from anthology.edit.people.found import Found
from anthology.edit.people.lexicon import lexicon
from anthology.edit.people.names import ROYAL, is_family_first
from anthology.edit.people.resolve import Cluster, agree, full_handles, is_full
from anthology.edit.people.sexes import is_spouse
from anthology.edit.people.tokens import PARTICLES

# A surname alone goes to one of several bearers if that one is in so many times more articles.
FAR_ABOVE = 4
_OFFICES = frozenset({"president", "senator", "governor", "chancellor", "general", "premier"})


@dataclass(slots=True, eq=False)
class Entry:
    """A person of the collection: the clusters naming the person, with their articles' numbers."""

    clusters: list[tuple[int, Cluster]] = field(default_factory=list)
    unsure: bool = False
    handles: set[str] = field(default_factory=set)  # by which it is looked up
    numbers: set[int] = field(default_factory=set)  # of the articles
    has_office: bool = False  # a full name of theirs stands with a role or a title
    # The first of each name: a person of ten thousand articles has a few.
    spelt: dict[tuple[object, ...], Cluster] = field(default_factory=dict)

    def add(self, number: int, cluster: Cluster) -> None:
        """Have an article's cluster be this person's."""
        self.clusters.append((number, cluster))
        self.numbers.add(number)
        full = cluster.full
        key = (full.keys, full.suffix, full.title.lower(), cluster.borrowed)
        self.spelt.setdefault(key, cluster)
        offices = (f.role or f.title for f in cluster.finds if is_full(f))
        self.has_office = self.has_office or any(offices)

    def settle(self) -> None:
        """Put the clusters in the order of the articles."""
        clusters = sorted(self.clusters, key=lambda pair: pair[0])
        self.clusters, self.spelt = [], {}
        for number, cluster in clusters:
            self.add(number, cluster)

    @property
    def full(self) -> Found:
        """The fullest name, the first of the fullest."""
        names = [c.full for c in self.spelt.values()]
        return max(
            names, key=lambda f: (len([k for k in f.keys if len(k.strip(".")) > 1]), len(f.keys))
        )

    @property
    def borrowed(self) -> str:
        """A family name taken over from a couple, where no name in full has it."""
        return next((c.borrowed for c in self.spelt.values() if c.borrowed), "")


def resolve_collection(articles: Sequence[Sequence[Cluster]]) -> list[Entry]:
    """Join the clusters of all articles, given in order of the book, to entries."""
    entries: list[Entry] = []
    by_family: dict[str, list[Entry]] = defaultdict(list)
    short: list[tuple[int, Cluster]] = []
    for number, clusters in enumerate(articles):
        for cluster in clusters:
            if not is_full(cluster.full) and not cluster.borrowed:
                short.append((number, cluster))
                continue
            entry = _known(cluster, by_family)
            if entry is None:
                entry = Entry()
                entries.append(entry)
            entry.add(number, cluster)
            for key in (*_handles(cluster.keys), *full_handles(cluster.keys)):
                if key not in entry.handles:
                    entry.handles.add(key)
                    by_family[key].append(entry)
    _place_short(short, entries, by_family)
    for entry in entries:
        entry.settle()
    return entries


def _handles(keys: Sequence[str]) -> set[str]:
    """The parts of a full name under which it is looked up."""
    return {keys[0], keys[-1]}


def _known(cluster: Cluster, by_family: dict[str, list[Entry]]) -> Entry | None:
    """The one entry that a full name agrees with; an equal name comes first."""
    keys = cluster.keys
    near = [e for key in full_handles(keys) for e in by_family.get(key, ())]
    equal = [
        e for e in near if any(c.keys == keys and _same_line(c, cluster) for c in e.spelt.values())
    ]
    if equal:
        return equal[0]
    fitting: list[Entry] = []
    for entry in near:
        if entry not in fitting and all(
            agree(c.keys, keys) and _same_line(c, cluster) for c in entry.spelt.values()
        ):
            fitting.append(entry)
    return fitting[0] if len(fitting) == 1 else None


def _same_line(a: Cluster, b: Cluster) -> bool:
    """Whether numerals and generations do not keep two names apart."""
    x, y = a.full.suffix.rstrip(".").lower(), b.full.suffix.rstrip(".").lower()
    return x == y or not x or not y


def _place_short(
    short: Sequence[tuple[int, Cluster]], entries: list[Entry], by_family: dict[str, list[Entry]]
) -> None:
    """Give names of one word to the collection's one bearer, or make entries of them."""
    alone: dict[tuple[str, str], Entry] = {}
    for number, cluster in short:
        key = cluster.keys[-1]
        title = cluster.full.title.lower()
        royal = title in ROYAL or bool(cluster.full.suffix)
        bearers = [] if royal else _bearers(key, cluster, by_family)
        bearers = [b for b in bearers if not _is_other(cluster, b, title)]
        choice = _far_above(bearers)
        if choice is not None:
            choice.add(number, cluster)
            continue
        handle = (
            " ".join(k for k in cluster.keys if k not in PARTICLES),
            cluster.full.suffix if royal else "",
        )
        entry = alone.get(handle)
        if entry is None:
            entry = alone[handle] = Entry(unsure=bool(bearers))
            entries.append(entry)
        entry.add(number, cluster)


def _is_other(cluster: Cluster, entry: Entry, title: str) -> bool:
    """Whether the title before a surname shows that it is not this bearer's."""
    if _wife_of_office(entry, title):
        return True
    return any(is_spouse(cluster.full, c.full) for c in entry.spelt.values() if is_full(c.full))


def _wife_of_office(entry: Entry, title: str) -> bool:
    """Whether an office before a surname cannot be this bearer's: President Bush, Laura Bush.

    A woman who is nowhere given an office, in a collection that names the officer by surname only.
    """
    if title not in _OFFICES or entry.borrowed:
        return False
    return "q" in lexicon().get(entry.full.keys[0], "") and not entry.has_office


def _bearers(key: str, cluster: Cluster, by_family: dict[str, list[Entry]]) -> list[Entry]:
    """The entries of whose full name ``key`` is the family name."""
    found = []
    for entry in by_family.get(key, ()):
        keys = entry.full.keys
        family_first = is_family_first(keys, {})
        if (keys[0] == key) if family_first else (keys[-1] == key or entry.borrowed.lower() == key):
            found.append(entry)
    return found


def _far_above(bearers: Sequence[Entry]) -> Entry | None:
    """The only bearer, or the one named in far more articles than any other."""
    if len(bearers) < 2:
        return bearers[0] if bearers else None
    counted = sorted(((len(e.numbers), k) for k, e in enumerate(bearers)), reverse=True)
    return bearers[counted[0][1]] if counted[0][0] >= FAR_ABOVE * counted[1][0] else None
