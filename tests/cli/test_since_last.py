"""``--since-last``: what is new in a book since it was last made into the same folder."""

from __future__ import annotations

import hashlib
import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from typer.testing import CliRunner

from anthology.check.epub import check_epub
from anthology.check.findings import Severity
from anthology.cli.program import app
from anthology.since import record_name

_EPUB = ("--format", "epub")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three articles to May 2024, where we stand, and a cache of the test's own."""
    (tmp_path / "texts").mkdir()
    for day in (1, 2, 3):
        _write(tmp_path, f"2024-05-0{day}", "All was quiet on the canal, said the keeper.")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("anthology.cli.options.cache_folder", lambda: tmp_path / "kept")
    return tmp_path


def _write(place: Path, day: str, text: str) -> None:
    path = place / "texts" / f"{day}.txt"
    path.write_text(f"date: {day}\ntitle: On {day}\n\n{text}\n", encoding="utf-8")


def _build(*options: str) -> str:
    run = CliRunner().invoke(app, ["build", "texts", "--title", "Tides", *options])
    assert run.exit_code == 0, run.output
    return run.stdout + run.stderr


def _epub(name: str, book: str = "tides.epub") -> str:
    with zipfile.ZipFile(Path("dist") / book) as archive:
        return archive.read(f"EPUB/{name}.xhtml").decode()


def _told(book: str = "tides.epub") -> str:
    """The colophon's sentence, without its marks."""
    (sentence,) = re.findall(r"<p>((?:Since|No earlier).*?)</p>", _epub("text/colophon", book))
    return re.sub(r"<.*?>", "", sentence)


def _marked(book: str = "tides.epub") -> dict[str, str]:
    """The marked lines of the contents, and what their marks say."""
    lines = re.findall(r'<a href="text/[^"]*">([^<]*) <span class="mark"[^>]*?label="(\w+)">',
                       _epub("nav", book))  # fmt: skip
    return {title.strip(): label for title, label in lines}


def _digests() -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in Path("dist").iterdir()}


def test_new_and_changed_articles_are_marked_and_counted(place: Path) -> None:
    """Since the last build, whether that was asked for its news or not."""
    _build()
    assert "Since" not in _epub("text/colophon")
    _write(place, "2024-05-02", "All was quiet on the canal, said another keeper.")
    (place / "texts" / "2024-05-01.txt").unlink()
    for day in (8, 9):
        _write(place, f"2024-05-0{day}", f"A ship came up with {day} masts, nobody knew whence.")
    _build("--since-last")
    assert _marked() == {"On 2024-05-02": "changed", "On 2024-05-08": "new", "On 2024-05-09": "new"}
    assert _told() == (
        "Since the edition of 3 May 2024, 2 articles are new, 1 was changed, and 1 was left out."
        " In the contents • marks what is new and ◦ what was changed."
    )
    text = " ".join(
        page.get_textpage().get_text_bounded()
        for page in pypdfium2.PdfDocument(Path("dist/tides.pdf"))
    )
    assert "Since the edition of 3 May 2024, 2 articles are new" in " ".join(text.split())
    found = check_epub(Path("dist/tides.epub").read_bytes())
    assert [f for f in found if f.severity is Severity.ERROR] == []


def test_print_says_its_marks_in_words(place: Path) -> None:
    """A screen reader hears "new" where the eye sees a disc."""
    pikepdf = pytest.importorskip("pikepdf")
    _build("--format", "pdf")
    _write(place, "2024-05-08", "A ship came up.")
    _build("--format", "pdf", "--since-last")
    with pikepdf.open("dist/tides.pdf") as pdf:
        texts = [
            str(each.get("/Alt"))
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"
        ]
    assert texts.count("new") == 2  # in the contents, and where the colophon explains it


def test_without_an_earlier_edition_that_is_said(place: Path) -> None:
    _build("--since-last", *_EPUB)
    assert _told().startswith("No earlier edition was known when this one was made")
    assert _marked() == {}


def test_the_same_articles_again_are_the_same_edition(place: Path) -> None:
    """Whatever the number of builds, and whatever else has changed."""
    _build(*_EPUB)
    _write(place, "2024-05-08", "A ship came up.")
    _build("--since-last", *_EPUB)
    first = _digests()
    assert "nothing has changed" in _build("--since-last", *_EPUB)
    _build("--since-last", "--no-cache", *_EPUB)
    assert _digests() == first
    _build("--since-last", "--parts", "none", *_EPUB)
    assert _marked() == {"On 2024-05-08": "new"}
    _write(place, "2024-05-09", "It left again.")
    _build("--since-last", *_EPUB)
    assert _marked() == {"On 2024-05-09": "new"}
    assert _told().startswith("Since the edition of 8 May 2024, 1 article is new.")


def test_every_volume_tells_its_own_news(place: Path) -> None:
    _build("--split", "2", *_EPUB)
    _write(place, "2024-05-08", "A ship came up.")
    _build("--split", "2", "--since-last", *_EPUB)
    assert _told("tides-01.epub") == "Since the edition of 3 May 2024, nothing has changed."
    assert _marked("tides-02.epub") == {"On 2024-05-08": "new"}
    assert _told("tides-index.epub") == "Since the edition of 3 May 2024, 1 article is new."


def test_a_record_that_is_damaged_is_told_and_written_anew(place: Path) -> None:
    _build(*_EPUB)
    record = Path("dist") / record_name("tides")
    whole = record.read_bytes()
    record.write_bytes(whole[:-9])
    said = _build("--since-last", "--no-cache", *_EPUB)
    assert "A330" in said
    assert "nothing is marked as new; this build writes it anew" in " ".join(said.split())
    assert record.read_bytes() == whole


def test_nothing_is_an_edition_that_is_not_written(place: Path) -> None:
    """Neither a dry run nor a build that was refused for its warnings."""
    _build(*_EPUB)
    record = Path("dist") / record_name("tides")
    whole = record.read_bytes()
    (place / "texts" / "more.txt").write_text("A text that bears no date at all, by nobody.\n")
    _build("--dry-run", *_EPUB)
    run = CliRunner().invoke(app, ["build", "texts", "--title", "Tides", "--fail-if-warnings"])
    assert run.exit_code == 9
    assert record.read_bytes() == whole
