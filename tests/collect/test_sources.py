"""Which files are taken for articles, and in which order they come."""

from __future__ import annotations

import datetime as dt
import io
import os
from pathlib import Path

import pytest

from anthology.collect import collect
from anthology.collect.sources import find_files
from anthology.config import Config
from anthology.errors import InputError
from anthology.model import Article
from anthology.report import Report


def fill(folder: Path, **files: str) -> None:
    """Files by name, with ``__`` for the slash and ``_dot_`` for the stop."""
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def gather(*sources: Path | str, report: Report | None = None, **options: object) -> list[Article]:
    """The articles of the sources."""
    config = Config(**options)  # type: ignore[arg-type]  # each option has its own type
    report = Report() if report is None else report
    return list(collect([str(each) for each in sources], config, report))


def paths(articles: list[Article]) -> list[str]:
    return [article.origin.path for article in articles]


def dated(day: str, text: str = "The ministers met.") -> str:
    return f" date {day} \n\n\n\n{text}\n"


def test_a_folder_is_read_with_the_folders_in_it(tmp_path: Path) -> None:
    fill(
        tmp_path,
        b_dot_txt=dated("2023-01-02"),
        sub__a_dot_txt=dated("2023-01-01"),
        plain="date 2023-01-03\n\nYes.",
    )
    assert paths(gather(tmp_path)) == ["sub/a.txt", "b.txt", "plain"]


def test_hidden_files_readmes_settings_and_backups_are_passed_over(tmp_path: Path) -> None:
    fill(
        tmp_path,
        a_dot_txt=dated("2023-01-01"),
        _dot_hidden_dot_txt="x",
        _dot_git__b_dot_txt="x",
        README="x",
        README_dot_md="x",
        sub__readme_dot_txt="x",
        LICENSE="x",
        anthology_dot_toml="",
        people_dot_toml="",
        introduction_dot_md="x",
        a_dot_txt_dot_bak="x",
    )  # fmt: skip
    report = Report()
    assert paths(gather(tmp_path, report=report)) == ["a.txt"]
    assert list(report) == []


def test_the_output_folder_is_passed_over(tmp_path: Path) -> None:
    fill(tmp_path, a_dot_txt=dated("2023-01-01"), dist__b_dot_txt=dated("2023-01-02"))
    assert paths(gather(tmp_path, output=tmp_path / "dist")) == ["a.txt"]


def test_a_file_named_twice_is_bound_once(tmp_path: Path) -> None:
    fill(tmp_path, a_dot_txt=dated("2023-01-01"))
    assert paths(gather(tmp_path / "a.txt", tmp_path)) == ["a.txt"]


def test_files_of_several_folders_are_told_apart(tmp_path: Path) -> None:
    fill(tmp_path, one__a_dot_txt=dated("2023-01-01"), two__a_dot_txt=dated("2023-01-02"))
    assert paths(gather(tmp_path / "one", tmp_path / "two")) == ["one/a.txt", "two/a.txt"]


def test_links_that_lead_round_in_a_circle_end(tmp_path: Path) -> None:
    fill(tmp_path, sub__a_dot_txt=dated("2023-01-01"))
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    assert paths(gather(tmp_path)) == ["sub/a.txt"]


def test_standard_input_is_a_source() -> None:
    stdin = io.BytesIO(dated("2023-01-01").encode())
    [article] = collect(["-"], Config(), Report(), stdin)
    assert (article.origin.path, article.blocks[0].text) == ("standard input", "The ministers met.")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    fill(tmp_path, a_dot_txt=dated("2023-01-01"))
    os.mkfifo(tmp_path / "pipe.txt")
    report = Report()
    assert paths(gather(tmp_path, report=report)) == ["a.txt"]
    assert [notice.code for notice in report] == ["A109"]


def test_a_source_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none: there is no such file or folder; name one"):
        gather(tmp_path / "none")


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"there is no article there; put text files \(.txt\) in"):
        gather(tmp_path)


def test_standard_input_without_text_is_an_error() -> None:
    with pytest.raises(InputError, match="-: standard input holds no article; pipe a text"):
        collect(["-"], Config(), Report(), io.BytesIO(b" \n"))


