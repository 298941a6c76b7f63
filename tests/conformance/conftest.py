"""veraPDF, where it has been fetched: ``make conformance`` fetches it, and CI tries to."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
_JARS = ROOT / "build" / "verapdf"

Validate = Callable[[str, Mapping[str, bytes]], dict[str, list[str]]]


@pytest.fixture(scope="session")
def validate(tmp_path_factory: pytest.TempPathFactory) -> Validate:
    """Called with a flavour (``ua1``, ``2a``) and PDFs by name: the failed checks of each."""
    java = shutil.which("java")
    if java is None or not (_JARS / ".installed").is_file():
        pytest.skip("veraPDF or Java is not here: `make conformance` fetches it")

    def failures(flavour: str, pdfs: Mapping[str, bytes]) -> dict[str, list[str]]:
        folder = tmp_path_factory.mktemp("pdfs")
        for name, content in pdfs.items():
            (folder / f"{name}.pdf").write_bytes(content)
        command = [java, "-cp", f"{_JARS}/*", "org.verapdf.apps.GreenfieldCliWrapper"]
        command += ["--flavour", flavour, "--format", "json", *map(str, sorted(folder.iterdir()))]
        done = subprocess.run(command, capture_output=True, check=False)
        said = json.loads(done.stdout)
        found = {Path(j["itemDetails"]["name"]).stem: _failed(j) for j in said["report"]["jobs"]}
        assert found.keys() == pdfs.keys()
        return found

    return failures


def _failed(job: dict[str, object]) -> list[str]:
    """``clause-test: times, what is asked, where it failed first``, for each failed rule."""
    results = job.get("validationResult")
    if not isinstance(results, list):
        return [f"not validated: {job.get('taskException')}"]
    rules = [rule for one in results for rule in one["details"]["ruleSummaries"]]
    return [
        f"{r['clause']}-{r['testNumber']}: {r['failedChecks']} times: {r['description']}"
        f" ({r['checks'][0]['context']})"
        for r in rules
    ]
