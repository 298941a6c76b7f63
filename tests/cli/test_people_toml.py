"""The editor's file from end to end: written, ruled on, kept, and seen in the book."""

from __future__ import annotations

import html
import re
import zipfile
from pathlib import Path

import pytest

from tests.cli.test_end_to_end import anthology

ARTICLES = {
    "1.txt": "date: 2023-07-20\ntitle: Talks\n\n"
    "US climate envoy Ann Delacourt met Han Zheng in Beijing. "
    "Ms Delacourt spoke of trade with Gavin Marsh, mayor of Georgetown. Marsh left early. "
    "The writer Bob Winslow was there.\n",
    "2.txt": "date: 2023-08-02\ntitle: A parade\n\nFormer climate envoy Ann Delacourt watched the "
    "parade with Robert Quill and her cat Skopje. Laura Marsh waved. Marsh was tired. Rob Winslow "
    "wrote about it, and Ruth Ashdown sang.\n",
}
RULINGS = {
    "[p-ashdown-ruth]": "omit = true  # she asked for it",
    "[p-delacourt-ann]": 'role = "envoy"\ndescription = "Sailor and envoy."',
    "[p-han-zheng]": 'name = "Vice President Han"\nsort_as = "Han, the Vice President"',
    "[p-quill-robert]": 'same_as = "p-winslow-rob"',
}
MORE = """
# Laura's father was there, too.
[[split]]
person = "p-marsh-laura"
form = "Marsh"
articles = ["2.txt"]
to = "Lionel Marsh"

[[pin]]
text = "Skopje"
person = "Skopje the Cat"
"""


@pytest.fixture(scope="module")
def ruled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of articles whose people.toml was written, ruled on, and written again."""
    folder = tmp_path_factory.mktemp("ruled")
    (folder / "seeds").mkdir()
    for name, text in ARTICLES.items():
        (folder / "seeds" / name).write_text(text, encoding="utf-8")
    code, _, err = anthology(folder, "people", "--write", "-q")
    assert (code, err) == (0, "")
    file = folder / "seeds" / "people.toml"
    text = "# My own words.\n" + file.read_text(encoding="utf-8")
    for header, ruling in RULINGS.items():
        assert header in text
        text = text.replace(header, f"{header}\n{ruling}")
    file.write_text(text + MORE, encoding="utf-8")
    before = file.read_text(encoding="utf-8")
    assert anthology(folder, "people", "--write", "-q")[0] == 0
    assert file.read_text(encoding="utf-8") == before
    return folder


def entries(folder: Path) -> list[str]:
    """The who's who of the book in the folder, an entry a line, without its markup."""
    (book,) = (folder / "dist").glob("*.epub")
    with zipfile.ZipFile(book) as archive:
        (page,) = [
            text
            for text in (archive.read(n).decode() for n in archive.namelist() if "xhtml" in n)
            if "doc-glossary" in text
        ]
    found = re.findall(r"<dt.*?</dd>", page, re.DOTALL)
    return [" ".join(html.unescape(re.sub(r"<[^>]+>", " ", entry)).split()) for entry in found]


def test_a_build_shows_every_ruling_of_the_editor(ruled: Path) -> None:
    code, _, err = anthology(ruled, "build", "-q", "--no-cache")
    assert (code, err) == (0, "")
    assert [re.split(r" \d+ \w+ 2023 ", entry)[0] for entry in entries(ruled)] == [
        "Delacourt, Ann Sailor and envoy. · also Delacourt, Ms Delacourt · 3 mentions "
        "US climate envoy Ann Delacourt met Han Zheng in Beijing.",
        "Han, the Vice President US climate envoy Ann Delacourt met Han Zheng in Beijing.",
        "Marsh, Gavin mayor of Georgetown · also Marsh · 2 mentions "
        "Ms Delacourt spoke of trade with Gavin Marsh, mayor of Georgetown.",
        "Marsh, Laura Laura Marsh waved.",
        "Marsh, Lionel Marsh was tired.",
        "Skopje the Cat Former climate envoy Ann Delacourt watched the parade with Robert Quill "
        "and her cat Skopje.",
        "Winslow, Rob writer · also Bob Winslow, Robert Quill · 3 mentions "
        "The writer Bob Winslow was there.",
    ]


def test_rulings_that_match_nothing_any_more_are_told_and_the_book_is_made(ruled: Path) -> None:
    file = ruled / "seeds" / "people.toml"
    kept = file.read_text(encoding="utf-8")
    gone = '\n[p-delacort-ann]\nomit = true\n\n[[pin]]\ntext = "Gandalf"\nperson = "Gandalf"\n'
    file.write_text(kept + gone, encoding="utf-8")
    try:
        code, _, err = anthology(ruled, "build", "--no-cache")
    finally:
        file.write_text(kept, encoding="utf-8")
    assert code == 0
    assert "did you mean p-delacourt-ann?" in err
    assert "A310" in err
    assert '"Gandalf" stands nowhere' in err
    assert "A312" in err
