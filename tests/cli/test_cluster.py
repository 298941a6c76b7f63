"""A book made by the workers of a cluster is the book made here, even if a worker dies."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from anthology.build import build
from anthology.cli.cluster import crew
from anthology.config import Config
from anthology.errors import SetupError
from anthology.report import Report
from anthology.workshop import Workshop

distributed = pytest.importorskip("distributed", reason="Dask is not installed")

TEXTS = (
    "On {day} the harbour master, Vera Lindgren, said that number {n} would be repaired by May.",
    "The council of Eastport met on {day}. Tomas Weller, its chairman, read out letter {n}.",
    'A storm took the roof of mill number {n}. "We saw it coming," Ada Fenwick said on {day}.',
)


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for n in range(40):
        day = f"2021-{n % 12 + 1:02}-{n % 27 + 1:02}"
        text = TEXTS[n % 3].format(n=n, day=day)
        (folder / f"{n:02}.txt").write_text(f"date: {day}\n\n{text}\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:  # Any: an optional package
    """Two workers, in processes of their own, watched by nannies that start them again."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
    ) as made:
        yield made


def books(folder: Path, shop: Workshop, split: str = "") -> tuple[tuple[str, bytes], ...]:
    config = Config(sources=(str(folder),), title="Harbour", split=split)
    return tuple(build(config, Report(), None, None, shop).files)


def square(shared: str, number: int) -> tuple[int, ...]:
    """The worker that is first given piece 30 is killed in the middle of it."""
    if number == 30 and shared and not Path(shared).exists():
        Path(shared).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return (number, number * number)


@pytest.mark.filterwarnings("ignore")  # Dask's own
def test_a_cluster_makes_the_same_books(articles: Path, cluster: Any) -> None:
    with crew(cluster.scheduler_address, 2) as (hands, at_once):
        shop = Workshop(at_once, crew=lambda: hands)
        made = books(articles, shop)
    assert made == books(articles, Workshop(1))


@pytest.mark.filterwarnings("ignore")  # Dask's own
def test_a_worker_that_is_killed_midway_costs_time_only(tmp_path: Path, cluster: Any) -> None:
    died = tmp_path / "died"
    with crew(cluster.scheduler_address, 2) as (hands, at_once):
        shop = Workshop(at_once, crew=lambda: hands)
        found = list(shop.map(square, str(died), range(60)))
    assert found == [(n, n * n) for n in range(60)]
    assert died.exists()


@pytest.mark.filterwarnings("ignore")  # Dask's own
def test_volumes_are_made_by_the_cluster_even_if_a_worker_is_killed(
    articles: Path, cluster: Any
) -> None:
    """When the first volume is there, the worker that made another is killed in the next."""
    here = books(articles, Workshop(1), "8")
    assert len(here) == 12
    with crew(cluster.scheduler_address, 2) as (hands, at_once):
        shop = Workshop(at_once, crew=lambda: hands)
        config = Config(sources=(str(articles),), title="Harbour", split="8")
        files = iter(build(config, Report(), None, None, shop).files)
        first = [next(files), next(files)]
        pid = next(iter(cluster.workers.values())).pid
        os.kill(pid, signal.SIGKILL)
        assert (*first, *files) == here


@pytest.mark.filterwarnings("ignore")  # Dask's own
def test_no_scheduler_is_told_with_the_remedy() -> None:
    with (
        pytest.raises(SetupError, match="start one with: dask scheduler"),
        crew("tcp://127.0.0.1:9", 2),
    ):
        pass
