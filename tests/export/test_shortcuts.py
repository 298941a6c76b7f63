"""What the engine is spared changes no byte of what it makes."""

from collections.abc import Callable

import pytest
import weasyprint.text.line_break

from anthology.export.pdf import shortcuts
from anthology.export.pdf.chunk import Renderer
from anthology.export.pdf.pieces import Chunk, Job
from anthology.theme import load_theme

from .engine import unmended

_CSS = (
    "@page { size: 90mm 120mm; margin: 20mm 12mm }"
    "@page furnished { @top-center { content: 'Head ' counter(page) } }"
    "html { font-family: Libertine; font-size: 10.5pt; text-align: justify; hyphens: auto }"
    ".furnished { page: furnished } .percent { margin-left: 10%; padding: 3px }"
    ".caps { font-variant-caps: small-caps; letter-spacing: .05em } .box { box-sizing: border-box;"
    " width: 60%; border: 2px solid } img, svg { float: right; width: 20% } a { color: inherit }"
    "q::before { content: '<' attr(class) } .b q::before { content: '«'; color: red }"
    "li::after { content: ' ' counter(list-item) } .note { float: footnote } p::first-letter"
    " { font-weight: bold } .b p::first-letter { font-size: 2em } .b li::marker { color: blue }"
    "span { padding: 0 .2em } .wide { word-spacing: .3em } td { border: 1px solid; width: 30% }"
)
_SENTENCE = "The committee published the <b>results</b> of the <i>public</i> consultation in June. "
_PLACES = {
    "plain": f"<p>{_SENTENCE * 9}</p><p>{_SENTENCE * 14}</p>",
    "rich": (
        f'<h2 class="caps">Small capitals, AV To</h2><p class="percent">{_SENTENCE * 5}</p>'
        f'<p class="wide">{_SENTENCE * 3}<span>a b</span> x<sup>2</sup> &amp; "quoted" 1/2 ffl</p>'
        f'<div class="box">{_SENTENCE * 4}</div><p><u>under</u> <s>through</s> tab\tstop</p>'
    ),
    "margins": f'<p>{_SENTENCE * 9}</p><p class="furnished">{_SENTENCE * 14}</p>',
    "pseudo": (
        '<p><q class="a">one</q> <q class="c" id="q">two</q></p><ul><li>a<li>b<ul><li>c</ul></ul>'
        '<div class="b"><p>x <q class="d">three</q> <q style="color: green">four</q></p>'
        "<ol><li>e<li style='list-style: square'>f</ol></div>"
    ),
    "notes": "<p>one<span class='note'>first</span> two<span class='note'>second</span>"
    + f"{_SENTENCE * 20}<span class='note'>third <q>quoted</q></span></p>",
    "table": f"<table><tr><td>{_SENTENCE}<td>2<tr><td>c<td>{_SENTENCE * 2}</table>",
    "float": '<svg width="20" height="20"><path d="M0 0H9V9"/></svg>' + f"<p>{_SENTENCE * 12}</p>",
    "flex": f'<div style="display: flex"><p>{_SENTENCE}</p><p style="width: 30%">two</p></div>',
    "scripts": '<p>Ελληνικά και русский</p><p lang="ar" dir="rtl">'
    + "في يونيو نتائج " * 20
    + "</p>",
    "marks": "<p>" + "e\u0301a\u0308 n\u0303 q\u0303 o\u0323\u0302 " * 30 + "</p>",
}


def _made(lay_on: Callable[[], None]) -> tuple[str, dict[str, Chunk]]:
    """Where the engine has its size of a line from, and what it makes."""
    with unmended() as patch:
        patch.setattr(shortcuts, "install", lay_on)
        renderer = Renderer(_CSS, load_theme("classic").faces)
        made = {
            place: renderer.render(Job("x", f'<html lang="en">{html}'))
            for place, html in _PLACES.items()
        }
        return weasyprint.text.line_break.line_size.__module__, made


@pytest.mark.engine_warnings  # where a machine has no font for the script
def test_every_byte_is_the_engines() -> None:
    mended, with_shortcuts = _made(shortcuts.install)
    as_it_comes, without = _made(lambda: None)
    assert (mended, as_it_comes) == (shortcuts.__name__, "weasyprint.text.line_break")
    for place in _PLACES:
        assert with_shortcuts[place] == without[place], place
