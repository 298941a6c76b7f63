"""Entries of the who's who: from joined names to ``Person``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from anthology.edit.people.collection import Entry
from anthology.edit.people.find import TITLE_LEAF
from anthology.edit.people.found import Found
from anthology.edit.people.lexicon import fold
from anthology.edit.people.names import ROYAL, index_key, name_of
from anthology.edit.people.resolve import is_full
from anthology.edit.people.role_choice import best_of, chosen, cleaned
from anthology.edit.people.sexes import MRS
from anthology.edit.people.tokens import visible
from anthology.edit.people.words import words
from anthology.model import Article, Excerpt, Mention, Name, Person, Role

EXCERPT_WORDS = 30
WINDOW = 2000  # characters on either side in which a sentence is looked for
BESIDE = 5
CROWD = 100
_ALIAS_TITLES = words("alias-titles")
_MR = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "president", "minister"})
_BEFORE_GIVEN = words("titles-before-given-names")
_SENTENCE_END = re.compile(r"[.!?…][\"”’»)\]]*\s+(?=[\"“‘«(\[]?[^\W\d_])|\n+")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Jr|Sr|Gen|Lt|Col|Sen|Rep|Gov|Prof|Rev|Capt|Sgt|Maj|vs|No|Mt|Inc|Co|Corp|Ltd|Hon)|\b\w)\.\s+$"
)


def persons(articles: Sequence[Article], entries: Sequence[Entry]) -> tuple[Person, ...]:
    """The persons of all entries in order of the index; who is only in titles is left out."""
    made = [_person(entry, articles) for entry in entries]
    ordered = sorted(
        (p for p in made if p is not None),
        key=lambda p: (
            index_key(p.name.sort_as, p.name.family),
            p.mentions[0].article_id,
            p.mentions[0].leaf,
            p.mentions[0].start,
        ),
    )
    return beside(with_ids(ordered))


def with_ids(ordered: Sequence[Person], taken: Iterable[str] = ()) -> tuple[Person, ...]:
    """Persons with ids: "p-" and the slug of the sort key, a number after the first of equals."""
    used = set(taken)
    out = []
    for person in ordered:
        slug = re.sub(r"[^a-z0-9]+", "-", fold(person.name.sort_as)).strip("-")
        slug = slug or "u" + "-".join(f"{ord(c):x}" for c in person.name.sort_as[:8])
        tag, number = f"p-{slug}", 1
        while tag in used:
            number += 1
            tag = f"p-{slug}-{number}"
        used.add(tag)
        out.append(replace(person, id=tag))
    return tuple(out)


def _person(entry: Entry, articles: Sequence[Article]) -> Person | None:
    """The person of an entry without id and company; None if only titles name them."""
    places = [(n, f) for n, c in entry.clusters for f in c.finds]
    places.sort(key=lambda pair: (pair[0], pair[1].leaf, pair[1].start))
    body = [(n, f) for n, f in places if f.leaf != TITLE_LEAF]
    if not body:
        return None
    name = entry_name(entry, [f for _, f in places])
    mentions = tuple(Mention(articles[n].id, f.leaf, f.start, f.end, f.text) for n, f in body)
    return Person(
        "",
        name,
        mentions,
        aliases=_aliases(name, [f for _, f in body]),
        roles=_roles(body, articles, name.display),
        introduction=_introduction(body, articles),
        unsure=entry.unsure,
    )


def entry_name(entry: Entry, finds: Sequence[Found]) -> Name:
    """The name of an entry in its fullest form, as the texts themselves use it."""
    full = entry.full
    words = _usual_form(entry)
    if entry.borrowed and len(words) == 1:
        words = (*words, entry.borrowed)
    alone = Counter(
        " ".join(f.keys)
        for f in finds
        if len(f.keys) < len(full.keys) and fold(f.title) not in _BEFORE_GIVEN
    )
    alone.update(f"mr {f.keys[0]}" for f in finds if len(f.keys) == 1 and fold(f.title) in _MR)
    titles = Counter(f.title for f in finds if fold(f.title) in ROYAL)
    title = titles.most_common(1)[0][0] if titles else ""
    suffix = next((f.suffix for f in finds if f.suffix), "")
    titled = {f.title for f in finds}
    if len(words) == 1 and len(titled) == 1 and fold(min(titled)) in MRS | {"miss"}:
        return Name(f"{min(titled)} {words[0]}", f"{words[0]}, {min(titled)}", family=words[0])
    return name_of(words, suffix, title, alone)


def _usual_form(entry: Entry) -> tuple[str, ...]:
    """The form of the full name that most articles use; of equals the fullest."""
    full = is_full(entry.full)
    named = [(n, f) for n, c in entry.clusters for f in c.finds if not f.also]
    finds = [(n, f) for n, f in named if is_full(f) == full]
    if not finds:
        return entry.full.words
    articles = Counter(keys for _, keys in {(n, f.keys) for n, f in finds})
    times = Counter(f.keys for _, f in finds)
    spelt = {k for k in articles if len(k[0].strip(".")) > 1}  # V. Sapounov gives way to Valentine
    if spelt and all(len(k[0].strip(".")) == 1 for k in articles.keys() - spelt):
        articles = Counter({k: articles[k] for k in spelt})
    best = max(articles, key=lambda k: (articles[k], times[k], len(k), len("".join(k)), k))
    written = Counter(f.words for _, f in finds if f.keys == best)
    return max(written, key=lambda w: (not "".join(w).isupper(), written[w], w))


def _aliases(name: Name, finds: Sequence[Found]) -> tuple[str, ...]:
    """Other forms used, the most frequent first: Kerry, Mr Kerry, President Xi."""
    counts: Counter[str] = Counter()
    for found in finds:
        text = visible(found.text)
        counts[text] += 1
        if found.title.lower() in _ALIAS_TITLES and len(found.keys) == 1:
            counts[f"{found.title} {text}"] += 1
    own = {fold(name.display), fold(name.display.removesuffix(f" {name.suffix}"))}
    forms = [" ".join(form.split()) for form, _ in counts.most_common()]
    return tuple(dict.fromkeys(form for form in forms if fold(form) not in own))


def _roles(
    body: Sequence[tuple[int, Found]], articles: Sequence[Article], name: str
) -> tuple[Role, ...]:
    """What the texts say the person is, once an article, in order of date; equal words once."""
    said: dict[int, list[str]] = {}
    for n, found in body:
        text = cleaned(found.role) if found.role else ""
        if text:
            said.setdefault(n, []).append(text)
    roles = [Role(best_of(texts), articles[n].id, articles[n].date) for n, texts in said.items()]
    return chosen(roles, name)


def _introduction(body: Sequence[tuple[int, Found]], articles: Sequence[Article]) -> Excerpt | None:
    """The sentence that introduces the person: the first with the fullest name, cut to length."""
    longest = max(len(f.keys) for _, f in body)
    number, found = next((n, f) for n, f in body if len(f.keys) == longest)
    return _excerpt(articles[number], found.leaf, found.start, found.end)


def introduction_in(articles: Mapping[str, Article], mentions: Sequence[Mention]) -> Excerpt:
    """As ``_introduction``, of some of the articles (by id) and the mentions in them."""
    longest = max(len(m.text.split()) for m in mentions)
    first = next(m for m in mentions if len(m.text.split()) == longest)
    return _excerpt(articles[first.article_id], first.leaf, first.start, first.end)


def _excerpt(article: Article, number: int, first: int, last: int) -> Excerpt:
    text = article.leaves()[number].text
    start, end = sentence(text, first, last)
    start, end = shortened(text, start, end, first, last)
    return Excerpt(article.id, number, start, end, text[start:end])


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence around ``text[start:end]``."""
    low, high = max(0, start - WINDOW), min(len(text), end + WINDOW)
    for match in _SENTENCE_END.finditer(text, max(0, start - WINDOW), high):
        if (
            _ABBREVIATED.search(text, max(0, match.start() - 6), match.end())
            and "\n" not in match.group()
        ):
            continue
        if match.end() <= start:
            low = match.end()
        elif match.start() >= end - 1:
            high = match.end() - len(match.group()) + len(match.group().rstrip())
            break
    while low < high and text[low].isspace():
        low += 1
    while high > low and text[high - 1].isspace():
        high -= 1
    return low, high


