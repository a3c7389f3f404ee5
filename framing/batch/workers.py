"""What runs a batch's tasks: warm processes of this machine, or the workers of a Dask scheduler."""

from __future__ import annotations

import concurrent.futures as cf
import contextlib
from collections.abc import Iterator

from framing.batch.dask_cluster import cluster
from framing.reports.warm_processes import warm_pool


@contextlib.contextmanager
def workers(jobs: int, *, scheduler: str | None = None) -> Iterator[cf.Executor]:
    """Give what runs tasks: ``jobs`` processes here, or the workers of a Dask scheduler."""
    with warm_pool(jobs) if scheduler is None else cluster(scheduler) as pool:
        yield pool
