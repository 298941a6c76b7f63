"""Reading engines and the accessibility checker as ``make readers`` installs them."""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

READING = Path(__file__).parent.parent / "tests" / "reading"
MODULES = READING / "node_modules"
INSTALLS = "`make readers` installs it"


def chromium() -> str | None:
    """The browser's program."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word; a node package may be served under its module type."""

    extensions_map = {  # noqa: RUF012 - as the base class has it
        **SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript",
    }  # fmt: skip

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """The address, on this machine, of a page for each engine and of what lies in the folder."""
    (folder / "node_modules").symlink_to(MODULES)
    for page in (READING / "engines").glob("*.html"):
        shutil.copy(page, folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=folder))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def violations(book: Path, out: Path) -> tuple[str, ...]:
    """What Ace by DAISY finds, a line each: document, rule, what it says. ``out`` keeps its report.

    Raises:
        FileNotFoundError: Ace, Node.js or Chromium is not installed, or Ace gave no report.
    """
    node, browser = shutil.which("node"), chromium()
    program = MODULES / "@daisy" / "ace" / "bin" / "ace-puppeteer.js"
    if not node or not browser or not program.is_file():
        raise FileNotFoundError(f"Ace is not here: {INSTALLS}")
    environment = os.environ | {"PUPPETEER_EXECUTABLE_PATH": browser, "HOME": str(out)}
    command = [node, str(program), "--silent", "--force", "--outdir", str(out / "ace"), str(book)]
    # its status tells of violations as well as of crashes
    subprocess.run(command, env=environment, capture_output=True, timeout=3600, check=False)
    report = json.loads((out / "ace" / "report.json").read_text(encoding="utf-8"))
    return tuple(
        f"{document['earl:testSubject']['url']}: {found['earl:test']['dct:title']}:"
        f" {found['earl:result']['dct:description'].partition(chr(10))[0]}"
        for document in report["assertions"]
        for found in document["assertions"]
    )