def shortened(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """At most ``EXCERPT_WORDS`` words of ``text[start:end]`` that hold ``text[first:last]``."""
    words = [m.span() for m in re.finditer(r"\S+", text[start:end])]
    if len(words) <= EXCERPT_WORDS:
        return start, end
    at = next((n for n, (_, b) in enumerate(words) if start + b >= last), len(words) - 1)
    opening = 0
    if at >= EXCERPT_WORDS - 5:
        opening = max(0, next((n for n, (_, b) in enumerate(words) if start + b > first), 0) - 8)
    closing = min(len(words), opening + EXCERPT_WORDS)
    for n in range(closing - 1, max(at, opening + EXCERPT_WORDS // 2), -1):
        if text[start + words[n][1] - 1] in ",;:":
            closing = n + 1
            break
    low, high = start + words[opening][0], start + words[closing - 1][1]
    while high > low and text[high - 1] in ",;:" and closing < len(words):
        high -= 1
    return low, high


def beside(people: Sequence[Person]) -> tuple[Person, ...]:
    """People with those who are most often named in the same paragraphs."""
    near: dict[str, Counter[str]] = {p.id: Counter() for p in people}
    rooms: dict[tuple[str, int], set[str]] = {}
    for person in people:
        for mention in person.mentions:
            rooms.setdefault((mention.article_id, mention.leaf), set()).add(person.id)
    for room in rooms.values():
        if len(room) > CROWD:
            continue  # a list of names: nobody in it is beside anybody in particular
        together = sorted(room)
        for one in together:
            near[one].update(other for other in together if other != one)
    order: Mapping[str, int] = {p.id: n for n, p in enumerate(people)}
    total = {p.id: len(p.mentions) for p in people}
    out = []
    for person in people:
        ranked = sorted(
            near[person.id].items(), key=lambda kv: (-kv[1], -total[kv[0]], order[kv[0]])
        )
        out.append(replace(person, beside=tuple(k for k, _ in ranked[:BESIDE])))
    return tuple(out)
