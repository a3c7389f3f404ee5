"""Any number of tasks through workers, a bounded number of them at a time; one that fails stops no other."""

from __future__ import annotations

import concurrent.futures as cf
import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from framing.batch.workers import workers

IN_FLIGHT = 64  # tasks sent and not yet answered: what a batch and a scheduler hold of a list that is read as a stream
T = TypeVar("T")
R = TypeVar("R")


def stream_tasks(
    tasks: Iterable[T],
    work: Callable[[T], R],
    *,
    jobs: int,
    scheduler: str | None,
    tell: Callable[[str], None] = lambda _: None,
) -> Iterator[tuple[T, R | Exception]]:
    """Yield each task with what ``work`` gave for it, or the error it raised, as they end.

    The tasks are taken from their iterator as places become free, so that memory does not grow with their number.
    Those at work when a local process died are done again one at a time: the one that kills its process is known then
    and gets the error. A Dask worker's tasks go to another, see :func:`framing.batch.dask_cluster.cluster`.
    """
    left = iter(tasks)
    for first in left:  # nothing to do: no processes
        lost: list[T] = []
        with workers(jobs, scheduler=scheduler, tell=tell) as pool:
            yield from _through(pool, itertools.chain([first], left), work, lost)
        for task in lost:
            again: list[T] = []
            with workers(1, scheduler=scheduler, tell=tell) as pool:
                yield from _through(pool, iter([task]), work, again)
            for one in again:
                yield one, RuntimeError("its process ended twice: killed, or out of memory")


def _through(
    pool: cf.Executor, tasks: Iterator[T], work: Callable[[T], R], lost: list[T]
) -> Iterator[tuple[T, R | Exception]]:
    """Send tasks until there are no more or a process died; those that were at work then are in ``lost``."""
    pending: dict[cf.Future[R], T] = {}
    while not lost:
        for task in itertools.islice(tasks, IN_FLIGHT - len(pending)):
            try:
                pending[pool.submit(work, task)] = task
            except cf.BrokenExecutor:
                lost.append(task)
                break
        if not pending:
            return
        ended, _ = cf.wait(pending, return_when=cf.FIRST_COMPLETED)
        for future in ended:
            yield from _answer(future, pending.pop(future), lost)
    for future in cf.as_completed(list(pending)):
        yield from _answer(future, pending.pop(future), lost)


def _answer(future: cf.Future[R], task: T, lost: list[T]) -> Iterator[tuple[T, R | Exception]]:
    try:
        yield task, future.result()
    except cf.BrokenExecutor:
        lost.append(task)
    except Exception as error:  # noqa: BLE001 (whatever stops one task must not stop the others)
        yield task, error
