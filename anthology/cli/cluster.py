"""The hands of a workshop on other machines: a Dask scheduler and its workers.

Every machine has this program, at the same version, and the theme's files at the same place.
What is sent are the pieces that the local processes get too, so the books are the same.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import Any

from anthology.errors import SetupError

LOCAL = "local"
_ATTEMPTS = 5  # a piece whose worker has gone is given to another


@contextmanager
def crew(address: str, jobs: int) -> Iterator[tuple[Executor, int]]:
    """An executor on the scheduler's workers, and how many pieces they do at once.

    ``local`` starts a cluster of ``jobs`` workers on this machine for the time of the build.

    Raises:
        SetupError: Dask is not installed, or no scheduler answers.
    """
    distributed = _distributed()
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # lost workers are made good
    try:
        if address == LOCAL:
            cluster = distributed.LocalCluster(
                n_workers=jobs, threads_per_worker=1, dashboard_address=None
            )
            client = distributed.Client(cluster)
        else:
            cluster = None
            client = distributed.Client(address, timeout="10s")
    except (OSError, ValueError) as error:
        raise SetupError(
            f"--scheduler {address}: no scheduler answers there; start one with: dask scheduler"
        ) from error
    try:
        at_once = sum(client.nthreads().values())
        yield _Hands(client), max(2, at_once)
    finally:
        client.close()
        if cluster is not None:
            cluster.close()


class _Hands(Executor):
    """The scheduler's workers as an executor.

    Dask's own takes a result for a fault whose worker is lost while it is fetched.
    """

    def __init__(self, client: Any) -> None:  # Any: an optional package
        self._client = client

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:  # Any: as the base's
        """Have one batch made by some worker; by another one if that is lost."""
        return _Handed(self._client.submit(fn, *args, pure=False, retries=_ATTEMPTS, **kwargs))


class _Handed(Future[Any]):  # Any: whatever was asked for
    """A batch at work elsewhere."""

    def __init__(self, batch: Any) -> None:  # Any: an optional package
        super().__init__()
        self._batch = batch

    def result(self, timeout: float | None = None) -> Any:  # Any: as above
        """What came of it, as soon as it is there."""
        return self._batch.result(timeout)


def _distributed() -> Any:  # Any: an optional package
    try:
        import distributed  # noqa: PLC0415 - optional, and heavy
    except ImportError as error:
        raise SetupError(
            "--scheduler needs Dask; install it with: pip install 'anthology-press[dask]'"
        ) from error
    return distributed
