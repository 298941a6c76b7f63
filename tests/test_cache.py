"""The cache keeps what was put into it, and nothing that somebody else or an accident put there."""

from __future__ import annotations

import os
import pickle
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


def fill(cache: Cache, *names: str, at: int = 0) -> None:
    """Entries of 100 bytes, seal and all, each used a second after the one before."""
    for age, name in enumerate(names):
        cache.put(name, b"x" * 68)
        os.utime(entry(cache, name), (at + age, at + age))


def kept(cache: Cache) -> list[str]:
    return sorted(f"{each.parent.name}{each.name}" for each in cache.folder.glob("??/*"))


NAMES = tuple(f"{n:02x}{'0' * 14}" for n in range(4))


def test_the_folder_has_its_size_to_the_byte(tmp_path: Path) -> None:
    cache = Cache(tmp_path, b"secret", most_bytes=300)
    fill(cache, *NAMES[:3])
    cache.trim()
    assert kept(cache) == list(NAMES[:3])
    cache = Cache(tmp_path, b"secret", most_bytes=299)
    fill(cache, NAMES[2], at=2)
    cache.trim()
    assert kept(cache) == list(NAMES[1:3])


def test_of_entries_used_at_one_time_the_last_by_name_makes_room(tmp_path: Path) -> None:
    cache = Cache(tmp_path, b"secret", most_bytes=250)
    for name in (NAMES[2], NAMES[0], NAMES[1]):
        fill(cache, name)
    cache.trim()
    assert kept(cache) == list(NAMES[:2])


def test_a_build_that_kept_nothing_removes_nothing(tmp_path: Path) -> None:
    fill(Cache(tmp_path, b"secret"), *NAMES)
    small = Cache(tmp_path, b"secret", most_bytes=0)
    small.trim()
    assert kept(small) == list(NAMES)
    assert small.written == 0


def test_what_was_written_is_counted(cache: Cache) -> None:
    fill(cache, *NAMES, NAMES[0])
    assert cache.written == 5


def test_a_link_counts_as_what_it_is_and_not_as_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(b"x" * 10_000)
    cache = Cache(tmp_path / "kept", b"secret", most_bytes=1000)
    fill(cache, NAMES[0])
    (cache.folder / "00" / "link").symlink_to(tmp_path / "large")
    cache.trim()
    assert kept(cache) == [NAMES[0], "00link"]


def test_an_entry_that_cannot_be_removed_stops_nothing(tmp_path: Path) -> None:
    cache = Cache(tmp_path, b"secret", most_bytes=0)
    (tmp_path / "00" / "folder").mkdir(parents=True)
    fill(cache, NAMES[1], NAMES[2])
    cache.trim()
    assert kept(cache) == ["00folder"]
    fill(cache, NAMES[1], NAMES[2])
    assert cache.clear() == 2
    assert kept(cache) == ["00folder"]


def test_only_folders_of_entries_are_looked_into(cache: Cache) -> None:
    fill(cache, NAMES[0])
    for name in ("zz/mine", "abc/mine", "A0/mine", "0/mine"):
        (cache.folder / name).parent.mkdir()
        (cache.folder / name).touch()
    (cache.folder / "ff").touch()  # a file
    assert cache.clear() == 1
    assert sorted(each.name for each in cache.folder.iterdir()) == ["0", "A0", "abc", "ff", "zz"]


def test_once_nothing_can_be_kept_it_is_not_tried_again(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what was begun is taken away."""
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("full")))
        cache.put(NAME, b"one")
    assert not list(cache.folder.rglob("*.part"))
    cache.put(NAME, b"one")
    assert (kept(cache), cache.written) == ([], 0)
    Cache(cache.folder, b"secret").put(NAME, b"one")
    assert cache.get(NAME) == b"one"


def test_a_folder_that_was_there_gets_no_notes_of_ours(tmp_path: Path) -> None:
    fill(Cache(tmp_path, b"secret"), NAMES[0])
    assert [each.name for each in tmp_path.iterdir()] == ["00"]


def test_the_tag_says_who_made_the_folder(cache: Cache) -> None:
    """Source: https://bford.info/cachedir/: the signature is the first line."""
    cache.put(NAME, b"one")
    cache.put(OTHER, b"two")
    assert (cache.folder / "CACHEDIR.TAG").read_text().splitlines() == [
        "Signature: 8a477f597d28d172789f06886806bc55",
        "# Made by Anthology; see https://bford.info/cachedir/",
    ]


def test_processes_share_folder_secret_and_size(tmp_path: Path) -> None:
    cache = pickle.loads(pickle.dumps(Cache(tmp_path / "kept", b"secret", most_bytes=100)))
    fill(cache, *NAMES[:2])
    assert Cache(tmp_path / "kept", b"secret").get(NAMES[0]) == b"x" * 68
    os.utime(entry(cache, NAMES[0]), (0, 0))
    cache.trim()
    assert kept(cache) == [NAMES[1]]


def test_a_secret_may_be_of_any_length(cache: Cache) -> None:
    """Only its first 64 bytes count, all that the hash takes."""
    secret = bytes(range(100))
    Cache(cache.folder, secret).put(NAME, b"one")
    assert Cache(cache.folder, secret[:64]).get(NAME) == b"one"
    assert Cache(cache.folder, secret[:63]).get(NAME) is None


def test_many_threads_of_one_build_do_not_meet(cache: Cache) -> None:
    """Each writes under a name of its own until it is whole."""
    seen: list[str] = []
    write = Path.write_bytes

    def noted(path: Path, data: bytes) -> int:
        seen.append(path.name)
        return write(path, data)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "write_bytes", noted)
        cache.put(NAME, b"one")
        cache.put(NAME, b"two")
    assert seen == [f"{NAME[2:]}.{os.getpid()}-{number}.part" for number in (0, 1)]
