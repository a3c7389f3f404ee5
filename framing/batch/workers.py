"""What runs a batch's tasks: warm processes of this machine, or the workers of a Dask scheduler."""

from __future__ import annotations

import concurrent.futures as cf
import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from framing.batch.dask_cluster import cluster
from framing.batch.worker_proof import Worker
from framing.reports.warm_processes import warm_pool


@contextlib.contextmanager
def workers(
    jobs: int,
    *,
    scheduler: str | None = None,
    drafts: Mapping[Path, Sequence[str]] | None = None,
    tell: Callable[[str], None] = lambda _: None,
    note: Callable[[Sequence[Worker]], None] = lambda _: None,
) -> Iterator[cf.Executor]:
    """Give what runs tasks: ``jobs`` processes here, or the workers of a Dask scheduler.

    The rest is for those of a scheduler, see :func:`framing.batch.dask_cluster.cluster`.
    """
    with warm_pool(jobs) if scheduler is None else cluster(scheduler, drafts=drafts, tell=tell, note=note) as pool:
        yield pool
