"""What the engine is spared changes no byte of what it makes.

The engine is mended once for a process, so each way is tried in one of its own.
"""

import subprocess
import sys

import pytest

_CSS = (
    "@page { size: 90mm 120mm; margin: 20mm 12mm }"
    "@page furnished { @top-center { content: 'Head ' counter(page) } }"
    "html { font-family: Libertine; font-size: 10.5pt; text-align: justify; hyphens: auto }"
    ".furnished { page: furnished } .percent { margin-left: 10%; padding: 3px }"
    ".caps { font-variant-caps: small-caps; letter-spacing: .05em } .box { box-sizing: border-box;"
    " width: 60%; border: 2px solid } img, svg { float: right; width: 20% } a { color: inherit }"
    "span { padding: 0 .2em } .wide { word-spacing: .3em } td { border: 1px solid; width: 30% }"
)
_SENTENCE = "The committee published the <b>results</b> of the <i>public</i> consultation in June. "
_PLACES = {
    "plain": f"<p>{_SENTENCE * 9}</p><p>{_SENTENCE * 40}</p>",
    "rich": (
        f'<h2 class="caps">Small capitals, AV To</h2><p class="percent">{_SENTENCE * 5}</p>'
        f'<p class="wide">{_SENTENCE * 3}<span>a b</span> x<sup>2</sup> &amp; "quoted" 1/2 ffl</p>'
        f'<div class="box">{_SENTENCE * 4}</div><p><u>under</u> <s>through</s> tab\tstop</p>'
    ),
    "margins": f'<p>{_SENTENCE * 9}</p><p class="furnished">{_SENTENCE * 30}</p>',
    "table": f"<table><tr><td>{_SENTENCE}<td>2<tr><td>c<td>{_SENTENCE * 2}</table>",
    "float": '<svg width="20" height="20"><path d="M0 0H9V9"/></svg>' + f"<p>{_SENTENCE * 12}</p>",
    "flex": f'<div style="display: flex"><p>{_SENTENCE}</p><p style="width: 30%">two</p></div>',
    "scripts": '<p>Ελληνικά και русский</p><p lang="ar" dir="rtl">'
    + "في يونيو نتائج " * 20
    + "</p>",
    "marks": "<p>" + "e\u0301a\u0308 n\u0303 q\u0303 o\u0323\u0302 " * 30 + "</p>",
}
_PROGRAM = """
import hashlib, sys
from anthology.export.pdf import chunk, shortcuts
from anthology.export.pdf.pieces import Job
from anthology.theme import load_theme
if sys.argv[1] == "without":
    shortcuts.install = lambda: None
renderer = chunk.Renderer(sys.argv[2], load_theme("classic").faces)
for number, html in enumerate(sys.argv[3:]):
    made = renderer.render(chunk.Job("x", f'<html lang="en">{html}'))
    print(number, made.pages, hashlib.sha256(made.pdf).hexdigest(), made.starts)
size = __import__("weasyprint").text.line_break.line_size
print("short", size.__module__ == shortcuts.__name__)
"""


def _made(way: str) -> list[str]:
    command = [sys.executable, "-c", _PROGRAM, way, _CSS, *_PLACES.values()]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    return done.stdout.splitlines()


@pytest.mark.engine_warnings  # where a machine has no font for the script
def test_every_byte_is_the_engines() -> None:
    with_shortcuts, without = _made("with"), _made("without")
    assert with_shortcuts.pop() == "short True"
    assert without.pop() == "short False"
    for place, one, other in zip(_PLACES, with_shortcuts, without, strict=True):
        assert one == other, place