def test_a_folder_of_other_things_is_an_error(tmp_path: Path) -> None:
    fill(tmp_path, photo_dot_jpg="x", empty_dot_txt="")
    with pytest.raises(InputError, match="no article can be read there"):
        gather(tmp_path)


def test_a_range_without_articles_is_an_error(tmp_path: Path) -> None:
    fill(tmp_path, a_dot_txt=dated("2023-01-01"))
    with pytest.raises(InputError, match="no article lies between since and until"):
        gather(tmp_path, since=dt.date(2024, 1, 1))


ORDER = {
    "a.txt": "2023-07-20",
    "b.txt": "2023-07-20 18:00",
    "c.txt": "2023-07-20 09:00",
    "d.txt": "2023",
    "e.txt": "2023-07",
    "9.txt": "2023-07-20",
    "10.txt": "2023-07-20",
    "x.txt": "",
    "f.txt": "2023-07-20T08:00:00-05:00",
}


def ordered(folder: Path, **options: object) -> list[str]:
    for name, day in ORDER.items():
        text = dated(day) if day else "The ministers met."
        (folder / name).write_text(text, encoding="utf-8")
    chosen = gather(folder, keep_duplicates=True, **options)
    return [path.removesuffix(".txt") for path in paths(chosen)]


def test_articles_come_by_date_then_time_of_the_place_then_origin_undated_last(
    tmp_path: Path,
) -> None:
    """A year or month alone stands where it begins; numbers in names count as numbers."""
    assert ordered(tmp_path) == ["d", "e", "9", "10", "a", "f", "c", "b", "x"]


def test_reversed_the_newest_come_first_and_the_undated_last(tmp_path: Path) -> None:
    assert ordered(tmp_path, reverse=True) == ["b", "c", "f", "9", "10", "a", "e", "d", "x"]


def test_a_month_or_year_is_in_the_range_when_one_of_its_days_is(tmp_path: Path) -> None:
    chosen = ordered(tmp_path, since=dt.date(2023, 7, 25), until=dt.date(2023, 8, 1))
    assert chosen == ["d", "e", "x"]


def test_ids_are_unique_stable_and_plain(tmp_path: Path) -> None:
    for name in ("La ĉielo", "la cielo", "北京", "upper"):
        text = f"date: 2023-01-01\ntitle: {name}\n\nThe ministers met."
        (tmp_path / f"{len(name)}{name}.txt").write_text(text, encoding="utf-8")
    ids = {article.title: article.id for article in gather(tmp_path)}
    assert ids == {
        "La ĉielo": "a-la-cielo",
        "la cielo": "a-la-cielo-2",
        "upper": "a-upper",
        "北京": ids["北京"],
    }
    assert ids["北京"].isascii()
    assert ids == {article.title: article.id for article in gather(tmp_path)}


def test_a_link_out_of_the_folder_is_told_and_not_followed(tmp_path: Path) -> None:
    """Fails without ``_leads_out``: the secret would be an article, the folder walked."""
    fill(tmp_path, in__a_dot_txt=dated("2023-01-01"), out__secret_dot_txt="A secret.")
    (tmp_path / "in" / "key.txt").symlink_to(tmp_path / "out" / "secret.txt")
    (tmp_path / "in" / "all").symlink_to(tmp_path / "out")
    (tmp_path / "in" / "again.txt").symlink_to(tmp_path / "in" / "a.txt")
    report = Report()
    assert paths(gather(tmp_path / "in", report=report)) == ["a.txt"]
    assert sorted(Path(n.place).name for n in report) == ["all", "key.txt"]
    assert {n.code for n in report} == {"A109"}


def test_a_link_that_the_user_names_may_lead_anywhere(tmp_path: Path) -> None:
    fill(tmp_path, out__a_dot_txt=dated("2023-01-01"))
    (tmp_path / "in.txt").symlink_to(tmp_path / "out" / "a.txt")
    (tmp_path / "folder").symlink_to(tmp_path / "out")
    assert paths(gather(tmp_path / "in.txt")) == ["in.txt"]
    assert paths(gather(tmp_path / "folder")) == ["a.txt"]


def test_an_address_is_no_file_to_look_beside() -> None:
    assert find_files(["https://news.example/a.html", "-"], []) == ()
