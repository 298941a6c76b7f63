"""Stage 1 of 4, collect: the articles in the JSON exports of Ghost, Mastodon and Twitter.

Each is made a record with the fields that ``fields`` knows; what is no article is counted.
Source: Ghost, "Migrating content", the JSON structure; ActivityStreams 2.0 as Mastodon writes
``outbox.json``; ``data/tweets.js`` of the archive that Twitter gives its users.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from anthology.collect.months import month_names

Record: TypeAlias = Mapping[str, object]

_PUBLIC = ("https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public")
_TEXTS = ("Note", "Article", "Question", "Page")
_GHOST = "__GHOST_URL__"  # stands for the site's address


@dataclass(frozen=True, slots=True)
class Export:
    """The records of an export, and how much else there is, by nouns."""

    records: tuple[Record, ...]
    beside: Counter[str]


def export_in(value: object) -> Export | None:
    """The export that a JSON value is; None where it is none."""
    if isinstance(value, dict) and isinstance(value.get("orderedItems"), list):
        return _outbox(_mappings(value["orderedItems"]))
    rows = _mappings(value)
    tweets = _mappings([row.get("tweet") for row in rows])
    if tweets and len(tweets) == len(rows):
        return _tweets(tweets)
    databases = _mappings(value.get("db")) if isinstance(value, dict) else []
    site = next(iter(databases), value)
    contents = site.get("data") if isinstance(site, Mapping) else None
    posts = _mappings(contents.get("posts")) if isinstance(contents, Mapping) else []
    is_ghost = any("status" in post for post in posts)
    return _ghost(posts, contents) if is_ghost and isinstance(contents, Mapping) else None


def _mappings(value: object) -> list[Record]:
    """The mappings in a list."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _ghost(posts: Sequence[Record], tables: Record) -> Export:
    beside: Counter[str] = Counter()
    authors = _joined(tables, "users", "posts_authors", "author_id")
    tags = _joined(tables, "tags", "posts_tags", "tag_id")
    users = {each.get("id"): each.get("name") for each in _mappings(tables.get("users"))}
    settings = {each.get("key"): each.get("value") for each in _mappings(tables.get("settings"))}
    records = []
    for post in posts:
        if post.get("status") not in ("published", "sent"):
            beside["drafts"] += 1
            continue
        own = {key: _without_site(each) for key, each in post.items()}
        records.append({
            **{key: own.get(key) for key in ("title", "html", "feature_image", "canonical_url")},
            "subtitle": own.get("custom_excerpt"),
            "text": own.get("plaintext") if not own.get("html") else None,
            "markdown": own.get("markdown"),
            "date": own.get("published_at") or own.get("created_at"),
            "authors": authors.get(post.get("id")) or [users.get(post.get("author_id"))],
            "tags": tags.get(post.get("id")),
            "source": settings.get("title"),
            "language": post.get("locale") or post.get("language"),
            "feature_image_alt": post.get("feature_image_alt"),
        })  # fmt: skip
    return Export(tuple(records), beside)


def _without_site(value: object) -> object:
    return value.replace(_GHOST, "") if isinstance(value, str) else value


def _joined(tables: Record, table: str, pairs: str, key: str) -> Mapping[object, list[object]]:
    """The names in a table by the posts that a second table joins with them, in its order."""
    names = {each.get("id"): each.get("name") for each in _mappings(tables.get(table))}
    found: dict[object, list[object]] = {}
    for pair in sorted(_mappings(tables.get(pairs)), key=_order):
        if pair.get(key) in names:
            found.setdefault(pair.get("post_id"), []).append(names[pair.get(key)])
    return found


def _order(pair: Record) -> int:
    place = pair.get("sort_order")
    return place if isinstance(place, int) else 0


def _outbox(activities: Sequence[Record]) -> Export:
    beside: Counter[str] = Counter()
    posts: list[Record] = []
    for activity in activities:
        post = activity.get("object")
        if activity.get("type") == "Announce":
            beside["posts of others"] += 1
        elif not isinstance(post, dict) or post.get("type") not in _TEXTS:
            beside["activities without a text"] += 1
        elif not any(place in _PUBLIC for place in (*_all(post.get("to")), *_all(post.get("cc")))):
            beside["posts that are not public"] += 1
        else:
            posts.append(_note(post))
    return Export(_threads(posts), beside)


