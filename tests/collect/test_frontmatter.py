"""What a Markdown file opens with: what is taken for front matter, and what for text."""

from __future__ import annotations

import re

import pytest

from anthology.collect.frontmatter import FrontMatter, read_front_matter

_LONG = "a: " + "x" * 99_995 + "\n"


@pytest.mark.parametrize(
    ("text", "values", "rest"),
    [
        # YAML between lines of hyphens, ended by one of dots too; values stay as they are written.
        ("---\na: 1\nb: [x, no]\n---\nText\n", {"a": "1", "b": ["x", "no"]}, "Text\n"),
        ("\n \n--- \t\na: 2024-01-02\n...\t\nText", {"a": "2024-01-02"}, "Text"),
        ("---\n---\nText", {}, "Text"),
        ("---\n[]\n---\nText", {}, "Text"),
        ("---\n''\n---", {}, ""),
        ("---\na: !!python/object:os.system x\n---", {"a": "x"}, ""),
        # TOML between lines of plus signs, Zola's and Hugo's own tables taken apart.
        ('+++\na = 1\nb = "x"\n+++\nText', {"a": 1, "b": "x"}, "Text"),
        ('+++\na = 1\n[extra]\na = 2\nb = 3\n[taxonomies]\ntags = ["x"]\n+++\n',
         {"a": 1, "b": 3, "tags": ["x"]}, ""),
        ('+++\nextra = 5\n+++\n', {"extra": 5}, ""),
        # JSON without a fence.
        ('{"a": [1]}\nText', {"a": [1]}, "\nText"),
        ('\n {\n"a": 1}Text', {"a": 1}, "Text"),
        # Lines of keys and values with a title among them, up to an empty line.
        ("\nTitle: A b\ndate = 2024 \n\nText\n\nMore", {"Title": "A b", "date": "2024"},
         "Text\n\nMore"),
        ("title: 'A: b'\n  my key:\"c\"", {"title": "A: b", "my key": "c"}, ""),
    ],
)  # fmt: skip
def test_front_matter_and_the_text_after_it(
    text: str, values: dict[str, object], rest: str
) -> None:
    assert read_front_matter(text) == FrontMatter(values, rest)


@pytest.mark.parametrize(
    "text",
    [
        "---\na: 1\nText without an end",
        "---\na: 1\n+++\nText",
        "+++\na = 1\n---\nText",
        "+++\na = 1\n...\nText",
        "---- \na: 1\n---\n",
        "Text\n---\na: 1\n---\n",
        f"---\n{_LONG}\n---\nText",
        "{a}\nText",
        '{"a": 1',
        '{"a"',
        "{\n[1]",
        "title: a\n\nText",
        "title: a\nText\n\nMore",
        "name: a\ndate: b\n\nText",
        "",
    ],
)
def test_what_is_no_front_matter_is_text(text: str) -> None:
    assert read_front_matter(text) == FrontMatter({}, text)


def test_front_matter_may_be_long() -> None:
    found = read_front_matter(f"---\n{_LONG}---\nText")
    assert (len(str(found.values["a"])), found.rest) == (99_995, "Text")


@pytest.mark.parametrize(
    ("inside", "values", "problem"),
    [
        ("a: 1\nb: [\nc: 'd'", {"a": "1", "b": "[", "c": "d"},
         "YAML: .* in line 5"),
        ("a: 1\nb: *c", {"a": "1", "b": "*c"}, "YAML: found undefined alias.* in line 3"),
        ("- a", {}, "YAML: no keys with values"),
        ("a", {}, "YAML: no keys with values"),
        ("a: " + "[" * 2000 + "]" * 2000, None, "YAML: nested too deeply"),
        ("a: [" + "x, " * 20_000 + "x]", None,
         "YAML: its aliases make more values than anybody writes"),
    ],
)  # fmt: skip
def test_yaml_that_cannot_be_read_is_told_and_read_line_by_line(
    inside: str, values: dict[str, object] | None, problem: str
) -> None:
    found = read_front_matter(f"---\n{inside}\n---\nText")
    assert re.fullmatch(problem, found.problem)
    assert found.rest == "Text"
    assert values is None or found.values == values


def test_as_many_values_are_read_as_anybody_writes() -> None:
    found = read_front_matter("---\na: [" + "x, " * 19_000 + "x]\nb: {c: [d]}\n---\n")
    assert not found.problem
    assert found.values["b"] == {"c": ["d"]}


def test_toml_that_cannot_be_read_is_told_and_read_line_by_line() -> None:
    found = read_front_matter("+++\na = x\nb = 2\n+++\nText")
    assert found.problem == "TOML: Invalid value (at line 1, column 5)"
    assert (found.values, found.rest) == ({"a": "x", "b": "2"}, "Text")


def test_keys_that_stand_there_twice_are_told() -> None:
    text = "---\na: 1\nb-c: 2\na: 3\n a: 4\nb-c:\nd: x\n  e: 5\n  e: 6\nurl:x\nurl:y\n---\n"
    found = read_front_matter("---\na: 1\nb-c: 2\na : 3\nb-c:\nd: x\n---\n")
    assert found.repeated == ("a", "b-c")
    assert found.values == {"a": "3", "b-c": "", "d": "x"}
    assert read_front_matter(text).repeated == ()  # it cannot be read
    assert read_front_matter("---\na: 1\nb:\n  a: 2\n---\n").repeated == ()
    assert read_front_matter("+++\na = 1\n+++\na = 2").repeated == ()
