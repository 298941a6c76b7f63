"""The cache keeps what was put into it, and nothing that somebody else or an accident put there."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from anthology.cache import Cache

NAME = "0123456789abcdef"
OTHER = "fedcba9876543210"


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "kept", b"secret")


def entry(cache: Cache, name: str = NAME) -> Path:
    return cache.folder / name[:2] / name[2:]


def test_what_was_put_is_got_by_another_build(cache: Cache) -> None:
    cache.put(NAME, b"content")
    assert Cache(cache.folder, b"secret").get(NAME) == b"content"
    assert cache.get(OTHER) is None


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda found: found[:-1], id="cut short"),
        pytest.param(lambda found: found[:40] + b"?" + found[41:], id="a byte exchanged"),
        pytest.param(lambda found: b"", id="emptied"),
        pytest.param(lambda found: b"\0" * 5000, id="overwritten"),
    ],
)
def test_a_damaged_entry_is_none_and_is_mended(cache: Cache, damage: object) -> None:
    assert callable(damage)
    cache.put(NAME, b"content of some length")
    entry(cache).write_bytes(damage(entry(cache).read_bytes()))
    assert cache.get(NAME) is None
    cache.put(NAME, b"content of some length")
    assert cache.get(NAME) == b"content of some length"


def test_a_folder_in_the_place_of_an_entry_makes_room(cache: Cache) -> None:
    entry(cache).mkdir(parents=True)
    assert cache.get(NAME) is None
    cache.put(NAME, b"content")
    assert cache.get(NAME) == b"content"


def test_an_entry_sealed_by_somebody_else_is_none(cache: Cache) -> None:
    """A cache that comes with a folder of articles is not ours."""
    Cache(cache.folder, b"another secret").put(NAME, b"<script>")
    assert cache.get(NAME) is None


def test_an_entry_under_the_name_of_another_is_none(cache: Cache) -> None:
    cache.put(NAME, b"one")
    entry(cache, OTHER).parent.mkdir()
    entry(cache).rename(entry(cache, OTHER))
    assert cache.get(OTHER) is None


def test_the_entries_used_longest_ago_make_room(tmp_path: Path) -> None:
    cache = Cache(tmp_path, b"secret", most_bytes=2500)
    names = [f"{n}{n}{'0' * 14}" for n in range(4)]
    for age, name in enumerate(names):
        cache.put(name, b"x" * 1000)
        os.utime(entry(cache, name), (1000 + age, 1000 + age))
    assert cache.get(names[0])  # used again: now the newest
    cache.trim()
    assert [cache.get(name) is not None for name in names] == [True, False, False, True]


def test_a_folder_that_cannot_be_used_keeps_nothing_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file")
    cache = Cache(tmp_path / "kept", b"secret")
    cache.put(NAME, b"content")
    cache.trim()
    assert cache.get(NAME) is None
    assert (tmp_path / "kept").read_text() == "a file"


def test_clear_removes_what_the_cache_made_and_nothing_else(cache: Cache) -> None:
    cache.put(NAME, b"one")
    cache.put(OTHER, b"two")
    (cache.folder / "notes.txt").write_text("mine")
    assert cache.clear() == 2
    assert [each.name for each in cache.folder.iterdir()] == ["notes.txt"]
    (cache.folder / "notes.txt").unlink()
    cache.put(NAME, b"one")
    cache.clear()
    assert not cache.folder.exists()


def test_the_folder_is_left_out_of_version_control_and_backups(cache: Cache) -> None:
    cache.put(NAME, b"one")
    assert (cache.folder / ".gitignore").read_text() == "*\n"
    tag = (cache.folder / "CACHEDIR.TAG").read_text()
    assert tag.startswith("Signature: 8a477f597d28d172789f06886806bc55")


def test_builds_share_the_folder_at_the_same_time(cache: Cache) -> None:
    """Whatever is read while others write is whole."""
    contents = {f"{n:02x}{'0' * 14}": bytes([n]) * 50_000 for n in range(8)}
    wrong = []

    def build() -> None:
        own = Cache(cache.folder, b"secret")
        for _ in range(5):
            for name, content in contents.items():
                own.put(name, content)
                wrong.append(own.get(name) not in (None, content))

    threads = [threading.Thread(target=build) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert not any(wrong)
    assert {name: cache.get(name) for name in contents} == contents
    assert not list(cache.folder.rglob("*.part"))
