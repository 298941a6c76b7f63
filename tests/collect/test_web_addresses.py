"""What a link leads to is an address that EPUBs may hold, or the link's words stand alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anthology.check.epubcheck import epubcheck
from anthology.collect.web_addresses import web_address
from tests.check.epubs import epub

MADE = {
    "https://example.org/a b|c": "https://example.org/a%20b%7Cc",
    " HTTPS://Example.org/a\n/b ": "https://Example.org/a/b",
    "http://[::1]:80/[x]?a[0]=1#a#b": "http://[::1]:80/%5Bx%5D?a%5B0%5D=1#a%23b",
    "https://example.org/100%/%41": "https://example.org/100%25/%41",
    "https://münchen.example/ü?é#ß": "https://münchen.example/ü?é#ß",
    "https://example.org/a\u200b\ufffeb": "https://example.org/a%E2%80%8B%EF%BF%BEb",
    "https://example.org/\ud800": "https://example.org/%3F",
    "https://a:b@example.org/": "https://a:b@example.org/",
    "//example.org/x": "https://example.org/x",
    "../x": "https://here.example/x",
    "mailto:a b@example.org?subject=a b": "mailto:a%20b@example.org?subject=a%20b",
}
NONE = [
    "", " ", "#top", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "tel:+1",
    "mailto:", "mailto:?subject=x", "mailto:#x", "http://", "http:///x", "http://[bad", "http://[::g]/",
    "http://a b/", "http://a..b/", "http://a:99999/", "http://a%41/", "http://%@a/", "http://xn--a.org/",
    f"http://{'a' * 64}.org/",
]  # fmt: skip


@pytest.mark.parametrize("written", MADE)
def test_signs_that_may_not_stand_in_an_address_are_written_with_percent(written: str) -> None:
    assert web_address(written, "https://here.example/a/b") == MADE[written]


@pytest.mark.parametrize("written", NONE)
def test_what_leads_to_no_page_is_no_address(written: str) -> None:
    assert web_address(written, "https://here.example/a/b") == ""


@given(st.text(), st.sampled_from(["", "https://example.org/", "https://", "mailto:"]))
def test_a_valid_address_is_left_as_it_is(text: str, before: str) -> None:
    found = web_address(before + text)
    assert web_address(found) == found
    assert not set(found) & set(' "<>\\^`{|}')


def test_epubcheck_takes_the_addresses(tmp_path: Path) -> None:
    links = "".join(f'<p><a href="{each}">x</a></p>' for each in MADE.values())
    path = tmp_path / "book.epub"
    path.write_bytes(epub({"a.xhtml": f"<h1>One</h1>{links}"}))
    assert [each.message for each in epubcheck(path)] == []