def _all(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _note(post: Record) -> Record:
    """A post of Mastodon; a warning before it is its subtitle."""
    images = "".join(
        f'<figure><img src="{_attribute(each.get("url"))}" alt="{_attribute(each.get("name"))}">'
        "</figure>"
        for each in _mappings(post.get("attachment"))
        if str(each.get("mediaType", "")).startswith("image/")
    )
    tags = (str(each.get("name", "")) for each in _mappings(post.get("tag")) if _is_tag(each))
    languages = post.get("contentMap")
    return {
        "id": _name(post.get("id")), "answers": _name(post.get("inReplyTo")),
        "date": post.get("published"),
        "url": post.get("url"), "title": post.get("name"), "subtitle": post.get("summary"),
        "html": f"{post.get('content') or ''}{images}", "tags": [tag.strip("#") for tag in tags],
        "language": next(iter(languages), None) if isinstance(languages, dict) else None,
    }  # fmt: skip


def _name(value: object) -> str | None:
    """What a post is called, or the post that it answers, which may be there itself."""
    name = value.get("id") if isinstance(value, Mapping) else value
    return name if isinstance(name, str) and name else None


def _is_tag(value: Record) -> bool:
    return value.get("type") == "Hashtag"


def _attribute(value: object) -> str:
    return html.escape(str(value or ""))


def _tweets(tweets: Sequence[Record]) -> Export:
    own = [each for each in tweets if not str(each.get("full_text", "")).startswith("RT @")]
    found = []
    for tweet in own:
        entities = tweet.get("entities")
        within = entities if isinstance(entities, dict) else {}
        text = html.escape(html.unescape(str(tweet.get("full_text") or "")), quote=False)
        for each in _mappings(within.get("urls")):
            text = text.replace(str(each.get("url")), _link(each))
        for each in _mappings(within.get("media")):
            text = text.replace(str(each.get("url")), "")
        lines = "</p><p>".join(filter(str.strip, text.strip().split("\n")))
        name = str(tweet.get("id_str") or tweet.get("id") or "")
        found.append({
            "id": name or None, "answers": _name(tweet.get("in_reply_to_status_id_str")),
            "date": _moment(str(tweet.get("created_at") or "")),
            "html": f"<p>{lines}</p>" if lines else "",
            "url": f"https://twitter.com/i/web/status/{name}" if name else "",
            "tags": [each.get("text") for each in _mappings(within.get("hashtags"))],
            "language": tweet.get("lang") if tweet.get("lang") != "und" else None,
        })  # fmt: skip
    others = Counter({"posts of others": len(tweets) - len(own)})
    return Export(_threads(found), others)


def _link(entity: Record) -> str:
    address = _attribute(entity.get("expanded_url"))
    return f'<a href="{address}">{_attribute(entity.get("display_url") or address)}</a>'


def _threads(posts: Iterable[Record]) -> tuple[Record, ...]:
    """The posts; those that go on with one of the same author stand under the first."""
    ordered = sorted(posts, key=lambda post: str(post.get("date") or ""))
    threads: list[list[Record]] = []
    of: dict[object, list[Record]] = {}  # the thread of each post by its name
    for post in ordered:
        thread = of.get(post["answers"]) if post["answers"] else None
        if thread is None:
            thread = []
            threads.append(thread)
        thread.append(post)
        if post["id"]:
            of[post["id"]] = thread
    return tuple(map(_joint, threads))


def _joint(thread: Sequence[Record]) -> Record:
    """The posts of a thread as one, which is called as the first is."""
    tags = (tag for post in thread for tag in _all(post["tags"]))
    return {
        **thread[0],
        "html": "".join(str(post["html"]) for post in thread),
        "tags": list(dict.fromkeys(tags)),
    }


def _moment(written: str) -> str:
    """A date of Twitter, which is in UTC, as ISO; another as it is."""
    match = re.fullmatch(r"\w{3} (\w{3}) (\d\d) (\S{8}) \S+ (\d{4})", written)
    month = month_names(("en",)).get(match[1].casefold()) if match else None
    return f"{match[4]}-{month:02}-{match[2]}T{match[3]}Z" if match and month else written
