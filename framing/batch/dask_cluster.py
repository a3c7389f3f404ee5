"""The workers of an existing Dask cluster, used as a pool of processes is used here."""

from __future__ import annotations

import concurrent.futures as cf
import contextlib
from collections.abc import Iterator
from typing import Any

from framing.reports.warm_processes import warm_up


class ClusterError(RuntimeError):
    """A Dask cluster that cannot be used; the message says what to do."""


def _warm_up_worker() -> str:
    warm_up()
    import framing

    return str(framing.__file__)


@contextlib.contextmanager
def cluster(scheduler: str) -> Iterator[cf.Executor]:
    """Give the workers of the Dask scheduler at ``scheduler`` ("tcp://host:8786") as an executor.

    Each worker loads its libraries and models once. A task whose worker is lost goes to
    another one, as often as the scheduler's ``allowed-failures`` has it (3 unless configured); a task that
    raises an error is not tried again. Workers need this package, and the same paths for inputs and outputs.

    Raises:
        ClusterError: Dask is not installed, or nothing answers at the address.
    """
    try:
        from distributed import Client
    except ImportError:
        msg = "--scheduler needs Dask: pip install 'framing-suite[scale]'"
        raise ClusterError(msg) from None
    try:
        client: Any = Client(scheduler, timeout="10s")  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        msg = f"no Dask scheduler answers at {scheduler} ({error}); start one with 'dask scheduler'"
        raise ClusterError(msg) from error
    with client:
        client.register_worker_callbacks(_warm_up_worker)
        executor: cf.Executor = client.get_executor(pure=False)
        try:
            yield executor
        except BaseException:
            executor.shutdown(wait=False)
            raise
